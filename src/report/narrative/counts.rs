//! Counts of indicators that sentences state (共16个指标，其中12个产出指标).

use rust_decimal::Decimal;

use crate::model::{IndicatorCount, RateBand};
use crate::patterns::narrative::{PatternKind, WordKind};
use crate::patterns::{Patterns, scan};
use crate::report::prose::Prose;
use crate::value::numeral;

/// How far back, in characters, the words before a count are looked for.
const REACH: usize = 16;
const SENTENCE: [char; 3] = ['。', '!', '?'];
const CLAUSE: [char; 5] = [',', '。', ';', ':', '、'];

/// The counts of one paragraph, in order.
pub(super) fn counts(number: u32, prose: &Prose<'_>, patterns: &Patterns) -> Vec<IndicatorCount> {
    let text = prose.folded.text.as_str();
    let words = &patterns.narrative;
    let Some(pattern) = words.pattern(PatternKind::IndicatorCount) else {
        return Vec::new();
    };
    let (mut sentence, mut passed) = (0u32, 0);
    let mut out = Vec::new();
    for found in pattern.captures_iter(text) {
        let (Some(whole), Some(count), Some(what)) =
            (found.get(0), found.name("count"), found.name("what"))
        else {
            continue;
        };
        let before = text.get(passed..whole.start()).unwrap_or_default();
        sentence += u32::try_from(before.matches(SENTENCE).count()).unwrap_or(0);
        passed = whole.start();
        let ordinal = text
            .get(..whole.start())
            .and_then(|t| t.chars().next_back());
        let inside = |c: char| c.is_ascii_digit() || c == '.' || words.is_ordinal(c);
        if ordinal.is_some_and(inside) {
            continue;
        }
        let Some(count) = numeral::number(count.as_str(), patterns) else {
            continue;
        };
        let Some(count) = u32::try_from(count.mantissa()).ok() else {
            continue;
        };
        let level1 = patterns.levels.exact(1, what.as_str());
        let rows = words.is(WordKind::RowsOfTheTable, what.as_str());
        if level1.is_none() && !rows {
            continue;
        }
        let after = text.get(whole.end()..).unwrap_or_default();
        let (rate, length) = rate(after, patterns);
        let (met, met_length) = met(after, patterns);
        let clause = scan::back_to(text, whole.start(), &CLAUSE, REACH);
        let total = rows
            && rate.is_none()
            && met.is_none()
            && words.is(WordKind::AllIndicators, clause)
            && !words.is(WordKind::SomeIndicators, clause);
        let to = whole.end() + length.max(met_length);
        out.push(IndicatorCount {
            count,
            level1: level1.map(|level| patterns.levels.name(level).to_owned()),
            total,
            rate,
            met,
            sentence: [number, sentence],
            raw: prose.folded.raw(whole.start(), to).to_owned(),
            at: prose.folded.at(whole.start(), to),
        });
    }
    out
}

/// The completion rates that stand after a count, and the length of the words.
fn rate(after: &str, patterns: &Patterns) -> (Option<RateBand>, usize) {
    let pattern = patterns.narrative.pattern(PatternKind::IndicatorRate);
    let Some(found) = pattern.and_then(|pattern| pattern.captures(after)) else {
        return (None, 0);
    };
    let number = |name| {
        found
            .name(name)
            .and_then(|m| m.as_str().parse::<Decimal>().ok())
    };
    let (low, high) = (number("low"), number("high"));
    let length = found.get(0).map_or(0, |m| m.end());
    let Some(low) = low else { return (None, 0) };
    let bound = found.name("bound").map(|bound| bound.as_str());
    let after = bound.and_then(|bound| patterns.quantities.after_start(bound));
    let after = after.and_then(|(_, mark)| mark.comparator);
    use crate::model::Comparator::{AtLeast, AtMost, LessThan, MoreThan};
    let band = match (high, after) {
        (Some(high), _) => RateBand {
            low: Some(low),
            high: Some(high),
        },
        (None, Some(AtLeast | MoreThan)) => RateBand {
            low: Some(low),
            high: None,
        },
        (None, Some(AtMost | LessThan)) => RateBand {
            low: None,
            high: Some(low),
        },
        (None, _) => RateBand {
            low: Some(low),
            high: Some(low),
        },
    };
    (Some(band), length)
}

/// Whether the counted indicators are said to be met, and the length of the words.
fn met(after: &str, patterns: &Patterns) -> (Option<bool>, usize) {
    let pattern = patterns.narrative.pattern(PatternKind::IndicatorMet);
    let Some(found) = pattern.and_then(|pattern| pattern.captures(after)) else {
        return (None, 0);
    };
    let length = found.get(0).map_or("", |m| m.as_str());
    let length = length.trim_end_matches([',', '。', ';']).len();
    (Some(found.name("not").is_none()), length)
}
