//! The outline as it is published: clean titles and texts.

use crate::document::Grid;
use crate::fold;
use crate::model::{Block, BlockKind, Section};
use crate::outline;

/// The sections of a report with their blocks. The grids in `continued` go on
/// with the one before: both are one block.
pub(crate) fn sections(
    from: &[outline::Section],
    grids: &[Grid],
    continued: &[usize],
) -> Vec<Section> {
    let section = |section: &outline::Section| Section {
        number: section.number.clone(),
        level: section.level,
        title: section.title.clone(),
        at: section.at,
        blocks: blocks(&section.blocks, grids, continued),
        sections: sections(&section.sections, grids, continued),
    };
    from.iter().map(section).collect()
}

/// Blocks in reading order, clean.
pub(crate) fn blocks(from: &[outline::Block], grids: &[Grid], continued: &[usize]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(from.len());
    for piece in from {
        let Some(block) = block(piece, grids) else {
            continue;
        };
        let goes_on =
            matches!(piece, outline::Block::Table(i) if continued.binary_search(i).is_ok());
        match out.last_mut().filter(|last| goes_on && last.kind == BlockKind::Table) {
            Some(last) => {
                last.text.push('\n');
                last.text.push_str(&block.text);
            }
            None => out.push(block),
        }
    }
    out
}

fn block(from: &outline::Block, grids: &[Grid]) -> Option<Block> {
    let (kind, text, at) = match from {
        outline::Block::Paragraph(text) => {
            (BlockKind::Paragraph, fold::clean(&text.text), text.start())
        }
        outline::Block::Item(text) => (BlockKind::Item, fold::clean(&text.text), text.start()),
        outline::Block::Table(index) => {
            let grid = grids.get(*index)?;
            (BlockKind::Table, table(grid), grid.at)
        }
    };
    Some(Block { kind, text, at })
}

/// Cells separated by tabs, rows by line feeds. A place that a spanning cell
/// covers is an empty cell, so that columns stay in line.
fn table(grid: &Grid) -> String {
    let mut out = String::new();
    let (mut row, mut col) = (0, 0);
    for cell in &grid.cells {
        while row < cell.row {
            out.push('\n');
            (row, col) = (row + 1, 0);
        }
        while col < cell.col {
            out.push('\t');
            col += 1;
        }
        out.push_str(&fold::clean(&cell.text));
    }
    out
}
