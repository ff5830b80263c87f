//! Labels, captions and items without a number.

use super::{Role, TITLE};
use crate::document::Mark;
use crate::fold;
use crate::outline::layout::Layout;
use crate::outline::row::{Body, End, Row, closes};
use crate::outline::title;
use crate::patterns::{Headings, Words};

/// Decides on the rows that nothing is known of yet.
pub(super) fn label(rows: &[Row], layout: &Layout, headings: &Headings, roles: &mut [Role]) {
    let next_numbers = next_numbers(roles);
    for index in 0..rows.len() {
        if roles.get(index) == Some(&Role::Text) {
            let next = next_numbers.get(index).copied().flatten();
            let role = role(rows, index, next, layout, headings);
            if let Some(slot) = roles.get_mut(index) {
                *slot = role;
            }
        }
    }
}

/// Takes back what was taken for a label above the title and the first
/// numbered heading: the lines of a cover are marked as headings by OCR tools
/// only because they are printed large.
///
/// The `above` lines above the title have nothing to go on with below it.
pub(in crate::outline) fn clear_cover(
    rows: &[Row],
    roles: &mut [Role],
    above: usize,
    top: usize,
    headings: &Headings,
) {
    for role in roles.iter_mut().take(above).filter(|r| **r == Role::Text) {
        *role = Role::Caption;
    }
    for (row, role) in rows.iter().zip(roles.iter_mut()).take(top) {
        let known = || row.short_key().is_some_and(|k| headings.label(k).is_some_and(|l| !l.top));
        if matches!(role, Role::Label(..)) && !known() {
            *role = Role::Caption;
        }
    }
}

/// The role of a row that has no number.
fn role(
    rows: &[Row],
    index: usize,
    next_number: Option<u32>,
    layout: &Layout,
    headings: &Headings,
) -> Role {
    let Some((row, (line, look))) = rows.get(index).and_then(|r| Some((r, r.line()?))) else {
        return Role::Text;
    };
    let bullet = row.mark() == Some(Mark::Bullet);
    let plain = || {
        let leads = headings.enumerations.leads(line.text.trim_start());
        if bullet && !leads { Role::Item } else { Role::Text }
    };
    if look.chars > TITLE as u32 || goes_on_before(rows, index, layout) {
        return plain();
    }
    let Some(key) = row.short_key() else {
        return plain();
    };
    let all = 0..line.text.len();
    if let Some(label) = headings.label(key) {
        // A bare word may as well be the cell of a table.
        let told = row.mark().is_some() || key.contains([':', '[']);
        return if told || label.top || has_body(rows, index, headings) {
            Role::Label(all, label.top)
        } else {
            Role::Text
        };
    }
    if title::is_annexed(row, headings) {
        // The title of an annexed document, unless a heading further down goes
        // on with the numbering before it: then it is the caption of a table.
        let opens_part = next_number.is_none_or(|value| value == 1);
        return if opens_part { Role::Label(all, true) } else { Role::Caption };
    }
    let inner = key.trim_end_matches(':');
    let boxed = inner.len() > 2 && key.starts_with('[') && inner.ends_with(']');
    let quiet = !inner.contains(['。', ';', ',', ':', '|']) && !closes(look.first);
    let no_value = !headings.contains(Words::Field, inner)
        && !headings.ends(Words::LeadIn, inner)
        && inner.chars().any(fold::is_cjk)
        && !inner.starts_with('(');
    let heading = row.mark() == Some(Mark::Heading) && look.chars <= 30;
    let colon = look.end == End::Colon && look.chars <= 10 && headings.is_head(inner);
    if heading && matches!(rows.get(index + 1).map(|r| &r.body), Some(Body::Grid(_))) {
        return Role::Caption;
    }
    if quiet && no_value && (heading || colon || boxed && look.chars <= 20) {
        return Role::Label(all, false);
    }
    plain()
}

/// Whether the next row is text of more than a few words, or the first of a list.
fn has_body(rows: &[Row], index: usize, headings: &Headings) -> bool {
    let next = rows.get(index + 1).and_then(Row::line);
    next.is_some_and(|(line, look)| {
        look.punctuated || look.chars >= 16 || headings.forms.number(&line.text).is_some()
    })
}

/// Whether a line can be the middle of a sentence that began before it.
fn goes_on_before(rows: &[Row], index: usize, layout: &Layout) -> bool {
    let before = index.checked_sub(1).and_then(|i| rows.get(i)?.line());
    before.is_some_and(|(_, look)| {
        layout.is_full(look.width) && matches!(look.end, End::Open | End::Comma) && look.chars >= 15
    })
}

/// For each row, the number of the next heading below it.
fn next_numbers(roles: &[Role]) -> Vec<Option<u32>> {
    let mut next = None;
    let mut numbers: Vec<_> = roles
        .iter()
        .rev()
        .map(|role| {
            let below = next;
            if let Role::Heading(number, _) = role {
                next = Some(number.value);
            }
            below
        })
        .collect();
    numbers.reverse();
    numbers
}
