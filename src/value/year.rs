//! Years in titles, fields and sentences (年份, 年度): the one place that reads them.

use crate::fold::{self, clause};
use crate::patterns::lint;
use crate::patterns::years::{Sign, Years};
use crate::value::number;
use crate::words::Words;

/// A year in a folded text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mention {
    pub(crate) year: i16,
    /// With 年 and 度, in bytes of the text.
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// 年度, not only 年.
    pub(crate) fiscal: bool,
    /// It stands in the name of a document.
    pub(crate) cited: bool,
    /// It is one end of a span of years.
    pub(crate) range: bool,
}

/// How far a sentence is followed to each side, in characters.
const REACH: usize = 120;
/// The longest name of a document, in bytes.
const LONGEST_NAME: usize = 300;

/// A year written out, of four digits of either kind: `2024`, `二〇二四`.
pub(crate) fn year(four: &str) -> Option<i16> {
    // The letter O is typed for 〇 among ideographs; among digits it is a damaged one.
    let written_out = !four.contains(|c: char| c.is_ascii_digit());
    let mut year = 0i16;
    for c in four.chars() {
        let digit = if written_out && matches!(c, 'O' | 'o') { 0 } else { digit(c)? };
        year = year.checked_mul(10)?.checked_add(digit)?;
    }
    (four.chars().count() == 4 && is_year(year)).then_some(year)
}

/// Years that reports can speak of.
pub(crate) fn is_year(year: i16) -> bool {
    (1900..=2100).contains(&year)
}

/// A digit of a year: ASCII, Chinese, or a circle for 〇.
pub(crate) fn digit(c: char) -> Option<i16> {
    let digit = match c.to_digit(10) {
        Some(digit) => u8::try_from(digit).ok()?,
        None => number::chinese_digit(c)?,
    };
    Some(i16::from(digit))
}

/// What stands for digits that were left out of a year: 20_20, 20xx, 20**.
fn stands_for_a_digit(c: char) -> bool {
    matches!(c, '_' | '*' | 'x' | 'X' | '×' | '○' | '●' | '□' | '■' | '?')
}

/// The first of mentions that all name one year.
fn the_one(mut mentions: impl Iterator<Item = Mention>) -> Option<Mention> {
    let first = mentions.next()?;
    mentions.all(|mention| mention.year == first.year).then_some(first)
}

impl Years {
    /// Whether a folded text names a fiscal year of which digits are left out: 20xx年度, 20_20年度.
    pub(crate) fn is_masked(&self, text: &str) -> bool {
        const LONGEST: usize = 6;
        const SHORTEST: usize = 3;
        self.signs.find_iter(text.as_bytes()).any(|at| {
            let after = text.get(at + self.year.len_utf8()..).unwrap_or_default();
            let head = text.get(..at).unwrap_or_default().trim_end();
            let signs = head.chars().rev().take(LONGEST);
            let signs = signs.take_while(|&c| c.is_ascii_digit() || stands_for_a_digit(c));
            let signs: Vec<char> = signs.collect();
            after.trim_start().starts_with(self.fiscal)
                && signs.len() >= SHORTEST
                && signs.iter().any(|&c| stands_for_a_digit(c))
                && matches!(signs.last(), Some('1' | '2'))
        })
    }

    /// The years that a folded text names (`2024年`, `2024年度`, `二〇二四年度`).
    pub(crate) fn mentions(&self, text: &str) -> Vec<Mention> {
        let mut out: Vec<Mention> = Vec::new();
        let dash = |c: char| matches!(c, '-' | '~') || c == self.to;
        for at in self.signs.find_iter(text.as_bytes()) {
            let Some((from, year)) = year_before(text, at) else {
                continue;
            };
            let before = text[..from].chars().next_back();
            if before.is_some_and(|c| c.is_ascii_digit()) {
                continue;
            }
            let end = at + self.year.len_utf8();
            let fiscal = text[end..].starts_with(self.fiscal);
            let to = end + if fiscal { self.fiscal.len_utf8() } else { 0 };
            let goes_on = text[to..].starts_with(dash) && starts_like_year(&text[to..]);
            out.push(Mention {
                year,
                from,
                to,
                fiscal,
                cited: is_cited(text, from),
                range: goes_on || before.is_some_and(dash),
            });
        }
        out
    }

    /// The one year that a text names, with 年 or as four digits alone.
    pub(crate) fn named(&self, text: &str) -> Option<i16> {
        let key = fold::key(text);
        if let Some(year) = year(&key) {
            return Some(year);
        }
        the_one(self.mentions(&key).into_iter()).map(|only| only.year)
    }

    /// The one year that a title names, be it named again: the name of a document and a span of years
    /// name none.
    pub(crate) fn only(&self, key: &str) -> Option<Mention> {
        let own = |mention: &Mention| !mention.cited && !mention.range;
        the_one(self.mentions(key).into_iter().filter(own))
    }

    /// The same of a heading, in which a day names none either.
    pub(crate) fn only_named(&self, key: &str) -> Option<i16> {
        let day = |mention: &Mention| key[mention.to..].starts_with(|c: char| c.is_ascii_digit());
        let own = |mention: &Mention| !mention.cited && !mention.range && !day(mention);
        the_one(self.mentions(key).into_iter().filter(own)).map(|only| only.year)
    }

    /// Whether a line holds a year and nothing else of weight: （2024年度）.
    pub(crate) fn is_year_line(&self, text: &str) -> bool {
        let bare = text.trim_matches(['(', ')', '[', ']', ':', '-']);
        let found = self.mentions(bare);
        let [only] = found.as_slice() else {
            return false;
        };
        let rest = |part: &str| self.around.skip(part).0.is_empty();
        rest(&bare[..only.from]) && rest(&bare[only.to..])
    }

    /// Whether a line holds a span of years and nothing else of weight: （2022-2024年度）.
    pub(crate) fn is_span_line(&self, text: &str) -> bool {
        let bare = text.trim_matches(['(', ')', '[', ']', ':']);
        let found = self.mentions(bare);
        let Some((first, last)) = found.first().zip(found.last()) else {
            return false;
        };
        // The first end may stand without 年.
        let head = bare[..first.from].trim_end_matches(['-', '~', self.to]);
        let head = head.trim_end_matches(|c: char| c.is_ascii_digit());
        let rest = |part: &str| self.around.skip(part).0.is_empty();
        found.iter().all(|m| m.range) && rest(head) && rest(&bare[last.to..])
    }

    /// What a mention says for its year being the one evaluated.
    pub(crate) fn weight(&self, text: &str, mention: &Mention) -> u32 {
        let before = clause::back_to(text, mention.from, clause::ends_sentence, REACH);
        // 比2025年预算增加: another year to compare with.
        if self.compared.end(before).is_some() {
            return 0;
        }
        let after = clause::up_to(text, mention.to, clause::ends_sentence, REACH);
        let on_subject = self.subject.is_in(before) || self.subject.is_in(after);
        let weights = &self.raw.sentence;
        match (mention.fiscal, on_subject) {
            (true, true) => weights.fiscal_on_subject,
            (true, false) => weights.fiscal,
            (false, true) => weights.plain_on_subject,
            (false, false) => 0,
        }
    }
}

/// The year that ends before a byte, and where it starts.
fn year_before(text: &str, at: usize) -> Option<(usize, i16)> {
    let (from, _) = text[..at].char_indices().rev().nth(3)?;
    Some((from, year(&text[from..at])?))
}

/// Whether a place is inside 《》. A bracket that never closes hides no more
/// than the name of a document can be long.
fn is_cited(text: &str, at: usize) -> bool {
    let mut start = at.saturating_sub(LONGEST_NAME);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let near = &text[start..at];
    match (near.rfind('《'), near.rfind('》')) {
        (Some(open), Some(close)) => open > close,
        (open, _) => open.is_some(),
    }
}

/// A dash and then four digits or a year: the second end of a span.
fn starts_like_year(text: &str) -> bool {
    let rest: String = text.chars().skip(1).take(4).collect();
    year(&rest).is_some()
}

/// What is wrong with the examples of the pattern file.
pub(crate) fn lint(years: &Years) -> Vec<Words> {
    let mut problems = Vec::new();
    for entry in &years.raw.year {
        let is = |text: &str| match entry.id.as_str() {
            "around" => years.is_year_line(&fold::key(text)),
            "compared" => years.compared.end(&fold::key(text)).is_some(),
            "to_come" => years.to_come.end(&fold::key(text)).is_some(),
            _ => years.subject.is_in(&fold::key(text)),
        };
        problems.extend(lint::check(&entry.id, &entry.examples, &entry.rejects, is));
    }
    for entry in &years.raw.sign {
        let id = format_args!("{:?}", entry.id);
        let is = |text: &str| {
            let found = years.mentions(text);
            found.iter().any(|mention| match entry.id {
                Sign::Year => true,
                Sign::Fiscal => mention.fiscal,
                Sign::To => mention.range,
            })
        };
        problems.extend(lint::check(id, &entry.examples, &entry.rejects, is));
    }
    problems
}

#[cfg(test)]
mod tests {
    use crate::patterns::Patterns;

    #[test]
    fn years_are_told_from_numbers_spans_and_titles_of_documents() {
        let read = |text: &str| {
            let years = &Patterns::builtin().years;
            years
                .mentions(text)
                .iter()
                .map(|m| (m.year, m.fiscal, m.cited, m.range))
                .collect::<Vec<_>>()
        };
        assert_eq!(read("2023年度支出"), [(2023, true, false, false)]);
        assert_eq!(read("二〇二三年度"), [(2023, true, false, false)]);
        assert_eq!(
            read("根据《2024年工作通知》2023年"),
            [(2024, false, true, false), (2023, false, false, false)]
        );
        assert_eq!(read("2022年-2024年"), [(2022, false, false, true), (2024, false, false, true)]);
        assert_eq!(read("12023年,第2101年,累计2023个"), []);
    }
}
