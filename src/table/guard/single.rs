//! A name is no value and no label, a level is a level, points are points.

use super::{ALL, Doubts, Table, doubt, doubt_filled};
use crate::fold;
use crate::patterns::{Role, Use};
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;
use crate::table::matrix::Field;
use crate::table::place::{Kinds, WRONG};

/// Each cell is of the kind that its head says.
pub(super) fn each_is_of_its_kind(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    /// So many cells under the heads of others are no chance.
    const MOVED: usize = 2;
    for (number, row) in table.rows.iter().enumerate() {
        let mut misfits = 0;
        for (role, field) in row.fields() {
            if field.is_blank() {
                continue;
            }
            let found = reason(*role, field.text(), row, table.kinds);
            misfits += usize::from(found == Some(Reason::ValueOfOtherKind));
            doubts.extend(found.map(|reason| (number, doubt(*role, reason))));
        }
        if table.told.inferred && misfits >= MOVED {
            doubt_filled(row, number, &ALL, Reason::CellShifted, doubts);
        }
        // Where nothing but the order of cells or white space tells columns, a value in the
        // place of the name has all others behind it.
        let told = !table.told.inferred || !is_value_named(row, table.kinds);
        let moved = if told { moved_with_it(row, table.kinds) } else { &ALL }.iter();
        let moved = moved.filter(|&&role| row.filled(role).is_some());
        doubts.extend(moved.map(|&role| (number, doubt(role, Reason::CellShifted))));
        if row.filled(Role::Level1).is_some_and(|f| is_of_level2(f.text(), table.kinds)) {
            // The labels beside each other are swapped, whatever the other may be.
            doubts.push((number, doubt(Role::Level2, Reason::LevelUnknown)));
        }
    }
    labels_one_column_on(table, doubts);
    rates_as_points(table, doubts);
    lone_labels(table, doubts);
    labels_of_two_levels(table, doubts);
}

/// Points that nearly all rows have are missing in one that nothing drawn bounds: it lacks a cell,
/// and those behind moved up. On pages each cell stands in its column.
pub(super) fn points_are_there(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    const LEAST: usize = 4;
    const MOVED: [Role; 5] = [Role::Target, Role::Actual, Role::Weight, Role::Score, Role::Reason];
    if !table.told.inferred {
        return;
    }
    for role in [Role::Weight, Role::Score] {
        let lacking: Vec<usize> = (0..table.rows.len())
            .filter(|&number| table.rows.get(number).is_some_and(|r| r.filled(role).is_none()))
            .collect();
        let all = table.rows.len();
        if lacking.len() * LEAST > all {
            shared(table, role, &lacking, doubts);
            continue;
        }
        if all < LEAST || table.told.spans {
            continue;
        }
        for number in lacking {
            let filled =
                |role: &&Role| table.rows.get(number).is_some_and(|r| r.filled(**role).is_some());
            let filled = MOVED.iter().filter(filled);
            doubts.extend(filled.map(|&role| (number, doubt(role, Reason::CellShifted))));
        }
    }
}

/// Points beside which many rows have none, whole else, may be those of several rows, printed once
/// between them.
fn shared(table: &Table<'_, '_, '_>, role: Role, lacking: &[usize], doubts: &mut Doubts) {
    const OTHERS: [Role; 3] = [Role::Name, Role::Target, Role::Actual];
    let whole = |number: &&usize| {
        let row = table.rows.get(**number);
        row.is_some_and(|row| OTHERS.iter().all(|&role| row.filled(role).is_some()))
    };
    let beside = |&number: &usize| [number.checked_sub(1), Some(number + 1)];
    for number in lacking.iter().filter(whole).flat_map(beside).flatten() {
        if table.rows.get(number).is_some_and(|row| row.filled(role).is_some()) {
            doubts.push((number, doubt(role, Reason::LinesNotTold)));
        }
    }
}

/// Where signs have a column of their own, a row that nothing drawn bounds, or that a recogniser read,
/// and that lacks its sign may have lost it: its target says less than what is printed.
pub(super) fn signs_are_there(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let signed = |row: &BodyRow<'_>| row.filled(Role::Comparator).is_some();
    let count = table.rows.iter().filter(|row| signed(row)).count();
    if count * 2 < table.rows.len() {
        return;
    }
    let digits = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    for (number, row) in table.rows.iter().enumerate() {
        let Some(target) = row.filled(Role::Target) else { continue };
        let bare = digits(target.text()) && !table.kinds.has_sign(target.text());
        let may_lose = table.told.inferred || row.recognised.is_some() && bare;
        if may_lose && !signed(row) {
            doubts.push((number, doubt(Role::Target, Reason::CellLost)));
        }
    }
}

/// What one row of a recognised table alone lacks may stand in the next column: the target in that
/// of actual values, where a sign of comparison tells it in any table, the weight in that of scores.
pub(super) fn none_moved_on(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    const LEAST: usize = 4;
    for (lacking, next) in [(Role::Target, Role::Actual), (Role::Weight, Role::Score)] {
        let blank = |row: &BodyRow<'_>| row.field(lacking).is_some_and(Field::is_blank);
        let alone = table.rows.len() >= LEAST
            && table.rows.iter().filter(|row| row.filled(lacking).is_none()).count() == 1;
        for (number, row) in table.rows.iter().enumerate().filter(|(_, row)| blank(row)) {
            let Some(field) = row.filled(next) else { continue };
            let signed = next == Role::Actual && table.kinds.has_sign(field.text());
            if signed || alone && row.recognised.is_some() {
                doubts.push((number, doubt(next, Reason::CellShifted)));
            }
        }
    }
}

/// What stands in the column of signs and is none (`2`, for `≥` misread) may have been one, and so
/// may a sign in a column whose head is not read: without it the target says less than what is
/// printed.
pub(super) fn signs_are_read(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let digits = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let beside = |row: &BodyRow<'_>| {
        row.fields().iter().any(|(role, field)| {
            *role == Role::Unknown && table.kinds.has_sign(field.text()) && !digits(field.text())
        })
    };
    // A recogniser that misread the head misread signs below it as well.
    let of_signs = table.rows.iter().any(|row| row.recognised.is_some() && beside(row));
    for (number, row) in table.rows.iter().enumerate() {
        let unread = match row.filled(Role::Comparator) {
            Some(sign) => !table.kinds.is_property(sign.text()),
            None => {
                let number = || digits(row.text(Role::Target));
                beside(row) || of_signs && row.recognised.is_some() && number()
            }
        };
        for role in [Role::Target, Role::TargetAdjusted] {
            let told = |field: &Field<'_>| table.kinds.has_sign(field.text());
            if unread && row.filled(role).is_some_and(|field| !told(field)) {
                doubts.push((number, doubt(role, Reason::SignUnreadable)));
            }
        }
    }
}

/// Where the label of a level stands one column further right, what stands in its own is none.
fn labels_one_column_on(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let kinds = table.kinds;
    for (number, row) in table.rows.iter().enumerate() {
        for (role, next, level) in [(Role::Level1, Role::Level2, 1), (Role::Level2, Role::Name, 2)]
        {
            let moved = row.filled(next).is_some_and(|field| {
                let text = field.text();
                kinds.is_label(level, text)
                    && kinds.says_its_level(text)
                    && (level == 2 || !kinds.is_label(2, text))
            });
            let other =
                |text: &str| !kinds.could_be_label(level, text) && kinds.could_be_name(text);
            if moved && row.filled(role).is_some_and(|field| other(field.text())) {
                doubts.push((number, doubt(role, Reason::LevelUnknown)));
            }
        }
    }
}

/// A rate (100%) in a column of points that carry no percent sign. Where many do and many do not,
/// the rates are values that moved.
fn rates_as_points(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    const SEVERAL: usize = 2;
    const MOVED: [Role; 4] = [Role::Target, Role::Actual, Role::Weight, Role::Score];
    for role in [Role::Weight, Role::Score] {
        let filled =
            || table.rows.iter().enumerate().filter_map(|(n, r)| Some((n, r.filled(role)?)));
        let rate = |field: &Field<'_>| field.text().contains(['%', '％']);
        let rates = filled().filter(|(_, field)| rate(field)).count();
        if rates * 2 < filled().count() {
            let found = filled().filter(|(_, field)| rate(field));
            doubts.extend(found.map(|(n, _)| (n, doubt(role, Reason::ValueOfOtherKind))));
        } else if rates >= SEVERAL && filled().count() >= rates + SEVERAL {
            for (number, _) in filled().filter(|(_, field)| rate(field)) {
                if let Some(row) = table.rows.get(number) {
                    doubt_filled(row, number, &MOVED, Reason::ValueOfOtherKind, doubts);
                }
            }
        }
    }
}

/// Labels that only level 2 has, in a column of which others are of level 1.
fn labels_of_two_levels(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let kinds = table.kinds;
    let is = |row: &BodyRow<'_>, level: u8| {
        row.filled(Role::Level1).is_some_and(|field| kinds.is_label(level, field.text()))
    };
    if !table.rows.iter().any(|row| is(row, 1) && !is(row, 2)) {
        return;
    }
    for (number, row) in table.rows.iter().enumerate() {
        if is(row, 2) && !is(row, 1) {
            doubts.push((number, doubt(Role::Level1, Reason::LevelUnknown)));
        }
    }
}

/// What else of a row is not believed, when one of its cells shows that they moved.
fn moved_with_it(row: &BodyRow<'_>, kinds: Kinds<'_>) -> &'static [Role] {
    let text = |role| row.filled(role).map(|field: &Field<'_>| field.text());
    let is_value = |text: &str| kinds.is_value(text) || kinds.is_value_in_words(text);
    match (text(Role::Name), text(Role::Target), text(Role::Actual)) {
        // A value under the head of the names: the name may stand under that of the labels, or of
        // the targets.
        (Some(name), target, _) if is_value(name) => {
            let labelled = text(Role::Level2).is_none_or(|label| kinds.is_any_label(label));
            let named = |target: &str| !is_value(target) && kinds.could_be_name(target);
            match (labelled, target.is_some_and(named)) {
                (true, true) => &[Role::Target],
                (true, false) => &[],
                (false, true) => &[Role::Level1, Role::Level2, Role::Target],
                (false, false) => &[Role::Level1, Role::Level2],
            }
        }
        // A label under the head of the names, and a name behind it.
        (Some(name), Some(target), _)
            if kinds.is_label_of_any(name) && !is_value(target) && kinds.could_be_name(target) =>
        {
            &ALL
        }
        // A label under the head of the names, and a name under that of points.
        (Some(name), _, _) if kinds.is_label_of_any(name) && names_points(row, kinds) => &ALL,
        // A name under the head of the targets, or a target behind one.
        (None, Some(target), _) if !is_value(target) && kinds.could_be_name(target) => &ALL,
        (_, Some(target), Some(actual)) if !is_value(target) && kinds.has_sign(actual) => &ALL,
        _ => &[],
    }
}

/// Whether a value stands where the name should.
fn is_value_named(row: &BodyRow<'_>, kinds: Kinds<'_>) -> bool {
    let value = |text: &str| kinds.is_value(text) || kinds.is_value_in_words(text);
    row.filled(Role::Name).is_some_and(|name| value(name.text()))
}

/// Whether a name stands under the head of points.
fn names_points(row: &BodyRow<'_>, kinds: Kinds<'_>) -> bool {
    let points = [Role::Weight, Role::Score].into_iter().filter_map(|role| row.filled(role));
    points.into_iter().any(|field| {
        let value = kinds.is_value(field.text()) || kinds.is_value_in_words(field.text());
        !value && kinds.could_be_name(field.text())
    })
}

fn is_of_level2(text: &str, kinds: Kinds<'_>) -> bool {
    kinds.misfit(Some(Role::Level1), text) >= WRONG && kinds.is_label(2, text)
}

/// A label that no list has, once in a column of labels that lists have: where the row
/// lacks a value at its end as well, all of its cells stand one column too far left.
fn lone_labels(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    const LEAST: usize = 3;
    const MOVED: [Role; 5] = [Role::Level1, Role::Level2, Role::Name, Role::Target, Role::Actual];
    let kinds = table.kinds;
    let filled = || table.rows.iter().filter_map(|row| row.filled(Role::Level2));
    let listed = filled().filter(|field| kinds.could_be_label(2, field.text())).count();
    if listed < LEAST || listed + 1 != filled().count() {
        return;
    }
    for (number, row) in table.rows.iter().enumerate() {
        let lone = row.filled(Role::Level2).is_some_and(|f| !kinds.could_be_label(2, f.text()));
        let values = || row.fields().iter().filter(|(role, _)| *role == Role::Actual);
        let short = values().next().is_some() && values().all(|(_, field)| field.is_blank());
        if lone && short {
            let filled = MOVED.iter().filter(|&&role| row.filled(role).is_some());
            doubts.extend(filled.map(|&role| (number, doubt(role, Reason::CellShifted))));
        }
    }
}

fn reason(role: Role, text: &str, row: &BodyRow<'_>, kinds: Kinds<'_>) -> Option<Reason> {
    let level = match role {
        Role::Level1 => Some(1),
        Role::Level2 => Some(2),
        _ => None,
    };
    if level.is_some_and(|level| kinds.is_two_labels(level, text)) {
        return Some(Reason::LabelsGlued);
    }
    if let Some(level) = level
        && !kinds.is_label(level, text)
    {
        let levels = &kinds.patterns.levels;
        if levels.is_scrambled(level, text) {
            return Some(Reason::LevelUnknown);
        }
        if levels.is_mixed(text) {
            return Some(Reason::LabelsGlued);
        }
    }
    let measured = matches!(role, Role::Target | Role::Actual);
    // Which value is the same (同上), nothing tells.
    if measured && kinds.patterns.targets.has(Use::Ditto, &fold::key_of(text)) {
        return Some(Reason::ValueOfOtherKind);
    }
    // What is left of a value: its unit alone.
    if measured && kinds.patterns.units.has(text.trim()) {
        return Some(Reason::ValueOfOtherKind);
    }
    // Where the label beside it is gone, the name that is one may be that label.
    let alone = role == Role::Name && row.field(Role::Level2).is_some_and(Field::is_blank);
    if alone && kinds.is_any_label(text) {
        return Some(Reason::NameIsLabel);
    }
    if kinds.misfit(Some(role), text) < WRONG {
        return None;
    }
    match role {
        Role::Level1 | Role::Level2 => Some(Reason::LevelUnknown),
        Role::Name if kinds.is_value(text) || kinds.is_value_in_words(text) => {
            Some(Reason::NameIsValue)
        }
        // An office may well call the only indicator of a level like the level.
        Role::Name if is_labelled(row, text, kinds) => None,
        Role::Name => Some(Reason::NameIsLabel),
        Role::Weight if kinds.is_above_total(text) => Some(Reason::WeightAboveTotal),
        Role::Score if kinds.is_above_total(text) => Some(Reason::ScoreAboveTotal),
        Role::Target | Role::Actual | Role::Weight | Role::Score | Role::Reason => {
            Some(Reason::ValueOfOtherKind)
        }
        _ => None,
    }
}

/// Whether the row prints a level-2 label of its own beside its name, and the name is no
/// other one.
fn is_labelled(row: &BodyRow<'_>, name: &str, kinds: Kinds<'_>) -> bool {
    let levels = &kinds.patterns.levels;
    row.filled(Role::Level2).is_some_and(|field| {
        let own = levels.exact(2, field.text());
        let other = levels.exact(2, name).filter(|_| !kinds.could_be_name(name));
        own.is_some() && (other.is_none() || other == own)
    })
}
