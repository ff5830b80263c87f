//! The cells of a header that is laid out with spaces: parts of heads on several lines are put
//! together, and heads that are set over several others are left out.

use super::Field;
use super::header::{Header, Segment};
use super::recover::suits::{Kind, kind};
use crate::patterns::{Patterns, Role};

/// Segments of one or more lines to header cells: those that stand above each
/// other are one cell.
pub(super) fn columns(segments: &[Segment], next: usize, patterns: &Patterns) -> Header {
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
        if !near {
            return None;
        }
        let mut parts: Vec<usize> = window.iter().flat_map(|group| &group.parts).copied().collect();
        parts.sort_unstable();
        let line = |part: usize| segments.get(part).map(|segment| segment.piece.line);
        if parts.windows(2).any(|two| line(two[0]) == line(two[1])) {
            return None;
        }
        let told = |group: &Group| group.role(segments, patterns).is_some();
        let open = window.iter().any(|group| !told(group));
        // A head of its own is no part of another.
        let own = |group: &Group| {
            let parts = group.parts.iter().filter_map(|&part| segments.get(part));
            told(group) && parts.map(|part| part.piece.text.len()).sum::<usize>() > MAX_OWN
        };
        if !open || window.iter().any(own) {
            return None;
        }
        let to = window.iter().map(|group| group.span.1).max()?;
        let group = Group { span: (window.first()?.span.0, to), parts };
        group.role(segments, patterns).is_some().then_some(group)
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
