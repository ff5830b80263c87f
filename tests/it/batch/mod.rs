//! What `jiaokan` promises of many files at once, as requirements.

#[cfg(unix)]
mod alone;
mod archive;
mod desk;
#[cfg(unix)]
mod ending;
#[cfg(unix)]
mod faults;
mod inputs;
mod output;
mod packed;
#[cfg(unix)]
mod resume;
mod shards;
mod view;
