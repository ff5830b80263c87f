//! Rows of which a cell was lost, so that the others may stand under heads that are not theirs.
//! What is printed in a cell is then no rest of its own value; the whole row tells.

use std::collections::BTreeSet;

use crate::emend::Value;
use crate::fold;
use crate::model::{Indicator, Report};

/// Whether a value is not believed because cells of its row were lost or moved.
pub(super) fn is_moved(reason_code: Option<&str>) -> bool {
    const MOVED: [&str; 3] = ["cell_shifted", "cell_lost", "ambiguous_column"];
    reason_code.is_some_and(|code| MOVED.contains(&code))
}

/// The row that a value stands in.
pub(super) fn row<'r>(report: &'r Report, value: &Value<'_>) -> Option<&'r Indicator> {
    let place = &value.place;
    let mut rows = report.indicators.iter();
    rows.find(|row| (place.table, place.ordinal) == (Some(row.table), Some(row.row)))
}

/// Whether every cell that one row prints is printed by the other too: the one is what is
/// left of the other.
pub(super) fn is_rest_of(row: &Indicator, whole: &Indicator) -> bool {
    /// Fewer cells could be those of many rows.
    const FEWEST: usize = 3;
    let (mine, theirs) = (cells(row), cells(whole));
    mine.len() >= FEWEST && mine.is_subset(&theirs)
}

fn cells(row: &Indicator) -> BTreeSet<String> {
    let numbers = [&row.weight, &row.score].into_iter().flatten().map(|number| &number.raw);
    let texts = [&row.name]
        .into_iter()
        .chain(row.reason.as_deref())
        .chain(row.damaged.values().map(Box::as_ref));
    let texts = texts.chain(row.extra.values().map(Box::as_ref)).map(|text| &text.raw);
    let printed = [&row.target.raw, &row.actual.raw].into_iter().chain(numbers).chain(texts);
    printed.map(|raw| fold::clean_key(raw)).filter(|key| !key.is_empty()).collect()
}
