//! Where words of a list may begin in a text, or end: nearly all places are passed over.

use std::cmp::Reverse;

/// The words of a list in groups by the two characters at their start or end, the longest of a
/// group first.
#[derive(Debug)]
pub(super) struct Index {
    /// By the [`bits`] of a character, whether a word may begin there.
    may: [May; 512],
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
    Nothing,
    /// A word of two characters or more.
    Pair,
    /// A word of one character.
    Alone,
}

/// The last nine bits of a character, by which nearly all are told from those of words.
fn bits(c: char) -> usize {
    c as usize & 511
}

/// The characters at an edge of a text, from the edge; a word may have but one.
pub(super) type Edge = (char, Option<char>);

pub(super) fn first_two(text: &str) -> Option<Edge> {
    let mut chars = text.chars();
    Some((chars.next()?, chars.next()))
}

pub(super) fn last_two(text: &str) -> Option<Edge> {
    let mut chars = text.chars();
    Some((chars.next_back()?, chars.next_back()))
}

impl Index {
    pub(super) fn new<T>(words: &[(String, T)], edge: fn(&str) -> Option<Edge>) -> Self {
        let mut index = Index {
            may: [May::Nothing; 512],
            pairs: [0; 64],
            groups: Vec::new(),
            order: Vec::new(),
        };
        let mut keyed: Vec<(u64, Reverse<usize>, usize)> = Vec::with_capacity(words.len());
        for (at, (word, _)) in words.iter().enumerate() {
            let Some((first, second)) = edge(word) else { continue };
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
    /// over by a look at two bytes of a character, or of two.
    pub(super) fn next(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = from;
        loop {
            // Ideographs, three bytes each, which nearly all of a text is.
            for [first, high, low] in bytes.get(at..)?.as_chunks::<3>().0 {
                if first & 0xF0 != 0xE0 {
                    break;
                }
                if self.begins(bits_of(*high, *low), bytes, at + 3) {
                    return Some(at);
                }
                at += 3;
            }
            let (first, length) = bits_at(bytes, at)?;
            if self.begins(first, bytes, at + length) {
                return Some(at);
            }
            at += length;
        }
    }

    /// Whether a word may begin with a character and with what stands at the byte behind it.
    #[inline]
    fn begins(&self, first: usize, bytes: &[u8], behind: usize) -> bool {
        match self.may[first] {
            May::Nothing => false,
            May::Alone => true,
            May::Pair => self.has_pair(first, bits_at(bytes, behind)),
        }
    }

    fn has_pair(&self, first: usize, second: Option<(usize, usize)>) -> bool {
        second.is_some_and(|(second, _)| {
            let (cell, bit) = pair(first, second);
            self.pairs[cell] & bit != 0
        })
    }

    /// The words that may stand at this edge of a text: those of both characters, then those of
    /// the outermost alone, the longest of each first.
    pub(super) fn words(&self, edge: Option<Edge>) -> impl Iterator<Item = usize> + '_ {
        let (mut both, mut alone) = (&[][..], &[][..]);
        if let Some((first, second)) = edge {
            let may = self.may[bits(first)];
            if may != May::Nothing && self.has_pair(bits(first), second.map(|c| (bits(c), 0))) {
                both = self.of((first, second));
            }
            if may == May::Alone {
                alone = self.of((first, None));
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

/// The [`bits`] of a character by its last two bytes.
fn bits_of(high: u8, low: u8) -> usize {
    usize::from(high & 7) << 6 | usize::from(low & 63)
}

/// The [`bits`] of the character that starts at a byte, and its length.
fn bits_at(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    Some(match *bytes.get(at..)? {
        [0xE0..=0xEF, high, low, ..] => (bits_of(high, low), 3),
        [first @ 0..=0x7F, ..] => (usize::from(first), 1),
        [first @ 0xC0..=0xDF, low, ..] => (bits_of(first, low), 2),
        [_, _, high, low, ..] => (bits_of(high, low), 4),
        [first, ..] => (usize::from(first), 1),
        [] => return None,
    })
}
