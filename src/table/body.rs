//! Rows under a header: fields put to roles, pieces stitched over page ends.

use std::borrow::Cow;

use super::header::Layout;
use super::matrix::{Field, Holds, Row};
use crate::document::Origin;
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
        self.field(role).map_or("", |field| &field.text)
    }

    /// Roles and fields, in column order.
    pub(super) fn fields(&self) -> &[(Role, Field<'a>)] {
        &self.fields
    }

    /// Empties the fields of these roles.
    pub(super) fn clear(&mut self, roles: &[Role]) {
        for (role, field) in &mut self.fields {
            if roles.contains(role) {
                field.text = Cow::Borrowed("");
            }
        }
    }

    fn is_blank(&self, roles: &[Role]) -> bool {
        roles.iter().all(|&role| self.filled(role).is_none())
    }
}

/// Roles that hold what an indicator is measured by.
pub(super) const VALUES: [Role; 4] = [Role::Target, Role::Actual, Role::Weight, Role::Score];

/// Roles whose cells span rows.
const LEVELS: [Role; 2] = [Role::Level1, Role::Level2];

/// Puts the fields of a row to the roles of a layout. Where the source dropped
/// covered cells at the left (left-packed rows), the row is moved to the place
/// that fits what it holds.
pub(super) fn place<'a>(
    row: &Row<'a>,
    layout: &Layout,
    origin: Origin,
    patterns: &Patterns,
) -> BodyRow<'a> {
    let shift = if origin == Origin::Spans { 0 } else { shift(row, layout, patterns) };
    let columns = layout.columns();
    let fields = columns.iter().enumerate().filter_map(|(index, &(role, col))| {
        let next = columns.get(index + 1).map_or(layout.width, |&(_, next)| next);
        // A header cell may name several columns, the later ones without a
        // header of their own: the first that is filled counts.
        let mut spread = (col..next.max(col + 1)).filter_map(|c| row.filled(c.checked_sub(shift)?));
        let own = row.fields.get(col.checked_sub(shift)?).and_then(Option::as_ref);
        let field = spread.next().filter(|f| f.holds != Holds::FromLeft).or(own)?;
        Some((role, field.clone()))
    });
    let mut placed =
        BodyRow { fields: fields.collect(), at: row.at, torn: Vec::new(), template: false };
    if origin != Origin::Spans && has_moved(&placed) {
        // The weight may stand where the actual value was.
        placed.torn.push(Role::Actual);
        placed.clear(&[Role::Weight, Role::Score]);
    }
    placed
}

/// Whether a cell between name and score is lost, so that those behind it stand
/// one column too far to the left: words under 得分, nothing under the reason, and
/// a bare number as the value of what was to be measured in a unit.
fn has_moved(row: &BodyRow<'_>) -> bool {
    let words = |role| {
        let text = row.text(role);
        let ideographs = text.chars().filter(|&c| crate::fold::is_cjk(c)).count();
        ideographs >= 2 && !text.contains(|c: char| c.is_ascii_digit())
    };
    let bare = |role| {
        let text = row.text(role).trim();
        !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    let after_score = row.field(Role::Reason).is_none_or(Field::is_blank);
    words(Role::Score)
        && after_score
        && bare(Role::Actual)
        && bare(Role::Weight)
        && !bare(Role::Target)
        && row.filled(Role::Target).is_some()
}

/// Whether a row stands under a header without any doubt: its name and a value
/// are where they should be, and no level column holds anything else.
pub(super) fn fits(row: &Row<'_>, layout: &Layout, origin: Origin, patterns: &Patterns) -> bool {
    let shift = if origin == Origin::Spans { 0 } else { shift(row, layout, patterns) };
    let placed = place(row, layout, origin, patterns);
    let measured = VALUES.iter().any(|&role| placed.filled(role).is_some());
    measured && fit(row, layout, shift, patterns) == Some(0)
}

/// By how many columns the row must move right to stand under its header.
fn shift(row: &Row<'_>, layout: &Layout, patterns: &Patterns) -> usize {
    let most = layout.width.saturating_sub(row.width()).min(layout.leading());
    if most == 0 || fit(row, layout, 0, patterns) == Some(0) {
        return 0;
    }
    let worth = |shift: usize| fit(row, layout, shift, patterns).unwrap_or(0);
    (0..=most).min_by_key(|&shift| (worth(shift), shift)).unwrap_or(0)
}

/// How badly a row fits its header when moved by `shift`: 0 is no complaint.
fn fit(row: &Row<'_>, layout: &Layout, shift: usize, patterns: &Patterns) -> Option<u32> {
    let mut complaints = 0;
    let under = |col: usize| col.checked_sub(shift).and_then(|c| row.filled(c));
    // 群众满意度 is a level in some forms, and a name beside a level of its own.
    let has_level2 = layout.columns().iter().any(|&(role, col)| {
        role == Role::Level2 && under(col).is_some_and(|f| is_level(2, &f.text, patterns))
    });
    for &(role, col) in layout.columns() {
        let Some(field) = under(col) else {
            complaints += u32::from(role == Role::Name) * 2;
            continue;
        };
        complaints += match role {
            Role::Level1 => u32::from(!is_level(1, &field.text, patterns)) * 2,
            Role::Level2 => u32::from(!is_level(2, &field.text, patterns)) * 2,
            Role::Name if has_level2 && is_also_a_name(&field.text, patterns) => 0,
            Role::Name => u32::from(!is_name(&field.text, patterns)) * 2,
            Role::Target | Role::Actual if is_value(&field.text, patterns) => 0,
            Role::Target | Role::Actual => u32::from(is_level(1, &field.text, patterns)) * 2,
            _ => 0,
        };
    }
    Some(complaints)
}

/// Whether a cell holds a level of this kind, damaged or not.
fn is_level(level: u8, text: &str, patterns: &Patterns) -> bool {
    super::repair::level::could_be(level, text, patterns)
}

/// Whether a cell can be an indicator's name: some Chinese, and no value.
fn is_name(text: &str, patterns: &Patterns) -> bool {
    if is_value(text, patterns) || text.chars().filter(|&c| crate::fold::is_cjk(c)).nth(1).is_none()
    {
        return false;
    }
    let label = patterns.levels.text(text);
    [1, 2].iter().all(|&level| patterns.levels.exact_text(level, &label).is_none())
}

/// Whether a cell holds a level's label that is a common name of indicators as well.
fn is_also_a_name(text: &str, patterns: &Patterns) -> bool {
    let label = patterns.levels.text(text);
    let level = patterns.levels.exact_text(2, &label);
    level.is_some_and(|id| patterns.levels.is_also_a_name(id, &label))
}

/// Whether a cell is a value: a number with or without a sign, or a word such as 满意.
fn is_value(text: &str, patterns: &Patterns) -> bool {
    starts_like_value(text) || patterns.quantities.verdict(text).is_some()
}

/// Whether a cell starts with a digit or a sign of comparison.
fn starts_like_value(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || "≥≤><=≧≦＞＜＝±".contains(c);
    text.trim_start().starts_with(sign)
}

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
    let only_reason = row.filled(Role::Reason).is_some()
        && row.fields.iter().all(|(role, field)| *role == Role::Reason || field.is_blank());
    let broken = if piece_start { is_rest(above, &row, patterns) } else { only_reason };
    if !broken {
        return Joined::Apart(row);
    }
    let at = row.at;
    for (role, field) in row.fields {
        if !field.is_blank() {
            append(above, role, field);
        }
    }
    Joined::ToRowAbove(Note::new("row_joined", joins::row(), at))
}

fn is_rest(above: &BodyRow<'_>, row: &BodyRow<'_>, patterns: &Patterns) -> bool {
    let has_text = row.fields.iter().any(|(_, field)| !field.is_blank());
    let own_level = LEVELS.iter().zip(1..).any(|(&role, level)| {
        row.filled(role).is_some_and(|field| {
            let joined = format!("{}{}", above.text(role), field.text);
            let completes = patterns.levels.exact(level, &joined).is_some()
                && patterns.levels.exact(level, &field.text).is_none();
            !completes
        })
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
    let ends = field.text.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '.');
    let goes_on = rest.text.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if ends && goes_on {
        row.torn.push(role);
    }
    field.text = Cow::Owned(format!("{}\n{}", field.text, rest.text));
}
