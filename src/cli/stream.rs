//! `jiaokan stream`: reads documents that another program sends, one after another, in worker
//! processes. The Python package stands on it; so may a program in any language.
//!
//! A document is a line of JSON and its bytes, `{"name": "a.md", "size": 3}\nabc`, or a line that
//! names a file, `{"name": "a.md", "path": "/data/a.md"}`. Each is answered in its turn by a line
//! and the JSON of the report on one line of so many bytes:
//! `{"sha256": "…", "error": null, "size": 5120}\n{…}`. What cannot be read has its line of
//! `errors.jsonl` as `error`, and no bytes. The end of standard input is the end.

use std::io::{self, BufRead, BufWriter, Read, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::batch::{self, Complaint, Content, Document, Long, Outcome};
use crate::model::Detail;

use super::failure::Failure;
use super::reading::ReadingArguments;
use super::running::RunArguments;

/// An answer up to so long is written at once.
const AT_ONCE: usize = 1 << 20;

/// How documents are read.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[arg(long, value_enum, default_value_t, value_name = "DETAIL")]
    detail: Detail,
    #[command(flatten)]
    reading: ReadingArguments,
    #[command(flatten)]
    running: RunArguments,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    name: String,
    size: Option<u64>,
    path: Option<PathBuf>,
}

#[derive(Debug, Serialize)]
struct Answered<'a> {
    sha256: Option<&'a str>,
    error: Option<&'a Complaint>,
    size: usize,
}

/// Answers until standard input ends, or nobody wants the answers.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    // Wrong pattern files are found before any worker meets them.
    arguments.reading.options()?;
    arguments.reading.one_base(false)?;
    let settings = arguments.reading.settings(false)?;
    let settings = batch::Settings { detail: arguments.detail, ..settings };
    let options = arguments.running.options(settings);
    let mut input = io::BufReader::with_capacity(1 << 17, io::stdin());
    let mut output = io::stdout().lock();
    let mut closed = Ok(());
    batch::stream(|| next(&mut input), &options, &mut |outcome| {
        closed = answer(&mut output, &outcome);
        match closed {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    })
    .map_err(Failure::Input)?;
    Ok(closed?)
}

fn next(input: &mut impl BufRead) -> io::Result<Option<Document>> {
    let mut line = Vec::new();
    if input.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let Asked { name, size, path } = serde_json::from_slice(&line)?;
    let content = match (path, size) {
        (Some(path), None) => Content::File(path),
        (None, Some(size)) => {
            let mut bytes = Vec::new();
            input.take(size).read_to_end(&mut bytes)?;
            if bytes.len() as u64 != size {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            Content::Bytes(bytes)
        }
        _ => return Err(io::Error::other("a document has either a path or a size")),
    };
    Ok(Some(Document { name, content }))
}

fn answer(output: &mut impl Write, outcome: &Outcome) -> io::Result<()> {
    let (line, error) = match &outcome.result {
        Ok(answer) => (Some(&answer.line), None),
        Err(complaint) => (None, Some(complaint)),
    };
    let size = line.map_or(0, Long::len);
    let head = Answered { sha256: outcome.sha256.as_deref(), error, size };
    // At once, as far as it goes: whoever waits for it would wake up for each piece.
    let mut output = BufWriter::with_capacity(size.min(AT_ONCE) + 512, output);
    serde_json::to_writer(&mut output, &head)?;
    output.write_all(b"\n")?;
    if let Some(line) = line {
        line.write_to(&mut output)?;
    }
    output.flush()
}
