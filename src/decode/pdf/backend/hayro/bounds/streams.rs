//! The streams of a file as they stand in its bytes, before anything is opened: opening alone
//! unpacks tables and objects.

use std::cmp::Reverse;
use std::ops::Range;

use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::{
    Array, Dict, FromBytes, Name, ObjectIdentifier, Stream,
};
use memchr::memmem;
use rustc_hash::FxHashSet as HashSet;

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

/// So many bytes are read in vain where a dictionary might start. Nearly no file has any.
const MOST_IN_VAIN: usize = 64 << 20;

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
        // Tables of places are never encrypted, and unpacked before the file is open.
        if found.entry.is_some() || !(encrypted || found.is_veiled) {
            open.push(found);
        } else {
            unopened.extend(found.id.map(|id| Unopened { id, place: found.place }));
        }
    }
    let mut blanked = tables(bytes, &open);
    let places: HashSet<usize> = blanked.iter().map(|table| table.place.start).collect();
    open.retain(|found| !places.contains(&found.place.start));
    let mut meter = Meter::new();
    let packed = open.into_iter().map(|found| Packed {
        most: most(found.place.len() as u64, &found.filters),
        is_picture: found.is_picture,
        row: found.row,
        of: found,
    });
    blanked.extend(too_much(packed.collect(), bytes.len(), |found, bound| {
        let data = bytes.get(found.place.clone()).unwrap_or_default();
        meter.measure(data, &found.filters, bound)
    })?);
    for Found { id, place, .. } in blanked {
        let object = id.map(|id| id.obj_number);
        left_out.push(LeftOut { object, excess: PdfExcess::Unpacked });
        bytes.get_mut(place).unwrap_or_default().fill(b' ');
    }
    Ok(unopened)
}

/// A stream by what it could unpack to.
pub(super) struct Packed<T> {
    of: T,
    most: u64,
    is_picture: bool,
    row: u64,
}

impl<T> Packed<T> {
    /// A stream of an opened file, of so many bytes.
    pub(super) fn of<'a>(of: T, stream: impl Fn(&T) -> &Stream<'a>, length: usize) -> Self {
        let packed = stream(&of);
        Packed {
            most: most(length as u64, &packed.filters()),
            is_picture: is_picture(packed.dict()),
            row: row(packed.dict()),
            of,
        }
    }
}

/// Which of these streams unpack to too much; `measure` tells what one unpacks to.
///
/// # Errors
/// If the others together do, in a file of so many bytes.
pub(super) fn too_much<T>(
    mut streams: Vec<Packed<T>>,
    length: usize,
    mut measure: impl FnMut(&T, u64) -> u64,
) -> Result<Vec<T>, PdfExcess> {
    // By what they could unpack to, which nearly all files stay under.
    let counted = |packed: &Packed<T>| if packed.is_picture { 0 } else { packed.most };
    let allowed = LARGEST_SUM.saturating_add(SUM_PER_BYTE.saturating_mul(length as u64));
    let mut sum = streams.iter().map(counted).fold(0, u64::saturating_add);
    // The largest first: few have to be measured to know that all of them are not too much.
    streams.sort_by_key(|packed| Reverse(counted(packed)));
    let mut found = Vec::new();
    for packed in streams {
        let bound = if packed.is_picture { LARGEST_PICTURE } else { LARGEST };
        let counted = counted(&packed);
        let unpacked = match packed.most > bound || sum > allowed && !packed.is_picture {
            true => measure(&packed.of, bound),
            false => packed.most,
        };
        sum = sum.saturating_sub(counted);
        if unpacked > bound || packed.row > LONGEST_ROW {
            found.push(packed.of);
        } else if !packed.is_picture {
            sum = sum.saturating_add(unpacked);
        }
    }
    match sum > allowed {
        true => Err(PdfExcess::Unpacked),
        false => Ok(found),
    }
}

/// What a stream of an opened file unpacks to; decrypted only for this.
pub(super) fn measured(stream: &Stream<'_>, bound: u64) -> u64 {
    Meter::new().measure(&stream.raw_data(), &stream.filters(), bound)
}

/// Objects of which the tables of a file may tell the places, and one more for so many bytes.
const MOST_ENTRIES: u64 = 1 << 20;
const BYTES_OF_AN_ENTRY: u64 = 8;

/// Tables of places (cross-reference streams) that tell more of them than a file of this size can
/// have objects: each takes far more memory than it has bytes.
fn tables(bytes: &[u8], streams: &[Found]) -> Vec<Found> {
    let allowed = MOST_ENTRIES + bytes.len() as u64 / BYTES_OF_AN_ENTRY;
    let tables = || streams.iter().filter_map(|found| Some((found, found.entry?.max(1))));
    let may_tell =
        tables().map(|(found, entry)| most(found.place.len() as u64, &found.filters) / entry);
    if may_tell.fold(0, u64::saturating_add) <= allowed {
        return Vec::new();
    }
    let (mut sum, mut meter) = (0_u64, Meter::new());
    let excessive = tables().filter(|(found, entry)| {
        let data = bytes.get(found.place.clone()).unwrap_or_default();
        let bound = allowed.saturating_mul(*entry);
        let with_it = sum.saturating_add(meter.measure(data, &found.filters, bound) / entry);
        if with_it <= allowed {
            sum = with_it;
        }
        with_it > allowed
    });
    excessive.map(|(found, _)| found.clone()).collect()
}

/// A stream in the bytes.
#[derive(Clone)]
struct Found {
    id: Option<ObjectIdentifier>,
    place: Range<usize>,
    filters: Vec<Filter>,
    is_picture: bool,
    /// The bytes of a row that its parameters tell.
    row: u64,
    /// The bytes of an entry, of a table of places.
    entry: Option<u64>,
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
    /// Bytes read in vain.
    in_vain: usize,
}

impl<'b> Streams<'b> {
    fn of(bytes: &'b [u8]) -> Streams<'b> {
        let last_end = memmem::rfind(bytes, b"endstream").unwrap_or(0);
        let words = memmem::find_iter(bytes, b"stream");
        Streams { bytes, words, last_end, taken: 0, endless: 0, in_vain: 0 }
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
            self.in_vain += word - object;
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
            if self.in_vain > MOST_IN_VAIN {
                return Some(Err(PdfExcess::Unclosed));
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
    // One that is left open would be read on into all that follows.
    Dict::from_bytes(skipped)?;
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
        entry: entry(dict),
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

/// The bytes of an entry if it is a table of places, by the widths of its columns.
fn entry(dict: &Dict<'_>) -> Option<u64> {
    let widths = dict.get::<[u8; 3]>(b"W".as_slice())?;
    Some(widths.into_iter().map(u64::from).sum())
}

/// Whether filters or their parameters are told by other objects.
fn is_veiled(dict: &Dict<'_>) -> bool {
    let keys = [b"Filter".as_slice(), b"F", b"DecodeParms", b"DP"];
    keys.into_iter().filter(|key| dict.contains_key(*key)).any(|key| {
        let parts = || dict.get::<Array<'_>>(key).map(|parts| parts.data().contains(&b'R'));
        dict.get_ref(key).is_some() || parts().unwrap_or(false)
    })
}
