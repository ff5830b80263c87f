//! What is printed in the report at the places of a finding, found again in the
//! extraction: the row, the field or the sentence that stands there.

use crate::fold::clean;
use crate::location::At;
use crate::model::{Block, BlockKind, Indicator, Report, Section};

/// A text longer than this, in characters, is quoted in part.
const LONGEST: usize = 72;

/// Everything in a report that can be quoted, in printed order.
#[derive(Debug)]
pub(super) struct Quotes {
    /// Rows, cells and fields: short, and on a place of their own.
    cells: Vec<(At, String)>,
    /// Headings and paragraphs, which may go on over lines and pages.
    texts: Vec<(At, String)>,
}

impl Quotes {
    pub(super) fn new(report: &Report) -> Self {
        let mut quotes = Quotes { cells: Vec::new(), texts: Vec::new() };
        quotes.fields(report);
        report.indicators.iter().for_each(|row| quotes.indicator(row));
        for row in &report.budget {
            let numbers = [&row.initial, &row.budget, &row.executed, &row.rate, &row.score];
            let printed = numbers.into_iter().flatten().map(|number| clean(&number.raw));
            let text = std::iter::once(clean(&row.label)).chain(printed);
            let text = text.collect::<Vec<_>>().join(BETWEEN);
            let places = numbers.into_iter().flatten().map(|number| number.at);
            for at in std::iter::once(row.at).chain(places) {
                quotes.cells.push((at, text.clone()));
            }
        }
        quotes.blocks(&report.preface);
        report.sections.iter().for_each(|section| quotes.section(section));
        quotes
    }

    fn fields(&mut self, report: &Report) {
        self.cells.push((report.title.at, clean(&report.title.raw)));
        let fields = &report.fields;
        let named = [&fields.department, &fields.preparer, &fields.phone, &fields.project];
        for text in named.into_iter().flatten().chain(fields.more.values()) {
            self.cells.push((text.at, clean(&text.raw)));
        }
        if let Some(date) = &fields.date {
            self.cells.push((date.at, clean(&date.raw)));
        }
    }

    fn indicator(&mut self, row: &Indicator) {
        let printed = |raw: &str| {
            let text = clean(raw);
            if text.is_empty() { "-".to_owned() } else { text }
        };
        let mut cells =
            vec![printed(&row.name.raw), printed(&row.target.raw), printed(&row.actual.raw)];
        let mut places = vec![row.at, row.name.at, row.target.at, row.actual.at];
        for number in [&row.weight, &row.score].into_iter().flatten() {
            cells.push(printed(&number.raw));
            places.push(number.at);
        }
        if let Some(reason) = row.reason.as_ref().filter(|reason| reason.value.is_some()) {
            cells.push(shortened(&clean(&reason.raw), &[]));
            places.push(reason.at);
        }
        let text = cells.join(BETWEEN);
        self.cells.extend(places.into_iter().map(|at| (at, text.clone())));
    }

    fn section(&mut self, section: &Section) {
        let number = section.number.as_deref().unwrap_or_default();
        self.texts.push((section.at, format!("{number} {}", section.title).trim().to_owned()));
        self.blocks(&section.blocks);
        section.sections.iter().for_each(|section| self.section(section));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let prose = blocks.iter().filter(|block| block.kind != BlockKind::Table);
        self.texts.extend(prose.map(|block| (block.at, block.text.clone())));
    }

    /// What stands at a place. Of a long text, the sentence that holds most of the
    /// `words`.
    pub(super) fn at(&self, at: &At, words: &[String]) -> Option<String> {
        let cell = self.cells.iter().filter(|(place, _)| holds(place, at));
        let nearest = cell.min_by_key(|(place, _)| (place != at, width(place)));
        let text =
            nearest.or_else(|| self.texts.iter().rfind(|(place, _)| begins_before(place, at)));
        text.map(|(_, text)| shortened(text, words)).filter(|text| !text.is_empty())
    }
}

/// What parts cells from one another.
const BETWEEN: &str = " | ";

/// Whether a place lies within another.
fn holds(outer: &At, inner: &At) -> bool {
    if outer.page != inner.page {
        return false;
    }
    match (outer.line, inner.line, outer.bbox, inner.bbox) {
        (Some(a), Some(b), ..) => {
            let within = |[from, to]: [u32; 2], [start, end]: [u32; 2]| from <= start && end <= to;
            a == b && outer.chars.zip(inner.chars).is_none_or(|(o, i)| within(o, i))
        }
        (None, None, Some([left, top, right, bottom]), Some([a, b, c, d])) => {
            let (x, y) = ((a + c) / 2.0, (b + d) / 2.0);
            (left..=right).contains(&x) && (top..=bottom).contains(&y)
        }
        _ => false,
    }
}

/// Whether a text that starts at one place may reach another.
fn begins_before(start: &At, at: &At) -> bool {
    match (start.line, at.line, start.bbox, at.bbox) {
        (Some(a), Some(b), ..) => a <= b,
        (_, _, Some([_, top, ..]), Some([_, other, ..])) => {
            (start.page, top) <= (at.page, other + 1.0)
        }
        _ => false,
    }
}

fn width(at: &At) -> u32 {
    at.chars.map_or(u32::MAX, |[from, to]| to.saturating_sub(from))
}

/// A text, or the sentence of it that holds most of the words.
fn shortened(text: &str, words: &[String]) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let sentences: Vec<&str> = text.split_inclusive(['。', ';', '；', '!', '！']).collect();
    let count =
        |sentence: &str| words.iter().filter(|word| sentence.contains(word.as_str())).count();
    // Of equal ones the first: `max_by_key` gives the last.
    let best = (0..sentences.len()).rev().max_by_key(|&index| count(sentences[index]));
    let best = best.unwrap_or_default();
    let sentence = sentences.get(best).copied().unwrap_or(text);
    let (part, cut) = around(sentence, words);
    let before = if best > 0 || cut.0 { "…" } else { "" };
    let after = if best + 1 < sentences.len() || cut.1 { "…" } else { "" };
    format!("{before}{part}{after}")
}

/// The part of a sentence that holds the words, no longer than a quotation, and whether
/// something was cut in front and behind.
fn around<'s>(sentence: &'s str, words: &[String]) -> (&'s str, (bool, bool)) {
    let starts: Vec<usize> = sentence.char_indices().map(|(at, _)| at).collect();
    if starts.len() <= LONGEST {
        return (sentence, (false, false));
    }
    let place = |byte: usize| starts.partition_point(|&start| start < byte);
    let found: Vec<usize> =
        words.iter().filter_map(|w| sentence.find(w.as_str())).map(place).collect();
    let first = found.iter().min().copied().unwrap_or(0);
    let from = first.saturating_sub(LONGEST / 4).min(starts.len() - LONGEST);
    let to = from + LONGEST;
    let end = starts.get(to).copied().unwrap_or(sentence.len());
    (&sentence[starts[from]..end], (from > 0, to < starts.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_text_the_sentence_with_the_words_is_shown() {
        let filler = "清淤河道工作有序推进，沿线群众反映良好。".repeat(4);
        let text = format!("{filler}支出完成120.5万元，占比12%。{filler}");
        let words = ["120.5".to_owned(), "12%".to_owned()];
        assert_eq!(shortened(&text, &words), "…支出完成120.5万元，占比12%。…");
        assert_eq!(shortened("短句。", &words), "短句。");
    }

    #[test]
    fn a_place_in_a_paragraph_that_goes_on_is_found_by_its_start() {
        let at = |line| At::line(None, line, 0, 10);
        assert!(begins_before(&at(3), &at(5)) && !begins_before(&at(6), &at(5)));
        assert!(holds(&at(3), &At::line(None, 3, 2, 4)));
    }
}
