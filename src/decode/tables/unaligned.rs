//! Tables whose cells were moved out of their columns by a converter that keeps lines: the values of
//! a line are told by what they hold, and what cannot be told is left out with a note.

use super::header::Segment;
use super::recover::suits::{Habits, Kind, kind};
use super::recover::vocabulary::Vocabulary;
use super::space_separated::{Parted, Reader};
use super::{Field, Found, Recognised, autospace, found, grid as to_grid};
use crate::decode::lines::Piece;
use crate::document::Origin;
use crate::model::Note;
use crate::patterns::{Patterns, Role, WordKind};
use crate::words::words;

/// What a line of the body is.
enum Line {
    /// A row whose values are told.
    Row(Vec<Field>),
    /// A row of which not every value is told.
    Unread(Note),
    /// Parts of labels, or of a group's name.
    Labels,
    /// Parts of names or reasons, of the row above or below.
    Rest,
}

/// The rows of a body, each from one line.
pub(super) fn grid(
    header: Vec<Field>,
    roles: &[Option<Role>],
    body: Vec<Vec<Segment>>,
    end: usize,
    patterns: &Patterns,
) -> Found {
    let reader = reader(roles, patterns);
    let lines: Vec<Line> = body.iter().map(|segments| line(segments, &reader)).collect();
    let mut notes = Vec::new();
    let mut rows = vec![header];
    // Beside a line whose values are not told, a value may go on there.
    let is_unread = |index: Option<usize>| {
        index.and_then(|at| lines.get(at)).is_some_and(|line| matches!(line, Line::Unread(_)))
    };
    let is_rest = |index: Option<usize>| {
        // Labels between them do not part a row from the rest of its name.
        index.and_then(|at| lines.get(at)).is_some_and(|line| matches!(line, Line::Rest))
    };
    let mut read = Vec::with_capacity(lines.len());
    for (index, _) in lines.iter().enumerate() {
        let beside = [index.checked_sub(1), Some(index + 1)];
        let unread = beside.into_iter().any(is_unread);
        read.push((unread || beside.into_iter().any(is_rest), unread));
    }
    for (line, (torn, unread)) in lines.into_iter().zip(read) {
        match line {
            Line::Row(mut row) => {
                for (cell, role) in row.iter_mut().zip(roles).filter(|_| unread) {
                    cell.astray |= role.is_some_and(|role| kind(role) == Kind::Value);
                }
                if torn {
                    notes.extend(without_words(&mut row, roles));
                }
                rows.push(row);
            }
            Line::Unread(note) => notes.push(note),
            Line::Labels | Line::Rest => {}
        }
    }
    // Without a row the lines are taken all the same: read again from each of them, they would
    // give no more.
    Some(Recognised { notes, ..found(to_grid(rows, Origin::Alignment), end) })
}

/// What cannot be told whole is left out here: it is not told where lines end either.
fn reader<'a>(roles: &'a [Option<Role>], patterns: &'a Patterns) -> Reader<'a> {
    let known = Vocabulary::of(patterns);
    Reader {
        roles,
        patterns,
        known,
        gaps: false,
        habits: Habits::default(),
        in_order: false,
        parted: Parted::Spaces,
        rows: None,
    }
}

fn line(segments: &[Segment], reader: &Reader) -> Line {
    let pieces: Vec<Piece> = segments
        .iter()
        .flat_map(|s| autospace::values(&s.piece, reader.roles, reader.patterns))
        .collect();
    let known = reader.known;
    let is_total = pieces.first().is_some_and(|word| known.is(word.text, WordKind::Total));
    // A part of a group's label is printed beside all rows.
    let labels = pieces.iter().take_while(|word| !is_total && is_label(word.text, reader)).count();
    let rest = pieces.get(labels..).unwrap_or_default();
    if rest.is_empty() {
        // What is part of a label may as well be the end of a name (意度).
        let only_part = |word: &Piece| {
            /// A shorter label is the end of many names (数量).
            const SHORTEST: usize = 4;
            if word.text.chars().count() < SHORTEST {
                return true;
            }
            let level = |level| known.is_label(word.text, level);
            !level(1) && !level(2) && !reader.patterns.columns.is_part_of(Role::Group, word.text)
        };
        return if pieces.iter().all(only_part) { Line::Rest } else { Line::Labels };
    }
    if !rest.iter().any(|word| known.is_value(word.text)) {
        return Line::Rest;
    }
    let fields: Vec<Field> = rest.iter().map(Field::of).collect();
    let Some(cells) = reader.words(&fields, &[]) else {
        return unread(rest);
    };
    // What stands under a head that no list has may be any of the values.
    if reader.roles.contains(&None) {
        return unread(rest);
    }
    let mut row: Vec<Field> = cells.into_iter().map(Option::unwrap_or_default).collect();
    // Without its points a line is no row: its values may be parts of those around it, or moved.
    let lacks = |(cell, role): (&Field, &Option<Role>)| {
        cell.text.is_empty() && role.is_some_and(|role| kind(role) == Kind::Points)
    };
    if !is_total && row.iter().zip(reader.roles).any(lacks) {
        return unread(rest);
    }
    // Labels stand in the middle of the rows they span: on which line tells nothing.
    for (cell, role) in row.iter_mut().zip(reader.roles) {
        if !is_total && matches!(role, Some(Role::Level1 | Role::Level2)) {
            *cell = Field { unowned: true, ..Field::default() };
        }
    }
    Line::Row(row)
}

/// Tells of a line of which the columns are not told.
fn unread(words: &[Piece]) -> Line {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Line::Rest };
    let texts: Vec<&str> = words.iter().map(|word| word.text).collect();
    let texts = texts.join(" ");
    let message = words!(
        en: "the columns of a line cannot be told, and its values were left unread: {texts}",
        zh: "无法判断该行各值属于哪一列，未读取：{texts}"
    );
    let at = first.at().until(last.at());
    Line::Unread(Note::new("columns_not_told", message, at))
}

fn is_label(text: &str, reader: &Reader) -> bool {
    reader.known.is_label(text, 1)
        || reader.known.is_label(text, 2)
        || reader.known.is_label_part(text)
        || reader.patterns.columns.is_part_of(Role::Group, text)
}

/// Takes out the name and the reason of a row, parts of which may stand on the lines beside it.
fn without_words(row: &mut [Field], roles: &[Option<Role>]) -> Option<Note> {
    let mut texts = Vec::new();
    let mut at = None;
    for (cell, role) in row.iter_mut().zip(roles) {
        if matches!(role, Some(Role::Name | Role::Reason | Role::Remark)) && !cell.text.is_empty() {
            let taken = std::mem::take(cell);
            at = at.or(Some(taken.at));
            cell.at = taken.at;
            texts.push(taken.text);
        }
    }
    let texts = texts.join(" | ");
    let message = words!(
        en: "it cannot be told which lines belong to the name of a row; left unread: {texts}",
        zh: "无法判断哪几行文字属于该指标的名称，未读取：{texts}"
    );
    Some(Note::new("rows_not_told_apart", message, at?))
}
