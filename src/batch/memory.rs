//! The memory that a worker allows itself.

/// What the parent puts into a worker's environment so that the limit counts what is
/// used: the allocator then takes memory as it is needed, and not a gigabyte at once; and what is
/// free for so many milliseconds it gives back, a fifth of all that a large table takes.
pub(super) const ALLOCATOR: [(&str, &str); 2] =
    [("MIMALLOC_ARENA_EAGER_COMMIT", "0"), ("MIMALLOC_PURGE_DELAY", "10")];

/// Limits this process to so many bytes. Where the platform has no such limit, none
/// holds: macOS accepts it and does not keep it, Windows has another mechanism.
#[cfg(unix)]
pub(super) fn limit(bytes: u64) -> std::io::Result<()> {
    use rlimit::Resource;

    // Data is what can be written to, without the stack: address space that is only
    // set aside takes no memory. Elsewhere than on Linux data is the heap alone.
    let resource = if cfg!(target_os = "linux") { Resource::DATA } else { Resource::AS };
    let (_, most) = resource.get()?;
    let bytes = bytes.min(most);
    resource.set(bytes, bytes)
}

#[cfg(not(unix))]
pub(super) fn limit(_bytes: u64) -> std::io::Result<()> {
    Ok(())
}
