//! How the lines of a document are set: whether a paragraph is one line or
//! many, how wide a full line is, whether first lines are indented.

use super::row::{End, Look, Row};
use crate::document::Mark;

/// The setting of a document's lines.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Layout {
    /// Width of a full line in half-width columns, if the lines are those of
    /// the page and not whole paragraphs.
    pub(super) full: Option<u32>,
    /// Whether most lines are too short for sentences: the cells of a table
    /// one a line.
    pub(super) cells: bool,
    /// Leading white space of lines that begin no paragraph.
    pub(super) base: u16,
    /// Whether first lines are indented.
    pub(super) indents: bool,
}

/// A page holds at most this many half-width columns of running text: A4
/// across in small type. Lines beyond are whole paragraphs.
const WIDEST: u32 = 176;

/// Running text narrower than this is a column of a form.
const NARROWEST: u32 = 30;

impl Layout {
    pub(super) fn of(rows: &[Row]) -> Self {
        let lines = || rows.iter().filter_map(Row::line);
        let plain = || lines().filter(|(line, _)| line.mark != Some(Mark::Heading));
        let mut widths: Vec<u32> = plain().map(|(_, look)| look.width).collect();
        if widths.len() < 4 {
            return Layout::default();
        }
        // The widest few may be titles of tables or comments.
        let place = widths.len() - 1 - (widths.len() / 20).max(1);
        let (_, &mut widest, _) = widths.select_nth_unstable(place);
        let is_cell = |look: &Look| {
            look.chars <= 12 && !look.punctuated && matches!(look.end, End::Open | End::Closing)
        };
        let short = lines().filter(|(_, look)| is_cell(look)).count();
        let mut layout = Layout {
            full: None,
            cells: rows.len() >= 12 && short * 5 >= rows.len() * 3,
            ..Layout::indents(rows)
        };
        // Where the source tells paragraphs, a line is one, or ends where somebody broke it.
        let told = lines().any(|(line, _)| line.begins);
        if told || !(NARROWEST..=WIDEST).contains(&widest) {
            return layout;
        }
        // A wrapped line is full and stops anywhere; a paragraph that happens
        // to be as long stops at a full stop.
        let is_full = |width: u32| width * 5 >= widest * 4;
        let full = plain().filter(|(_, look)| is_full(look.width));
        let (mut count, mut broken) = (0u32, 0u32);
        for (_, look) in full {
            count += 1;
            let ended = matches!(look.end, End::Final | End::Colon);
            broken += u32::from(look.punctuated && !ended);
        }
        if count >= 3 && broken >= 2 && broken * 2 >= count {
            layout.full = Some(widest);
        }
        layout
    }

    /// Whether a line of this width reaches the right edge of the text.
    pub(super) fn is_full(&self, width: u32) -> bool {
        self.full.is_some_and(|full| width * 5 >= full * 4)
    }

    /// Whether a line with this leading white space begins a paragraph.
    pub(super) fn is_indented(&self, indent: u16) -> bool {
        self.indents && indent >= self.base + 2
    }

    fn indents(rows: &[Row]) -> Self {
        let mut counts = [0u32; 16];
        for (line, _) in rows.iter().filter_map(Row::line) {
            if let Some(count) = counts.get_mut(usize::from(line.indent)) {
                *count += 1;
            }
        }
        let total: u32 = counts.iter().sum();
        let base = counts.iter().position(|&c| c * 10 >= total.max(1)).unwrap_or(0);
        let further: u32 = counts.iter().skip(base + 2).sum();
        Layout {
            full: None,
            cells: false,
            base: base as u16,
            indents: further >= 2 || (further >= 1 && total < 20),
        }
    }
}
