//! What a sheet prints to lines and grids: where a table starts and ends, and what around it is
//! text.

use super::grid::{are_side_by_side, grids};
use super::printed::{Print, Printed};
use super::told::Told;
use crate::document::{Item, Line};
use crate::patterns::Patterns;

/// Blank rows that end a table.
const BLANK_ROWS: u32 = 2;

/// Rows of one cell at most that are the head or the foot of a table and no text around it.
const MOST_HEAD: usize = 5;

/// Rows of one cell within a table from which on they are text between two tables.
const LEAST_TEXT: usize = 3;

/// Longest text of a title or a line of fields, in characters.
const LONGEST_HEAD: usize = 80;

/// The items of a sheet in reading order.
pub(super) fn items(
    page: u32,
    printed: &Printed,
    patterns: &Patterns,
    told: &mut Told,
) -> Vec<Item> {
    let mut items = Vec::new();
    let regions = regions(&printed.cells);
    let count = regions.len();
    for (index, cells) in regions.into_iter().enumerate() {
        let reader = Region::new(cells, patterns);
        let (first, last) = (index == 0, index + 1 == count);
        for part in reader.parts(first, last) {
            match part {
                Part::Lines(rows) => items.extend(rows.iter().flat_map(|row| lines(row))),
                Part::Table(rows) => {
                    let grids = grids(page, &rows, printed, patterns, told);
                    items.extend(grids.into_iter().map(Item::Grid));
                }
            }
        }
    }
    items
}

/// The cells of a sheet parted where rows are blank.
fn regions(cells: &[Print]) -> Vec<Vec<&Print>> {
    let mut regions: Vec<Vec<&Print>> = Vec::new();
    // The row behind the last filled one.
    let mut end = 0;
    let filled = |cell: &&Print| !cell.text.is_empty();
    for cell in cells.iter().filter(filled) {
        if regions.is_empty() || cell.row >= end + BLANK_ROWS {
            regions.push(Vec::new());
        }
        end = end.max(cell.row + cell.rows);
        if let Some(region) = regions.last_mut() {
            region.push(cell);
        }
    }
    // Empty merged ranges belong to the table in whose rows they lie.
    let mut index = 0;
    let empty: Vec<&Print> = cells.iter().filter(|cell| !filled(cell)).collect();
    let bounds: Vec<(u32, u32)> = regions
        .iter()
        .map(|region| {
            let first = region.first().map_or(0, |cell| cell.row);
            (first, region.iter().map(|cell| cell.row).max().unwrap_or(first))
        })
        .collect();
    for cell in empty {
        while bounds.get(index).is_some_and(|&(_, last)| last < cell.row) {
            index += 1;
        }
        if let (Some(&(first, _)), Some(region)) = (bounds.get(index), regions.get_mut(index))
            && cell.row >= first
        {
            region.push(cell);
        }
    }
    for region in &mut regions {
        region.sort_by_key(|cell| (cell.row, cell.column));
    }
    regions
}

/// What a stretch of rows is.
enum Part<'c> {
    /// Text, a line or more for each row.
    Lines(Vec<Row<'c>>),
    Table(Vec<Row<'c>>),
}

/// The cells that start in a row.
#[derive(Debug, Clone, Default)]
pub(super) struct Row<'c> {
    pub(super) number: u32,
    pub(super) cells: Vec<&'c Print>,
    /// Cells of rows above reach into it.
    covered: bool,
}

impl<'c> Row<'c> {
    fn filled(&self) -> impl Iterator<Item = &'c Print> + use<'_, 'c> {
        self.cells.iter().copied().filter(|cell| !cell.text.is_empty())
    }

    /// The only cell of the row.
    fn single(&self) -> Option<&'c Print> {
        let mut filled = self.filled();
        let first = filled.next()?;
        (filled.next().is_none() && !self.covered).then_some(first)
    }
}

/// A stretch of rows without blank rows between.
struct Region<'c, 'p> {
    rows: Vec<Row<'c>>,
    /// The first and the last column.
    left: u32,
    right: u32,
    patterns: &'p Patterns,
}

impl<'c, 'p> Region<'c, 'p> {
    fn new(cells: Vec<&'c Print>, patterns: &'p Patterns) -> Region<'c, 'p> {
        let mut rows: Vec<Row<'c>> = Vec::new();
        let mut end = 0;
        for cell in cells {
            if rows.last().is_none_or(|row| row.number != cell.row) {
                let covered = cell.row < end;
                rows.push(Row { number: cell.row, cells: Vec::new(), covered });
            }
            if !cell.text.is_empty() {
                end = end.max(cell.row + cell.rows);
            }
            if let Some(row) = rows.last_mut() {
                row.cells.push(cell);
            }
        }
        let filled = || rows.iter().flat_map(|row| row.filled());
        let left = filled().map(|cell| cell.column).min().unwrap_or_default();
        let right = filled().map(|cell| cell.column).max().unwrap_or_default();
        Region { rows, left, right, patterns }
    }

    /// Its parts in order.
    fn parts(mut self, first: bool, last: bool) -> Vec<Part<'c>> {
        let is_single = |row: &Row<'_>| row.single().is_some() || row.filled().next().is_none();
        let Some(start) = self.rows.iter().position(|row| !is_single(row)) else {
            return vec![Part::Lines(self.rows)];
        };
        let end = self.rows.iter().rposition(|row| !is_single(row)).unwrap_or(start) + 1;
        // A single cell that stands under a column of the table belongs to it.
        let own = self
            .rows
            .get(end..)
            .unwrap_or_default()
            .iter()
            .take_while(|row| row.single().is_none_or(|cell| cell.column > self.left));
        let end = end + own.count();
        let foot = self.rows.split_off(end);
        let table = self.rows.split_off(start);
        let head = std::mem::take(&mut self.rows);
        // What stands over or under two tables is a part of neither.
        let one = !are_side_by_side(&table, self.patterns);
        let (mut before, mut rows) = match one && first && self.is_head(&head, table.first()) {
            true => (Vec::new(), head),
            false => (head, Vec::new()),
        };
        let foot = match one && last && self.is_head(&foot, None) {
            true => (Vec::new(), foot),
            false => (foot, Vec::new()),
        };
        let (after, foot) = foot;
        let mut parts = Vec::new();
        let mut single: Vec<Row<'c>> = Vec::new();
        for row in table {
            if row.single().is_some_and(|cell| self.is_over_all(cell)) {
                single.push(row);
                continue;
            }
            if single.len() >= LEAST_TEXT && !rows.is_empty() {
                push(&mut parts, Part::Lines(std::mem::take(&mut before)));
                push(&mut parts, Part::Table(std::mem::take(&mut rows)));
                before = std::mem::take(&mut single);
            }
            rows.append(&mut single);
            rows.push(row);
        }
        rows.append(&mut single);
        rows.extend(foot);
        push(&mut parts, Part::Lines(before));
        push(&mut parts, Part::Table(rows));
        push(&mut parts, Part::Lines(after));
        parts
    }

    /// Whether rows of one cell are the head or the foot of the table at which they lie: the
    /// title, fields, who filled it in. Spreadsheet programs give them in its grid as well.
    fn is_head(&self, rows: &[Row<'_>], next: Option<&Row<'_>>) -> bool {
        let adjoins = |pair: &[Row<'_>]| match pair {
            [one, other] => other.number == one.number + height(one),
            _ => true,
        };
        let touches = match (rows.last(), next) {
            (Some(last), Some(next)) => next.number == last.number + height(last),
            _ => true,
        };
        rows.len() <= MOST_HEAD
            && touches
            && rows.windows(2).all(adjoins)
            && rows.iter().all(|row| row.single().is_none_or(|cell| self.is_short(&cell.text)))
    }

    fn is_short(&self, text: &str) -> bool {
        let ends = text.ends_with(['。', '；', '.', ';', '!', '！', '?', '？']);
        let numbered = self.patterns.headings.forms.number(text.trim()).is_some();
        !ends && !numbered && text.chars().count() <= LONGEST_HEAD
    }

    /// Whether a cell lies over all columns.
    fn is_over_all(&self, cell: &Print) -> bool {
        cell.column <= self.left && cell.column + cell.columns > self.right
    }
}

/// The rows that the cells of a row of one cell take.
fn height(row: &Row<'_>) -> u32 {
    row.cells.iter().map(|cell| cell.rows).max().unwrap_or(1)
}

fn push<'c>(parts: &mut Vec<Part<'c>>, part: Part<'c>) {
    let (Part::Lines(rows) | Part::Table(rows)) = &part;
    if rows.iter().any(|row| row.filled().next().is_some()) {
        parts.push(part);
    }
}

/// The lines of a row of text. Of a value within one the place is its cell and the characters of
/// that.
fn lines<'r>(row: &'r Row<'_>) -> impl Iterator<Item = Item> + use<'r> {
    row.cells.iter().flat_map(|cell| {
        let mut from = 0;
        let texts = cell.text.split('\n').map(move |text| {
            let start = from + (text.chars().count() - text.trim_start().chars().count()) as u32;
            from += text.chars().count() as u32 + 1;
            (start, text.trim())
        });
        let texts = texts.filter(|(_, text)| !text.is_empty());
        texts.enumerate().map(|(index, (start, text))| {
            let end = start + text.chars().count() as u32;
            Item::Line(Line {
                text: text.to_owned(),
                at: cell.at.with_chars(Some([start, end])),
                after_gap: index == 0,
                ..Line::default()
            })
        })
    })
}
