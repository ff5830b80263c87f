//! `jiaokan check PATH…`

mod extractions;
mod paper;
mod selection;

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::batch::{self, Ended, Error, Inputs, Interrupt, KeepNothing, Settings, Summary, Tally};
use crate::model::{self, Detail, Report, Severity};
use crate::render::check::{Baseline, Checked, Failed, Grouping};
use crate::visible;
use crate::words::Words;

use super::choices::{Least, each_once};
use super::evidence::Unused;
use super::failure::Failure;
use super::inputs::InputArguments;
use super::language::Languages;
use super::progress::Progress;
use super::reading::ReadingArguments;
use super::running::{self, RunArguments};
use super::{messages, output, written};
use paper::Paper;
use selection::Selection;

/// What to check and how to say it.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    inputs: InputArguments,
    /// How findings are written, several with commas between
    /// （输出格式，可用逗号列出多种；默认随 -o 的扩展名，否则为终端阅读）
    #[arg(long, value_enum, value_delimiter = ',')]
    format: Vec<Format>,
    /// File to write to; of several formats a folder（输出文件；多种格式时为目录）
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Overwrite what is there（覆盖已有文件）
    #[arg(long, requires = "output")]
    force: bool,
    /// Findings of several reports under each report, or under each check（按报告或按核查项分组）
    #[arg(long, value_enum, value_name = "BY", default_value_t)]
    group_by: Grouping,
    /// Leave out what is below this severity, and say how many（最低严重程度）
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t)]
    min_severity: Least,
    /// Leave out what an earlier run of `check` found, as it wrote it with --format json or
    /// csv, and say how many（不再列出此前已认可的问题）
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// End with status 3 if a finding is at least this grave（有达到该严重程度的问题时，退出码为 3）
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<Limit>,
    /// Only these checks, by name or id（只做这些核查项，用名称或编号）
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    only: Vec<String>,
    /// All but these checks（跳过这些核查项）
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    skip: Vec<String>,
    /// List what passed, too（同时列出通过的核查项）
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    reading: ReadingArguments,
    #[command(flatten)]
    running: RunArguments,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For reading in a terminal（终端阅读）
    Text,
    /// For documents（文档）
    Markdown,
    /// For programs: of several files a line each（程序读取）
    Json,
    /// A table（表格）
    Csv,
    /// A workbook（工作簿）
    Xlsx,
    /// A page（网页）
    Html,
    /// Working papers, one for each department（工作底稿）
    Docx,
}

/// The least severity that matters.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Limit {
    High,
    Medium,
    Low,
}

/// Checks reports and shows what was found.
pub(crate) fn run(arguments: &Arguments, languages: Languages) -> Result<(), Failure> {
    let selection = Selection::new(&arguments.only, &arguments.skip)?;
    let formats = arguments.formats()?;
    let options = arguments.reading.options()?;
    arguments.reading.one_base(arguments.inputs.single().is_some())?;
    let unused = Unused::of(&options);
    let baseline = arguments.read_baseline()?;
    if let Some(path) = &arguments.output {
        let inputs: Vec<&PathBuf> = arguments.inputs.paths().iter().collect();
        written::guard(path, &inputs, arguments.force)?;
    }
    let mut wanted = arguments.inputs.wanted(arguments.output.clone());
    wanted.extractions = true;
    let named = arguments.inputs.paths().len() + arguments.inputs.lists().len();
    let read_before = extractions::take(&mut wanted)?;
    let files = match wanted.paths.is_empty() && wanted.lists.is_empty() {
        true => Vec::new(),
        false => Inputs::find(&wanted).map_err(Failure::Input)?.of(arguments.inputs.shard),
    };
    let (extracted, files) = extractions::split(files);
    let sources: Vec<_> = read_before.into_iter().chain(extracted).collect();
    let single = match (&*sources, &*files) {
        ([], _) => arguments.inputs.single().is_some() && files.len() == 1,
        ([source], []) => named == 1 && source.is_one(),
        _ => false,
    };
    let paper = Paper::new(arguments, formats, single, languages);
    let extracted = Tally::default();
    let mut run = Run { arguments, options, selection, baseline, paper, unused, extracted };
    for source in &sources {
        source.each(&mut |name, report| run.take(name, report))?;
    }
    let (ended_as, summary) = run.read(&files, single, languages)?;
    run.paper.end(arguments)?;
    run.unused.say(languages.messages);
    let mut tally = summary.tally.clone();
    tally.add(&run.extracted);
    let doubts = match single {
        true => messages::batch::doubt(&tally, languages.messages)
            .into_iter()
            .map(str::to_owned)
            .collect(),
        false => messages::batch::doubts(&tally, languages.messages),
    };
    doubts.iter().for_each(|words| output::say(words));
    arguments.running.ended(ended_as, &summary)?;
    if run.paper.has_failed() {
        return Err(Failure::SomeFailed);
    }
    match (run.paper.worst(), arguments.fail_on) {
        (Some(worst), Some(limit)) if worst >= limit.severity() => Err(Failure::Findings),
        _ => Ok(()),
    }
}

impl Arguments {
    fn formats(&self) -> Result<Vec<Format>, Failure> {
        let mut formats = each_once(&self.format);
        let by_ending = self.output.as_deref().and_then(Format::of);
        match (&self.output, &formats[..]) {
            (Some(path), []) => match by_ending {
                Some(format) => formats.push(format),
                None if path.extension().is_some() => {
                    return Err(Failure::Usage(messages::check::unknown_ending(path)));
                }
                None => formats.extend([Format::Xlsx, Format::Html]),
            },
            (None, []) => formats.push(Format::Text),
            (Some(path), [_, _, ..]) if by_ending.is_some() => {
                return Err(Failure::Usage(messages::check::folder_wanted(path)));
            }
            (None, [_, _, ..]) => return Err(Failure::Usage(messages::check::output_wanted())),
            (None, [Format::Xlsx | Format::Docx]) if io::stdout().is_terminal() => {
                return Err(Failure::Usage(messages::diff::no_screen()));
            }
            _ => {}
        }
        Ok(formats)
    }

    fn read_baseline(&self) -> Result<Baseline, Failure> {
        let Some(path) = &self.baseline else {
            return Ok(Baseline::default());
        };
        let failed = |source| Failure::Input(Error::Read { path: path.clone(), source });
        let bytes = std::fs::read(path).map_err(failed)?;
        Baseline::read(&bytes).map_err(|words| {
            let path = visible::path(path);
            Failure::Usage(Words {
                en: format!("{path}: {}", words.en),
                zh: format!("{path}：{}", words.zh),
            })
        })
    }
}

impl Format {
    /// The format that the ending of a file stands for.
    fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_ascii_lowercase();
        Some(match ending.to_str()? {
            "txt" => Format::Text,
            "md" => Format::Markdown,
            "json" | "jsonl" => Format::Json,
            "csv" => Format::Csv,
            "xlsx" => Format::Xlsx,
            "html" | "htm" => Format::Html,
            "docx" => Format::Docx,
            _ => return None,
        })
    }

    /// The ending of its files in a folder.
    fn ending(self) -> &'static str {
        match self {
            Format::Text => "txt",
            Format::Markdown => "md",
            Format::Json => "jsonl",
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Html => "html",
            Format::Docx => "docx",
        }
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

/// Reports on their way to the paper.
struct Run<'a> {
    arguments: &'a Arguments,
    options: crate::Options,
    selection: Selection,
    baseline: Baseline,
    paper: Paper,
    unused: Unused,
    /// The counts of the reports that were extracted before.
    extracted: Tally,
}

impl Run<'_> {
    /// Reads files, each in a worker of its own.
    fn read(
        &mut self,
        files: &[batch::Input],
        single: bool,
        languages: Languages,
    ) -> Result<(Ended, Summary), Failure> {
        let mut summary = Summary::default();
        if files.is_empty() {
            return Ok((Ended::Complete, summary));
        }
        let arguments = self.arguments;
        let settings = Settings { extractions: true, ..arguments.reading.settings(false)? };
        let options = match single {
            true => arguments.running.for_one(settings),
            false => arguments.running.options(settings),
        };
        let language = languages.messages;
        let interrupt = match single {
            true => Interrupt::default(),
            false => running::interrupt(language),
        };
        // A bar between the findings on a terminal would be in nobody's interest.
        let bar = !self.paper.shows() && !single;
        let mut progress = Progress::new(arguments.running.progress, bar, files.len(), language);
        let mut taken = Ok(());
        let ended = batch::run(files, &options, &KeepNothing, &interrupt, &mut |input, outcome| {
            self.unused.saw(outcome.sha256.as_deref());
            summary.count(input, &outcome);
            progress.step(&outcome);
            taken = match outcome.result.as_ref().map(|answer| answer.report()) {
                Ok(Some(report)) => self.paper.add(checked(
                    &self.selection,
                    &mut self.baseline,
                    arguments.min_severity,
                    &input.source,
                    &report,
                )),
                Ok(None) => Ok(()),
                Err(complaint) => {
                    progress.say(&messages::batch::complaint(complaint, language));
                    let message =
                        Words { en: complaint.message.clone(), zh: complaint.message_zh.clone() };
                    let (source, code) = (input.source.clone(), complaint.code.clone());
                    self.paper.add_failed(Failed { source, code, message });
                    Ok(())
                }
            };
            match taken {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        });
        progress.end();
        taken?;
        Ok((ended.map_err(Failure::Input)?, summary))
    }

    /// Takes a report that was extracted before. Another profile or other patterns judge it
    /// anew.
    fn take(&mut self, name: &str, report: Result<Report, Error>) -> Result<(), Failure> {
        let reading = &self.arguments.reading;
        let anew = reading.profile.is_some() || reading.patterns.is_some();
        let report = report.and_then(|report| match report.detail {
            Detail::Lean if anew => Err(model::not_judged(name).into()),
            _ => Ok(report),
        });
        let mut report = match report {
            Ok(report) => report,
            Err(error) => {
                output::say(&messages::failure_of(&error, self.paper.messages()));
                let message = error.words();
                let (source, code) = (name.to_owned(), error.code().to_owned());
                self.paper.add_unread(Failed { source, code, message });
                return Ok(());
            }
        };
        if anew {
            report.findings = crate::check(&report, &self.options);
        }
        self.extracted.add(&Tally::of(&report));
        let least = self.arguments.min_severity;
        let checked = checked(&self.selection, &mut self.baseline, least, name, &report);
        Ok(self.paper.add(checked)?)
    }
}

/// What is to be shown of a report.
fn checked(
    selection: &Selection,
    baseline: &mut Baseline,
    least: Least,
    name: &str,
    report: &Report,
) -> Checked {
    Checked::new(name, report, |check| selection.has(check))
        .without(baseline)
        .at_least(least.severity())
}
