//! Columns set apart by single spaces: what a reader of PDF gives that keeps
//! lines and loses their layout. Columns are told by what the cells hold.

use super::head_words::head_words;
use super::recover::habits;
use super::recover::rows_from_lines::{Physical, Printed, assemble};
use super::recover::suits::Habits;
use super::recover::vocabulary::Vocabulary;
use super::{Field, Found, Lines, Recognised, autospace, cells_gone, found, grid};
use crate::document::Origin;
use crate::model::Note;
use crate::patterns::{Patterns, Role, WordKind};

/// Longest row, in bytes; prose is longer.
const MAX_LINE: u32 = 600;

/// The table whose header is line `first`.
pub(crate) fn space_separated(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let (_, shape) = lines.get(first)?;
    if shape.spaces + shape.gaps == 0 {
        return None;
    }
    let head = head_words(lines, first, patterns)?;
    let reader = Reader {
        roles: &head.roles,
        patterns,
        known: Vocabulary::of(patterns),
        gaps: true,
        habits: Habits::default(),
        in_order: head.in_order,
        parted: Parted::Spaces,
        rows: None,
    };
    let body = read(&reader, lines, first, head.next);
    if body.rows.is_empty() {
        return None;
    }
    let mut rows = vec![head.fields];
    rows.extend(body.rows);
    Some(Recognised { notes: body.notes, ..found(grid(rows, Origin::Alignment), body.end) })
}

/// Reads the rows below a head, and again where they show of themselves how they were printed.
pub(super) fn read(reader: &Reader<'_>, lines: Lines, first: usize, start: usize) -> Body {
    let mut body = reader.body(lines, first, start);
    let in_order = reader.in_order || body.joined >= LEAST_JOINED;
    let mut reader = Reader { in_order, ..*reader };
    if body.joined >= LEAST_JOINED {
        body = reader.body(lines, first, start);
    }
    if let Some(habits) = habits::of(&body.rows, reader.roles, reader.known) {
        reader.habits = habits;
        body = reader.body(lines, first, start);
    }
    body
}

/// How the cells of a line are set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parted {
    /// By single spaces.
    Spaces,
    /// By a character that stands for nothing else.
    By(char),
}

/// So many labels that end on the next line, cells behind them there, tell that lines end where cells
/// are wrapped.
const LEAST_JOINED: usize = 2;

/// The rows below a head.
pub(super) struct Body {
    /// Labels that end on the next line before other cells.
    joined: usize,
    pub(super) rows: Vec<Vec<Field>>,
    pub(super) notes: Vec<Note>,
    /// The index of the line behind them.
    pub(super) end: usize,
}

/// Reads the cells of a line by what they hold.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) roles: &'a [Option<Role>],
    pub(super) patterns: &'a Patterns,
    pub(super) known: Vocabulary<'a>,
    /// Rows may lack cells; else only whole ones are read.
    pub(super) gaps: bool,
    pub(super) habits: Habits,
    /// Lines end where cells are wrapped, and cells stand in their order: what is left of a line
    /// is the start of what follows.
    pub(super) in_order: bool,
    pub(super) parted: Parted,
    /// The rows, where they are told already: an index is then that of a row.
    pub(super) rows: Option<&'a [Vec<Field>]>,
}

impl Reader<'_> {
    pub(super) fn column(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|&r| r == Some(role))
    }

    /// The rows of the lines from `start` on.
    fn body(&self, lines: Lines, first: usize, start: usize) -> Body {
        let mut body: Vec<Printed> = Vec::new();
        let (mut index, mut end) = (start, start);
        let (mut notes, mut joined) = (Vec::new(), 0);
        let mut summed = false;
        // Whether the line above is a part of a name, of the row above it or below.
        let mut torn = false;
        while let Some((fields, next, parts)) = self.line(lines, first, index) {
            let is_total =
                fields.first().is_some_and(|word| self.known.is(&word.text, WordKind::Total));
            let second = fields.get(1).map(|word| word.text.as_str());
            let ends =
                fields.first().is_some_and(|word| self.known.is_end_before(&word.text, second));
            let Some(mut cells) = self.words(&fields, &body).filter(|_| !ends) else { break };
            // Behind the sum of all points stands no more of the table but whole rows.
            if summed && !is_total && cells.iter().flatten().any(|cell| cell.astray) {
                break;
            }
            summed |= is_total;
            joined += parts;
            let name = self.column(Role::Name);
            if let [only] = &fields[..]
                && !self.is_label(&only.text)
            {
                notes.extend(self.without_reason(&mut body));
                torn = stray(&mut cells, name);
                if torn && let Some(above) = body.last_mut() {
                    stray(&mut above.cells, name);
                }
            } else if std::mem::take(&mut torn) {
                stray(&mut cells, name);
            }
            // Labels and the start of a name.
            torn |= !self.in_order && self.is_open_name(&fields);
            // Empty lines stand between all lines or none; they part no rows.
            body.push(Printed { cells, after_gap: false, doubted: Vec::new() });
            (index, end) = (next, next);
        }
        let mut rows = match body.is_empty() {
            true => Vec::new(),
            false if self.in_order => self.rows_in_order(body),
            false => assemble(body, self.roles, self.known),
        };
        if self.parted != Parted::Spaces {
            rows.iter_mut().for_each(|row| place_blank(row));
        }
        Body { joined, rows, notes, end }
    }

    /// A row for each line; labels on lines of their own are those of the next row.
    fn rows_in_order(&self, lines: Vec<Printed>) -> Vec<Vec<Field>> {
        let is_label = |col: usize| {
            let role = self.roles.get(col).copied().flatten();
            matches!(role, Some(Role::Level1 | Role::Level2 | Role::Group))
        };
        let mut rows: Vec<Vec<Field>> = Vec::with_capacity(lines.len());
        let mut labels: Vec<Option<Field>> = vec![None; self.roles.len()];
        for line in lines {
            let mut filled = line.cells.iter().enumerate().filter(|(_, cell)| cell.is_some());
            if filled.all(|(col, _)| is_label(col)) {
                for (label, cell) in labels.iter_mut().zip(line.cells) {
                    *label = cell.or(label.take());
                }
                continue;
            }
            let cells = line.cells.into_iter().zip(&mut labels);
            rows.push(
                cells.map(|(cell, label)| cell.or(label.take()).unwrap_or_default()).collect(),
            );
        }
        rows
    }

    /// The words of the next line that is not empty, and the index behind it. A label that ends on
    /// the line below stands in its place there: how many do before other cells.
    fn line(&self, lines: Lines, first: usize, from: usize) -> Option<(Vec<Field>, usize, usize)> {
        let (mut fields, mut next) = self.printed(lines, first, from)?;
        let mut joined = 0;
        let is_part =
            |field: &Field| self.is_label(&field.text) || self.known.is_label_part(&field.text);
        while fields.iter().all(is_part)
            && let Some((below, after)) = self.printed(lines, first, next)
        {
            let (Some(last), Some(rest)) = (fields.last(), below.first()) else { break };
            let two = self.is_label(&last.text) && self.is_label(&rest.text);
            if two || !self.is_label(&format!("{}{}", last.text, rest.text)) {
                break;
            }
            let mut below = below.into_iter();
            if let (Some(last), Some(rest)) = (fields.last_mut(), below.next()) {
                last.wrap(rest);
            }
            joined += usize::from(below.len() > 0);
            fields.extend(below);
            next = after;
        }
        while self.in_order
            && self.parted == Parted::Spaces
            && self.is_open_name(&fields)
            && let Some((below, after)) = self.printed(lines, first, next)
        {
            let goes_on = below.first().is_some_and(|rest| {
                let text = &rest.text;
                let other = self.known.is(text, WordKind::Total) || self.known.is_end(text);
                !other && !self.is_label(text)
            });
            if !goes_on || self.known.is_numbered(&below[0].text) {
                break;
            }
            let mut below = below.into_iter();
            if let (Some(last), Some(rest)) = (fields.last_mut(), below.next()) {
                // Where rows need no points, the line above may be a row of its own.
                let points = self.column(Role::Weight).or(self.column(Role::Score)).is_some();
                last.astray = !points || self.known.is_label_part(&rest.text);
                last.text.push_str(&rest.text);
                last.at = last.at.until(rest.at);
            }
            fields.extend(below);
            next = after;
        }
        Some((fields, next, joined))
    }

    /// Whether words are labels and a name, or a part of one, and nothing else.
    fn is_open_name(&self, fields: &[Field]) -> bool {
        let Some((last, labels)) = fields.split_last() else { return false };
        let text = &last.text;
        let part = labels.is_empty() && self.known.is_label_part(text);
        let other = part
            || self.is_label(text)
            || self.known.is_value(text)
            || self.known.is_of_form(text)
            || self.known.is(text, WordKind::Total);
        !other && labels.iter().all(|label| self.is_label(&label.text))
    }

    fn printed(&self, lines: Lines, first: usize, from: usize) -> Option<(Vec<Field>, usize)> {
        if let Some(rows) = self.rows {
            return Some((rows.get(from)?.clone(), from + 1));
        }
        let mut index = from;
        while lines.get(index).is_some_and(|(_, shape)| shape.blank || shape.ruling) {
            index += 1;
        }
        let (piece, shape) = lines.get(index)?;
        if !lines.same_page(first, index) || shape.length > MAX_LINE {
            return None;
        }
        let fields = match self.parted {
            Parted::By(separator) => cells_gone::fields(piece, separator),
            Parted::Spaces => {
                let words = autospace::values(piece, self.roles, self.patterns);
                words.iter().map(Field::of).collect()
            }
        };
        Some((fields, index + 1))
    }
}

/// Blank cells stand on the line of their row.
fn place_blank(row: &mut [Field]) {
    let filled = row.iter().find(|field| !field.text.is_empty());
    let at = filled.map(|field| field.at.with_chars(None)).unwrap_or_default();
    row.iter_mut().filter(|field| field.text.is_empty()).for_each(|field| field.at = at);
}

/// Marks the name of a line as one that may be a part of another: whether it has one.
fn stray(cells: &mut Physical, name: Option<usize>) -> bool {
    let name = name.and_then(|name| cells.get_mut(name)?.as_mut());
    name.map(|name| name.astray = true).is_some()
}
