//! Which report layout (of which authority) a document follows.

use crate::outline::{Block, Outline, Section};
use crate::patterns::Patterns;
use crate::patterns::forms::Seen;

pub use crate::patterns::forms::{Form, Required};

/// Header cells and labels are short; a longer cell is a value.
const LONGEST_CELL: usize = 90;
/// The signals of a form stand at its start; so many cells are looked at.
const MOST_CELLS: usize = 600;
/// The same for sections and the lines of a cover.
const MOST_LINES: usize = 200;

/// The form of a document: the one with the strongest signals in its title, its
/// cover, its section titles and its cells, or `unknown`.
#[must_use]
pub fn identify<'p>(outline: &Outline, patterns: &'p Patterns) -> &'p Form {
    let mut seen = Seen::default();
    if let Some(title) = &outline.title {
        seen.title = &title.text;
    }
    for block in outline.cover.iter().take(MOST_LINES) {
        if let Block::Paragraph(line) | Block::Item(line) = block
            && line.text.len() <= LONGEST_CELL * 2
        {
            seen.cover.push(&line.text);
        }
    }
    titles(&outline.sections, &mut seen.sections);
    let cells = outline.grids.iter().flat_map(|grid| &grid.cells);
    let short = cells.filter(|cell| !cell.text.is_empty() && cell.text.len() <= LONGEST_CELL);
    seen.cells.extend(short.take(MOST_CELLS).map(|cell| cell.text.as_str()));
    if seen.title.is_empty() {
        // A form whose title stands in its own first row.
        let title = seen.cells.iter().find(|cell| patterns.kinds.is_title(cell));
        seen.title = title.copied().unwrap_or_default();
    }
    patterns.forms.recognise(&seen)
}

fn titles<'a>(sections: &'a [Section], out: &mut Vec<&'a str>) {
    for section in sections {
        if out.len() >= MOST_LINES {
            return;
        }
        out.push(&section.title);
        titles(&section.sections, out);
    }
}
