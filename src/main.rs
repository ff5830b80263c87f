//! The `jiaokan` program: arguments in, exit status out.

use std::process::ExitCode;

/// A report is many small strings: see the feature in `Cargo.toml`.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    jiaokan::cli::run()
}
