//! Reports as tables: CSV, workbook and Parquet, read back.

mod csv;
mod documents;
mod judged;
#[cfg(feature = "parquet")]
mod parquet;
mod rows;
mod xlsx;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use jiaokan::internals::render::{self, ErrorRow, Rows, Table};
use jiaokan::internals::words::Words;
use jiaokan::model::{Detail, Finding, Outcome, Severity};
use jiaokan::{Patterns, Report};

use crate::support::extract;

/// A report whose cells are what spreadsheets fall over.
const AWKWARD: &str = "render/awkward-cells.md";

fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path)
}

fn report(path: &str) -> Report {
    let source = fixture(path);
    let name = source.file_name().unwrap().to_string_lossy().into_owned();
    extract(&name, std::fs::read(&source).unwrap())
}

/// The rows of a fixture with an outcome of each kind, whatever checks there are.
fn rows_of(path: &str) -> Rows {
    let mut report = report(path);
    let severities = [Severity::High, Severity::Medium, Severity::Low, Severity::Info];
    let found = severities.map(|severity| (Outcome::Finding, severity));
    let others = [(Outcome::Pass, Severity::Info), (Outcome::NotEvaluable, Severity::Medium)];
    let outcomes = found.into_iter().chain(others);
    report.findings = outcomes
        .map(|(outcome, severity)| {
            let (en, zh) = ("=the sum is 99".to_owned(), "合计为 99".to_owned());
            Finding {
                at: vec![report.indicators[0].at],
                ..Finding::new("sum_differs", outcome, severity, Words { en, zh })
            }
        })
        .collect();
    render::rows(&report, path, Detail::Full, Patterns::builtin())
}

fn error(source: &str) -> ErrorRow {
    let words = Words {
        en: "expected text, but found none".to_owned(),
        zh: "没有任何文字".to_owned(),
    };
    ErrorRow::new(source, "E_EMPTY", words)
}

fn column(table: Table, name: &str) -> usize {
    let columns = table.columns();
    let found = columns.iter().position(|column| column.name == name);
    found.unwrap_or_else(|| panic!("no column {name}"))
}

/// An output that can be read after its writer is gone.
#[derive(Debug, Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An output of a disk with so many bytes left.
#[derive(Debug)]
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.checked_sub(bytes.len()) {
            Some(left) => self.0 = left,
            None => return Err(io::ErrorKind::StorageFull.into()),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
