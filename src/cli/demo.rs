//! `jiaokan demo DIR`

use std::fs;
use std::path::{Path, PathBuf};

use crate::batch::Error;
use clap::Parser;

use super::failure::Failure;
use super::language::Languages;
use super::{extract, messages, output};

/// Where to try the program out.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A new or empty folder（新建的或空的目录）
    dir: PathBuf,
}

/// The bundled reports, all invented, in the order of [`messages::demo::NAMES`].
const REPORTS: [&[u8]; messages::demo::NAMES.len()] = [
    include_bytes!("../../fixtures/demo/2023/water-pipes.md"),
    include_bytes!("../../fixtures/demo/2023/culture-html-table.md"),
    include_bytes!("../../fixtures/demo/2023/civil-affairs-gb18030.txt"),
    include_bytes!("../../fixtures/demo/2023/archives-utf16.txt"),
    include_bytes!("../../fixtures/demo/2024/water-tabs-over-page.md"),
    include_bytes!("../../fixtures/demo/2024/culture-garbled-scan.md"),
    include_bytes!("../../fixtures/demo/2024/civil-affairs-spans.html"),
    include_bytes!("../../fixtures/demo/2024/archives.pdf"),
];

/// Unpacks the reports, extracts them, and says what to look at.
pub(crate) fn run(arguments: &Arguments, languages: Languages) -> Result<(), Failure> {
    let dir = &arguments.dir;
    if !is_free(dir)? {
        return Err(Failure::NotEmpty(dir.clone()));
    }
    let (reports, results) = (dir.join("reports"), dir.join("output"));
    for (name, bytes) in messages::demo::NAMES.iter().zip(REPORTS) {
        let path = reports.join(name);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all);
        let written = written.and_then(|()| fs::write(&path, bytes));
        written.map_err(|source| Failure::Input(Error::Write { path, source }))?;
    }
    // Who reads the words below reads the headings too.
    let language = languages.messages;
    extract::run(&extraction(&reports, &results), Languages::new(Some(language), language))?;
    output::note(&messages::demo::what_next(&reports, &results, language));
    Ok(())
}

/// Whether nothing is there that could be mixed up with what is written.
fn is_free(dir: &Path) -> Result<bool, Failure> {
    match fs::read_dir(dir) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => Ok(false),
        Err(source) => Err(Failure::Input(Error::Read { path: dir.to_path_buf(), source })),
    }
}

/// `jiaokan extract REPORTS -o RESULTS`, as a person would type it.
fn extraction(reports: &Path, results: &Path) -> extract::Arguments {
    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        arguments: extract::Arguments,
    }
    let words = ["extract".as_ref(), "-o".as_ref(), results.as_os_str(), "--".as_ref()];
    Line::parse_from(words.into_iter().chain([reports.as_os_str()])).arguments
}
