//! The words of one line as the cells of a row: labels, a name and values, by what each holds.

use super::Field;
use super::recover::fit_cells::{Asked, fit};
use super::recover::rows_from_lines::{Physical, Printed};
use super::space_separated::Reader;
use crate::model::Note;
use crate::patterns::{Role, WordKind};
use crate::value::quantity;
use crate::words::words;

/// Lines above a fragment on which the label stands that it completes.
const MAX_LABEL_LINES: usize = 3;

impl Reader<'_> {
    /// The cells that the words of a line make, or `None` if it is no part of the table.
    pub(super) fn words(&self, words: &[Field], above: &[Printed]) -> Option<Physical> {
        let mut cells: Physical = vec![None; self.roles.len()];
        let mut taken = 0;
        // Points of a label, apart from it.
        let points = |word: &Field| {
            let found = self.patterns.tables.weight_in_label(&word.text, false);
            found.is_some_and(|(_, from)| from == 0)
        };
        taken += usize::from(words.first().is_some_and(points));
        // Labels come first; one that either level may have is of level 1 only
        // if one of level 2 follows it.
        if let (Some(word), Some(col)) = (words.get(taken), self.column(Role::Level1))
            && self.known.is_label(&word.text, 1)
        {
            let next = words.get(taken + 1).is_some_and(|w| self.known.is_label(&w.text, 2));
            if next || !self.known.is_label(&word.text, 2) || self.column(Role::Level2).is_none() {
                set(&mut cells, col, word.clone());
                taken += 1;
            }
        }
        if let (Some(word), Some(col)) = (words.get(taken), self.column(Role::Level2))
            && self.known.is_label(&word.text, 2)
            && !(taken == 0 && words.len() > 1 && self.known.may_name(&word.text))
        {
            set(&mut cells, col, word.clone());
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
        // Nothing but a name behind labels: the row is empty, or goes on below.
        if let ([only], Some(col)) = (rest, self.column(Role::Name))
            && self.gaps
            && !self.known.is_value(&only.text)
        {
            set(&mut cells, col, Field { astray: true, ..only.clone() });
            return Some(cells);
        }
        let told = self.values(rest, &mut cells);
        (told || self.in_doubt(taken, rest, &mut cells)).then_some(cells)
    }

    /// Puts what is left of a row behind its labels under the columns from the name on, each cell in
    /// doubt, where it is told that all of it is one row: whether it is one of indicators.
    fn in_doubt(&self, labels: usize, words: &[Field], cells: &mut Physical) -> bool {
        const LEAST: usize = 2;
        let columns = self.column(Role::Name).map_or(0..0, |name| name..self.roles.len());
        let valued = words.iter().skip(1).any(|word| self.known.is_value(&word.text));
        let fits = (LEAST..=columns.len()).contains(&words.len()) && (labels > 0 || valued);
        if self.rows.is_none() || !fits {
            return false;
        }
        for (col, word) in columns.zip(words) {
            set(cells, col, Field { astray: true, ..word.clone() });
        }
        true
    }

    /// A line of one word: a part of a wrapped label, of a wrapped name, or of
    /// the label of the group column, which is printed beside all rows.
    pub(super) fn fragment(
        &self,
        word: &Field,
        mut cells: Physical,
        above: &[Printed],
    ) -> Option<Physical> {
        let text = word.text.as_str();
        let short = text.chars().count() <= 16;
        let sentence = text.ends_with(['。', '；', '：', ':']) || text.contains(['。', '、']);
        let role = if self.completes_label(text, above) {
            Role::Level2
        } else if self.known.is_of_form(text) {
            return Some(cells);
        } else if self.patterns.columns.is_part_of(Role::Group, text) {
            Role::Group
        } else if self.known.is_label_part(text) {
            Role::Level2
        } else if short && !sentence && !self.known.is_value(text) {
            Role::Name
        } else {
            return None;
        };
        match self.column(role) {
            Some(col) => set(&mut cells, col, word.clone()),
            // A form without a group column prints nothing there.
            None if role == Role::Group => {}
            None => return None,
        }
        Some(cells)
    }

    pub(super) fn is_label(&self, text: &str) -> bool {
        let text = text.trim();
        self.known.is_label(text, 1) || self.known.is_label(text, 2)
    }

    /// Takes the reason out of the row just above a line of one word, which may be the rest of
    /// it or the start of the next name.
    pub(super) fn without_reason(&self, above: &mut [Printed]) -> Option<Note> {
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
    fn values(&self, words: &[Field], cells: &mut Physical) -> bool {
        let Some(name) = self.column(Role::Name) else {
            return false;
        };
        let columns: Vec<usize> = (name..self.roles.len()).collect();
        let roles: Vec<Role> = columns
            .iter()
            .map(|&c| self.roles.get(c).copied().flatten().unwrap_or(Role::Unknown))
            .collect();
        let texts: Vec<&str> = words.iter().map(|w| w.text.as_str()).collect();
        if let Some(first) = texts.first()
            && self.known.is(first, WordKind::Total)
        {
            return self.totals(words, &roles, &columns, cells);
        }
        let whole = Asked {
            roles: &roles,
            known: self.known,
            one_row: true,
            gaps: false,
            habits: self.habits,
        };
        let with_gaps = Asked { gaps: true, ..whole };
        let told = || {
            let fit = fit(&texts, with_gaps)?;
            let closed = || self.rows.is_some() && fit.has_values(&texts, with_gaps);
            (fit.is_told(&texts, with_gaps) || closed()).then_some(fit)
        };
        let whole = || fit(&texts, whole).filter(|fit| fit.score >= 0);
        let found = if self.gaps { told() } else { whole() };
        let Some(row) = found.as_ref().and_then(|fit| fit.rows.first()) else {
            return false;
        };
        let mut at = 0;
        for ((&col, &parts), &astray) in columns.iter().zip(&row.parts).zip(&row.astray) {
            let own = words.get(at..at + parts).unwrap_or_default();
            at += parts;
            if let (Some(first), Some(last)) = (own.first(), own.last()) {
                let field = across(first, last, own);
                let astray = astray || field.astray;
                set(cells, col, Field { astray, ..field });
            }
        }
        true
    }

    /// A row of sums: its label, then the sums of points.
    fn totals(
        &self,
        words: &[Field],
        roles: &[Role],
        columns: &[usize],
        cells: &mut Physical,
    ) -> bool {
        let mut numbers = words.iter().skip(1);
        for (&role, &col) in roles.iter().zip(columns) {
            if matches!(role, Role::Weight | Role::Score)
                && let Some(number) = numbers.next()
            {
                set(cells, col, number.clone());
            }
        }
        if let (Some(label), Some(&col)) = (words.first(), columns.first()) {
            set(cells, col, label.clone());
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
fn across(first: &Field, last: &Field, words: &[Field]) -> Field {
    let mut field = first.clone();
    for word in words.iter().skip(1) {
        field.text.push(' ');
        field.text.push_str(&word.text);
    }
    field.at = field.at.until(last.at);
    field
}
