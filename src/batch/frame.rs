//! How a worker and its parent talk: frames of a mark, a length and a body.

use std::io::{self, IoSlice, Read, Write};

/// Opens each frame. Whatever else a library might print on standard output is
/// no answer.
const MARK: &[u8; 4] = b"\x02jk\x01";

/// Bytes before a body: the mark and the length.
const HEAD: usize = 8;

/// Writes a frame whose body is `parts` one after another.
pub(super) fn write(to: &mut impl Write, parts: &[&[u8]]) -> io::Result<()> {
    write_all(to, &[parts])
}

/// Writes several frames, each of a body of parts.
pub(super) fn write_all<'f>(
    to: &mut impl Write,
    frames: &[impl AsRef<[&'f [u8]]>],
) -> io::Result<()> {
    let heads: io::Result<Vec<[u8; HEAD]>> = frames
        .iter()
        .map(|frame| head(frame.as_ref().iter().map(|part| part.len()).sum()))
        .collect();
    let heads = heads?;
    let all = heads.iter().zip(frames);
    let all = all
        .flat_map(|(head, parts)| std::iter::once(&head[..]).chain(parts.as_ref().iter().copied()));
    let mut all: Vec<IoSlice<'_>> = all.filter(|part| !part.is_empty()).map(IoSlice::new).collect();
    // At once: whoever waits for it would wake up for each piece.
    let mut rest = &mut all[..];
    while !rest.is_empty() {
        match to.write_vectored(rest) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => IoSlice::advance_slices(&mut rest, written),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    to.flush()
}

/// Adds a frame to others that are to be written together.
pub(super) fn add(frames: &mut Vec<u8>, body: &[u8]) -> io::Result<()> {
    frames.extend(head(body.len())?);
    frames.extend(body);
    Ok(())
}

/// What stands before a body of so many bytes.
fn head(length: usize) -> io::Result<[u8; HEAD]> {
    let length = u32::try_from(length).map_err(|_| io::Error::other("a frame over 4 GiB"))?;
    let mut head = [0; HEAD];
    let (mark, rest) = head.split_at_mut(MARK.len());
    mark.copy_from_slice(MARK);
    rest.copy_from_slice(&length.to_le_bytes());
    Ok(head)
}

/// Whether these bytes begin with a whole frame.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let Some((head, body)) = bytes.split_at_checked(HEAD) else { return false };
    let length = head.last_chunk::<4>().map_or(0, |length| u32::from_le_bytes(*length));
    body.len() >= length as usize
}

/// Reads a frame; `None` if nothing more comes.
pub(super) fn read(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut head = [0; HEAD];
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
    fn frames_that_are_written_together_are_those_written_apart() {
        let (mut apart, mut together, mut added) = (Vec::new(), Vec::new(), Vec::new());
        let frames: [&[&[u8]]; 3] = [&[b"one", b""], &[], &[b"th", b"ree"]];
        frames.iter().for_each(|parts| write(&mut apart, parts).unwrap());
        write_all(&mut together, &frames).unwrap();
        frames.iter().for_each(|parts| add(&mut added, &parts.concat()).unwrap());
        assert_eq!(apart, together);
        assert_eq!(apart, added);
        for cut in 0..apart.len() {
            assert_eq!(is_whole(&apart[..cut]), cut >= HEAD + 3, "{cut}");
        }
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
