//! Tables of which each cell stands on a line of its own.

use super::rows_from_cells::{Rows, Table};
use super::vocabulary::Vocabulary;
use crate::decode::lines::Piece;
use crate::decode::shape::is_pipe;
use crate::decode::tables::{Field, Found, Lines, Recognised, found, grid, head_words, words};
use crate::document::{Grid, Origin};
use crate::fold::is_cjk;
use crate::model::Note;
use crate::patterns::columns::header_key;
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
    // Most lines start as no name does.
    if !patterns.columns.may_name(without_pipe(lines.get(first)?.0).text) {
        return None;
    }
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

pub(super) fn without_pipe<'a>(piece: &Piece<'a>) -> Piece<'a> {
    let piece = piece.trim();
    let closed = piece.text.ends_with(is_pipe) && !piece.text.starts_with(is_pipe);
    let lone = piece.text.starts_with(is_pipe) && piece.text.chars().count() == 1;
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
    // Between two heads that name columns the third may be one that only tables tell.
    words.iter().filter(|word| patterns.columns.may_name(word.text)).nth(LEAST_NAMED - 2)?;
    let heads = head_words::joined(piece, &words, patterns);
    let mut roles: Vec<Option<Role>> =
        heads.iter().map(|(head, _)| patterns.columns.role(head.text)).collect();
    // Between two heads stands one that only tables tell.
    for at in 1..roles.len().saturating_sub(1) {
        if let [Some(_), None, Some(_)] = roles[at - 1..=at + 1] {
            roles[at] = patterns.columns.in_head(heads[at].0.text);
        }
    }
    let valued = |r: &Option<Role>| matches!(r, Some(Role::Target | Role::Actual));
    // Other forms name columns as well (预期目标 实际完成情况): the first run that names
    // indicators counts.
    let mut runs = roles.chunk_by(|a, b| a.is_some() == b.is_some()).scan(0, |at, run| {
        let from = *at;
        *at += run.len();
        Some((from, run))
    });
    let (start, roles) = runs.find(|(_, run)| {
        run.len() >= LEAST_NAMED && run.contains(&Some(Role::Name)) && run.iter().any(valued)
    })?;
    let known = Vocabulary::of(patterns);
    let behind = heads.get(start + roles.len()..).unwrap_or_default().iter();
    let mut roles = roles.to_vec();
    roles.extend(unlisted(behind.map(|(head, _)| head.text), known, patterns));
    let named = roles.len();
    let name = roles.iter().position(|&r| r == Some(Role::Name))?;
    let counts = |heads: &[(Piece, usize)]| heads.iter().map(|(_, count)| count).sum::<usize>();
    let before = counts(heads.get(..start)?);
    let first = before + counts(heads.get(start..start + named)?);
    let ends = |at: &usize| {
        let next = words.get(first + at + 1).map(|word| word.text);
        words.get(first + at).is_some_and(|word| known.is_end_before(word.text, next))
    };
    let rest = words.get(first..)?;
    let last = (0..rest.len()).find(ends).unwrap_or(rest.len());
    let cells: Vec<Field> = rest.get(..last)?.iter().map(Field::of).collect();
    if cells.len() < named || named > MAX_COLUMNS {
        return None;
    }
    let table = Table { roles: &roles, name, known };
    let read = table.rows(&cells).map(|Rows { rows, used, notes }| {
        let header = heads.get(start..start + named).unwrap_or_default();
        let mut all: Vec<Vec<Field>> =
            vec![header.iter().map(|(head, _)| Field::of(head)).collect()];
        all.extend(rows);
        let after = rest.get(used).map_or_else(
            || Piece { text: "", ..*piece },
            |next| piece.shorten(next.start - piece.start, 0),
        );
        (grid(all, Origin::Flattened), after, notes)
    });
    let from = words.get(before).map_or(0, |w| w.start - piece.start);
    Some(OneLine { before: piece.split(from).0, table: read })
}

/// What heads that no list has by itself hold, behind those that name columns and before the first
/// label: without them each row would have a cell too many.
fn unlisted<'t>(
    texts: impl Iterator<Item = &'t str>,
    known: Vocabulary<'_>,
    patterns: &Patterns,
) -> Vec<Option<Role>> {
    let mut found = Vec::new();
    for text in texts.take(MOST_UNLISTED + 1) {
        if known.is_label(text, 1) || known.is_label(text, 2) {
            return found;
        }
        let key = header_key(text);
        // What stands under other heads is none of its own.
        let under = patterns.columns.qualifier(&key).is_some();
        let of_group = patterns.columns.is_part_of(Role::Group, text);
        if under || of_group || known.is_value(text) || known.is_label_part(text) {
            break;
        }
        found.push(patterns.columns.in_head(text));
    }
    Vec::new()
}

/// Most such heads.
const MOST_UNLISTED: usize = 3;

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
            // The longer reading is the cell, unless its second line names another
            // column by itself.
            let longer =
                wrapped.filter(|w| head_words::is_one_head(&field.text, &w.text, patterns));
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
        // Between two heads stands one that only tables tell.
        if !fields.is_empty()
            && patterns.columns.role(&second.text).is_some()
            && !head_words::is_one_head(&field.text, &second.text, patterns)
            && let Some(role) = patterns.columns.in_head(&field.text)
        {
            fields.push(field);
            roles.push(Some(role));
            index = behind;
            continue;
        }
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
    let mut behind = Vec::new();
    let mut at = index;
    while behind.len() <= MOST_UNLISTED
        && let Some((field, next)) = cell(skip_blank(lines, at))
    {
        at = next;
        behind.push((field, next));
    }
    let texts = behind.iter().map(|(field, _)| field.text.as_str());
    for (role, (field, next)) in
        unlisted(texts, Vocabulary::of(patterns), patterns).into_iter().zip(behind.clone())
    {
        roles.push(role);
        fields.push(field);
        index = next;
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
        let stops = || {
            let behind = cell_at(lines, index + 1, gaps).map(|(cell, _)| cell.text);
            known.is_end_before(piece.text, behind.as_deref())
        };
        if again || starts_section(piece.text, known) || known.is_end(piece.text) && stops() {
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
