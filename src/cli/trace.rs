//! `jiaokan trace FILE`

use std::path::PathBuf;

use clap::ValueEnum;

use crate::batch::document;
use crate::{Report, Witness};

use super::failure::Failure;
use super::language::Language;
use super::output;
use super::reading::ReadingArguments;
use crate::render::trace::{self, Trace};

/// Whose stages to show, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The report, or - for standard input（报告文件）
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How to show them（输出形式）
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    reading: ReadingArguments,
}

/// How the stages are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// All stages, for people（文字）
    #[default]
    Text,
    /// The lines and grids of each page（JSON）
    Json,
}

/// Shows what each stage made of a report.
pub(crate) fn run(arguments: &Arguments, language: Language) -> Result<(), Failure> {
    let options = arguments.reading.options()?;
    let (name, bytes) = super::extract::read(&arguments.file).map_err(Failure::Input)?;
    let read = arguments.reading.evidence.witness.iter().map(|path| document(path, &options));
    let documents: Vec<Report> = read.collect::<Result<_, _>>().map_err(Failure::Input)?;
    let witnesses: Vec<Witness<'_>> = documents.iter().map(Witness::new).collect();
    let mut trace = Trace::default();
    let report = crate::pipeline::observed(&name, &bytes, &witnesses, &options, &mut trace)?;
    let text = match arguments.format {
        Format::Text => trace::text(&trace, &report, language),
        Format::Json => format!("{:#}\n", trace::json(&trace)),
    };
    output::print_exactly(text.as_bytes())
}
