//! Tables without a net of lines: with horizontal lines only (三线表), or with
//! none, their cells told by alignment.
//!
//! Prose must never become a table: one is only seen under column names that the
//! patterns know, or where it goes on from the page before.

mod coloured;
mod columns;
mod groups;
mod labels;
mod levels;
mod rows;

use super::geometry::{Glyph, Rect, Ruling};
use super::glyph_line::GlyphLine;
use super::lattice;
use super::piece::{Piece, PieceCell};
use super::rulings::SAME_PLACE;
use crate::document::Origin;
use crate::patterns::{Patterns, Role};

pub(super) use coloured::{Heads, labelled, leaves_cells_out};
use columns::Columns;
use labels::{Beside, Style};

/// A table that may go on on the next page: the white space between its columns,
/// and what each column holds.
#[derive(Debug, Clone)]
pub(super) struct Open {
    gutters: Vec<(f32, f32)>,
    edges: (f32, f32),
    roles: Vec<Option<Role>>,
    /// How its labels are set, if that is told.
    style: Option<Style>,
}

/// Takes the glyphs of tables without a net of lines out of a page, whose `lines` they make.
/// `horizontal` are its horizontal lines with the edges of coloured areas, `drawn` those that are drawn;
/// `boxed` tells that a recogniser told the lines in boxes; `open` is the table with which the page before ended, and becomes that of this page.
pub(super) fn pieces(
    page: usize,
    glyphs: &mut Vec<Glyph>,
    lines: &[GlyphLine],
    ((horizontal, drawn), boxed): ((&[Ruling], &[Ruling]), bool),
    open: &mut Option<Open>,
    patterns: &Patterns,
) -> Vec<Piece> {
    let above = open.take();
    let count = |lines: &[GlyphLine]| -> Vec<usize> {
        lines.iter().map(|line| columns::named(line, patterns).len()).collect()
    };
    let find = |lines: &[GlyphLine], names: &[usize]| {
        let mut found = Vec::new();
        let mut start = 0;
        if let Some(columns) = above.as_ref().and_then(|a| columns::continued(lines, a, patterns)) {
            start = columns.end;
            found.push(columns);
        }
        found.extend(columns::headed(lines, names, start, patterns));
        found
    };
    let boxed = |mut found: Vec<Columns>| {
        found.iter_mut().for_each(|columns| columns.boxed = boxed);
        found
    };
    let rules = (horizontal, drawn);
    let names = count(lines);
    let mut pieces = None;
    if let Some((rest, heads)) = groups::taken(lines, &names, drawn, patterns) {
        let found = boxed(find(&rest, &count(&rest)));
        let named = |columns: &Columns| columns.roles.contains(&Some(Role::Name));
        // Without the heads over others all others must be seen.
        if found.iter().any(|columns| columns.header > 0 && named(columns)) {
            let found = (found.as_slice(), heads.as_slice());
            pieces = laid_out(page, &rest, found, rules, above.as_ref(), open, patterns);
        }
    }
    let pieces = pieces.or_else(|| {
        let found = boxed(find(lines, &names));
        laid_out(page, lines, (&found, &[]), rules, above.as_ref(), open, patterns)
    });
    let pieces = pieces.unwrap_or_default();
    for piece in &pieces {
        glyphs.retain(|glyph| !piece.bbox.contains(glyph.bbox.x(), glyph.bbox.y()));
    }
    pieces
}

/// The tables that lines make in the columns that were found; `above` is the one with which the page
/// before ended. `None` if heads are lost where `groups`, the heads over others, are set again.
fn laid_out(
    page: usize,
    lines: &[GlyphLine],
    (found, groups): (&[Columns], &[groups::Group]),
    rules: (&[Ruling], &[Ruling]),
    above: Option<&Open>,
    open: &mut Option<Open>,
    patterns: &Patterns,
) -> Option<Vec<Piece>> {
    *open = None;
    let mut pieces = Vec::new();
    for (number, columns) in found.iter().enumerate() {
        let rows = lines.get(columns.start..columns.end).unwrap_or_default();
        let same = above.filter(|above| number == 0 && above.roles == columns.roles);
        let mut style = same.and_then(|above| above.style);
        let goes_on = same.is_some();
        let Some(mut piece) = piece(page, rows, columns, rules, goes_on, &mut style, patterns)
        else {
            continue;
        };
        piece.goes_on = goes_on;
        piece.undrawn = true;
        if columns.header > 0 && !groups.is_empty() {
            piece = groups::set(piece, groups);
            if groups::lost_heads(&piece, columns) {
                return None;
            }
        }
        *open = Some(Open {
            gutters: columns.gutters.clone(),
            edges: columns.edges,
            roles: columns.roles.clone(),
            style,
        });
        pieces.push(piece);
    }
    Some(pieces)
}

/// The table that lines make in these columns. `continues` tells that it goes on from
/// the page before; `style` is how the labels of its part there are set, and becomes how
/// these are.
fn piece(
    page: usize,
    lines: &[GlyphLine],
    columns: &Columns,
    (horizontal, drawn): (&[Ruling], &[Ruling]),
    continues: bool,
    style: &mut Option<Style>,
    patterns: &Patterns,
) -> Option<Piece> {
    let around = Rect::around(lines.iter().map(|line| &line.bbox))?;
    let xs = columns.xs();
    let bbox = Rect {
        left: *xs.first()?,
        right: *xs.last()?,
        top: around.top - 0.5,
        bottom: around.bottom + 0.5,
    };
    let inside = |ruling: &&Ruling| {
        bbox.top - SAME_PLACE * 3.0 <= ruling.place
            && ruling.place <= bbox.bottom + SAME_PLACE * 3.0
            && ruling.to > bbox.left
            && ruling.from < bbox.right
    };
    let rules: Vec<Ruling> = horizontal.iter().filter(inside).copied().collect();
    let cut = columns.cut(lines);
    let heads = lines.get(..columns.header).unwrap_or_default();
    let header = Rect::around(heads.iter().map(|line| &line.bbox)).map(|rect| rect.bottom);
    let rows = rows::rows(&cut, columns, header);
    // A rule leaves out the labels that span the rows which it parts.
    let plain = (0..xs.len()).find(|&col| !columns.spans(col)).unwrap_or_default();
    let left = xs.get(plain).copied().unwrap_or(bbox.left);
    let whole =
        |rule: &&Ruling| rule.to.min(bbox.right) - rule.from.max(left) > (bbox.right - left) * 0.9;
    let whole: Vec<f32> = rules.iter().filter(whole).map(|rule| rule.place).collect();
    let is_drawn = |place: f32| {
        let at_place = |rule: &Ruling| {
            rule.horizontal
                && (rule.place - place).abs() <= SAME_PLACE
                && rule.to > bbox.left
                && rule.from < bbox.right
        };
        drawn.iter().any(at_place)
    };
    // What goes on from the page before has no line below its header.
    let outer = if columns.header > 0 { THREE_LINES } else { THREE_LINES - 1 };
    if whole.iter().filter(|place| is_drawn(**place)).count() > outer {
        let grouped =
            rows.as_ref().is_some_and(|(rows, _)| rows::are_grouped(&cut, rows, columns, &whole));
        if !grouped {
            return by_rules(page, lines, columns, &rules);
        }
    }
    let Some((rows, pitch)) = rows else {
        if whole.len() <= outer {
            return None;
        }
        // Coloured rows do not tell which of them a label covers.
        let mut piece = by_rules(page, lines, columns, &rules)?;
        for cell in piece.cells.iter_mut().filter(|cell| columns.spans(cell.col)) {
            cell.unowned = cell.lines.is_empty();
        }
        return Some(piece);
    };
    let rules: Vec<Ruling> = rules.into_iter().filter(|rule| is_drawn(rule.place)).collect();
    let headed = columns.header > 0;
    let covered = rows::above_totals(cut.iter().flatten(), &rows, patterns);
    let off = rows::off(columns, lines.first().map_or(0.0, |line| line.size));
    let beside = Beside { rows: &rows, covered, header: headed, continues, pitch, off };
    let spanning = cut.iter().enumerate().filter(|(col, _)| columns.spans(*col));
    let spanning: Vec<&[GlyphLine]> = spanning.map(|(_, lines)| lines.as_slice()).collect();
    // The page before may have told how labels are set.
    *style = style.or_else(|| labels::style(&spanning, beside));
    let labelled: Vec<(Option<Role>, &[GlyphLine], Vec<f32>)> = cut
        .iter()
        .enumerate()
        .filter(|(col, _)| columns.spans(*col))
        .map(|(col, lines)| {
            let role = columns.roles.get(col).copied().flatten();
            (role, lines.as_slice(), walls(&rules, &xs, col))
        })
        .collect();
    // Where labels stand is certain; which rows they cover must be proven.
    let mut labelled = labels::placed(&labelled, beside, *style, patterns).into_iter();
    let mut cells = Vec::new();
    for (col, lines) in cut.iter().enumerate() {
        let placed = match columns.spans(col) {
            true => labelled.next().unwrap_or_default(),
            false => rows::cells(lines, &rows),
        };
        cells.extend(placed.into_iter().map(|cell| PieceCell {
            row: cell.row,
            col,
            rowspan: cell.rowspan,
            colspan: 1,
            bbox: cell_box(&xs, col, &rows, cell.row, cell.rowspan),
            lines: cell.lines,
            unowned: cell.unowned,
        }));
    }
    cells.sort_by_key(|cell| (cell.row, cell.col));
    Some(Piece {
        page,
        bbox,
        xs,
        rows: rows.len(),
        cells,
        origin: Origin::Spans,
        ..Piece::default()
    })
}

/// Where drawn lines run through a whole column: no label spans them.
fn walls(rules: &[Ruling], xs: &[f32], col: usize) -> Vec<f32> {
    let x = |n: usize| xs.get(n).copied().unwrap_or_default();
    let (left, right) = (x(col) + SAME_PLACE, x(col + 1) - SAME_PLACE);
    rules.iter().filter(|r| r.from <= left && r.to >= right).map(|r| r.place).collect()
}

fn cell_box(xs: &[f32], col: usize, rows: &[rows::Row], row: usize, rowspan: usize) -> Rect {
    let x = |n: usize| xs.get(n).copied().unwrap_or_default();
    let top = rows.get(row).map_or(0.0, |row| row.top);
    let bottom = rows.get(row + rowspan - 1).map_or(top, |row| row.bottom);
    Rect { left: x(col), right: x(col + 1), top, bottom }
}

/// Above and below the header and below the last row: a three-line table. More
/// lines over its whole width divide rows, or groups of rows.
const THREE_LINES: usize = 3;

/// A table with lines between its rows: the gutters divide its columns.
fn by_rules(
    page: usize,
    lines: &[GlyphLine],
    columns: &Columns,
    rules: &[Ruling],
) -> Option<Piece> {
    let around = Rect::around(lines.iter().map(|line| &line.bbox))?;
    let places = || rules.iter().map(|rule| rule.place);
    let top = places().fold(around.top, f32::min);
    let bottom = places().fold(around.bottom, f32::max);
    let vertical: Vec<Ruling> = columns
        .xs()
        .iter()
        .map(|&place| Ruling { horizontal: false, place, from: top, to: bottom })
        .collect();
    let lattice = lattice::lattices(rules, &vertical).into_iter().next()?;
    let mut glyphs: Vec<Glyph> =
        lines.iter().flat_map(|line| line.glyphs.iter().copied()).collect();
    Some(groups::widened(lattice.fill(page, &mut glyphs).without_blank_rows()))
}

#[cfg(test)]
mod tests;
