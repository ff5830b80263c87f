//! Where words of a list may begin in a text, or end: nearly all places are passed over.

use crate::fold;

/// The words of a list in groups, by the bits of the two characters at their start or end, the
/// longest of a group first. A word of one character stands as if [`NOTHING`] were beside it.
#[derive(Debug)]
pub(super) struct Index {
    side: Side,
    /// By the [bits](first_bits) of a character, whether a word may begin there, or go on.
    may: [May; 1024],
    /// Whether a word is one character.
    alone: bool,
    /// By the bits of two characters ([`slot`]), whether a word may have both: few that begin like
    /// a word go on like one.
    pairs: [u64; 64],
    /// How many bits are set in `pairs` before each of its numbers.
    before: [u16; 64],
    /// Where the group of each set bit ends in `order`.
    ends: Vec<usize>,
    order: Vec<usize>,
}

/// Beside a word of one character: the bits of none.
const NOTHING: usize = 1024;

/// What may be where a character of some bits stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum May {
    Nothing,
    /// The second character of a word, but no first.
    Second,
    /// A word of two characters or more.
    Pair,
    /// A word of one character.
    Alone,
}

/// At which edge of a text words are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    Start,
    End,
}

impl Side {
    /// The bits of the outermost character, and what is left.
    #[inline(always)]
    fn outermost(self, bytes: &[u8]) -> Option<(usize, &[u8])> {
        match self {
            Side::Start => first_bits(bytes).map(|(bits, length)| (bits, &bytes[length..])),
            Side::End => {
                let is_start = |&byte: &u8| !(0x80..0xC0).contains(&byte);
                let start = match bytes {
                    // Ideographs and their marks, which nearly all of a text is.
                    [.., 0xE0..=0xEF, _, _] => bytes.len() - 3,
                    _ => bytes.iter().rposition(is_start)?,
                };
                let (rest, last) = bytes.split_at(start);
                Some((first_bits(last)?.0, rest))
            }
        }
    }
}

impl Index {
    pub(super) fn new<T>(words: &[(String, T)], side: Side) -> Self {
        let mut index = Index {
            side,
            may: [May::Nothing; 1024],
            alone: false,
            pairs: [0; 64],
            before: [0; 64],
            ends: Vec::with_capacity(words.len()),
            order: Vec::with_capacity(words.len()),
        };
        let mut keys = Vec::with_capacity(words.len());
        for (at, (word, _)) in words.iter().enumerate() {
            let Some((first, rest)) = side.outermost(word.as_bytes()) else { continue };
            let second = side.outermost(rest).map(|(second, _)| second);
            keys.push(Key::new(slot(first, second.unwrap_or(NOTHING)), word.len(), at));
            let mut may = |bits: usize, may: May| index.may[bits] = index.may[bits].max(may);
            match second {
                Some(second) => {
                    may(first, May::Pair);
                    may(second, May::Second);
                }
                None => {
                    may(first, May::Alone);
                    index.alone = true;
                }
            }
        }
        keys.sort_unstable();
        for same in keys.chunk_by(|a, b| a.slot() == b.slot()) {
            let slot = same[0].slot();
            index.pairs[slot >> 6] |= 1 << (slot & 63);
            index.before[slot >> 6] += 1;
            index.order.extend(same.iter().map(|key| key.word()));
            index.ends.push(index.order.len());
        }
        let mut sum = 0;
        for before in &mut index.before {
            let own = std::mem::replace(before, sum);
            sum += own;
        }
        index
    }

    /// The next place of a text, from a place on, where a word may begin: nearly all are passed
    /// over by a look at one number for each character, or at those of two.
    pub(super) fn next(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut rest = bytes.get(from..)?;
        loop {
            // Of two ideographs the second tells of most that no word begins with either.
            while let Some(eight) = rest.first_chunk().map(|eight| u64::from_le_bytes(*eight))
                && fold::are_wide(eight)
            {
                let second = mixed((eight >> 16) as u32 & !0xFF);
                let first = || mixed((eight as u32) << 8);
                let alone = || self.alone && self.may[first()] == May::Alone;
                if self.may[second] == May::Nothing && !alone() {
                    rest = &rest[6..];
                    continue;
                }
                let may = match self.may[first()] {
                    May::Nothing | May::Second => false,
                    May::Alone => true,
                    May::Pair => self.has_pair(first(), second),
                };
                if may {
                    return Some(bytes.len() - rest.len());
                }
                rest = &rest[3..];
            }
            // Ideographs, three bytes each, which nearly all of a text is.
            while let Some(four) = rest.first_chunk() {
                let four = u32::from_le_bytes(*four);
                if four & 0xF0 != 0xE0 {
                    break;
                }
                if self.begins(mixed(four << 8), &rest[3..]) {
                    return Some(bytes.len() - rest.len());
                }
                rest = &rest[3..];
            }
            while let [byte @ 0..=0x7F, behind @ ..] = rest {
                if self.begins(usize::from(*byte), behind) {
                    return Some(bytes.len() - rest.len());
                }
                rest = behind;
            }
            if let [0xE0..=0xEF, _, _, _, ..] = rest {
                continue;
            }
            let (first, length) = first_bits(rest)?;
            let behind = rest.get(length..)?;
            if self.begins(first, behind) {
                return Some(bytes.len() - rest.len());
            }
            rest = behind;
        }
    }

    /// Whether a word may begin with a character of some bits and with what stands behind it.
    #[inline]
    fn begins(&self, first: usize, behind: &[u8]) -> bool {
        match self.may[first] {
            May::Nothing | May::Second => false,
            May::Alone => true,
            May::Pair => first_bits(behind).is_some_and(|(second, _)| self.has_pair(first, second)),
        }
    }

    fn has_pair(&self, first: usize, second: usize) -> bool {
        let slot = slot(first, second);
        self.pairs[slot >> 6] & 1 << (slot & 63) != 0
    }

    /// Whether a word may begin where a text does.
    pub(super) fn may_begin(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let first = first_bits(bytes);
        first.is_some_and(|(first, length)| self.begins(first, &bytes[length..]))
    }

    /// Whether a word may begin with a character.
    pub(super) fn may_begin_with(&self, first: char) -> bool {
        let bits = first_bits(first.encode_utf8(&mut [0; 4]).as_bytes());
        bits.is_some_and(|(bits, _)| self.may[bits] >= May::Pair)
    }

    /// The words that may stand at this edge of a text: those of both characters, then those of
    /// the outermost alone, the longest of each first.
    pub(super) fn words(&self, text: &str) -> impl Iterator<Item = usize> + '_ {
        let [both, alone] = self.groups(text);
        both.iter().chain(alone).copied()
    }

    /// The first of these that fits.
    pub(super) fn first(&self, text: &str, fits: impl Fn(usize) -> bool) -> Option<usize> {
        for group in self.groups(text) {
            for &word in group {
                if fits(word) {
                    return Some(word);
                }
            }
        }
        None
    }

    /// The groups of words that may stand at this edge of a text.
    #[inline(always)]
    fn groups(&self, text: &str) -> [&[usize]; 2] {
        // Once for each side, so that nothing asks again on which it is.
        match self.side {
            Side::Start => self.groups_at(Side::Start, text.as_bytes()),
            Side::End => self.groups_at(Side::End, text.as_bytes()),
        }
    }

    #[inline(always)]
    fn groups_at(&self, side: Side, text: &[u8]) -> [&[usize]; 2] {
        let Some((first, rest)) = side.outermost(text) else { return [&[]; 2] };
        let may = self.may[first];
        if may < May::Pair {
            return [&[]; 2];
        }
        // Few that begin like a word go on like one.
        let both = match side.outermost(rest) {
            Some((second, _)) if self.has_pair(first, second) => self.group(first, second),
            _ => &[],
        };
        let alone = if may == May::Alone { self.group(first, NOTHING) } else { &[] };
        [both, alone]
    }

    /// The words of two characters' bits, of which there are some.
    fn group(&self, first: usize, second: usize) -> &[usize] {
        let slot = slot(first, second);
        let (cell, bit) = (slot >> 6, 1 << (slot & 63));
        let passed = (self.pairs[cell] & (bit - 1)).count_ones() as usize;
        let at = usize::from(self.before[cell]) + passed;
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.order[from..self.ends[at]]
    }
}

/// What the words of a list are sorted by: group, then the longest first, then their place. In
/// one number, since sorting is most of what an index costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key(u64);

impl Key {
    const BITS: u32 = 26;
    const MOST: usize = (1 << Self::BITS) - 1;

    fn new(slot: usize, length: usize, word: usize) -> Self {
        let shortness = Self::MOST - length.min(Self::MOST);
        let [slot, shortness, word] = [slot, shortness, word].map(|part| part as u64);
        Key((slot << Self::BITS | shortness) << Self::BITS | word)
    }

    fn slot(self) -> usize {
        (self.0 >> (2 * Self::BITS)) as usize
    }

    fn word(self) -> usize {
        self.0 as usize & Self::MOST
    }
}

/// Where in [`Index::pairs`] two characters have their bit.
fn slot(first: usize, second: usize) -> usize {
    (first << 3 ^ second) & 0xFFF
}

/// Ten bits of a character, by which nearly all are told from those of words: of one whose three
/// bytes stand at the top of a number.
fn mixed(bytes: u32) -> usize {
    (bytes.wrapping_mul(0x9E37_79B1) >> 22) as usize
}

/// The bits of the character that a text starts with, and its length.
fn first_bits(bytes: &[u8]) -> Option<(usize, usize)> {
    Some(match *bytes {
        [first @ 0xE0..=0xEF, middle, last, ..] => {
            (mixed(u32::from_le_bytes([0, first, middle, last])), 3)
        }
        [first @ 0..=0x7F, ..] => (usize::from(first), 1),
        [0xC0..=0xDF, last, ..] => (usize::from(last), 2),
        [_, _, _, last, ..] => (usize::from(last), 4),
        [first, ..] => (usize::from(first), 1),
        [] => return None,
    })
}
