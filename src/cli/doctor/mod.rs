//! `jiaokan doctor FOLDER`: what a run would meet, in seconds.

mod advice;
mod glance;
mod looked;
mod shown;

use std::collections::{BTreeMap, HashSet};
use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::batch::{self, Input, Inputs, Interrupt, KeepNothing};
use crate::survey::Survey;
use crate::visible;

use super::failure::Failure;
use super::inputs::InputArguments;
use super::language::Languages;
use super::output;
use super::reading::ReadingArguments;
use super::running::{self, RunArguments};
use glance::{Glance, glance};
use looked::Looked;

/// What to look at, and how long.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    inputs: InputArguments,
    /// Files that are read through, spread evenly over all; the others are only looked at;
    /// 0 for all（通读的文件数，其余只看类型；0 为全部）
    #[arg(long, value_name = "N", default_value_t = 200)]
    sample: usize,
    /// Seconds after which no further file is read through（通读的时限，秒）
    #[arg(long, value_name = "SECONDS", default_value_t = 20)]
    within: u64,
    /// How it is said（输出格式）
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    reading: ReadingArguments,
    #[command(flatten)]
    running: RunArguments,
}

/// How the diagnosis is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people（终端阅读）
    #[default]
    Text,
    /// For programs（程序读取）
    Json,
}

/// Looks at all files, reads some of them, and says what was met and what to do.
pub(crate) fn run(arguments: &Arguments, languages: Languages) -> Result<(), Failure> {
    let options = arguments.reading.options()?;
    let inputs = Inputs::find(&arguments.inputs.wanted(None)).map_err(Failure::Input)?;
    let files = inputs.of(arguments.inputs.shard);
    let glances = glance(&files);
    let mut looked = Looked::of(&files, &glances);
    let chosen = chosen(&files, &glances, arguments.sample);
    let mut survey = Survey::default();
    let interrupt = running::interrupt(languages.messages);
    let within = Duration::from_secs(arguments.within.max(1));
    read(arguments, &chosen, &interrupt, within, &mut |input, outcome| {
        let report = looked.read(input, outcome);
        if let Some(report) = report {
            survey.add(&report, &options.patterns);
        }
    })?;
    let folder = shown_inputs(&arguments.inputs);
    let patterns = arguments.reading.patterns.clone();
    let diagnosis = looked.diagnosis(&survey, &options.patterns, &folder, patterns.as_deref());
    match arguments.format {
        Format::Json => {
            let json = serde_json::to_vec_pretty(&diagnosis).map(visible::json);
            output::print(&json.map_err(|error| Failure::Output(error.into()))?)
        }
        Format::Text => {
            const PLAIN: usize = 100;
            let terminal = io::stdout().is_terminal();
            let width = terminal_size::terminal_size().filter(|_| terminal);
            let width = width.map_or(PLAIN, |(width, _)| width.0.clamp(40, 160).into());
            let text = shown::text(&diagnosis, languages.messages, width);
            output::print_exactly(text.as_bytes())
        }
    }
}

/// Readable files that are no copies of others, spread evenly.
fn chosen(files: &[Input], glances: &[Glance], most: usize) -> Vec<Input> {
    let mut seen: HashSet<&str> = HashSet::new();
    let candidates: Vec<&Input> = files
        .iter()
        .zip(glances)
        .filter(|(_, glance)| glance.is_readable())
        .filter(|(_, glance)| glance.sha256.as_deref().is_none_or(|hash| seen.insert(hash)))
        .map(|(input, _)| input)
        .collect();
    let count = candidates.len();
    let most = if most == 0 { count } else { most.min(count) };
    let places = (0..most).map(|at| at * count / most.max(1));
    places.filter_map(|place| candidates.get(place)).map(|&input| input.clone()).collect()
}

fn read(
    arguments: &Arguments,
    files: &[Input],
    interrupt: &Interrupt,
    within: Duration,
    taker: &mut dyn FnMut(&Input, &batch::Outcome),
) -> Result<(), Failure> {
    if files.is_empty() {
        return Ok(());
    }
    let options = arguments.running.options(arguments.reading.settings(false)?);
    let begun = Instant::now();
    let ended = batch::run(files, &options, &KeepNothing, interrupt, &mut |input, outcome| {
        taker(input, &outcome);
        match begun.elapsed() < within {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    });
    match ended.map_err(Failure::Input)? {
        batch::Ended::Interrupted => Err(Failure::Interrupted),
        _ => Ok(()),
    }
}

/// The inputs as they would stand in a command.
fn shown_inputs(inputs: &InputArguments) -> Vec<PathBuf> {
    inputs.paths().to_vec()
}

/// Counts by a word.
type Counts = BTreeMap<String, u64>;
