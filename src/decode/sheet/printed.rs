//! What a sheet prints: cells that are not hidden, merged ranges as one cell each, and of each
//! what it shows.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::book::{Apart, Area, Book, Format, Sheet, Stored, Value};
use super::hidden::Hidden;
use super::show::{Formats, Shown, stored_number};
use super::told::{Told, What};
use crate::location::{At, CellName};

/// A cell as it is printed. Rows and columns are counted without hidden ones.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Print {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) rows: u32,
    pub(super) columns: u32,
    /// Rows and columns that are hidden within it.
    pub(super) hidden: (u32, u32),
    /// What it shows; empty for a merged range that holds nothing.
    pub(super) text: String,
    pub(super) at: At,
}

/// What a sheet prints.
#[derive(Debug, Default)]
pub(super) struct Printed {
    /// By row and then column.
    pub(super) cells: Vec<Print>,
    pub(super) rows: Hidden,
    pub(super) columns: Hidden,
}

/// Whether the cells of a merged range are printed elsewhere, or not at all.
enum Place {
    /// It is the first cell of what is printed there.
    Own(Area),
    /// Another cell is printed over it.
    Covered,
}

/// What a sheet prints; what it leaves out is told.
pub(super) fn printed(
    page: u32,
    sheet: &Sheet,
    book: &Book,
    formats: &mut Formats<'_>,
    told: &mut Told,
) -> Printed {
    let rows = Hidden::new(sheet.hidden_rows.clone());
    let columns = Hidden::new(sheet.hidden_columns.clone());
    let mut places: Vec<(u32, u32)> = sheet.cells.keys().copied().collect();
    places.sort_unstable();
    // Nothing is printed behind the last filled row and column.
    let last_row = places.last().map_or(0, |&(row, _)| row);
    let last_column = places.iter().map(|&(_, column)| column).max().unwrap_or_default();
    let mut merged = Merged::new(&sheet.merged, last_row, last_column);
    let mut printed = Printed { cells: Vec::new(), rows, columns };
    for place in places {
        let Some(stored) = sheet.cells.get(&place) else { continue };
        let at = at(page, place);
        merged.go_to(place.0);
        let area = match merged.place(place) {
            Place::Own(area) => area,
            Place::Covered => {
                told.add(What::Covered, at);
                continue;
            }
        };
        let Some(mut cell) = printed.cell(page, area) else {
            let row = printed.rows.first_shown(area.top) > area.bottom;
            told.add(if row { What::HiddenRow } else { What::HiddenColumn }, at);
            continue;
        };
        if let Some(apart) = sheet.apart.get(&place) {
            told.apart(*apart, at);
        }
        if stored.style.struck {
            told.apart(Apart { struck: true, mark: false }, at);
            printed.cells.push(cell);
            continue;
        }
        let Some(text) = shown(stored, sheet, book, formats, at, told) else { continue };
        cell.text = text;
        printed.cells.push(cell);
    }
    let empty: Vec<Area> = merged.empty(sheet).collect();
    for area in empty {
        printed.cells.extend(printed.cell(page, area));
    }
    printed.cells.sort_by_key(|cell| (cell.row, cell.column));
    printed
}

impl Printed {
    /// An empty cell over a range; `None` if all of it is hidden.
    fn cell(&self, page: u32, area: Area) -> Option<Print> {
        let (row, column) = (self.rows.first_shown(area.top), self.columns.first_shown(area.left));
        if row > area.bottom || column > area.right {
            return None;
        }
        let (top, left) = (self.rows.shown_before(row), self.columns.shown_before(column));
        let rows = self.rows.shown_before(area.bottom + 1) - top;
        let columns = self.columns.shown_before(area.right + 1) - left;
        Some(Print {
            row: top,
            column: left,
            rows,
            columns,
            hidden: (area.bottom - area.top + 1 - rows, area.right - area.left + 1 - columns),
            text: String::new(),
            at: at(page, (row, column)),
        })
    }

    /// The place of a cell that is counted without hidden ones.
    pub(super) fn at(&self, page: u32, row: u32, column: u32) -> At {
        at(page, (self.rows.shown(row), self.columns.shown(column)))
    }
}

/// The place of a cell.
fn at(page: u32, (row, column): (u32, u32)) -> At {
    At::default()
        .with_page(Some(page))
        .with_line(Some(row + 1))
        .with_cell(Some(CellName { column, row }))
}

/// What a cell shows; `None` if it shows nothing.
fn shown(
    stored: &Stored,
    sheet: &Sheet,
    book: &Book,
    formats: &mut Formats<'_>,
    at: At,
    told: &mut Told,
) -> Option<String> {
    let code = match stored.style.format {
        Format::General => Some("General"),
        Format::Code(index) => book.codes.get(index as usize).map(String::as_str),
        Format::Unknown => None,
    };
    let unread = || Some(char::REPLACEMENT_CHARACTER.to_string());
    let found = match (&stored.value, code) {
        (Value::Uncalculated, _) => {
            told.add(What::Uncalculated, at);
            return unread();
        }
        (Value::Word(word), _) => return Some((*word).to_owned()),
        (Value::Number(0.0), _) if sheet.hides_zeros => Shown::Nothing,
        (Value::Number(number), Some(code)) => formats.number(*number, code),
        (Value::Number(_), None) => Shown::Unknown,
        (Value::Text(text), Some(code)) => formats.text(text, code),
        (Value::Text(text), None) => Shown::Text(text.clone()),
    };
    let text = match found {
        Shown::Text(text) => text,
        Shown::Rounded(text, stored) => {
            told.rounded(&text, &stored, at);
            text
        }
        Shown::Nothing => {
            told.add(What::HiddenByFormat, at);
            return None;
        }
        Shown::Unknown => {
            if let Value::Number(number) = stored.value {
                told.unknown(&stored_number(number), code.unwrap_or("?"), at);
            }
            return unread();
        }
    };
    let text = tidy(&text);
    (!text.is_empty()).then_some(text)
}

/// Line ends as line feeds, without white space around.
fn tidy(text: &str) -> String {
    let trimmed = text.trim();
    match trimmed.contains('\r') {
        true => trimmed.replace("\r\n", "\n").replace('\r', "\n"),
        false => trimmed.to_owned(),
    }
}

/// The merged ranges of a sheet, met from row to row.
struct Merged {
    /// By their first row, last to first.
    coming: Vec<Area>,
    /// By left column, those that reach the row now read.
    open: BTreeMap<u32, Area>,
    /// Their last rows.
    ends: BinaryHeap<Reverse<(u32, u32)>>,
    /// Those that were met.
    met: Vec<Area>,
}

impl Merged {
    fn new(areas: &[Area], last_row: u32, last_column: u32) -> Merged {
        let within = areas.iter().filter(|area| area.top <= last_row && area.left <= last_column);
        let mut coming: Vec<Area> = within
            .map(|area| Area {
                bottom: area.bottom.min(last_row),
                right: area.right.min(last_column),
                ..*area
            })
            .collect();
        coming.sort_unstable_by_key(|area| Reverse((area.top, area.left)));
        Merged { coming, open: BTreeMap::new(), ends: BinaryHeap::new(), met: Vec::new() }
    }

    fn go_to(&mut self, row: u32) {
        while let Some(area) = self.coming.pop_if(|area| area.top <= row) {
            self.close_before(area.top);
            // Of ranges that lie over each other, which no program writes, the first counts.
            let over = self.open.range(..=area.right).next_back();
            if over.is_some_and(|(_, other)| other.right >= area.left) {
                continue;
            }
            self.open.insert(area.left, area);
            self.ends.push(Reverse((area.bottom, area.left)));
            self.met.push(area);
        }
        self.close_before(row);
    }

    fn close_before(&mut self, row: u32) {
        while let Some(&Reverse((bottom, left))) = self.ends.peek() {
            if bottom >= row {
                break;
            }
            self.ends.pop();
            self.open.remove(&left);
        }
    }

    fn place(&self, (row, column): (u32, u32)) -> Place {
        let found = self.open.range(..=column).next_back().map(|(_, area)| *area);
        match found.filter(|area| area.right >= column) {
            Some(area) if (area.top, area.left) == (row, column) => Place::Own(area),
            Some(_) => Place::Covered,
            None => Place::Own(Area { top: row, bottom: row, left: column, right: column }),
        }
    }

    /// The ranges whose first cell holds nothing.
    fn empty<'s>(mut self, sheet: &'s Sheet) -> impl Iterator<Item = Area> + use<'s> {
        self.go_to(u32::MAX);
        let met = std::mem::take(&mut self.met);
        met.into_iter().filter(|area| !sheet.cells.contains_key(&(area.top, area.left)))
    }
}
