//! Labels that span rows, in a table without drawn borders: which rows they
//! cover, where their places prove it.

use super::rows::{Pitch, Placed, Row, blank, blocks, steps};
use crate::layout::geometry::Rect;
use crate::layout::glyph_line::GlyphLine;
use crate::patterns::{Patterns, Role};

/// A label may stand this far off its place, in em.
const OFF: f32 = 0.3;

/// The label of several rows reaches no further above the first, in em.
const ABOVE: f32 = 0.1;

/// How a table sets its labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// In their first row.
    Top,
    /// In the middle of their rows; where a page end divides these, maybe at
    /// their top.
    Middle,
}

/// The rows of a table as labels stand beside them.
#[derive(Clone, Copy)]
pub(super) struct Beside<'r> {
    pub(super) rows: &'r [Row],
    /// How many of them labels may cover: all but those that add up, at the end.
    pub(super) covered: usize,
    /// Whether the first row is the header.
    pub(super) header: bool,
    /// Whether the table goes on from the page before: rows above the first label may
    /// belong to one that is printed there.
    pub(super) continues: bool,
    /// How far the lines of one cell stand below each other, if that is told.
    pub(super) pitch: Option<Pitch>,
    /// So much lines may stand nearer or further apart than they are printed.
    pub(super) off: f32,
}

impl<'r> Beside<'r> {
    /// The first row that labels may cover.
    fn first(&self) -> usize {
        usize::from(self.header)
    }

    /// The rows that labels may cover, and the header.
    fn rows(&self) -> &'r [Row] {
        self.rows.get(..self.covered).unwrap_or(self.rows)
    }

    /// The lines of a column beside these rows, and those below them.
    fn split<'l>(&self, lines: &'l [GlyphLine]) -> (&'l [GlyphLine], &'l [GlyphLine]) {
        let below = self.rows.get(self.covered).map_or(f32::INFINITY, |row| row.top);
        lines.split_at(lines.partition_point(|line| line.bbox.y() < below))
    }
}

/// How the columns of a table set their labels, if they do so in one way only. A
/// label with which a page ends tells nothing: its rows may go on.
pub(super) fn style(columns: &[&[GlyphLine]], beside: Beside<'_>) -> Option<Style> {
    let (mut top, mut middle) = (false, false);
    for lines in columns {
        let (lines, _) = beside.split(lines);
        let labels = labels(lines, beside.pitch, beside.off);
        let em = lines.first().map_or(0.0, |line| line.size);
        let body = labels.get(beside.first()..).unwrap_or_default();
        let ways = Ways { labels: body, beside, em, walls: &[] };
        let places = |starts: &Vec<usize>| -> Vec<Place> {
            let spans = body.iter().zip(starts.windows(2));
            spans
                .map(|(label, ends)| Place::of(label, beside.rows(), ends[0], ends[1], em))
                .collect()
        };
        let only_top = ways.solve(&|place| place.top);
        let only_middle = ways.solve(&|place| place.middle);
        match (only_top, only_middle) {
            (Some(starts), None) => top |= places(&starts).iter().any(|p| p.top && !p.middle),
            (Some(_), Some(_)) => {}
            (None, other) => {
                let starts = other.or_else(|| ways.solve(&|place| place.top || place.middle));
                let starts = starts.unwrap_or_default();
                middle |= places(&starts).iter().any(|p| p.middle && !p.top);
            }
        }
    }
    match (top, middle) {
        (true, false) => Some(Style::Top),
        (false, true) => Some(Style::Middle),
        _ => None,
    }
}

/// The cells of a column of labels: each stands in its first row, or in the middle of
/// its rows, and covers the rows up to the next one. Rows above
/// the first label belong to one of the page before. `None` if more than one way
/// to cover the rows fits, or none.
///
/// Where labels stand in the middle of their rows, and the last one in the middle
/// of fewer than are left, the rest may belong to it or to one that is printed on
/// the next page: it is unowned.
fn spans(
    lines: &[GlyphLine],
    beside: Beside<'_>,
    style: Option<Style>,
    walls: &[f32],
) -> Option<Vec<Placed>> {
    let (lines, below) = beside.split(lines);
    let labels = labels(lines, beside.pitch, beside.off);
    let (rows, first) = (beside.rows(), beside.first());
    let body = labels.get(first..).unwrap_or_default();
    let em = lines.first().map_or(0.0, |line| line.size);
    let starts = Ways { labels: body, beside, em, walls }.starts(style)?;
    let mut cells: Vec<Placed> = Vec::new();
    let mut place = |row: usize, end: usize, label: Option<&Rect>| {
        if end > row {
            cells.push(Placed {
                row,
                rowspan: end - row,
                lines: label.map(|label| within(lines, label)).unwrap_or_default(),
                unowned: false,
            });
        }
    };
    place(0, first, labels.first());
    place(first, starts.first().copied().unwrap_or(rows.len()), None);
    let unowned = match style {
        Some(Style::Top) => None,
        _ => unowned(body, &starts, rows, em),
    };
    for (number, label) in body.iter().enumerate() {
        let end = starts.get(number + 1).copied();
        let end = end.or(unowned).unwrap_or(rows.len());
        place(*starts.get(number)?, end, Some(label));
    }
    if let Some(row) = unowned {
        cells.push(Placed { row, rowspan: rows.len() - row, lines: Vec::new(), unowned: true });
    }
    cells.extend(super::rows::cells(below, beside.rows).into_iter().skip(beside.covered));
    Some(cells)
}

/// How many labels lines make.
pub(super) fn count(lines: &[GlyphLine], pitch: Option<Pitch>) -> usize {
    labels(lines, pitch, 0.0).len()
}

/// The labels, each in the row in which its middle stands; all other rows are
/// unowned.
fn in_own_rows(lines: &[GlyphLine], beside: Beside<'_>) -> Vec<Placed> {
    let rows = beside.rows;
    let mut cells = blank(rows);
    for label in labels(lines, beside.pitch, beside.off) {
        let row = rows.partition_point(|row| row.bottom <= label.y());
        if let Some(cell) = cells.get_mut(row.min(rows.len().saturating_sub(1))) {
            cell.lines.extend(within(lines, &label));
        }
    }
    for cell in cells.iter_mut().take(beside.covered) {
        cell.unowned = cell.lines.is_empty();
    }
    cells
}

/// Columns of labels, each with its level, as [`spans`] places them or, where it does not, in
/// their own rows. None is believed where one contradicts the labels beside it, or where only
/// some seem to start with their labels.
pub(super) fn placed(
    columns: &[(Option<Role>, &[GlyphLine], Vec<f32>)],
    beside: Beside<'_>,
    style: Option<Style>,
    patterns: &Patterns,
) -> Vec<Vec<Placed>> {
    let found: Vec<Option<Vec<Placed>>> =
        columns.iter().map(|(_, lines, walls)| spans(lines, beside, style, walls)).collect();
    let level = |role: Role| {
        let at = columns.iter().position(|(own, ..)| *own == Some(role));
        at.and_then(|at| found.get(at)).and_then(Option::as_deref).unwrap_or_default()
    };
    let open = style != Some(Style::Middle) && found.iter().any(Option::is_none);
    let doubted = open || contradict(level(Role::Level1), level(Role::Level2), patterns);
    let columns = columns.iter().zip(found);
    let place = |((_, lines, _), found): (&(_, &[GlyphLine], _), Option<Vec<Placed>>)| {
        found.filter(|_| !doubted).unwrap_or_else(|| in_own_rows(lines, beside))
    };
    columns.map(place).collect()
}

/// Whether a level-2 label stands beside a level-1 label under which it does not belong.
fn contradict(first: &[Placed], second: &[Placed], patterns: &Patterns) -> bool {
    let id = |level: u8, cell: &Placed| {
        let text: String = cell.lines.iter().map(|line| line.text().text).collect();
        patterns.levels.exact(level, &text)
    };
    let end = |cell: &Placed| cell.row + cell.rowspan;
    let mut over = first.iter().peekable();
    second.iter().any(|two| {
        while over.next_if(|one| end(one) <= two.row).is_some() {}
        let Some(one) = over.peek() else { return false };
        let Some((parent, child)) = id(1, one).zip(id(2, two)) else { return false };
        let parents = patterns.levels.parents(child);
        !parents.is_empty() && !parents.contains(&parent)
    })
}

/// The lines that make a label.
fn within(lines: &[GlyphLine], label: &Rect) -> Vec<GlyphLine> {
    let inside = |line: &&GlyphLine| label.top <= line.bbox.y() && line.bbox.y() < label.bottom;
    lines.iter().filter(inside).cloned().collect()
}

/// The row after those in the middle of which the last label stands, if labels
/// stand so and rows are left.
fn unowned(labels: &[Rect], starts: &[usize], rows: &[Row], em: f32) -> Option<usize> {
    let (last, start) = labels.last().zip(starts.last().copied())?;
    let others = labels.iter().zip(starts.windows(2));
    let mut places = others.map(|(label, ends)| Place::of(label, rows, ends[0], ends[1], em));
    let centred = places.any(|place| place.middle && !place.top);
    let middle = |end: &usize| Place::of(last, rows, start, *end, em).middle;
    (start + 1..rows.len()).find(middle).filter(|_| centred)
}

/// How a label stands in rows.
struct Place {
    middle: bool,
    top: bool,
}

impl Place {
    fn of(label: &Rect, rows: &[Row], start: usize, end: usize, em: f32) -> Place {
        let (Some(first), Some(last)) = (rows.get(start), rows.get(end - 1)) else {
            return Place { middle: false, top: false };
        };
        let inside = first.top <= label.y() && label.y() <= last.bottom;
        let off = (first.top + last.bottom) / 2.0 - label.y();
        Place {
            middle: inside && off.abs() <= em * OFF,
            // A label that is higher than the other cells of its only row makes the
            // row as high as itself; one over more rows does not reach above the first.
            top: inside
                && (end == start + 1 || label.top >= first.top - em * ABOVE)
                && ((label.top - first.text).abs() <= em * OFF
                    || (label.y() - (first.text + first.end) / 2.0).abs() <= em * OFF
                    || end == start + 1
                        && label.top < first.text
                        && label.top >= first.top - em * OFF),
        }
    }
}

/// The boxes of the labels of a column: lines that stand as near as those of one
/// label do, which are no further apart than one and a half em.
///
/// Where other cells of the same type are wrapped, their lines tell how near that is.
fn labels(lines: &[GlyphLine], pitch: Option<Pitch>, off: f32) -> Vec<Rect> {
    let lines: Vec<&GlyphLine> = lines.iter().collect();
    let size = lines.first().map_or(0.0, |line| line.size);
    let near = |step: &f32| *step > 1.0 && *step <= size * WRAPPED + off;
    let nearest = || steps(&lines).into_iter().filter(near).reduce(f32::min).map(|step| step + off);
    let same = |pitch: &Pitch| (pitch.size - size).abs() <= size * SAME_TYPE;
    let pitch = pitch.filter(same).map(|pitch| pitch.step);
    blocks(&lines, pitch.filter(near).or_else(nearest))
}

/// Sizes of one type differ by no more than this, in em.
const SAME_TYPE: f32 = 0.04;

/// Lines of one label stand no further apart, in em.
const WRAPPED: f32 = 1.8;

/// The ways in which the labels of a column may cover its rows.
struct Ways<'a> {
    labels: &'a [Rect],
    beside: Beside<'a>,
    em: f32,
    /// Lines that no label spans.
    walls: &'a [f32],
}

impl Ways<'_> {
    /// The first row of each label, if the places of all leave one way only.
    fn starts(&self, style: Option<Style>) -> Option<Vec<usize>> {
        let any = self.solve(&|place| place.top || style != Some(Style::Top) && place.middle);
        if any.is_some() || style == Some(Style::Top) {
            return any;
        }
        // A column sets all its labels in one way.
        let middle = self.solve(&|place| place.middle);
        let top = style.is_none().then(|| self.solve(&|place| place.top)).flatten();
        match (top, middle) {
            (Some(one), Some(other)) => (one == other).then_some(one),
            (one, other) => one.or(other),
        }
    }

    /// The first row of each label, if one way only fits.
    fn solve(&self, fits: &dyn Fn(&Place) -> bool) -> Option<Vec<usize>> {
        let Ways { labels, beside, em, walls } = self;
        let (rows, first) = (beside.rows(), beside.first());
        let text = |row: usize| rows.get(row).map_or(0.0, |row| row.text);
        let parted = |start: usize, end: usize| {
            walls.iter().any(|wall| text(start) < *wall && *wall < text(end - 1))
        };
        let found = ways(labels, rows, first, |label, start, end| {
            !parted(start, end) && fits(&Place::of(label, rows, start, end, *em))
        });
        // Rows above the first label belong to the page before, unless it can cover
        // them.
        let whole = found.iter().find(|(starts, _)| starts.first() == Some(&first));
        let (starts, unique) = match found.as_slice() {
            [one] if beside.continues || labels.is_empty() => one,
            _ => whole?,
        };
        unique.then(|| starts.clone())
    }
}

/// Ways to cover the rows with labels up to the last row, one for each row in
/// which the first label can start: the first row of each label, and whether no
/// other way starts there.
fn ways(
    labels: &[Rect],
    rows: &[Row],
    first: usize,
    fits: impl Fn(&Rect, usize, usize) -> bool,
) -> Vec<(Vec<usize>, bool)> {
    if labels.is_empty() {
        return vec![(Vec::new(), true)];
    }
    // From each row on, with the labels from each on: how many ways, and where
    // the next label starts in the last one found.
    let count = rows.len();
    let mut table = vec![vec![(0u8, 0usize); count + 1]; labels.len() + 1];
    table[labels.len()][count] = (1, count);
    for (n, label) in labels.iter().enumerate().rev() {
        for start in first..count {
            let mut found = (0u8, 0);
            for (end, &(after, _)) in table[n + 1].iter().enumerate().skip(start + 1) {
                if after > 0 && fits(label, start, end) {
                    found = (found.0.saturating_add(after).min(2), end);
                }
            }
            table[n][start] = found;
        }
    }
    let way = |start: usize| {
        let (mut starts, mut unique, mut row) = (Vec::new(), true, start);
        for ways in table.iter().take(labels.len()) {
            let (count, next) = ways[row];
            unique &= count == 1;
            starts.push(row);
            row = next;
        }
        (starts, unique)
    };
    (first..count).filter(|&start| table[0][start].0 > 0).map(way).collect()
}
