//! `brackets_unbalanced.md` says what this finds and why.

use super::check;
use crate::checks::{Context, Judgement};
use crate::fold::{self, clause};
use crate::location::At;
use crate::model::{RestsOn, Status, Text};
use crate::prose::reading::excerpt;
use crate::words::words;

check!(
    "brackets_unbalanced",
    ["DOC-03"],
    Low,
    en: "Brackets unbalanced",
    zh: "括号引号不成对"
);

/// Pairs as folded; a quotation mark is its own partner.
const PAIRS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('《', '》'), ('"', '"')];

/// Whether a mark is one of these [`PAIRS`]: asked of each character that is no ideograph.
fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '《' | '》' | '"')
}

/// So many marks that are open wait for their partner in a later paragraph.
const MOST_OPEN: usize = 32;

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut alone: Vec<Alone> = Vec::new();
    let paragraphs = &context.reading.paragraphs;
    let mut open: Vec<Alone> = Vec::new();
    let mut section = None;
    for paragraph in paragraphs {
        if section != paragraph.heading {
            alone.append(&mut open);
            section = paragraph.heading;
        }
        let mut found = unmatched(paragraph.text(), paragraph.block.at);
        // What a paragraph before left open may close here.
        open.retain(|left| match found.iter().position(|right| left.meets(right)) {
            Some(place) => {
                found.remove(place);
                false
            }
            None => true,
        });
        open.append(&mut found);
        // A mark that was left open long ago closes nowhere.
        let left = open.len().saturating_sub(MOST_OPEN);
        alone.extend(open.drain(..left));
    }
    alone.append(&mut open);
    let mut rests_on = Vec::new();
    let mut open: Vec<Alone> = Vec::new();
    for (index, row) in context.report.indicators.iter().enumerate() {
        // What a row left open closes in the next, or nowhere: a cell that wraps.
        let mut left = std::mem::take(&mut open);
        let cells = [("name", Some(&row.name)), ("reason", row.reason.as_deref())];
        for (field, text) in cells.into_iter().filter_map(|(f, t)| Some((f, t?))) {
            let mut found = unmatched(&fold::key_of(&text.raw), text.at);
            left.retain(|left| match found.iter().position(|right| left.meets(right)) {
                Some(place) => {
                    found.remove(place);
                    false
                }
                None => true,
            });
            if !found.is_empty() && matches!(text.status, Status::Damaged | Status::Repaired) {
                rests_on.push(carried(format!("indicators[{index}].{field}"), text));
            }
            open.extend(found);
        }
        alone.append(&mut left);
    }
    alone.append(&mut open);
    if alone.is_empty() {
        let count = paragraphs.len() + context.report.indicators.len();
        let pass = words!(
            en: "brackets and quotation marks balance, paragraphs and rows: {count}",
            zh: "{count} 段（行）的括号与引号成对"
        );
        return if count > 0 { vec![Judgement::pass(pass)] } else { Vec::new() };
    }
    let count = alone.len();
    let shown: Vec<&str> = alone.iter().take(3).map(|a| a.excerpt.as_str()).collect();
    let (en, zh) = (shown.join("; "), shown.join("；"));
    let judgement = Judgement::finding(words!(
        en: "brackets or quotation marks without a partner: {count}, in {en}",
        zh: "{count} 处括号或引号不成对：{zh}"
    ));
    vec![judgement.at(alone.iter().map(|a| a.at)).rests_on(rests_on)]
}

fn carried(path: String, text: &Text) -> RestsOn {
    RestsOn { path, raw: text.raw.clone(), status: text.status, at: text.at }
}

/// A bracket without its partner.
struct Alone {
    pair: usize,
    opens: bool,
    excerpt: String,
    at: At,
}

impl Alone {
    fn meets(&self, later: &Alone) -> bool {
        let quotes = PAIRS.get(self.pair).is_some_and(|(open, close)| open == close);
        self.pair == later.pair && (quotes || (self.opens && !later.opens))
    }
}

/// The brackets of a folded text that have no partner in it.
fn unmatched(text: &str, at: At) -> Vec<Alone> {
    let mut found = Vec::new();
    let (mut brackets, mut end) = (Vec::new(), 0);
    for part in clause::parts(text, is_bracket) {
        end += part.len();
        let bracket = part.chars().next_back().filter(|&c| is_bracket(c));
        brackets.extend(bracket.map(|c| (end - c.len_utf8(), c)));
    }
    // Most paragraphs have none.
    if brackets.is_empty() {
        return found;
    }
    for (pair, (open, close)) in PAIRS.into_iter().enumerate() {
        let mut waiting: Vec<usize> = Vec::new();
        let mut alone = |place: usize, opens: bool| {
            let end =
                place + text.get(place..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
            found.push(Alone { pair, opens, excerpt: excerpt(text, place, end), at });
        };
        for &(place, c) in brackets.iter().filter(|&&(_, c)| c == open || c == close) {
            let closes = c == close && (open != close || !waiting.is_empty());
            if closes {
                if waiting.pop().is_none() && !is_enumeration(text, place) {
                    alone(place, false);
                }
            } else if !is_comparison(text, place, c) {
                waiting.push(place);
            }
        }
        for place in waiting {
            alone(place, true);
        }
    }
    found
}

/// Whether a closing bracket ends a number: 1) a) 一)
fn is_enumeration(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let numeral = |c: char| {
        c.is_ascii_alphanumeric() || crate::value::number::chinese_digit(c).is_some() || c == '十'
    };
    let rest = before.trim_end_matches(numeral);
    let number = before.get(rest.len()..).unwrap_or_default();
    (1..=3).contains(&number.chars().count())
        && (number.is_ascii() || !rest.ends_with(fold::is_cjk))
}

/// Whether 《 was typed for ≤, as it is before numbers.
fn is_comparison(text: &str, at: usize, c: char) -> bool {
    let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    // A year starts the name of a document.
    c == '《' && digits.len() < rest.len() && rest.len() - digits.len() != 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_of_all_pairs_are_brackets() {
        let of_pairs = |c: char| PAIRS.iter().any(|&(open, close)| c == open || c == close);
        assert!(('\0'..='\u{FFFF}').all(|c| is_bracket(c) == of_pairs(c)));
    }

    #[test]
    fn enumerations_and_comparisons_are_no_brackets() {
        for text in ["包括1)巡查;2)养护。", "其中:a)河道", "得分《90分", "《2023年办法》", "“安全”"]
        {
            assert!(unmatched(&fold::key(text), At::default()).is_empty(), "{text}");
        }
        for text in ["组织参加活动的人)", "印发《办法的通知", "(试行", "\"清洁", "清淤)"]
        {
            assert_eq!(unmatched(&fold::key(text), At::default()).len(), 1, "{text}");
        }
    }
}
