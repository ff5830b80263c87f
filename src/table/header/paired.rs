//! Forms that say of each indicator what it is in pairs of a label and what stands beside it.

use super::{Layout, Lexicon, choose, heads, tells};
use crate::fold;
use crate::location::At;
use crate::patterns::Role;
use crate::table::matrix::{Field, Holds, Row};

/// Fewer pairs tell no indicator.
const LEAST: usize = 4;

/// A label and what stands beside it. Among known labels one may stand that no list has.
#[derive(Clone)]
struct Pair<'a> {
    role: Option<Role>,
    label: Field<'a>,
    value: Field<'a>,
}

/// The rows of a grid in which a form of pairs stands as one of a head and a row for each indicator,
/// if there is such a form.
pub(in crate::table) fn paired<'a>(rows: &[Row<'a>], lexicon: Lexicon<'_>) -> Option<Vec<Row<'a>>> {
    let from = rows.iter().position(|row| pairs(row, lexicon).is_some())?;
    let mut own: Vec<Vec<Pair<'a>>> = Vec::new();
    let mut to = from;
    for (number, row) in rows.iter().enumerate().skip(from) {
        if let Some(pairs) = pairs(row, lexicon) {
            own.push(pairs);
            to = number + 1;
        } else if !is_caption(row) {
            break;
        }
    }
    // A label that stands again begins the next indicator.
    let mut records: Vec<Vec<Pair<'a>>> = vec![Vec::new()];
    for pair in own.into_iter().flatten() {
        let again = |known: &Pair<'a>| known.role.is_some() && known.role == pair.role;
        match records.last_mut() {
            Some(last) if !last.iter().any(again) => last.push(pair),
            _ => records.push(vec![pair]),
        }
    }
    let labels = |record: &[Pair<'_>]| {
        let label = |pair: &Pair<'_>| fold::key(pair.label.text());
        record.iter().map(label).collect::<Vec<_>>()
    };
    let first = records.first()?;
    let alike = records.iter().all(|record| labels(record) == labels(first));
    let known = first.iter().filter(|pair| pair.role.is_some()).count();
    if known < LEAST || !alike {
        return None;
    }
    let head = row(first.iter().map(|pair| &pair.label));
    let measured = |layout: &Layout| {
        [Role::Target, Role::Actual].into_iter().all(|role| layout.column(role).is_some())
    };
    let found = heads::heads(std::slice::from_ref(&head), lexicon);
    if !choose::layouts(&found, head.fields.len()).iter().any(measured) {
        return None;
    }
    let told = records.iter().map(|record| row(record.iter().map(|pair| &pair.value)));
    let upright: Vec<Row<'a>> = std::iter::once(head.clone()).chain(told).collect();
    Some([&rows[..from], upright.as_slice(), &rows[to..]].concat())
}

/// The pairs of a row that holds nothing else: what stands behind a label is none.
fn pairs<'a>(row: &Row<'a>, lexicon: Lexicon<'_>) -> Option<Vec<Pair<'a>>> {
    let cells = row.fields.iter().flatten().filter(|field| field.holds == Holds::Own);
    let mut cells: Vec<&Field<'a>> = cells.collect();
    while cells.len() % 2 == 1 && cells.last().is_some_and(|last| last.is_blank()) {
        cells.pop();
    }
    let (pairs, rest) = cells.as_chunks::<2>();
    let pair = |[label, value]: &[&Field<'a>; 2]| {
        let role = lexicon.role(label.text());
        let says = role.is_none_or(|role| tells(role) || role == Role::Remark);
        let is_label = says && !label.is_blank() && lexicon.role(value.text()).is_none();
        let (label, value) = ((*label).clone(), (*value).clone());
        is_label.then_some(Pair { role, label, value })
    };
    let told: Option<Vec<Pair<'a>>> = pairs.iter().map(pair).collect();
    let known = |told: &[Pair<'_>]| told.iter().any(|pair| pair.role.is_some());
    told.filter(|told| rest.is_empty() && known(told))
}

/// Whether a row stands between the forms of two indicators: 指标2 over the whole width.
fn is_caption(row: &Row<'_>) -> bool {
    row.own().nth(1).is_none()
}

fn row<'f, 'a: 'f>(fields: impl Iterator<Item = &'f Field<'a>>) -> Row<'a> {
    let fields: Vec<Option<Field<'a>>> = fields.cloned().map(Some).collect();
    let at = fields.iter().flatten().find(|field| !field.is_blank()).map(Field::at);
    Row { fields, at: at.unwrap_or_else(At::default) }
}
