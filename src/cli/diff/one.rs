//! Two reports.

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;

use crate::batch::{self, Comparing, PairFormat};
use crate::diff::{Subject, match_up};

use super::{Format, Setting, pair_of};
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
    let known = !match_up(&old.listed, &new.listed, &setting.lineage).pairs.is_empty();
    let [format] = setting.formats[..] else {
        return Err(Failure::Usage(messages::diff::one_format()));
    };
    let binary = !matches!(format, Format::Terminal | Format::Json | Format::Html | Format::Csv);
    if binary && setting.arguments.output.is_none() && io::stdout().is_terminal() {
        return Err(Failure::Usage(messages::diff::no_screen()));
    }
    let written = match format {
        Format::Terminal => Some(PairFormat::Terminal),
        Format::Html => Some(PairFormat::Html),
        Format::Xlsx => Some(PairFormat::Xlsx),
        Format::Docx => Some(PairFormat::Docx),
        Format::Json => Some(PairFormat::Json),
        Format::Csv => None,
        #[cfg(feature = "parquet")]
        Format::Parquet => None,
    };
    let comparing = Comparing {
        formats: written.into_iter().collect(),
        rows: written.is_none(),
        options: setting.options,
        screen: setting.screen(),
        numbered: false,
    };
    let loading = &setting.loading;
    let options = loading.running.for_one(loading.arguments.settings(false)?);
    let mut compared = None;
    let ended = batch::compare(
        1,
        &|_| pair_of(old, new, [0, 0], 1, known),
        comparing,
        &options,
        &loading.interrupt,
        &mut |done| {
            compared = Some(done);
            ControlFlow::Continue(())
        },
    );
    ended.map_err(Failure::Input)?;
    let done = match compared {
        Some(Ok(done)) => done,
        Some(Err(unread)) => {
            output::say(&messages::diff::not_compared(&unread, loading.language));
            return Err(Failure::SomeFailed);
        }
        None => return Err(Failure::Interrupted),
    };
    if done.entry.subject == Subject::Different {
        let words = messages::diff::strangers(first, second);
        output::say(words.in_language(setting.options.language));
    }
    let content = match (format, done.written.into_iter().next()) {
        (Format::Json, Some((_, mut json))) => {
            json.push(b'\n');
            json
        }
        (_, Some((_, content))) => content,
        #[cfg(feature = "parquet")]
        (Format::Parquet, None) => done.rows.parquet().map_err(Failure::Output)?,
        (_, None) => done.rows.csv(setting.options.language),
    };
    setting.put(&content)?;
    Ok(done.differs)
}
