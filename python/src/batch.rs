//! Batches of documents as Arrow: a row for each, whatever became of it.

use std::sync::Arc;

use arrow_array::builder::{LargeStringBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use jiaokan::Patterns;
use jiaokan::binding::{self, Complaint, Error, Row, Rows, Table};
use jiaokan::model::{self, SCHEMA};
use pyo3::{PyErr, PyResult};

/// Why a batch could not be read at all.
pub(crate) enum Wrong {
    /// A column is missing or of another type.
    Columns(ArrowError),
    /// What Python raised while it was read, as on Ctrl-C.
    Raised(PyErr),
}

impl From<ArrowError> for Wrong {
    fn from(error: ArrowError) -> Self {
        Wrong::Columns(error)
    }
}

impl From<PyErr> for Wrong {
    fn from(error: PyErr) -> Self {
        Wrong::Raised(error)
    }
}

/// Reads each row and gives what became of it.
///
/// # Errors
/// If a column is missing or of another type, or if `answer` fails.
pub(crate) fn read(
    batch: &RecordBatch,
    mut answer: impl FnMut(&str, &[u8]) -> PyResult<Result<Vec<u8>, Complaint>>,
) -> Result<RecordBatch, Wrong> {
    let paths = Column::of(batch, "path")?;
    let contents = Column::of(batch, "content")?;
    let names = batch.column_by_name("name").map(|_| Column::of(batch, "name")).transpose()?;
    let [mut path, mut sha256, mut code, mut said, mut schema, mut version] =
        [(); 6].map(|()| StringBuilder::new());
    let mut json = LargeStringBuilder::new();
    for row in 0..batch.num_rows() {
        let own = paths.text(row)?.unwrap_or_default();
        let named = match &names {
            Some(names) => names.text(row)?,
            None => None,
        };
        let name = named.unwrap_or_else(|| last_part(own));
        let bytes = contents.bytes(row).unwrap_or_default();
        path.append_value(own);
        sha256.append_value(binding::sha256(bytes));
        version.append_value(env!("CARGO_PKG_VERSION"));
        let (report, complaint) = match answer(name, bytes)? {
            Ok(line) => (Some(line), None),
            Err(complaint) => (None, Some(complaint)),
        };
        code.append_option(complaint.as_ref().map(|complaint| &complaint.code));
        said.append_option(complaint.as_ref().map(|complaint| &complaint.message));
        schema.append_option(report.as_ref().map(|_| SCHEMA));
        json.append_option(report.map(|line| String::from_utf8_lossy(&line).into_owned()));
    }
    let columns: [(&str, ArrayRef); 7] = [
        ("path", Arc::new(path.finish())),
        ("sha256", Arc::new(sha256.finish())),
        ("error_code", Arc::new(code.finish())),
        ("error", Arc::new(said.finish())),
        ("schema", Arc::new(schema.finish())),
        ("version", Arc::new(version.finish())),
        ("json", Arc::new(json.finish())),
    ];
    let field = |(name, column): &(&str, ArrayRef)| {
        let nullable = !["path", "version"].contains(name);
        Field::new(*name, column.data_type().clone(), nullable)
    };
    let schema = Schema::new(columns.iter().map(field).collect::<Vec<_>>());
    let columns = columns.into_iter().map(|(_, column)| column).collect();
    Ok(RecordBatch::try_new(Arc::new(schema), columns)?)
}

/// The last part of a path or an address: where a file lay is no part of the extraction.
fn last_part(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// A column of texts or bytes, in any of the ways in which Arrow keeps them.
struct Column<'b> {
    name: &'b str,
    array: &'b ArrayRef,
}

impl<'b> Column<'b> {
    fn of(batch: &'b RecordBatch, name: &'b str) -> Result<Self, ArrowError> {
        use DataType::{Binary, BinaryView, LargeBinary, LargeUtf8, Null, Utf8, Utf8View};

        let wrong = |found: &str| {
            ArrowError::SchemaError(format!(
                "expected a column {name} of strings or binaries, but found {found}; name and cast the columns"
            ))
        };
        let array = batch.column_by_name(name).ok_or_else(|| wrong("none"))?;
        match array.data_type() {
            Utf8 | LargeUtf8 | Utf8View | Binary | LargeBinary | BinaryView | Null => {
                Ok(Self { name, array })
            }
            other => Err(wrong(&other.to_string())),
        }
    }

    fn bytes(&self, row: usize) -> Option<&'b [u8]> {
        if self.array.is_null(row) {
            return None;
        }
        match self.array.data_type() {
            DataType::Utf8 => Some(self.array.as_string::<i32>().value(row).as_bytes()),
            DataType::LargeUtf8 => Some(self.array.as_string::<i64>().value(row).as_bytes()),
            DataType::Utf8View => Some(self.array.as_string_view().value(row).as_bytes()),
            DataType::Binary => Some(self.array.as_binary::<i32>().value(row)),
            DataType::LargeBinary => Some(self.array.as_binary::<i64>().value(row)),
            DataType::BinaryView => Some(self.array.as_binary_view().value(row)),
            _ => None,
        }
    }

    fn text(&self, row: usize) -> Result<Option<&'b str>, ArrowError> {
        let text = self.bytes(row).map(std::str::from_utf8).transpose();
        text.map_err(|_| {
            let name = self.name;
            ArrowError::SchemaError(format!(
                "expected UTF-8 in the column {name}, but found other bytes in row {row}; decode it first"
            ))
        })
    }
}

/// A table of reports (pairs of source and JSON) as Parquet.
///
/// # Errors
/// The name and what is wrong: no such table, or no report.
pub(crate) fn table(
    of: &str,
    reports: &[(String, String)],
    patterns: &Patterns,
) -> Result<Vec<u8>, (String, Complaint)> {
    let table = Table::ALL.into_iter().find(|table| table.name() == of);
    let pick: fn(Rows) -> Vec<Row> = match table {
        Some(Table::Indicators) => |rows| rows.indicators,
        Some(Table::Reports) => |rows| rows.reports,
        Some(Table::Findings) => |rows| rows.findings,
        Some(Table::Review) => |rows| rows.review,
        _ => |_| Vec::new(),
    };
    let mut all = Vec::new();
    for (source, json) in reports {
        let report = model::read(source, json.as_bytes());
        let report =
            report.map_err(|error| (source.clone(), Complaint::from(&Error::from(error))))?;
        let mut rows = binding::rows(&report, source, report.detail, patterns);
        // There are no pages to lead to.
        rows.set_pages(None);
        all.extend(pick(rows));
    }
    let written = binding::parquet_of(table.unwrap_or(Table::Errors), &all);
    written.map_err(|source| {
        let error = Error::Write { path: of.into(), source };
        (of.to_owned(), Complaint::from(&error))
    })
}
