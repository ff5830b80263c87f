//! Rows under a header, and the joining of what a page end broke.

mod cut;

pub(super) use cut::join_cut;

use rust_decimal::Decimal;

use super::doubt::Doubt;
use super::matrix::{Field, Holds};
use crate::fold;
use crate::joins;
use crate::location::At;
use crate::model::Note;
use crate::patterns::{Patterns, Role};

/// A row of an indicator table, its fields put to roles.
#[derive(Debug, Clone)]
pub(super) struct BodyRow<'a> {
    fields: Vec<(Role, Field<'a>)>,
    pub(super) at: At,
    /// Digits meet at a page end inside these roles: what was printed cannot
    /// be told.
    pub(super) torn: Vec<Role>,
    /// A row of the blank form, emptied.
    pub(super) template: bool,
    /// Whether cells were put elsewhere than they stand.
    pub(super) moved: bool,
    /// Whether its name is one of them.
    pub(super) name_moved: bool,
    /// The grid in which a recogniser read it.
    pub(super) recognised: Option<usize>,
    /// How badly the cells fit under their heads; 0 is not at all.
    pub(super) misfit: u32,
    doubts: Vec<Doubt>,
}

impl<'a> BodyRow<'a> {
    /// The field of a role, blank or not.
    pub(super) fn field(&self, role: Role) -> Option<&Field<'a>> {
        self.fields.iter().find(|(r, _)| *r == role).map(|(_, field)| field)
    }

    /// The field of a role, if it holds text.
    pub(super) fn filled(&self, role: Role) -> Option<&Field<'a>> {
        self.field(role).filter(|field| !field.is_blank())
    }

    /// The text of a role; empty if there is none.
    pub(super) fn text(&self, role: Role) -> &str {
        self.field(role).map_or("", |field| field.text())
    }

    /// The bare number that stands under a role, as points do.
    pub(super) fn bare_number(&self, role: Role) -> Option<Decimal> {
        self.text(role).trim().parse().ok()
    }

    /// Roles and fields, in column order.
    pub(super) fn fields(&self) -> &[(Role, Field<'a>)] {
        &self.fields
    }

    /// Empties the fields of these roles.
    pub(super) fn clear(&mut self, roles: &[Role]) {
        for (role, field) in &mut self.fields {
            if roles.contains(role) {
                field.set_text(String::new());
            }
        }
    }

    /// A row with room for so many fields.
    pub(super) fn new(at: At, misfit: u32, fields: usize) -> Self {
        let (fields, torn, doubts) = (Vec::with_capacity(fields), Vec::new(), Vec::new());
        let (template, moved, name_moved, recognised) = (false, false, false, None);
        Self { fields, at, torn, template, moved, name_moved, recognised, misfit, doubts }
    }

    /// Adds the field of a role.
    pub(super) fn push(&mut self, role: Role, field: Field<'a>) {
        self.fields.push((role, field));
    }

    /// Puts another field in the place of a role's.
    pub(super) fn set(&mut self, role: Role, field: Option<Field<'a>>) {
        match (self.fields.iter().position(|(r, _)| *r == role), field) {
            (Some(place), Some(field)) => self.fields[place].1 = field,
            (Some(place), None) => self.fields[place].1.set_text(String::new()),
            (None, Some(field)) => self.push(role, field),
            (None, None) => {}
        }
    }

    /// Takes down that a role's cell is not believed; the first reason stands.
    pub(super) fn doubt(&mut self, doubt: Doubt) {
        if !self.doubts.iter().any(|known| known.role == doubt.role) {
            self.doubts.push(doubt);
        }
    }

    /// Why a role's cell is not believed.
    pub(super) fn doubted(&self, role: Role) -> Option<&Doubt> {
        self.doubts.iter().find(|doubt| doubt.role == role)
    }

    /// Takes one of the readings of a doubted role for what stands there.
    pub(super) fn settle(&mut self, role: Role, (text, at): (String, At)) {
        self.doubts.retain(|doubt| doubt.role != role);
        if let Some((_, field)) = self.fields.iter_mut().find(|(r, _)| *r == role) {
            field.set(text, at);
        }
    }

    /// The cells that are not believed.
    pub(super) fn doubts(&self) -> &[Doubt] {
        &self.doubts
    }

    fn is_blank(&self, roles: &[Role]) -> bool {
        roles.iter().all(|&role| self.filled(role).is_none())
    }
}

/// Roles that hold what an indicator is measured by.
pub(super) const VALUES: [Role; 4] = [Role::Target, Role::Actual, Role::Weight, Role::Score];

/// Roles whose cells span rows.
const LEVELS: [Role; 2] = [Role::Level1, Role::Level2];

/// What becomes of the first row of a page's piece of a table.
pub(super) enum Joined<'a> {
    /// It is a row of its own.
    Apart(BodyRow<'a>),
    /// It was the rest of the row above, which now holds it.
    ToRowAbove(Note),
}

/// Joins a row to the one above if it is the rest of a row that a page end
/// broke: nothing in it is measured, or nothing in the row above was.
pub(super) fn join_broken<'a>(
    above: &mut BodyRow<'a>,
    row: BodyRow<'a>,
    piece_start: bool,
    patterns: &Patterns,
) -> Joined<'a> {
    let broken = if piece_start {
        is_rest(above, &row, patterns)
    } else {
        is_wrapped(above, &row, patterns) || fills_up(above, &row)
    };
    if !broken {
        return Joined::Apart(row);
    }
    Joined::ToRowAbove(take_rest(above, row, &[]))
}

/// Puts the texts of a row behind those of the row above, but for some roles.
fn take_rest<'a>(above: &mut BodyRow<'a>, row: BodyRow<'a>, but: &[Role]) -> Note {
    let at = row.at;
    for (role, field) in row.fields {
        // A label that covers both rows is not part of the second one.
        if !field.is_blank() && field.holds != Holds::FromAbove && !but.contains(&role) {
            append(above, role, field);
        }
    }
    Note::new("row_joined", joins::row(), at)
}

/// Joins rows that hold the rest of a sentence and nothing else but the labels of the row above,
/// printed again: a page end broke it. Where no page ends between, the sentence is not told.
pub(super) fn join_sentences(rows: &mut Vec<BodyRow<'_>>) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut number = 1;
    while number < rows.len() {
        let (Some(above), Some(row)) = (rows.get(number - 1), rows.get(number)) else { break };
        if !is_sentence_only(row) || !rest_is_labelled_alike(rows.get(..number), row) {
            number += 1;
            continue;
        }
        let page = |row: &BodyRow<'_>, role| row.filled(role).and_then(|field| field.at().page());
        let pages = page(above, Role::Name).zip(page(row, Role::Reason));
        if pages.is_some_and(|(one, two)| two == one + 1) {
            let row = rows.remove(number);
            if let Some(above) = rows.get_mut(number - 1) {
                notes.push(take_rest(above, row, &LEVELS));
            }
            continue;
        }
        for at in [number - 1, number] {
            if let Some(row) = rows.get_mut(at) {
                let reason = super::doubt::Reason::LinesNotTold;
                row.doubt(Doubt { role: Role::Reason, reason, readings: Vec::new() });
            }
        }
        number += 1;
    }
    notes
}

/// Whether a row has a reason, and neither name nor value.
fn is_sentence_only(row: &BodyRow<'_>) -> bool {
    let reason = row.filled(Role::Reason);
    reason.is_some_and(|field| field.holds == Holds::Own)
        && row.is_blank(&VALUES)
        && row.filled(Role::Name).is_none()
        && !row.template
}

/// Whether the labels of a row are those above it.
fn rest_is_labelled_alike(above: Option<&[BodyRow<'_>]>, row: &BodyRow<'_>) -> bool {
    LEVELS.iter().all(|&role| {
        let Some(own) = row.filled(role).filter(|field| field.holds == Holds::Own) else {
            return true;
        };
        let last = above.unwrap_or_default().iter().rev().find_map(|row| row.filled(role));
        last.is_some_and(|last| fold::key(last.text()) == fold::key(own.text()))
    })
}

/// Whether a row is the second line of the one above, which a source without rulings
/// between its rows gives as a row: nothing in it is measured, and each of its cells
/// goes on with what stands above.
fn is_wrapped(above: &BodyRow<'_>, row: &BodyRow<'_>, patterns: &Patterns) -> bool {
    let filled = || row.fields.iter().filter(|(_, field)| !field.is_blank());
    // Where the label goes on, so does what stands beside it.
    let labelled = [(1, Role::Level1), (2, Role::Level2)].into_iter().any(|(level, role)| {
        let own = row.filled(role).filter(|field| field.holds == Holds::Own);
        own.is_some_and(|own| completes_label(level, above.text(role), own.text(), patterns))
    });
    let goes_on = |role: Role, text: &str| match role {
        Role::Reason | Role::Criterion | Role::Remark => true,
        Role::Level1 => completes_label(1, above.text(role), text, patterns),
        Role::Level2 => completes_label(2, above.text(role), text, patterns),
        Role::Name => {
            labelled && above.filled(role).is_some() || closes_bracket(above.text(role), text)
        }
        _ => false,
    };
    filled().next().is_some() && filled().all(|(role, field)| goes_on(*role, field.text()))
}

/// Whether a row without labels and name holds just the values that the one above lacks, and all of
/// them: the second half of a row that stands in two.
fn fills_up(above: &BodyRow<'_>, row: &BodyRow<'_>) -> bool {
    const LABELS: [Role; 3] = [Role::Level1, Role::Level2, Role::Name];
    let own = |(role, field): &&(Role, Field<'_>)| {
        !(field.is_blank() || (field.holds == Holds::FromAbove && LABELS.contains(role)))
    };
    let free = |(role, field): &(Role, Field<'_>)| {
        field.holds == Holds::Own && !LABELS.contains(role) && above.filled(*role).is_none()
    };
    let is_named = above.filled(Role::Name).is_some_and(|name| name.holds == Holds::Own);
    let measured = VALUES.iter().any(|&role| row.filled(role).is_some());
    is_named
        && measured
        && VALUES.iter().any(|&role| above.filled(role).is_some())
        && VALUES.iter().all(|&role| {
            let printed = [above, row].into_iter().any(|half| half.field(role).is_some());
            !printed || above.filled(role).is_some() || row.filled(role).is_some()
        })
        && row.fields.iter().filter(own).all(free)
}

/// Whether two parts make a label that the second alone is not.
fn completes_label(level: u8, above: &str, below: &str, patterns: &Patterns) -> bool {
    let joined = format!("{above}{below}");
    !above.is_empty()
        && patterns.levels.exact(level, &joined).is_some()
        && patterns.levels.exact(level, below).is_none()
}

/// Whether a text closes the bracket that the one above leaves open.
fn closes_bracket(above: &str, below: &str) -> bool {
    let depth = |text: &str| {
        text.chars().fold(0i32, |depth, c| match fold::fold_char(c) {
            '(' => depth + 1,
            ')' => depth - 1,
            _ => depth,
        })
    };
    depth(above) == 1 && depth(below) == -1
}

fn is_rest(above: &BodyRow<'_>, row: &BodyRow<'_>, patterns: &Patterns) -> bool {
    let has_text = row.fields.iter().any(|(_, field)| !field.is_blank());
    let own_level = LEVELS.iter().zip(1..).any(|(&role, level)| {
        let own = row.filled(role).filter(|field| field.holds == Holds::Own);
        own.is_some_and(|field| !completes_label(level, above.text(role), field.text(), patterns))
    });
    if !has_text || own_level {
        return false;
    }
    let nothing_measured = row.is_blank(&VALUES);
    let above_unmeasured = above.is_blank(&VALUES) && above.filled(Role::Name).is_some();
    let nameless = row.filled(Role::Name).is_none() && row.is_blank(&[Role::Weight, Role::Score]);
    nothing_measured || above_unmeasured || nameless
}

fn append<'a>(row: &mut BodyRow<'a>, role: Role, rest: Field<'a>) {
    let Some((_, field)) = row.fields.iter_mut().find(|(r, _)| *r == role) else {
        row.fields.push((role, rest));
        return;
    };
    if field.is_blank() {
        *field = rest;
        return;
    }
    let ends = field.text().trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '.');
    let goes_on = rest.text().trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if ends && goes_on {
        row.torn.push(role);
    }
    field.append(&rest);
}
