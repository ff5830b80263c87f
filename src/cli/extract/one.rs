//! One report to standard output.

use std::path::Path;

use crate::batch::{self, Settings};

use super::Arguments;
use crate::cli::evidence::Unused;
use crate::cli::failure::Failure;
use crate::cli::language::Language;
use crate::cli::{messages, output};

/// Prints the extraction of one report as JSON.
pub(super) fn run(arguments: &Arguments, file: &Path, language: Language) -> Result<(), Failure> {
    // Wrong pattern files are found before a worker meets them.
    let mut unused = Unused::of(&arguments.reading.options()?);
    let settings = Settings { lines: !arguments.compact, ..arguments.settings(false)? };
    let (name, bytes) =
        batch::read_one(file, arguments.running.max_size()).map_err(Failure::Input)?;
    if settings.second_reader && batch::is_other_than_pdf(&name, &bytes) {
        return Err(Failure::NotPdf(name));
    }
    let mut options = arguments.running.for_one(settings);
    options.on_page = arguments.running.pages_of_one(language);
    let outcome = batch::read_alone(&name, bytes, &options).map_err(Failure::Input)?;
    let answer = outcome.result.map_err(Failure::Told)?;
    unused.saw(outcome.sha256.as_deref()).say(language);
    output::print_by(|to| answer.line.write_to(to))?;
    if let Some(words) = messages::batch::doubt(&answer.tally, language) {
        output::say(words);
    }
    arguments.running.judge(&answer.tally)
}
