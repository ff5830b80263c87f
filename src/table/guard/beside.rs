//! A blank cell that nearly all rows fill: what it held may stand in a cell beside it.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{Doubts, Table, doubt, doubt_filled};
use crate::fold;
use crate::location::At;
use crate::patterns::Role;
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;
use crate::table::matrix::{Field, Holds};
use crate::table::place::{Kinds, SIGNS};
use crate::value::{quantity, unit};

/// Rows at least that show what is usual.
const LEAST: usize = 4;

/// What of a row with two values in one cell may stand in another column.
const MEASURED: [Role; 6] =
    [Role::Name, Role::Target, Role::Actual, Role::Weight, Role::Score, Role::Reason];

/// Whether nearly all rows fill the column of a role.
fn is_usual(table: &Table<'_, '_, '_>, role: Role) -> bool {
    let rows = table.rows;
    let filled = rows.iter().filter(|row| row.filled(role).is_some()).count();
    rows.len() >= LEAST && filled * 4 >= rows.len() * 3
}

fn is_blank(row: &BodyRow<'_>, role: Role) -> bool {
    row.filled(role).is_none()
}

/// A value is one value: no other stands behind it, and none of a row whose cells moved is
/// believed where one is two.
pub(super) fn values_are_single(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let kinds = table.kinds;
    for (number, row) in table.rows.iter().enumerate() {
        let two = |role: &Role| {
            let text = row.filled(*role).map(Field::text);
            text.is_some_and(|text| {
                // A date or a number may be wrapped.
                let whole: String = text.split_whitespace().collect();
                let two = kinds.is_two_values(text) || kinds.is_glued_values(text);
                // What an office lists is said to be several.
                let listed = text.contains(['、', '，', '；', ';', '/', '／']);
                two && !listed && !kinds.is_whole_value(&whole)
            })
        };
        let glued: Vec<Role> = [Role::Target, Role::Actual].into_iter().filter(two).collect();
        // A bare number beside two values with units stands under the head of another.
        let bare = |text: &str| {
            let text = text.trim();
            !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.')
        };
        let with_unit =
            || !row.text(Role::Target).trim_end().ends_with(|c: char| c.is_ascii_digit());
        let points = [Role::Weight, Role::Score];
        let lacks = || points.iter().any(|&role| is_usual(table, role) && is_blank(row, role));
        let shifted =
            glued == [Role::Target] && bare(row.text(Role::Actual)) && (with_unit() || lacks());
        if (row.moved || shifted) && !glued.is_empty() {
            doubt_filled(row, number, &MEASURED, Reason::CellShifted, doubts);
        }
        doubts.extend(glued.into_iter().map(|role| (number, doubt(role, Reason::TwoCells))));
    }
}

/// Points that are missing may be what a name ends in or a reason starts with, and those that have
/// more decimals than any others a value and points.
pub(super) fn points_are_no_part_of_words(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let digit = |c: char| c.is_ascii_digit();
    for (number, row) in table.rows.iter().enumerate().filter(|(_, row)| row.moved) {
        let reason = row.text(Role::Reason).trim();
        if reason.starts_with(digit) && reason.contains(fold::is_cjk) {
            doubts.push((number, doubt(Role::Reason, Reason::TwoCells)));
        }
        // A value may have moved behind the name (验收合格率100%).
        let name = row.text(Role::Name).trim_end().trim_end_matches(['%', '％', '‰']);
        if name.ends_with(digit) {
            doubts.push((number, doubt(Role::Name, Reason::TwoCells)));
        }
    }
    let points = [Role::Weight, Role::Score].into_iter().filter(|role| is_usual(table, *role));
    for role in points {
        for (number, row) in table.rows.iter().enumerate().filter(|(_, row)| is_blank(row, role)) {
            if row.text(Role::Reason).trim_start().starts_with(digit) {
                doubts.push((number, doubt(Role::Reason, Reason::TwoCells)));
            }
            if row.text(Role::Name).trim_end().ends_with(digit) {
                doubts.push((number, doubt(Role::Name, Reason::TwoCells)));
            }
        }
    }
}

/// A number beside a blank cell, or above or below one, that is far from the other value of its row
/// or has more decimals than any others: digits of two cells ran together.
pub(super) fn digits_are_of_one_cell(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    const NUMBERS: [Role; 4] = [Role::Target, Role::Actual, Role::Weight, Role::Score];
    let rows = table.rows;
    let decimals = |row: &BodyRow<'_>, role: Role| {
        let digits = |c: char| c.is_ascii_digit();
        let fraction = row.text(role).rsplit_once('.').map_or("", |(_, fraction)| fraction);
        fraction.chars().take_while(|&c| digits(c)).count()
    };
    let usual: Vec<Role> = NUMBERS.into_iter().filter(|&role| is_usual(table, role)).collect();
    // The most decimals of each column, and whether one cell alone has them.
    let most = NUMBERS.map(|role| {
        rows.iter().map(|row| decimals(row, role)).fold((0, false), |(most, alone), own| match own
            .cmp(&most)
        {
            Ordering::Greater => (own, true),
            Ordering::Equal => (most, false),
            Ordering::Less => (most, alone),
        })
    });
    for (number, row) in rows.iter().enumerate() {
        let near = [number.checked_sub(1), Some(number + 1)];
        let near = || near.into_iter().flatten().filter_map(|at| rows.get(at));
        let in_row = row.moved || usual.iter().any(|&role| is_blank(row, role));
        let lost = |other: &BodyRow<'_>, role: Role| other.moved || is_blank(other, role);
        let lacks =
            |role: Role| in_row || usual.contains(&role) && near().any(|other| lost(other, role));
        let filled = NUMBERS.into_iter().zip(most).filter(|&(role, _)| !is_blank(row, role));
        for (role, most) in filled.filter(|&(role, _)| lacks(role)) {
            let own = decimals(row, role);
            let torn = own > 2 && most == (own, true) || is_twice(row.text(role));
            if torn || is_far(row, role, table.kinds) {
                doubts.push((number, doubt(role, Reason::TwoCells)));
            }
        }
    }
}

/// Whether the same three digits or more stand twice, one after the other (100100).
fn is_twice(text: &str) -> bool {
    const LEAST: usize = 3;
    let (digits, half) = (text.trim(), text.trim().len() / 2);
    half >= LEAST
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && digits.get(..half) == digits.get(half..)
}

/// Whether a value is many times the other one of its row, in the same unit or where one of them has
/// none (≥12100% beside 10), or is in another unit than the name has in its brackets.
fn is_far(row: &BodyRow<'_>, role: Role, kinds: Kinds<'_>) -> bool {
    const FAR: Decimal = Decimal::from_parts(20, 0, 0, false, 0);
    let read = |role: Role| {
        let text = row.filled(role)?.text().trim_start_matches(SIGNS);
        let quantity = quantity::read(text, At::default(), kinds.patterns);
        quantity.number.map(|number| (number, quantity.unit))
    };
    let other = if role == Role::Target { Role::Actual } else { Role::Target };
    let measured = matches!(role, Role::Target | Role::Actual);
    match (measured, read(role), read(other)) {
        (true, Some((own, unit)), Some((beside, of))) => {
            let in_name = || unit::in_name(row.text(Role::Name), kinds.patterns).1;
            let far = beside > Decimal::ZERO && own >= beside.saturating_mul(FAR);
            far && (unit == of || unit.is_none() || of.is_none())
                || unit.is_some() && of.is_none() && in_name().is_some_and(|own| unit != Some(own))
        }
        _ => false,
    }
}

/// A unit that is missing may stand before the value beside it, or behind the name.
pub(super) fn units_are_no_part_of_others(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    if !is_usual(table, Role::Unit) {
        return;
    }
    let units = &table.kinds.patterns.units;
    for (number, row) in table.rows.iter().enumerate().filter(|(_, row)| is_blank(row, Role::Unit))
    {
        for role in [Role::Target, Role::Actual] {
            let text = row.text(role).trim();
            let borders = || text.char_indices().skip(1).map(|(at, _)| text.split_at(at));
            let holds = |(unit, rest): (&str, &str)| units.has(unit) && table.kinds.is_value(rest);
            if !table.kinds.is_value(text) && borders().any(holds) {
                doubts.push((number, doubt(role, Reason::TwoCells)));
            }
        }
        // Many names end in a sign that is a unit as well (程度).
        let name = row.text(Role::Name).trim();
        let long = |end: &&str| end.chars().nth(2).is_some() || end.starts_with(['%', '％', '‰']);
        let mut ends = name.char_indices().skip(2).filter_map(|(at, _)| name.get(at..));
        let bare = row.text(Role::Target).trim().ends_with(|c: char| c.is_ascii_digit());
        if bare && ends.any(|end| long(&end) && units.has(end)) {
            doubts.push((number, doubt(Role::Name, Reason::TwoCells)));
        }
    }
}

/// Where the name is missing, the label or the target beside it may hold it, as it may an explanation;
/// where the label is, the name may.
pub(super) fn labels_hold_no_name(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let named = table.rows.iter().any(|row| !is_blank(row, Role::Name));
    let (names, labels) = (is_usual(table, Role::Name), is_usual(table, Role::Level2));
    let criteria = is_usual(table, Role::Criterion);
    for (number, row) in table.rows.iter().enumerate() {
        let holds_both = |role: Role| {
            let own = row.filled(role).filter(|field| field.holds == Holds::Own);
            own.is_some_and(|field| starts_with_label(field.text(), table.kinds))
        };
        let lacks_name = names && is_blank(row, Role::Name);
        if named && is_blank(row, Role::Name) && holds_both(Role::Level2) {
            doubts.push((number, doubt(Role::Level2, Reason::LabelsGlued)));
        }
        let lost = row.moved || is_blank(row, Role::Level2);
        if labels && lost && holds_both(Role::Name) {
            doubts.push((number, doubt(Role::Name, Reason::LabelsGlued)));
        }
        let lacks_criterion = criteria && is_blank(row, Role::Criterion);
        if (lacks_name || lacks_criterion) && ends_in_value(row.text(Role::Target), table.kinds) {
            doubts.push((number, doubt(Role::Target, Reason::TwoCells)));
        }
        // The label above is that of others if the one beside it holds another.
        let glued = |field: &Field<'_>| table.kinds.is_two_labels(2, field.text());
        let several = row.filled(Role::Level2).is_some_and(glued)
            || row.filled(Role::Level2).is_some_and(|f| has_label_of_level1(f.text(), table.kinds));
        if several && is_blank(row, Role::Level1) {
            doubts.push((number, doubt(Role::Level1, Reason::LabelNotTold)));
        }
    }
}

/// Whether a text is no label, and starts with one that says so itself (数量指标).
fn starts_with_label(text: &str, kinds: Kinds<'_>) -> bool {
    const SHORTEST: usize = 4;
    let levels = &kinds.patterns.levels;
    let clean = fold::clean(text);
    if levels.exact(2, &clean).is_some() {
        return false;
    }
    let spellings = levels.of_level(2).flat_map(|id| levels.spellings(id));
    let long = |text: &str, least: usize| text.chars().nth(least - 1).is_some();
    let mut long_ones = spellings.filter(|label| long(label, SHORTEST));
    long_ones.any(|label| clean.strip_prefix(label).is_some_and(|rest| long(rest, 2)))
}

/// Whether a value stands behind words that are long enough for a name (抽检点合格比例≥90%).
fn ends_in_value(text: &str, kinds: Kinds<'_>) -> bool {
    const SHORTEST: usize = 4;
    let starts = |c: char| c.is_ascii_digit() || SIGNS.contains(&c);
    let (words, value) = text.trim().split_at(text.trim().find(starts).unwrap_or(0));
    let named = words.chars().filter(|&c| fold::is_cjk(c)).nth(SHORTEST - 1).is_some();
    named && kinds.is_whole_value(value)
}

/// Whether a label of level 1 stands before one of level 2 in a text.
fn has_label_of_level1(text: &str, kinds: Kinds<'_>) -> bool {
    let levels = &kinds.patterns.levels;
    let clean = fold::clean(text);
    levels.exact(2, &clean).is_none()
        && clean.char_indices().skip(1).any(|(at, _)| {
            let (first, rest) = clean.split_at(at);
            levels.exact(1, first).is_some() && levels.exact(2, rest).is_some()
        })
}

/// A row with values and without a name: the name above or below it may be that of both, if it
/// stands on two lines or is the longest of all.
pub(super) fn names_are_of_one_row(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    const LONG: usize = 10;
    if !is_usual(table, Role::Name) {
        return;
    }
    let length = |row: &BodyRow<'_>| stem(row.text(Role::Name)).chars().count();
    let longest = table.rows.iter().map(length).max().unwrap_or(0);
    let measured = |row: &BodyRow<'_>| {
        [Role::Target, Role::Actual].iter().all(|&role| row.filled(role).is_some())
    };
    for (number, row) in table.rows.iter().enumerate() {
        if !is_blank(row, Role::Name) || !measured(row) {
            continue;
        }
        for beside in [number.checked_sub(1), Some(number + 1)].into_iter().flatten() {
            let Some(other) = table.rows.get(beside) else { continue };
            let name = other.text(Role::Name).trim();
            let long = length(other) >= LONG && length(other) == longest;
            if long || name.contains(char::is_whitespace) {
                doubts.push((beside, doubt(Role::Name, Reason::RowsMerged)));
                // The unit that its brackets hold may be that of the other.
                let units = [Role::Target, Role::Actual].into_iter();
                let bare = |role: &Role| {
                    name.ends_with([')', '）'])
                        && other.text(*role).trim_end().ends_with(|c: char| c.is_ascii_digit())
                };
                doubts.extend(
                    units.filter(bare).map(|role| (beside, doubt(role, Reason::RowsMerged))),
                );
            }
        }
    }
}

/// A name without the unit in brackets behind it.
fn stem(name: &str) -> &str {
    let name = name.trim();
    let open = if name.ends_with([')', '）']) { name.rfind(['(', '（']) } else { None };
    name.get(..open.unwrap_or(name.len())).unwrap_or(name)
}

/// The explanation of an indicator that is missing in a row that lacks a cell may stand under the
/// head of names, or behind the name.
pub(super) fn names_explain_nothing(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    if !is_usual(table, Role::Criterion) {
        return;
    }
    let length = |row: &BodyRow<'_>| row.text(Role::Name).chars().count();
    let longest = table.rows.iter().map(length).max().unwrap_or(0);
    for (number, row) in table.rows.iter().enumerate() {
        let text = row.text(Role::Criterion);
        let blank = is_blank(row, Role::Criterion);
        let lost = blank || row.doubted(Role::Criterion).is_some() || table.kinds.is_value(text);
        let both = blank && length(row) == longest;
        if (row.moved && lost || both) && row.filled(Role::Name).is_some() {
            doubts.push((number, doubt(Role::Name, Reason::CellShifted)));
        }
    }
}

/// Where labels are printed in each of their rows, one that is blank was lost.
pub(super) fn labels_stand_in_each_row(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    /// Labels printed again that show how the table prints them.
    const AGAIN: usize = 3;
    for (role, level) in [(Role::Level1, 1), (Role::Level2, 2)] {
        let own = |row: &BodyRow<'_>| {
            let field = row.filled(role).filter(|field| field.holds == Holds::Own)?;
            table.kinds.patterns.levels.exact(level, field.text())
        };
        let again = table
            .rows
            .windows(2)
            .filter(|two| own(&two[0]).is_some() && own(&two[0]) == own(&two[1]));
        if again.count() < AGAIN || !is_usual(table, role) {
            continue;
        }
        // Between two rows with one label no other stands.
        let labels: Vec<_> = table.rows.iter().map(own).collect();
        let nearest = |last: &mut Option<_>, label: &Option<_>| {
            *last = label.or(*last);
            Some(*last)
        };
        let above: Vec<_> = labels.iter().scan(None, nearest).collect();
        let mut below: Vec<_> = labels.iter().rev().scan(None, nearest).collect();
        below.reverse();
        let inside = |number: usize| above[number].is_some() && above[number] == below[number];
        let blank = table.rows.iter().enumerate().filter(|(_, row)| is_blank(row, role));
        for (number, row) in blank.filter(|&(number, _)| !inside(number)) {
            let id = row
                .filled(Role::Level2)
                .and_then(|field| table.kinds.patterns.levels.exact(2, field.text()));
            let told = role == Role::Level1
                && id.is_some_and(|id| table.kinds.patterns.levels.parents(id).len() == 1);
            if !told {
                doubts.push((number, doubt(role, Reason::LabelNotTold)));
            }
        }
    }
}
