//! A reader: how reports are read, and what reads them.

use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::thread::available_parallelism;
use std::time::Duration;

use arrow_array::RecordBatch;
use arrow_pyarrow::PyArrowType;
use jiaokan::binding::{self, Complaint, LIMIT, Settings, WitnessFile, Work};
use jiaokan::model::{self, Detail, Report, WitnessKind};
use jiaokan::{Options, Witness};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use serde::de::DeserializeOwned;

use crate::batch::{self, Wrong};
use crate::{complaint, error, failed, text};

/// How reports are read: patterns, profile, witnesses, decisions. Reports are JSON here.
#[pyclass(frozen)]
#[derive(Debug)]
pub(crate) struct Reader {
    work: Arc<Work>,
}

/// How soon Ctrl-C is seen by who waits for a report.
const LOOK: Duration = Duration::from_millis(50);

/// A document that bears witness: its path, and what it is to the report.
type WitnessOf = (PathBuf, Option<String>);

#[pymethods]
impl Reader {
    #[new]
    #[pyo3(signature = (*, patterns, profile, password, second_reader, witnesses, decisions, detail, ocr))]
    #[allow(clippy::too_many_arguments, reason = "they are named in Python")]
    fn new(
        py: Python<'_>,
        patterns: Option<PathBuf>,
        profile: Option<String>,
        password: Option<String>,
        second_reader: bool,
        witnesses: Vec<WitnessOf>,
        decisions: Option<PathBuf>,
        detail: &str,
        ocr: &str,
    ) -> PyResult<Self> {
        binding::silence_contained_panics();
        let mut files = Vec::new();
        for (path, kind) in witnesses {
            let kind = kind.map(|kind| named(py, "kind", &kind)).transpose()?;
            files.push(WitnessFile { base: None, path, kind });
        }
        let settings = Settings {
            patterns,
            profile,
            password,
            second_reader,
            witnesses: files,
            decisions,
            detail: named(py, "detail", detail)?,
            ocr: named(py, "ocr", ocr)?,
            ..Settings::default()
        };
        let threads = available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        let work = py.detach(|| Work::new(&settings, threads));
        let work = work.map_err(|wrong| error(py, wrong, ""))?;
        let options = work.options();
        if let Some(name) = &options.profile
            && options.patterns.profiles().find(name).is_none()
        {
            let known: Vec<&str> = options.patterns.profiles().names().collect();
            let known = known.join(", ");
            let said = format!(
                "expected one of the profiles {known}, but found {name}; name one of these"
            );
            return Err(failed(py, "E_USAGE", &said, name));
        }
        Ok(Self { work: Arc::new(work) })
    }

    /// The JSON of the report of a file.
    fn read_file(&self, py: Python<'_>, path: PathBuf, name: Option<String>) -> PyResult<String> {
        let read = py.detach(|| binding::read_one(&path, LIMIT));
        let (own, bytes) = read.map_err(|wrong| error(py, wrong, &path.to_string_lossy()))?;
        self.json(py, name.unwrap_or(own), bytes)
    }

    /// The JSON of the report of bytes.
    fn read(&self, py: Python<'_>, name: String, content: PyBackedBytes) -> PyResult<String> {
        self.json(py, name, content)
    }

    /// `path, content` to `path, sha256, error_code, error, schema, version, json`.
    fn read_batch(
        &self,
        py: Python<'_>,
        batch: PyArrowType<RecordBatch>,
    ) -> PyResult<PyArrowType<RecordBatch>> {
        let read =
            batch::read(&batch.0, |name, bytes| self.answer(py, name.to_owned(), bytes.to_vec()));
        read.map(PyArrowType).map_err(|wrong| match wrong {
            Wrong::Raised(error) => error,
            Wrong::Columns(error) => failed(py, "E_USAGE", &error, "batch"),
        })
    }

    /// A table of reports, given as pairs of source and JSON, as Parquet.
    fn table(&self, py: Python<'_>, of: &str, reports: Vec<(String, String)>) -> PyResult<Vec<u8>> {
        let patterns = &self.work.options().patterns;
        let written = py.detach(|| batch::table(of, &reports, patterns));
        written.map_err(|(name, wrong)| complaint(py, &wrong, &name))
    }

    /// The findings on a report, as JSON.
    fn check(&self, py: Python<'_>, report: &str) -> PyResult<String> {
        self.with(py, [report], |[report], options| text(&jiaokan::check(&report, options)))
    }

    /// The comparison of two reports, as JSON.
    fn diff(&self, py: Python<'_>, old: &str, new: &str) -> PyResult<String> {
        self.with(py, [old, new], |[old, new], options| text(&jiaokan::diff(&old, &new, options)))
    }

    /// The apparatus of a report and its witnesses, and the report with what they restore.
    fn collate(
        &self,
        py: Python<'_>,
        base: &str,
        witnesses: Vec<(String, Option<String>)>,
    ) -> PyResult<(String, String)> {
        let mut read = Vec::new();
        for (report, kind) in &witnesses {
            let kind: Option<WitnessKind> =
                kind.as_ref().map(|kind| named(py, "kind", kind)).transpose()?;
            read.push((report_of(py, report)?, kind));
        }
        self.with(py, [base], |[base], options| {
            let witnesses = read.iter().map(|(report, kind)| Witness { report, kind: *kind });
            let witnesses: Vec<Witness<'_>> = witnesses.collect();
            let collation = jiaokan::collate(&base, &witnesses, options);
            (text(&collation.apparatus), text(&collation.report))
        })
    }
}

impl Reader {
    fn json(
        &self,
        py: Python<'_>,
        name: String,
        bytes: impl AsRef<[u8]> + Send + 'static,
    ) -> PyResult<String> {
        let answer = self.answer(py, name.clone(), bytes)?;
        let line = answer.map_err(|wrong| complaint(py, &wrong, &name))?;
        Ok(String::from_utf8(line).expect("JSON is always UTF-8"))
    }

    /// Has bytes read in another thread, without the lock of the interpreter, and looks for
    /// signals while it waits.
    fn answer(
        &self,
        py: Python<'_>,
        name: String,
        bytes: impl AsRef<[u8]> + Send + 'static,
    ) -> PyResult<Result<Vec<u8>, Complaint>> {
        let mut answer = binding::begin_here(Arc::clone(&self.work), name, bytes)?;
        loop {
            // A receiver belongs to one thread at a time, and detaching counts as another.
            let (back, received) = py.detach(move || {
                let received = answer.recv_timeout(LOOK);
                (answer, received)
            });
            answer = back;
            match received {
                Ok(Ok(answer)) => return Ok(Ok(answer.line.into_bytes()?)),
                Ok(Err(wrong)) => return Ok(Err(wrong)),
                Err(RecvTimeoutError::Timeout) => py.check_signals()?,
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(failed(py, "E_WORKER_CRASHED", &"the reading thread ended", ""));
                }
            }
        }
    }

    /// What comes of reports, worked out while others may go on.
    fn with<const N: usize, T: Send>(
        &self,
        py: Python<'_>,
        reports: [&str; N],
        what: impl FnOnce([Report; N], &Options) -> T + Send,
    ) -> PyResult<T> {
        let read = reports.iter().map(|report| report_of(py, report));
        let read: Vec<Report> = read.collect::<PyResult<_>>()?;
        let reports: [Report; N] = read.try_into().expect("as many as were given");
        Ok(py.detach(|| what(reports, self.work.options())))
    }
}

fn report_of(py: Python<'_>, json: &str) -> PyResult<Report> {
    let report = model::read("the report", json.as_bytes());
    let report = report.map_err(|wrong| error(py, wrong, "the report"))?;
    match report.detail {
        Detail::Full => Ok(report),
        Detail::Lean => {
            let said =
                "expected a report in full, but found a lean one; extract it with detail=\"full\"";
            Err(failed(py, "E_EXTRACTION", &said, &report.source.name))
        }
    }
}

/// A word for one of a few things, as the JSON spells it.
fn named<T: DeserializeOwned>(py: Python<'_>, what: &str, word: &str) -> PyResult<T> {
    serde_json::from_value(serde_json::Value::from(word)).map_err(|wrong| {
        failed(
            py,
            "E_USAGE",
            &format!("expected another {what}: {wrong}; see the documentation"),
            word,
        )
    })
}
