//! Lines laid out with spaces: their stretches, and the header they start with.

use unicode_width::UnicodeWidthChar;

use super::{Field, Lines};
use crate::decode::lines::Piece;
use crate::patterns::{Patterns, Role};

/// How the place of a character on its line is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Metric {
    /// As a display shows it: an ideograph takes two columns.
    Display,
    /// Each character one column: so `pdftotext -layout` counts.
    Characters,
}

impl Metric {
    pub(super) fn width(self, c: char) -> usize {
        match self {
            Metric::Display => c.width().unwrap_or(0),
            Metric::Characters => usize::from(c.width().is_some_and(|width| width > 0)),
        }
    }
}

/// A stretch of a line between gaps, with the columns of a display it covers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment<'a> {
    pub(super) piece: Piece<'a>,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl<'a> Segment<'a> {
    pub(super) fn centre(&self) -> usize {
        usize::midpoint(self.from, self.to)
    }

    /// The words of a stretch between its single spaces.
    pub(super) fn words(&self, metric: Metric) -> Vec<Segment<'a>> {
        let mut words = Vec::new();
        let (mut rest, mut from) = (self.piece, self.from);
        while !rest.text.is_empty() {
            let end = rest.text.find(' ').unwrap_or(rest.text.len());
            let (word, tail) = rest.split(end);
            let to = from + word.text.chars().map(|c| metric.width(c)).sum::<usize>();
            if !word.text.is_empty() {
                words.push(Segment { piece: word, from, to });
            }
            from = to + 1;
            rest = tail.shorten(1, 0);
        }
        words
    }
}

/// Widest line that is looked at, in display columns.
pub(super) const MAX_WIDTH: usize = 1000;

/// Most lines over which header cells are wrapped.
const MAX_HEADER: usize = 4;

/// The header of a table: its cells, what they name, and where they stand.
pub(super) struct Header<'a> {
    pub(super) fields: Vec<Field>,
    pub(super) roles: Vec<Option<Role>>,
    /// The display columns each cell covers.
    pub(super) spans: Vec<(usize, usize)>,
    pub(super) segments: Vec<Segment<'a>>,
    pub(super) next: usize,
}

/// Reads one to four lines as a header: those that name the most columns.
pub(super) fn header<'a>(
    lines: Lines<'a, '_>,
    first: usize,
    metric: Metric,
    patterns: &Patterns,
) -> Option<Header<'a>> {
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
        let own = segments(piece, metric);
        gathered.extend(own.iter().flat_map(|segment| names(segment, metric, patterns)));
        let header = columns(&gathered, index + 1, patterns);
        let named = header.roles.iter().flatten().count();
        let known = header.roles.iter().flatten().any(|r| matches!(r, Role::Name));
        let enough = named >= 3 || (named == 2 && index == first);
        let all_named = lines_named(&header, &gathered);
        // A line that only completes names belongs to the header too.
        let better = |most: usize, old: &Header| {
            named > most || (named == most && header.fields.len() == old.fields.len())
        };
        if enough
            && known
            && all_named
            && best.as_ref().is_none_or(|(most, old)| better(*most, old))
        {
            best = Some((named, header));
        }
        if index == first && named == 0 && shape.gaps < 2 {
            break;
        }
    }
    best.map(|(_, header)| header)
}

/// Whether on each line of a header at least half of the cells name a column:
/// else a line above the header was taken for a part of it.
fn lines_named(header: &Header, segments: &[Segment]) -> bool {
    let mut counts: Vec<(u32, usize, usize)> = Vec::new();
    for segment in segments {
        let line = segment.piece.line;
        if counts.last().is_none_or(|&(last, ..)| last != line) {
            counts.push((line, 0, 0));
        }
        let over = |&(from, to): &(usize, usize)| segment.from < to && from < segment.to;
        let cell = header.spans.iter().position(over);
        let named = cell.and_then(|c| header.roles.get(c).copied().flatten()).is_some();
        if let Some((_, all, with_role)) = counts.last_mut() {
            *all += 1;
            *with_role += usize::from(named);
        }
    }
    counts.iter().all(|&(_, all, named)| named * 2 >= all)
}

/// Segments of one or more lines to header cells: those that stand above each
/// other are one cell.
fn columns<'a>(segments: &[Segment<'a>], next: usize, patterns: &Patterns) -> Header<'a> {
    let mut groups: Vec<((usize, usize), Field)> = Vec::new();
    let segments = over_one_column(segments, patterns);
    for segment in &segments {
        let over = groups
            .iter()
            .position(|((from, to), _)| segment.from < *to && *from < segment.to)
            .or_else(|| beside(&groups, segment, patterns));
        let field = Field::of(&segment.piece);
        match over.and_then(|index| groups.get_mut(index)) {
            Some((span, whole)) => {
                whole.wrap(field);
                *span = (span.0.min(segment.from), span.1.max(segment.to));
            }
            None => groups.push(((segment.from, segment.to), field)),
        }
    }
    groups.sort_by_key(|&(span, _)| span);
    let roles = groups.iter().map(|(_, f)| patterns.columns.role(&f.text)).collect();
    Header {
        roles,
        spans: groups.iter().map(|&(span, _)| span).collect(),
        fields: groups.into_iter().map(|(_, f)| f).collect(),
        segments,
        next,
    }
}

/// Columns of a display by which a head may stand beside the middle of those that it is set over.
const OFF_CENTRE: usize = 2;

/// The stretches of a header without those that are set over several heads of the next line
/// (指标值 over 目标值 and 实现值): they name no column of their own.
fn over_one_column<'a>(segments: &[Segment<'a>], patterns: &Patterns) -> Vec<Segment<'a>> {
    let lines: Vec<&[Segment]> = segments.chunk_by(|a, b| a.piece.line == b.piece.line).collect();
    let mut own: Vec<Segment> = Vec::with_capacity(segments.len());
    for (number, line) in lines.iter().enumerate() {
        let below = lines.get(number + 1).copied().unwrap_or_default();
        for (at, segment) in line.iter().enumerate() {
            let left = at.checked_sub(1).and_then(|at| line.get(at)).map_or(0, |left| left.to);
            let right = line.get(at + 1).map_or(usize::MAX, |right| right.from);
            if !is_over_several(segment, below, left..right, patterns) {
                own.push(*segment);
            }
        }
    }
    own
}

/// Whether a stretch stands over several heads, with nothing else over them `between` its
/// neighbours.
fn is_over_several(
    segment: &Segment,
    below: &[Segment],
    between: std::ops::Range<usize>,
    patterns: &Patterns,
) -> bool {
    let role = |segment: &Segment| patterns.columns.role(segment.piece.text);
    let overlaps = |other: &Segment| segment.from < other.to && other.from < segment.to;
    // Heads that have rows of their own stand between those of groups.
    let own = matches!(role(segment), Some(Role::Weight | Role::Score | Role::Reason));
    if own && !below.iter().any(overlaps) {
        return false;
    }
    let under: Vec<&Segment> = below
        .iter()
        .filter(|other| between.contains(&other.from) && other.to <= between.end)
        .collect();
    let set_over = |from: usize, to: usize| {
        let heads = &under[from..=to];
        let (left, right) = (heads[0].from, heads[heads.len() - 1].to);
        let within = left <= segment.from + 1 && segment.to <= right + 1;
        let centred = segment.centre().abs_diff(usize::midpoint(left, right)) <= OFF_CENTRE;
        within && (centred || segment.from == left) && heads.iter().all(|head| role(head).is_some())
    };
    (0..under.len()).any(|from| (from + 1..under.len()).any(|to| set_over(from, to)))
}

/// The names of columns in a stretch: where only single spaces stand between names that
/// are known one by one, each is a cell.
fn names<'a>(segment: &Segment<'a>, metric: Metric, patterns: &Patterns) -> Vec<Segment<'a>> {
    let known = |text: &str| patterns.columns.role(text).is_some();
    if !segment.piece.text.contains(' ') || known(segment.piece.text) {
        return vec![*segment];
    }
    let words = segment.words(metric);
    let count = words.iter().filter(|word| known(word.piece.text)).count();
    if count > 0 && count * 2 >= words.len() { words } else { vec![*segment] }
}

/// The name that a part on the next line completes, though it stands a column beside it.
fn beside(
    groups: &[((usize, usize), Field)],
    segment: &Segment,
    patterns: &Patterns,
) -> Option<usize> {
    if patterns.columns.role(segment.piece.text).is_some() {
        return None;
    }
    groups.iter().position(|((from, to), name)| {
        let near = segment.from <= *to && *from <= segment.to;
        let whole = || format!("{}{}", name.text, segment.piece.text);
        near && name.at.line() != segment.piece.at().line()
            && patterns.columns.role(&whole()).is_some()
    })
}

/// Splits a line at runs of two and more spaces.
pub(super) fn segments<'a>(piece: &Piece<'a>, metric: Metric) -> Vec<Segment<'a>> {
    let mut found = Vec::new();
    let (mut column, mut spaces) = (0usize, 2usize);
    let mut rest = *piece;
    let mut open: Option<(usize, usize)> = None;
    let mut printed_to = (0usize, 0usize);
    for (at, c) in piece.text.char_indices() {
        let width = match c {
            '\t' => 8 - column % 8,
            ' ' => 1,
            _ => metric.width(c),
        };
        if c.is_whitespace() {
            spaces += width.max(usize::from(c == '\u{3000}') * 2);
        } else {
            if spaces >= 2
                && let Some((from, start)) = open.take()
            {
                let (head, tail) = cut(&rest, piece, start, printed_to.0);
                found.push(Segment { piece: head, from, to: printed_to.1 });
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
        found.push(Segment { piece: head, from, to: printed_to.1 });
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
