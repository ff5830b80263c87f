//! The columns of a table without drawn borders: gutters of white space that run
//! through all its lines.

use super::Open;
use crate::fold;
use crate::layout::glyph_line::GlyphLine;
use crate::patterns::{Patterns, Role, Shape};

/// The columns that lines of a page stand in.
#[derive(Debug)]
pub(super) struct Columns {
    /// The lines of the table, the end exclusive.
    pub(super) start: usize,
    pub(super) end: usize,
    /// How many of them are the header.
    pub(super) header: usize,
    /// The white space between the columns.
    pub(super) gutters: Vec<Gutter>,
    /// The outer edges.
    pub(super) edges: (f32, f32),
    /// What each column holds, as its header tells.
    pub(super) roles: Vec<Option<Role>>,
    /// Whether the lines stand in the boxes of a recogniser, which are a little off.
    pub(super) boxed: bool,
}

/// White space from left to right.
type Gutter = (f32, f32);

/// White space narrower than this divides no columns, in points.
pub(super) const GUTTER: f32 = 3.0;

/// A gap of more than this many lines ends a table.
const FAR: f32 = 2.4;

/// A row may stand further below the one above it, but no more than this many lines.
const LOOSE: f32 = 5.0;

/// Headers have at most this many lines.
const HEADER: usize = 6;

/// Stretches of a line that text covers, from left to right.
type Covered = Vec<(f32, f32)>;

impl Columns {
    /// Borders: the middle of each gutter, and the outer edges.
    pub(super) fn xs(&self) -> Vec<f32> {
        let middle = |&(from, to): &Gutter| (from + to) / 2.0;
        let inner = self.gutters.iter().map(middle);
        let first = self.edges.0 - GUTTER;
        std::iter::once(first).chain(inner).chain([self.edges.1 + GUTTER]).collect()
    }

    /// A head and values set to different sides of their column seem to stand in two. A
    /// column with nothing but its head is one with that beside it, which has no head. `None`
    /// if it is not told with which.
    fn join_head_and_body(&mut self, lines: &[GlyphLine]) -> Option<()> {
        let filled = |from: usize, to: usize| -> Vec<bool> {
            let cut = self.cut(lines.get(from..to).unwrap_or_default());
            cut.iter().map(|column| !column.is_empty()).collect()
        };
        let heads = filled(self.start, self.start + self.header);
        let body = filled(self.start + self.header, self.end);
        let head_alone =
            |col: usize| heads.get(col) == Some(&true) && body.get(col) == Some(&false);
        let values_alone =
            |col: usize| heads.get(col) == Some(&false) && body.get(col) == Some(&true);
        // Heads and values alone by turns are pairs; of an odd number the inner may be of either side.
        let turns = |left: usize| {
            head_alone(left) && values_alone(left + 1) || values_alone(left) && head_alone(left + 1)
        };
        let (mut joined, mut col) = (Vec::new(), 0);
        while col < self.roles.len() {
            let more = (col..self.gutters.len()).take_while(|&left| turns(left)).count();
            if more % 2 == 1 {
                joined.extend((col..col + more).step_by(2));
            } else if more > 0 {
                return None;
            }
            col += more + 1;
        }
        for left in joined.into_iter().rev() {
            self.gutters.remove(left);
            let role = self.roles.get(left).copied().flatten();
            let next = self.roles.remove(left + 1);
            if let Some(first) = self.roles.get_mut(left) {
                *first = role.or(next);
            }
        }
        Some(())
    }

    /// Whether the cells of a column may span rows.
    pub(super) fn spans(&self, col: usize) -> bool {
        matches!(self.roles.get(col), Some(Some(Role::Group | Role::Level1 | Role::Level2)))
    }

    /// The lines of each column.
    pub(super) fn cut(&self, lines: &[GlyphLine]) -> Vec<Vec<GlyphLine>> {
        let xs = self.xs();
        let mut cut = vec![Vec::new(); xs.len().saturating_sub(1)];
        for line in lines {
            let mut parts: Vec<Option<GlyphLine>> = vec![None; cut.len()];
            for glyph in &line.glyphs {
                let after = xs.partition_point(|&x| x <= glyph.bbox.x());
                let Some(part) = after.checked_sub(1).and_then(|col| parts.get_mut(col)) else {
                    continue;
                };
                let part = part.get_or_insert_with(|| GlyphLine {
                    glyphs: Vec::new(),
                    bbox: glyph.bbox,
                    ..line.clone()
                });
                part.bbox = part.bbox.union(&glyph.bbox);
                part.glyphs.push(*glyph);
            }
            for (column, part) in cut.iter_mut().zip(parts) {
                column.extend(part);
            }
        }
        cut
    }
}

/// The tables under known column names, from a line on.
/// `names` is how many columns each line names.
pub(super) fn headed(
    lines: &[GlyphLine],
    names: &[usize],
    from: usize,
    patterns: &Patterns,
) -> Vec<Columns> {
    let mut found = Vec::new();
    let mut start = from;
    while start < lines.len() {
        // A header whose cells are wrapped begins some lines above its longest row.
        let near = names.get(start..(start + HEADER / 2).min(names.len()));
        let promising = near.is_some_and(|near| near.iter().any(|&count| count >= 2));
        let table = promising.then(|| headed_near(lines, start, patterns)).flatten();
        match table {
            Some(table) => {
                start = table.end;
                found.push(table);
            }
            None => start += 1,
        }
    }
    found
}

/// The table whose header starts at a line or a little below: lines of another kind
/// (主管部门：…) may stand right above it and fill its gutters. The start that names the
/// most columns is its own.
fn headed_near(lines: &[GlyphLine], start: usize, patterns: &Patterns) -> Option<Columns> {
    let starts = start..(start + HEADER / 2).min(lines.len());
    let named = |columns: &Columns| columns.roles.iter().flatten().count();
    let found = starts.filter_map(|start| headed_at(lines, start, patterns));
    found.reduce(|best, next| if named(&next) > named(&best) { next } else { best })
}

fn headed_at(lines: &[GlyphLine], start: usize, patterns: &Patterns) -> Option<Columns> {
    let mut columns = run(lines, start, patterns)?;
    // The header is as many lines as name the most columns.
    let mut best = 0;
    for count in 1..=HEADER.min(columns.end - start) {
        let cut = columns.cut(lines.get(start..start + count)?);
        let role = |column: &Vec<GlyphLine>| {
            let text: String = column.iter().map(|line| line.text().text).collect();
            patterns.columns.role(&text)
        };
        let roles: Vec<Option<Role>> = cut.iter().map(role).collect();
        let named = roles.iter().flatten().count();
        // A head may say what it holds before its last line.
        let ends = named == best && named > 0 && {
            let last = lines.get(start + count - 1..start + count)?;
            let ends = columns.cut(last).into_iter().zip(&roles).zip(&columns.roles);
            ends.into_iter()
                .all(|((line, role), before)| line.is_empty() || role.is_some() && role == before)
        };
        if named > best || ends {
            best = named;
            (columns.header, columns.roles) = (count, roles);
        }
    }
    columns.join_head_and_body(lines)?;
    let all = columns.roles.len();
    let rows = columns.end - start > columns.header;
    (best >= 3 && best * 3 >= all * 2 && rows).then_some(columns)
}

/// The columns of the lines from `start` that leave at least two gutters free.
fn run(lines: &[GlyphLine], start: usize, patterns: &Patterns) -> Option<Columns> {
    let first = lines.get(start)?;
    let mut union = covered(first);
    let mut named = named(first, patterns);
    let mut end = start + 1;
    while let Some(line) = lines.get(end) {
        if !goes_on(lines, end, |line| is_row(line, &union, &named)) || is_number(line, patterns) {
            break;
        }
        let own = covered(line);
        // The first lines do not yet show all columns.
        let settled = end - start >= 3;
        if settled && narrowed(&gutters(&union), &own).is_none() && !is_wide(&own, &union, &named) {
            break;
        }
        if !settled {
            named.extend(self::named(line, patterns));
        }
        let wider = merge(&union, &own);
        if gutters(&wider).len() < 2 {
            break;
        }
        union = wider;
        end += 1;
    }
    let gutters = gutters(&union);
    (end - start >= 3 && gutters.len() >= 2).then(|| Columns {
        start,
        end,
        header: 0,
        roles: Vec::new(),
        boxed: false,
        edges: (union.first().map_or(0.0, |u| u.0), union.last().map_or(0.0, |u| u.1)),
        gutters,
    })
}

/// Whether two lines may be of one table: as near and as large as such are.
fn is_near(above: &GlyphLine, line: &GlyphLine) -> bool {
    let far = line.bbox.top - above.bbox.bottom > line.size * FAR;
    !far && !line.vertical && line.size <= above.size * 1.2
}

/// Whether the line with this index goes on with a table: it is near the one before, or a
/// little further off and part of a row of it.
fn goes_on(lines: &[GlyphLine], index: usize, is_row: impl Fn(&Covered) -> bool) -> bool {
    /// A row in which texts are wrapped starts some lines above its values.
    const ABOVE: usize = 6;
    let Some((above, line)) = index.checked_sub(1).and_then(|n| lines.get(n)).zip(lines.get(index))
    else {
        return false;
    };
    if is_near(above, line) {
        return true;
    }
    let loose = line.bbox.top - above.bbox.bottom <= line.size * LOOSE;
    let mut last = line;
    let below = lines.get(index..).unwrap_or_default().iter().take(ABOVE);
    let mut row = below.take_while(|line| {
        let near = std::ptr::eq(*line, last) || is_near(last, line);
        last = line;
        near
    });
    loose
        && !line.vertical
        && line.size <= above.size * 1.2
        && row.any(|line| is_row(&covered(line)))
}

/// Where the column names of a line stand, from left to right.
pub(super) fn named(line: &GlyphLine, patterns: &Patterns) -> Covered {
    let pieces = line.split(GUTTER / line.size.max(1.0));
    let named = |piece: &&GlyphLine| {
        let first = piece.glyphs.first();
        first.is_some_and(|first| patterns.columns.may_start(first.char))
            && patterns.columns.role(&piece.text().text).is_some()
    };
    pieces.iter().filter(named).map(|piece| (piece.bbox.left, piece.bbox.right)).collect()
}

/// Whether the texts of a line are those of a row: in more than half of the columns.
fn is_row(line: &Covered, union: &Covered, named: &Covered) -> bool {
    line.len() > 2 && line.len() * 2 > union.len() && is_wide(line, union, named)
}

/// Whether the texts of a line are only wider than those above them: one fills white space
/// that parts no two names, beside the short text under its own name.
fn is_wide(line: &Covered, union: &Covered, named: &Covered) -> bool {
    let over = |all: &Covered, from: f32, to: f32| {
        all.iter().filter(|(a, b)| *a < to && from < *b).count()
    };
    named.len() > 2
        && line.iter().all(|&(from, to)| over(union, from, to) <= 2 && over(named, from, to) <= 1)
}

/// The table of the page before, if the first lines of a page stand in its
/// columns. Running heads may stand above them.
pub(super) fn continued(lines: &[GlyphLine], open: &Open, patterns: &Patterns) -> Option<Columns> {
    let starts = 0..lines.len().min(4);
    let found = starts.filter_map(|start| continued_at(lines, start, open, patterns)).next()?;
    // A header of its own makes another table, or this one again.
    let headed = headed_at(lines, found.start, patterns).is_some();
    (!headed).then_some(found)
}

fn continued_at(
    lines: &[GlyphLine],
    start: usize,
    open: &Open,
    patterns: &Patterns,
) -> Option<Columns> {
    let mut gutters = open.gutters.clone();
    let mut edges = open.edges;
    let (mut end, mut pieces) = (start, 0);
    while let Some(line) = lines.get(end) {
        let row =
            |line: &Covered| line.len() * 2 > gutters.len() && narrowed(&gutters, line).is_some();
        let near = end == start || goes_on(lines, end, row);
        if !near || is_number(line, patterns) {
            break;
        }
        let covered = covered(line);
        let Some(left) = narrowed(&gutters, &covered) else {
            break;
        };
        gutters = left;
        edges = (edges.0.min(line.bbox.left), edges.1.max(line.bbox.right));
        pieces = pieces.max(covered.len());
        end += 1;
    }
    // One text in one column is no row.
    (pieces >= 2).then(|| Columns {
        start,
        end,
        header: 0,
        gutters,
        edges,
        roles: open.roles.clone(),
        boxed: false,
    })
}

/// What a line leaves of gutters; `None` if it fills one.
fn narrowed(gutters: &[Gutter], line: &Covered) -> Option<Vec<Gutter>> {
    let mut left = Vec::with_capacity(gutters.len());
    for &(mut from, mut to) in gutters {
        for &(a, b) in line {
            if a <= from && to <= b {
                return None;
            }
            // Text in a gutter widens the column that it stands in.
            if a <= from && b > from {
                from = b;
            } else if b >= to && a < to {
                to = a;
            } else if a > from && b < to {
                let to_left = a - from < to - b;
                (from, to) = if to_left { (b, to) } else { (from, a) };
            }
        }
        if to - from < GUTTER {
            return None;
        }
        left.push((from, to));
    }
    Some(left)
}

fn is_number(line: &GlyphLine, patterns: &Patterns) -> bool {
    let shape = Shape::of(&fold::key(&line.text().text));
    let number = patterns.furniture.page_number(&shape);
    number.is_some_and(|number| number.certain)
}

fn covered(line: &GlyphLine) -> Covered {
    let mut covered: Covered = Vec::new();
    for glyph in line.glyphs.iter().filter(|g| !g.char.is_whitespace()) {
        let (from, to) = (glyph.bbox.left, glyph.bbox.right);
        match covered.last_mut() {
            Some(last) if from <= last.1 + GUTTER => last.1 = last.1.max(to),
            _ => covered.push((from, to)),
        }
    }
    covered
}

/// What either covers.
fn merge(a: &Covered, b: &Covered) -> Covered {
    let mut all: Covered = a.iter().chain(b).copied().collect();
    all.sort_by(|x, y| x.0.total_cmp(&y.0));
    let mut merged: Covered = Vec::with_capacity(all.len());
    for (from, to) in all {
        match merged.last_mut() {
            Some(last) if from <= last.1 + GUTTER => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

fn gutters(covered: &Covered) -> Vec<Gutter> {
    covered
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] => Some((a.1, b.0)),
            _ => None,
        })
        .collect()
}
