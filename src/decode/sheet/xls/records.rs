//! The records of a BIFF stream, and reading from them.

use std::borrow::Cow;

/// One record: its number, its bytes, and where they stand in the stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) bytes: &'a [u8],
    /// Where the next one starts.
    pub(super) next: usize,
}

/// The record at an offset; `None` at the end, or where the stream is cut short.
pub(super) fn record(stream: &[u8], at: usize) -> Option<Record<'_>> {
    let kind = u16_at(stream, at)?;
    let length = usize::from(u16_at(stream, at + 2)?);
    let start = at + 4;
    let bytes = stream.get(start..start + length)?;
    Some(Record { kind, bytes, next: start + length })
}

/// The records from an offset up to the end of the stream.
pub(super) fn records(stream: &[u8], from: usize) -> impl Iterator<Item = Record<'_>> {
    let mut at = from;
    std::iter::from_fn(move || {
        let found = record(stream, at)?;
        at = found.next;
        Some(found)
    })
}

/// A record that goes on in those behind it.
pub(super) const CONTINUE: u16 = 0x003C;

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let found = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(found.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let found = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(found.try_into().ok()?))
}

pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    let found = bytes.get(at..at.checked_add(8)?)?;
    Some(f64::from_le_bytes(found.try_into().ok()?))
}

/// A number in 30 bits.
pub(super) fn rk(bits: u32) -> f64 {
    let value = if bits & 2 != 0 {
        f64::from((bits as i32) >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    if bits & 1 != 0 { value / 100.0 } else { value }
}

/// Characters of UTF-16, or of its lower bytes.
pub(super) fn utf16(bytes: &[u8], wide: bool) -> String {
    if !wide {
        return bytes.iter().map(|&byte| char::from(byte)).collect();
    }
    let pairs = bytes.chunks_exact(2).map(|pair| {
        u16::from_le_bytes([
            pair.first().copied().unwrap_or_default(),
            pair.get(1).copied().unwrap_or_default(),
        ])
    });
    char::decode_utf16(pairs).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Reads over the ends of records: texts may go on in the next one, behind a byte that says
/// anew how wide their characters are.
#[derive(Debug)]
pub(super) struct Chunks<'a> {
    chunks: Vec<&'a [u8]>,
    index: usize,
    at: usize,
}

impl<'a> Chunks<'a> {
    pub(super) fn new(first: &'a [u8], rest: impl Iterator<Item = &'a [u8]>) -> Chunks<'a> {
        let mut chunks = vec![first];
        chunks.extend(rest);
        Chunks { chunks, index: 0, at: 0 }
    }

    /// What is left of the record now read; of the next one at its end.
    fn rest(&mut self) -> Option<&'a [u8]> {
        loop {
            let chunk = self.chunks.get(self.index)?;
            match chunk.get(self.at..) {
                Some(rest) if !rest.is_empty() => return Some(rest),
                _ => {
                    self.index += 1;
                    self.at = 0;
                }
            }
        }
    }

    /// Bytes, wherever the ends of records are.
    pub(super) fn bytes(&mut self, count: usize) -> Option<Cow<'a, [u8]>> {
        let rest = self.rest()?;
        if let Some(found) = rest.get(..count) {
            self.at += count;
            return Some(Cow::Borrowed(found));
        }
        let mut out = Vec::new();
        while out.len() < count {
            let rest = self.rest()?;
            let taken = rest.get(..rest.len().min(count - out.len()))?;
            out.extend_from_slice(taken);
            self.at += taken.len();
        }
        Some(Cow::Owned(out))
    }

    fn u8(&mut self) -> Option<u8> {
        self.bytes(1)?.first().copied()
    }

    fn u16(&mut self) -> Option<u16> {
        u16_at(&self.bytes(2)?, 0)
    }

    fn u32(&mut self) -> Option<u32> {
        u32_at(&self.bytes(4)?, 0)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let taken = self.rest()?.len().min(count);
            self.at += taken;
            count -= taken;
        }
        Some(())
    }

    /// A text of so many characters, each of one or two bytes.
    pub(super) fn characters(&mut self, count: usize, mut wide: bool) -> Option<String> {
        let mut text = String::new();
        let mut left = count;
        while left > 0 {
            let chunk = self.index;
            let rest = self.rest()?;
            let rest = if self.index != chunk {
                // The text goes on here: the byte before its characters says how.
                wide = rest.first()? & 1 != 0;
                self.at += 1;
                rest.get(1..)?
            } else {
                rest
            };
            let width = if wide { 2 } else { 1 };
            let fits = (rest.len() / width).min(left);
            if fits == 0 {
                return None;
            }
            text.push_str(&utf16(rest.get(..fits * width)?, wide));
            self.at += fits * width;
            left -= fits;
        }
        Some(text)
    }

    /// A text as shared strings are: with its length, how wide its characters are, and the
    /// runs and phonetic data behind it, which are left out.
    pub(super) fn string(&mut self) -> Option<String> {
        let count = usize::from(self.u16()?);
        let flags = self.u8()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) } else { 0 };
        let phonetic = if flags & 4 != 0 { self.u32()? as usize } else { 0 };
        let text = self.characters(count, flags & 1 != 0)?;
        self.skip(runs * 4 + phonetic)?;
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_30_bits_are_read() {
        assert_eq!(rk(0x3FF0_0000), 1.0);
        assert_eq!(rk((1234 << 2) | 2), 1234.0);
        assert_eq!(rk((1234 << 2) | 3), 12.34);
        assert_eq!(rk((-5i32 << 2) as u32 | 2), -5.0);
    }

    #[test]
    fn a_text_goes_on_in_the_next_record_in_another_width() {
        let first = [5, 0, 0, b'a', b'b'];
        let second = [1, 0x2D, 0x4E, b'c', 0, b'd', 0];
        let mut chunks = Chunks::new(&first, [&second[..]].into_iter());
        assert_eq!(chunks.string().as_deref(), Some("ab中cd"));
        assert_eq!(chunks.string(), None);
        // So it does where the record ends before its first character.
        let mut chunks = Chunks::new(&[2, 0, 1], [&[0, b'a', b'b'][..]].into_iter());
        assert_eq!(chunks.string().as_deref(), Some("ab"));
    }
}
