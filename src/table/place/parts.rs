//! Several columns under one head: whether they say the same, or hold the parts of one value
//! (≥ | 2.3 | 亿元); and cells that hold the values of two heads behind labels (目标：≥5个；实际：6个).

use std::borrow::Cow;

use crate::fold;
use crate::fold::clause::ends_clause;
use crate::location::At;
use crate::patterns::{Direction, Patterns, Role};
use crate::table::body::BodyRow;
use crate::table::doubt::{Doubt, Reason};
use crate::table::header::Layout;
use crate::table::matrix::{Field, Row};
use crate::value::quantity;

/// Where no head tells which of several columns is meant, what all of them say is so; where
/// they differ, nothing is taken and all readings are told.
pub(super) fn choose_among_rivals<'a>(
    placed: &mut BodyRow<'a>,
    row: &Row<'a>,
    layout: &Layout,
    patterns: &Patterns,
) {
    for (role, columns) in layout.rivals() {
        let filled: Vec<&Field<'a>> = columns.iter().filter_map(|&col| row.filled(col)).collect();
        let Some(first) = filled.first() else { continue };
        let same = filled.len() == columns.len()
            && filled.iter().all(|field| field.text().trim() == first.text().trim());
        placed.set(*role, Some((*first).clone()));
        if same || take_whole(placed, *role, &filled, patterns) {
            continue;
        }
        let readings = filled.iter().map(|field| (field.text().to_owned(), field.at())).collect();
        placed.doubt(Doubt { role: *role, reason: Reason::AmbiguousColumn, readings });
    }
}

/// Takes what the cells under one head hold together, if they are the parts of one value.
pub(super) fn take_whole<'a>(
    placed: &mut BodyRow<'a>,
    role: Role,
    cells: &[&Field<'a>],
    patterns: &Patterns,
) -> bool {
    let measured = matches!(role, Role::Target | Role::Actual);
    let whole = if measured { joined(cells, patterns) } else { None };
    let Some((whole, first)) = whole.zip(cells.first()) else { return false };
    let mut field = (*first).clone();
    field.set_text(whole);
    placed.set(role, Some(field));
    true
}

/// The value of which cells side by side hold the sign, the number and the unit; none where they do
/// not make one.
pub(super) fn joined(cells: &[&Field<'_>], patterns: &Patterns) -> Option<String> {
    let mut texts: Vec<&str> = cells.iter().map(|field| field.text().trim()).collect();
    if texts.len() < 2 {
        return None;
    }
    let digits = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let mut sign = "";
    if let [first, _, ..] = texts[..]
        && !digits(first)
    {
        match patterns.quantities.property(first) {
            Some(Direction::Compared(_)) => sign = first,
            Some(Direction::Qualitative) => {}
            _ if texts.len() > 2 && quantity::is_placeholder(first, patterns) => {}
            _ => return bare_with_unit(&texts, patterns),
        }
        texts.remove(0);
    }
    let value = match texts[..] {
        [value] => Cow::Borrowed(value),
        [_, _] => Cow::Owned(bare_with_unit(&texts, patterns)?),
        _ => return None,
    };
    let whole = format!("{sign}{value}");
    let read = || quantity::read(&whole, At::default(), patterns);
    (sign.is_empty() || read().comparator.is_some()).then_some(whole)
}

fn bare_with_unit(texts: &[&str], patterns: &Patterns) -> Option<String> {
    let [number, unit] = texts[..] else { return None };
    let bare = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let is_unit = patterns.units.has(&fold::clean(unit));
    (is_unit && !number.is_empty() && number.chars().all(bare)).then(|| format!("{number}{unit}"))
}

/// Puts what one cell says of target and actual value, each behind its label, under both.
pub(super) fn take_apart(placed: &mut BodyRow<'_>, patterns: &Patterns) {
    const BOTH: [Role; 2] = [Role::Target, Role::Actual];
    let filled = || BOTH.into_iter().filter_map(|role| placed.filled(role));
    let Some(both) = filled().next().cloned().filter(|_| filled().count() == 1) else { return };
    let Some(values) = labelled(both.text(), patterns) else {
        without_label(placed, &both, patterns);
        return;
    };
    for role in BOTH {
        let Some((_, value)) = values.iter().find(|(own, _)| *own == role) else { return };
        let mut field = both.clone();
        field.set_text((*value).to_owned());
        placed.set(role, Some(field));
    }
}

/// Leaves out the label of a value that repeats what its head says: 目标：≤30分钟.
fn without_label<'a>(placed: &mut BodyRow<'a>, field: &Field<'a>, patterns: &Patterns) {
    let Some((label, value)) = field.text().split_once([':', '：']) else { return };
    let Some(role) = patterns.columns.in_head(label.trim()) else { return };
    let own = placed.filled(role).is_some_and(|own| own.text() == field.text());
    if own && !value.trim().is_empty() && !value.contains([':', '：']) {
        let mut field = field.clone();
        field.set_text(value.trim().to_owned());
        placed.set(role, Some(field));
    }
}

/// Target and actual value of a text that holds nothing else, each behind a label.
fn labelled<'t>(text: &'t str, patterns: &Patterns) -> Option<[(Role, &'t str); 2]> {
    let colon = |c: char| matches!(c, ':' | '：');
    let (label, rest) = text.trim().split_once(colon)?;
    let (value, last) = rest.split_once(colon)?;
    if last.contains(colon) {
        return None;
    }
    // The second label is what stands before its mark without a break.
    let breaks = |c: char| c.is_whitespace() || ends_clause(fold::fold_char(c));
    let (value, second) = match value.rfind(breaks) {
        Some(at) => {
            let wide = value[at..].chars().next().map_or(0, char::len_utf8);
            (&value[..at], &value[at + wide..])
        }
        None => return None,
    };
    let one = patterns.columns.in_head(label.trim())?;
    let two = patterns.columns.in_head(second.trim())?;
    let value = value.trim().trim_end_matches(breaks);
    let both = [(one, value), (two, last.trim().trim_end_matches(breaks))];
    let roles = [one, two];
    let differ = roles.contains(&Role::Target) && roles.contains(&Role::Actual);
    (differ && both.iter().all(|(_, value)| !value.is_empty())).then_some(both)
}
