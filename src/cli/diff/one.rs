//! Two reports.

use std::io::{self, IsTerminal};

use crate::diff::match_up;
use crate::render::diff::{Comparison, differs, html, json, json_line, terminal, xlsx};

use super::report_set::ReportSet;
use super::{Format, Setting};
use crate::cli::failure::Failure;
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
            output::say(&messages::diff::unread(file, setting.language));
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
    let diff = crate::diff(&old, &new, &setting.reading);
    let comparison =
        Comparison { diff: &diff, old_findings: &old.findings, new_findings: &new.findings };
    if let Format::Xlsx = setting.format
        && setting.arguments.output.is_none()
        && io::stdout().is_terminal()
    {
        return Err(Failure::Usage(messages::diff::no_screen()));
    }
    setting.put(&content(&comparison, setting, false)?)?;
    Ok(differs(&diff, setting.options.min_severity))
}

/// A comparison in the format that was asked for.
pub(super) fn content(
    comparison: &Comparison<'_>,
    setting: &Setting<'_>,
    line: bool,
) -> Result<Vec<u8>, Failure> {
    let options = setting.options;
    match setting.format {
        Format::Terminal => Ok(terminal(comparison, options, setting.screen()).into_bytes()),
        Format::Html => Ok(html(comparison, options).into_bytes()),
        Format::Xlsx => xlsx(comparison, options).map_err(Failure::Output),
        Format::Json => {
            let json = if line { json_line } else { json };
            let json = json(comparison.diff, options.min_severity);
            let mut json = json.map_err(|error| Failure::Output(error.into()))?;
            json.push(b'\n');
            Ok(json)
        }
    }
}
