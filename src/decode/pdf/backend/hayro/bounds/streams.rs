//! The streams of a file as they stand in its bytes, before anything is opened: opening alone
//! unpacks tables and objects.

use std::cmp::Reverse;
use std::ops::Range;

use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::{
    Array, Dict, FromBytes, Name, ObjectIdentifier, Stream,
};
use memchr::memmem;

use super::LeftOut;
use super::unpacked::{Meter, most};
use crate::error::PdfExcess;

/// What one stream may unpack to. The largest fonts have 40 MB; streams of less than 124 kB, as nearly all
/// are, come to no more however they are packed, and need not be measured.
pub(super) const LARGEST: u64 = 128 << 20;

/// What a picture may unpack to: 80 million pixels in colour.
const LARGEST_PICTURE: u64 = 256 << 20;

/// What all streams may unpack to, and as much again for each byte of the file.
const LARGEST_SUM: u64 = 192 << 20;
const SUM_PER_BYTE: u64 = 64;

/// Bytes in which a row of a picture may lie.
const LONGEST_ROW: u64 = 64 << 20;

/// How far before its data the dictionary of a stream may start.
const LONGEST_DICTIONARY: usize = 16 << 10;

/// A stream whose filters show only when the file is opened.
pub(super) struct Unopened {
    pub(super) id: ObjectIdentifier,
    /// Where its data stand.
    pub(super) place: Range<usize>,
}

/// Overwrites the data of streams that unpack to too much.
///
/// # Errors
/// If all of them together do.
pub(super) fn blank(
    bytes: &mut [u8],
    left_out: &mut Vec<LeftOut>,
) -> Result<Vec<Unopened>, PdfExcess> {
    // What is encrypted is measured when it can be decrypted.
    let encrypted = memmem::find(bytes, b"/Encrypt").is_some();
    let mut unopened = Vec::new();
    let mut open = Vec::new();
    for found in Streams::of(bytes) {
        let found = found?;
        let is_bounded = most(found.place.len() as u64, &found.filters) <= LARGEST / 32;
        if is_bounded && !found.is_veiled {
            open.push(found);
        } else if encrypted || found.is_veiled {
            unopened.extend(found.id.map(|id| Unopened { id, place: found.place }));
        } else {
            open.push(found);
        }
    }
    let mut blanked = Vec::new();
    // By what they could unpack to, which nearly all files stay under.
    let packed = |found: &Found| match found.is_picture {
        true => 0,
        false => most(found.place.len() as u64, &found.filters),
    };
    let allowed = LARGEST_SUM.saturating_add(SUM_PER_BYTE.saturating_mul(bytes.len() as u64));
    let mut sum = open.iter().map(packed).fold(0, u64::saturating_add);
    // The largest first: few have to be measured to know that all of them are not too much.
    open.sort_by_key(|found| Reverse(packed(found)));
    let mut meter = Meter::new();
    for found in open {
        let data = bytes.get(found.place.clone()).unwrap_or_default();
        let (counted, most) = (packed(&found), most(data.len() as u64, &found.filters));
        let bound = if found.is_picture { LARGEST_PICTURE } else { LARGEST };
        let unpacked = match most > bound || sum > allowed && !found.is_picture {
            true => meter.measure(data, &found.filters, bound),
            false => most,
        };
        sum = sum.saturating_sub(counted);
        if unpacked > bound || found.row > LONGEST_ROW {
            let object = found.id.map(|id| id.obj_number);
            left_out.push(LeftOut { object, excess: PdfExcess::Unpacked });
            blanked.push(found.place);
        } else if !found.is_picture {
            sum = sum.saturating_add(unpacked);
        }
    }
    if sum > allowed {
        return Err(PdfExcess::Unpacked);
    }
    for place in blanked {
        bytes.get_mut(place).unwrap_or_default().fill(b' ');
    }
    Ok(unopened)
}

/// Whether a stream of an opened file, of so many bytes, unpacks to too much.
pub(super) fn is_excessive(stream: &Stream<'_>, length: usize) -> bool {
    let filters = stream.filters();
    let bound = if is_picture(stream.dict()) { LARGEST_PICTURE } else { LARGEST };
    // Decrypted only if it must be.
    let unpacks = most(length as u64, &filters) > bound
        && Meter::new().measure(&stream.raw_data(), &filters, bound) > bound;
    unpacks || row(stream.dict()) > LONGEST_ROW
}

/// A stream in the bytes.
struct Found {
    id: Option<ObjectIdentifier>,
    place: Range<usize>,
    filters: Vec<Filter>,
    is_picture: bool,
    /// The bytes of a row that its parameters tell.
    row: u64,
    /// Whether its filters or their parameters stand elsewhere.
    is_veiled: bool,
}

struct Streams<'b> {
    bytes: &'b [u8],
    words: memmem::FindIter<'b, 'static>,
    /// Behind it no stream ends.
    last_end: usize,
    /// Bytes that streams have taken, and how many have no end.
    taken: usize,
    endless: usize,
}

impl<'b> Streams<'b> {
    fn of(bytes: &'b [u8]) -> Streams<'b> {
        let last_end = memmem::rfind(bytes, b"endstream").unwrap_or(0);
        let words = memmem::find_iter(bytes, b"stream");
        Streams { bytes, words, last_end, taken: 0, endless: 0 }
    }

    /// The stream whose data follow a word, if it is one.
    fn at(&mut self, word: usize) -> Option<Found> {
        let bytes = self.bytes;
        let before = bytes.get(..word)?.trim_ascii_end();
        if !before.ends_with(b">>") {
            return None;
        }
        if word > self.last_end {
            self.endless += 1;
            return None;
        }
        let from = word.saturating_sub(LONGEST_DICTIONARY);
        let mut to = word;
        for _ in 0..4 {
            let object = from + memmem::rfind(bytes.get(from..to)?, b"obj")?;
            if let Some(found) = found(bytes, object, word) {
                self.taken += found.place.len();
                return Some(found);
            }
            to = object;
        }
        None
    }
}

impl Iterator for Streams<'_> {
    type Item = Result<Found, PdfExcess>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(word) = self.words.next() {
            let found = self.at(word);
            // Streams do not overlap. Those that seem to have no end are looked through to the end
            // of the file by the library, each time that they are asked for.
            let tail = self.bytes.len() - self.last_end;
            let looked_through = self.endless.saturating_mul(tail);
            if self.taken > 4 * self.bytes.len() || looked_through > 1 << 30 {
                return Some(Err(PdfExcess::Unpacked));
            }
            if let Some(found) = found {
                return Some(Ok(found));
            }
        }
        None
    }
}

/// The stream of the object whose word `obj` stands there.
fn found(bytes: &[u8], object: usize, word: usize) -> Option<Found> {
    let from = object + 3;
    let skipped = bytes.get(from..word)?.trim_ascii_start();
    let from = word - skipped.len();
    let stream = Stream::from_bytes(bytes.get(from..)?)?;
    let data = stream.raw_data();
    // Blanks behind the word are no data: the place is told by the address.
    let place = (data.as_ptr() as usize).checked_sub(bytes.as_ptr() as usize)?;
    if place <= word || place + data.len() > bytes.len() {
        return None;
    }
    let dict = stream.dict();
    Some(Found {
        id: identifier(bytes.get(..object)?),
        place: place..place + data.len(),
        filters: stream.filters().to_vec(),
        is_picture: is_picture(dict),
        row: row(dict),
        is_veiled: is_veiled(dict),
    })
}

/// The number and generation that stand before the word `obj`.
fn identifier(before: &[u8]) -> Option<ObjectIdentifier> {
    let number = |bytes: &mut &[u8]| -> Option<u32> {
        let trimmed = bytes.trim_ascii_end();
        let digits = trimmed.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let (rest, digits) = trimmed.split_at_checked(trimmed.len() - digits)?;
        *bytes = rest;
        std::str::from_utf8(digits).ok()?.parse().ok()
    };
    let mut rest = before;
    let generation = number(&mut rest)?;
    Some(ObjectIdentifier::new(number(&mut rest)?, i32::try_from(generation).ok()?))
}

/// Whether it is nothing but a picture: no table of objects, no objects.
fn is_picture(dict: &Dict<'_>) -> bool {
    let subtype = dict.get::<Name<'_>>(b"Subtype".as_slice());
    let other = [b"First".as_slice(), b"W", b"Length1", b"FunctionType"];
    subtype.is_some_and(|name| *name == *b"Image")
        && !other.iter().any(|key| dict.contains_key(*key))
}

/// The bytes of a row that the parameters of its filters tell.
fn row(dict: &Dict<'_>) -> u64 {
    let keys = [b"DecodeParms".as_slice(), b"DP"];
    let of = |params: &Dict<'_>| {
        let number = |key: &[u8], other| u64::from(params.get::<u32>(key).unwrap_or(other));
        let columns = match params.contains_key(b"Columns".as_slice()) {
            // One that is no such number is too large, or none.
            true => params.get::<u32>(b"Columns".as_slice()).map_or(u64::MAX, u64::from),
            false => 1,
        };
        let bits = number(b"Colors", 1).saturating_mul(number(b"BitsPerComponent", 8));
        columns.saturating_mul(bits) / 8
    };
    let mut longest = 0;
    for key in keys.into_iter().filter(|key| dict.contains_key(*key)) {
        if let Some(params) = dict.get::<Dict<'_>>(key) {
            longest = longest.max(of(&params));
        } else if let Some(all) = dict.get::<Array<'_>>(key) {
            longest = all.iter::<Dict<'_>>().map(|params| of(&params)).fold(longest, u64::max);
        }
    }
    longest
}

/// Whether filters or their parameters are told by other objects.
fn is_veiled(dict: &Dict<'_>) -> bool {
    let keys = [b"Filter".as_slice(), b"F", b"DecodeParms", b"DP"];
    keys.into_iter().filter(|key| dict.contains_key(*key)).any(|key| {
        let parts = || dict.get::<Array<'_>>(key).map(|parts| parts.data().contains(&b'R'));
        dict.get_ref(key).is_some() || parts().unwrap_or(false)
    })
}
