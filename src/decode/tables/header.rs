//! Lines laid out with spaces: their stretches, and the header they start with.

use unicode_width::UnicodeWidthChar;

use super::header_cells::columns;
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
    if !has_spaces() || by_names.is_none() && !open() {
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
        // Nor is a sentence a head.
        if own.iter().any(|segment| segment.piece.text.contains([':', '：', '，', '。', '；']))
        {
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
        if index == first && named == 0 && !is_open(&own, patterns) {
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
