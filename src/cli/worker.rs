//! `jiaokan worker`: reads files for another `jiaokan`, over two pipes.

use std::io::{self, BufReader};

/// Serves until the parent has no more files.
#[cfg(unix)]
pub(crate) fn run() {
    use std::fs::File;
    use std::os::fd::AsFd;

    // The pipes themselves: the standard streams take small pieces and look for the ends of lines.
    let input = io::stdin().as_fd().try_clone_to_owned().map(File::from);
    let output = io::stdout().as_fd().try_clone_to_owned().map(File::from);
    if let (Ok(input), Ok(output)) = (input, output) {
        crate::batch::serve(BufReader::with_capacity(PIECE, input), output);
    }
}

/// Serves until the parent has no more files.
#[cfg(not(unix))]
pub(crate) fn run() {
    crate::batch::serve(BufReader::with_capacity(PIECE, io::stdin().lock()), io::stdout());
}

/// So much is taken from the pipe at once.
const PIECE: usize = 1 << 16;
