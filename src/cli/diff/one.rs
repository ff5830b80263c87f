//! Two reports.

use std::io::{self, IsTerminal};

use crate::diff::match_up;
use crate::render::diff::{ChangeRows, Comparison, differs, docx, html, json, terminal, xlsx};

use super::{Format, Setting};
use crate::cli::failure::Failure;
use crate::cli::reports::ReportSet;
use crate::cli::{messages, output};

/// Shows what changed between two reports; gives whether anything did.
pub(super) fn run(
    old: &ReportSet,
    new: &ReportSet,
    setting: &Setting<'_>,
) -> Result<bool, Failure> {
    let unread: Vec<_> = old.unread.iter().chain(&new.unread).collect();
    if !unread.is_empty() {
        for file in unread {
            output::say(&messages::diff::unread(file, setting.loading.language));
        }
        return Err(Failure::SomeFailed);
    }
    let (Some(first), Some(second)) = (old.listed.first(), new.listed.first()) else {
        return Err(Failure::Usage(messages::diff::nothing()));
    };
    let alone = match_up(&old.listed, &new.listed, &setting.lineage).pairs.is_empty();
    if alone && first.key.is_named() && second.key.is_named() {
        let words = messages::diff::strangers(first, second);
        output::say(words.in_language(setting.options.language));
    }
    let old = old.report(0).map_err(Failure::Input)?;
    let new = new.report(0).map_err(Failure::Input)?;
    let diff = crate::diff(&old, &new, &setting.loading.reading);
    let comparison =
        Comparison { diff: &diff, old_findings: &old.findings, new_findings: &new.findings };
    let [format] = setting.formats[..] else {
        return Err(Failure::Usage(messages::diff::one_format()));
    };
    let binary = !matches!(format, Format::Terminal | Format::Json | Format::Html | Format::Csv);
    if binary && setting.arguments.output.is_none() && io::stdout().is_terminal() {
        return Err(Failure::Usage(messages::diff::no_screen()));
    }
    setting.put(&content(&comparison, format, setting)?)?;
    Ok(differs(&diff, setting.options.min_severity))
}

/// A comparison in a format.
fn content(
    comparison: &Comparison<'_>,
    format: Format,
    setting: &Setting<'_>,
) -> Result<Vec<u8>, Failure> {
    let options = setting.options;
    let table = || ChangeRows::of(comparison.diff, 1, options);
    match format {
        Format::Terminal => Ok(terminal(comparison, options, setting.screen()).into_bytes()),
        Format::Html => Ok(html(comparison, options).into_bytes()),
        Format::Xlsx => xlsx(comparison, options).map_err(Failure::Output),
        Format::Docx => docx(comparison, options).map_err(Failure::Output),
        Format::Csv => Ok(table().csv(options.language)),
        #[cfg(feature = "parquet")]
        Format::Parquet => table().parquet().map_err(Failure::Output),
        Format::Json => {
            let json = json(comparison.diff, options.min_severity);
            let mut json = json.map_err(|error| Failure::Output(error.into()))?;
            json.push(b'\n');
            Ok(json)
        }
    }
}
