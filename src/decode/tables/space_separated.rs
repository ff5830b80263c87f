//! Columns set apart by single spaces: what a reader of PDF gives that keeps
//! lines and loses their layout. Columns are told by what the cells hold.

use super::recover::fit_cells::{FitRow, fit, is_value};
use super::recover::rows_from_lines::{Physical, Printed, assemble};
use super::recover::vocabulary::Vocabulary;
use super::{Field, Found, Lines, Recognised, autospace, found, grid, words as words_of};
use crate::decode::lines::Piece;
use crate::document::Origin;
use crate::model::Note;
use crate::patterns::{Patterns, Role, WordKind};
use crate::value::quantity;
use crate::words::words;

/// Columns that a header must name to be taken for one.
const LEAST_NAMED: usize = 3;

/// Longest header or row, in bytes; prose is longer.
const MAX_LINE: u32 = 600;

/// Lines above a fragment on which the label stands that it completes.
const MAX_LABEL_LINES: usize = 3;

/// The table whose header is line `first`.
pub(crate) fn space_separated(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let (piece, shape) = lines.get(first)?;
    if shape.spaces + shape.gaps < 2 || shape.length > MAX_LINE {
        return None;
    }
    let known = words_of(piece).take(2).any(|w| patterns.columns.role(w.text).is_some());
    if !known {
        return None;
    }
    let header: Vec<Piece> = words_of(piece).collect();
    let roles: Vec<Option<Role>> = header.iter().map(|w| patterns.columns.role(w.text)).collect();
    let named = roles.iter().flatten().count();
    if named < LEAST_NAMED || named * 4 < header.len() * 3 || !roles.contains(&Some(Role::Name)) {
        return None;
    }
    let reader = Reader { roles: &roles, patterns, known: Vocabulary::of(patterns) };
    let mut body: Vec<Printed> = Vec::new();
    let mut index = first + 1;
    let (mut empty, mut end) = (false, index);
    let mut notes = Vec::new();
    while let Some((piece, shape)) = lines.get(index) {
        if !lines.same_page(first, index) {
            break;
        }
        if shape.blank || shape.ruling {
            empty |= shape.blank;
            index += 1;
            continue;
        }
        let Some(cells) = (shape.length <= MAX_LINE).then(|| reader.line(piece, &body)).flatten()
        else {
            break;
        };
        if words_of(piece).nth(1).is_none() && !reader.is_label(piece.text) {
            notes.extend(reader.without_reason(&mut body));
        }
        body.push(Printed { cells, after_gap: std::mem::take(&mut empty) });
        index += 1;
        end = index;
    }
    if body.is_empty() {
        return None;
    }
    // Empty lines stand between all lines or none; they part no rows.
    body.iter_mut().for_each(|line| line.after_gap = false);
    let mut rows = vec![header.iter().map(Field::of).collect()];
    rows.extend(assemble(body, &roles, Vocabulary::of(patterns)));
    Some(Recognised { notes, ..found(grid(rows, Origin::Alignment), end) })
}

/// Reads the cells of a line by what they hold.
pub(super) struct Reader<'a> {
    pub(super) roles: &'a [Option<Role>],
    pub(super) patterns: &'a Patterns,
    pub(super) known: Vocabulary<'a>,
}

impl Reader<'_> {
    fn column(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|&r| r == Some(role))
    }

    /// The cells of a line, or `None` if it is no part of the table.
    fn line(&self, piece: &Piece, above: &[Printed]) -> Option<Physical> {
        let words = autospace::values(piece, self.roles, self.patterns);
        self.words(&words, above)
    }

    /// The cells that the words of a line make.
    pub(super) fn words(&self, words: &[Piece], above: &[Printed]) -> Option<Physical> {
        let mut cells: Physical = vec![None; self.roles.len()];
        let mut taken = 0;
        // Labels come first; one that either level may have is of level 1 only
        // if one of level 2 follows it.
        if let (Some(word), Some(col)) = (words.first(), self.column(Role::Level1))
            && self.known.is_label(word.text, 1)
        {
            let next = words.get(1).is_some_and(|w| self.known.is_label(w.text, 2));
            if next || !self.known.is_label(word.text, 2) || self.column(Role::Level2).is_none() {
                set(&mut cells, col, Field::of(word));
                taken += 1;
            }
        }
        if let (Some(word), Some(col)) = (words.get(taken), self.column(Role::Level2))
            && self.known.is_label(word.text, 2)
        {
            set(&mut cells, col, Field::of(word));
            taken += 1;
        }
        let rest = words.get(taken..).unwrap_or_default();
        if rest.is_empty() {
            return Some(cells);
        }
        if taken == 0
            && let [only] = rest
        {
            return self.fragment(only, cells, above);
        }
        self.values(rest, &mut cells).then_some(cells)
    }

    /// A line of one word: a part of a wrapped label, of a wrapped name, or of
    /// the label of the group column, which is printed beside all rows.
    fn fragment(&self, word: &Piece, mut cells: Physical, above: &[Printed]) -> Option<Physical> {
        let text = word.text;
        let short = text.chars().count() <= 16;
        let sentence = text.ends_with(['。', '；', '：', ':']) || text.contains(['。', '、']);
        let role = if self.completes_label(text, above) {
            Role::Level2
        } else if self.patterns.columns.is_part_of(Role::Group, text) {
            Role::Group
        } else if self.known.is_label_part(text) {
            Role::Level2
        } else if short && !sentence && !is_value(text, self.known) {
            Role::Name
        } else {
            return None;
        };
        match self.column(role) {
            Some(col) => set(&mut cells, col, Field::of(word)),
            // A form without a group column prints nothing there.
            None if role == Role::Group => {}
            None => return None,
        }
        Some(cells)
    }

    fn is_label(&self, text: &str) -> bool {
        let text = text.trim();
        self.known.is_label(text, 1) || self.known.is_label(text, 2)
    }

    /// Takes the reason out of the row just above a line of one word, which may be the rest of
    /// it or the start of the next name.
    fn without_reason(&self, above: &mut [Printed]) -> Option<Note> {
        let col = self.column(Role::Reason)?;
        let reason = above.last_mut()?.cells.get_mut(col)?;
        let ended = |field: &Field| field.text.ends_with(['。', '；', ';', '！']);
        let nothing = |field: &Field| quantity::is_placeholder(&field.text, self.patterns);
        let taken = reason.take_if(|field| !ended(field) && !nothing(field))?;
        let text = taken.text;
        let message = words!(
            en: "it cannot be told which lines belong to the reason of a row; left unread: {text}",
            zh: "无法判断哪几行文字属于该指标的原因说明，未读取：{text}"
        );
        Some(Note::new("rows_not_told_apart", message, taken.at))
    }

    /// Whether a word ends the label that was last printed above it.
    fn completes_label(&self, text: &str, above: &[Printed]) -> bool {
        let Some(col) = self.column(Role::Level2) else {
            return false;
        };
        let near = above.iter().rev().take(MAX_LABEL_LINES);
        let mut labels = near.filter_map(|line| line.cells.get(col)?.as_ref());
        labels.next().is_some_and(|label| {
            let whole = format!("{}{text}", label.text);
            self.known.is_label(&whole, 2)
        })
    }

    /// Name and values of a row.
    fn values(&self, words: &[Piece], cells: &mut Physical) -> bool {
        let Some(name) = self.column(Role::Name) else {
            return false;
        };
        let columns: Vec<usize> = (name..self.roles.len()).collect();
        let roles: Vec<Role> = columns
            .iter()
            .map(|&c| self.roles.get(c).copied().flatten().unwrap_or(Role::Unknown))
            .collect();
        let texts: Vec<&str> = words.iter().map(|w| w.text).collect();
        if let Some(first) = texts.first()
            && self.known.is(first, WordKind::Total)
        {
            return self.totals(words, &roles, &columns, cells);
        }
        let Some(row) = fit(&texts, &roles, self.known, true).filter(|f| f.score >= 0) else {
            return false;
        };
        let Some(FitRow::Whole(row)) = row.rows.first() else {
            return false;
        };
        let mut at = 0;
        for (&col, &parts) in columns.iter().zip(row) {
            let own = words.get(at..at + parts).unwrap_or_default();
            at += parts;
            if let (Some(first), Some(last)) = (own.first(), own.last()) {
                set(cells, col, across(first, last, own));
            }
        }
        true
    }

    /// A row of sums: its label, then the sums of points.
    fn totals(
        &self,
        words: &[Piece],
        roles: &[Role],
        columns: &[usize],
        cells: &mut Physical,
    ) -> bool {
        let mut numbers = words.iter().skip(1);
        for (&role, &col) in roles.iter().zip(columns) {
            if matches!(role, Role::Weight | Role::Score)
                && let Some(number) = numbers.next()
            {
                set(cells, col, Field::of(number));
            }
        }
        if let (Some(label), Some(&col)) = (words.first(), columns.first()) {
            set(cells, col, Field::of(label));
        }
        numbers.next().is_none()
    }
}

fn set(cells: &mut Physical, col: usize, field: Field) {
    if let Some(cell) = cells.get_mut(col) {
        *cell = Some(field);
    }
}

/// Words of one cell, as printed with the spaces between them.
fn across(first: &Piece, last: &Piece, words: &[Piece]) -> Field {
    let mut field = Field::of(first);
    for word in words.iter().skip(1) {
        field.text.push(' ');
        field.text.push_str(word.text);
    }
    field.at = field.at.until(last.at());
    field
}
