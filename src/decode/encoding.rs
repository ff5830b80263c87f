//! Bytes to text: the encoding is told by marks, by strictness, and last by
//! which reading looks more like a report.

use encoding_rs::{BIG5, DecoderResult, GB18030, UTF_16BE, UTF_16LE};

use crate::error::DecodeError;
use crate::model::Encoding;
use crate::patterns::Encodings;

/// Text and how it was got from the bytes.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: Encoding,
    /// Offsets of the first bytes that are not in the encoding; each sequence
    /// of them stands as U+FFFD in `text`.
    pub(crate) bad: Vec<usize>,
    /// How many such sequences there are.
    pub(crate) bad_count: usize,
}

/// How many offsets of bad bytes are kept for the note.
const OFFSETS_KEPT: usize = 8;

/// Decodes bytes that were found to be none of the known foreign kinds.
///
/// # Errors
/// [`DecodeError::NotText`] with the first byte that cannot be text.
pub(crate) fn decode(
    name: &str,
    bytes: &[u8],
    patterns: &Encodings,
) -> Result<Decoded, DecodeError> {
    let decoded = if let Some((encoding, length)) = byte_order_mark(bytes) {
        read(bytes, length, encoding)
    } else if let Some(text) = plain_utf8(bytes) {
        text
    } else if let Some(encoding) = utf16_without_mark(bytes) {
        read(bytes, 0, encoding)
    } else {
        without_mark(bytes, patterns)
    };
    let not_text = |found: &str, byte: usize| DecodeError::NotText {
        name: name.to_owned(),
        found: found.to_owned(),
        byte,
    };
    if let Some(byte) = control_noise(&decoded, bytes) {
        let found = format!("binary data (byte 0x{:02X})", bytes.get(byte).unwrap_or(&0));
        return Err(not_text(&found, byte));
    }
    // Fewer characters than five times the bad sequences: no encoding fits.
    if decoded.bad_count > 4 && decoded.bad_count * 5 > decoded.text.chars().count() {
        let byte = decoded.bad.first().copied().unwrap_or(0);
        return Err(not_text("bytes that no known encoding allows", byte));
    }
    if decoded.text.chars().all(super::lines::is_blank_char) {
        return Err(DecodeError::Empty { name: name.to_owned() });
    }
    Ok(decoded)
}

fn byte_order_mark(bytes: &[u8]) -> Option<(Encoding, usize)> {
    const MARKS: &[(&[u8], Encoding)] = &[
        (b"\xEF\xBB\xBF", Encoding::Utf8),
        (b"\xFF\xFE", Encoding::Utf16Le),
        (b"\xFE\xFF", Encoding::Utf16Be),
        (b"\x84\x31\x95\x33", Encoding::Gb18030),
    ];
    let (mark, encoding) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark))?;
    Some((*encoding, mark.len()))
}

/// Strict UTF-8 without a NUL among its first bytes, which is never taken for
/// anything else.
fn plain_utf8(bytes: &[u8]) -> Option<Decoded> {
    let sample = bytes.get(..UTF16_SAMPLE).unwrap_or(bytes);
    if memchr::memchr(0, sample).is_some() {
        return None;
    }
    // As strict as `str::from_utf8`, and in half the time where nearly all is ideographs.
    let text = encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(Decoded {
        text: text.into_owned(),
        encoding: Encoding::Utf8,
        bad: Vec::new(),
        bad_count: 0,
    })
}

/// Bytes looked at to tell UTF-16 without a mark.
const UTF16_SAMPLE: usize = 8192;

/// UTF-16 without a mark: a NUL in every ASCII character, or units that are
/// nearly all plausible in one byte order and not in the other.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let sample = bytes.get(..UTF16_SAMPLE.min(bytes.len() & !1))?;
    if sample.len() < 4 {
        return None;
    }
    let plausible = |unit: u16| {
        matches!(unit, 0x09 | 0x0A | 0x0C | 0x0D | 0x20..=0x7E | 0xA0..=0xFF | 0x2000..=0x206F
            | 0x2190..=0x22FF | 0x2460..=0x25FF | 0x3000..=0x303F | 0x4E00..=0x9FA5 | 0xFEFF
            | 0xFF00..=0xFFEF)
    };
    let share = |read: fn([u8; 2]) -> u16| {
        let units = sample.chunks_exact(2);
        let good = units.filter(|u| plausible(read([u[0], u[1]]))).count();
        good * 100 / (sample.len() / 2)
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    // Sound text reaches 99 %; text read in the wrong order, or in GB18030,
    // stays below 60 %.
    match (little >= 90, big >= 90) {
        (true, false) => Some(Encoding::Utf16Le),
        (false, true) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// UTF-8 if it is so but for a few bytes, else GB18030 or Big5.
fn without_mark(bytes: &[u8], patterns: &Encodings) -> Decoded {
    let (long, broken) = utf8_evidence(bytes);
    if broken == 0 || long > broken * 4 {
        return read(bytes, 0, Encoding::Utf8);
    }
    let gb = read(bytes, 0, Encoding::Gb18030);
    let big5 = read(bytes, 0, Encoding::Big5);
    let score = |d: &Decoded| patterns.common(&d.text);
    let better = big5.bad_count <= gb.bad_count && score(&big5) > score(&gb);
    if better { big5 } else { gb }
}

/// Characters of three or four bytes, and broken sequences. Characters of two
/// bytes are no evidence: they occur by chance in GB18030.
fn utf8_evidence(bytes: &[u8]) -> (usize, usize) {
    let (mut long, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        long += chunk.valid().bytes().filter(|&b| b >= 0xE0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    (long, broken)
}

fn read(bytes: &[u8], skip: usize, encoding: Encoding) -> Decoded {
    let body = bytes.get(skip..).unwrap_or_default();
    let mut decoder = match encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Gb18030 => GB18030,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::Big5 => BIG5,
    }
    .new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length(body.len());
    let mut text = String::with_capacity(room.unwrap_or(body.len()));
    let (mut done, mut bad, mut bad_count) = (0, Vec::new(), 0);
    while let Some(rest) = body.get(done..) {
        let (result, taken) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        done += taken;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {
                text.reserve(rest.len().max(64) * 3);
            }
            DecoderResult::Malformed(length, after) => {
                let back = usize::from(length) + usize::from(after);
                if bad.len() < OFFSETS_KEPT {
                    bad.push(skip + done.saturating_sub(back));
                }
                bad_count += 1;
                if matches!(encoding, Encoding::Gb18030 | Encoding::Big5) {
                    done += usize::from(out_of_step(body.get(done..).unwrap_or_default()));
                }
                text.reserve(3);
                text.push('\u{FFFD}');
            }
        }
    }
    Decoded { text, encoding, bad, bad_count }
}

/// Whether reading on would pair the second byte of one character with the
/// first of the next: an odd number of high bytes follows. Nearly all second
/// bytes of common characters are high.
fn out_of_step(rest: &[u8]) -> bool {
    rest.iter().take_while(|&&b| b >= 0x80).count() % 2 == 1
}

/// One control character in this many is noise. OCR tools leave single ones;
/// random bytes hold one in eight.
const TEXT_PER_CONTROL: usize = 200;

/// Offset of the first control byte, if there are too many of them.
fn control_noise(decoded: &Decoded, bytes: &[u8]) -> Option<usize> {
    let control = |b: u8| (b < 0x20) & !matches!(b, b'\t'..=b'\r') & (b != 0x1A);
    // So few at a time that one byte counts them: then many are looked at together.
    let few = decoded.text.as_bytes().chunks(usize::from(u8::MAX));
    let counts = few.map(|few| few.iter().map(|&b| u8::from(control(b))).sum::<u8>());
    let count = counts.map(usize::from).sum::<usize>();
    if count == 0 || count * TEXT_PER_CONTROL <= decoded.text.len() {
        return None;
    }
    Some(bytes.iter().position(|&b| control(b)).unwrap_or(0))
}
