//! From the lines of a drawing to its cells.

use unicode_width::UnicodeWidthChar;

use super::lines::{Drawing, Stretch};
use crate::decode::tables::Field;
use crate::decode::tables::wrapped::is_number;
use crate::document::{Cell, Grid, Origin};

/// Rulings at least of a table whose rows take several lines: one drawn with three has them around
/// its heads and at its end, and a row on each line.
const RULINGS_OF_A_BOX: usize = 4;

/// Labels are set in lines of few characters, be there more room.
const LONG: usize = 4;

/// The lines between two rulings, of which one may be drawn through some columns only.
struct Block {
    /// Its first line, and the one behind its last.
    from: usize,
    to: usize,
    /// The columns before which a border stands.
    bordered: Vec<usize>,
    /// For each column whether it is parted from the block above.
    ruled: Vec<bool>,
}

/// The cells of a drawing; `None` where they are no rectangles, or where rows are not parted.
pub(super) fn grid(drawing: &Drawing) -> Option<Grid> {
    let blocks = blocks(drawing)?;
    let tall = blocks.iter().any(|block| block.to - block.from > 1);
    let rulings = drawing.lines.iter().filter(|line| line.iter().any(|s| s.ruling)).count();
    let boxed = rulings >= RULINGS_OF_A_BOX && blocks.len() >= RULINGS_OF_A_BOX - 1;
    if tall && (!boxed || blocks.iter().any(|block| holds_rows(drawing, block))) {
        return None;
    }
    let areas = areas(&blocks, drawing.cols)?;
    let cell = |area: &Area| {
        let last = blocks.get(area.bottom)?;
        let lines = blocks.get(area.top)?.from..last.to;
        let field = text(drawing, lines, area.left, area.right + 1);
        Some(Cell {
            row: area.top as u32,
            col: area.left as u32,
            rowspan: (area.bottom - area.top + 1) as u32,
            colspan: (area.right - area.left + 1) as u32,
            text: field.text,
            at: field.at,
            ..Cell::default()
        })
    };
    let cells: Vec<Cell> = areas.iter().map(cell).collect::<Option<_>>()?;
    let at = cells.first().map(|cell| cell.at).unwrap_or_default();
    let (rows, cols) = (blocks.len() as u32, drawing.cols as u32);
    Some(Grid { rows, cols, cells, origin: Origin::Spans, at, ..Grid::default() })
}

/// The blocks from the top down; `None` where a border ends between two rulings, or the table does
/// not end with one.
fn blocks(drawing: &Drawing) -> Option<Vec<Block>> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut above = vec![false; drawing.cols];
    let mut ruled = false;
    for (number, line) in drawing.lines.iter().enumerate() {
        if line.iter().any(|stretch| stretch.ruling) {
            ruled = true;
            for stretch in line.iter().filter(|stretch| stretch.ruling) {
                above.get_mut(stretch.from..stretch.to)?.fill(true);
            }
            continue;
        }
        let bordered: Vec<usize> = line.iter().map(|stretch| stretch.from).collect();
        match blocks.last_mut() {
            Some(block) if !ruled => {
                if block.bordered != bordered {
                    return None;
                }
                block.to = number + 1;
            }
            _ => {
                let ruled = std::mem::replace(&mut above, vec![false; drawing.cols]);
                blocks.push(Block { from: number, to: number + 1, bordered, ruled });
            }
        }
        ruled = false;
    }
    let closed = above.iter().all(|&ruled| ruled) && blocks.first()?.ruled.iter().all(|&r| r);
    closed.then_some(blocks)
}

/// The blocks and columns that a cell covers, the last ones included.
#[derive(Debug)]
struct Area {
    top: usize,
    left: usize,
    bottom: usize,
    right: usize,
    places: usize,
}

fn areas(blocks: &[Block], cols: usize) -> Option<Vec<Area>> {
    let mut areas: Vec<Area> = Vec::new();
    // For each column the area that covers it on the row above.
    let mut above: Vec<usize> = Vec::new();
    for (row, block) in blocks.iter().enumerate() {
        let mut own: Vec<usize> = Vec::with_capacity(cols);
        let mut bordered = block.bordered.iter().peekable();
        for col in 0..cols {
            let begins = bordered.next_if(|&&border| border == col).is_some();
            let beside = own.last().copied().filter(|_| !begins);
            let over = above.get(col).copied().filter(|_| block.ruled.get(col) == Some(&false));
            let area = match (beside, over) {
                (Some(beside), Some(over)) if beside != over => return None,
                (Some(area), _) | (None, Some(area)) => area,
                (None, None) => {
                    areas.push(Area { top: row, left: col, bottom: row, right: col, places: 0 });
                    areas.len() - 1
                }
            };
            let grown = areas.get_mut(area)?;
            if col < grown.left {
                return None;
            }
            (grown.bottom, grown.right) = (row, grown.right.max(col));
            grown.places += 1;
            own.push(area);
        }
        above = own;
    }
    let whole =
        |area: &Area| area.places == (area.bottom - area.top + 1) * (area.right - area.left + 1);
    areas.iter().all(whole).then_some(areas)
}

/// The text in some lines between two borders.
fn text(drawing: &Drawing, lines: std::ops::Range<usize>, from: usize, to: usize) -> Field {
    let mut field: Option<Field> = None;
    for line in drawing.lines.get(lines).unwrap_or_default() {
        let start = line.partition_point(|stretch| stretch.from < from);
        let own = line.iter().skip(start).take_while(|stretch| stretch.to <= to);
        for stretch in own.filter(|stretch| !stretch.ruling) {
            let part = Field::of(&stretch.piece);
            match &mut field {
                Some(field) => field.wrap(part),
                None => field = Some(part),
            }
        }
    }
    field.unwrap_or_default()
}

/// Whether no more of a text has room in its cell.
fn fills(drawing: &Drawing, above: &Stretch, below: &str) -> bool {
    let next = below.chars().next().and_then(UnicodeWidthChar::width).unwrap_or(1);
    above.space() < drawing.padding + next
}

/// Whether several rows stand between two rulings: numbers stand below numbers that end above.
fn holds_rows(drawing: &Drawing, block: &Block) -> bool {
    let mut above: Vec<Option<&Stretch>> = vec![None; block.bordered.len()];
    for line in drawing.lines.get(block.from..block.to).unwrap_or_default() {
        let (mut numbers, mut ended) = (false, false);
        for (stretch, above) in line.iter().zip(&mut above) {
            if !stretch.is_text() {
                continue;
            }
            if let Some(above) = above.replace(stretch) {
                let text = stretch.piece.text.trim();
                let filled = fills(drawing, above, text);
                match is_number(text) && is_number(above.piece.text.trim()) {
                    true if !filled => return true,
                    true => numbers = true,
                    false => {
                        let texts = [text, above.piece.text.trim()];
                        ended |= !filled && texts.iter().all(|text| text.chars().count() >= LONG);
                    }
                }
            }
        }
        if numbers && ended {
            return true;
        }
    }
    false
}
