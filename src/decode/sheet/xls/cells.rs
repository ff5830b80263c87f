//! The records of a sheet: its cells, its merged ranges and what it hides.

use encoding_rs::Encoding;

use super::Version;
use super::globals::{BOF, EOF, decoded};
use super::records::{CONTINUE, Chunks, Record, f64_at, records, rk, u16_at, u32_at};
use crate::decode::package::PackageError;
use crate::decode::sheet::book::{
    Area, Book, Cells, MOST_COLUMNS, Sheet, Stored, Style, Value, error_word, truth_word,
};

/// What the sheets of a workbook share.
pub(super) struct Shared<'s> {
    pub(super) version: Version,
    pub(super) encoding: &'static Encoding,
    pub(super) strings: &'s [String],
    pub(super) styles: &'s [Style],
}

/// Formulas whose stored value may be none: programs that do not calculate leave zero or an
/// empty text. They are, if no formula of the workbook has another value.
#[derive(Debug, Default)]
pub(super) struct Formulas {
    /// One of them has a value of its own.
    calculated: bool,
    /// Sheet, row and column of those that are zero or empty.
    open: Vec<(usize, (u32, u32), Style)>,
    /// The sheet now read.
    sheet: usize,
}

impl Formulas {
    /// Says which formulas have no value.
    pub(super) fn resolve(self, book: &mut Book) {
        if self.calculated {
            return;
        }
        for (sheet, place, style) in self.open {
            if let Some(sheet) = book.sheets.get_mut(sheet) {
                sheet.cells.insert(place, Stored { value: Value::Uncalculated, style });
            }
        }
    }
}

/// Reads a sheet from where its records start.
pub(super) fn read(
    stream: &[u8],
    from: usize,
    shared: &Shared<'_>,
    sheet: &mut Sheet,
    cells: &mut Cells,
    formulas: &mut Formulas,
) -> Result<(), PackageError> {
    let mut reader = Reader { shared, sheet, cells, formulas, awaited: None };
    // Charts stand within a sheet as streams of their own.
    let mut depth = 0;
    for record in records(stream, from) {
        reader.cells.visit()?;
        match record.kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            _ if depth == 1 => reader.record(stream, record)?,
            // What is listed as a sheet does not start as one.
            _ if depth == 0 => break,
            _ => {}
        }
    }
    reader.formulas.sheet += 1;
    Ok(())
}

struct Reader<'r> {
    shared: &'r Shared<'r>,
    sheet: &'r mut Sheet,
    cells: &'r mut Cells,
    formulas: &'r mut Formulas,
    /// The formula whose text stands in a record behind it.
    awaited: Option<((u32, u32), Style)>,
}

impl Reader<'_> {
    fn record(&mut self, stream: &[u8], record: Record<'_>) -> Result<(), PackageError> {
        let bytes = record.bytes;
        match record.kind {
            // NUMBER
            0x0203 => {
                if let (Some((place, style)), Some(value)) = (self.head(bytes), f64_at(bytes, 6)) {
                    self.number(place, style, value)?;
                }
            }
            // RK
            0x027E | 0x007E => {
                if let (Some((place, style)), Some(bits)) = (self.head(bytes), u32_at(bytes, 6)) {
                    self.number(place, style, rk(bits))?;
                }
            }
            // MULRK
            0x00BD => self.numbers(bytes)?,
            // LABELSST
            0x00FD => {
                if let (Some((place, style)), Some(index)) = (self.head(bytes), u32_at(bytes, 6)) {
                    let text = self.shared.strings.get(index as usize).cloned();
                    self.text(place, style, text)?;
                }
            }
            // LABEL, RSTRING
            0x0204 | 0x00D6 => {
                if let Some((place, style)) = self.head(bytes) {
                    let text = self.label(stream, record, 6);
                    self.text(place, style, text)?;
                }
            }
            // BOOLERR
            0x0205 => {
                if let (Some((place, style)), Some(&[value, is_error])) =
                    (self.head(bytes), bytes.get(6..8).and_then(|b| b.first_chunk::<2>()))
                {
                    let word = word(value, is_error != 0);
                    self.add(place, style, word)?;
                }
            }
            // FORMULA
            0x0006 | 0x0206 | 0x0406 => self.formula(bytes)?,
            // STRING
            0x0207 => {
                if let Some((place, style)) = self.awaited.take() {
                    let text = self.label(stream, record, 0);
                    self.text(place, style, text)?;
                }
            }
            // ROW
            0x0208 => {
                let flags = bytes.get(12).copied().unwrap_or_default();
                // Its own height, and that is none.
                let no_height = flags & 0x40 != 0 && u16_at(bytes, 6) == Some(0);
                if let (true, Some(row)) = (flags & 0x20 != 0 || no_height, u16_at(bytes, 0)) {
                    self.sheet.hidden_rows.push((u32::from(row), u32::from(row)));
                }
            }
            // COLINFO
            0x007D => {
                let hidden = bytes.get(8).is_some_and(|flags| flags & 1 != 0);
                let no_width = u16_at(bytes, 4) == Some(0);
                if let (true, Some(first), Some(last)) =
                    (hidden || no_width, u16_at(bytes, 0), u16_at(bytes, 2))
                {
                    let last = u32::from(last).min(MOST_COLUMNS - 1);
                    self.sheet.hidden_columns.push((u32::from(first), last));
                }
            }
            // MERGEDCELLS
            0x00E5 => {
                let count = usize::from(u16_at(bytes, 0).unwrap_or_default());
                for at in (0..count).map(|index| 2 + index * 8) {
                    let side = |n: usize| u16_at(bytes, at + n * 2).map(u32::from);
                    let (Some(top), Some(bottom), Some(left), Some(right)) =
                        (side(0), side(1), side(2), side(3))
                    else {
                        break;
                    };
                    self.sheet.merge(Area { top, bottom, left, right })?;
                }
            }
            // WINDOW2
            0x023E => {
                let shows = u16_at(bytes, 0).is_none_or(|flags| flags & 0x10 != 0);
                self.sheet.hides_zeros |= !shows;
            }
            _ => {}
        }
        Ok(())
    }

    /// Row, column and style of a cell.
    fn head(&self, bytes: &[u8]) -> Option<((u32, u32), Style)> {
        let (row, column) = (u16_at(bytes, 0)?, u16_at(bytes, 2)?);
        Some(((u32::from(row), u32::from(column)), self.style(u16_at(bytes, 4)?)))
    }

    fn style(&self, number: u16) -> Style {
        self.shared.styles.get(usize::from(number)).copied().unwrap_or(Style::UNKNOWN)
    }

    fn numbers(&mut self, bytes: &[u8]) -> Result<(), PackageError> {
        let (Some(row), Some(first)) = (u16_at(bytes, 0), u16_at(bytes, 2)) else {
            return Ok(());
        };
        let cells = bytes.get(4..bytes.len().saturating_sub(2)).unwrap_or_default();
        for (index, cell) in cells.chunks_exact(6).enumerate() {
            if let (Some(number), Some(bits)) = (u16_at(cell, 0), u32_at(cell, 2)) {
                let place = (u32::from(row), u32::from(first) + index as u32);
                let style = self.style(number);
                self.number(place, style, rk(bits))?;
            }
        }
        Ok(())
    }

    /// A text with its length before it.
    fn label(&self, stream: &[u8], record: Record<'_>, from: usize) -> Option<String> {
        let count = usize::from(u16_at(record.bytes, from)?);
        match self.shared.version {
            Version::Biff5 => {
                let bytes = record.bytes.get(from + 2..)?;
                Some(decoded(bytes.get(..count.min(bytes.len()))?, self.shared.encoding))
            }
            Version::Biff8 => {
                let wide = record.bytes.get(from + 2)? & 1 != 0;
                let rest = records(stream, record.next).take_while(|r| r.kind == CONTINUE);
                let first = record.bytes.get(from + 3..)?;
                Chunks::new(first, rest.map(|r| r.bytes)).characters(count, wide)
            }
        }
    }

    fn formula(&mut self, bytes: &[u8]) -> Result<(), PackageError> {
        self.awaited = None;
        let (Some((place, style)), Some(result)) = (self.head(bytes), bytes.get(6..14)) else {
            return Ok(());
        };
        let is_number = result.get(6..8) != Some(&[0xFF, 0xFF]);
        if is_number {
            let value = f64_at(result, 0).unwrap_or_default();
            match value == 0.0 {
                true => self.formulas.open.push((self.formulas.sheet, place, style)),
                false => self.formulas.calculated = true,
            }
            return self.number(place, style, value);
        }
        let kind = result.first().copied().unwrap_or_default();
        let value = result.get(2).copied().unwrap_or_default();
        match kind {
            0 => {
                self.formulas.calculated = true;
                self.awaited = Some((place, style));
                Ok(())
            }
            1 | 2 => {
                self.formulas.calculated = true;
                self.add(place, style, word(value, kind == 2))
            }
            // An empty text.
            _ => {
                self.formulas.open.push((self.formulas.sheet, place, style));
                Ok(())
            }
        }
    }

    fn number(&mut self, place: (u32, u32), style: Style, value: f64) -> Result<(), PackageError> {
        match value.is_finite() {
            true => self.add(place, style, Value::Number(value)),
            false => Ok(()),
        }
    }

    fn text(
        &mut self,
        place: (u32, u32),
        style: Style,
        text: Option<String>,
    ) -> Result<(), PackageError> {
        // A text that the workbook lost.
        let text = text.unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string());
        self.add(place, style, Value::Text(text))
    }

    fn add(&mut self, place: (u32, u32), style: Style, value: Value) -> Result<(), PackageError> {
        self.cells.add(self.sheet, place, Stored { value, style })
    }
}

fn word(value: u8, is_error: bool) -> Value {
    Value::Word(if is_error { error_word(value) } else { truth_word(value != 0) })
}
