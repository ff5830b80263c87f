//! Reports that were extracted before: JSON of one, lines of several, the output folder of
//! `extract`.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use crate::batch::{Error, Input, Inputs, Place, Wanted, open_file, read_named, shown};
use crate::cli::failure::Failure;
use crate::cli::reports::{Kind, MARKER, kind};
use crate::model::{self, Report};

/// Extractions, read when their turn comes.
pub(super) enum Source {
    One { name: String, path: PathBuf },
    Lines { name: String, path: PathBuf },
}

/// Takes the extractions out of what was named; what is left is to be extracted.
pub(super) fn take(wanted: &mut Wanted) -> Result<Vec<Source>, Failure> {
    let mut taken = Vec::new();
    let mut left = Vec::new();
    for path in std::mem::take(&mut wanted.paths) {
        if path.join(MARKER).is_dir() {
            taken.extend(of_output(&path)?);
        } else {
            left.push(path);
        }
    }
    wanted.paths = left;
    Ok(taken)
}

/// What `extract -o` wrote.
fn of_output(path: &Path) -> Result<Vec<Source>, Failure> {
    let lines = path.join("reports.jsonl");
    if lines.is_file() {
        return Ok(vec![Source::Lines { name: name_of(&lines), path: lines }]);
    }
    let paths = vec![path.join("reports")];
    let wanted = Wanted { paths, extractions: true, ..Wanted::default() };
    let files = Inputs::find(&wanted).map_err(Failure::Input)?.files;
    Ok(split(files).0)
}

/// The extractions among files, and what is to be extracted.
pub(super) fn split(files: Vec<Input>) -> (Vec<Source>, Vec<Input>) {
    let (mut sources, mut reports) = (Vec::new(), Vec::new());
    for input in files {
        let path = match &input.place {
            Place::File(path) => path.clone(),
            _ => {
                reports.push(input);
                continue;
            }
        };
        let name = input.source.clone();
        match kind(&path) {
            // A file of a recogniser has the ending too.
            Ok(Kind::Extraction) if is_extraction(&path) => {
                sources.push(Source::One { name, path });
            }
            Ok(Kind::Lines) if is_extraction(&path) => sources.push(Source::Lines { name, path }),
            _ => reports.push(input),
        }
    }
    (sources, reports)
}

/// Whether a file begins as extractions do.
fn is_extraction(path: &Path) -> bool {
    use std::io::Read;
    const HEAD: u64 = 256;
    let mut head = Vec::new();
    let opened = open_file(path, &name_of(path)).ok();
    let read = opened.and_then(|file| file.take(HEAD).read_to_end(&mut head).ok());
    read.is_some() && model::is_extraction(&head)
}

impl Source {
    /// Whether it is a file of one report, as far as its shape tells.
    pub(super) fn is_one(&self) -> bool {
        match self {
            Source::One { .. } => true,
            Source::Lines { path, .. } => {
                let file = open_file(path, &name_of(path));
                let lines = file.map(|file| BufReader::new(file).lines().take(2));
                lines.is_ok_and(|lines| lines.count() < 2)
            }
        }
    }

    /// Hands over each report, or why it is none.
    pub(super) fn each(
        &self,
        taker: &mut impl FnMut(&str, Result<Report, Error>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        match self {
            Source::One { name, path } => {
                let report = read_named(path).and_then(|bytes| Ok(model::read(name, &bytes)?));
                let source = named(&report, name);
                taker(&source, report)
            }
            Source::Lines { name, path } => {
                let file = match open_file(path, name) {
                    Ok(file) => file,
                    Err(error) => return taker(name, Err(error)),
                };
                for (number, line) in (1..).zip(BufReader::new(file).split(b'\n')) {
                    let line = match line {
                        Ok(line) => line,
                        Err(source) => return taker(name, Err(failed(path, source))),
                    };
                    if line.trim_ascii().is_empty() {
                        continue;
                    }
                    let place = format!("{name}:{number}");
                    let report = model::read(&place, &line).map_err(Error::from);
                    let source = named(&report, &place);
                    taker(&source, report)?;
                }
                Ok(())
            }
        }
    }
}

/// A report is called by the file that it was extracted from.
fn named(report: &Result<Report, Error>, otherwise: &str) -> String {
    report.as_ref().map_or_else(|_| otherwise.to_owned(), |report| report.source.name.clone())
}

fn name_of(path: &Path) -> String {
    shown(path.file_name().unwrap_or(path.as_os_str()))
}

fn failed(path: &Path, source: std::io::Error) -> Error {
    Error::Read { path: path.to_path_buf(), source }
}
