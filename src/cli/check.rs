//! `jiaokan check PATH…`

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;

use crate::batch::{self, Inputs, Interrupt, KeepNothing, Summary};
use crate::checks;
use crate::model::Severity;
use crate::render::check::{Checked, Look, Overview};

use super::evidence::Unused;
use super::failure::Failure;
use super::inputs::InputArguments;
use super::language::Language;
use super::progress::Progress;
use super::reading::ReadingArguments;
use super::running::{self, RunArguments};
use super::{explain, messages, output};

/// What to check and how to say it.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    inputs: InputArguments,
    /// How findings are written（输出格式）
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// End with status 3 if a finding is at least this grave（达到该程度即以状态 3 退出）
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<Limit>,
    /// Only these checks, by name or id（只做这些检查）
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    only: Vec<String>,
    /// All but these checks（跳过这些检查）
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    skip: Vec<String>,
    /// List what passed, too（列出通过的检查）
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    reading: ReadingArguments,
    #[command(flatten)]
    running: RunArguments,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For reading in a terminal（终端阅读）
    #[default]
    Text,
    /// For a working paper（工作底稿）
    Markdown,
    /// For programs: of several files a line each（程序读取）
    Json,
}

/// The least severity that matters.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Limit {
    High,
    Medium,
    Low,
}

/// Checks reports and shows what was found.
pub(crate) fn run(arguments: &Arguments, language: Language) -> Result<(), Failure> {
    let selection = Selection::new(&arguments.only, &arguments.skip)?;
    let reading = arguments.reading.options()?;
    arguments.reading.one_base(arguments.inputs.single().is_some())?;
    let wanted = arguments.inputs.wanted(None);
    let inputs = Inputs::find(&wanted).map_err(Failure::Input)?;
    let files = inputs.of(arguments.inputs.shard);
    let single = arguments.inputs.single().is_some();
    let mut options = arguments.running.options(arguments.reading.settings(false)?);
    // One file without bounds needs no worker.
    options.in_process |= single && !arguments.running.is_bounded();
    let interrupt = match single {
        true => Interrupt::default(),
        false => running::interrupt(language),
    };
    let terminal = io::stdout().is_terminal();
    let look = Look { language, colour: terminal && output::colours(), all: arguments.all };
    // A bar between the findings on a terminal would be in nobody's interest.
    let bar = !terminal && !single;
    let mut progress = Progress::new(arguments.running.progress, bar, files.len(), language);
    let mut paper = Paper {
        format: arguments.format,
        look,
        single,
        written: false,
        overview: Overview::default(),
        worst: None,
    };
    let mut summary = Summary::default();
    let mut unused = Unused::of(&reading);
    let mut written = Ok(());
    let ended_as = batch::run(&files, &options, &KeepNothing, &interrupt, &mut |input, outcome| {
        unused.saw(outcome.sha256.as_deref());
        summary.count(input, &outcome);
        progress.step(&outcome);
        let report = outcome.result.as_ref().map(|answer| answer.report());
        match report {
            Ok(Some(report)) => {
                let checked = Checked::new(&input.source, &report, |name| selection.has(name));
                written = paper.add(&checked);
            }
            Ok(None) => paper.overview.add_failed(),
            Err(complaint) => {
                paper.overview.add_failed();
                progress.say(&messages::batch::complaint(complaint, language));
            }
        }
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    progress.end();
    written?;
    let ended_as = ended_as.map_err(Failure::Input)?;
    paper.end()?;
    unused.say(language);
    arguments.running.ended(ended_as, &summary)?;
    match (paper.worst, arguments.fail_on) {
        (Some(worst), Some(limit)) if worst >= limit.severity() => Err(Failure::Findings),
        _ => Ok(()),
    }
}

impl Limit {
    fn severity(self) -> Severity {
        match self {
            Limit::High => Severity::High,
            Limit::Medium => Severity::Medium,
            Limit::Low => Severity::Low,
        }
    }
}

/// The checks that were asked for.
struct Selection {
    /// All of them, if none was named.
    only: Option<BTreeSet<&'static str>>,
    skip: BTreeSet<&'static str>,
}

impl Selection {
    fn new(only: &[String], skip: &[String]) -> Result<Self, Failure> {
        let only = match only {
            [] => None,
            named => Some(names(named)?),
        };
        Ok(Self { only, skip: names(skip)? })
    }

    fn has(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(name)) && !self.skip.contains(name)
    }
}

/// The names of checks that are named by name or id.
fn names(named: &[String]) -> Result<BTreeSet<&'static str>, Failure> {
    let mut all = BTreeSet::new();
    for name in named {
        let mut found = checks::find(name).map(|check| check.name).peekable();
        if found.peek().is_none() {
            return Err(explain::unknown_check(name));
        }
        all.extend(found);
    }
    Ok(all)
}

/// What is written of all files, one after the other.
struct Paper {
    format: Format,
    look: Look,
    single: bool,
    written: bool,
    overview: Overview,
    worst: Option<Severity>,
}

impl Paper {
    fn add(&mut self, checked: &Checked<'_>) -> io::Result<()> {
        self.overview.add(checked);
        self.worst = self.worst.max(checked.worst());
        let text = match self.format {
            Format::Text => checked.text(&self.look),
            Format::Markdown => checked.markdown(&self.look),
            Format::Json if self.single => format!("{:#}\n", checked.json(&self.look)),
            Format::Json => format!("{}\n", checked.json(&self.look)),
        };
        let gap = self.written && self.format == Format::Text;
        self.written = true;
        let mut stdout = io::stdout().lock();
        if gap {
            stdout.write_all(b"\n")?;
        }
        stdout.write_all(text.as_bytes())?;
        stdout.flush()
    }

    /// The overview over several files.
    fn end(&self) -> Result<(), Failure> {
        let text = match self.format {
            _ if self.single => return Ok(()),
            Format::Text => format!("\n{}", self.overview.text(&self.look)),
            Format::Markdown => self.overview.markdown(&self.look),
            Format::Json => return Ok(()),
        };
        let mut stdout = io::stdout().lock();
        stdout.write_all(text.as_bytes())?;
        stdout.flush()?;
        Ok(())
    }
}
