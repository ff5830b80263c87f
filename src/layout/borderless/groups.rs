//! Heads over several heads (指标值 over 年度目标值 and 全年实际值) in a table that no line parts: they
//! stand across the white space between the columns, which are told without them.

use super::columns::Columns;
use crate::layout::geometry::{Rect, Ruling};
use crate::layout::glyph_line::GlyphLine;
use crate::layout::piece::{Piece, PieceCell};
use crate::patterns::Patterns;

/// White space between two heads, in points.
const GAP: f32 = 3.0;

/// The heads under one stand no further below it, in em.
const BELOW: f32 = 3.5;

/// It stands over the middle of them; it is off by no more than this share of their width.
const MIDDLE: f32 = 0.12;

/// Lines between a head and those under it are looked for so far beside them, in points.
const BESIDE: f32 = 6.0;

/// A head over others.
#[derive(Debug)]
pub(super) struct Group {
    line: GlyphLine,
    /// The middles of the first and the last head under it.
    first: f32,
    last: f32,
}

/// The lines without such heads, and these; `None` if there are none. `names` is how many columns
/// each line names. `drawn` are the lines that are drawn: one that runs over just the heads below
/// tells as much as a name that is known.
pub(super) fn taken(
    lines: &[GlyphLine],
    names: &[usize],
    drawn: &[Ruling],
    patterns: &Patterns,
) -> Option<(Vec<GlyphLine>, Vec<Group>)> {
    const NEXT: usize = 3;
    let promising = |n: usize| names.iter().skip(n + 1).take(NEXT).any(|&count| count >= 2);
    if !(0..lines.len()).any(promising) {
        return None;
    }
    let mut groups = Vec::new();
    let mut rest: Vec<GlyphLine> = Vec::with_capacity(lines.len());
    for (n, line) in lines.iter().enumerate() {
        let below = lines.get(n + 1..).unwrap_or_default();
        let near = |other: &&GlyphLine| {
            let step = other.bbox.y() - line.bbox.y();
            step <= line.size * BELOW && !other.vertical
        };
        let over = |part: &GlyphLine| {
            let heads = below.iter().take_while(near).filter(|other| {
                other.bbox.top + other.size * 0.2 > part.bbox.bottom
                    && other.size <= part.size * 1.15
            });
            heads.filter_map(|heads| under(part, heads, lines, drawn, patterns)).next()
        };
        if line.vertical || !promising(n) {
            rest.push(line.clone());
            continue;
        }
        let parts = line.split(GAP / line.size.max(1.0));
        let found: Vec<Option<(f32, f32)>> = parts.iter().map(over).collect();
        if found.iter().all(Option::is_none) {
            rest.push(line.clone());
            continue;
        }
        let mut kept: Option<GlyphLine> = None;
        for (part, found) in parts.into_iter().zip(found) {
            match (found, &mut kept) {
                (Some((first, last)), _) => groups.push(Group { line: part, first, last }),
                (None, Some(kept)) => {
                    kept.bbox = kept.bbox.union(&part.bbox);
                    kept.glyphs.extend(part.glyphs);
                }
                (None, kept) => *kept = Some(part),
            }
        }
        rest.extend(kept);
    }
    (!groups.is_empty()).then_some((rest, groups))
}

/// The middles of the first and the last of the heads on a line that one stands over: two or three
/// beside each other that name columns, with its middle over theirs, and nothing else over them.
fn under(
    part: &GlyphLine,
    line: &GlyphLine,
    lines: &[GlyphLine],
    drawn: &[Ruling],
    patterns: &Patterns,
) -> Option<(f32, f32)> {
    let heads = line.split(GAP / line.size.max(1.0));
    let named = |head: &GlyphLine| patterns.columns.role(&head.text().text).is_some();
    let middle = part.bbox.x();
    let behind = heads.partition_point(|head| head.bbox.right <= middle);
    let inside = heads.get(behind).is_some_and(|head| head.bbox.left <= middle);
    let (from, to) = match inside {
        true => (behind.checked_sub(1)?, behind + 2),
        false => (behind.checked_sub(1)?, behind + 1),
    };
    let own = heads.get(from..to)?;
    let whole = Rect::around(own.iter().map(|head| &head.bbox))?;
    let fits = (whole.x() - middle).abs() <= whole.width() * MIDDLE
        && part.bbox.width() <= whole.width() * 1.05;
    if !fits || !own.iter().all(named) {
        return None;
    }
    if !inside && is_column(own, &whole, lines) {
        return None;
    }
    let alone = lines.iter().all(|other| {
        let between = other.bbox.y() < whole.top && other.bbox.y() > part.bbox.top - part.size;
        !between
            || other.glyphs.iter().all(|glyph| {
                let (x, y) = (glyph.bbox.x(), glyph.bbox.y());
                let of_part = part.bbox.contains(x, y);
                of_part || x < whole.left || whole.right < x
            })
    });
    let ruled = || {
        drawn.iter().any(|rule| {
            rule.horizontal
                && part.bbox.y() < rule.place
                && rule.place < whole.y()
                && rule.from <= whole.left + BESIDE
                && whole.right - BESIDE <= rule.to
                && rule.to - rule.from <= whole.width() * 2.0
        })
    };
    let (first, last) = (own.first()?, own.last()?);
    (alone && (named(part) || ruled())).then(|| (first.bbox.x(), last.bbox.x()))
}

/// Whether three texts stand side by side below two heads: what is over the middle one is the head
/// of a column of its own, the first line of it.
fn is_column(heads: &[GlyphLine], whole: &Rect, lines: &[GlyphLine]) -> bool {
    /// So far below the heads are rows of the table, in em.
    const ROWS: f32 = 20.0;
    /// White space between the texts of two columns, in em.
    const BETWEEN: f32 = 0.5;
    let size = heads.first().map_or(0.0, |head| head.size);
    let below = whole.bottom..whole.bottom + size * ROWS;
    let (mut two, mut three) = (0, 0);
    for line in lines.iter().filter(|line| below.contains(&line.bbox.y())) {
        let texts = line.stretches(BETWEEN);
        let own = texts
            .iter()
            .filter(|text| whole.left - size < text.x() && text.x() < whole.right + size);
        match own.count() {
            0 | 1 => {}
            2 => two += 1,
            _ => three += 1,
        }
    }
    three > two
}

/// The piece with such heads in a row of their own.
pub(super) fn set(mut piece: Piece, groups: &[Group]) -> Piece {
    let col = |x: f32| piece.xs.partition_point(|&border| border <= x).checked_sub(1);
    let heads = piece.cells.iter().filter(|cell| cell.row == 0);
    let Some(head) = Rect::around(heads.map(|cell| &cell.bbox)) else { return piece };
    let over = |group: &&Group| {
        let line = &group.line;
        line.bbox.top < head.bottom && head.top - line.bbox.bottom < line.size * BELOW
    };
    let placed = |group: &Group| {
        let (first, last) = (col(group.first)?, col(group.last)?);
        let cells = || {
            piece.cells.iter().filter(|cell| {
                cell.row == 0 && first <= cell.col && cell.col <= last && cell.colspan == 1
            })
        };
        let filled = cells().filter(|cell| !cell.lines.is_empty()).count();
        (first < last && filled == last + 1 - first).then(|| (first, last, group.line.clone()))
    };
    let placed: Vec<(usize, usize, GlyphLine)> =
        groups.iter().filter(over).filter_map(placed).collect();
    if placed.is_empty() {
        return piece;
    }
    let top = placed.iter().map(|(.., line)| line.bbox.top).fold(piece.bbox.top, f32::min);
    let grouped =
        |col: usize| placed.iter().any(|(first, last, _)| (*first..=*last).contains(&col));
    for cell in &mut piece.cells {
        match cell.row {
            0 if !grouped(cell.col) => {
                cell.rowspan += 1;
                cell.bbox.top = top;
            }
            _ => cell.row += 1,
        }
    }
    let border = |n: usize| piece.xs.get(n).copied().unwrap_or_default();
    let cells: Vec<PieceCell> = placed
        .into_iter()
        .map(|(first, last, line)| PieceCell {
            row: 0,
            col: first,
            rowspan: 1,
            colspan: last + 1 - first,
            bbox: Rect {
                left: border(first),
                right: border(last + 1),
                top,
                bottom: line.bbox.bottom,
            },
            lines: vec![line],
            unowned: false,
        })
        .collect();
    piece.cells.extend(cells);
    piece.cells.sort_by_key(|cell| (cell.row, cell.col));
    piece.rows += 1;
    piece.bbox.top = top.min(piece.bbox.top);
    piece
}

/// Whether a head beside such heads is blank, of which the lines told what it names: lines between
/// the heads cut it off.
pub(super) fn lost_heads(piece: &Piece, columns: &Columns) -> bool {
    piece.cells.iter().any(|cell| {
        let named = columns.roles.get(cell.col).is_some_and(Option::is_some);
        cell.row == 0 && cell.rowspan > 1 && cell.lines.is_empty() && named
    })
}

/// The piece with heads widened that stand in the middle of several, with nothing beside them and a
/// head below in each of these columns. Others beside them, as high as both, tell rows of heads.
pub(super) fn widened(mut piece: Piece) -> Piece {
    let is_head = |cell: &PieceCell| cell.colspan == 1;
    // Heads stand in the rows of those that are as high as two.
    let deepest = |row: usize| {
        let own = piece.cells.iter().filter(|cell| cell.row == row && !cell.lines.is_empty());
        own.map(|cell| cell.row + cell.rowspan).max().unwrap_or_default()
    };
    let first = piece.cells.iter().filter(|cell| !cell.lines.is_empty()).map(|cell| cell.row).min();
    let bottom = first.map_or(0, deepest);
    let mut wide: Vec<(usize, usize, usize)> = Vec::new();
    for row in 0..bottom {
        let own: Vec<&PieceCell> =
            piece.cells.iter().filter(|cell| cell.row == row && is_head(cell)).collect();
        let at = |col: usize| own.iter().find(|cell| cell.col == col);
        let headed = |col: usize, rowspan: usize| {
            piece.cells.iter().any(|cell| {
                (cell.row, cell.col) == (row + rowspan, col)
                    && !cell.lines.is_empty()
                    && cell.row < bottom
            })
        };
        for cell in own.iter().filter(|cell| !cell.lines.is_empty()) {
            let free = |&col: &usize| {
                at(col).is_some_and(|other| other.lines.is_empty() && other.rowspan == cell.rowspan)
                    && headed(col, cell.rowspan)
            };
            if !headed(cell.col, cell.rowspan) {
                continue;
            }
            let before = (0..cell.col).rev().take_while(free).count();
            let behind = (cell.col + 1..piece.xs.len()).take_while(free).count();
            let off = |(first, last): (usize, usize)| {
                let x = |n: usize| piece.xs.get(n).copied().unwrap_or_default();
                let texts = Rect::around(cell.lines.iter().map(|line| &line.bbox));
                texts.map_or(f32::MAX, |text| (text.x() - (x(first) + x(last + 1)) / 2.0).abs())
            };
            let ways = (cell.col - before..=cell.col)
                .flat_map(|first| (cell.col..=cell.col + behind).map(move |last| (first, last)));
            let size = cell.lines.first().map_or(0.0, |line| line.size);
            let best = ways.min_by(|&a, &b| off(a).total_cmp(&off(b)));
            if let Some((first, last)) = best.filter(|&way| off(way) <= size && way.0 < way.1) {
                wide.push((row, first, last));
            }
        }
    }
    // Of two heads that reach for one blank cell, neither is known to have it.
    let crossed = |a: &(usize, usize, usize), b: &(usize, usize, usize)| {
        a != b && a.0 == b.0 && a.1 <= b.2 && b.1 <= a.2
    };
    let alone = |one: &&(usize, usize, usize)| !wide.iter().any(|other| crossed(one, other));
    for &(row, first, last) in wide.iter().filter(alone) {
        let within = |cell: &PieceCell| cell.row == row && (first..=last).contains(&cell.col);
        let all = Rect::around(piece.cells.iter().filter(|c| within(c)).map(|c| &c.bbox));
        let Some(mut kept) =
            piece.cells.iter().find(|cell| within(cell) && !cell.lines.is_empty()).cloned()
        else {
            continue;
        };
        piece.cells.retain(|cell| !within(cell));
        (kept.col, kept.colspan) = (first, last + 1 - first);
        kept.bbox = all.unwrap_or(kept.bbox);
        piece.cells.push(kept);
    }
    piece.cells.sort_by_key(|cell| (cell.row, cell.col));
    piece
}
