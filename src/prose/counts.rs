//! Counts of indicators that sentences state (共16个指标，其中12个产出指标).

use std::ops::Range;

use rust_decimal::Decimal;

use super::Paragraph;
use crate::fold::{self, clause};
use crate::model::{IndicatorCount, RateBand};
use crate::patterns::Patterns;
use crate::patterns::narrative::{PatternKind, WordKind};
use crate::value::number;

/// How far back, in characters, the words before a count are looked for.
const REACH: usize = 16;
/// The longest words before the noun of a count behind it, in characters.
const LONGEST_NOUN: usize = 12;

/// The counts of one paragraph, in order.
pub(super) fn counts(
    number: u32,
    prose: &Paragraph<'_>,
    patterns: &Patterns,
) -> Vec<IndicatorCount> {
    let text = prose.folded.text.as_str();
    let mut found = before_noun(prose, patterns);
    let after = after_noun(prose, patterns);
    let known = |places: &Places| found.iter().any(|other| other.count == places.count);
    let after: Vec<Places> = after.into_iter().filter(|places| !known(places)).collect();
    found.extend(after);
    found.sort_by_key(|places| places.from);
    let (mut sentence, mut passed) = (0u32, 0);
    let mut out = Vec::new();
    for places in found {
        let before = text.get(passed..places.from).unwrap_or_default();
        sentence += u32::try_from(before.matches(clause::ends_sentence).count()).unwrap_or(0);
        passed = places.from.max(passed);
        let Some((count, to)) = read(places, [number, sentence], prose, patterns) else {
            continue;
        };
        let whole = count.level1.is_none() && count.rate.is_none();
        out.push(count);
        if whole {
            let place = Place { number: [number, sentence], prose };
            out.extend(met_and_missed(to, &place, patterns));
        }
    }
    out
}

/// Where a sentence stands.
struct Place<'p, 'a> {
    number: [u32; 2],
    prose: &'p Paragraph<'a>,
}

/// The counts without a noun that follow one of indicators in its sentence and say which of
/// them were met: 共设绩效指标16个，完成14个，未完成1个.
fn met_and_missed(from: usize, place: &Place<'_, '_>, patterns: &Patterns) -> Vec<IndicatorCount> {
    let folded = &place.prose.folded;
    let mut out = Vec::new();
    let Some(pattern) = patterns.narrative.pattern(PatternKind::IndicatorSplit) else {
        return out;
    };
    let mut at = from;
    while let Some(found) = pattern.captures(rest_of_sentence(&folded.text, at)) {
        let count = found.name("count").or(found.name("count_before"));
        let (Some(count), Some(said)) = (count, found.name("said")) else { break };
        let Ok(number) = count.as_str().parse() else { break };
        let missed = found.name("not").or(found.name("not_after")).is_some();
        let (start, end) = (at + said.start(), at + said.end());
        out.push(IndicatorCount {
            count: number,
            level1: None,
            total: false,
            rate: None,
            met: Some(!missed),
            sentence: place.number,
            raw: folded.raw(start, end).to_owned(),
            at: folded.at(start, end),
        });
        at = end;
    }
    out
}

/// Where a count and what it counts stand.
struct Places {
    from: usize,
    to: usize,
    count: Range<usize>,
    what: Range<usize>,
    behind: bool,
}

/// 12个产出指标
fn before_noun(prose: &Paragraph<'_>, patterns: &Patterns) -> Vec<Places> {
    let text = prose.folded.text.as_str();
    let words = &patterns.narrative;
    let Some(pattern) = prose.sought(PatternKind::IndicatorCount, patterns) else {
        return Vec::new();
    };
    let places = pattern.captures_iter(text).filter_map(|found| {
        let (whole, count) = (found.whole()?, found.name("count")?.range());
        let before = text.get(..whole.start())?.chars().next_back();
        // A blank stands only between digits: the number has lost one.
        let inside = |c: char| c.is_ascii_digit() || matches!(c, '.' | ' ') || words.is_ordinal(c);
        (!before.is_some_and(inside)).then_some(Places {
            from: whole.start(),
            to: whole.end(),
            count,
            what: found.name("what")?.range(),
            behind: false,
        })
    });
    places.collect()
}

/// 产出指标12个: of the words before the count those that name indicators.
fn after_noun(prose: &Paragraph<'_>, patterns: &Patterns) -> Vec<Places> {
    let text = prose.folded.text.as_str();
    let words = &patterns.narrative;
    let Some(pattern) = prose.sought(PatternKind::IndicatorCountAfter, patterns) else {
        return Vec::new();
    };
    let mut passed = 0;
    let places = pattern.captures_iter(text).filter_map(|found| {
        let (whole, noun) = (found.whole()?, found.name("noun")?);
        let head = text.get(passed..noun.start())?;
        passed = whole.end();
        let length = head.chars().rev().take(LONGEST_NOUN).take_while(|&c| fold::is_cjk(c));
        let length: usize = length.map(char::len_utf8).sum();
        let from = noun.start() - length;
        let what = text.get(from..noun.end())?;
        let mut starts = what.char_indices().map(|(at, _)| at);
        let at = starts.find(|&at| {
            let noun = what.get(at..).unwrap_or_default();
            words.is(WordKind::RowsOfTheTable, noun) || patterns.levels.exact(1, noun).is_some()
        })?;
        let head = what.get(..at)?;
        (!words.is(WordKind::SomeIndicators, head) || head.is_empty() || is_of_which(head, words))
            .then_some(Places {
                from: from + at,
                to: whole.end(),
                count: found.name("count")?.range(),
                what: from + at..noun.end(),
                behind: true,
            })
    });
    places.collect()
}

/// 其中产出指标5个 is a part like any other.
fn is_of_which(head: &str, words: &crate::patterns::Narrative) -> bool {
    words.start(WordKind::OfWhich, head) == Some(head)
}

/// A count, and where it ends.
fn read(
    places: Places,
    sentence: [u32; 2],
    prose: &Paragraph<'_>,
    patterns: &Patterns,
) -> Option<(IndicatorCount, usize)> {
    let text = prose.folded.text.as_str();
    let words = &patterns.narrative;
    let count = number::number(text.get(places.count)?, patterns)?;
    let count = u32::try_from(count.mantissa()).ok()?;
    let what = text.get(places.what)?;
    let level1 = patterns.levels.exact(1, what);
    let rows = words.is(WordKind::RowsOfTheTable, what);
    if level1.is_none() && !rows {
        return None;
    }
    let after = rest_of_sentence(text, places.to);
    let (rate, length) = match places.behind {
        true => (None, 0),
        false => rate(after, patterns),
    };
    let (met, met_length) = match places.behind {
        true => (None, 0),
        false => met(after, patterns),
    };
    let clause = clause::back_to(text, places.from, clause::ends_member, REACH);
    let total = rows
        && rate.is_none()
        && met.is_none()
        && words.is(WordKind::AllIndicators, clause)
        && !words.is(WordKind::SomeIndicators, clause);
    let to = places.to + length.max(met_length);
    let count = IndicatorCount {
        count,
        level1: level1.map(|level| patterns.levels.name(level).to_owned()),
        total,
        rate,
        met,
        sentence,
        raw: prose.folded.raw(places.from, to).to_owned(),
        at: prose.folded.at(places.from, to),
    };
    Some((count, to))
}

/// A sentence from a place in it on, with the mark that ends it: what is said of a count behind
/// it goes no further.
fn rest_of_sentence(text: &str, from: usize) -> &str {
    let rest = text.get(from..).unwrap_or_default();
    clause::parts(rest, clause::ends_sentence).next().unwrap_or_default()
}

/// The completion rates that stand after a count, and the length of the words.
fn rate(after: &str, patterns: &Patterns) -> (Option<RateBand>, usize) {
    let pattern = patterns.narrative.pattern(PatternKind::IndicatorRate);
    let Some(found) = pattern.and_then(|pattern| pattern.captures(after)) else {
        return (None, 0);
    };
    let number = |name| found.name(name).and_then(|m| m.as_str().parse::<Decimal>().ok());
    let (low, high) = (number("low"), number("high"));
    let length = found.whole().map_or(0, |m| m.end());
    let Some(low) = low else { return (None, 0) };
    let bound = found.name("bound").map(|bound| bound.as_str());
    let after = bound.and_then(|bound| patterns.quantities.after_start(bound));
    let after = after.and_then(|(_, mark)| mark.comparator);
    use crate::model::Comparator::{AtLeast, AtMost, LessThan, MoreThan};
    let band = match (high, after) {
        (Some(high), _) => RateBand { low: Some(low), high: Some(high) },
        (None, Some(AtLeast | MoreThan)) => RateBand { low: Some(low), high: None },
        (None, Some(AtMost | LessThan)) => RateBand { low: None, high: Some(low) },
        (None, _) => RateBand { low: Some(low), high: Some(low) },
    };
    (Some(band), length)
}

/// Whether the counted indicators are said to be met, and the length of the words.
fn met(after: &str, patterns: &Patterns) -> (Option<bool>, usize) {
    let pattern = patterns.narrative.pattern(PatternKind::IndicatorMet);
    let Some(found) = pattern.and_then(|pattern| pattern.captures(after)) else {
        return (None, 0);
    };
    let length = found.whole().map_or("", |m| m.as_str());
    let length = length.trim_end_matches([',', '。', ';']).len();
    (Some(found.name("not").is_none()), length)
}
