//! A comparison of two years for people and programs: terminal, JSON, one HTML page,
//! one workbook; and an overview of many comparisons.
//!
//! Whatever is for people is made from one `View`, so that all of them say
//! the same. Nothing here decides what is a change: see [`crate::diff`].

pub(super) mod changes;
mod html;
mod index;
mod json;
mod labels;
pub(super) mod marks;
mod overview;
mod paper;
mod rows;
mod speaker;
mod terminal;
mod terminal_index;
mod view;
mod wording;
pub(in crate::render) mod xlsx;

use serde::{Deserialize, Serialize};

use crate::diff::{Change, ChangeKind, Diff};
use crate::model::{Finding, Severity};
use crate::words::Language;

pub use super::screen::Screen;
pub use changes::{ChangeRow, ChangeRows};
pub use html::{html, html_index};
pub use index::{Index, IndexEntry, Lone, LoneWhy, Unread, by_kind};
pub use json::{json, json_line};
pub use paper::docx;
pub use terminal::terminal;
pub use terminal_index::terminal_index;
pub use xlsx::{xlsx, xlsx_index};

/// A comparison, and what the audit checks say of each of its reports.
#[derive(Debug, Clone, Copy)]
pub struct Comparison<'c> {
    /// What changed.
    pub diff: &'c Diff,
    /// The findings of the old report.
    pub old_findings: &'c [Finding],
    /// The findings of the new report.
    pub new_findings: &'c [Finding],
}

/// How a comparison is shown.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Options {
    /// In which language.
    pub language: Language,
    /// Changes below this are counted and not listed; that an indicator has another name is
    /// listed all the same.
    pub min_severity: Severity,
    /// The number of the comparison in the overview that lies beside it, from 1.
    pub place: Option<usize>,
}

/// Whether a change is listed.
fn is_listed(change: &Change, min_severity: Severity) -> bool {
    change.severity >= min_severity || change.change == ChangeKind::Renamed
}

/// Whether there is a change at or above a severity.
#[must_use]
pub fn differs(diff: &Diff, min_severity: Severity) -> bool {
    diff.changes.iter().any(|change| change.severity >= min_severity)
}
