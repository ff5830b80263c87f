//! A list of problems or measures: its items, told apart by their marks.

use std::ops::Range;

use crate::fold;
use crate::location::At;
use crate::model::Statement;
use crate::outline::Section;
use crate::patterns::narrative::{Listed, PatternKind, WordKind};
use crate::patterns::{Patterns, enumerate};
use crate::prose::Folded;

/// What stands under one heading or label, piece by piece.
pub(super) struct Group {
    listed: Listed,
    /// The text has turned from problems to measures.
    turned: bool,
    /// It did so within an item; the next item tells of a problem again.
    in_item: bool,
    /// How many measures there were before.
    since: usize,
    /// What stands here now is neither.
    dropped: bool,
    cell: bool,
    problems: Vec<Piece>,
    measures: Vec<Piece>,
}

struct Piece {
    /// How its mark is made (`d.` for `1.`) and the mark as printed.
    mark: Option<(String, String)>,
    text: String,
    at: At,
    heading: bool,
    /// It goes on after a comma, with what is done about it.
    turns: bool,
    /// It follows a label on its line, or the text turned to it.
    labelled: bool,
}

impl Group {
    pub(super) fn new(listed: Listed) -> Self {
        Self {
            listed,
            turned: !listed.problems,
            in_item: false,
            since: 0,
            dropped: false,
            cell: false,
            problems: Vec::new(),
            measures: Vec::new(),
        }
    }

    /// A cell says all in few words; a paragraph without a stop is a signature.
    pub(super) fn of_cell(self) -> Self {
        Self { cell: true, ..self }
    }

    /// A label inside the list: 改进措施：…
    pub(super) fn labelled(&mut self, listed: Listed) {
        self.in_item = !self.turned && !self.problems.is_empty();
        self.listed = listed;
        self.turned = !listed.problems;
        self.since = self.measures.len();
        self.dropped = false;
    }

    /// A numbered heading below: an item, what stands under it its text.
    pub(super) fn heading(&mut self, section: &Section, patterns: &Patterns) {
        let number = section.number.clone();
        let next = number.as_deref().is_some_and(|number| self.is_next_problem(number, patterns));
        if self.in_item && next {
            (self.turned, self.in_item) = (false, false);
        }
        let piece = Piece {
            mark: number.map(|number| (shape(&number), number)),
            text: section.title.clone(),
            at: section.at,
            heading: true,
            turns: false,
            labelled: false,
        };
        self.pieces().push(piece);
    }

    /// Whether a paragraph after a label is one more of its items.
    pub(super) fn goes_on(&self, text: &str, patterns: &Patterns) -> bool {
        let nothing = self.problems.is_empty() && self.measures.is_empty();
        nothing || mark(text, patterns).is_some()
    }

    /// Adds a paragraph from a byte on.
    pub(super) fn add(&mut self, text: &Folded<'_>, from: usize, patterns: &Patterns) {
        self.add_part(text, from..text.text.len(), patterns);
    }

    /// Adds a part of a paragraph.
    pub(super) fn add_part(&mut self, text: &Folded<'_>, part: Range<usize>, patterns: &Patterns) {
        let Range { start: from, end: to } = part;
        let mut start = from;
        if self.in_item
            && self.is_next_problem(text.text.get(from..to).unwrap_or_default(), patterns)
        {
            (self.turned, self.in_item) = (false, false);
        }
        if !self.turned && self.starts_again(text.text.get(from..to).unwrap_or_default(), patterns)
        {
            // 整改方向：1.…: the list of something else, of the measures where they stand here.
            (self.turned, self.in_item, self.since) = (true, false, self.measures.len());
            self.dropped = !self.listed.measures;
        }
        if self.dropped {
            return;
        }
        if !self.turned && self.listed.measures {
            let pattern = patterns.narrative.pattern(PatternKind::TurnsToMeasures);
            let whole = text.text.get(from..to).unwrap_or_default();
            let turn = pattern.and_then(|p| p.captures(whole)?.name("turn"));
            if let Some(turn) = turn {
                self.range(text, from, from + turn.start(), patterns);
                self.turned = true;
                self.in_item = !self.problems.is_empty();
                self.since = self.measures.len();
                start = from + turn.start();
            }
        }
        self.range(text, start, to, patterns);
    }

    /// Whether a paragraph starts a list at its first number again, behind a line that leads in.
    fn starts_again(&self, text: &str, patterns: &Patterns) -> bool {
        let Some(last) = self.problems.last() else { return false };
        let Some(((shape, _), _)) = mark(text, patterns) else { return false };
        let same = |piece: &Piece| piece.mark.as_ref().is_some_and(|(other, _)| *other == shape);
        last.mark.is_none()
            && last.text.ends_with([':', '：'])
            && value(text, patterns) == Some(1)
            && self.problems.iter().any(same)
    }

    /// Whether a paragraph goes on with the numbers of the problems.
    fn is_next_problem(&self, text: &str, patterns: &Patterns) -> bool {
        let own = self.problems.iter().find_map(|piece| piece.mark.as_ref());
        let Some((shape, _)) = own else { return false };
        let same = |piece: &&Piece| piece.mark.as_ref().is_some_and(|(other, _)| other == shape);
        let count = self.problems.iter().filter(same).count();
        // Measures with numbers of their own are a list beside.
        let measures = self.measures.get(self.since..).unwrap_or_default();
        if measures.iter().any(|piece| same(&piece)) {
            return false;
        }
        let next = mark(text, patterns).is_some_and(|((other, _), _)| other == *shape);
        next && value(text, patterns).is_some_and(|value| value as usize == count + 1)
    }

    fn range(&mut self, text: &Folded<'_>, from: usize, to: usize, patterns: &Patterns) {
        let part = text.text.get(from..to).unwrap_or_default();
        let starts = starts(part, patterns);
        let ends = starts.iter().skip(1).copied().chain([part.len()]);
        for (start, end) in starts.iter().copied().zip(ends) {
            let piece = part.get(start..end).unwrap_or_default();
            let (mark, length) = match mark(piece, patterns) {
                Some((mark, length)) => (Some(mark), length),
                None => (None, 0),
            };
            let (from, to) = (from + start + length, from + end);
            let said = fold::clean(text.raw(from, to));
            // 首先，… and the comma at which a sentence turns to measures.
            let said = said.trim_matches([',', '，', '、', ' ']).to_owned();
            if said.is_empty() {
                continue;
            }
            let at = text.at(from, to);
            let (turns, labelled) = (to < text.text.len(), start == 0 && from > 0);
            let piece = Piece { mark, text: said, at, heading: false, turns, labelled };
            self.pieces().push(piece);
        }
    }

    fn pieces(&mut self) -> &mut Vec<Piece> {
        if self.turned { &mut self.measures } else { &mut self.problems }
    }

    /// The problems and the measures of the list.
    pub(super) fn items(self, patterns: &Patterns) -> (Vec<Statement>, Vec<Statement>) {
        let mixed = self.listed.mixed;
        let narrative = &patterns.narrative;
        let keep = |item: &Statement| {
            let key = fold::key(&item.text);
            let nothing = narrative.is(WordKind::Nothing, key.trim_end_matches(['。', '.', ';']));
            !nothing && (!mixed || narrative.is(WordKind::Complaint, &key))
        };
        let of = |pieces| items(pieces, self.cell, patterns).into_iter().filter(keep).collect();
        (of(self.problems), of(self.measures))
    }
}

/// The longest label that a piece starts with, in bytes.
const LONGEST_LABEL: usize = 36;

/// Pieces to items. The first mark says what an item is; other marks and
/// paragraphs without one go on with the item before them.
fn items(pieces: Vec<Piece>, cell: bool, patterns: &Patterns) -> Vec<Statement> {
    let first = pieces.iter().find_map(|piece| piece.mark.as_ref());
    let Some((own, _)) = first.cloned() else {
        // A line without a stop is a signature, unless it complains.
        let complains = |p: &Piece| patterns.narrative.is(WordKind::Complaint, &fold::key(&p.text));
        let says = |p: &Piece| cell || p.turns || is_sentence(&p.text) || complains(p);
        let whole = pieces.into_iter().filter(says);
        return whole.map(|piece| statement(piece, None)).collect();
    };
    let says_all = |piece: &Piece| {
        // 措施：分批更换。 The label itself leads to nothing.
        let key = fold::key(&piece.text);
        let label = key.find(':').filter(|&colon| colon <= LONGEST_LABEL);
        let said = label.and_then(|colon| key.get(colon + 1..)).unwrap_or(&key);
        let leads = said.is_empty() || patterns.narrative.is(WordKind::LeadsToList, said);
        piece.labelled && is_sentence(&piece.text) && !leads
    };
    let mut out: Vec<Statement> = Vec::new();
    let mut headed = false;
    for piece in pieces {
        match &piece.mark {
            Some((shape, number)) if *shape == own => {
                headed = piece.heading;
                let number = Some(number.clone());
                out.push(statement(piece, number));
            }
            mark => {
                let Some(last) = out.last_mut() else {
                    // A lead-in before the first item, or what its label says at once.
                    if says_all(&piece) {
                        out.push(statement(piece, None));
                    }
                    continue;
                };
                if mark.is_none() && last.number.is_none() && says_all(&piece) {
                    out.push(statement(piece, None));
                    continue;
                }
                if mark.is_none() && !is_sentence(&piece.text) {
                    continue;
                }
                if std::mem::take(&mut headed) && !last.text.ends_with(STOPS) {
                    last.text.push('。');
                }
                if let Some((_, number)) = mark {
                    last.text.push_str(number);
                }
                last.text.push_str(&piece.text);
            }
        }
    }
    out
}

fn statement(piece: Piece, number: Option<String>) -> Statement {
    let Piece { text, at, .. } = piece;
    Statement { number, text, at }
}

const STOPS: [char; 6] = ['。', '；', ';', '！', '!', '.'];

/// Whether a paragraph says something by itself: it ends as sentences do, and does
/// not only lead in what follows.
fn is_sentence(text: &str) -> bool {
    text.ends_with(STOPS)
}

/// Where the items of a paragraph start: at the marks of an enumeration, else at its
/// start.
fn starts(text: &str, patterns: &Patterns) -> Vec<usize> {
    let found = enumerate(text, &patterns.headings.enumerations);
    let first = found.into_iter().map(|(_, starts)| starts).next();
    match first {
        // 1.…一是…二是…: the inner marks are parts of the item.
        Some(starts) if starts.first() == Some(&0) || mark(text, patterns).is_none() => starts,
        _ => vec![0],
    }
}

/// The mark that a piece starts with: how it is made, as printed, and its length.
fn mark(text: &str, patterns: &Patterns) -> Option<((String, String), usize)> {
    let headings = &patterns.headings;
    if let Some(found) = headings.forms.number(text) {
        let number = headings.forms.write(text, &found);
        return Some(((shape(&number), number), found.end));
    }
    let found = headings.enumerations.mark(text)?;
    let number = text.get(..found.length)?.to_owned();
    let style = headings.enumerations.id(found.style).to_owned();
    Some(((style, number), found.length))
}

/// The place in the order that the mark of a piece gives.
fn value(text: &str, patterns: &Patterns) -> Option<u32> {
    let headings = &patterns.headings;
    let number = headings.forms.number(text).map(|found| found.value);
    number.or_else(|| Some(headings.enumerations.mark(text)?.values.0))
}

/// A number without its numerals: `1.` and `2.` have one shape.
fn shape(number: &str) -> String {
    let mut shape = String::with_capacity(number.len());
    for c in number.chars() {
        let kind = match c {
            '0'..='9' => 'd',
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => 'c',
            c if c.is_numeric() => 'o',
            c => c,
        };
        if !(shape.ends_with(kind) && matches!(kind, 'd' | 'c')) {
            shape.push(kind);
        }
    }
    shape
}
