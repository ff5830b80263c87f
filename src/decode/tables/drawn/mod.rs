//! Tables drawn with characters, a border around each cell: where a border is left out, one cell
//! covers what it would part.
//!
//! ```text
//! ┌──────┬──────────┬────┐
//! │ 产出 │ 新建公厕 │ 4  │
//! │ 指标 ├──────────┼────┤
//! │      │ 维修管网 │ 12 │
//! └──────┴──────────┴────┘
//! ```

mod cells;
mod lines;

use super::header::Metric;
use super::{Found, Lines, found};
use crate::decode::lines::Piece;
use crate::decode::shape::is_pipe;
use lines::Drawing;

/// The drawn table that starts with a ruling on line `first`; `None` where not all of its borders
/// fit together, or where several rows may stand between two rulings.
pub(super) fn drawn(lines: Lines, first: usize) -> Found {
    let (piece, shape) = lines.get(first)?;
    if !shape.ruling || !has_corners(piece.text) || first < lines.no_pipes_before.get() {
        return None;
    }
    let mut pieces: Vec<Piece> = Vec::new();
    while let Some((piece, shape)) = lines.get(first + pieces.len()) {
        let text = piece.text.trim();
        let border = |c: char| is_pipe(c) || is_corner(c);
        let part = !shape.blank && text.starts_with(border) && text.ends_with(border);
        if !part || !lines.same_page(first, first + pieces.len()) {
            break;
        }
        pieces.push(*piece);
    }
    let read = |metric| cells::grid(&Drawing::read(&pieces, metric)?);
    let grid = read(Metric::Display).or_else(|| read(Metric::Characters))?;
    Some(found(grid, first + pieces.len()))
}

/// Where rulings cross, turn or end.
fn is_corner(c: char) -> bool {
    c == '+' || matches!(c, '\u{250C}'..='\u{254B}' | '\u{2552}'..='\u{2570}')
}

/// Whether a text starts and ends with a corner.
fn has_corners(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(is_corner) && text.ends_with(is_corner)
}
