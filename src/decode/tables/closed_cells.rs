//! Tables of which each cell is closed by a pipe, as crawlers write those of web pages: a row is
//! filled up with pipes to the width of the table, a line break in a cell breaks the line, and cells
//! that are empty or covered by another are gone. The pipes tell where rows end; which column a cell
//! stands in is told by what it holds.

use super::cells_gone::{self, BudgetBlock};
use super::recover::vocabulary::Vocabulary;
use super::space_separated::{Parted, Reader, read};
use super::{Field, Found, Lines, Recognised, found, grid};
use crate::decode::lines::Piece;
use crate::decode::shape::{Shape, is_pipe};
use crate::document::Origin;
use crate::model::Note;
use crate::patterns::{Patterns, Role};

/// Columns of such a table: with fewer, two pipes may be an empty cell.
const LEAST_WIDTH: usize = 4;
const MOST_WIDTH: usize = 64;

/// Rows at least that are filled up with pipes.
const LEAST_FILLED: usize = 2;

/// Lines at most that a cell goes on over.
const MOST_OPEN: usize = 20;

/// Lines at most of such a table.
const MOST_LINES: usize = 4000;

/// The table whose first row starts on line `first`, or what stands before it among lines of pipes.
pub(crate) fn closed_cells(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let (piece, shape) = lines.get(first)?;
    let opened = opens(piece, shape) && is_filled_up(lines, first);
    if first < lines.no_closed_before.get() || !(opened || is_closed(piece, shape)) {
        return None;
    }
    let run = Run::of(lines, first, patterns);
    let whole = first + run.lines.len();
    let Some((start, end, width)) = run.table() else {
        lines.no_closed_before.set(whole);
        return None;
    };
    if start > 0 && !opened {
        return cells_gone::before(lines.until(first + start), first);
    }
    let rows = run.rows(end, width);
    if opened && (start > 0 || !are_moved(&rows, patterns)) {
        lines.no_closed_before.set(whole);
        return None;
    }
    let next = first + end;
    if are_whole(&rows, patterns) {
        let rows = rows.into_iter().map(|row| row.cells).collect();
        return Some(found(grid(rows, Origin::Separators), next));
    }
    let (rows, notes) = laid_out(rows, lines, patterns);
    Some(Recognised { notes, ..found(grid(rows, Origin::Separators), next) })
}

/// Whether a line ends with a pipe and starts with a cell.
fn is_closed(piece: &Piece, shape: &Shape) -> bool {
    let text = piece.text.trim();
    shape.pipes > 0 && text.ends_with(is_pipe) && !text.starts_with(is_pipe)
}

/// Whether a line opens a row with a pipe of its own, on which its cells follow or the next lines.
fn opens(piece: &Piece, shape: &Shape) -> bool {
    shape.pipes > 0 && piece.text.trim_start().starts_with(is_pipe)
}

/// Whether of the lines with bars from one on enough end with two bars and nothing between.
fn is_filled_up(lines: Lines, first: usize) -> bool {
    /// Lines that are looked at.
    const MOST: usize = 60;
    let run = (first..first + MOST).map_while(|index| lines.get(index));
    let run = run.take_while(|(_, shape)| !shape.blank && !shape.ruling);
    let ends = |piece: &Piece| {
        let text = piece.text.trim_end();
        text.strip_suffix(is_pipe).is_some_and(|rest| rest.ends_with(is_pipe))
    };
    run.filter(|(piece, _)| ends(piece)).take(LEAST_FILLED).count() == LEAST_FILLED
}

/// Whether lines without bars are what follows the table above them, and no cell that goes on: a
/// title, or fields one after the other.
fn ends_table(lines: Lines, index: usize, patterns: &Patterns) -> bool {
    let field = |index: usize| {
        lines.get(index).is_some_and(|(piece, shape)| {
            shape.pipes == 0
                && patterns.fields.on_line(piece.text).iter().any(|label| !label.value.is_empty())
        })
    };
    let titled = lines.get(index).is_some_and(|(piece, _)| patterns.kinds.is_title(piece.text));
    titled || field(index) && field(index + 1)
}

/// A cell, or a pipe that fills a row up.
struct Part {
    field: Field,
    /// Nothing stands before the pipe, not even a line end.
    filling: bool,
}

/// Lines of pipes that follow each other.
struct Run {
    parts: Vec<Part>,
    /// For each line the parts up to its end, and whether it ends with more than one pipe.
    lines: Vec<(usize, bool)>,
}

impl Run {
    fn of(lines: Lines, first: usize, patterns: &Patterns) -> Run {
        let mut run = Run { parts: Vec::new(), lines: Vec::new() };
        let (mut open, mut whole) = (Field::default(), 0);
        for index in first..first + MOST_LINES {
            let Some((piece, shape)) = lines.get(index) else { break };
            let closed = shape.pipes > 0 && piece.text.trim_end().ends_with(is_pipe);
            let ends = || run.lines.len() == whole && ends_table(lines, index, patterns);
            let goes_on = closed || run.lines.len() - whole < MOST_OPEN && !ends();
            if shape.blank || shape.ruling || !goes_on || !lines.same_page(first, index) {
                break;
            }
            run.line(piece, &mut open);
            if closed {
                whole = run.lines.len();
            }
        }
        // What no pipe closes is no cell.
        run.lines.truncate(whole);
        run
    }

    /// Takes the cells that a line closes; what it leaves open goes on with the next.
    fn line(&mut self, piece: &Piece, open: &mut Field) {
        let (mut rest, mut opens, mut filling) = (*piece, true, 0);
        while let Some(at) = rest.text.find(is_pipe) {
            let (head, tail) = rest.split(at);
            let mut field = Field::of(&head);
            let blank = field.text.is_empty();
            if opens {
                open.wrap(field);
                field = std::mem::take(open);
            }
            let field_is_blank = field.text.is_empty();
            filling = if field_is_blank { filling + 1 } else { 0 };
            self.parts.push(Part { field, filling: blank && !opens });
            let pipe = tail.text.chars().next().map_or(1, char::len_utf8);
            rest = tail.shorten(pipe, 0);
            opens = false;
        }
        open.wrap(Field::of(&rest));
        let only_pipes = piece.text.chars().all(|c| is_pipe(c) || c.is_whitespace());
        let filled = filling > usize::from(only_pipes) && open.text.is_empty();
        self.lines.push((self.parts.len(), filled));
    }

    /// The lines and the width of the first table: from one line up to another, each row as wide.
    fn table(&self) -> Option<(usize, usize, usize)> {
        let width = self.width()?;
        let starts = (0..self.lines.len()).filter(|&line| self.filled_from(line));
        let mut best = None;
        for start in std::iter::once(0).chain(starts) {
            let (end, filled) = self.end(start, width);
            if filled >= LEAST_FILLED {
                best = Some((start, end, width));
                break;
            }
        }
        best
    }

    /// Whether a table may start on a line: the one before it ends a row.
    fn filled_from(&self, line: usize) -> bool {
        line.checked_sub(1).and_then(|above| self.lines.get(above)).is_some_and(|&(_, ends)| ends)
    }

    /// The width that most rows have.
    fn width(&self) -> Option<usize> {
        let mut counts = [0usize; MOST_WIDTH + 1];
        let mut before = 0;
        for &(parts, _) in self.lines.iter().filter(|(_, ends)| *ends) {
            if let Some(count) = counts.get_mut(parts - before) {
                *count += 1;
            }
            before = parts;
        }
        let most = counts.iter().max().copied().filter(|&most| most >= LEAST_FILLED)?;
        let width = counts.iter().position(|&count| count == most)?;
        (width >= LEAST_WIDTH).then_some(width)
    }

    /// The line behind the rows of a width that start on a line, and how many of them are filled up.
    fn end(&self, start: usize, width: usize) -> (usize, usize) {
        let parts = |line: usize| self.lines.get(line).map_or(0, |&(parts, _)| parts);
        let from = start.checked_sub(1).map_or(0, parts);
        let (mut end, mut rows, mut filled) = (start, 0, 0);
        for line in start..self.lines.len() {
            let own = parts(line) - from;
            let ends = self.lines.get(line).is_some_and(|&(_, ends)| ends);
            if own > (rows + 1) * width || ends && !own.is_multiple_of(width) {
                break;
            }
            if own == (rows + 1) * width {
                rows += 1;
                end = line + 1;
                filled += usize::from(ends);
            }
        }
        (end, filled)
    }

    /// The rows of the lines before `end`.
    fn rows(self, end: usize, width: usize) -> Vec<Row> {
        let count = end.checked_sub(1).and_then(|line| self.lines.get(line)).map_or(0, |l| l.0);
        let mut rows = Vec::with_capacity(count / width.max(1));
        let mut parts = self.parts.into_iter().take(count).peekable();
        while parts.peek().is_some() {
            let mut row = Row { cells: Vec::with_capacity(width), filled: 0, blank_within: false };
            let mut blank = false;
            for (at, part) in parts.by_ref().take(width).enumerate() {
                row.blank_within |= blank && !part.field.text.is_empty();
                blank |= at > 0 && part.field.text.is_empty();
                if part.filling {
                    row.filled += 1;
                } else {
                    row.cells.push(part.field);
                }
            }
            rows.push(row);
        }
        rows
    }
}

/// The cells of a row that are left, and how many pipes fill it up.
struct Row {
    cells: Vec<Field>,
    filled: usize,
    /// A blank cell stands before one that is not, the bar that opens the row left out.
    blank_within: bool,
}

/// Whether all rows of indicators have a cell in each column: the blank ones are printed, and so are
/// those that another covers.
fn are_whole(rows: &[Row], patterns: &Patterns) -> bool {
    /// Fewer cells are a label or a note.
    const LEAST: usize = 3;
    let is_head = |row: &Row| {
        let cells: Vec<Field> = printed(row).cloned().collect();
        cells_gone::roles(&cells, patterns).is_some_and(|roles| roles.contains(&Some(Role::Name)))
    };
    let Some(head) = rows.iter().position(is_head) else { return false };
    let mut body = rows[head..].iter().filter(|row| printed(row).count() >= LEAST).peekable();
    body.peek().is_some() && body.all(|row| row.filled == 0)
}

/// Whether the cells of rows that are filled up stand in other columns than their own: names of
/// indicators under the heads of levels, labels of levels under other heads. A table that has all
/// of its cells is read as it stands.
fn are_moved(rows: &[Row], patterns: &Patterns) -> bool {
    let told = |row: &Row| {
        let cells: Vec<Field> = printed(row).cloned().collect();
        let roles = cells_gone::roles(&cells, patterns)?;
        // What was reached stands behind the names: a row of heads that was run together has it before.
        let name = roles.iter().position(|role| *role == Some(Role::Name))?;
        let values = [Some(Role::Actual), Some(Role::Weight), Some(Role::Score)];
        (!roles[..name].iter().any(|role| values.contains(role))).then_some(roles)
    };
    let Some((head, roles)) = rows.iter().enumerate().find_map(|(at, row)| Some((at, told(row)?)))
    else {
        return false;
    };
    let known = Vocabulary::of(patterns);
    let is_label = |text: &str| known.is_label(text, 1) || known.is_label(text, 2);
    let of_level = |role: &Option<Role>| LABELS.contains(role);
    let moved = |row: &Row| {
        let mut pairs = printed(row).zip(&roles);
        pairs.any(|(cell, role)| of_level(role) != is_label(&cell.text))
    };
    let body = &rows[head + 1..];
    // Blank cells are printed where they stand, and those that others cover as well, unless cells that
    // are told by what they hold stand under other heads all the same.
    if body.iter().any(|row| row.blank_within) {
        return are_moved_between_blanks(body, &roles, patterns);
    }
    let filled: Vec<&Row> = body
        .iter()
        .filter(|row| row.filled > 0 && printed(row).count() < roles.len())
        .filter(|row| printed(row).count() > LABELS.len())
        .collect();
    let count = filled.iter().filter(|row| moved(row)).count();
    count >= LEAST_FILLED && count * 2 > filled.len()
}

/// The same where blank cells are printed: a label of a level stands under the heads of no level, or a
/// number under one, in most of the rows that are filled up.
fn are_moved_between_blanks(body: &[Row], roles: &[Option<Role>], patterns: &Patterns) -> bool {
    let known = Vocabulary::of(patterns);
    let is_label = |text: &str| known.is_label(text, 1) || known.is_label(text, 2);
    let names = [Some(Role::Level1), Some(Role::Level2), Some(Role::Name)];
    let astray = |row: &&Row| {
        // The bar that opens the row closes no cell.
        let cells = row.cells.iter().skip(1).zip(roles);
        let mut cells = cells.filter(|(cell, _)| !cell.text.is_empty());
        cells.any(|(cell, role)| match names.contains(role) {
            true => cell.text.trim().parse::<rust_decimal::Decimal>().is_ok(),
            false => is_label(&cell.text),
        })
    };
    let of_values = |row: &&Row| row.filled > 0 && printed(row).count() > LABELS.len();
    let filled = body.iter().filter(of_values).count();
    let count = body.iter().filter(of_values).filter(astray).count();
    count * 2 > filled
}

/// The cells of a row that are not blank.
fn printed(row: &Row) -> impl Iterator<Item = &Field> {
    row.cells.iter().filter(|cell| !cell.text.is_empty())
}

/// What a label of the whole table stands beside.
const LABELS: [Option<Role>; 2] = [Some(Role::Level1), Some(Role::Level2)];

/// Whether a row has so few cells, none of them a label, that it tells of no indicator.
fn is_of_all(row: &[Field], columns: usize, patterns: &Patterns) -> bool {
    const MOST: usize = 2;
    let known = Vocabulary::of(patterns);
    let label = |cell: &Field| known.is_label(&cell.text, 1) || known.is_label(&cell.text, 2);
    row.len() <= MOST && row.len() * 4 <= columns && !row.iter().any(label)
}

/// The rows of a form with its cells in their columns, as far as these are told.
fn laid_out(rows: Vec<Row>, lines: Lines, patterns: &Patterns) -> (Vec<Vec<Field>>, Vec<Note>) {
    let rows: Vec<Vec<Field>> = rows
        .into_iter()
        .map(|row| row.cells.into_iter().filter(|cell| !cell.text.is_empty()).collect())
        .collect();
    let (mut out, mut notes) = (Vec::with_capacity(rows.len()), Vec::new());
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        if let Some(mut block) = BudgetBlock::of(row, patterns) {
            at += 1;
            while rows.get(at).is_some_and(|row| block.take(row, patterns)) {
                at += 1;
            }
            out.append(&mut block.rows);
            notes.append(&mut block.notes);
            continue;
        }
        let roles = cells_gone::roles(row, patterns);
        if let Some(mut roles) = roles.filter(|roles| roles.contains(&Some(Role::Name))) {
            let mut head = row.clone();
            // What stands before the labels, over no cell, is the label of the whole.
            if !LABELS.contains(&roles[0])
                && roles.get(1).is_some_and(|role| LABELS.contains(role))
                && let Some(first) = head.first_mut()
            {
                roles[0] = Some(Role::Group);
                first.text.clear();
            }
            out.push(head);
            // Below the heads a body with its amount opens a form of several projects.
            while rows.get(at + 1).is_some_and(|row| is_of_all(row, roles.len(), patterns)) {
                at += 1;
                out.push(rows[at].clone());
            }
            let reader = Reader {
                roles: &roles,
                patterns,
                known: Vocabulary::of(patterns),
                gaps: true,
                habits: Default::default(),
                in_order: true,
                parted: Parted::By('|'),
                rows: Some(&rows),
            };
            let body = read(&reader, lines, 0, at + 1);
            out.extend(body.rows);
            notes.extend(body.notes);
            at = body.end.max(at + 1);
            continue;
        }
        out.push(row.clone());
        at += 1;
    }
    (out, notes)
}
