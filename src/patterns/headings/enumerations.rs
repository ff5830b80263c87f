//! Marks of enumerations inside running text: 一是 … 二是 …

use rustc_hash::FxHashMap as HashMap;

use super::mark::{First, Spelling};
use super::raw;
use crate::fold::{fold_char, is_cjk};
use crate::patterns::lint;
use crate::words::{Words, words};

/// The marks of all styles.
#[derive(Debug)]
pub(crate) struct EnumerationMarks {
    styles: Vec<Style>,
    signs: HashMap<char, (u8, u32)>,
    /// Fixed words by their first character.
    words: HashMap<char, Vec<Word>>,
}

#[derive(Debug)]
struct Style {
    id: String,
    spellings: Vec<Spelling>,
}

#[derive(Debug)]
struct Word {
    text: String,
    style: u8,
    /// Places in the order that the word can have: 一方面 … 一方面 has two.
    values: Vec<u32>,
    /// Whether it closes a longer order, and may then come early: 最后.
    closing: bool,
}

/// A mark found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EnumerationMark {
    /// Index of the style.
    pub(crate) style: u8,
    /// Smallest and greatest place in the order.
    pub(crate) values: (u32, u32),
    /// Whether it closes an order wherever that stands.
    pub(crate) closing: bool,
    /// Length in bytes.
    pub(crate) length: usize,
}

impl EnumerationMarks {
    pub(super) fn compile(raw: &[raw::Enumeration]) -> Result<Self, Words> {
        let (mut styles, mut signs) = (Vec::new(), HashMap::default());
        let mut words: HashMap<char, Vec<Word>> = HashMap::default();
        for (index, entry) in raw.iter().enumerate() {
            let style = u8::try_from(index)
                .map_err(|_| words!(en: "expected at most 255 enumerations, but found more", zh: "列举形式最多 255 种，实际更多"))?;
            let mut spellings = Vec::new();
            for &numerals in &entry.numerals {
                for text in &entry.spellings {
                    spellings.push(Spelling::new(text, numerals).ok_or_else(|| {
                        words!(
                            en: "{}: expected {{}} in a spelling, but found {text}",
                            zh: "{}：写法中应有 {{}}，实为“{text}”",
                            entry.id
                        )
                    })?);
                }
            }
            for row in &entry.signs {
                signs.extend((1..).zip(row.chars()).map(|(value, c)| (c, (style, value))));
            }
            for (value, same) in (1..).zip(&entry.words) {
                for text in same {
                    let Some(first) = text.chars().next() else {
                        continue;
                    };
                    let known = words.entry(first).or_default();
                    match known.iter_mut().find(|w| w.text == *text && w.style == style) {
                        Some(word) => word.values.push(value),
                        None => known.push(Word {
                            text: text.clone(),
                            style,
                            values: vec![value],
                            closing: value > 2 && value as usize == entry.words.len(),
                        }),
                    }
                }
            }
            styles.push(Style { id: entry.id.clone(), spellings });
        }
        Ok(EnumerationMarks { styles, signs, words })
    }

    /// The mark that a text begins with.
    pub(crate) fn mark(&self, text: &str) -> Option<EnumerationMark> {
        let first = text.chars().next()?;
        if let Some(&(style, value)) = self.signs.get(&first) {
            return Some(EnumerationMark {
                style,
                values: (value, value),
                closing: false,
                length: first.len_utf8(),
            });
        }
        let words = self.words.get(&first).into_iter().flatten();
        if let Some(word) =
            words.filter(|w| text.starts_with(w.text.as_str())).max_by_key(|w| w.text.len())
        {
            let (low, high) = (word.values.first()?, word.values.last()?);
            return Some(EnumerationMark {
                style: word.style,
                values: (*low, *high),
                closing: word.closing,
                length: word.text.len(),
            });
        }
        let first = First::of(fold_char(first));
        for (style, known) in (0u8..).zip(&self.styles) {
            for spelling in &known.spellings {
                if !spelling.may_start_with(first) {
                    continue;
                }
                let Some((numeral, length)) = spelling.read(text) else {
                    continue;
                };
                let rest = text.get(length..).unwrap_or_default();
                // 完成1.5倍 is no mark, and a dash is 一 only in headings.
                if numeral.dash || continues_number(text, length, rest) {
                    continue;
                }
                return Some(EnumerationMark {
                    style,
                    values: (numeral.value, numeral.value),
                    closing: false,
                    length,
                });
            }
        }
        None
    }

    /// Whether a text begins with a mark that leads a paragraph, such as 一是;
    /// marks that also number lists and headings do not count.
    pub(crate) fn leads(&self, text: &str) -> bool {
        let first = text.chars().next();
        first.is_some_and(is_cjk) && self.mark(text).is_some()
    }

    /// The name of a style.
    pub(crate) fn id(&self, style: u8) -> &str {
        self.styles.get(usize::from(style)).map_or("", |s| &s.id)
    }

    pub(super) fn lint(&self, raw: &[raw::Enumeration]) -> Vec<Words> {
        let mut problems = Vec::new();
        for (index, entry) in raw.iter().enumerate() {
            let is = |text: &str| {
                enumerate(text, self)
                    .iter()
                    .any(|(style, items)| usize::from(*style) == index && items.len() > 1)
            };
            problems.extend(lint::prove(entry, is));
        }
        problems
    }
}

/// The sequences of marks in a text: style, and where each mark starts. A
/// sequence begins at one and misses none.
pub(crate) fn enumerate(text: &str, marks: &EnumerationMarks) -> Vec<(u8, Vec<usize>)> {
    let mut done: Vec<(u8, Vec<usize>)> = Vec::new();
    let mut open: Vec<Option<Vec<usize>>> = vec![None; marks.styles.len()];
    let (mut before, mut skip) = (None, 0);
    for (at, c) in text.char_indices() {
        // A mark straight after a mark only counts: 1、2、3号楼.
        let free = (at > skip || skip == 0) && before.is_none_or(stands_apart);
        if !c.is_whitespace() {
            before = Some(c);
        }
        if !free {
            continue;
        }
        let Some(mark) = text.get(at..).and_then(|rest| marks.mark(rest)) else {
            continue;
        };
        skip = at + mark.length;
        let Some(slot) = open.get_mut(usize::from(mark.style)) else {
            continue;
        };
        let (low, high) = mark.values;
        let next = slot.as_ref().map_or(1, |items| items.len() as u32 + 1);
        let early = mark.closing && low > next;
        let fits = slot.is_some() && ((low..=high).contains(&next) || early);
        match slot {
            Some(items) if fits => items.push(at),
            _ if low == 1 => {
                if let Some(items) = slot.replace(vec![at]) {
                    done.push((mark.style, items));
                }
            }
            _ => {}
        }
    }
    let left = (0u8..).zip(open).filter_map(|(style, items)| Some((style, items?)));
    done.extend(left);
    done.retain(|(_, items)| items.len() > 1);
    done.sort_by_key(|(_, items)| items.first().copied());
    done
}

/// Whether a mark may stand after this character.
fn stands_apart(c: char) -> bool {
    matches!(fold_char(c), '。' | ';' | ':' | ',' | '、' | '!' | '?' | ')' | '"' | '>' | '》' | '.')
}

fn continues_number(text: &str, length: usize, rest: &str) -> bool {
    let arabic = text.starts_with(|c: char| fold_char(c).is_ascii_digit());
    let digit = rest.starts_with(|c: char| fold_char(c).is_ascii_digit());
    let year = rest.chars().take_while(|c| c.is_ascii_digit()).count() == 4;
    arabic && digit && !year && length < text.len()
}
