//! One report to standard output, read in this process.

use std::path::Path;

use crate::batch::{self, Error, Tally, indented};
use crate::model::{self, Detail};

use super::Arguments;
use crate::cli::evidence::Unused;
use crate::cli::failure::Failure;
use crate::cli::language::Language;
use crate::cli::{messages, output};

/// Prints the extraction of one report as JSON.
pub(super) fn run(arguments: &Arguments, file: &Path, language: Language) -> Result<(), Failure> {
    #[allow(unused_mut, reason = "without pictures nothing is changed")]
    let mut options = arguments.reading.options()?;
    let (name, bytes) =
        batch::read_one(file, arguments.running.max_size()).map_err(Failure::Input)?;
    #[cfg(feature = "ocr")]
    if arguments.running.progress != crate::cli::running::When::Never {
        let (told, source) = (crate::cli::progress::page_lines(language), name.clone());
        let on_page = move |done, of| told(&source, done, of);
        options.recognition.on_page = Some(crate::recognition::OnPage::new(on_page));
    }
    let work = arguments.reading.work(options)?;
    let options = work.options();
    let report = work.extract(&name, &bytes).map_err(Failure::Input)?;
    Unused::of(options).saw(Some(&report.source.sha256)).say(language);
    // What reads a PDF again tells what it found.
    if options.second_reader && report.witness.is_none() {
        return Err(Failure::NotPdf(name));
    }
    let tally = Tally::of(&report);
    let json = match (arguments.detail, arguments.compact) {
        (Detail::Lean, true) => Ok(model::lean(report)),
        (Detail::Lean, false) => Ok(batch::pretty(&model::lean(report))),
        (Detail::Full, true) => serde_json::to_vec(&report),
        (Detail::Full, false) => indented(&report),
    };
    output::print(&json.map_err(|error| Failure::Output(error.into()))?)?;
    if let Some(words) = messages::batch::doubt(&tally, language) {
        output::say(words);
    }
    arguments.running.judge(&tally)
}

/// Name and bytes of one file, or of standard input for `-`, within the usual bounds.
pub(in crate::cli) fn read(file: &Path) -> Result<(String, Vec<u8>), Error> {
    batch::read_one(file, batch::LIMIT)
}
