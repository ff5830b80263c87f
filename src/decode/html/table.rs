//! `<table>` to a grid, or to what a table holds that only serves layout.

use super::placing::{Placed, Row, place};
use super::scan::{Tag, attribute};
use super::text::{self, Block};
use super::tree::Tree;
use crate::decode::left_out::{LeftOut, Reason};
use crate::decode::lines::Places;
use crate::decode::serves_layout::serves_layout;
use crate::document::{Cell, Grid, Origin};

/// What an element comes to.
#[derive(Debug)]
pub(crate) enum Part {
    Block(Block),
    Grid(Grid),
    /// `<pre>`: bytes of the source whose white space counts.
    Preformatted(std::ops::Range<usize>),
}

/// The table at a node: its caption, then its grid. A table that holds tables,
/// or that is one column of prose, serves layout; its content is given instead.
pub(crate) fn table(
    tree: &Tree,
    index: usize,
    places: &mut Places,
    left_out: &mut LeftOut,
) -> Vec<Part> {
    let rows = rows(tree, index, false);
    let mut parts = Vec::new();
    for (caption, _) in tree.children(index).filter(|(_, n)| n.tag == Some(Tag::Caption)) {
        let block = text::cell(tree, caption, places, left_out);
        if !block.text.is_empty() {
            parts.push(Part::Block(block));
        }
    }
    let holding = rows.iter().map(|row| row.cells.iter().map(|&cell| tree.holds_table(cell)));
    if serves_layout(holding) {
        for row in rows {
            for cell in row.cells {
                if row.hidden || tree.is_hidden(cell) {
                    tell_hidden(tree, cell, places, left_out);
                } else {
                    content(tree, cell, places, left_out, &mut parts);
                }
            }
        }
        return parts;
    }
    let columns = hidden_columns(tree, index);
    let grid = grid(tree, &rows, &columns, places, left_out);
    if grid.rows > 0 && grid.cols > 0 {
        parts.push(Part::Grid(grid));
    }
    parts
}

/// The blocks and tables of an element, in order.
pub(crate) fn content(
    tree: &Tree,
    index: usize,
    places: &mut Places,
    left_out: &mut LeftOut,
    parts: &mut Vec<Part>,
) {
    // Tables are taken out first; what lies between them is text. Text that is
    // part of no block must not be cut at inline elements, so runs of nodes
    // without a table are read together.
    if tree.is_hidden(index) {
        return tell_hidden(tree, index, places, left_out);
    }
    if let Some(tag) = tree.node(index).and_then(|n| n.tag) {
        if tag == Tag::Table {
            return parts.extend(table(tree, index, places, left_out));
        }
        if tag == Tag::Pre {
            return parts.extend(preformatted(tree, index));
        }
    }
    let blocks = |writer: text::Writer, parts: &mut Vec<Part>| {
        parts.extend(writer.into_blocks().into_iter().map(Part::Block));
    };
    let mut writer = text::Writer::new(tree, places, left_out, false);
    if !tree.holds_table(index) && !tree.holds_pre(index) {
        writer.walk(index, None);
        return blocks(writer, parts);
    }
    for (child, node) in tree.children(index) {
        let apart = matches!(node.tag, Some(Tag::Table | Tag::Pre))
            || tree.holds_table(child)
            || tree.holds_pre(child);
        if apart {
            blocks(writer, parts);
            content(tree, child, places, left_out, parts);
            writer = text::Writer::new(tree, places, left_out, false);
        } else {
            writer.walk(child, None);
        }
    }
    blocks(writer, parts);
}

/// The bytes between the tags of a `<pre>`.
fn preformatted(tree: &Tree, index: usize) -> Option<Part> {
    let node = tree.node(index)?;
    let (first, last) = (node.children.first()?, node.children.last()?);
    let from = tree.node(*first)?.range.start;
    let to = tree.node(*last)?.range.end;
    Some(Part::Preformatted(from..to))
}

/// Counts an element that is not shown, if it says anything.
fn tell_hidden(tree: &Tree, index: usize, places: &mut Places, left_out: &mut LeftOut) {
    if !tree.plain_text(index).is_empty() {
        let start = tree.node(index).map_or(0, |n| n.range.start);
        left_out.add(Reason::Hidden, places.at(start, start));
    }
}

/// The cells of each row, tables within cells left aside. `hidden` tells whether what the rows
/// stand in is.
fn rows(tree: &Tree, index: usize, hidden: bool) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut loose = false;
    // A foot may stand before the rows; it is shown below them.
    let mut foot: Vec<Row> = Vec::new();
    for (child, node) in tree.children(index) {
        let hidden = hidden || tree.is_hidden(child);
        match node.tag {
            Some(Tag::Tr) => rows.push(row(tree, child, hidden)),
            Some(Tag::Tfoot) => foot.extend(self::rows(tree, child, hidden)),
            Some(Tag::Thead | Tag::Tbody) => rows.extend(self::rows(tree, child, hidden)),
            Some(Tag::Td | Tag::Th) => {
                // Cells without a row make one of their own.
                if loose && let Some(last) = rows.last_mut() {
                    last.cells.push(child);
                } else {
                    rows.push(Row { cells: vec![child], hidden: false });
                }
                loose = true;
                continue;
            }
            // Some tools nest a form or a div between the table and its rows.
            Some(tag) if !tag.is_table_part() && tag != Tag::Br => {
                rows.extend(self::rows(tree, child, hidden));
            }
            _ => continue,
        }
        loose = false;
    }
    rows.append(&mut foot);
    rows
}

fn row(tree: &Tree, index: usize, hidden: bool) -> Row {
    let cells = tree.children(index);
    let cells = cells.filter(|(_, n)| matches!(n.tag, Some(Tag::Td | Tag::Th)));
    Row { cells: cells.map(|(i, _)| i).collect(), hidden }
}

/// Which columns the table declares as hidden, as spreadsheets do.
fn hidden_columns(tree: &Tree, index: usize) -> Vec<bool> {
    let mut columns = Vec::new();
    for (child, node) in tree.children(index) {
        match node.tag {
            Some(Tag::Colgroup) => columns.extend(hidden_columns(tree, child)),
            Some(Tag::Col) => {
                let span = attribute(tree.attributes(child), "span").and_then(leading_number);
                let span = span.unwrap_or(1).clamp(1, MAX_SPAN);
                let hidden = tree.is_hidden(child) || tree.is_hidden(index);
                columns.extend(std::iter::repeat_n(hidden, span));
            }
            _ => {}
        }
    }
    columns
}

/// The grid of a table: its cells placed, and those that are shown read.
fn grid(
    tree: &Tree,
    rows: &[Row],
    columns: &[bool],
    places: &mut Places,
    left_out: &mut LeftOut,
) -> Grid {
    let placed = place(tree, rows, columns);
    let mut cells = Vec::with_capacity(placed.cells.len());
    for Placed { node, area } in placed.cells {
        let Some(area) = area else {
            tell_hidden(tree, node, places, left_out);
            continue;
        };
        let block = text::cell(tree, node, places, left_out);
        let at = if block.text.is_empty() {
            let from = tree.node(node).map_or(0, |n| n.range.start);
            places.at(from, from)
        } else {
            block.at
        };
        cells.push(Cell {
            row: area.row as u32,
            col: area.col as u32,
            rowspan: area.rows as u32,
            colspan: area.cols as u32,
            text: block.text,
            at,
            ..Cell::default()
        });
    }
    Grid {
        rows: placed.rows as u32,
        cols: placed.cols as u32,
        at: cells.first().map(|c| c.at).unwrap_or_default(),
        cells,
        origin: Origin::Spans,
        ..Grid::default()
    }
}

/// Most columns that a span may open; beyond it is a mistake for the rest of
/// the row. The widest form known has 13 columns.
pub(super) const MAX_SPAN: usize = 60;

/// The number with which an attribute starts, as browsers read it.
pub(super) fn leading_number(value: &str) -> Option<usize> {
    let value = value.trim();
    let end = value.find(|c: char| !c.is_ascii_digit());
    let digits = value.get(..end.unwrap_or(value.len()))?;
    let short = digits.get(..digits.len().min(6))?;
    short.parse().ok()
}
