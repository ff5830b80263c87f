//! Columns by runs of spaces, as a PDF's text is laid out.

use super::header::{Header, MAX_WIDTH, Metric, Segment, header, segments};
use super::placed::{Laid, Place, Places};
use super::recover::rows_from_lines::{Physical, Printed, assemble};
use super::recover::vocabulary::Vocabulary;
use super::{Field, Found, Lines, autospace, found, grid, unaligned};
use crate::document::Origin;
use crate::fold;
use crate::patterns::{Patterns, Role, Shape};

/// Empty lines that may stand between two rows.
const MAX_EMPTY: usize = 2;

/// The table whose header starts on line `first`.
pub(crate) fn aligned(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let layouts = [Metric::Display, Metric::Characters]
        .into_iter()
        .filter_map(|metric| Layout::read(lines, first, metric, patterns));
    let placed = layouts.map(|layout| {
        let words = layout.words(patterns);
        let laid = Laid {
            lines: &words,
            spans: &layout.header.spans,
            roles: &layout.header.roles,
            patterns,
        };
        let places = laid.places();
        (layout, words, places)
    });
    // The metric that lets more heads be told, and then the one in which words stand better.
    let cost = |places: &Option<Places>| places.as_ref().map_or(i64::MAX, |places| places.cost);
    let (layout, words, places) = placed.min_by_key(|(layout, words, places)| {
        let count = words.iter().map(Vec::len).sum::<usize>().max(1) as i64;
        (std::cmp::Reverse(layout.named()), cost(places) / count, cost(places))
    })?;
    match places {
        Some(places) if places.are_told(&words, &layout.header.roles, patterns) => {
            layout.placed(&words, places.lines, patterns)
        }
        _ => layout.unplaced(patterns),
    }
}

/// A table as its lines are laid out.
struct Layout<'a> {
    metric: Metric,
    header: Header,
    /// The stretches of each line, and whether an empty line stands before it.
    body: Vec<(Vec<Segment<'a>>, bool)>,
    /// The index of the first line after the table.
    end: usize,
    /// Whether its last row may go on behind it.
    cut: bool,
}

impl<'a> Layout<'a> {
    fn read(
        lines: Lines<'a, '_>,
        first: usize,
        metric: Metric,
        patterns: &Patterns,
    ) -> Option<Self> {
        let header = header(lines, first, metric, patterns)?;
        let mut body: Vec<(Vec<Segment>, bool)> = Vec::new();
        let mut empty = 0;
        let mut index = header.next;
        let mut end = index;
        let mut cut = false;
        while let Some((piece, shape)) = lines.get(index) {
            if !lines.same_page(first, index) || empty > MAX_EMPTY {
                break;
            }
            if shape.blank || shape.ruling {
                empty += usize::from(shape.blank);
                index += 1;
                continue;
            }
            let segments = without_group(segments(piece, metric), &header, patterns);
            if segments.is_empty() {
                index += 1;
                continue;
            }
            let ends = is_page_number(&segments, patterns) && is_last(lines, index);
            let inside =
                || empty == 0 && is_part(&segments) && has_row_below(lines, index, patterns);
            if ends || !belongs(&segments, &header, empty > 0, patterns) && !inside() {
                cut = !ends && empty == 0 && is_part(&segments);
                break;
            }
            body.push((segments, empty > 0));
            empty = 0;
            index += 1;
            end = index;
        }
        let several = body.iter().filter(|(s, _)| s.len() >= 2).count();
        (several > 0).then_some(Layout { metric, header, body, end, cut })
    }

    /// How many columns are named.
    fn named(&self) -> usize {
        self.header.roles.iter().flatten().count()
    }

    /// The words of each line of the body, those of one value put together.
    fn words(&self, patterns: &Patterns) -> Vec<Vec<Segment<'a>>> {
        let of = |segment: &Segment<'a>| {
            autospace::segments(segment, self.metric, &self.header.roles, patterns)
        };
        self.body.iter().map(|(segments, _)| segments.iter().flat_map(of).collect()).collect()
    }

    /// The rows by what their cells hold alone.
    fn unplaced(self, patterns: &Patterns) -> Found {
        let body = self.body.into_iter().map(|(segments, _)| segments).collect();
        let (fields, end) = (self.header.fields, self.end);
        unaligned::grid(fields, &self.header.roles, body, end, patterns)
    }
}

impl Layout<'_> {
    /// The table with each word in the column that its place and what it holds tell.
    fn placed(self, lines: &[Vec<Segment>], places: Vec<Vec<Place>>, patterns: &Patterns) -> Found {
        let roles = self.header.roles;
        let mut printed = Vec::with_capacity(lines.len());
        for ((words, places), (_, after_gap)) in lines.iter().zip(places).zip(&self.body) {
            let mut cells: Physical = vec![None; roles.len()];
            for (word, place) in words.iter().zip(&places) {
                let field = Field { astray: place.astray, ..Field::of(&word.piece) };
                match cells.get_mut(place.column) {
                    Some(Some(cell)) => {
                        cell.text.push(' ');
                        cell.text.push_str(&field.text);
                        cell.at = cell.at.until(field.at);
                        cell.astray |= field.astray;
                    }
                    Some(empty) => *empty = Some(field),
                    None => {}
                }
            }
            // Where a word may stand as well, that cell is not told whole.
            let doubted = places.into_iter().flat_map(|place| place.others).collect();
            printed.push(Printed { cells, after_gap: *after_gap, doubted });
        }
        // What may go on behind the table is not told whole.
        if self.cut
            && let Some(last) = printed.last_mut()
        {
            last.doubted.extend(0..roles.len());
        }
        let mut rows = vec![self.header.fields];
        rows.extend(assemble(printed, &roles, Vocabulary::of(patterns)));
        Some(found(grid(rows, Origin::Alignment), self.end))
    }
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

/// Widest part of a wrapped cell that stands alone on a line, in display columns.
const SHORT_PART: usize = 14;

/// Values at least on a line that is a row, whatever its place.
const LEAST_VALUES: usize = 3;

/// Whether a line is part of the body: it has cells apart, or one that fits
/// into a column.
fn belongs(segments: &[Segment], header: &Header, after_gap: bool, patterns: &Patterns) -> bool {
    let [only] = segments else {
        // `填表人：…    联系电话：…` stands below a table.
        let label = segments.first().is_none_or(|s| s.piece.text.contains([':', '：']));
        return segments.len() >= 2 && !label;
    };
    // A line whose cells are a single space apart.
    let known = Vocabulary::of(patterns);
    let words = || only.piece.text.split(' ');
    let values = words().filter(|word| known.is_value(word)).take(LEAST_VALUES).count();
    let labelled = words().next().is_some_and(|word| known.is_label_part(word));
    let row_like = values == LEAST_VALUES || (labelled && words().nth(1).is_some());
    if row_like && !(after_gap && is_sentence(only.piece.text)) {
        return true;
    }
    let spans = &header.spans;
    // A part of a wrapped cell, wherever a converter moved it.
    let indented = spans.first().is_some_and(|&(from, _)| only.from > from);
    let short = only.to - only.from <= SHORT_PART && !is_sentence(only.piece.text);
    if indented && short && !after_gap {
        return true;
    }
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

/// Whether a line may be a part of a table: no field, no heading and no sentence.
fn is_part(segments: &[Segment]) -> bool {
    /// A longer word, in bytes, is a sentence.
    const LONGEST: usize = 120;
    segments.iter().all(|segment| {
        let text = segment.piece.text;
        !text.contains(['：', ':', '、'])
            && !is_sentence(text)
            && text.split(' ').all(|word| word.len() <= LONGEST)
    })
}

/// Whether a row of values stands right below a line.
fn has_row_below(lines: Lines, index: usize, patterns: &Patterns) -> bool {
    /// Lines that one row takes at most.
    const NEAR: usize = 3;
    let known = Vocabulary::of(patterns);
    let below = (index + 1..=index + NEAR).map_while(|at| lines.get(at));
    below.take_while(|(_, shape)| !shape.blank).any(|(piece, _)| {
        let values = super::words(piece).filter(|word| known.is_value(word.text));
        values.take(LEAST_VALUES).count() == LEAST_VALUES
    })
}

/// Whether a line is a page number.
fn is_page_number(segments: &[Segment], patterns: &Patterns) -> bool {
    /// A longer line, in bytes, is none.
    const LONGEST: usize = 40;
    let [only] = segments else { return false };
    let text = only.piece.text;
    text.len() <= LONGEST && patterns.furniture.page_number(&Shape::of(&fold::key(text))).is_some()
}

/// Whether nothing is printed below a line on its page.
fn is_last(lines: Lines, index: usize) -> bool {
    let mut below = (index + 1..).map_while(|at| Some((at, lines.get(at)?.1)));
    below.find(|(_, shape)| !shape.blank).is_none_or(|(at, _)| !lines.same_page(index, at))
}

fn is_sentence(text: &str) -> bool {
    text.ends_with(['。', '；', '：', ':', ';'])
}
