//! The rows of a table without drawn borders.

use super::columns::Columns;
use super::levels;
use crate::layout::geometry::Rect;
use crate::layout::glyph_line::GlyphLine;
use crate::patterns::{Patterns, Role, RowKind};

/// A row: from the middle of the white space above it to that below.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    pub(super) top: f32,
    pub(super) bottom: f32,
    /// Where its text starts.
    pub(super) text: f32,
    /// Where its text ends.
    pub(super) end: f32,
}

/// How far the lines of one cell stand below each other, where wrapped cells tell it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pitch {
    pub(super) step: f32,
    /// The size of their type.
    pub(super) size: f32,
}

/// A cell, put into rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Placed {
    pub(super) row: usize,
    /// The rows it covers.
    pub(super) rowspan: usize,
    pub(super) lines: Vec<GlyphLine>,
    /// Nothing stands in it, and it is not told which label covers it.
    pub(super) unowned: bool,
}

impl Placed {
    fn blank(row: usize) -> Placed {
        Placed { row, rowspan: 1, ..Placed::default() }
    }
}

/// A blank cell for each row.
pub(super) fn blank(rows: &[Row]) -> Vec<Placed> {
    (0..rows.len()).map(Placed::blank).collect()
}

/// Lines of one cell stand no further apart than the nearest of the column, and
/// this much.
const SAME_CELL: f32 = 1.12;

/// So much the boxes of two lines may stand nearer or further apart than the lines, in ems.
const BOXES_OFF: f32 = 0.15;

/// How much lines of this size may stand nearer or further apart than they are printed.
pub(super) fn off(columns: &Columns, size: f32) -> f32 {
    if columns.boxed { size * BOXES_OFF } else { 0.0 }
}

/// The rows: the header, which ends at `header`, and stretches in which cells
/// that span no rows stand beside each other. `None` if they cannot be told.
pub(super) fn rows(
    cut: &[Vec<GlyphLine>],
    columns: &Columns,
    header: Option<f32>,
) -> Option<(Vec<Row>, Option<Pitch>)> {
    let body = |line: &&GlyphLine| header.is_none_or(|end| line.bbox.y() > end);
    let plain: Vec<Vec<&GlyphLine>> = cut
        .iter()
        .enumerate()
        .filter(|(col, _)| !columns.spans(*col))
        .map(|(_, lines)| lines.iter().filter(body).collect())
        .collect();
    let steps = plain.iter().flat_map(|lines| steps(lines));
    let pitch = steps.filter(|&step| step > 1.0).reduce(f32::min);
    // Either no cell is wrapped, or the nearest lines are those of one cell.
    let single = bands(&plain, None).filter(|bands| bands.iter().all(|band| band.cells >= 2));
    let size = plain.iter().flatten().next().map_or(0.0, |line| line.size);
    let pitch = pitch.map(|pitch| pitch + off(columns, size));
    let told = pitch.filter(|_| single.is_none()).map(|step| Pitch { step, size });
    let leads = |col: &usize| {
        let role = columns.roles.get(*col).copied().flatten();
        role.is_some_and(|role| role.is_points() || role.is_quantity())
    };
    let plain_cols = (0..cut.len()).filter(|col| !columns.spans(*col));
    let leading: Vec<usize> =
        plain_cols.enumerate().filter(|(_, col)| leads(col)).map(|(index, _)| index).collect();
    let leveled = || levels::bands(&plain, &leading);
    // A text that stands alone may be a line of the cell above or below it.
    let alone = |bands: &Vec<Band>| bands.iter().any(|band| band.cells < 2);
    let bands = single.or_else(|| match bands(&plain, pitch) {
        Some(found) if alone(&found) => leveled().or(Some(found)),
        found => found.or_else(leveled),
    })?;
    let heads = cut.iter().flatten().filter(|line| !body(line)).map(|line| &line.bbox);
    let head = Rect::around(heads).map(|rect| (rect.top, rect.bottom));
    let all: Vec<(f32, f32)> =
        head.into_iter().chain(bands.iter().map(|band| (band.top, band.bottom))).collect();
    // The outer rows have the margin that the others have.
    let mut gaps: Vec<f32> = all
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] => Some((b.0 - a.1) / 2.0),
            _ => None,
        })
        .collect();
    gaps.sort_by(f32::total_cmp);
    let margin = gaps.get(gaps.len() / 2).copied().unwrap_or(1.0).max(1.0);
    let between = |a: Option<&(f32, f32)>, b: Option<&(f32, f32)>| match (a, b) {
        (Some(a), Some(b)) => (a.1 + b.0) / 2.0,
        (Some(a), None) => a.1 + margin,
        (None, Some(b)) => b.0 - margin,
        (None, None) => 0.0,
    };
    let row = |n: usize| Row {
        top: between(n.checked_sub(1).and_then(|n| all.get(n)), all.get(n)),
        bottom: between(all.get(n), all.get(n + 1)),
        text: all.get(n).map_or(0.0, |band| band.0),
        end: all.get(n).map_or(0.0, |band| band.1),
    };
    (!bands.is_empty()).then(|| ((0..all.len()).map(row).collect(), told))
}

/// How many rows stand above those that add up (合计), with which a table ends.
pub(super) fn above_totals<'l>(
    texts: impl Iterator<Item = &'l GlyphLine>,
    rows: &[Row],
    patterns: &Patterns,
) -> usize {
    let mut adds_up = vec![false; rows.len()];
    for line in texts {
        let row = rows.partition_point(|row| row.bottom <= line.bbox.y());
        if let Some(adds_up) = adds_up.get_mut(row) {
            *adds_up |= patterns.tables.row_kind(&line.text().text) == Some(RowKind::Total);
        }
    }
    rows.len() - adds_up.iter().rev().take_while(|adds_up| **adds_up).count()
}

/// Whether drawn lines part groups of rows and not the rows: somewhere between two
/// of them, two rows or more have a name and values of their own.
pub(super) fn are_grouped(
    cut: &[Vec<GlyphLine>],
    rows: &[Row],
    columns: &Columns,
    rules: &[f32],
) -> bool {
    let in_row =
        |row: &Row, line: &GlyphLine| row.top <= line.bbox.y() && line.bbox.y() < row.bottom;
    let holds = |row: &Row, col: usize, value: bool| {
        let first = cut.get(col).into_iter().flatten().find(|line| in_row(row, line));
        let char = first.and_then(|line| line.glyphs.first()).map(|glyph| glyph.char);
        char.is_some_and(|c| !value || c.is_ascii_digit() || !c.is_alphanumeric())
    };
    let of = |wanted: &[Role]| -> Vec<usize> {
        let has = |role: &Option<Role>| role.is_some_and(|role| wanted.contains(&role));
        (0..columns.roles.len()).filter(|&col| columns.roles.get(col).is_some_and(has)).collect()
    };
    let names = of(&[Role::Name]);
    let values = of(&[Role::Target, Role::Actual, Role::Weight, Role::Score]);
    let points = of(&[Role::Weight, Role::Score]);
    let is_row = |row: &Row| {
        names.iter().all(|&col| holds(row, col, false))
            && values.iter().filter(|&&col| holds(row, col, true)).count() >= 2
            && points.iter().all(|&col| holds(row, col, true))
    };
    rules.windows(2).any(|strip| match strip {
        [top, bottom] => {
            let inside = |row: &&Row| *top < row.text && row.text < *bottom && is_row(row);
            rows.iter().filter(inside).count() >= 2
        }
        _ => false,
    })
}

/// Cells beside each other.
pub(super) struct Band {
    pub(super) top: f32,
    pub(super) bottom: f32,
    pub(super) cells: usize,
}

/// The bands that the texts of columns make, lines of one cell being `pitch`
/// apart. `None` if two texts of one column stand in one band.
fn bands(plain: &[Vec<&GlyphLine>], pitch: Option<f32>) -> Option<Vec<Band>> {
    let mut all: Vec<(usize, Rect)> = plain
        .iter()
        .enumerate()
        .flat_map(|(col, lines)| blocks(lines, pitch).into_iter().map(move |b| (col, b)))
        .collect();
    all.sort_by(|a, b| a.1.top.total_cmp(&b.1.top));
    let mut bands: Vec<(Band, Vec<usize>)> = Vec::new();
    for (col, block) in all {
        // Cells of type overlap a little between tight rows.
        let slack = block.height().min(14.0) * 0.25;
        match bands.last_mut() {
            Some((band, cols)) if block.top < band.bottom - slack => {
                if cols.contains(&col) {
                    return None;
                }
                cols.push(col);
                band.bottom = band.bottom.max(block.bottom);
                band.cells += 1;
            }
            _ => bands.push((Band { top: block.top, bottom: block.bottom, cells: 1 }, vec![col])),
        }
    }
    Some(bands.into_iter().map(|(band, _)| band).collect())
}

/// How far the lines of a column stand below each other.
pub(super) fn steps(lines: &[&GlyphLine]) -> Vec<f32> {
    let step = |pair: &[&GlyphLine]| match pair {
        [a, b] => b.bbox.y() - a.bbox.y(),
        _ => 0.0,
    };
    lines.windows(2).map(step).collect()
}

/// The boxes of the texts of a column: lines that stand as near as lines do.
pub(super) fn blocks(lines: &[&GlyphLine], pitch: Option<f32>) -> Vec<Rect> {
    let mut blocks: Vec<Rect> = Vec::new();
    let mut last: Option<f32> = None;
    for line in lines {
        let near = last.is_some_and(|last| {
            pitch.is_some_and(|pitch| line.bbox.y() - last <= pitch * SAME_CELL)
        });
        match blocks.last_mut().filter(|_| near) {
            Some(block) => *block = block.union(&line.bbox),
            None => blocks.push(line.bbox),
        }
        last = Some(line.bbox.y());
    }
    blocks
}

/// The lines of a column put into rows; rows without any are blank cells.
pub(super) fn cells(lines: &[GlyphLine], rows: &[Row]) -> Vec<Placed> {
    let mut cells = blank(rows);
    for line in lines {
        let row = rows.partition_point(|row| row.bottom <= line.bbox.y());
        if let Some(cell) = cells.get_mut(row.min(rows.len().saturating_sub(1))) {
            cell.lines.push(line.clone());
        }
    }
    cells
}
