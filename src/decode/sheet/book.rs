//! A workbook as its file tells it, whichever kind of file that is.

use rustc_hash::FxHashMap as HashMap;

use crate::decode::package::PackageError;
use crate::words::words;

/// Most filled cells of a workbook.
pub(super) const MOST_CELLS: usize = 1_000_000;

/// Rows and columns of a sheet at most.
pub(super) const MOST_ROWS: u32 = 1 << 20;
pub(super) const MOST_COLUMNS: u32 = 1 << 14;

/// Most bytes of the text of a cell.
const LONGEST_TEXT: usize = 1 << 20;

/// Most bytes of all texts of a workbook, each counted in every cell that holds it.
const MOST_TEXT: usize = 128 << 20;

/// Most records or elements that are looked at.
const MOST_VISITED: usize = 50_000_000;

/// Most merged ranges of a sheet.
const MOST_MERGED: usize = 100_000;

/// A workbook.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// Its sheets of cells, and others, in the order of their tabs.
    pub(super) sheets: Vec<Sheet>,
    /// Days are counted from 1904.
    pub(super) from_1904: bool,
    /// Format codes; cells refer to them by index.
    pub(super) codes: Vec<String>,
}

/// A sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// Its filled cells by row and column.
    pub(super) cells: HashMap<(u32, u32), Stored>,
    pub(super) merged: Vec<Area>,
    /// Rows that are hidden, first and last.
    pub(super) hidden_rows: Vec<(u32, u32)>,
    /// Columns that are hidden, first and last.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    /// Cells that hold zero show nothing.
    pub(super) hides_zeros: bool,
    /// Cells of whose text something was left out.
    pub(super) apart: HashMap<(u32, u32), Apart>,
}

/// What was left out of the text of a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Apart {
    /// Characters that are struck out.
    pub(super) struck: bool,
    /// The raised mark of a note.
    pub(super) mark: bool,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stored {
    pub(super) value: Value,
    pub(super) style: Style,
}

/// How a cell is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Style {
    pub(super) format: Format,
    /// All of it is struck out (删除线).
    pub(super) struck: bool,
}

impl Style {
    /// That of a cell of which the file does not tell it.
    pub(super) const UNKNOWN: Style = Style { format: Format::Unknown, struck: false };
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(f64),
    /// As shown, such as `TRUE` or `#DIV/0!`.
    Word(&'static str),
    /// A formula that was never calculated.
    Uncalculated,
}

/// The format of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Format {
    /// None.
    #[default]
    General,
    /// The code of this index.
    Code(u32),
    /// The file does not say which.
    Unknown,
}

/// A range of cells, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) top: u32,
    pub(super) bottom: u32,
    pub(super) left: u32,
    pub(super) right: u32,
}

impl Book {
    /// The number of a format code, which is added if it is new.
    pub(super) fn format(&mut self, known: &mut HashMap<String, u32>, code: &str) -> Format {
        if code.is_empty() || code.eq_ignore_ascii_case("general") {
            return Format::General;
        }
        if let Some(&index) = known.get(code) {
            return Format::Code(index);
        }
        let index = self.codes.len() as u32;
        self.codes.push(code.to_owned());
        known.insert(code.to_owned(), index);
        Format::Code(index)
    }
}

impl Sheet {
    /// Adds a merged range.
    pub(super) fn merge(&mut self, area: Area) -> Result<(), PackageError> {
        if self.merged.len() == MOST_MERGED {
            return Err(PackageError::Limit(words!(
                en: "a sheet with more than {MOST_MERGED} merged ranges",
                zh: "合并单元格超过 {MOST_MERGED} 处的工作表"
            )));
        }
        let sound = area.top <= area.bottom && area.left <= area.right;
        let within = area.bottom < MOST_ROWS && area.right < MOST_COLUMNS;
        if sound && within && (area.top, area.left) != (area.bottom, area.right) {
            self.merged.push(area);
        }
        Ok(())
    }
}

/// Counts the cells of a workbook while it is read.
#[derive(Debug, Default)]
pub(super) struct Cells {
    count: usize,
    text: usize,
    visited: usize,
}

impl Cells {
    /// Counts a record or an element that is looked at: sheets may share them.
    ///
    /// # Errors
    /// If there are more than are read.
    pub(super) fn visit(&mut self) -> Result<(), PackageError> {
        self.visited += 1;
        match self.visited > MOST_VISITED {
            true => Err(PackageError::Limit(words!(
                en: "a workbook with more than {MOST_VISITED} records",
                zh: "记录超过 {MOST_VISITED} 条的工作簿"
            ))),
            false => Ok(()),
        }
    }

    /// Adds a filled cell.
    ///
    /// # Errors
    /// If there are more than are read, or a text is longer than is read.
    pub(super) fn add(
        &mut self,
        sheet: &mut Sheet,
        (row, column): (u32, u32),
        stored: Stored,
    ) -> Result<(), PackageError> {
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Ok(());
        }
        if let Value::Text(text) = &stored.value {
            if text.len() > LONGEST_TEXT {
                return Err(PackageError::Limit(words!(
                    en: "a cell with more than 1 MiB of text",
                    zh: "文字超过 1 MiB 的单元格"
                )));
            }
            if text.is_empty() {
                return Ok(());
            }
            self.text += text.len();
            if self.text > MOST_TEXT {
                let mebibytes = MOST_TEXT >> 20;
                return Err(PackageError::Limit(words!(
                    en: "a workbook with more than {mebibytes} MiB of text in its cells",
                    zh: "单元格文字共超过 {mebibytes} MiB 的工作簿"
                )));
            }
        }
        if self.count == MOST_CELLS {
            return Err(PackageError::Limit(words!(
                en: "a workbook with more than {MOST_CELLS} filled cells",
                zh: "非空单元格超过 {MOST_CELLS} 个的工作簿"
            )));
        }
        self.count += 1;
        sheet.cells.insert((row, column), stored);
        Ok(())
    }
}

/// The word of an error by its number, as BIFF stores it.
pub(super) fn error_word(number: u8) -> &'static str {
    match number {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#ERROR!",
    }
}

/// The word of a truth value.
pub(super) fn truth_word(is: bool) -> &'static str {
    if is { "TRUE" } else { "FALSE" }
}

/// The days from the start of the calendar of 1900 to a date and time as ISO 8601 writes them;
/// a time alone is a part of a day.
pub(super) fn serial(text: &str) -> Option<f64> {
    use jiff::civil::{Date, DateTime, Time};

    let text = text.trim().trim_end_matches('Z');
    let seconds = |time: Time| {
        let whole = f64::from(time.hour()) * 3600.0 + f64::from(time.minute()) * 60.0;
        whole + f64::from(time.second()) + f64::from(time.subsec_nanosecond()) / 1e9
    };
    if let Ok(time) = text.trim_start_matches('T').parse::<Time>()
        && !text.contains('-')
    {
        return Some(seconds(time) / 86_400.0);
    }
    let date_time = text.parse::<DateTime>().ok()?;
    let days = date_time.date().since(Date::constant(1899, 12, 30)).ok()?.get_days();
    // The calendar of 1900 has a 29th of February.
    let days = if days < 61 { days - 1 } else { days };
    Some(f64::from(days) + seconds(date_time.time()) / 86_400.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_counted_as_workbooks_count_them() {
        assert_eq!(serial("2024-12-31T00:00:00.000"), Some(45657.0));
        assert_eq!(serial("2024-12-31"), Some(45657.0));
        assert_eq!(serial("2024-12-31T12:00:00"), Some(45657.5));
        assert_eq!(serial("1900-01-01T00:00:00"), Some(1.0));
        assert_eq!(serial("12:00:00"), Some(0.5));
        assert_eq!(serial("x"), None);
    }
}
