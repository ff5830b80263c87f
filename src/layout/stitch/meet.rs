//! What meets where a page ends: the header again, a broken row, a spanning cell
//! that goes on.

use crate::fold;
use crate::layout::geometry::Glyph;
use crate::layout::glyph_line::GlyphLine;
use crate::layout::sheet::{Room, RowText, Sheet, SheetCell, first_unit};
use crate::location::At;
use crate::patterns::{Patterns, Role};
use crate::value::quantity;

/// How many rows at the start of a piece are a header that is printed above
/// already: the first rows of the table, or rows of column names. Other rows may
/// say the same twice: those behind the header of two forms that are alike, and all rows of a
/// page that stands in the file twice.
pub(super) fn repeated_header(above: &Sheet, below: &Sheet, patterns: &Patterns) -> usize {
    let Some(first) = below.row_text(0) else {
        return 0;
    };
    let starts = match names_columns(&first, patterns) {
        true => rows_with(above, &first),
        false => vec![0],
    };
    let start = starts.into_iter().find(|&row| above.row_text(row).as_ref() == Some(&first));
    let Some(start) = start else { return 0 };
    let mut same = vec![first];
    while same.len() < below.rows && start + same.len() < above.rows {
        match (above.row_text(start + same.len()), below.row_text(same.len())) {
            (Some(a), Some(b)) if a == b => same.push(b),
            _ => break,
        }
    }
    let mut count = header_rows(&same, patterns);
    // A header over several rows is repeated whole, with its spanning cells.
    let cut = |row: usize| below.cells.iter().any(|c| c.row < row && c.row + c.rowspan > row);
    while count > 0 && count < same.len() && cut(count) {
        count += 1;
    }
    if cut(count) { 0 } else { count }
}

/// The rows in which the first text of a row stands in the same column, from above. The text of a
/// whole row is looked for among all cells: a long table has too many rows to ask each.
fn rows_with(sheet: &Sheet, row: &RowText) -> Vec<usize> {
    let Some((col, text)) = row.iter().find(|(_, text)| !text.is_empty()) else {
        return Vec::new();
    };
    let same = |cell: &&SheetCell| cell.col == *col && fold::key(&cell.text()) == *text;
    let rows = sheet.cells.iter().filter(same).flat_map(|cell| cell.row..cell.row + cell.rowspan);
    let mut rows: Vec<usize> = rows.collect();
    rows.sort_unstable();
    rows
}

/// How many of rows that two pages have alike are a header: those up to the last one that names
/// columns, before any that holds a value. Where no pattern knows the names, one row without
/// values may be one.
fn header_rows(same: &[RowText], patterns: &Patterns) -> usize {
    let holds_value = |row: &RowText| row.iter().any(|(_, text)| is_value(text, patterns));
    let rows = || {
        same.iter().take_while(|row| names_columns(row, patterns) || !holds_value(row)).enumerate()
    };
    let named = rows().filter(|(_, row)| names_columns(row, patterns)).last();
    match (named, rows().next()) {
        (Some((last, _)), _) => last + 1,
        (None, Some((_, first))) => usize::from(!tells_whose(first, patterns)),
        (None, None) => 0,
    }
}

/// Whether a row names two columns of a table at least. Labels beside what they name (项目名称)
/// are none.
fn names_columns(row: &RowText, patterns: &Patterns) -> bool {
    let names =
        |text: &str| patterns.columns.role(text).is_some_and(|role| !IDENTITY.contains(&role));
    row.iter().filter(|(_, text)| names(text)).count() >= 2
}

/// Whether a row tells of which project or office a form is. A short word (项目) is a head as well.
fn tells_whose(row: &RowText, patterns: &Patterns) -> bool {
    const SHORTEST: usize = 3;
    let tells = |text: &str| {
        text.chars().nth(SHORTEST).is_some()
            && patterns.columns.role(text).is_some_and(|role| IDENTITY.contains(&role))
    };
    row.iter().any(|(_, text)| tells(text))
}

/// Roles of labels whose value stands beside them.
const IDENTITY: [Role; 5] = [
    Role::Project,
    Role::Department,
    Role::ImplementingUnit,
    Role::FiscalYear,
    Role::Administrative,
];

/// Whether a cell holds a number with or without its unit, and not the year of a head.
fn is_value(text: &str, patterns: &Patterns) -> bool {
    let number = quantity::read(text, At::default(), patterns).number.is_some();
    number && patterns.years.mentions(text).is_empty()
}

/// The cells that meet at a page end: those of the same columns in the last row
/// above and the first row below.
pub(super) fn meeting(above: &Sheet, last: usize, below: &Sheet) -> Vec<(usize, usize)> {
    let lower = below.row(0);
    let pair = |a: usize| {
        let upper = above.cells.get(a)?;
        let b = lower
            .iter()
            .copied()
            .find(|&b| below.cells.get(b).is_some_and(|b| upper.is_over(b)))?;
        Some((a, b))
    };
    above.row(last).into_iter().filter_map(pair).collect()
}

/// Whether a page end broke the last row above: every text that stands below
/// goes on with one that ended because its line was full, or with none. Where
/// whole rows hold texts in the same columns, one such text may be chance.
pub(super) fn is_broken(
    above: &Sheet,
    below: &Sheet,
    pairs: &[(usize, usize)],
    patterns: &Patterns,
) -> bool {
    let upper = pairs.iter().filter_map(|&(a, _)| above.cells.get(a));
    if upper.map(|cell| cell.colspan).sum::<usize>() != above.cols() {
        return false;
    }
    let mut full = 0;
    for &(a, b) in pairs {
        let (Some(a), Some(b)) = (above.cells.get(a), below.cells.get(b)) else {
            continue;
        };
        if says_again(a, b) {
            continue;
        }
        let (Some((_, last)), Some((_, next))) = (a.lines.last(), b.lines.first()) else {
            continue;
        };
        let rooms = above.room(a).into_iter().chain(below.room(b));
        let Some(room) = rooms.reduce(Room::or) else {
            continue;
        };
        let text = next.text().text;
        let headings = &patterns.headings;
        let numbered = headings.enumerations.leads(&text) || headings.forms.number(&text).is_some();
        if numbered || !goes_on_in_cell(a, last, next, room) {
            return false;
        }
        full += 1;
    }
    full > usize::from(full > 0 && is_usual(above, below))
}

/// Whether a spanning cell is printed again below a page end, with its text.
pub(super) fn says_again(above: &SheetCell, below: &SheetCell) -> bool {
    let spans = above.rowspan > 1 || below.rowspan > 1;
    spans && !above.is_blank() && fold::key(&above.text()) == fold::key(&below.text())
}

/// Whether other rows hold texts in the same columns as the first one below.
fn is_usual(above: &Sheet, below: &Sheet) -> bool {
    let own = below.filled(0);
    let before = (0..above.rows.saturating_sub(1)).map(|row| above.filled(row));
    let after = (1..below.rows).map(|row| below.filled(row));
    before.chain(after).any(|filled| filled == own)
}

/// Whether a line ended because it was full, and so may go on on the next page.
fn goes_on_in_cell(cell: &SheetCell, last: &GlyphLine, next: &GlyphLine, room: Room) -> bool {
    if last.vertical {
        return cell.bbox.bottom - last.bbox.bottom < last.size;
    }
    let digit = |glyph: Option<&Glyph>| glyph.is_some_and(|g| g.char.is_ascii_digit());
    let left = room.width - last.bbox.width();
    if digit(last.glyphs.last()) && digit(next.glyphs.first()) {
        // Two whole numbers, unless there was no room for one more digit.
        let width = next.glyphs.first().map_or(0.0, |g| g.bbox.width());
        return room.wraps && left < width;
    }
    first_unit(next) > left + last.size * 0.1
}

/// The number of columns at the left in which cells span rows: group, level 1,
/// level 2.
pub(super) fn leading_spans(above: &Sheet, below: &Sheet) -> usize {
    let spans = |col: usize| {
        let cells = above.cells.iter().chain(&below.cells);
        cells.filter(|c| c.col == col).any(|c| c.rowspan > 1)
    };
    (0..above.cols()).take_while(|&col| spans(col)).count()
}

/// Whether a spanning cell goes on over a page end. Its text stands on one side
/// only, or in two parts that make one label.
pub(super) fn span_goes_on(above: &SheetCell, below: &SheetCell, patterns: &Patterns) -> bool {
    if above.unowned {
        return false;
    }
    let spans = above.rowspan > 1 || below.rowspan > 1;
    if above.is_blank() || below.is_blank() {
        return spans || above.is_blank();
    }
    let is_label =
        |text: &str| [1, 2].iter().any(|&level| patterns.levels.exact(level, text).is_some());
    let (upper, lower) = (above.text(), below.text());
    is_label(&format!("{upper}{lower}")) && !is_label(&lower)
}
