//! Passages folded, with a way back to the source.

use std::cell::OnceCell;

use crate::fold;
use crate::location::{At, Passage};

/// A passage as it is compared: folded, without mark-up, and without white space but
/// for one blank between digits that are printed apart ([`fold::parts_digits`]).
/// Every byte knows the character of the passage that it comes from.
pub(crate) struct Folded<'a> {
    pub(crate) text: String,
    source: &'a Passage,
    runs: Runs,
    /// Characters of the passage before each [`STEP`]th byte, counted when a
    /// place in a long passage is first asked for.
    counted: OnceCell<Vec<u32>>,
}

/// Distance between two counts, in bytes; a shorter passage is counted anew.
const STEP: usize = 1024;

/// Where the folded text goes on as the passage does: a place of each, in bytes. Most of a report
/// folds to itself.
#[derive(Debug, Default)]
struct Runs(Vec<(u32, u32)>);

impl Runs {
    /// What is folded next comes from a place of the passage.
    fn from(&mut self, folded: usize, place: usize) {
        let [folded, place] = [folded, place].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        let goes_on =
            self.0.last().is_some_and(|&(start, from)| folded - start == place.wrapping_sub(from));
        if !goes_on {
            self.0.push((folded, place));
        }
    }

    /// A byte of the passage that a byte of the folded text comes from: any of its character.
    fn place(&self, at: usize) -> Option<usize> {
        let run = self.0.partition_point(|&(start, _)| start as usize <= at).checked_sub(1)?;
        let &(start, from) = self.0.get(run)?;
        Some(from as usize + (at - start as usize))
    }
}

impl<'a> Folded<'a> {
    pub(crate) fn new(source: &'a Passage) -> Folded<'a> {
        let mut text = String::with_capacity(source.text.len());
        let mut runs = Runs::default();
        let mut at = 0;
        // Where the white space before the next character stood.
        let mut space: Option<usize> = None;
        let mut glosses = fold::glosses(&source.text).into_iter().peekable();
        while let Some(c) = source.text.get(at..).and_then(|rest| rest.chars().next()) {
            if let Some(gloss) = glosses.next_if(|gloss| gloss.start <= at) {
                at = at.max(gloss.end);
                continue;
            }
            // Most of a report folds to itself.
            let run = fold::unspaced(&source.text[at..]);
            let run = glosses.peek().map_or(run, |gloss| run.min(gloss.start - at));
            if run > 0 {
                if let Some(gap) = space.take()
                    && fold::parts_digits(&text, c)
                {
                    runs.from(text.len(), gap);
                    text.push(' ');
                }
                runs.from(text.len(), at);
                text.push_str(&source.text[at..at + run]);
                at += run;
                continue;
            }
            // The others fold to ideographs of as many bytes.
            if ('\u{4E00}'..='\u{9FFF}').contains(&c) {
                runs.from(text.len(), at);
                text.push(fold::fold_char(c));
                space = None;
                at += c.len_utf8();
                continue;
            }
            if c == '<'
                && let Some(length) = fold::inline_tag(&source.text[at..])
            {
                at += length;
                continue;
            }
            if c == '$'
                && let Some(formula) = fold::number_formula(&source.text[at..])
            {
                for (inside, c) in formula.number() {
                    runs.from(text.len(), at + inside);
                    text.push(c);
                }
                at += formula.length;
                continue;
            }
            if c.is_whitespace() {
                space.get_or_insert(at);
            } else if !fold::is_ignorable(c) {
                if let Some((year, length)) = fold::spaced_year(&source.text[at..], &text) {
                    for (index, digit) in year.into_iter().enumerate() {
                        runs.from(text.len(), at + 2 * index);
                        text.push(digit);
                    }
                    at += length;
                    space = None;
                    continue;
                }
                let folded = fold::fold_char(c);
                if let Some(gap) = space.take()
                    && fold::parts_digits(&text, folded)
                {
                    runs.from(text.len(), gap);
                    text.push(' ');
                }
                runs.from(text.len(), at);
                text.push(folded);
            }
            at += c.len_utf8();
        }
        if source.has_doubt() {
            text = without_doubtful_numbers(&text, &runs, source);
        }
        let counted = OnceCell::new();
        Folded { text, source, runs, counted }
    }

    /// What is printed for the bytes `from..to` of the folded text.
    pub(crate) fn raw(&self, from: usize, to: usize) -> &'a str {
        let (from, to) = self.printed(from, to);
        self.source.text.get(from..to).unwrap_or_default()
    }

    /// Where the bytes `from..to` of the folded text stood.
    pub(crate) fn at(&self, from: usize, to: usize) -> At {
        let (from, to) = self.printed(from, to);
        if self.source.text.len() < STEP * 4 {
            return self.source.at(from, to);
        }
        self.source.at_counted(from, to, |a, b| self.before(b).saturating_sub(self.before(a)))
    }

    /// Characters of the passage before a byte.
    fn before(&self, at: usize) -> usize {
        let starts = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        let bytes = self.source.text.as_bytes();
        let counted = self.counted.get_or_init(|| {
            let mut sum = 0u32;
            let step = |chunk: &[u8]| {
                let before = sum;
                sum += u32::try_from(starts(chunk)).unwrap_or(u32::MAX);
                before
            };
            bytes.chunks(STEP).map(step).collect()
        });
        let step = (at / STEP).min(counted.len().saturating_sub(1));
        let whole = counted.get(step).map_or(0, |&n| n as usize);
        whole + bytes.get(step * STEP..at.min(bytes.len())).map_or(0, starts)
    }

    fn printed(&self, from: usize, to: usize) -> (usize, usize) {
        let printed = self.source.text.as_str();
        let place = |at: usize| {
            let inside = at < self.text.len();
            Some(printed.floor_char_boundary(self.runs.place(at).filter(|_| inside)?))
        };
        let Some(start) = place(from) else {
            return (0, 0);
        };
        let last = to.checked_sub(1).and_then(place).unwrap_or(start);
        let width =
            printed.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        (start, (last + width).max(start))
    }
}

/// What stands for the digits of a number of which a recogniser was not sure: it is no number for
/// anybody who reads the folded text, whose raw text has them still.
const DOUBTFUL: char = '\u{1A}';

/// Folded text with [`DOUBTFUL`] for each digit of a number that has an unsure character.
fn without_doubtful_numbers(text: &str, runs: &Runs, source: &Passage) -> String {
    let is_of_number = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b' ');
    let bytes = text.as_bytes();
    let unsure = |at: usize| {
        let place = runs.place(at).map(|place| source.text.floor_char_boundary(place));
        place.is_some_and(|place| source.is_unsure(place))
    };
    let mut out = text.as_bytes().to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes.iter().skip(at).take_while(|byte| is_of_number(**byte)).count();
        if (at..at + length).any(unsure) {
            for byte in out.iter_mut().skip(at).take(length).filter(|b| b.is_ascii_digit()) {
                *byte = DOUBTFUL as u8;
            }
        }
        at += length.max(1);
    }
    // Bytes of ASCII were put for bytes of ASCII.
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_a_long_passage_are_those_of_a_short_one() {
        let text = "预算 a执行。".repeat(1000);
        let length = text.chars().count() as u32;
        let passage = Passage::new(text, At::on_line(None, 1, 7, 7 + length));
        let folded = Folded::new(&passage);
        for from in
            (0..folded.text.len()).filter(|&at| folded.text.is_char_boundary(at)).step_by(97)
        {
            let (start, end) = folded.printed(from, from + 1);
            assert_eq!(folded.at(from, from + 1), passage.at(start, end));
        }
    }

    #[test]
    fn a_match_is_traced_over_spaces_and_mark_up() {
        let passage = Passage::new("支出 <b>12.5</b> 万元。", At::on_line(None, 3, 0, 18));
        let folded = Folded::new(&passage);
        assert_eq!(folded.text, "支出12.5万元。");
        let from = folded.text.find('1').unwrap();
        let to = folded.text.find('。').unwrap();
        assert_eq!(folded.raw(from, to), "12.5</b> 万元");
        assert_eq!(folded.at(from, to), At::on_line(None, 3, 6, 17));
    }

    #[test]
    fn a_number_with_an_unsure_character_is_none_over_the_end_of_a_line() {
        let mut passage = Passage::new("支出12", At::on_line(None, 1, 0, 4));
        passage.doubt([[6, 7]]);
        passage.append(&Passage::new("86.45万元，98.6%", At::on_line(None, 2, 0, 13)));
        let folded = Folded::new(&passage);
        let digits: String = folded.text.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(digits, "986");
        let from = "支出".len();
        assert_eq!(folded.raw(from, from + "1286.45".len()), "1286.45");
    }
}
