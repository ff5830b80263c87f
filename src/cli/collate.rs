//! `jiaokan collate BASE WITNESS…`

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::ValueEnum;

use crate::batch::{self, Collating, Shape, WitnessFile};
use crate::model::{self, WitnessKind};
use crate::render::diff::Screen;

use super::bounds::BoundArguments;
use super::evidence::Unused;
use super::failure::Failure;
use super::language::Languages;
use super::reading::ReadingArguments;
use super::written;
use super::{messages, output};

/// What to collate, and how to show it.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The report that is collated: any file that `extract` reads, its extraction, or `-`
    /// （底本：报告、其提取结果，或 -）
    base: PathBuf,
    /// Other copies, the declaration of targets, reports of the year before or after（校本：另一
    /// 份文本、绩效目标申报表、上下年报告）
    #[arg(value_name = "WITNESS")]
    witnesses: Vec<PathBuf>,
    /// What the witnesses are, one for all or one for each in their order; without it that is
    /// found from the documents（校本的性质，一个或逐一给出；默认由文件内容判断）
    #[arg(long = "as", value_name = "KIND", value_enum, value_delimiter = ',')]
    kinds: Vec<Kind>,
    /// How to show it; without it by the ending of -o, else for a terminal
    /// （输出格式；默认由 -o 的扩展名决定，否则为终端）
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// File to write to（输出文件）
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Write the JSON of the report, with what was restored, to this file too（另将补正后的提取
    /// 结果写入此文件）
    #[arg(long, value_name = "PATH")]
    restored: Option<PathBuf>,
    /// Overwrite what is there（覆盖已有文件）
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    reading: ReadingArguments,
    #[command(flatten)]
    bounds: BoundArguments,
}

/// What a witness is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Another copy of the same report（同一报告的另一份文本）
    Copy,
    /// The declaration of targets of the same year（同年度绩效目标申报表）
    Declaration,
    /// The report of the year before or after（上年或下年报告）
    OtherYear,
}

/// How an apparatus is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Place by place, for people（终端）
    Terminal,
    /// jiaokan.collation/1（JSON）
    Json,
    /// One self-contained page（网页）
    Html,
    /// A workbook for the working papers（工作簿）
    Xlsx,
}

/// Collates a report with its witnesses.
pub(crate) fn run(arguments: &Arguments, languages: Languages) -> Result<(), Failure> {
    let format = arguments.chosen_format()?;
    let mut kinds = arguments.kinds_of_each()?;
    let options = arguments.reading.options()?;
    let mut unused = Unused::of(&options);
    let outputs = arguments.output.iter().chain(&arguments.restored);
    for path in outputs {
        for input in std::iter::once(&arguments.base).chain(&arguments.witnesses) {
            written::guard(path, &[&arguments.base, input], arguments.force)?;
        }
    }
    if format == Format::Xlsx && arguments.output.is_none() && io::stdout().is_terminal() {
        return Err(Failure::Usage(messages::diff::no_screen()));
    }
    let read =
        |path: &PathBuf| batch::read_one(path, arguments.bounds.max_size()).map_err(Failure::Input);
    let base = read(&arguments.base)?;
    let sha256 = match model::is_extraction(&base.1) {
        true => model::read(&base.0, &base.1)?.source.sha256,
        false => crate::source::sha256(&base.1),
    };
    let mut documents = vec![base];
    for path in &arguments.witnesses {
        documents.push(read(path)?);
    }
    for WitnessFile { base: of, path, kind } in arguments.reading.evidence.files()? {
        if of.is_none_or(|of| of == sha256) {
            documents.push(read(&path)?);
            kinds.push(kind);
        }
    }
    if documents.len() == 1 && !options.second_reader {
        return Err(Failure::Usage(messages::collate::no_witness()));
    }
    let collating = Collating {
        kinds,
        shape: format.into(),
        language: match format {
            Format::Terminal => languages.messages,
            _ => languages.headings(),
        },
        screen: arguments.screen(),
        restored: arguments.restored.is_some(),
    };
    let running = arguments.bounds.for_one(arguments.reading.settings(false)?);
    let collated = batch::collate_alone(&documents, collating, &running);
    let collated = collated.map_err(Failure::Input)?.map_err(Failure::Told)?;
    for sha256 in &collated.read {
        unused.saw(Some(sha256));
    }
    unused.say(languages.messages);
    if let Some(name) = collated.no_pdf {
        return Err(Failure::NotPdf(name));
    }
    if collated.witnesses == 0 {
        return Err(Failure::Usage(messages::collate::no_witness()));
    }
    if let Some(path) = &arguments.restored {
        written::file(path, &collated.restored, arguments.force)?;
    }
    match &arguments.output {
        Some(path) => written::file(path, &collated.apparatus, arguments.force),
        None => output::print_exactly(&collated.apparatus),
    }
}

impl From<Format> for Shape {
    fn from(format: Format) -> Self {
        match format {
            Format::Terminal => Shape::Terminal,
            Format::Json => Shape::Json,
            Format::Html => Shape::Html,
            Format::Xlsx => Shape::Xlsx,
        }
    }
}

impl Kind {
    fn kind(self) -> WitnessKind {
        match self {
            Kind::Copy => WitnessKind::Copy,
            Kind::Declaration => WitnessKind::Declaration,
            Kind::OtherYear => WitnessKind::OtherYear,
        }
    }
}

impl Arguments {
    fn chosen_format(&self) -> Result<Format, Failure> {
        let Some(path) = self.output.as_ref().filter(|_| self.format.is_none()) else {
            return Ok(self.format.unwrap_or(Format::Terminal));
        };
        let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
        match ending.as_deref().and_then(|ending| ending.to_str()) {
            Some("html" | "htm") => Ok(Format::Html),
            Some("xlsx") => Ok(Format::Xlsx),
            Some("json") => Ok(Format::Json),
            Some("txt") => Ok(Format::Terminal),
            _ => Err(Failure::Usage(messages::collate::unknown_ending(path))),
        }
    }

    /// The kind of each witness, where it is said.
    fn kinds_of_each(&self) -> Result<Vec<Option<WitnessKind>>, Failure> {
        let count = self.witnesses.len();
        match self.kinds.as_slice() {
            [] => Ok(vec![None; count]),
            [kind] => Ok(vec![Some(kind.kind()); count]),
            kinds if kinds.len() == count => {
                Ok(kinds.iter().map(|kind| Some(kind.kind())).collect())
            }
            kinds => Err(Failure::Usage(messages::collate::kinds(kinds.len(), count))),
        }
    }

    /// What the text is set for: a terminal as it is, or 80 cells without colours.
    fn screen(&self) -> Screen {
        const PLAIN: Screen = Screen { width: 80, colour: false };
        if self.output.is_some() || !io::stdout().is_terminal() {
            return PLAIN;
        }
        let dumb = std::env::var_os("TERM").is_none_or(|kind| kind == "dumb");
        Screen {
            width: terminal_size::terminal_size().map_or(PLAIN.width, |(width, _)| width.0.into()),
            colour: output::colours() && !dumb,
        }
    }
}
