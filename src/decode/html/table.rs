//! `<table>` to a grid, or to what a table holds that only serves layout.

use super::scan::{Tag, attribute};
use super::text::{self, Block};
use super::tree::Tree;
use crate::decode::lines::Places;
use crate::document::{Cell, Grid, Origin};

/// What an element comes to.
#[derive(Debug)]
pub(crate) enum Part {
    Block(Block),
    Grid(Grid),
    /// `<pre>`: bytes of the source whose white space counts.
    Preformatted(std::ops::Range<usize>),
}

/// Most columns that a span may open; beyond it is a mistake for the rest of
/// the row. The widest form known has 13 columns.
const MAX_SPAN: usize = 60;

/// The table at a node: its caption, then its grid. A table that holds tables,
/// or that is one column of prose, serves layout; its content is given instead.
pub(crate) fn table(tree: &Tree, index: usize, places: &mut Places) -> Vec<Part> {
    let rows = rows(tree, index);
    let mut parts = Vec::new();
    for (caption, _) in tree.children(index).filter(|(_, n)| n.tag == Some(Tag::Caption)) {
        let block = text::cell(tree, caption, places);
        if !block.text.is_empty() {
            parts.push(Part::Block(block));
        }
    }
    if serves_layout(tree, &rows) {
        for &cell in rows.iter().flatten() {
            content(tree, cell, places, &mut parts);
        }
        return parts;
    }
    let grid = grid(tree, &rows, places);
    if grid.rows > 0 && grid.cols > 0 {
        parts.push(Part::Grid(grid));
    }
    parts
}

/// The blocks and tables of an element, in order.
pub(crate) fn content(tree: &Tree, index: usize, places: &mut Places, parts: &mut Vec<Part>) {
    // Tables are taken out first; what lies between them is text. Text that is
    // part of no block must not be cut at inline elements, so runs of nodes
    // without a table are read together.
    if let Some(tag) = tree.node(index).and_then(|n| n.tag) {
        if tag == Tag::Table {
            return parts.extend(table(tree, index, places));
        }
        if tag == Tag::Pre {
            return parts.extend(preformatted(tree, index));
        }
    }
    if !tree.holds_table(index) && !tree.holds_pre(index) {
        let mut writer = text::Writer::new(tree, places, false);
        writer.walk(index, None);
        return parts.extend(writer.into_blocks().into_iter().map(Part::Block));
    }
    let mut writer = text::Writer::new(tree, places, false);
    for (child, node) in tree.children(index) {
        let apart = matches!(node.tag, Some(Tag::Table | Tag::Pre))
            || tree.holds_table(child)
            || tree.holds_pre(child);
        if apart {
            parts.extend(writer.into_blocks().into_iter().map(Part::Block));
            content(tree, child, places, parts);
            writer = text::Writer::new(tree, places, false);
        } else {
            writer.walk(child, None);
        }
    }
    parts.extend(writer.into_blocks().into_iter().map(Part::Block));
}

/// The bytes between the tags of a `<pre>`.
fn preformatted(tree: &Tree, index: usize) -> Option<Part> {
    let node = tree.node(index)?;
    let (first, last) = (node.children.first()?, node.children.last()?);
    let from = tree.node(*first)?.range.start;
    let to = tree.node(*last)?.range.end;
    Some(Part::Preformatted(from..to))
}

/// The cells of each row, tables within cells left aside.
fn rows(tree: &Tree, index: usize) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut loose = false;
    for (child, node) in tree.children(index) {
        match node.tag {
            Some(Tag::Tr) => rows.push(row(tree, child)),
            Some(Tag::Thead | Tag::Tbody | Tag::Tfoot) => rows.extend(self::rows(tree, child)),
            Some(Tag::Td | Tag::Th) => {
                // Cells without a row make one of their own.
                if loose && let Some(last) = rows.last_mut() {
                    last.push(child);
                } else {
                    rows.push(vec![child]);
                }
                loose = true;
                continue;
            }
            // Some tools nest a form or a div between the table and its rows.
            Some(tag) if !tag.is_table_part() && tag != Tag::Br => {
                rows.extend(self::rows(tree, child));
            }
            _ => continue,
        }
        loose = false;
    }
    rows
}

fn row(tree: &Tree, index: usize) -> Vec<usize> {
    let cells = tree.children(index);
    let cells = cells.filter(|(_, n)| matches!(n.tag, Some(Tag::Td | Tag::Th)));
    cells.map(|(i, _)| i).collect()
}

fn serves_layout(tree: &Tree, rows: &[Vec<usize>]) -> bool {
    let cells = || rows.iter().flatten();
    let count = cells().count();
    if rows.iter().all(|r| r.len() <= 1) && count > 0 {
        return true;
    }
    let nesting = cells().filter(|&&c| tree.holds_table(c)).count();
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    nesting > 0 && (nesting * 5 >= count || widest <= 2)
}

/// Places cells as browsers do: each goes to the first free column of its row,
/// and spans reserve the places they cover.
fn grid(tree: &Tree, rows: &[Vec<usize>], places: &mut Places) -> Grid {
    let mut cells = Vec::new();
    let natural = natural_width(tree, rows);
    // For each column the row below its last covered place.
    let mut busy: Vec<usize> = Vec::new();
    for (row, row_cells) in rows.iter().enumerate() {
        let mut col = 0;
        for &index in row_cells {
            while busy.get(col).is_some_and(|&until| until > row) {
                col += 1;
            }
            let attributes = tree.attributes(index);
            let span = |name| attribute(attributes, name).and_then(leading_number);
            let colspan = span("colspan").unwrap_or(1).max(1);
            let colspan =
                if colspan > MAX_SPAN { natural.saturating_sub(col).max(1) } else { colspan };
            // `rowspan="0"` reaches to the end of the table.
            let left = rows.len() - row;
            let rowspan = match span("rowspan") {
                Some(0) => left,
                Some(n) => n.min(left),
                None => 1,
            };
            let free = (col..col + colspan)
                .take_while(|&c| busy.get(c).is_none_or(|&until| until <= row))
                .count();
            let colspan = free.max(1);
            if busy.len() < col + colspan {
                busy.resize(col + colspan, 0);
            }
            for until in busy.iter_mut().skip(col).take(colspan) {
                *until = row + rowspan;
            }
            let block = text::cell(tree, index, places);
            let at = if block.text.is_empty() {
                let from = tree.node(index).map_or(0, |n| n.range.start);
                places.at(from, from)
            } else {
                block.at
            };
            cells.push(Cell {
                unowned: false,
                row: row as u32,
                col: col as u32,
                rowspan: rowspan as u32,
                colspan: colspan as u32,
                text: block.text,
                at,
            });
            col += colspan;
        }
    }
    Grid {
        rows: rows.len() as u32,
        cols: busy.len() as u32,
        at: cells.first().map(|c| c.at).unwrap_or_default(),
        cells,
        origin: Origin::Spans,
    }
}

/// Columns of the widest row, spans beyond reason counted as one.
fn natural_width(tree: &Tree, rows: &[Vec<usize>]) -> usize {
    let width = |&cell: &usize| {
        let span = attribute(tree.attributes(cell), "colspan").and_then(leading_number);
        span.filter(|&n| n <= MAX_SPAN).unwrap_or(1).max(1)
    };
    let widths = rows.iter().map(|row| row.iter().map(width).sum());
    widths.max().unwrap_or(0)
}

/// The number with which an attribute starts, as browsers read it.
fn leading_number(value: &str) -> Option<usize> {
    let value = value.trim();
    let end = value.find(|c: char| !c.is_ascii_digit());
    let digits = value.get(..end.unwrap_or(value.len()))?;
    let short = digits.get(..digits.len().min(6))?;
    short.parse().ok()
}
