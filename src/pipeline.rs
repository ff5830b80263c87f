//! The whole flow on one screen. Read this first.

use crate::error::Result;
use crate::model::Report;
use crate::patterns::{Patterns, Profile};
use crate::source::Source;
use crate::{checks, decode, form, outline, prose, report, table};

/// Extracts one report.
///
/// # Errors
/// Only if the source cannot be decoded: see [`decode::document`]. Whatever is
/// wrong with the report itself is an absent value and a note.
pub fn extract(source: &Source, patterns: &Patterns) -> Result<Report> {
    extract_by(source, None, patterns)
}

/// [`extract`], with the checks judging by a profile of one's own choice.
///
/// # Errors
/// Those of [`extract`].
pub fn extract_by(
    source: &Source,
    profile: Option<&Profile>,
    patterns: &Patterns,
) -> Result<Report> {
    let document = decode::document(source, patterns)?; // nothing below this line can fail
    let input = report::source_info(source, &document);
    let outline = outline::outline(document, patterns);
    let form = form::identify(&outline, patterns);
    let prose = prose::prose(&outline, patterns);
    let tables = table::tables(&outline, form, &prose, patterns);
    let mut report = report::assemble(&outline, prose, tables, form, input, patterns);
    report.findings = match profile {
        Some(profile) => checks::judge_with(&report, form, profile, patterns),
        None => checks::judge(&report, form, patterns),
    };
    Ok(report)
}
