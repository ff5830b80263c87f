//! What a line looks like before it is read: the cheap marks by which table
//! rows are told from prose, taken in one pass over its bytes.

use super::lines::Piece;
use crate::fold;

/// Marks of one line.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Shape {
    /// Nothing but white space.
    pub(crate) blank: bool,
    /// Tabs.
    pub(crate) tabs: u32,
    /// Tabs after the first printed character.
    pub(crate) inner_tabs: u32,
    /// Pipes and vertical box-drawing lines.
    pub(crate) pipes: u32,
    /// ASCII commas.
    pub(crate) commas: u32,
    /// ASCII semicolons.
    pub(crate) semicolons: u32,
    /// Runs of two or more spaces, or full-width spaces, between printed text.
    pub(crate) gaps: u32,
    /// Single spaces between printed text.
    pub(crate) spaces: u32,
    /// Nothing but characters of which rulings are drawn, two dashes at least.
    pub(crate) ruling: bool,
    /// An ASCII `<`.
    pub(crate) angle: bool,
    /// Length in bytes of the trimmed text.
    pub(crate) length: u32,
}

impl Shape {
    pub(crate) fn of(piece: &Piece) -> Shape {
        let text = piece.text.trim();
        let mut shape = Shape { length: text.len() as u32, ..Shape::default() };
        let lead = piece.text.len() - piece.text.trim_start().len();
        let tabs = |t: &[u8]| memchr::memchr_iter(b'\t', t).count() as u32;
        let bytes = piece.text.as_bytes();
        shape.inner_tabs = tabs(bytes.get(lead..).unwrap_or_default());
        shape.tabs = shape.inner_tabs + tabs(bytes.get(..lead).unwrap_or_default());
        if text.is_empty() || piece.is_blank() {
            // A row of empty cells is still a row; the caller asks for tabs.
            shape.blank = true;
            return shape;
        }
        shape.scan(text);
        shape
    }

    fn scan(&mut self, text: &str) {
        let (mut spaces, mut dashes, mut drawn) = (0u32, 0u32, true);
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let three = || bytes.get(at + 1..at + 3).unwrap_or_default();
            let wide_space = byte == 0xE3 && three() == [0x80, 0x80];
            if byte == b' ' || byte == b'\t' || wide_space {
                spaces += if wide_space { 2 } else { 1 };
                at += if wide_space { 3 } else { 1 };
                continue;
            }
            match std::mem::take(&mut spaces) {
                0 => {}
                1 => self.spaces += 1,
                _ => self.gaps += 1,
            }
            match byte {
                // Ideographs, which nearly all of a line is.
                0xE4..=0xE9 => {
                    drawn = false;
                    at += bytes.get(at..).map_or(0, fold::wide);
                    continue;
                }
                b'|' => self.pipes += 1,
                b',' => (self.commas, drawn) = (self.commas + 1, false),
                b';' => (self.semicolons, drawn) = (self.semicolons + 1, false),
                b'-' | b'=' => dashes += 1,
                b':' | b'+' => {}
                b'<' => (self.angle, drawn) = (true, false),
                0xC2 if bytes.get(at + 1) == Some(&0xA6) => self.pipes += 1,
                0xA6 => {}
                0xEF if three() == [0xBD, 0x9C] => (self.pipes, at) = (self.pipes + 1, at + 2),
                0xE2 if matches!(three(), [0x94 | 0x95, _]) => {
                    match three() {
                        [0x94, 0x82 | 0x83] | [0x95, 0x91] => self.pipes += 1,
                        [0x94, 0x80 | 0x81 | 0x84 | 0x85 | 0x88 | 0x89] | [0x95, 0x90] => {
                            dashes += 1;
                        }
                        _ => {}
                    }
                    at += 2;
                }
                _ => drawn = false,
            }
            at += 1;
        }
        self.ruling = drawn && dashes >= 2;
    }

    /// Whether the line could be a row of tab-separated cells.
    pub(crate) fn tabbed(&self) -> bool {
        self.inner_tabs >= 1 || self.tabs >= 2
    }
}

/// Vertical lines between cells: the ASCII pipe, its full-width and broken
/// forms, and those of box drawing.
pub(crate) fn is_pipe(c: char) -> bool {
    matches!(c, '|' | '｜' | '│' | '┃' | '║' | '¦')
}

/// Horizontal lines and crossings of box drawing, and their ASCII forms.
pub(crate) fn is_drawn(c: char) -> bool {
    matches!(c, '-' | '=' | '+' | ':' | '\u{2500}'..='\u{257F}')
}
