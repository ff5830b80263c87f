//! One report to standard output, read in this process.

use std::path::Path;

use crate::batch::{self, Error, Tally};
use crate::model::{self, Detail};

use super::Arguments;
use crate::cli::failure::Failure;
use crate::cli::language::Language;
use crate::cli::{messages, output};

/// Prints the extraction of one report as JSON.
pub(super) fn run(arguments: &Arguments, file: &Path, language: Language) -> Result<(), Failure> {
    let options = arguments.reading.options()?;
    let (name, bytes) =
        batch::read_one(file, arguments.running.max_size()).map_err(Failure::Input)?;
    let report = crate::extract(&name, &bytes, &options)?;
    // What reads a PDF again tells what it found.
    if options.second_reader && report.witness.is_none() {
        return Err(Failure::NotPdf(name));
    }
    let tally = Tally::of(&report);
    let json = match (arguments.detail, arguments.compact) {
        (Detail::Lean, true) => Ok(model::lean(report)),
        (Detail::Lean, false) => Ok(batch::pretty(&model::lean(report))),
        (Detail::Full, true) => serde_json::to_vec(&report),
        (Detail::Full, false) => serde_json::to_vec_pretty(&report),
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
