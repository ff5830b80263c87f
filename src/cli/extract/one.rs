//! One report to standard output, read in this process.

use std::io::Read;
use std::path::Path;

use jiaokan::batch::{Tally, shown};
use jiaokan::{Error, Patterns, Source};

use super::Arguments;
use crate::cli::failure::Failure;
use crate::cli::language::Language;
use crate::cli::{messages, output};

/// Prints the extraction of one report as JSON.
pub(super) fn run(arguments: &Arguments, file: &Path, language: Language) -> Result<(), Failure> {
    let reading = &arguments.reading;
    let own = reading.own_patterns()?;
    let patterns = own.as_ref().unwrap_or_else(|| Patterns::builtin());
    let mut source = read(file).map_err(Failure::Input)?;
    source.password.clone_from(&reading.password);
    #[cfg_attr(not(feature = "second-reader"), allow(unused_mut))]
    let mut report = jiaokan::pipeline::extract_by(&source, reading.profile(patterns)?, patterns)
        .map_err(Failure::Input)?;
    #[cfg(feature = "second-reader")]
    if reading.second_reader && !jiaokan::witness::confirm(&mut report, &source) {
        return Err(Failure::NotPdf(source.name));
    }
    let json = if arguments.compact {
        serde_json::to_vec(&report)
    } else {
        serde_json::to_vec_pretty(&report)
    };
    output::print(&json.map_err(|error| Failure::Output(error.into()))?)?;
    let tally = Tally::of(&report);
    if let Some(words) = messages::batch::doubt(&tally, language) {
        output::say(words);
    }
    arguments.running.judge(&tally)
}

/// Reads a file, or standard input for `-`. Only the last part of the path goes
/// into the source's name: where a file lay is no part of the extraction.
fn read(file: &Path) -> Result<Source, Error> {
    let failed = |source| Error::Read { path: file.to_path_buf(), source };
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
        return Ok(Source::new("-", bytes));
    }
    let name = file.file_name().unwrap_or(file.as_os_str());
    let bytes = std::fs::read(file).map_err(failed)?;
    Ok(Source::new(shown(name), bytes))
}
