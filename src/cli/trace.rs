//! `jiaokan trace FILE`

use std::path::PathBuf;

use clap::ValueEnum;

use crate::batch::{self, Tracing, TracingFormat};

use super::bounds::BoundArguments;
use super::failure::Failure;
use super::language::Language;
use super::output;
use super::reading::ReadingArguments;

/// Whose stages to show, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The report, or - for standard input（报告文件；- 为标准输入）
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How to show them（输出形式）
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    reading: ReadingArguments,
    #[command(flatten)]
    bounds: BoundArguments,
}

/// How the stages are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// All stages, for people（文字）
    #[default]
    Text,
    /// The lines and grids of each page（JSON）
    Json,
    /// What was found in the pictures of pages, a drawing a page to lay over it（SVG）
    #[cfg(feature = "ocr")]
    Svg,
}

impl From<Format> for TracingFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => TracingFormat::Text,
            Format::Json => TracingFormat::Json,
            #[cfg(feature = "ocr")]
            Format::Svg => TracingFormat::Svg,
        }
    }
}

/// Shows what each stage made of a report.
pub(crate) fn run(arguments: &Arguments, language: Language) -> Result<(), Failure> {
    // Wrong pattern files are found before a worker meets them.
    arguments.reading.options()?;
    let settings = arguments.reading.settings(false)?;
    let (name, bytes) =
        batch::read_one(&arguments.file, arguments.bounds.max_size()).map_err(Failure::Input)?;
    let tracing = Tracing {
        format: arguments.format.into(),
        language,
        witnesses: arguments.reading.evidence.witness.clone(),
    };
    let options = arguments.bounds.for_one(settings);
    let traced = batch::trace_alone(&name, &bytes, tracing, &options).map_err(Failure::Input)?;
    output::print_exactly(&traced.map_err(Failure::Told)?)
}
