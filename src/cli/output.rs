//! Writing to standard output and standard error.

use std::io::{self, BufWriter, StdoutLock, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::failure::Failure;
use crate::visible;

/// Writes data to standard output, with a final line feed.
pub(crate) fn print(data: &[u8]) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(data)?;
    stdout.write_all(b"\n")?;
    stdout.flush()?;
    Ok(())
}

/// Writes what is made piece by piece to standard output, with a final line feed.
pub(crate) fn print_by(
    write: impl FnOnce(&mut BufWriter<StdoutLock<'_>>) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut stdout = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    write(&mut stdout)?;
    stdout.write_all(b"\n")?;
    stdout.flush()?;
    Ok(())
}

/// Whether colours are welcome where there is a terminal: not if NO_COLOR is set.
pub(crate) fn colours() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Writes data to standard output as it is.
pub(crate) fn print_exactly(data: &[u8]) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(data)?;
    stdout.flush()?;
    Ok(())
}

static QUIET: AtomicBool = AtomicBool::new(false);

/// Whether only what went wrong is said, for the whole program.
pub(crate) fn set_quiet(quiet: bool) {
    QUIET.store(quiet, Ordering::Relaxed);
}

/// Whether only what went wrong is said.
pub(crate) fn is_quiet() -> bool {
    QUIET.load(Ordering::Relaxed)
}

/// Says how things went, unless the person wants to hear only what went wrong.
pub(crate) fn note(words: &str) {
    if !is_quiet() {
        say(words);
    }
}

/// Says something to the person at standard error. If nobody listens there,
/// there is nobody left to tell.
pub(crate) fn say(words: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", visible::text(words));
}
