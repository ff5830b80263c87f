//! Columns by runs of spaces, as a PDF's text is laid out.

use unicode_width::UnicodeWidthChar;

use super::header::{Header, MAX_WIDTH, Segment, header, segments};
use super::recover::rows_from_lines::{Printed, assemble};
use super::recover::vocabulary::Vocabulary;
use super::{Field, Found, Lines, grid};
use crate::document::Origin;
use crate::patterns::{Patterns, Role};

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
        let segments = without_group(segments(piece), &header, patterns);
        if segments.is_empty() {
            index += 1;
            continue;
        }
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
    rows.extend(assemble(printed, &header.roles, Vocabulary::of(patterns)));
    Some((grid(rows, Origin::Alignment), end))
}

/// Leaves out the parts of a label that is printed left of the first column and
/// beside all rows (绩效指标 down the margin).
fn without_group<'a>(
    mut segments: Vec<Segment<'a>>,
    header: &Header,
    patterns: &Patterns,
) -> Vec<Segment<'a>> {
    let start = header.spans.first().map_or(0, |s| s.0);
    let beside = segments
        .first()
        .is_some_and(|s| s.to < start && patterns.columns.is_part_of(Role::Group, s.piece.text));
    if beside {
        segments.remove(0);
    }
    segments
}

/// Whether a line is part of the body: it has cells apart, or one that fits
/// into a column.
fn belongs(segments: &[Segment], header: &Header, after_gap: bool, patterns: &Patterns) -> bool {
    let [only] = segments else {
        // `填表人：…    联系电话：…` stands below a table.
        let label = segments.first().is_none_or(|s| s.piece.text.contains([':', '：']));
        return segments.len() >= 2 && !label;
    };
    let spans = &header.spans;
    let column = spans.iter().rposition(|&(from, _)| from <= only.centre()).unwrap_or(0);
    // A cell may reach half way to the headers beside its own.
    let left = column.checked_sub(1).and_then(|c| spans.get(c)).map_or(0, |s| s.1);
    let right = spans.get(column + 1).map_or(MAX_WIDTH, |s| s.1);
    let fits = only.from + 1 >= left.min(only.centre()) && only.to <= right;
    let first_column = column == 0 && only.from < spans.first().map_or(0, |s| s.1);
    if first_column {
        let text = only.piece.text;
        let short = only.to - only.from <= 14;
        return short
            && (Vocabulary::of(patterns).is_label_part(text)
                || (!after_gap && fits && !is_sentence(text)));
    }
    fits
}

fn is_sentence(text: &str) -> bool {
    text.ends_with(['。', '；', '：', ':', ';'])
}

/// Display columns between each two header cells at which the fewest cells are
/// cut, and of those the middle of the widest free strip.
fn borders(header: &Header, body: &[(Vec<Segment>, bool)]) -> Vec<usize> {
    let all = || header.segments.iter().chain(body.iter().flat_map(|(s, _)| s));
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
                if let (Some(chars), Some([_, end])) = (&mut cell.at.chars, field.at.chars) {
                    chars[1] = end;
                }
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
                Segment { piece: head, to: column, ..*segment },
                Segment { piece: tail.shorten(1, 0), from: column + 1, ..*segment },
            );
            return Some((left, right));
        }
        column += c.width().unwrap_or(0);
    }
    None
}
