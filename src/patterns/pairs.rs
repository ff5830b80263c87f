//! Which characters stand side by side in a text: of the lists that are looked for in a paragraph
//! nearly all have no word there, and are told so by this without a search.

/// The pairs of characters of a text, and its single ones, by sixteen bits of each: a set bit for
/// each, in so many cells, a power of two, that nearly all bits are not set.
#[derive(Debug)]
pub(crate) struct Pairs(Vec<u64>);

/// Cells at most: more cost more to empty than they tell.
const MOST: usize = 128;

/// What tells a pair from others.
type Slot = u16;

impl Pairs {
    pub(crate) fn of(text: &str) -> Self {
        let cells = (2 * text.len()).next_power_of_two().clamp(1, MOST);
        let mut pairs = Pairs(vec![0; cells]);
        let mut before = 0;
        let mut rest = text.as_bytes();
        while let Some((bits, behind)) = next(rest) {
            pairs.add(slot(before, bits));
            pairs.add(slot(bits, NOTHING));
            (before, rest) = (bits, behind);
        }
        pairs
    }

    #[inline]
    fn add(&mut self, slot: Slot) {
        let cell = self.cell(slot);
        self.0[cell] |= 1 << (slot & 63);
    }

    /// Whether a pair may be among them.
    fn may_have(&self, slot: Slot) -> bool {
        self.0[self.cell(slot)] & 1 << (slot & 63) != 0
    }

    /// Whether a word may stand in the text: each two of its characters are among them, or its only
    /// one.
    fn may_hold(&self, word: &str) -> bool {
        let Some((mut before, mut rest)) = next(word.as_bytes()) else { return true };
        if rest.is_empty() {
            return self.may_have(slot(before, NOTHING));
        }
        while let Some((bits, behind)) = next(rest) {
            if !self.may_have(slot(before, bits)) {
                return false;
            }
            (before, rest) = (bits, behind);
        }
        true
    }

    fn cell(&self, slot: Slot) -> usize {
        usize::from(slot >> 6) & (self.0.len() - 1)
    }
}

/// The words of a list by their first two characters, or their only one.
#[derive(Debug)]
pub(super) struct Heads {
    /// Each such pair, and where its words end in `words`.
    pairs: Box<[(Slot, usize)]>,
    words: Box<[usize]>,
}

impl Heads {
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let words = words.enumerate().filter_map(|(at, word)| Some((first_pair(word)?, at)));
        let mut words: Vec<(Slot, usize)> = words.collect();
        words.sort_unstable();
        let mut end = 0;
        let same = words.chunk_by(|a, b| a.0 == b.0).map(|same| {
            end += same.len();
            (same[0].0, end)
        });
        Heads { pairs: same.collect(), words: words.iter().map(|&(_, at)| at).collect() }
    }

    /// Whether one of the words, which `word` gives by their places, may stand in a text.
    pub(super) fn may_be_in<'w>(&self, text: &Pairs, word: impl Fn(usize) -> &'w str) -> bool {
        let mut from = 0;
        // Nearly all are told by their first two characters, most others by the next.
        self.pairs.iter().any(|&(first, end)| {
            let same = std::mem::replace(&mut from, end)..end;
            text.may_have(first) && self.words[same].iter().any(|&at| text.may_hold(word(at)))
        })
    }
}

/// The first two characters of a word, or its only one.
fn first_pair(word: &str) -> Option<Slot> {
    let (first, rest) = next(word.as_bytes())?;
    Some(slot(first, next(rest).map_or(NOTHING, |(second, _)| second)))
}

/// Beside a single character.
const NOTHING: u16 = 0;

fn slot(first: u16, second: u16) -> Slot {
    first.rotate_left(5) ^ second
}

/// Sixteen bits of the character that a text starts with, and what is behind it.
fn next(text: &[u8]) -> Option<(u16, &[u8])> {
    // Ideographs and their marks, which nearly all of a text is.
    if let Some(four) = text.first_chunk().map(|four| u32::from_le_bytes(*four))
        && four & 0xF0 == 0xE0
    {
        return Some((mixed(four & 0xFF_FFFF), &text[3..]));
    }
    let (bytes, behind) = match text {
        [a @ 0xE0..=0xEF, b, c, behind @ ..] => ([*a, *b, *c, 0], behind),
        [a @ 0..0x80, behind @ ..] => ([*a, 0, 0, 0], behind),
        [a @ 0xC0..=0xDF, b, behind @ ..] => ([*a, *b, 0, 0], behind),
        [a, b, c, d, behind @ ..] => ([*a, *b, *c, *d], behind),
        [..] => return None,
    };
    Some((mixed(u32::from_le_bytes(bytes)), behind))
}

fn mixed(bytes: u32) -> u16 {
    (bytes.wrapping_mul(0x9E37_79B1) >> 16) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_a_text_is_among_its_pairs_and_few_others() {
        let text = "年度预算 a执行率95%,é𠀀两个。";
        let pairs = Pairs::of(text);
        let chars: Vec<char> = text.chars().collect();
        for pair in chars.windows(2) {
            let word: String = pair.iter().collect();
            assert!(first_pair(&word).is_some_and(|slot| pairs.may_have(slot)), "{word}");
        }
        let absent = ["预年", "支出", "项目", "%5", "执率", "指标", "ab", "9率"];
        let found = absent.iter().filter_map(|word| first_pair(word));
        assert!(found.filter(|&slot| pairs.may_have(slot)).count() <= 1);
        for c in chars {
            assert!(pairs.may_hold(c.encode_utf8(&mut [0; 4])), "{c}");
        }
        assert_eq!(first_pair(""), None);
        for word in ["年度预算", "率", "执行率95%,é𠀀两", ""] {
            assert!(pairs.may_hold(word), "{word}");
        }
        assert!(!pairs.may_hold("预算率") && !pairs.may_hold("度预算两"));
        let list = ["支出", "预算率", "预算执行", "度预算", "元"];
        let heads = |words: &[&str]| Heads::of(words.iter().copied());
        assert!(heads(&list).may_be_in(&pairs, |at| list[at]));
        assert!(!heads(&list[..3]).may_be_in(&pairs, |at| list[at]));
    }
}
