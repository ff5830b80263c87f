//! `jiaokan trace FILE`

#[cfg(feature = "ocr")]
use std::collections::BTreeMap;
use std::path::PathBuf;
#[cfg(feature = "ocr")]
use std::sync::{Arc, Mutex, PoisonError};

use clap::ValueEnum;

use crate::batch::document;
use crate::{Report, Witness};

use super::failure::Failure;
use super::language::Language;
use super::output;
use super::reading::ReadingArguments;
#[cfg(feature = "ocr")]
use crate::recognition::OnDrawing;
use crate::render::trace::{self, Trace};

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

/// Shows what each stage made of a report.
pub(crate) fn run(arguments: &Arguments, language: Language) -> Result<(), Failure> {
    #[allow(unused_mut, reason = "without pictures nothing is changed")]
    let mut options = arguments.reading.options()?;
    #[cfg(feature = "ocr")]
    let drawn = Drawn::default();
    #[cfg(feature = "ocr")]
    if arguments.format == Format::Svg {
        options.recognition.on_drawing = Some(drawn.taken());
    }
    let (name, bytes) = super::extract::read(&arguments.file).map_err(Failure::Input)?;
    let read = arguments.reading.evidence.witness.iter().map(|path| document(path, &options));
    let documents: Vec<Report> = read.collect::<Result<_, _>>().map_err(Failure::Input)?;
    let witnesses: Vec<Witness<'_>> = documents.iter().map(Witness::new).collect();
    let mut trace = Trace::default();
    let report = crate::pipeline::observed(&name, &bytes, &witnesses, &options, &mut trace)?;
    let text = match arguments.format {
        Format::Text => trace::text(&trace, &report, language),
        Format::Json => format!("{:#}\n", trace::json(&trace)),
        #[cfg(feature = "ocr")]
        Format::Svg => drawn.text(),
    };
    output::print_exactly(text.as_bytes())
}

/// The drawings of the pages, by their numbers.
#[cfg(feature = "ocr")]
#[derive(Debug, Default)]
struct Drawn(Arc<Mutex<BTreeMap<u32, String>>>);

#[cfg(feature = "ocr")]
impl Drawn {
    fn taken(&self) -> OnDrawing {
        let pages = Arc::clone(&self.0);
        OnDrawing::new(move |page, drawing| {
            pages.lock().unwrap_or_else(PoisonError::into_inner).insert(page, drawing);
        })
    }

    /// One after the other.
    fn text(&self) -> String {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.values().map(String::as_str).collect()
    }
}
