//! `jiaokan worker`: reads files for another `jiaokan`, over two pipes.

use std::io;

/// Serves until the parent has no more files.
pub(crate) fn run() {
    crate::batch::serve(io::stdin().lock(), io::stdout());
}
