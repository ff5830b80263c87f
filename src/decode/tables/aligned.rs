//! Columns by runs of spaces, as a PDF's text is laid out.

use super::header::{Header, MAX_WIDTH, Metric, Segment, header, segments};
use super::recover::rows_from_lines::{Physical, Printed, assemble};
use super::recover::vocabulary::Vocabulary;
use super::{Field, Found, Lines, Recognised, autospace, found, grid, rivers, unaligned};
use crate::decode::lines::Piece;
use crate::document::Origin;
use crate::fold;
use crate::patterns::{Patterns, Role, WordKind};

/// Empty lines that may stand between two rows.
const MAX_EMPTY: usize = 2;

/// The table whose header starts on line `first`.
pub(crate) fn aligned(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let display = Layout::read(lines, first, Metric::Display, patterns)?;
    let characters = Layout::read(lines, first, Metric::Characters, patterns);
    let better = characters.filter(|layout| layout.fit() > display.fit());
    let layout = better.unwrap_or(display);
    layout.grid(patterns)
}

/// A table as its lines are laid out.
struct Layout<'a> {
    metric: Metric,
    header: Header<'a>,
    /// The stretches of each line, and whether an empty line stands before it.
    body: Vec<(Vec<Segment<'a>>, bool)>,
    /// The index of the first line after the table.
    end: usize,
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
            if !belongs(&segments, &header, empty > 0, patterns) {
                break;
            }
            body.push((segments, empty > 0));
            empty = 0;
            index += 1;
            end = index;
        }
        let several = body.iter().filter(|(s, _)| s.len() >= 2).count();
        (several > 0).then_some(Layout { metric, header, body, end })
    }

    /// How many columns are named, and how many cells stand where the header says.
    fn fit(&self) -> (usize, usize) {
        (self.header.roles.iter().flatten().count(), self.aligned())
    }

    /// How many cells start or end with a header cell, or stand in its middle.
    fn aligned(&self) -> usize {
        let cells = self.body.iter().flat_map(|(segments, _)| segments);
        let with = |segment: &&Segment| {
            self.header.spans.iter().any(|&(from, to)| {
                segment.from == from
                    || segment.to == to
                    || segment.centre() == usize::midpoint(from, to)
            })
        };
        cells.filter(with).count()
    }

    fn grid(self, patterns: &Patterns) -> Found {
        let words: Vec<Segment> = self
            .body
            .iter()
            .flat_map(|(segments, _)| segments)
            .flat_map(|s| autospace::segments(s, self.metric, &self.header.roles, patterns))
            .collect();
        let (mut printed, mut moved) = self.printed(&borders(&self.header, &words), patterns);
        if !moved.is_empty()
            && let Some(borders) = rivers::borders(&self.header.spans, &words)
        {
            let (other, fewer) = self.printed(&borders, patterns);
            if fewer.len() < moved.len() {
                (printed, moved) = (other, fewer);
            }
        }
        let roles = &self.header.roles;
        let known = Vocabulary::of(patterns);
        let valued = printed.iter().filter(|line| has_values(&line.cells, roles)).count();
        if moved.len() * MOST_MOVED > valued {
            let body = self.body.into_iter().map(|(segments, _)| segments).collect();
            let (fields, end) = (self.header.fields, self.end);
            return unaligned::grid(fields, &self.header.roles, body, end, patterns);
        }
        let mut notes = Vec::new();
        for at in moved {
            if let (Some(line), Some((segments, _))) = (printed.get_mut(at), self.body.get(at)) {
                notes.extend(unaligned::read_again(&mut line.cells, segments, roles, patterns));
            }
        }
        let mut rows = vec![self.header.fields];
        rows.extend(assemble(printed, &self.header.roles, known));
        Some(Recognised { notes, ..found(grid(rows, Origin::Alignment), self.end) })
    }
}

impl Layout<'_> {
    /// The cells of all lines between borders, and the lines whose values do not stand in their own
    /// columns.
    fn printed(&self, borders: &[usize], patterns: &Patterns) -> (Vec<Printed>, Vec<usize>) {
        let printed: Vec<Printed> = self
            .body
            .iter()
            .map(|(segments, after_gap)| Printed {
                cells: cells(segments, borders, &self.header, self.metric, patterns),
                after_gap: *after_gap,
            })
            .collect();
        let (roles, known) = (&self.header.roles, Vocabulary::of(patterns));
        let moves = |line: &Printed| !keeps_columns(&line.cells, roles, known, patterns);
        let moved = (0..printed.len()).filter(|&at| printed.get(at).is_some_and(moves)).collect();
        (printed, moved)
    }
}

/// One line with values in this many may have moved out of its columns; more, and the
/// places of cells tell nothing.
const MOST_MOVED: usize = 4;

fn has_values(cells: &Physical, roles: &[Option<Role>]) -> bool {
    let value = |role: &Option<Role>| {
        matches!(role, Some(Role::Target | Role::Actual | Role::Weight | Role::Score))
    };
    cells.iter().zip(roles).any(|(cell, role)| cell.is_some() && value(role))
}

/// Whether the values of a line stand in their own columns: no two of them in one, and no words
/// among the points.
fn keeps_columns(
    cells: &Physical,
    roles: &[Option<Role>],
    known: Vocabulary<'_>,
    patterns: &Patterns,
) -> bool {
    let values = |text: &str| text.split(' ').filter(|word| known.is_value(word)).count();
    cells.iter().zip(roles).all(|(cell, role)| {
        let Some(field) = cell else { return true };
        match role {
            Some(Role::Weight | Role::Score) => {
                values(&field.text) <= 1 && !field.text.contains(' ')
            }
            Some(Role::Target | Role::Actual | Role::TargetAdjusted) => {
                values(&field.text) <= 1 && !ends_in_number(&field.text)
            }
            Some(Role::Reason | Role::Remark | Role::Measure) => {
                !starts_with_number(&field.text, patterns)
            }
            Some(Role::Name) => {
                // A comparator with a number is no part of a name.
                !field.text.split(' ').skip(1).any(|word| known.is(word, WordKind::Before))
            }
            _ => true,
        }
    })
}

/// Whether a number stands alone behind words: a value and the points behind it (显著改善 15).
fn ends_in_number(text: &str) -> bool {
    let Some((words, last)) = text.rsplit_once(' ') else { return false };
    let bare = last.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    bare && !last.is_empty() && words.chars().all(fold::is_cjk)
}

/// Whether a number without a unit starts a text, be it glued to it: the points before a reason
/// (10 10无).
fn starts_with_number(text: &str, patterns: &Patterns) -> bool {
    let length = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let (digits, rest) = text.split_at(length);
    if digits.is_empty() || digits.ends_with('.') {
        return false;
    }
    let Some(next) = rest.chars().next() else { return true };
    let words = next == ' ' || fold::is_cjk(next);
    words && patterns.units.at_start(rest.trim_start()).is_none()
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

fn is_sentence(text: &str) -> bool {
    text.ends_with(['。', '；', '：', ':', ';'])
}

/// Display columns between each two header cells at which the fewest cells are
/// cut, and of those the middle of the widest free strip.
fn borders(header: &Header, words: &[Segment]) -> Vec<usize> {
    let all = || header.segments.iter().chain(words);
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

/// The fields of a line by column: each word goes where most of it stands, and words of one
/// stretch in one column stay together.
fn cells(
    segments: &[Segment],
    borders: &[usize],
    header: &Header,
    metric: Metric,
    patterns: &Patterns,
) -> Vec<Option<Field>> {
    let mut cells: Vec<Option<Field>> = vec![None; borders.len() + 1];
    let mut put = |piece: &Piece, column: usize| {
        let field = Field::of(piece);
        match cells.get_mut(column) {
            Some(Some(cell)) => {
                cell.text.push(' ');
                cell.text.push_str(&field.text);
                cell.at = cell.at.until(field.at);
            }
            Some(empty) => *empty = Some(field),
            None => {}
        }
    };
    for segment in segments {
        for word in autospace::segments(segment, metric, &header.roles, patterns) {
            put(&word.piece, borders.partition_point(|&b| b <= word.centre()));
        }
    }
    cells
}
