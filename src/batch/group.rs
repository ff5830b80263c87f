//! Processes that Ctrl-C leaves alone.

use std::process::Command;

/// Puts a worker into a process group of its own: Ctrl-C is for the parent, which
/// lets its workers finish.
#[cfg(unix)]
pub(super) fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;

    command.process_group(0);
}

#[cfg(windows)]
pub(super) fn apart(command: &mut Command) {
    use std::os::windows::process::CommandExt;

    const CREATE_NEW_PROCESS_GROUP: u32 = 0x0000_0200;
    command.creation_flags(CREATE_NEW_PROCESS_GROUP);
}

#[cfg(not(any(unix, windows)))]
pub(super) fn apart(_command: &mut Command) {}
