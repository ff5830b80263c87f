//! One report to standard output, read in this process.

use std::io::Read;
use std::path::Path;

use crate::batch::{Error, Tally, indented, shown};

use super::Arguments;
use crate::cli::evidence::Unused;
use crate::cli::failure::Failure;
use crate::cli::language::Language;
use crate::cli::{messages, output};

/// Prints the extraction of one report as JSON.
pub(super) fn run(arguments: &Arguments, file: &Path, language: Language) -> Result<(), Failure> {
    #[allow(unused_mut, reason = "without pictures nothing is changed")]
    let mut options = arguments.reading.options()?;
    let (name, bytes) = read(file).map_err(Failure::Input)?;
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
    let json = if arguments.compact { serde_json::to_vec(&report) } else { indented(&report) };
    output::print(&json.map_err(|error| Failure::Output(error.into()))?)?;
    let tally = Tally::of(&report);
    if let Some(words) = messages::batch::doubt(&tally, language) {
        output::say(words);
    }
    arguments.running.judge(&tally)
}

/// Name and bytes of a file, or of standard input for `-`. Only the last part of the path
/// is the name: where a file lay is no part of the extraction.
pub(in crate::cli) fn read(file: &Path) -> Result<(String, Vec<u8>), Error> {
    let failed = |source| Error::Read { path: file.to_path_buf(), source };
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
        return Ok(("-".to_owned(), bytes));
    }
    let name = file.file_name().unwrap_or(file.as_os_str());
    let bytes = std::fs::read(file).map_err(failed)?;
    Ok((shown(name), bytes))
}
