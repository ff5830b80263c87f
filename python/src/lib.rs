//! The module `jiaokan._jiaokan` of the Python package: what is worked out in this process. Files,
//! types and worker processes are the Python side's.

mod batch;
mod reader;

use std::fmt::Display;

use jiaokan::binding::{Complaint, Error};
use pyo3::prelude::*;
use serde::Serialize;

#[pymodule]
mod _jiaokan {
    use super::{PyResult, Python, failed, text};
    use std::path::PathBuf;

    use pyo3::pyfunction;

    #[pymodule_export]
    use super::reader::Reader;

    /// The version of the program, as reports carry it.
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");

    /// The name of the shape of a report.
    #[pymodule_export]
    const SCHEMA: &str = jiaokan::model::SCHEMA;

    /// Names the program that came with the package: what may end its process is had read by it.
    #[pyfunction]
    fn set_program(path: PathBuf) {
        jiaokan::binding::set_program(path);
    }

    /// The JSON Schema of a report, a comparison, an apparatus or decisions.
    #[pyfunction]
    fn schema(py: Python<'_>, of: &str) -> PyResult<String> {
        let schema = match of {
            "report" => jiaokan::model::schema(),
            "diff" => jiaokan::comparison::schema(),
            "collation" => jiaokan::collation::schema(),
            "decisions" => jiaokan::decisions::schema(),
            _ => {
                let said = format!(
                    "expected report, diff, collation or decisions, but found {of}; name one of these"
                );
                return Err(failed(py, "E_USAGE", &said, of));
            }
        };
        Ok(text(&schema))
    }
}

/// Something of ours as JSON.
fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("what the core gives is always JSON")
}

/// The exception of the Python side.
fn failed(py: Python<'_>, code: &str, said: &dyn Display, name: &str) -> PyErr {
    raised(py, code, &said.to_string(), &said.to_string(), name, None)
}

fn complaint(py: Python<'_>, complaint: &Complaint, name: &str) -> PyErr {
    let Complaint { code, message, message_zh, page } = complaint;
    raised(py, code, message, message_zh, name, *page)
}

fn error(py: Python<'_>, error: impl Into<Error>, name: &str) -> PyErr {
    complaint(py, &Complaint::from(&error.into()), name)
}

fn raised(
    py: Python<'_>,
    code: &str,
    message: &str,
    message_zh: &str,
    name: &str,
    page: Option<u32>,
) -> PyErr {
    let made = py
        .import("jiaokan._errors")
        .and_then(|module| module.getattr("Error"))
        .and_then(|kind| kind.call1((code, message, message_zh, name, page)));
    made.map_or_else(|error| error, PyErr::from_value)
}
