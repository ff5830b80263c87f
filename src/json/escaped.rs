//! What has to be escaped in a string of JSON.

/// Where the first byte stands that does not stand for itself in a string of JSON.
pub(super) fn escaped(bytes: &[u8]) -> Option<usize> {
    let is = |byte: &u8| *byte < 0x20 || matches!(byte, b'"' | b'\\');
    let (eights, tail) = bytes.as_chunks();
    for (number, eight) in eights.iter().enumerate() {
        if any_escaped(*eight) {
            let from = 8 * number;
            return bytes[from..].iter().position(is).map(|at| from + at);
        }
    }
    // The last eight once more cost less than each of the rest by itself.
    if bytes.last_chunk().is_some_and(|last| !any_escaped(*last)) {
        return None;
    }
    tail.iter().position(is).map(|at| bytes.len() - tail.len() + at)
}

/// The same of eight bytes at a time: whether there is one. In each, the subtraction borrows from
/// the topmost bit where the byte is less than it takes off.
fn any_escaped(bytes: [u8; 8]) -> bool {
    const fn all(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    let bytes = u64::from_le_bytes(bytes);
    let less = |bytes: u64, than: u8| bytes.wrapping_sub(all(than)) & !bytes;
    let is = |byte: u8| less(bytes ^ all(byte), 1);
    (less(bytes, 0x20) | is(b'"') | is(b'\\')) & all(0x80) != 0
}
