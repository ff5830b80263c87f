//! Finds the reports of one side and lists them.
//!
//! Only the heads stay in memory. What is no extraction yet is extracted first, into a
//! file of lines that vanishes with the program.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::batch::Error;
use crate::batch::{self, Ended, Input, Inputs, KeepNothing, Options, Wanted, shown};
use crate::diff::{Listed, SideName};
use crate::model;
use crate::render::diff::Unread;
use crate::words::Words;

use super::{Loading, Place, ReportSet, words};
use crate::cli::failure::Failure;
use crate::cli::progress::Progress;

/// The folder by which an output folder of `extract` is known.
pub(in crate::cli) const MARKER: &str = ".jiaokan";

/// Finds the reports of a side.
pub(in crate::cli) fn load(
    path: &Path,
    side: SideName,
    setting: &Loading<'_>,
) -> Result<ReportSet, Failure> {
    let mut loader = Loader { setting, side, found: BTreeMap::new(), unread: BTreeMap::new() };
    let is_single = loader.load(path)?;
    let (listed, places) = loader.found.into_values().flatten().unzip();
    Ok(ReportSet { listed, places, unread: loader.unread.into_values().collect(), is_single })
}

/// A side that is being listed.
struct Loader<'s> {
    setting: &'s Loading<'s>,
    side: SideName,
    /// By the order of the inputs.
    found: BTreeMap<usize, Vec<(Listed, Place)>>,
    unread: BTreeMap<(usize, usize), Unread>,
}

impl Loader<'_> {
    /// Whether one report was given.
    fn load(&mut self, path: &Path) -> Result<bool, Failure> {
        if path == Path::new("-") {
            self.standard_input()?;
            return Ok(true);
        }
        if !path.is_dir() {
            return self.one_file(path);
        }
        let lines = path.join("reports.jsonl");
        if path.join(MARKER).is_dir() && lines.is_file() {
            self.lines(0, &lines).map_err(Failure::Input)?;
        } else if path.join(MARKER).is_dir() {
            self.folder(&path.join("reports"))?;
        } else {
            self.folder(path)?;
        }
        Ok(false)
    }

    fn one_file(&mut self, path: &Path) -> Result<bool, Failure> {
        match kind(path).map_err(Failure::Input)? {
            Kind::Lines => {
                let count = self.lines(0, path).map_err(Failure::Input)?;
                return Ok(count < 2);
            }
            Kind::Extraction => self.extraction(0, path).map_err(Failure::Input)?,
            Kind::Report => {
                let inputs = find(path)?;
                let settings = self.setting.arguments.settings(false)?;
                self.extract(&inputs.files, self.setting.running.for_one(settings))?;
            }
        }
        Ok(true)
    }

    fn standard_input(&mut self) -> Result<(), Failure> {
        let running = self.setting.running;
        let read = batch::read_one(Path::new("-"), running.max_size());
        let (name, mut bytes) = read.map_err(Failure::Input)?;
        if !model::is_extraction(&bytes) {
            let options = running.for_one(self.setting.arguments.settings(false)?);
            let read = batch::read_alone(&name, bytes, &options).map_err(Failure::Input)?;
            let answer = read.result.map_err(Failure::Told)?;
            bytes = answer.line.into_bytes().map_err(Failure::Output)?;
        }
        let listed = Listed::read("-", &bytes, None, &self.setting.reading.patterns)?;
        self.found.insert(0, vec![(listed, Place::Memory(bytes.into()))]);
        Ok(())
    }

    /// A folder of reports and extractions.
    fn folder(&mut self, path: &Path) -> Result<(), Failure> {
        let inputs = find(path)?;
        let mut reports = Vec::new();
        for input in inputs.files {
            let batch::Place::File(file) = &input.place else {
                reports.push(input);
                continue;
            };
            let read = match kind(file) {
                Ok(Kind::Lines) => self.lines(input.index, file).map(|_| ()),
                Ok(Kind::Extraction) => self.extraction(input.index, file),
                // What cannot be opened is told by the reader.
                Ok(Kind::Report) | Err(_) => {
                    reports.push(input);
                    continue;
                }
            };
            if let Err(error) = read {
                self.not_read((input.index, 0), &input.source, error.code(), words(&error));
            }
        }
        let settings = self.setting.arguments.settings(false)?;
        self.extract(&reports, self.setting.running.options(settings))
    }

    fn extraction(&mut self, index: usize, path: &Path) -> Result<(), Error> {
        let bytes = batch::read_named(path)?;
        let name = name_of(path);
        // Whole, so that a broken one is told now and not when it is compared.
        model::read(&name, &bytes)?;
        let listed = Listed::read(&name, &bytes, None, &self.setting.reading.patterns)?;
        self.found.entry(index).or_default().push((listed, Place::File(path.to_path_buf())));
        Ok(())
    }

    /// Extractions, a line each; gives their number.
    fn lines(&mut self, index: usize, path: &Path) -> Result<usize, Error> {
        let open = || batch::open_file(path, &shown(path.as_os_str()));
        let shared = Arc::new(Mutex::new(open()?));
        let mut reader = BufReader::new(open()?);
        let (mut from, mut number, mut line) = (0, 0, Vec::new());
        let mut count = 0;
        loop {
            line.clear();
            let length =
                reader.read_until(b'\n', &mut line).map_err(|source| failed(path, source))?;
            if length == 0 {
                return Ok(count);
            }
            number += 1;
            let place = Place::Part { file: Arc::clone(&shared), from, length };
            from += length as u64;
            if line.trim_ascii().is_empty() {
                continue;
            }
            count += 1;
            let name = format!("{}:{number}", name_of(path));
            match Listed::read(&name, &line, None, &self.setting.reading.patterns) {
                Ok(listed) => self.found.entry(index).or_default().push((listed, place)),
                Err(error) => {
                    let error = Error::from(error);
                    self.not_read((index, number), &name, error.code(), words(&error));
                }
            }
        }
    }

    /// Extracts reports into a file of lines.
    fn extract(&mut self, inputs: &[Input], options: Options) -> Result<(), Failure> {
        if inputs.is_empty() {
            return Ok(());
        }
        let running = self.setting.running;
        let language = self.setting.language;
        let mut progress = Progress::new(running.progress, true, inputs.len(), language);
        let spool = Arc::new(Mutex::new(tempfile::tempfile().map_err(Failure::Output)?));
        let (mut from, mut stopped) = (0, Ok(()));
        let ended = batch::run(
            inputs,
            &options,
            &KeepNothing,
            &self.setting.interrupt,
            &mut |input, outcome| {
                progress.step(&outcome);
                let answer = match outcome.result {
                    Ok(answer) => answer,
                    Err(complaint) => {
                        let message = Words { en: complaint.message, zh: complaint.message_zh };
                        self.not_read((input.index, 0), &input.source, &complaint.code, message);
                        return ControlFlow::Continue(());
                    }
                };
                let kept = answer.line.bytes().map_err(Failure::Output);
                match kept.and_then(|line| self.kept(&spool, from, &line, input)) {
                    Ok(()) => from += answer.line.len() as u64,
                    Err(failure) => stopped = Err(failure),
                }
                match stopped {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                }
            },
        );
        progress.end();
        stopped?;
        match ended.map_err(Failure::Input)? {
            Ended::Interrupted => Err(Failure::Interrupted),
            _ => Ok(()),
        }
    }

    fn kept(
        &mut self,
        spool: &Arc<Mutex<File>>,
        from: u64,
        line: &[u8],
        input: &Input,
    ) -> Result<(), Failure> {
        let listed = Listed::read(&input.source, line, None, &self.setting.reading.patterns)?;
        let mut file =
            spool.lock().map_err(|_| Failure::Output(io::Error::other("a writer failed")))?;
        file.write_all(line).map_err(Failure::Output)?;
        let place = Place::Part { file: Arc::clone(spool), from, length: line.len() };
        self.found.insert(input.index, vec![(listed, place)]);
        Ok(())
    }

    fn not_read(&mut self, index: (usize, usize), source: &str, code: &str, message: Words) {
        let unread =
            Unread { side: self.side, source: source.to_owned(), code: code.to_owned(), message };
        self.unread.insert(index, unread);
    }
}

/// What a file is, by its content.
pub(in crate::cli) enum Kind {
    Extraction,
    Lines,
    Report,
}

pub(in crate::cli) fn kind(path: &Path) -> Result<Kind, Error> {
    /// The first keys of an extraction stand in so many bytes.
    const HEAD: u64 = 4096;
    // Opening a pipe could wait for ever; whoever reads it says that it is no file.
    if path.metadata().is_ok_and(|data| !data.is_file()) {
        return Ok(Kind::Report);
    }
    let file = File::open(path).map_err(|source| failed(path, source))?;
    let mut reader = BufReader::new(file);
    let mut head = Vec::new();
    let read = reader.by_ref().take(HEAD).read_to_end(&mut head);
    read.map_err(|source| failed(path, source))?;
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    let ending = ending.as_deref().and_then(|ending| ending.to_str());
    Ok(match (model::is_extraction(&head), ending) {
        // Whoever names a file so means an extraction, and wants to be told that it is
        // none.
        (false, Some("json")) => Kind::Extraction,
        (false, Some("jsonl")) => Kind::Lines,
        (false, _) => Kind::Report,
        // An extraction on one line closes before that line ends; indented, the first
        // line is the bracket alone.
        (true, _) => match head
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(&head)
            .trim_ascii_start()
            .split(|byte| *byte == b'\n')
            .next()
        {
            Some(line) if line.trim_ascii().len() > 1 => Kind::Lines,
            _ => Kind::Extraction,
        },
    })
}

fn find(path: &Path) -> Result<Inputs, Failure> {
    let paths = vec![path.to_path_buf()];
    let wanted = Wanted { paths, extractions: true, ..Wanted::default() };
    Inputs::find(&wanted).map_err(Failure::Input)
}

fn failed(path: &Path, source: io::Error) -> Error {
    Error::Read { path: path.to_path_buf(), source }
}

/// The name of a path for people.
fn name_of(path: &Path) -> String {
    shown(path.file_name().unwrap_or(path.as_os_str()))
}
