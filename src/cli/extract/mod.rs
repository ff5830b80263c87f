//! `jiaokan extract PATH…`

mod folder;
mod lines;
mod one;

use std::path::PathBuf;

use crate::batch::out::Format;
use crate::batch::{Inputs, Settings};
use crate::model::Detail;

pub(super) use folder::mode;

use super::failure::Failure;
use super::inputs::InputArguments;
use super::language::Languages;
use super::reading::ReadingArguments;
use super::running::RunArguments;
use super::wrong::Wrong;
use crate::words::words;

/// What to extract, how, and where to.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    inputs: InputArguments,
    /// Folder for the results; without it they go to standard output: of one file its
    /// JSON, of several a line each（输出目录；不指定时写到标准输出：单份为 JSON，多份各占一行）
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// What to write into the folder; without it json,csv,xlsx
    /// （写入目录的格式，可用逗号列出多种；默认 json,csv,xlsx）
    #[arg(
        long,
        value_name = "FORMAT",
        value_delimiter = ',',
        requires = "output",
        value_parser = format
    )]
    format: Vec<Format>,
    /// Go on with an earlier run: read only what is new, changed or failed
    /// （接着上次运行，只读新增、改动和出错的文件）
    #[arg(long, requires = "output", conflicts_with = "force")]
    resume: bool,
    /// Start over in a folder that holds results（覆盖目录中已有的结果，重新开始）
    #[arg(long, requires = "output")]
    force: bool,
    /// How much of each report goes into the JSON and the table of findings
    /// （JSON 和问题表的详细程度）
    #[arg(long, value_enum, default_value_t, value_name = "DETAIL")]
    detail: Detail,
    /// Put an apostrophe before text in CSV that a spreadsheet would take for a formula or a
    /// date; programs then read it too
    /// （在 CSV 中会被表格软件当作公式、日期的文字前加单引号；程序读取时也会读到单引号）
    #[arg(long, requires = "output")]
    csv_for_spreadsheets: bool,
    /// Print the JSON of one file on one line（单份报告的 JSON 输出为一行）
    #[arg(long, conflicts_with = "output")]
    compact: bool,
    #[command(flatten)]
    reading: ReadingArguments,
    #[command(flatten)]
    running: RunArguments,
}

/// Extracts one report or many.
pub(crate) fn run(arguments: &Arguments, languages: Languages) -> Result<(), Failure> {
    let single = arguments.inputs.single();
    match (&arguments.output, single) {
        (None, Some(file)) => one::run(arguments, file, languages.messages),
        (None, None) => lines::run(arguments, languages),
        (Some(output), _) => folder::run(arguments, output, languages),
    }
}

impl Arguments {
    fn settings(&self, tables: bool) -> Result<Settings, Failure> {
        Ok(Settings { detail: self.detail, ..self.reading.settings(tables)? })
    }

    /// The extraction that writes pages into a folder, and nothing else.
    pub(in crate::cli) fn pages(
        inputs: InputArguments,
        output: PathBuf,
        force: bool,
        reading: ReadingArguments,
        running: RunArguments,
    ) -> Self {
        Self {
            inputs,
            output: Some(output),
            format: vec![Format::View],
            resume: false,
            force,
            detail: Detail::Full,
            csv_for_spreadsheets: false,
            compact: false,
            reading,
            running,
        }
    }

    /// The files of a batch.
    fn found(&self) -> Result<Inputs, Failure> {
        // Wrong pattern files are found before any worker meets them.
        self.reading.options()?;
        self.reading.one_base(self.inputs.single().is_some())?;
        let wanted = self.inputs.wanted(self.output.clone());
        Inputs::find(&wanted).map_err(Failure::Input)
    }
}

fn format(name: &str) -> Result<Format, Wrong> {
    let found = Format::ALL.iter().find(|format| format.name() == name);
    found.copied().ok_or_else(|| {
        let known: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        let (en, zh) = (known.join(", "), known.join("、"));
        Wrong(words!(en: "expected one of {en}", zh: "应为 {zh} 之一"))
    })
}
