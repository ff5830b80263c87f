//! The rows that declared counts of indicators speak of.

use rust_decimal::Decimal;

use crate::checks::Context;
use crate::checks::row::Row;
use crate::model::{CompletionKind, IndicatorCount, RateBand, RestsOn};

/// The rows that a report counts: no sums of others.
pub(super) fn rows<'r, 'a>(context: &'r Context<'a>) -> Vec<&'r Row<'a>> {
    context.rows.iter().filter(|row| !row.subtotal).collect()
}

/// Numbers of rows that a count may mean: all, or those of one table.
pub(super) fn possible_totals(rows: &[&Row<'_>]) -> Vec<u32> {
    let mut tables: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match tables.iter_mut().find(|(table, _)| *table == row.indicator.table) {
            Some((_, count)) => *count += 1,
            None => tables.push((row.indicator.table, 1)),
        }
    }
    let all = tables.iter().map(|(_, count)| *count).sum();
    let single = tables.iter().map(|(_, count)| *count);
    let mut totals: Vec<u32> = std::iter::once(all).chain(single).collect();
    totals.dedup();
    totals
}

/// Rows of a level 1, and those of which that is not known.
pub(super) fn of_level<'r, 'a>(
    rows: &[&'r Row<'a>],
    level: Option<&str>,
) -> (Vec<&'r Row<'a>>, Vec<&'r Row<'a>>) {
    let Some(level) = level else {
        return (rows.to_vec(), Vec::new());
    };
    let value = |row: &&Row<'_>| row.indicator.level1.value.as_deref() == Some(level);
    let unknown = |row: &&Row<'_>| row.indicator.level1.value.is_none();
    (
        rows.iter().copied().filter(|row| value(row)).collect(),
        rows.iter().copied().filter(|row| unknown(row)).collect(),
    )
}

/// What carries the levels of rows.
pub(super) fn levels_rest_on(rows: &[&Row<'_>]) -> Vec<RestsOn> {
    let restored = |row: &&&Row<'_>| row.indicator.level1.repair.is_some();
    let rows = rows.iter().filter(restored);
    rows.filter_map(|row| row.text_rests_on("level1", &row.indicator.level1)).collect()
}

/// Whether a row lies in a band of rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lies {
    Inside,
    /// It may: a bound, a value in words, or unreadable.
    Perhaps,
    Outside,
}

/// How a row lies to a band of rates.
pub(super) fn lies(row: &Row<'_>, band: &RateBand) -> Lies {
    let completion = &row.indicator.completion;
    let per_cent = row.rate.map(|rate| rate * Decimal::ONE_HUNDRED);
    let inside = |value: Decimal| {
        let slack = |bound: Decimal| crate::checks::tolerance::half_unit(bound);
        band.low.is_none_or(|low| value >= low - slack(low))
            && band.high.is_none_or(|high| value <= high + slack(high))
    };
    match (completion.kind, per_cent) {
        (CompletionKind::Exact, Some(rate)) if inside(rate) => Lies::Inside,
        // A target that asks for less is not met by the ratio.
        (CompletionKind::Exact, Some(_)) if reverse(row) => Lies::Perhaps,
        (CompletionKind::Exact, Some(_)) => Lies::Outside,
        (CompletionKind::LowerBound, Some(rate)) => match band.high {
            Some(high) if rate > high => Lies::Outside,
            None if inside(rate) => Lies::Inside,
            _ => Lies::Perhaps,
        },
        (CompletionKind::Qualitative, _) => match completion.met {
            Some(true) if !inside(Decimal::ONE_HUNDRED) => Lies::Outside,
            _ => Lies::Perhaps,
        },
        _ => Lies::Perhaps,
    }
}

fn reverse(row: &Row<'_>) -> bool {
    use crate::model::Comparator::{AtMost, LessThan};
    matches!(row.indicator.target.comparator, Some(AtMost | LessThan))
}

/// Whether a band is one single rate.
pub(super) fn single(band: &RateBand) -> Option<Decimal> {
    band.low.filter(|_| band.low == band.high)
}

/// A band as people write it.
pub(super) fn shown(band: &RateBand) -> String {
    match (band.low, band.high) {
        (Some(low), Some(high)) if low == high => format!("{low}%"),
        (Some(low), Some(high)) => format!("{low}%-{high}%"),
        (Some(low), None) => format!(">={low}%"),
        (None, Some(high)) => format!("<={high}%"),
        (None, None) => String::new(),
    }
}

/// Counts by the sentence that states them.
pub(super) fn sentences(counts: &[IndicatorCount]) -> impl Iterator<Item = &[IndicatorCount]> {
    counts.chunk_by(|a, b| a.sentence == b.sentence)
}
