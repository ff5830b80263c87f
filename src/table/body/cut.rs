//! Rows that a page end cut where the source tells of no page: converters write what stands on the
//! next page as a row of its own, with the second halves of its texts and nothing else.

use super::super::doubt::{Doubt, Reason};
use super::super::matrix::{Field, Holds};
use super::super::place::Kinds;
use super::{BodyRow, LEVELS, closes_bracket, take_rest};
use crate::fold;
use crate::model::Note;
use crate::patterns::Role;
use crate::patterns::names::is_word;

/// Rows at least that show what is usual.
const LEAST: usize = 4;

/// Neighbours with one label at least that show that labels are printed in each row.
const AGAIN: usize = 2;

/// What numbers a row.
const NUMBERED: [Role; 2] = [Role::Number, Role::Code];

/// Texts that a page end may cut.
const TEXTS: [Role; 4] = [Role::Name, Role::Target, Role::Actual, Role::Reason];

/// What nearly all rows of a table have.
struct Usual {
    points: bool,
    values: bool,
    /// Each row has a label or a number of its own.
    identity: Vec<Role>,
}

/// What becomes of a row that holds none of what all others are measured by.
enum Rest {
    /// It is an indicator of its own.
    Apart,
    /// It is the rest of the row above.
    Joined,
    /// It may be either.
    NotTold,
}

/// Joins rows that are the rest of the one above; where that is not told, neither text is believed.
pub(in crate::table) fn join_cut(rows: &mut Vec<BodyRow<'_>>, kinds: Kinds<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    let usual = usual(rows);
    for at in 1..rows.len() {
        let (above, below) = rows.split_at_mut(at);
        if let (Some(above), Some(row)) = (above.last_mut(), below.first()) {
            doubt_lone_rest(above, row, &usual, kinds);
        }
    }
    if !usual.points && !usual.values || !rows.iter().any(|row| is_partial(row, &usual, kinds)) {
        return notes;
    }
    let mut kept: Vec<BodyRow<'_>> = Vec::with_capacity(rows.len());
    // Where the last row stands that is whole.
    let mut whole: Option<usize> = None;
    for mut row in rows.drain(..) {
        let partial = is_partial(&row, &usual, kinds);
        let above = whole.filter(|_| partial).and_then(|at| kept.get_mut(at));
        let Some(above) = above else {
            whole = Some(kept.len());
            kept.push(row);
            continue;
        };
        match rest(above, &row, &usual, kinds) {
            Rest::Joined => {
                notes.push(take_rest(above, row, &[]));
                continue;
            }
            Rest::NotTold => {
                let own = |role: &Role| row.filled(*role).is_some();
                for role in TEXTS.into_iter().filter(own).collect::<Vec<_>>() {
                    let doubt = || Doubt { role, reason: Reason::RowNotTold, readings: Vec::new() };
                    row.doubt(doubt());
                    if above.filled(role).is_some() {
                        above.doubt(doubt());
                    }
                }
            }
            Rest::Apart => whole = Some(kept.len()),
        }
        kept.push(row);
    }
    *rows = kept;
    notes
}

/// A row with a single cell, without name, label and points, is no indicator: the cell may be the
/// rest of a value above (42 over 1套), be it told where it belongs or not.
fn doubt_lone_rest(above: &mut BodyRow<'_>, row: &BodyRow<'_>, usual: &Usual, kinds: Kinds<'_>) {
    let mut texts = row.fields().iter().filter(|(_, field)| !field.is_blank());
    let Some((_, first)) = texts.next() else { return };
    let (text, at) = (first.text(), first.at());
    let named = LEVELS.iter().chain(&[Role::Name, Role::Weight, Role::Score]);
    let mut named = named.filter(|&&role| row.filled(role).is_some());
    let lone = named.next().is_none() && texts.all(|(_, other)| other.at() == at);
    if !row.moved || !usual.points || !lone {
        return;
    }
    for role in [Role::Target, Role::Actual] {
        if row.filled(role).is_some() && value_goes_on(above.text(role), text, true, kinds) {
            above.doubt(Doubt { role, reason: Reason::RowNotTold, readings: Vec::new() });
        }
    }
}

fn usual(rows: &[BodyRow<'_>]) -> Usual {
    let share = |is: &dyn Fn(&BodyRow<'_>) -> bool| {
        let count = rows.iter().filter(|row| is(row)).count();
        rows.len() >= LEAST && count * 4 >= rows.len() * 3
    };
    let has = |row: &BodyRow<'_>, role: Role| row.filled(role).is_some();
    let points = share(&|row| has(row, Role::Weight)) || share(&|row| has(row, Role::Score));
    let values = share(&|row| has(row, Role::Target)) && share(&|row| has(row, Role::Actual));
    let own = |row: &BodyRow<'_>, role: Role| own(row, role).is_some();
    let numbered = NUMBERED.into_iter().filter(|&role| share(&|row| own(row, role)));
    // Labels that are printed once for several rows tell nothing of one that has none.
    let key = |row: &BodyRow<'_>, role: Role| own(row, role).then(|| fold::key(row.text(role)));
    let again = |role: Role| {
        let keys: Vec<_> = rows.iter().map(|row| key(row, role)).collect();
        keys.windows(2).filter(|two| two[0].is_some() && two[0] == two[1]).count() >= AGAIN
    };
    let labels = LEVELS.into_iter().filter(|&role| share(&|row| own(row, role)));
    let labels: Vec<Role> = labels.collect();
    let each = labels.iter().any(|&role| again(role));
    let labels = labels.into_iter().filter(|_| each);
    Usual { points, values, identity: numbered.chain(labels).collect() }
}

/// The field of a role that stands in the row itself.
fn own<'r, 'a>(row: &'r BodyRow<'a>, role: Role) -> Option<&'r Field<'a>> {
    row.filled(role).filter(|field| field.holds == Holds::Own)
}

/// Whether a row has neither label nor points, and no value that stands for itself beside another.
fn is_partial(row: &BodyRow<'_>, usual: &Usual, kinds: Kinds<'_>) -> bool {
    let identity = NUMBERED.iter().chain(&LEVELS).chain(&[Role::Group, Role::Comparator]);
    let points = [Role::Weight, Role::Score].iter().any(|&role| row.filled(role).is_some());
    let value = |role: Role| row.filled(role).is_some_and(|field| kinds.stands_alone(field.text()));
    // Asked last: nearly all rows are told by what they hold at all.
    let values = || value(Role::Target) && value(Role::Actual);
    let texts = || TEXTS.iter().chain(&[Role::Criterion]);
    !row.template
        && !row.moved
        && !points
        && !identity.into_iter().any(|&role| own(row, role).is_some())
        && texts().any(|&role| own(row, role).is_some())
        && !texts().any(|&role| row.filled(role).is_some() && own(row, role).is_none())
        && (usual.lacks_identity(row)
            || usual.points && row.filled(Role::Name).is_none()
            || !values())
}

impl Usual {
    /// Whether a row lacks the label or the number that each other one has.
    fn lacks_identity(&self, row: &BodyRow<'_>) -> bool {
        !self.identity.is_empty() && self.identity.iter().all(|&role| row.filled(role).is_none())
    }
}

/// What a row without points and label is to the one above.
fn rest(above: &BodyRow<'_>, row: &BodyRow<'_>, usual: &Usual, kinds: Kinds<'_>) -> Rest {
    let lacks = usual.lacks_identity(row);
    let measured = [Role::Target, Role::Actual];
    let name = row.filled(Role::Name).map(Field::text);
    let goes_on = name.map(|name| name_goes_on(above.text(Role::Name), name, kinds));
    let sure = goes_on == Some(Some(true)) || lacks;
    let filled = || measured.iter().filter(|&&role| row.filled(role).is_some());
    let values = filled().map(|&role| value_goes_on(above.text(role), row.text(role), sure, kinds));
    let values: Vec<bool> = values.collect();
    if values.contains(&false) || row.filled(Role::Unit).is_some() && !lacks {
        // A name with a value is an indicator, however little else the row has.
        return Rest::Apart;
    }
    match goes_on {
        // The name of this one is whole, as that of the one above is.
        Some(Some(false)) if values.is_empty() && !lacks => Rest::Apart,
        Some(Some(false)) => Rest::NotTold,
        Some(_) if above.filled(Role::Name).is_none() => Rest::NotTold,
        Some(Some(true)) => Rest::Joined,
        Some(None) if lacks => Rest::Joined,
        Some(None) => Rest::NotTold,
        None if lacks || values.is_empty() => Rest::Joined,
        None => Rest::NotTold,
    }
}

/// Whether a name goes on in the next row, or both are whole; `None` where that is not told.
fn name_goes_on(above: &str, below: &str, kinds: Kinds<'_>) -> Option<bool> {
    const WORDS: usize = 2;
    let (above, below) = (above.trim(), below.trim());
    let letters = |text: &str| text.chars().filter(|&c| fold::is_cjk(c)).collect::<Vec<_>>();
    let names = &kinds.patterns.names;
    let in_brackets = below.starts_with(['(', '（']) && below.ends_with([')', '）']);
    let unit = below.trim_matches(['(', '（', ')', '）']);
    if closes_bracket(above, below) || in_brackets && kinds.patterns.units.has(unit) {
        return Some(true);
    }
    // A number or a mark before it, or a colon behind it, and it starts for itself.
    let first = below.chars().next().unwrap_or_default();
    let listed =
        first.is_numeric() || matches!(first, '(' | '（') || below.chars().nth(1) == Some('、');
    if listed || below.ends_with([':', '：']) {
        return Some(false);
    }
    let (head, tail) = (letters(above), letters(below));
    let pair = |one: char, two: char| is_word(&String::from_iter([one, two]));
    let cut = match (head.as_slice(), tail.as_slice()) {
        ([.., before, last], [first, rest @ ..]) => {
            let torn = pair(*last, *first);
            let (whole, next) = (pair(*before, *last), rest.first().map(|&c| pair(*first, c)));
            torn && !whole && next != Some(true)
        }
        _ => false,
    };
    if cut {
        return Some(true);
    }
    let whole = |text: &str| kinds.could_be_name(text) && names.has_tail(text);
    let (both, words) = (whole(above) && whole(below), tail.len() >= 2 * WORDS);
    (both && words).then_some(false)
}

/// Whether a value goes on in the next row; `sure` is that the row is no indicator of its own.
fn value_goes_on(above: &str, below: &str, sure: bool, kinds: Kinds<'_>) -> bool {
    let (above, below) = (above.trim(), below.trim());
    if above.is_empty() {
        return false;
    }
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '，');
    let meet = above.ends_with(digit) && below.starts_with(digit);
    let zeros = meet && below.starts_with('0') && !below.starts_with("0.");
    // A year alone above what lacks one.
    let part = kinds.patterns.guard.is_part_of_date(above);
    let dated = part || kinds.is_dated(&format!("{above}{below}")) && !kinds.is_dated(below);
    let unit = || kinds.patterns.units.has(below) || kinds.patterns.guard.is_part_of_date(below);
    let words = || !kinds.stands_alone(above) && !kinds.stands_alone(below);
    zeros || meet && sure || dated || unit() || words()
}
