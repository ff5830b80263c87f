//! Year over year (年度对照): what changed between two reports.
//!
//! `pairing` says which indicator of the old report is which of the new one, `text`
//! which paragraph is which; `changes` holds a file per kind of change or family of
//! kinds. Whatever rests on a damaged cell is not compared, and listed as such.

mod kinds;
mod model;

pub use kinds::{ChangeKind, Kind, find, kinds};
pub use model::{
    Change, Diff, NotComparable, Pair, PairCandidate, PairClass, PairCounts, Place, Printed,
    SCHEMA, Side, SideName, Summary, TextBlock, TextClass, TextPair, Years, schema,
};

use crate::model::Report;
use crate::patterns::Patterns;

/// Compares the reports of two years.
#[must_use]
pub fn diff(old: &Report, new: &Report, patterns: &Patterns) -> Diff {
    let _ = patterns;
    Diff {
        schema: SCHEMA.into(),
        old: side(old),
        new: side(new),
        years: Years::Unknown,
        summary: Summary::default(),
        pairs: Vec::new(),
        changes: Vec::new(),
        not_comparable: Vec::new(),
        text: Vec::new(),
    }
}

fn side(report: &Report) -> Side {
    let text = |text: &Option<crate::model::Text>| text.as_ref().and_then(|t| t.value.clone());
    let met = |wanted: Option<bool>| {
        let rows = report.indicators.iter().map(|row| row.completion.met);
        rows.filter(|met| *met == wanted).count() as u32
    };
    Side {
        source: report.source.clone(),
        department: text(&report.fields.department),
        project: text(&report.fields.project),
        kind: report.kind,
        fiscal_year: report.fiscal_year.value,
        title: report.title.value.clone(),
        score: report.conclusion.score.as_ref().map(|score| score.value),
        grade: text(&report.conclusion.grade),
        indicators: report.indicators.len() as u32,
        judged: met(Some(true)) + met(Some(false)),
        met: met(Some(true)),
    }
}
