//! Indicators over all years that there are reports of (指标历年对照): what was asked for, what
//! was reached, whether that was enough.
//!
//! Which report follows which, and which indicator is which, is what a comparison of two
//! years says; see [`crate::diff`]. Here the pairs are strung together.

mod below;
mod model;
mod rows;

use crate::diff::Matching;
use crate::explained::explained;
use crate::model::{Report, Severity};
use crate::patterns::Patterns;

pub use model::{Panel, PanelCell, PanelFinding, PanelPlace, PanelRow, PanelYear, SCHEMA};

/// The places of the reports that follow each other, in order of their years; a report
/// without another stands alone.
#[must_use]
pub fn chains(matching: &Matching, count: usize) -> Vec<Vec<usize>> {
    let mut next = vec![None; count];
    let mut has_before = vec![false; count];
    for pair in &matching.pairs {
        next[pair.old] = Some(pair.new);
        has_before[pair.new] = true;
    }
    let skipped: Vec<usize> =
        matching.conflicts.iter().flat_map(|conflict| conflict.places.iter().copied()).collect();
    let starts = (0..count).filter(|&place| !has_before[place]);
    let starts = starts.filter(|place| next[*place].is_some() || !skipped.contains(place));
    starts
        .map(|start| std::iter::successors(Some(start), |&place| next[place]).take(count).collect())
        .collect()
}

/// The panel of reports that follow each other.
///
/// # Panics
/// None: a panel of no report is empty.
#[must_use]
pub fn panel(reports: &[Report], patterns: &Patterns) -> Panel {
    let last = reports.last();
    let value = |text: &Option<crate::model::Text>| text.as_ref().and_then(|t| t.value.clone());
    let rows = rows::rows(reports, patterns);
    let findings = below::find(reports, &rows, patterns);
    Panel {
        schema: SCHEMA.into(),
        department: last.and_then(|report| value(&report.fields.department)),
        project: last.and_then(|report| value(&report.fields.project)),
        kind: last.map_or(crate::model::ReportKind::Unknown, |report| report.kind),
        years: reports.iter().map(PanelYear::of).collect(),
        rows: rows.into_iter().map(|row| row.shown).collect(),
        findings,
    }
}

/// What a panel may find, as `jiaokan explain` tells it.
#[derive(Debug)]
pub struct PanelCheck {
    name: &'static str,
    ids: &'static [&'static str],
    severity: Severity,
    text: &'static str,
}

/// The name of the only finding of panels.
pub const BELOW: &str = "target_below_actual_for_years";

const CHECKS: &[PanelCheck] = &[PanelCheck {
    name: BELOW,
    ids: &["YOY-21"],
    severity: Severity::Medium,
    text: include_str!("target_below_actual_for_years.md"),
}];

/// All that panels look for.
#[must_use]
pub fn checks() -> &'static [PanelCheck] {
    CHECKS
}

impl PanelCheck {
    fn usual(&self) -> Severity {
        self.severity
    }
}

explained!(PanelCheck);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explained;

    #[test]
    fn what_a_panel_finds_explains_itself_in_both_languages() {
        checks().iter().for_each(explained::assert_whole);
    }
}
