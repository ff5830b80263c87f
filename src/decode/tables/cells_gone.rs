//! Tables whose cells are parted by a character, the empty ones gone: a row has as many fields as it
//! has filled cells, and which column each stands in is told by what it holds.

use super::recover::budget_words::Values;
use super::recover::vocabulary::Vocabulary;
use super::space_separated::{Parted, Reader, read};
use super::{Field, Found, Lines, Recognised, found, grid};
use crate::decode::lines::Piece;
use crate::decode::shape::{Shape, is_pipe};
use crate::document::Origin;
use crate::model::Note;
use crate::patterns::{BudgetColumn, Patterns, Role, WordKind};

/// Columns that a header must name to be taken for one.
const LEAST_NAMED: usize = 3;

/// Rows at least.
const LEAST_ROWS: usize = 2;

/// Longest row, in bytes.
const MAX_LINE: u32 = 600;

/// Most rows of a budget block.
const MOST_OF_BUDGET: usize = 12;

/// The character that parts the cells of a line, if nothing else does.
fn separator(piece: &Piece, shape: &Shape) -> Option<char> {
    let text = piece.text.trim();
    if shape.length > MAX_LINE {
        return None;
    }
    if shape.pipes > 0 && shape.inner_tabs == 0 {
        let pipe = text.chars().find(|&c| is_pipe(c))?;
        let open = text.starts_with(is_pipe) || text.ends_with(is_pipe);
        return (!open).then_some(pipe);
    }
    if shape.inner_tabs > 0 && shape.pipes == 0 {
        return Some('\t');
    }
    // Of several such spaces between two cells, some may align them.
    let wide = shape.gaps > 1 && text.contains('\u{3000}') && !text.contains("  ");
    (wide && even_runs(text)).then_some('\u{3000}')
}

/// Whether all runs of wide spaces are of one length.
fn even_runs(text: &str) -> bool {
    let mut runs = text.split(|c| c != '\u{3000}').filter(|run| !run.is_empty());
    let first = runs.next().map_or(0, str::len);
    runs.all(|run| run.len() == first)
}

/// The fields of a line; those parted by a run of wide spaces are beside each other.
pub(super) fn fields(piece: &Piece, by: char) -> Vec<Field> {
    let mut all = Vec::new();
    let mut rest = *piece;
    loop {
        let at = rest.text.find(by);
        let (head, tail) = rest.split(at.unwrap_or(rest.text.len()));
        let field = Field::of(&head);
        if by != '\u{3000}' || !field.text.is_empty() {
            all.push(field);
        }
        if at.is_none() {
            return all;
        }
        rest = tail.shorten(by.len_utf8(), 0);
    }
}

/// Lines at most of the head of a form, before its tables.
const LONGEST_HEAD: usize = 40;

/// The first line behind `first`, of those parted as it is, with which such a table starts: what
/// stands before it is a table of its own.
pub(crate) fn next(lines: Lines, first: usize, patterns: &Patterns) -> Option<usize> {
    let (piece, shape) = lines.get(first)?;
    let by = match shape.pipes {
        0 if shape.inner_tabs > 0 => '\t',
        0 => return None,
        _ => piece.text.chars().find(|&c| is_pipe(c))?,
    };
    let opens = |text: &str| {
        patterns.columns.may_name(text)
            || patterns.budget.is_head(text)
            || patterns.budget.column(text).is_some()
    };
    for index in first + 1..first + LONGEST_HEAD {
        let (piece, shape) = lines.get(index)?;
        if shape.blank || !piece.text.contains(by) {
            return None;
        }
        // The corner of a budget block may be blank.
        let text = piece.text.split(by).map(str::trim).find(|text| !text.is_empty());
        if text.is_some_and(opens) && starts(lines, index, patterns) {
            return Some(index);
        }
    }
    None
}

fn starts(lines: Lines, index: usize, patterns: &Patterns) -> bool {
    head(lines, index, patterns).is_some() || budget(lines, index, patterns).is_some()
}

/// The lines before such a table, each a row of its fields.
pub(crate) fn before(lines: Lines, first: usize) -> Found {
    let (piece, shape) = lines.get(first)?;
    let by = match shape.pipes {
        0 => '\t',
        _ => piece.text.chars().find(|&c| is_pipe(c))?,
    };
    let rows = lines.pieces.get(first..)?.iter().map(|piece| fields(piece, by)).collect();
    Some(found(grid(rows, Origin::Separators), lines.pieces.len()))
}

/// The table whose header is line `first`, if some of its rows have fewer cells than it and none has
/// an empty one.
pub(crate) fn cells_gone(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let (head, roles, by) = head(lines, first, patterns)?;
    let known = Vocabulary::of(patterns);
    if let Some(end) = bare_rows(lines, first, by, head.len()) {
        let rows = lines.pieces.get(first + 1..end)?.iter().map(|piece| fields(piece, by));
        let rows = std::iter::once(head).chain(rows).collect();
        return Some(found(grid(rows, Origin::Separators), end));
    }
    let reader = Reader {
        roles: &roles,
        patterns,
        known,
        gaps: true,
        habits: Default::default(),
        in_order: true,
        parted: Parted::By(by),
        rows: None,
    };
    let body = read(&reader, lines, first, first + 1);
    if body.rows.is_empty() {
        return None;
    }
    let mut rows = vec![head];
    rows.extend(body.rows);
    Some(Recognised { notes: body.notes, ..found(grid(rows, Origin::Alignment), body.end) })
}

/// The heads on a line, what they name, and what parts them.
fn head(
    lines: Lines,
    first: usize,
    patterns: &Patterns,
) -> Option<(Vec<Field>, Vec<Option<Role>>, char)> {
    let (piece, shape) = lines.get(first)?;
    let by = separator(piece, shape)?;
    // A ruling below the heads tells that all cells are there.
    if lines.get(first + 1).is_some_and(|(_, shape)| shape.ruling) {
        return None;
    }
    let head = fields(piece, by);
    let roles = roles(&head, patterns)?;
    let known = Vocabulary::of(patterns);
    let told = roles.contains(&Some(Role::Name))
        && (lacks_cells(lines, first, by, &head, known)
            || bare_rows(lines, first, by, head.len()).is_some());
    told.then_some((head, roles, by))
}

/// What fields name, if they are the heads of a table of indicators.
pub(super) fn roles(head: &[Field], patterns: &Patterns) -> Option<Vec<Option<Role>>> {
    let listed = head.iter().filter(|field| patterns.columns.role(&field.text).is_some()).count();
    let named = |field: &Field| patterns.columns.in_head(&field.text);
    (listed >= LEAST_NAMED && listed * 4 >= head.len() * 3)
        .then(|| head.iter().map(named).collect())
}

/// The line behind rows that all have as many fields as the head, which has no pipes at its ends,
/// where a blank cell at the end of a row has one behind or before it.
fn bare_rows(lines: Lines, first: usize, by: char, width: usize) -> Option<usize> {
    if !is_pipe(by) {
        return None;
    }
    let (mut opened, mut end) = (false, first + 1);
    while let Some((piece, shape)) = lines.get(end) {
        let whole = !shape.blank && lines.same_page(first, end) && shape.length <= MAX_LINE;
        if !whole || piece.text.matches(by).count() + 1 != width {
            break;
        }
        opened |= piece.text.trim_start().starts_with(is_pipe);
        end += 1;
    }
    let next = lines.get(end).is_some_and(|(piece, _)| piece.text.contains(by));
    (opened && !next && end > first + LEAST_ROWS).then_some(end)
}

/// Rows at most that are looked at to tell whether cells are gone.
const MOST_LOOKED_AT: usize = 400;

/// Whether no row has an empty cell, and some have fewer cells than the head. The head again ends
/// what is looked at, so that a table of many heads is not read from each of them to its end.
fn lacks_cells(
    lines: Lines,
    first: usize,
    by: char,
    head: &[Field],
    known: Vocabulary<'_>,
) -> bool {
    let (mut rows, mut short) = (0, false);
    for index in first + 1..=first + MOST_LOOKED_AT {
        let Some((piece, shape)) = lines.get(index) else { break };
        if shape.blank || !lines.same_page(first, index) {
            break;
        }
        let own = fields(piece, by);
        if own.iter().map(|field| &field.text).eq(head.iter().map(|field| &field.text)) {
            break;
        }
        if own.len() < 2 {
            // A name alone, or the end of the table.
            if rows > 0 && !lines.get(index + 1).is_some_and(|(piece, _)| piece.text.contains(by)) {
                break;
            }
            continue;
        }
        if own.len() > head.len() || own.iter().any(|field| field.text.is_empty()) {
            return false;
        }
        rows += 1;
        short |= own.len() < head.len();
        if own.first().is_some_and(|field| known.is(&field.text, WordKind::Total)) {
            break;
        }
    }
    rows >= LEAST_ROWS && short
}

/// The budget block whose head stands on line `first`, if its rows have other numbers of fields
/// than the head: cells that another covers, or empty ones, are gone.
pub(crate) fn budget(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let (piece, shape) = lines.get(first)?;
    let by = separator(piece, shape)?;
    let all = fields(piece, by);
    let mut block = BudgetBlock::of(&all, patterns)?;
    let (mut uneven, mut end) = (false, first + 1);
    for index in first + 1..=first + MOST_OF_BUDGET {
        let Some((piece, _)) = lines.get(index).filter(|_| lines.same_page(first, index)) else {
            break;
        };
        let own = fields(piece, by);
        if !block.take(&own, patterns) {
            break;
        }
        // A blank cell that opens a row is no border of it.
        uneven |= own.len() != all.len() || piece.text.trim_start().starts_with(is_pipe);
        end = index + 1;
    }
    let told = block.rows.len() > 1 && uneven;
    let BudgetBlock { rows, notes, .. } = block;
    told.then(|| Recognised { notes, ..found(grid(rows, Origin::Separators), end) })
}

/// A budget block of which cells are gone, as far as its rows were taken.
pub(super) struct BudgetBlock {
    columns: Vec<BudgetColumn>,
    /// The points of the block, where one of its rows tells them.
    weight: Option<f64>,
    /// Its head and its rows.
    pub(super) rows: Vec<Vec<Field>>,
    pub(super) notes: Vec<Note>,
}

impl BudgetBlock {
    /// The block whose head these fields are.
    pub(super) fn of(all: &[Field], patterns: &Patterns) -> Option<BudgetBlock> {
        let is_head = |field: &&Field| patterns.budget.is_head(&field.text);
        let head = all.first().filter(is_head).cloned();
        let start =
            all.iter().skip(usize::from(head.is_some())).position(|f| !f.text.is_empty())?;
        let header = all.get(start + usize::from(head.is_some())..)?;
        let columns: Vec<BudgetColumn> =
            header.iter().map_while(|field| patterns.budget.column(&field.text)).collect();
        // What names a column that another names again stands over the labels.
        let labels = head.is_some()
            && columns.first().is_some_and(|first| columns.iter().skip(1).any(|c| c == first));
        let mut head = head.unwrap_or_default();
        if let Some(over) = header.first().filter(|_| labels) {
            head.wrap(over.clone());
        }
        let header = header.get(usize::from(labels)..)?;
        let columns = columns.get(usize::from(labels)..)?.to_vec();
        let amounts = [BudgetColumn::Initial, BudgetColumn::Budget, BudgetColumn::Executed];
        if columns.len() < LEAST_NAMED
            || columns.len() != header.len()
            || !columns.iter().any(|column| amounts.contains(column))
        {
            return None;
        }
        let row = std::iter::once(head).chain(header.to_vec()).collect();
        Some(BudgetBlock { columns, weight: None, rows: vec![row], notes: Vec::new() })
    }

    /// Takes a row, if it is one of the block.
    pub(super) fn take(&mut self, own: &[Field], patterns: &Patterns) -> bool {
        let item = |field: &Field| patterns.budget.item(&field.text).is_some();
        let Some(at) = own.iter().take(2).position(item) else { return false };
        let values = own.get(at + 1..).unwrap_or_default();
        let values = Values { columns: &self.columns, values, weight: self.weight, patterns };
        let (row, note) = values.row(own[at].clone());
        self.weight = self.weight.or(values.weight_in(&row));
        self.notes.extend(note);
        self.rows.push(row);
        true
    }
}
