//! The lines of a drawing, cut at the borders of its columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::is_corner;
use crate::decode::lines::Piece;
use crate::decode::shape::{is_drawn, is_pipe};
use crate::decode::tables::header::Metric;

/// What stands between two borders of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch<'a> {
    /// The columns that it covers: `from` and those before `to`.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) piece: Piece<'a>,
    /// A ruling, and no text.
    pub(super) ruling: bool,
}

impl Stretch<'_> {
    /// White space at its sides, in columns of a display.
    pub(super) fn space(&self) -> usize {
        self.piece.text.width() - self.piece.text.trim().width()
    }

    /// Whether there is text in it.
    pub(super) fn is_text(&self) -> bool {
        !self.ruling && !self.piece.is_blank()
    }
}

/// A drawing as it is printed.
#[derive(Debug)]
pub(super) struct Drawing<'a> {
    pub(super) cols: usize,
    pub(super) lines: Vec<Vec<Stretch<'a>>>,
    /// White space at the sides of a text that fills its cell, in columns of a display.
    pub(super) padding: usize,
}

impl<'a> Drawing<'a> {
    /// `None` where a border stands below none of the corners.
    pub(super) fn read(pieces: &[Piece<'a>], metric: Metric) -> Option<Self> {
        let all: Vec<Vec<Border>> = pieces.iter().map(|p| borders(p.text, metric)).collect();
        let corners = all.iter().flatten().filter(|b| is_corner(b.sign) && b.from == b.to);
        let mut places: Vec<usize> = corners.map(|b| b.from).collect();
        places.sort_unstable();
        places.dedup();
        let cols = places.len().checked_sub(1).filter(|&cols| cols >= 2)?;
        let cut = |(piece, borders): (&Piece<'a>, &Vec<Border>)| cut(piece, borders, &places);
        let lines: Vec<_> = pieces.iter().zip(&all).map(cut).collect::<Option<_>>()?;
        let texts = lines.iter().flatten().filter(|stretch| stretch.is_text());
        let padding = texts.map(Stretch::space).min().unwrap_or(0);
        Some(Self { cols, lines, padding })
    }
}

/// A border of a line, and the columns of the display at which it may stand: some signs (`≥`) take
/// one column or two.
#[derive(Debug, Clone, Copy)]
struct Border {
    byte: usize,
    sign: char,
    from: usize,
    to: usize,
}

fn borders(text: &str, metric: Metric) -> Vec<Border> {
    let (mut from, mut slack) = (0, 0);
    let mut out = Vec::new();
    let mut before = ' ';
    let mut signs = text.char_indices().peekable();
    while let Some((byte, sign)) = signs.next() {
        let boxed = matches!(sign, '\u{2500}'..='\u{257F}');
        let after = signs.peek().map_or(' ', |&(_, c)| c);
        // A plus within a text is none.
        let corner = is_corner(sign) && (boxed || is_dash(before) || is_dash(after));
        if is_pipe(sign) || corner {
            out.push(Border { byte, sign, from, to: from + slack });
        }
        let width = metric.width(sign);
        if metric == Metric::Display && !boxed {
            slack += sign.width_cjk().unwrap_or(0).saturating_sub(width);
        }
        from += width;
        before = sign;
    }
    out
}

/// What rulings are drawn of between their corners.
fn is_dash(c: char) -> bool {
    is_drawn(c) && !is_corner(c) && !is_pipe(c) && c != ':'
}

/// Cuts a line at its borders, each of which stands at one of the places.
fn cut<'a>(piece: &Piece<'a>, borders: &[Border], places: &[usize]) -> Option<Vec<Stretch<'a>>> {
    let mut out: Vec<Stretch> = Vec::with_capacity(borders.len());
    let mut rest = *piece;
    let mut above: Option<(usize, Border)> = None;
    for &border in borders {
        let next = above.map_or(0, |(column, _)| column + 1);
        // The nearest at or behind the column that the display shows.
        let column = next + places.get(next..)?.partition_point(|&place| place < border.from);
        if places.get(column).is_none_or(|&place| place > border.to) {
            return None;
        }
        let (head, tail) = rest.split(border.byte - (rest.start - piece.start));
        if let Some((from, left)) = above {
            let dashes = !head.text.is_empty() && head.text.chars().all(is_dash);
            let ruling = dashes && (is_corner(left.sign) || is_corner(border.sign));
            out.push(Stretch { from, to: column, piece: head, ruling });
        } else if !head.is_blank() || column > 0 {
            return None;
        }
        rest = tail.shorten(border.sign.len_utf8(), 0);
        above = Some((column, border));
    }
    let whole = above.is_some_and(|(column, _)| column + 1 == places.len());
    (whole && rest.is_blank()).then_some(out)
}
