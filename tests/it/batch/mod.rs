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
#[cfg(feature = "second-reader")]
mod second_reader;
mod shards;
mod view;
