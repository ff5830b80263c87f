//! `jiaokan diff OLD NEW`

mod many;
mod one;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use crate::batch::{ReportPair, shown};
use crate::diff::{Lineage, SideName, match_up, over_years};
use crate::render::diff::{Options, Screen, Unread};
use clap::ValueEnum;

use super::choices::{Least, each_once};
use super::failure::Failure;
use super::language::Languages;
use super::reading::ReadingArguments;
use super::reports::{self, Loading, ReportSet};
use super::running::{self, RunArguments};
use super::{messages, output, written};

/// What to compare, and how to show it.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The earlier year: a report, its extraction (JSON), a folder of either, or JSON
    /// lines（上年：报告、提取结果、目录或 JSONL）
    old: PathBuf,
    /// The later year, likewise; without it, each report of the folder OLD is compared with
    /// the one of the year before（本年；省略时在同一目录内逐年对照）
    new: Option<PathBuf>,
    /// How to show it, several with commas between（输出格式，可用逗号列出多种）[default: by
    /// the ending of -o, else terminal]
    #[arg(long, value_enum, value_delimiter = ',')]
    format: Vec<Format>,
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
    /// A workbook（工作簿）
    Xlsx,
    /// All changes as a table（变动明细表）
    Csv,
    /// The same for programs（变动明细表，供程序读取）
    #[cfg(feature = "parquet")]
    Parquet,
    /// A working paper（工作底稿）
    Docx,
}

/// Everything that a comparison needs beside the reports.
struct Setting<'a> {
    arguments: &'a Arguments,
    /// At least one, each once.
    formats: Vec<Format>,
    lineage: Lineage,
    loading: Loading<'a>,
    /// How files are written, and what stands on the screen.
    options: Options,
}

/// Compares two reports, or many of two years or more.
pub(crate) fn run(arguments: &Arguments, languages: Languages) -> Result<(), Failure> {
    let formats = arguments.chosen_formats()?;
    let many = arguments.old.is_dir() || arguments.new.as_ref().is_none_or(|new| new.is_dir());
    let files = formats.iter().any(|format| !matches!(format, Format::Terminal | Format::Json));
    if many && arguments.output.is_none() && (files || formats.len() > 1) {
        return Err(Failure::Usage(messages::diff::folder_wanted()));
    }
    // What cannot be used is told before anything is read.
    let reading = arguments.reading.options()?;
    arguments.reading.one_base(false)?;
    let setting = Setting {
        arguments,
        lineage: match &arguments.lineage {
            Some(path) => read_lineage(path)?,
            None => Lineage::default(),
        },
        loading: Loading {
            arguments: &arguments.reading,
            running: &arguments.running,
            reading,
            language: languages.messages,
            interrupt: running::interrupt(languages.messages),
        },
        options: Options {
            language: match formats[..] {
                [Format::Terminal] => languages.messages,
                _ => languages.headings(),
            },
            min_severity: arguments.min_severity.severity(),
            place: None,
        },
        formats,
    };
    if let Some(path) = &arguments.output {
        let inputs: Vec<&PathBuf> = [&arguments.old].into_iter().chain(&arguments.new).collect();
        written::guard(path, &inputs, arguments.force)?;
    }
    let old = reports::load(&arguments.old, SideName::Old, &setting.loading)?;
    let differs = match &arguments.new {
        None if old.is_single => return Err(Failure::Usage(messages::diff::folder_or_two())),
        None => {
            let matching = over_years(&old.listed, &setting.lineage);
            many::run(&old, &old, &matching, &setting)?
        }
        Some(new) => {
            let new = reports::load(new, SideName::New, &setting.loading)?;
            match old.is_single && new.is_single {
                true => one::run(&old, &new, &setting)?,
                false => {
                    let matching = match_up(&old.listed, &new.listed, &setting.lineage);
                    many::run(&old, &new, &matching, &setting)?
                }
            }
        }
    };
    match differs && arguments.exit_code {
        true => Err(Failure::Differs),
        false => Ok(()),
    }
}

impl Arguments {
    fn chosen_formats(&self) -> Result<Vec<Format>, Failure> {
        let formats = each_once(&self.format);
        if !formats.is_empty() {
            return Ok(formats);
        }
        let Some(path) = &self.output else {
            return Ok(vec![Format::Terminal]);
        };
        let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
        let format = match ending.as_deref().and_then(|ending| ending.to_str()) {
            Some("html" | "htm") => Format::Html,
            Some("xlsx") => Format::Xlsx,
            Some("json" | "jsonl") => Format::Json,
            Some("txt") => Format::Terminal,
            Some("csv") => Format::Csv,
            #[cfg(feature = "parquet")]
            Some("parquet") => Format::Parquet,
            Some("docx") => Format::Docx,
            // A folder for many reports.
            None => return Ok(vec![Format::Html, Format::Csv]),
            Some(_) => return Err(Failure::Usage(messages::diff::unknown_ending(path))),
        };
        Ok(vec![format])
    }
}

/// Reads a list of renamed, merged and split departments.
pub(super) fn read_lineage(path: &Path) -> Result<Lineage, Failure> {
    let text = std::fs::read(path).map_err(|source| {
        let path = path.to_path_buf();
        Failure::Patterns(crate::batch::Error::Read { path, source })
    })?;
    let name = shown(path.file_name().unwrap_or(path.as_os_str()));
    Lineage::read(&name, &String::from_utf8_lossy(&text))
        .map_err(|error| Failure::Patterns(error.into()))
}

/// A pair of reports by their places, when its turn to be compared comes.
fn pair_of(
    old: &ReportSet,
    new: &ReportSet,
    places: [usize; 2],
    number: usize,
    known: bool,
) -> Result<ReportPair, Unread> {
    let read = |set: &ReportSet, side, place: usize| {
        set.extraction(place).map_err(|error| Unread {
            side,
            source: set.listed[place].source.clone(),
            code: error.code().to_owned(),
            message: error.words(),
        })
    };
    let [old_place, new_place] = places;
    Ok(ReportPair {
        old: read(old, SideName::Old, old_place)?,
        new: read(new, SideName::New, new_place)?,
        number,
        known,
    })
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
