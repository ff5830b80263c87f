//! Columns by runs of spaces, as a PDF's text is laid out.

use unicode_width::UnicodeWidthChar;

use super::assemble::{Printed, assemble};
use super::{Field, Found, Lines, grid};
use crate::decode::Origin;
use crate::decode::lines::Piece;
use crate::patterns::{Patterns, Role};

/// A stretch of a line between gaps, with the columns of a display it covers.
#[derive(Debug, Clone, Copy)]
struct Segment<'a> {
    piece: Piece<'a>,
    from: usize,
    to: usize,
}

impl Segment<'_> {
    fn centre(&self) -> usize {
        usize::midpoint(self.from, self.to)
    }
}

/// Widest line that is looked at, in display columns.
const MAX_WIDTH: usize = 1000;

/// Most lines over which header cells are wrapped.
const MAX_HEADER: usize = 4;

/// Empty lines that may stand between two rows.
const MAX_EMPTY: usize = 2;

/// The table whose header starts on line `first`.
pub(crate) fn aligned(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let header = header(lines, first, patterns)?;
    let mut body: Vec<(Vec<Segment>, bool)> = Vec::new();
    let mut empty = 0;
    let mut index = header.next;
    let mut end = index;
    while let Some((piece, shape)) = lines.get(index) {
        if !lines.same_page(first, index) || empty > MAX_EMPTY {
            break;
        }
        if shape.blank || shape.ruling {
            empty += usize::from(shape.blank);
            index += 1;
            continue;
        }
        let segments = segments(piece);
        if !belongs(&segments, &header, empty > 0, patterns) {
            break;
        }
        body.push((segments, empty > 0));
        empty = 0;
        index += 1;
        end = index;
    }
    let several = body.iter().filter(|(s, _)| s.len() >= 2).count();
    if several == 0 {
        return None;
    }
    let borders = borders(&header, &body);
    let printed = body
        .iter()
        .map(|(segments, after_gap)| Printed {
            cells: cells(segments, &borders),
            after_gap: *after_gap,
        })
        .collect();
    let mut rows = vec![header.fields];
    rows.extend(assemble(printed, &header.roles, &patterns.flat));
    Some((grid(rows, Origin::Alignment), end))
}

/// The header of a table: its cells, what they name, and where they stand.
struct Header<'a> {
    fields: Vec<Field>,
    roles: Vec<Option<Role>>,
    /// The display columns each cell covers.
    spans: Vec<(usize, usize)>,
    segments: Vec<Segment<'a>>,
    next: usize,
}

/// Reads one to four lines as a header: those that name the most columns.
fn header<'a>(lines: Lines<'a, '_>, first: usize, patterns: &Patterns) -> Option<Header<'a>> {
    let (_, shape) = lines.get(first)?;
    if shape.gaps == 0 {
        return None;
    }
    let mut best: Option<(usize, Header<'a>)> = None;
    let mut gathered: Vec<Segment<'a>> = Vec::new();
    for index in first..first + MAX_HEADER {
        let Some((piece, shape)) = lines.get(index) else {
            break;
        };
        if shape.blank || !lines.same_page(first, index) {
            break;
        }
        gathered.extend(segments(piece));
        let header = columns(&gathered, index + 1, patterns);
        let named = header.roles.iter().flatten().count();
        let known = header
            .roles
            .iter()
            .flatten()
            .any(|r| matches!(r, Role::Name | Role::Target));
        let enough = named >= 3 || (named == 2 && index == first);
        if enough && known && best.as_ref().is_none_or(|(most, _)| named > *most) {
            best = Some((named, header));
        }
        if index == first && named == 0 && shape.gaps < 2 {
            break;
        }
    }
    best.map(|(_, header)| header)
}

/// Segments of one or more lines to header cells: those that stand above each
/// other are one cell.
fn columns<'a>(segments: &[Segment<'a>], next: usize, patterns: &Patterns) -> Header<'a> {
    let mut groups: Vec<((usize, usize), Field)> = Vec::new();
    for segment in segments {
        let over = groups
            .iter_mut()
            .find(|((from, to), _)| segment.from < *to && *from < segment.to);
        let field = Field::of(&segment.piece);
        match over {
            Some((span, whole)) => {
                whole.wrap(field);
                *span = (span.0.min(segment.from), span.1.max(segment.to));
            }
            None => groups.push(((segment.from, segment.to), field)),
        }
    }
    groups.sort_by_key(|&(span, _)| span);
    let roles = groups
        .iter()
        .map(|(_, f)| patterns.columns.role(&f.text))
        .collect();
    Header {
        roles,
        spans: groups.iter().map(|&(span, _)| span).collect(),
        fields: groups.into_iter().map(|(_, f)| f).collect(),
        segments: segments.to_vec(),
        next,
    }
}

/// Splits a line at runs of two and more spaces.
fn segments<'a>(piece: &Piece<'a>) -> Vec<Segment<'a>> {
    let mut found = Vec::new();
    let (mut column, mut spaces) = (0usize, 2usize);
    let mut rest = *piece;
    let mut open: Option<(usize, usize)> = None;
    let mut printed_to = (0usize, 0usize);
    for (at, c) in piece.text.char_indices() {
        let width = match c {
            '\t' => 8 - column % 8,
            _ => c.width().unwrap_or(0),
        };
        if c.is_whitespace() {
            spaces += width.max(usize::from(c == '\u{3000}') * 2);
        } else {
            if spaces >= 2
                && let Some((from, start)) = open.take()
            {
                let (head, tail) = cut(&rest, piece, start, printed_to.0);
                found.push(Segment {
                    piece: head,
                    from,
                    to: printed_to.1,
                });
                rest = tail;
            }
            open.get_or_insert((column, at));
            spaces = 0;
            printed_to = (at + c.len_utf8(), column + width);
        }
        column += width;
        if column > MAX_WIDTH {
            break;
        }
    }
    if let Some((from, start)) = open {
        let (head, _) = cut(&rest, piece, start, printed_to.0);
        found.push(Segment {
            piece: head,
            from,
            to: printed_to.1,
        });
    }
    found
}

/// Bytes `start..end` of a line, cut from what is left of it.
fn cut<'a>(
    rest: &Piece<'a>,
    whole: &Piece<'a>,
    start: usize,
    end: usize,
) -> (Piece<'a>, Piece<'a>) {
    let done = rest.start - whole.start;
    let (_, from) = rest.split(start.saturating_sub(done));
    from.split(end.saturating_sub(start))
}

/// Whether a line is part of the body: it has cells apart, or one that fits
/// into a column.
fn belongs(segments: &[Segment], header: &Header, after_gap: bool, patterns: &Patterns) -> bool {
    let [only] = segments else {
        return segments.len() >= 2;
    };
    let spans = &header.spans;
    let column = spans
        .iter()
        .rposition(|&(from, _)| from <= only.centre())
        .unwrap_or(0);
    // A cell may reach half way to the headers beside its own.
    let left = column
        .checked_sub(1)
        .and_then(|c| spans.get(c))
        .map_or(0, |s| s.1);
    let right = spans.get(column + 1).map_or(MAX_WIDTH, |s| s.1);
    let fits = only.from + 1 >= left.min(only.centre()) && only.to <= right;
    let first_column = column == 0 && only.from < spans.first().map_or(0, |s| s.1);
    if first_column {
        let text = only.piece.text;
        let short = only.to - only.from <= 14;
        return short
            && (patterns.flat.is_label_part(text) || (!after_gap && fits && !is_sentence(text)));
    }
    fits
}

fn is_sentence(text: &str) -> bool {
    text.ends_with(['。', '；', '：', ':', ';'])
}

/// Display columns between each two header cells at which the fewest cells are
/// cut, and of those the middle of the widest free strip.
fn borders(header: &Header, body: &[(Vec<Segment>, bool)]) -> Vec<usize> {
    let all = || {
        header
            .segments
            .iter()
            .chain(body.iter().flat_map(|(s, _)| s))
    };
    let width = all().map(|s| s.to).max().unwrap_or(0) + 2;
    let mut cut = vec![0i32; width + 1];
    for segment in all() {
        // A border at the first column of a cell does not cut it.
        if let Some(slot) = cut.get_mut(segment.from + 1) {
            *slot += 1;
        }
        if let Some(slot) = cut.get_mut(segment.to) {
            *slot -= 1;
        }
    }
    let mut sum = 0;
    for slot in &mut cut {
        sum += *slot;
        *slot = sum;
    }
    let pairs = header.spans.windows(2);
    pairs
        .map(|pair| {
            let middle = |s: (usize, usize)| usize::midpoint(s.0, s.1);
            let (from, to) = (middle(pair[0]) + 1, middle(pair[1]));
            let gap = usize::midpoint(pair[0].1, pair[1].0);
            best_border(&cut, from, to.max(from + 1)).unwrap_or(gap)
        })
        .collect()
}

fn best_border(cut: &[i32], from: usize, to: usize) -> Option<usize> {
    let least = *cut.get(from..to)?.iter().min()?;
    let (mut best, mut run) = ((0usize, from), 0usize);
    for at in from..=to {
        if at < to && cut.get(at) == Some(&least) {
            run += 1;
            continue;
        }
        if run > best.0 {
            best = (run, at - run);
        }
        run = 0;
    }
    Some(best.1 + best.0 / 2)
}

/// The fields of a line by column. A stretch over a border is cut where a
/// single space stands at it, else it goes where most of it stands.
fn cells(segments: &[Segment], borders: &[usize]) -> Vec<Option<Field>> {
    let mut cells: Vec<Option<Field>> = vec![None; borders.len() + 1];
    let mut put = |segment: &Segment| {
        let column = borders.partition_point(|&b| b <= segment.centre());
        let field = Field::of(&segment.piece);
        match cells.get_mut(column) {
            Some(Some(cell)) => {
                cell.text.push(' ');
                cell.text.push_str(&field.text);
            }
            Some(empty) => *empty = Some(field),
            None => {}
        }
    };
    for segment in segments {
        let mut rest = *segment;
        for &border in borders {
            if rest.from + 1 < border
                && border + 1 < rest.to
                && let Some((head, tail)) = cut_at_space(&rest, border)
            {
                put(&head);
                rest = tail;
            }
        }
        put(&rest);
    }
    cells
}

/// How far from a border a single space may stand to be taken for it.
const NEAR: usize = 2;

fn cut_at_space<'a>(segment: &Segment<'a>, border: usize) -> Option<(Segment<'a>, Segment<'a>)> {
    let mut column = segment.from;
    for (at, c) in segment.piece.text.char_indices() {
        if c == ' ' && column.abs_diff(border) <= NEAR {
            let (head, tail) = segment.piece.split(at);
            let (left, right) = (
                Segment {
                    piece: head,
                    to: column,
                    ..*segment
                },
                Segment {
                    piece: tail.shorten(1, 0),
                    from: column + 1,
                    ..*segment
                },
            );
            return Some((left, right));
        }
        column += c.width().unwrap_or(0);
    }
    None
}
