//! Many reports to an output folder.

use std::path::Path;

use crate::batch::out::{self, Format, Headings, Mode, Out, Plan, Record};
use crate::batch::{Ended, Options};
use serde_json::{Map, Value, json};

use super::Arguments;
use crate::cli::evidence::Unused;
use crate::cli::failure::Failure;
use crate::cli::language::Languages;
use crate::cli::progress::Progress;
use crate::cli::running;
use crate::cli::{messages, output};

/// Writes the extractions of many reports into a folder.
pub(super) fn run(arguments: &Arguments, path: &Path, languages: Languages) -> Result<(), Failure> {
    let language = languages.messages;
    out::apart_from(path, arguments.inputs.paths()).map_err(Failure::Input)?;
    let inputs = arguments.found()?;
    let formats = formats(&arguments.format);
    let tables = formats.iter().any(|format| format.is_table());
    let mut options = arguments.running.options(arguments.settings(tables)?);
    options.settings.pages = formats.contains(&Format::View).then_some(languages.messages);
    let shard = arguments.inputs.shard;
    let plan = Plan {
        path,
        mode: mode(arguments.resume, arguments.force),
        formats,
        headings: Headings {
            tables: languages.headings(),
            workbook: language,
            guarded: arguments.csv_for_spreadsheets,
        },
        shard,
    };
    let mut out = Out::open(&plan, &inputs, &options.settings).map_err(Failure::Input)?;
    let files = inputs.of(shard);
    let mut progress = Progress::new(arguments.running.progress, true, files.len(), language);
    options.on_page = progress.pages();
    let mut unused = Unused::of(&arguments.reading.options()?);
    let interrupt = running::interrupt(language);
    let ended_as = out.run(&files, &options, &interrupt, &mut |_, outcome| {
        unused.saw(outcome.sha256.as_deref());
        progress.step(outcome);
    });
    progress.end();
    let ended_as = ended_as.map_err(Failure::Input)?;
    let record = Record::new(told(arguments, &plan, &options), inputs.hidden);
    let summary = out.finish(ended_as, record).map_err(Failure::Input)?;
    let course = progress.course(&inputs, ended_as);
    output::note(&messages::batch::summary(&summary, course, language));
    let whole = ended_as == Ended::Complete;
    if whole {
        unused.say(language);
    }
    output::note(&messages::batch::written(path, &summary, whole, language));
    arguments.running.ended(ended_as, &summary)
}

/// The formats that were asked for, each once, or those that people start with.
fn formats(asked: &[Format]) -> Vec<Format> {
    let mut formats = match asked {
        [] => Format::DEFAULT.to_vec(),
        asked => asked.to_vec(),
    };
    formats.sort_unstable();
    formats.dedup();
    formats
}

/// What to do with results that are there already.
pub(in crate::cli) fn mode(resume: bool, force: bool) -> Mode {
    match (resume, force) {
        (true, _) => Mode::Resume,
        (_, true) => Mode::Force,
        _ => Mode::New,
    }
}

/// How pictures are read, for `run.json`.
#[cfg(feature = "ocr")]
fn ocr(options: &Options) -> Value {
    json!({ "mode": options.settings.ocr, "dpi": options.settings.dpi })
}

#[cfg(not(feature = "ocr"))]
fn ocr(_: &Options) -> Value {
    Value::Null
}

/// The options of the run, for `run.json`. The password is nobody's business.
fn told(arguments: &Arguments, plan: &Plan<'_>, options: &Options) -> Map<String, Value> {
    let inputs = &arguments.inputs;
    let options = json!({
        "paths": inputs.paths(),
        "from_file": inputs.lists(),
        "include": inputs.include,
        "exclude": inputs.exclude,
        "hidden": inputs.hidden,
        "no_follow": inputs.no_follow,
        "resume": arguments.resume,
        "force": arguments.force,
        "detail": options.settings.detail,
        "headings": plan.headings.tables,
        "workbook": plan.headings.workbook,
        "csv_for_spreadsheets": plan.headings.guarded,
        "password": options.settings.password.is_some(),
        "second_reader": options.settings.second_reader,
        "decisions": options.settings.decisions,
        "witnesses": options.settings.witnesses,
        "patterns": options.settings.patterns,
        "ocr": ocr(options),
        "jobs": options.jobs,
        "timeout_seconds": options.timeout.as_secs_f64(),
        "max_memory": options.max_memory,
        "max_size": options.max_size,
        "in_process": options.in_process,
        "fail_fast": options.fail_fast,
    });
    match options {
        Value::Object(options) => options,
        _ => Map::new(),
    }
}
