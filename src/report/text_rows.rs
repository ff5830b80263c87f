//! The rows of forms and the lines of a document as cells.

use crate::location::At;
use crate::outline::{Block, Outline, Section};
use crate::table::FormRow;

/// The cells of a row, or the one of a line.
pub(super) type Cells = Vec<(String, At)>;

/// The rows of the forms.
pub(super) fn form(rows: &[FormRow]) -> Vec<Cells> {
    rows.iter().map(|row| row.cells.clone()).collect()
}

/// The lines of the text, headings among them.
pub(super) fn lines(outline: &Outline) -> Vec<Cells> {
    let mut out = Vec::new();
    blocks(&outline.cover, &mut out);
    sections(&outline.sections, &mut out);
    out
}

fn sections(sections: &[Section], out: &mut Vec<Cells>) {
    for section in sections {
        out.push(vec![(section.title.clone(), section.at)]);
        blocks(&section.blocks, out);
        self::sections(&section.sections, out);
    }
}

fn blocks(blocks: &[Block], out: &mut Vec<Cells>) {
    for block in blocks {
        if let Block::Paragraph(line) | Block::Item(line) = block {
            out.push(vec![(line.text.clone(), line.start())]);
        }
    }
}
