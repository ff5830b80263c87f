//! `jiaokan diff OLD NEW`

mod loader;
mod many;
mod one;
mod report_set;
pub(super) mod written;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use crate::batch::{Interrupt, shown};
use crate::diff::{Lineage, SideName};
use crate::model::Severity;
use crate::render::diff::{Options, Screen};
use clap::ValueEnum;

use super::failure::Failure;
use super::language::{Language, Languages};
use super::reading::ReadingArguments;
use super::running::{self, RunArguments};
use super::{messages, output};

/// What to compare, and how to show it.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The earlier year: a report, its extraction (JSON), a folder of either, or JSON
    /// lines（上年：报告、提取结果、目录或 JSONL）
    old: PathBuf,
    /// The later year, likewise（本年）
    new: PathBuf,
    /// How to show it（输出格式）[default: by the ending of -o, else terminal]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// File to write to; for many reports a folder with an overview and a file for each
    /// pair（输出文件或目录）
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Overwrite what is there（覆盖已有文件）
    #[arg(long, requires = "output")]
    force: bool,
    /// End with status 4 if there are differences（有变动时退出码为 4）
    #[arg(long)]
    exit_code: bool,
    /// Leave out changes below this; they do not count for --exit-code（最低严重程度）
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t)]
    min_severity: Least,
    /// List of renamed, merged and split departments, TOML or CSV（机构沿革表）
    #[arg(long, value_name = "FILE")]
    lineage: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
    #[command(flatten)]
    running: RunArguments,
}

/// How a comparison is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Side by side, for people（终端左右对照）
    Terminal,
    /// jiaokan.diff/1; of many pairs a line each（JSON）
    Json,
    /// One self-contained page（网页）
    Html,
    /// A workbook for the working papers（工作簿）
    Xlsx,
}

/// The least severity that is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Least {
    /// Everything（全部）
    #[default]
    Info,
    /// 低
    Low,
    /// 中
    Medium,
    /// 高
    High,
}

/// Everything that a comparison needs beside the reports.
struct Setting<'a> {
    arguments: &'a Arguments,
    format: Format,
    reading: crate::Options,
    lineage: Lineage,
    language: Language,
    interrupt: Interrupt,
    /// How files are written, and what stands on the screen.
    options: Options,
}

/// Compares two reports, or many of two years.
pub(crate) fn run(arguments: &Arguments, languages: Languages) -> Result<(), Failure> {
    let format = arguments.chosen_format()?;
    let many = arguments.old.is_dir() || arguments.new.is_dir();
    if many && arguments.output.is_none() && matches!(format, Format::Html | Format::Xlsx) {
        return Err(Failure::Usage(messages::diff::folder_wanted()));
    }
    // What cannot be used is told before anything is read.
    let reading = arguments.reading.options()?;
    arguments.reading.one_base(false)?;
    let setting = Setting {
        arguments,
        format,
        reading,
        lineage: arguments.read_lineage()?,
        language: languages.messages,
        interrupt: running::interrupt(languages.messages),
        options: Options {
            language: match format {
                Format::Terminal => languages.messages,
                _ => languages.headings(),
            },
            min_severity: arguments.min_severity.severity(),
        },
    };
    if let Some(path) = &arguments.output {
        written::guard(path, [&arguments.old, &arguments.new], arguments.force)?;
    }
    let old = loader::load(&arguments.old, SideName::Old, &setting)?;
    let new = loader::load(&arguments.new, SideName::New, &setting)?;
    let differs = match old.is_single && new.is_single {
        true => one::run(&old, &new, &setting)?,
        false => many::run(&old, &new, &setting)?,
    };
    match differs && arguments.exit_code {
        true => Err(Failure::Differs),
        false => Ok(()),
    }
}

impl Arguments {
    fn chosen_format(&self) -> Result<Format, Failure> {
        if let Some(format) = self.format {
            return Ok(format);
        }
        let Some(path) = &self.output else {
            return Ok(Format::Terminal);
        };
        let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
        match ending.as_deref().and_then(|ending| ending.to_str()) {
            Some("html" | "htm") => Ok(Format::Html),
            Some("xlsx") => Ok(Format::Xlsx),
            Some("json" | "jsonl") => Ok(Format::Json),
            Some("txt") => Ok(Format::Terminal),
            // A folder for many reports.
            None => Ok(Format::Html),
            Some(_) => Err(Failure::Usage(messages::diff::unknown_ending(path))),
        }
    }

    fn read_lineage(&self) -> Result<Lineage, Failure> {
        let Some(path) = &self.lineage else {
            return Ok(Lineage::default());
        };
        let text = std::fs::read(path).map_err(|source| {
            let path = path.clone();
            Failure::Patterns(crate::batch::Error::Read { path, source })
        })?;
        let name = shown(path.file_name().unwrap_or(path.as_os_str()));
        Lineage::read(&name, &String::from_utf8_lossy(&text))
            .map_err(|error| Failure::Patterns(error.into()))
    }
}

impl Least {
    fn severity(self) -> Severity {
        match self {
            Least::Info => Severity::Info,
            Least::Low => Severity::Low,
            Least::Medium => Severity::Medium,
            Least::High => Severity::High,
        }
    }
}

impl Setting<'_> {
    /// Prints to standard output, or writes the file that was asked for.
    fn put(&self, content: &[u8]) -> Result<(), Failure> {
        match &self.arguments.output {
            Some(path) => written::file(path, content, self.arguments.force),
            None => output::print_exactly(content),
        }
    }

    /// What the text is set for: a terminal as it is, or 80 cells without colours.
    fn screen(&self) -> Screen {
        const PLAIN: Screen = Screen { width: 80, colour: false };
        if self.arguments.output.is_some() || !io::stdout().is_terminal() {
            return PLAIN;
        }
        let dumb = std::env::var_os("TERM").is_none_or(|kind| kind == "dumb");
        Screen {
            width: terminal_size::terminal_size().map_or(PLAIN.width, |(width, _)| width.0.into()),
            colour: output::colours() && !dumb,
        }
    }
}

/// The name of a path for people.
fn name_of(path: &Path) -> String {
    shown(path.file_name().unwrap_or(path.as_os_str()))
}
