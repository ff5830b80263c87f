//! Tables as Parquet: decimals as decimals, nothing rounded.

mod column;

use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use super::TableWriter;
use super::column::{Column, Table};
use super::rows::{ErrorRow, Row, Rows};
use column::Buffer;

/// Writes `indicators.parquet`, `reports.parquet`, `findings.parquet` and
/// `review.parquet`. Names and words do not depend on a language; sentences stand in both.
#[derive(Debug)]
pub struct ParquetTables<W: Write> {
    indicators: ParquetTable<W>,
    reports: ParquetTable<W>,
    findings: ParquetTable<W>,
    review: ParquetTable<W>,
}

impl<W: Write + Send> ParquetTables<W> {
    /// Starts the files of indicators, reports, findings and cells to review.
    ///
    /// # Errors
    /// What a writer could not take.
    pub fn new([indicators, reports, findings, review]: [W; 4]) -> io::Result<Self> {
        Ok(Self {
            indicators: ParquetTable::new(indicators, Table::Indicators)?,
            reports: ParquetTable::new(reports, Table::Reports)?,
            findings: ParquetTable::new(findings, Table::Findings)?,
            review: ParquetTable::new(review, Table::Review)?,
        })
    }
}

impl<W: Write + Send> TableWriter for ParquetTables<W> {
    fn report(&mut self, rows: &Rows) -> io::Result<()> {
        self.indicators.rows(&rows.indicators)?;
        self.reports.rows(&rows.reports)?;
        self.findings.rows(&rows.findings)?;
        self.review.rows(&rows.review)
    }

    fn error(&mut self, _: &ErrorRow) -> io::Result<()> {
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.indicators.finish()?;
        self.reports.finish()?;
        self.findings.finish()?;
        self.review.finish()
    }
}

/// Bytes of a table that are kept until they are written as a row group.
const KEPT: usize = 8 << 20;

struct ParquetTable<W: Write> {
    writer: SerializedFileWriter<W>,
    buffers: Vec<Buffer>,
    bytes: usize,
}

impl<W: Write> fmt::Debug for ParquetTable<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParquetTable").field("bytes", &self.bytes).finish_non_exhaustive()
    }
}

impl<W: Write + Send> ParquetTable<W> {
    fn new(output: W, table: Table) -> io::Result<Self> {
        Self::of(output, table.name(), table.columns())
    }

    fn of(output: W, name: &str, columns: Vec<Column>) -> io::Result<Self> {
        let buffers: Vec<Buffer> = columns.into_iter().map(Buffer::new).collect();
        let fields = buffers.iter().map(Buffer::field);
        let fields = fields.chain([column::not_held_field()]);
        let fields: Result<Vec<_>, _> = fields.map(|field| field.map(Arc::new)).collect();
        let schema = Type::group_type_builder(name)
            .with_fields(fields.map_err(failed)?)
            .build()
            .map_err(failed)?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let writer = SerializedFileWriter::new(output, Arc::new(schema), Arc::new(properties));
        Ok(Self {
            writer: writer.map_err(failed)?,
            buffers: buffers.into_iter().chain([Buffer::not_held()]).collect(),
            bytes: 0,
        })
    }

    fn rows(&mut self, rows: &[Row]) -> io::Result<()> {
        for row in rows {
            self.push(row);
            if self.bytes > KEPT {
                self.flush()?;
            }
        }
        Ok(())
    }

    fn push(&mut self, row: &Row) {
        let Some((not_held, buffers)) = self.buffers.split_last_mut() else {
            return;
        };
        let mut unheld = Vec::new();
        for (index, buffer) in buffers.iter_mut().enumerate() {
            let cell = row.get(index).and_then(Option::as_deref);
            self.bytes += cell.map_or(0, str::len) + size_of::<i16>();
            if let Some(cell) = buffer.push(cell) {
                unheld.push(cell);
            }
        }
        let unheld = (!unheld.is_empty()).then(|| unheld.join(";"));
        not_held.push(unheld.as_deref());
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.bytes == 0 {
            return Ok(());
        }
        self.bytes = 0;
        write_group(&mut self.writer, &mut self.buffers).map_err(failed)
    }

    fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        let mut output = self.writer.into_inner().map_err(failed)?;
        output.flush()
    }
}

/// A whole table in memory.
pub(super) fn parquet(name: &str, columns: &[Column], rows: &[Row]) -> io::Result<Vec<u8>> {
    let mut written = Vec::new();
    let mut table = ParquetTable::of(&mut written, name, columns.to_vec())?;
    table.rows(rows)?;
    table.finish()?;
    Ok(written)
}

fn write_group<W: Write + Send>(
    writer: &mut SerializedFileWriter<W>,
    buffers: &mut [Buffer],
) -> Result<(), ParquetError> {
    let mut group = writer.next_row_group()?;
    for buffer in buffers {
        if let Some(mut column) = group.next_column()? {
            buffer.write(&mut column)?;
            column.close()?;
        }
    }
    group.close()?;
    Ok(())
}

fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(inner) => io::Error::other(inner),
        },
        other => io::Error::other(other),
    }
}
