//! How a worker and its parent talk: frames of a mark, a length and a body.

use std::io::{self, Read, Write};

/// Opens each frame. Whatever else a library might print on standard output is
/// no answer.
const MARK: &[u8; 4] = b"\x02jk\x01";

/// Up to so many bytes are written together: whoever waits for them would wake up for each piece.
/// Larger ones are not copied.
const AT_ONCE: usize = 1 << 20;

/// Writes a frame whose body is `parts` one after another.
pub(super) fn write(to: &mut impl Write, parts: &[&[u8]]) -> io::Result<()> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let length = u32::try_from(length).map_err(|_| io::Error::other("a frame over 4 GiB"))?;
    let mut frame = Vec::with_capacity(8 + (length as usize).min(AT_ONCE));
    frame.extend(MARK);
    frame.extend(length.to_le_bytes());
    for part in parts {
        if frame.len() + part.len() > frame.capacity() {
            to.write_all(&frame)?;
            frame.clear();
        }
        match part.len() > frame.capacity() {
            true => to.write_all(part)?,
            false => frame.extend_from_slice(part),
        }
    }
    to.write_all(&frame)?;
    to.flush()
}

/// Reads a frame; `None` if nothing more comes.
pub(super) fn read(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut head = [0; 8];
    let mut had = 0;
    while had < head.len() {
        match from.read(head.get_mut(had..).unwrap_or_default()) {
            Ok(0) if had == 0 => return Ok(None),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(more) => had += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let Some((mark, length)) = head.split_first_chunk::<4>() else {
        return Err(io::ErrorKind::InvalidData.into());
    };
    if mark != MARK {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let length = length.try_into().map_or(0, u32::from_le_bytes);
    // A length that is not true must not take all memory.
    const MOST_AT_ONCE: usize = 64 << 20;
    let mut body = Vec::with_capacity((length as usize).min(MOST_AT_ONCE));
    from.take(u64::from(length)).read_to_end(&mut body)?;
    if body.len() == length as usize {
        Ok(Some(body))
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

/// A part of a body, with its length before it.
pub(super) fn put(body: &mut Vec<u8>, part: &[u8]) {
    body.extend((part.len() as u64).to_le_bytes());
    body.extend(part);
}

/// Takes a part written by [`put`] off the front of a body.
pub(super) fn take<'a>(body: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, rest) = body.split_first_chunk::<8>()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (part, rest) = rest.split_at_checked(length)?;
    *body = rest;
    Some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_follow_each_other_and_a_cut_one_is_an_error() {
        let mut wire = Vec::new();
        write(&mut wire, &[b"one", b"", b" two"]).unwrap();
        write(&mut wire, &[]).unwrap();
        let mut from = &wire[..];
        assert_eq!(read(&mut from).unwrap().unwrap(), b"one two");
        assert_eq!(read(&mut from).unwrap().unwrap(), b"");
        assert_eq!(read(&mut from).unwrap(), None);
        for cut in 1..14 {
            assert!(read(&mut &wire[..cut]).is_err(), "{cut}");
        }
        assert!(read(&mut &b"warning: 12345"[..]).is_err());
    }

    #[test]
    fn parts_are_taken_as_they_were_put() {
        let mut body = Vec::new();
        put(&mut body, b"a");
        put(&mut body, b"");
        let mut rest = &body[..];
        assert_eq!(take(&mut rest), Some(&b"a"[..]));
        assert_eq!(take(&mut rest), Some(&b""[..]));
        assert_eq!(take(&mut rest), None);
        assert_eq!(take(&mut &[9, 0, 0, 0, 0, 0, 0, 0, 1][..]), None);
    }
}
