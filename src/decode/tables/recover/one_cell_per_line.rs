//! Tables of which each cell stands on a line of its own.

use super::rows_from_cells::{Rows, Table};
use super::vocabulary::Vocabulary;
use crate::decode::lines::Piece;
use crate::decode::shape::is_pipe;
use crate::decode::tables::{Field, Found, Lines, Recognised, found, grid, words};
use crate::document::{Grid, Origin};
use crate::fold::is_cjk;
use crate::model::Note;
use crate::patterns::{Patterns, Role};

/// Columns that consecutive lines must name to be taken for a header.
const LEAST_NAMED: usize = 3;

/// Blank lines and rulings at most between two cells of a header, so that a
/// run of rulings is not read to its end from each of them.
const MAX_GAP: usize = 256;

/// Longest line, in bytes, that may be a header cell.
const MAX_HEADER_CELL: u32 = 90;

/// Most columns. The widest form known has 13.
const MAX_COLUMNS: usize = 20;

/// Longest line, in bytes, that may be a cell.
const MAX_CELL: u32 = 400;

/// The table whose header starts on line `first`.
pub(crate) fn one_cell_per_line(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let gaps = Gaps::of(lines, first);
    let (fields, roles, start) = header(lines, first, gaps, patterns)?;
    let name = roles.iter().position(|&r| r == Some(Role::Name))?;
    let (cells, ends) = cells(lines, first, start, gaps, Vocabulary::of(patterns));
    let table = Table { roles: &roles, name, known: Vocabulary::of(patterns) };
    let rows = table.rows(&cells)?;
    let next = ends.get(rows.used.checked_sub(1)?).copied()?;
    let mut all = vec![fields];
    all.extend(rows.rows);
    Some(Recognised { notes: rows.notes, ..found(grid(all, Origin::Flattened), next) })
}

/// What empty lines say of the cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Gaps {
    /// Each line is a cell, or a part of one.
    Nothing,
    /// An empty line stands between each two cells: lines without one between them are one
    /// cell.
    Cells,
}

impl Gaps {
    /// Told by the first cells of a header, each of which takes a line.
    pub(super) fn of(lines: Lines, first: usize) -> Gaps {
        let blank = |index: usize| lines.get(index).is_some_and(|(_, shape)| shape.blank);
        let mut index = first;
        for _ in 0..LEAST_NAMED {
            let next = skip_blank(lines, index + 1);
            let lone = !blank(index) && blank(index + 1);
            if !lone || lines.get(next).is_none() {
                return Gaps::Nothing;
            }
            index = next;
        }
        Gaps::Cells
    }
}

fn without_pipe<'a>(piece: &Piece<'a>) -> Piece<'a> {
    let piece = piece.trim();
    let closed = piece.text.ends_with(is_pipe) && !piece.text.starts_with(is_pipe);
    let lone = piece.text.chars().count() == 1 && piece.text.starts_with(is_pipe);
    match piece.text.chars().next_back().filter(|_| closed || lone) {
        Some(pipe) => piece.shorten(0, pipe.len_utf8()),
        None => piece,
    }
}

/// The cell that starts at or after a line, and the index of the line behind it.
pub(super) fn cell_at(lines: Lines, index: usize, gaps: Gaps) -> Option<(Field, usize)> {
    let mut at = skip_blank(lines, index);
    let mut cell: Option<Field> = None;
    while let Some((piece, shape)) = lines.get(at) {
        let more = cell.is_none() || gaps == Gaps::Cells;
        if shape.blank || shape.ruling || !more {
            break;
        }
        // Some converters close each cell with a pipe.
        let part = Field::of(&without_pipe(piece));
        match &mut cell {
            Some(cell) => cell.wrap(part),
            None => cell = Some(part),
        }
        at += 1;
    }
    Some((cell?, at))
}

/// A line on which a whole table was run together.
#[derive(Debug)]
pub(crate) struct OneLine<'a> {
    /// What stands before the table.
    pub(crate) before: Piece<'a>,
    /// The table and what stands after it, if it could be read.
    pub(crate) table: Option<(Grid, Piece<'a>, Vec<Note>)>,
}

/// Looks for the header words of a table within a line, with its cells after
/// them, all set apart by spaces.
pub(crate) fn one_line<'a>(piece: &Piece<'a>, patterns: &Patterns) -> Option<OneLine<'a>> {
    let words: Vec<Piece> = words(piece).collect();
    let roles: Vec<Option<Role>> = words.iter().map(|w| patterns.columns.role(w.text)).collect();
    let start = roles.windows(LEAST_NAMED).position(|w| w.iter().all(Option::is_some))?;
    let named = roles.iter().skip(start).take_while(|r| r.is_some()).count();
    let roles = roles.get(start..start + named)?;
    let name = roles.iter().position(|&r| r == Some(Role::Name))?;
    let valued = |r: &Option<Role>| matches!(r, Some(Role::Target | Role::Actual));
    let cells: Vec<Field> = words.get(start + named..)?.iter().map(Field::of).collect();
    if !roles.iter().any(valued) || cells.len() < named || named > MAX_COLUMNS {
        return None;
    }
    let table = Table { roles, name, known: Vocabulary::of(patterns) };
    let read = table.rows(&cells).map(|Rows { rows, used, notes }| {
        let header = words.get(start..start + named).unwrap_or_default();
        let mut all: Vec<Vec<Field>> = vec![header.iter().map(Field::of).collect()];
        all.extend(rows);
        let after = words.get(start + named + used).map_or_else(
            || Piece { text: "", ..*piece },
            |next| piece.shorten(next.start - piece.start, 0),
        );
        (grid(all, Origin::Flattened), after, notes)
    });
    let from = words.get(start).map_or(0, |w| w.start - piece.start);
    Some(OneLine { before: piece.split(from).0, table: read })
}

type Header = (Vec<Field>, Vec<Option<Role>>, usize);

/// Header cells on consecutive lines, each on one or two of them.
fn header(lines: Lines, first: usize, gaps: Gaps, patterns: &Patterns) -> Option<Header> {
    let cell = |index: usize| {
        let (_, shape) = lines.get(index)?;
        let plain =
            !shape.blank && shape.length <= MAX_HEADER_CELL && lines.same_page(first, index);
        if !plain { None } else { cell_at(lines, index, gaps) }
    };
    let (mut fields, mut roles) = (Vec::new(), Vec::new());
    let mut index = first;
    loop {
        if fields.len() > MAX_COLUMNS {
            return None;
        }
        let at = skip_blank(lines, index);
        let Some((mut field, behind)) = cell(at) else { break };
        // Most lines start as no name does, however they go on.
        if !patterns.columns.may_name(&field.text) {
            break;
        }
        let next = skip_blank(lines, behind);
        let (wrapped, after) = cell(next).unzip();
        let after = after.unwrap_or(next);
        if let Some(role) = patterns.columns.role(&field.text) {
            if role == Role::Group && roles.contains(&Some(Role::Name)) {
                break;
            }
            // The longer reading is the cell, unless its second line names a
            // column by itself.
            let longer = wrapped.filter(|w| patterns.columns.role(&w.text).is_none());
            let joined = longer.map(|w| {
                let mut whole = field.clone();
                whole.wrap(w);
                whole
            });
            let whole = joined.and_then(|w| patterns.columns.role(&w.text).map(|r| (w, r)));
            match whole {
                Some((whole, role)) => {
                    fields.push(whole);
                    roles.push(Some(role));
                    index = after;
                }
                None => {
                    fields.push(field);
                    roles.push(Some(role));
                    index = behind;
                }
            }
            continue;
        }
        let Some(second) = wrapped else { break };
        field.wrap(second);
        let Some(role) = patterns.columns.role(&field.text) else {
            break;
        };
        // The label of the group column is printed beside the rows.
        if role == Role::Group && roles.contains(&Some(Role::Name)) {
            break;
        }
        fields.push(field);
        roles.push(Some(role));
        index = after;
    }
    if roles.len() < LEAST_NAMED {
        return None;
    }
    let twice = roles
        .iter()
        .enumerate()
        .any(|(i, r)| *r == Some(Role::Name) && roles.iter().skip(i + 1).any(|o| o == r));
    // Heads under others: which columns they part is not told by their order.
    let second = cell(skip_blank(lines, index)).is_some_and(|(next, _)| {
        patterns.columns.qualifier(&crate::fold::key(&next.text)).is_some()
    });
    let value = roles.iter().flatten().any(|r| matches!(r, Role::Target | Role::Actual));
    (value && !twice && !second).then_some((fields, roles, index))
}

fn skip_blank(lines: Lines, from: usize) -> usize {
    let empty = |&index: &usize| lines.get(index).is_some_and(|(_, s)| s.blank || s.ruling);
    from + (from..from + MAX_GAP).take_while(empty).count()
}

/// What may be cells, and for each the index of the line behind it.
fn cells(
    lines: Lines,
    first: usize,
    start: usize,
    gaps: Gaps,
    known: Vocabulary<'_>,
) -> (Vec<Field>, Vec<usize>) {
    let (mut cells, mut ends) = (Vec::new(), Vec::new());
    let mut index = start;
    while let Some((piece, shape)) = lines.get(index) {
        if !lines.same_page(first, index)
            || shape.length > MAX_CELL
            || shape.tabbed()
            || shape.pipes > 1
        {
            break;
        }
        if shape.blank || shape.ruling {
            index += 1;
            continue;
        }
        // The header printed again starts another table, and keeps the
        // search for the end of each linear.
        let again = lines.get(first).is_some_and(|(p, _)| p.text == piece.text);
        if again || starts_section(piece.text, known) {
            break;
        }
        let Some((cell, next)) = cell_at(lines, index, gaps) else { break };
        for label in labels(cell, known) {
            cells.push(label);
            ends.push(next);
        }
        index = next;
    }
    (cells, ends)
}

/// The labels of a cell that holds several of them on lines of their own and nothing else; else
/// the cell.
fn labels(cell: Field, known: Vocabulary<'_>) -> Vec<Field> {
    let lines: Vec<&str> = cell.text.split('\n').collect();
    if lines.len() < 2 {
        return vec![cell];
    }
    let is_label = |text: &str| known.is_label(text, 1) || known.is_label(text, 2);
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let label = (at + 1..=lines.len()).rev().find_map(|end| {
            let text = lines.get(at..end)?.join("\n");
            is_label(&text).then_some((text, end))
        });
        let Some((text, end)) = label else { return vec![cell] };
        found.push(Field { text, ..cell.clone() });
        at = end;
    }
    found
}

/// A heading or a line of prose, with which a table ends: a Chinese number and
/// a comma, a mark of Markdown, a full stop within.
fn starts_section(text: &str, known: Vocabulary<'_>) -> bool {
    let text = text.trim();
    let number_end = text.find('、').filter(|&at| at > 0 && at <= 9);
    let numbered = number_end.is_some_and(|at| {
        text.get(..at).is_some_and(|n| n.chars().all(is_cjk) && n.chars().count() <= 2)
    });
    (numbered || text.starts_with('#')) && !known.is_label_part(text)
}
