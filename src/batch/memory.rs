//! The memory that a worker allows itself.

/// Limits this process to so many bytes. Where the platform has no such limit, none
/// holds: macOS accepts it and does not keep it, Windows has another mechanism.
#[cfg(unix)]
pub(super) fn limit(bytes: u64) -> std::io::Result<()> {
    use rlimit::Resource;

    // Address space, and not data: libraries map memory in ways that count as data
    // or not from one kernel to the next.
    let (_, most) = Resource::AS.get()?;
    let bytes = bytes.min(most);
    Resource::AS.set(bytes, bytes)
}

#[cfg(not(unix))]
pub(super) fn limit(_bytes: u64) -> std::io::Result<()> {
    Ok(())
}
