//! Lines laid out with spaces: their stretches, and the header they start with.

use unicode_width::UnicodeWidthChar;

use super::recover::suits::{Kind, kind};
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

    /// The same so many columns to the right, or to the left.
    pub(super) fn moved(self, by: isize) -> Segment<'a> {
        let place = |at: usize| at.saturating_add_signed(by);
        Segment { from: place(self.from), to: place(self.to), ..self }
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
const MAX_HEADER: usize = 6;

/// Longest first line that holds parts of a few heads alone (分 over 值), in bytes: they are higher
/// than those beside them.
const MAX_TOP: u32 = 40;

/// Single spaces at least on a line of heads with no wider ones, and its bytes at most.
const LEAST_SPACES: u32 = 3;
const MAX_LINE: u32 = 300;

/// Longest part of a head that stands on a line with others of its kind alone, in bytes.
const MAX_PART: usize = 9;

/// The header of a table: its cells, what they name, and where they stand.
pub(super) struct Header {
    pub(super) fields: Vec<Field>,
    pub(super) roles: Vec<Option<Role>>,
    /// The display columns each cell covers.
    pub(super) spans: Vec<(usize, usize)>,
    pub(super) next: usize,
}

/// Reads lines as a header: those that name the most columns. Between single spaces stand names of
/// their own or parts of one: as which more columns are named.
pub(super) fn header<'a>(
    lines: Lines<'a, '_>,
    first: usize,
    metric: Metric,
    patterns: &Patterns,
) -> Option<Header> {
    let (piece, shape) = lines.get(first)?;
    let top = shape.gaps == 0 && shape.length <= MAX_TOP && piece.text.starts_with("  ");
    let starts = || {
        let first = super::words(piece).next();
        first.is_some_and(|word| {
            top && word.text.len() <= MAX_PART || patterns.columns.may_name(word.text)
        })
    };
    let below = || lines.get(first + 1).is_some_and(|(_, below)| below.gaps + below.spaces > 0);
    let in_words = shape.gaps == 0 && shape.spaces >= LEAST_SPACES && shape.length <= MAX_LINE;
    if shape.gaps == 0 && !((top || in_words) && below() && starts()) {
        return None;
    }
    let by_names = heads(lines, first, metric, patterns, false);
    let has_spaces = || {
        (first..first + MAX_HEADER)
            .any(|at| lines.get(at).is_some_and(|(_, shape)| shape.spaces > 0))
    };
    let open = || is_open(&segments(piece, metric), patterns);
    if !has_spaces() || by_names.is_none() && shape.gaps < 2 && !open() {
        return by_names;
    }
    let by_words = heads(lines, first, metric, patterns, true);
    let rank = |header: &Header| (header.named(), header.next, usize::MAX - header.fields.len());
    [by_names, by_words].into_iter().flatten().max_by_key(rank)
}

/// The same with the stretches of a line cut into names, or into all words.
fn heads<'a>(
    lines: Lines<'a, '_>,
    first: usize,
    metric: Metric,
    patterns: &Patterns,
    in_words: bool,
) -> Option<Header> {
    let mut best: Option<Header> = None;
    let mut gathered: Vec<Segment<'a>> = Vec::new();
    for index in first..first + MAX_HEADER {
        let Some((piece, shape)) = lines.get(index) else {
            break;
        };
        if shape.blank || !lines.same_page(first, index) {
            break;
        }
        let own = segments(piece, metric);
        // A field of the form stands above a table, or below.
        if own.iter().any(|segment| segment.piece.text.contains([':', '：'])) {
            break;
        }
        let cut = |segment: &Segment<'a>| match in_words {
            true => segment.words(metric),
            false => names(segment, metric, patterns),
        };
        gathered.extend(own.iter().flat_map(cut));
        let header = columns(&gathered, index + 1, patterns);
        let named = header.named();
        let known = header.roles.iter().flatten().any(|r| matches!(r, Role::Name));
        let enough = named >= 3 || (named == 2 && index == first);
        let all_named = lines_named(&header, &gathered);
        // A line that only completes names belongs to the header too.
        let better = |old: &Header| {
            let most = old.named();
            named > most || (named == most && header.fields.len() == old.fields.len())
        };
        if enough && known && all_named && best.as_ref().is_none_or(better) {
            best = Some(header);
        } else if let Some(best) = best.as_mut().filter(|best| best.next == index) {
            // What closes the brackets of heads alone.
            let closes = |part: &Segment| {
                let text = part.piece.text;
                text.contains(['（', '(', '）', ')'])
                    && !text.contains(|c: char| c.is_ascii_digit())
            };
            best.next += usize::from(!own.is_empty() && own.iter().all(closes));
        }
        if index == first && named == 0 && shape.gaps < 2 && !is_open(&own, patterns) {
            break;
        }
    }
    best
}

/// Whether parts of heads stand on a line: what may start one, or nothing but a few characters each.
fn is_open(own: &[Segment], patterns: &Patterns) -> bool {
    own.iter().any(|part| patterns.columns.may_name(part.piece.text))
        || own.iter().all(|part| part.piece.text.len() <= MAX_PART)
}

impl Header {
    /// How many of its cells name a column.
    fn named(&self) -> usize {
        self.roles.iter().flatten().count()
    }
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
fn columns(segments: &[Segment], next: usize, patterns: &Patterns) -> Header {
    let segments = over_one_column(segments, patterns);
    let mut groups: Vec<Group> = Vec::new();
    for (at, segment) in segments.iter().enumerate() {
        let (from, to) = (segment.from, segment.to);
        let common = |group: &Group| to.min(group.span.1).saturating_sub(from.max(group.span.0));
        let apart =
            |group: &Group| from.saturating_sub(group.span.1).max(group.span.0.saturating_sub(to));
        let ends = |group: &Group| {
            let last = group.parts.last().and_then(|&last| segments.get(last));
            let below = last.is_some_and(|last| last.piece.line != segment.piece.line);
            // What a bracket opens may end the name of any head.
            let text = segment.piece.text;
            let opens = text.contains(['（', '(']) && !text.contains(['）', ')']);
            below && !opens && group.with(at).role(&segments, patterns).is_some()
        };
        let over = |group: &&usize| groups.get(**group).is_some_and(|group| common(group) > 0);
        let all: Vec<usize> = (0..groups.len()).collect();
        // Of several that it overlaps, the one that it overlaps most, unless it ends the name of
        // another near by: what stands on a line moves its end.
        let under = all.iter().rev().filter(over).max_by_key(|&&group| common(&groups[group]));
        let own = segment.piece.text.len() > MAX_OWN
            && patterns.columns.role(segment.piece.text).is_some();
        let fits = under.is_some_and(|&group| ends(&groups[group]));
        let near = all
            .iter()
            .filter(|&&group| apart(&groups[group]) <= NEAR && ends(&groups[group]))
            .min_by_key(|&&group| apart(&groups[group]))
            .filter(|&&group| {
                !fits && (!own || groups[group].is_first_of_score(segment, patterns, &segments))
            });
        match near.or(under).copied() {
            Some(group) => groups[group] = groups[group].with(at).over(from, to),
            None => groups.push(Group { span: (from, to), parts: vec![at] }),
        }
    }
    groups.sort_by_key(|group| group.span);
    let groups = put_together(groups, &segments, patterns);
    Header {
        roles: groups.iter().map(|group| group.role(&segments, patterns)).collect(),
        spans: groups.iter().map(|group| group.span).collect(),
        fields: groups.iter().map(|group| group.field(&segments)).collect(),
        next,
    }
}

/// Columns by which a part of a head may stand beside the others.
const NEAR: usize = 4;

/// A name of one ideograph may as well end another (分 of 得分), in bytes.
const MAX_OWN: usize = 3;

/// The stretches of one header cell.
#[derive(Debug, Clone)]
struct Group {
    span: (usize, usize),
    /// Their numbers, from the first line on.
    parts: Vec<usize>,
}

impl Group {
    fn with(&self, part: usize) -> Group {
        let mut group = self.clone();
        group.parts.push(part);
        group
    }

    fn over(self, from: usize, to: usize) -> Group {
        Group { span: (self.span.0.min(from), self.span.1.max(to)), ..self }
    }

    fn field(&self, segments: &[Segment]) -> Field {
        let mut field = Field::default();
        for segment in self.parts.iter().filter_map(|&part| segments.get(part)) {
            field.wrap(Field::of(&segment.piece));
        }
        field
    }

    /// Whether it says whose score another head is, each by itself one (自评 over 得分).
    fn is_first_of_score(
        &self,
        other: &Segment,
        patterns: &Patterns,
        segments: &[Segment],
    ) -> bool {
        let points = |role: Option<Role>| {
            role.is_some_and(|role| kind(role) == Kind::Points && role != Role::Weight)
        };
        points(self.role(segments, patterns)) && points(patterns.columns.role(other.piece.text))
    }

    fn role(&self, segments: &[Segment], patterns: &Patterns) -> Option<Role> {
        let texts = self.parts.iter().filter_map(|&part| segments.get(part));
        match self.parts.as_slice() {
            [_] => texts
                .map(|segment| segment.piece.text)
                .next()
                .and_then(|text| patterns.columns.role(text)),
            _ => {
                patterns.columns.role(&texts.map(|segment| segment.piece.text).collect::<String>())
            }
        }
    }
}

/// Puts parts of heads together that stand beside each other and name a column together: the lines
/// of a narrow head are moved by what stands before them.
fn put_together(mut groups: Vec<Group>, segments: &[Segment], patterns: &Patterns) -> Vec<Group> {
    const MOST: usize = 4;
    let one = |window: &[Group]| -> Option<Group> {
        let near = window.windows(2).all(|two| two[1].span.0 <= two[0].span.1 + NEAR);
        let told = |group: &Group| group.role(segments, patterns).is_some();
        let open = window.iter().any(|group| !told(group));
        // A head of its own is no part of another.
        let own = |group: &Group| {
            let parts = group.parts.iter().filter_map(|&part| segments.get(part));
            told(group) && parts.map(|part| part.piece.text.len()).sum::<usize>() > MAX_OWN
        };
        if !near || !open || window.iter().any(own) {
            return None;
        }
        let mut parts: Vec<usize> = window.iter().flat_map(|group| &group.parts).copied().collect();
        parts.sort_unstable();
        let line = |part: usize| segments.get(part).map(|segment| segment.piece.line);
        let lines = parts.windows(2).all(|two| line(two[0]) != line(two[1]));
        let to = window.iter().map(|group| group.span.1).max()?;
        let group = Group { span: (window.first()?.span.0, to), parts };
        (lines && group.role(segments, patterns).is_some()).then_some(group)
    };
    for size in (2..=MOST).rev() {
        let mut at = 0;
        while let Some(window) = groups.get(at..at + size) {
            if let Some(group) = one(window) {
                groups.splice(at..at + size, [group]);
            }
            at += 1;
        }
    }
    groups
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
    // One character is a part of a narrow head.
    if segment.piece.text.chars().nth(1).is_none() {
        return false;
    }
    if own && !below.iter().any(overlaps) {
        return false;
    }
    let under: Vec<&Segment> = below
        .iter()
        .filter(|other| between.contains(&other.from) && other.to <= between.end)
        .collect();
    let set_over = |from: usize, to: usize| {
        let heads = &under[from..=to];
        // They are all values, or all points.
        let Some(of) = role(heads[0]).map(kind) else { return false };
        let (left, right) = (heads[0].from, heads[heads.len() - 1].to);
        let within = left <= segment.from + 1 && segment.to <= right + 1;
        let centred = segment.centre().abs_diff(usize::midpoint(left, right)) <= OFF_CENTRE;
        within
            && (centred || segment.from == left)
            && heads.iter().all(|head| role(head).is_some_and(|role| kind(role) == of))
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
