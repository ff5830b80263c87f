//! Where words of a list may begin in a text, or end: nearly all places are passed over.

use std::cmp::Reverse;

/// The words of a list in groups by the two characters at their start or end, the longest of a
/// group first.
#[derive(Debug)]
pub(super) struct Index {
    side: Side,
    /// By the [`bits`] of a character, whether a word may begin there.
    may: [May; 1024],
    /// By the bits of two characters, whether a word may have both: few that begin like a word
    /// go on like one.
    pairs: [u64; 64],
    /// Edges in [`order`], each with the end of its group in `order`.
    groups: Vec<(u64, usize)>,
    order: Vec<usize>,
}

/// What may be where a character of some bits stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum May {
    Nothing = 0,
    /// A word of two characters or more.
    Pair,
    /// A word of one character.
    Alone,
}

/// The characters at an edge of a text, from the edge; a word may have but one.
type Edge = (char, Option<char>);

/// At which edge of a text words are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    Start,
    End,
}

impl Side {
    fn edge(self, text: &str) -> Option<Edge> {
        let mut chars = text.chars();
        match self {
            Side::Start => Some((chars.next()?, chars.next())),
            Side::End => Some((chars.next_back()?, chars.next_back())),
        }
    }

    /// The [`bits`] of the characters of the edge.
    fn bits(self, text: &str) -> Option<(usize, Option<usize>)> {
        let (first, rest) = self.outermost(text.as_bytes())?;
        Some((first, self.outermost(rest).map(|(second, _)| second)))
    }

    /// The bits of the outermost character, and what is left.
    fn outermost(self, bytes: &[u8]) -> Option<(usize, &[u8])> {
        let (outer, length) = match self {
            Side::Start => return first_bits(bytes).map(|(bits, length)| (bits, &bytes[length..])),
            Side::End => {
                let is_start = |&byte: &u8| !(0x80..0xC0).contains(&byte);
                let length = 1 + bytes.iter().rev().position(is_start)?;
                (first_bits(&bytes[bytes.len() - length..])?.0, length)
            }
        };
        Some((outer, &bytes[..bytes.len() - length]))
    }
}

impl Index {
    pub(super) fn new<T>(words: &[(String, T)], side: Side) -> Self {
        let mut index = Index {
            side,
            may: [May::Nothing; 1024],
            pairs: [0; 64],
            groups: Vec::new(),
            order: Vec::new(),
        };
        let mut keyed: Vec<(u64, Reverse<usize>, usize)> = Vec::with_capacity(words.len());
        for (at, (word, _)) in words.iter().enumerate() {
            let Some((first, second)) = side.edge(word) else { continue };
            keyed.push((order((first, second)), Reverse(word.len()), at));
            let may = &mut index.may[bits(first)];
            match second {
                None => *may = May::Alone,
                Some(second) => {
                    if *may == May::Nothing {
                        *may = May::Pair;
                    }
                    let (cell, bit) = pair(bits(first), bits(second));
                    index.pairs[cell] |= bit;
                }
            }
        }
        keyed.sort_unstable();
        index.order.reserve(keyed.len());
        for (edge, _, word) in keyed {
            index.order.push(word);
            let end = index.order.len();
            match index.groups.last_mut() {
                Some((last, group_end)) if *last == edge => *group_end = end,
                _ => index.groups.push((edge, end)),
            }
        }
        index
    }

    /// The next place of a text, from a place on, where a word may begin: nearly all are passed
    /// over by a look at one number for each character, or at those of two.
    pub(super) fn next(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut rest = bytes.get(from..)?;
        loop {
            // Two ideographs at once, three bytes each, which nearly all of a text is.
            while let Some(eight) = rest.first_chunk() {
                let eight = u64::from_le_bytes(*eight);
                if eight & 0xF000_00F0 != 0xE000_00E0 {
                    break;
                }
                // Both have their three bytes at the top of a number.
                let one = mixed((eight << 8) as u32);
                let two = mixed((eight >> 16) as u32 & 0xFFFF_FF00);
                let (may, other) = (self.may[one], self.may[two]);
                if may as u8 | other as u8 != May::Nothing as u8 {
                    if may == May::Alone || may == May::Pair && self.has_pair(one, two) {
                        return Some(bytes.len() - rest.len());
                    }
                    if self.begins(two, &rest[6..]) {
                        return Some(bytes.len() - rest.len() + 3);
                    }
                }
                rest = &rest[6..];
            }
            while let [byte @ 0..=0x7F, behind @ ..] = rest {
                if self.begins(usize::from(*byte), behind) {
                    return Some(bytes.len() - rest.len());
                }
                rest = behind;
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
            May::Nothing => false,
            May::Alone => true,
            May::Pair => first_bits(behind).is_some_and(|(second, _)| self.has_pair(first, second)),
        }
    }

    fn has_pair(&self, first: usize, second: usize) -> bool {
        let (cell, bit) = pair(first, second);
        self.pairs[cell] & bit != 0
    }

    /// Whether a word may begin where a text does.
    pub(super) fn may_begin(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let first = first_bits(bytes);
        first.is_some_and(|(first, length)| self.begins(first, &bytes[length..]))
    }

    /// The words that may stand at this edge of a text: those of both characters, then those of
    /// the outermost alone, the longest of each first.
    pub(super) fn words(&self, text: &str) -> impl Iterator<Item = usize> + '_ {
        let (mut both, mut alone) = (&[][..], &[][..]);
        if let Some((first, second)) = self.side.bits(text) {
            let may = self.may[first];
            let pair = may != May::Nothing && second.is_some_and(|s| self.has_pair(first, s));
            // Nearly all texts are told by the bits alone.
            if (pair || may == May::Alone)
                && let Some(edge) = self.side.edge(text)
            {
                both = if pair { self.of(edge) } else { both };
                alone = if may == May::Alone { self.of((edge.0, None)) } else { alone };
            }
        }
        both.iter().chain(alone).copied()
    }

    fn of(&self, edge: Edge) -> &[usize] {
        let Ok(at) = self.groups.binary_search_by_key(&order(edge), |&(edge, _)| edge) else {
            return &[];
        };
        let from = at.checked_sub(1).map_or(0, |before| self.groups[before].1);
        &self.order[from..self.groups[at].1]
    }
}

/// Edges in order, as numbers: quicker to compare than characters that may be missing.
fn order((first, second): Edge) -> u64 {
    u64::from(first) << 32 | second.map_or(0, |second| u64::from(second) + 1)
}

/// Where in [`Index::pairs`] two characters have their bit.
fn pair(first: usize, second: usize) -> (usize, u64) {
    let mixed = (first << 3 ^ second) & 0xFFF;
    (mixed >> 6, 1 << (mixed & 63))
}

/// Ten bits of a character, by which nearly all are told from those of words.
fn bits(c: char) -> usize {
    first_bits(c.encode_utf8(&mut [0; 4]).as_bytes()).map_or(0, |(bits, _)| bits)
}

/// The ten bits of a character of three bytes, which stand at the top of a number.
fn mixed(bytes: u32) -> usize {
    (bytes.wrapping_mul(0x9E37_79B1) >> 22) as usize
}

/// The [`bits`] of the character that a text starts with, and its length.
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
