//! What `jiaokan` promises of many files at once, as requirements.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "a test says what it skips")]

mod archive;
#[cfg(unix)]
mod ending;
#[cfg(unix)]
mod faults;
mod inputs;
mod output;
#[cfg(unix)]
mod resume;
mod shards;
