//! Columns that only the head draws: below it the texts of a row stand under their heads, and
//! no line parts them.

use super::geometry::{Glyph, Rect};
use super::glyph_line::GlyphLine;
use super::piece::{Piece, PieceCell};

/// A cell under so many heads may be a row of theirs.
const HEADS: usize = 3;

/// So many of a hundred lines of the head must find no text in their way.
const FREE: usize = 70;

/// So many of a hundred parts must hold text.
const FILLED: usize = 80;

/// A character may reach over a line by this share of the narrower column beside it.
const OVER: f32 = 0.04;

/// The piece with its cells cut where the lines of their heads go on through white space.
pub(super) fn parted(mut piece: Piece) -> Piece {
    let mut all = Vec::with_capacity(piece.cells.len());
    for cell in &piece.cells {
        match borders(&piece, cell) {
            Some(borders) => all.extend(parts(&piece, cell, &borders)),
            None => all.push(cell.clone()),
        }
    }
    all.sort_by_key(|cell| (cell.row, cell.col));
    piece.cells = all;
    piece
}

/// The borders at which a cell is cut, both ends with them.
fn borders(piece: &Piece, cell: &PieceCell) -> Option<Vec<usize>> {
    if cell.colspan < HEADS || cell.lines.is_empty() {
        return None;
    }
    let drawn = |border: usize| {
        let above = || piece.cells.iter().filter(|head| head.row + head.rowspan <= cell.row);
        above().any(|head| head.col + head.colspan == border)
            && above().any(|head| head.col == border)
    };
    let end = cell.col + cell.colspan;
    let inner: Vec<usize> = (cell.col + 1..end).filter(|&border| drawn(border)).collect();
    if inner.len() + 1 < HEADS {
        return None;
    }
    let glyphs = || cell.lines.iter().flat_map(|line| &line.glyphs);
    let is_free = |border: &usize| {
        let place = |n: usize| piece.xs.get(n).copied().unwrap_or_default();
        let x = place(*border);
        let narrower = (x - place(border - 1)).min(place(border + 1) - x);
        let over = narrower * OVER;
        !glyphs().any(|glyph| {
            !glyph.char.is_whitespace() && glyph.bbox.left + over < x && x < glyph.bbox.right - over
        })
    };
    let free: Vec<usize> = inner.iter().copied().filter(is_free).collect();
    if free.len() * 100 < inner.len() * FREE || free.len() + 1 < HEADS {
        return None;
    }
    let ends: Vec<usize> = [cell.col].into_iter().chain(free).chain([end]).collect();
    let filled = ends.windows(2).filter(|pair| {
        let x = |n: usize| piece.xs.get(n).copied().unwrap_or_default();
        glyphs().any(|glyph| (x(pair[0])..x(pair[1])).contains(&glyph.bbox.x()))
    });
    (filled.count() * 100 >= (ends.len() - 1) * FILLED).then_some(ends)
}

fn parts(piece: &Piece, cell: &PieceCell, borders: &[usize]) -> Vec<PieceCell> {
    let part = |pair: &[usize]| {
        let x = |n: usize| piece.xs.get(n).copied().unwrap_or_default();
        let bbox = Rect { left: x(pair[0]), right: x(pair[1]), ..cell.bbox };
        PieceCell {
            col: pair[0],
            colspan: pair[1] - pair[0],
            bbox,
            lines: cell.lines.iter().filter_map(|line| within(line, &bbox)).collect(),
            ..cell.clone()
        }
    };
    borders.windows(2).map(part).collect()
}

/// The part of a line that stands in a box.
fn within(line: &GlyphLine, rect: &Rect) -> Option<GlyphLine> {
    let inside = |glyph: &&Glyph| (rect.left..rect.right).contains(&glyph.bbox.x());
    let glyphs: Vec<Glyph> = line.glyphs.iter().filter(inside).copied().collect();
    let first = glyphs.iter().position(|glyph| !glyph.char.is_whitespace())?;
    let last = glyphs.iter().rposition(|glyph| !glyph.char.is_whitespace())?;
    let glyphs = glyphs.get(first..=last)?.to_vec();
    let bbox = Rect::around(glyphs.iter().map(|glyph| &glyph.bbox))?;
    Some(GlyphLine { glyphs, bbox, ..*line })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::geometry::PageGeometry;
    use crate::layout::lattice::lattices;
    use crate::layout::rulings::rulings;
    use crate::layout::sample::page;

    fn cells(mut page: PageGeometry) -> Vec<String> {
        let (horizontal, vertical) = rulings(&page);
        let lattice = lattices(&horizontal, &vertical).into_iter().next().unwrap();
        let piece = parted(lattice.fill(0, &mut page.glyphs).without_blank_rows());
        let text = |cell: &PieceCell| -> String {
            cell.lines.iter().map(|line| line.text().text).collect()
        };
        let shown = |c: &PieceCell| format!("{},{} 1x{} {}", c.row, c.col, c.colspan, text(c));
        piece.cells.iter().filter(|cell| cell.row > 0).map(shown).collect()
    }

    /// A head of four columns, their lines drawn in it alone.
    fn head() -> PageGeometry {
        let mut page = page().net(&[50.0, 450.0], &[100.0, 130.0, 160.0]);
        for x in [150.0, 250.0, 350.0] {
            page = page.vertical(x, 100.0, 130.0);
        }
        for (n, head) in ["科目", "预算数", "决算数", "差额"].into_iter().enumerate() {
            page = page.text(55.0 + 100.0 * n as f32, 120.0, 10.0, head);
        }
        page
    }

    #[test]
    fn texts_under_their_heads_are_cells() {
        let page = head()
            .text(55.0, 150.0, 10.0, "办公费")
            .text(200.0, 150.0, 10.0, "12.50")
            .text(300.0, 150.0, 10.0, "11.80")
            .text(400.0, 150.0, 10.0, "0.70");
        assert_eq!(
            cells(page),
            ["1,0 1x1 办公费", "1,1 1x1 12.50", "1,2 1x1 11.80", "1,3 1x1 0.70"]
        );
    }

    #[test]
    fn a_text_across_the_heads_is_one_cell() {
        let text = "以上各项均按部门决算口径填列，单位为万元，保留两位小数";
        assert_eq!(cells(head().text(55.0, 150.0, 10.0, text)), [format!("1,0 1x4 {text}")]);
        // Short, but under one head only.
        assert_eq!(cells(head().text(55.0, 150.0, 10.0, "备注")), ["1,0 1x4 备注"]);
    }
}
