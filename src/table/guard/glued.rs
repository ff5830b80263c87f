//! Values and labels glued to names: where the text lost the border between two columns, the value behind
//! the name became part of it, and its neighbours may have moved into its place.

use super::{Doubts, Table, doubt, doubt_filled};
use crate::fold;
use crate::patterns::Role;
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;
use crate::table::matrix::Field;
use crate::table::place::{Kinds, SIGNS};
use crate::table::repair::level;

/// What of such a row is not believed.
const MOVED: [Role; 6] =
    [Role::Name, Role::Target, Role::Actual, Role::Weight, Role::Score, Role::Reason];

/// Names that end in numbers are what they are where only a few do.
const SEVERAL: usize = 2;
const SHARE: usize = 3;

/// A name ends in words, or its row has no value of its own.
pub(super) fn names_end_in_words(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let named = || table.rows.iter().enumerate().filter(|(_, row)| is_measured(row));
    let ends: Vec<usize> = named()
        .filter(|(_, row)| ends_in_value(row.text(Role::Name), table.kinds))
        .map(|(number, _)| number)
        .collect();
    // Points that the others have may be what the name ends in.
    let pointed = |row: &BodyRow<'_>| row.filled(Role::Weight).is_some();
    let points = table.rows.iter().filter(|row| pointed(row)).count() * 2 > table.rows.len();
    let lacks = |row: &BodyRow<'_>| table.told.inferred && points && !pointed(row);
    let usual = ends.len() >= SEVERAL && ends.len() * SHARE > named().count();
    for (number, row) in table.rows.iter().enumerate() {
        let lost = row.filled(Role::Level2).is_none();
        let levels = &table.kinds.patterns.levels;
        // Of what nothing draws, a label may be the second line of the name, or a part of one all
        // of it.
        let line_of_label = || {
            let lines = || row.text(Role::Name).lines().map(str::trim);
            lines().nth(1).is_some() && lines().any(|line| levels.exact(2, line).is_some())
        };
        let part_of_label = || {
            let name = levels.text(row.text(Role::Name));
            let spellings = || levels.of_level(2).flat_map(|id| levels.spellings(id));
            let measured = [Role::Target, Role::Actual, Role::Weight, Role::Score];
            name.chars().nth(1).is_some()
                && measured.iter().all(|&role| row.filled(role).is_none())
                && spellings().any(|label| label.starts_with(&*name))
        };
        let mixed = table.told.inferred && (line_of_label() || part_of_label());
        if lost && (mixed || levels.is_glued(row.text(Role::Name))) {
            doubts.push((number, doubt(Role::Name, Reason::LabelsGlued)));
        }
    }
    // A target that the others have may be what the name ends in, unit and all.
    let targets = table.rows.iter().filter(|row| row.filled(Role::Target).is_some()).count();
    let aimed = targets * 4 >= table.rows.len() * 3;
    let holds_target = |row: &BodyRow<'_>| {
        // A name may say what its target is.
        let other = |number: &str| !row.text(Role::Target).contains(number);
        (row.moved || aimed && row.filled(Role::Target).is_none())
            && measure_behind(row.text(Role::Name), table.kinds).is_some_and(other)
    };
    for (number, row) in named() {
        let found = has_bound(row.text(Role::Name), table.kinds)
            || ends.binary_search(&number).is_ok()
                && (usual || row.moved || lacks(row) || is_share(row.text(Role::Name)));
        let holds_target = holds_target(row);
        if holds_target {
            doubts.push((number, doubt(Role::Name, Reason::TwoCells)));
        }
        if found || row.moved && holds_target {
            doubt_filled(row, number, &MOVED, Reason::CellShifted, doubts);
        }
    }
}

/// Names behind a label in one cell, or before a unit in most of their cells: two columns stand in
/// one.
pub(super) fn names_stand_alone(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let kinds = table.kinds;
    let named =
        || table.rows.iter().enumerate().filter(|(_, row)| row.filled(Role::Name).is_some());
    let parted = |row: &BodyRow<'_>, is: &dyn Fn(&str, &str) -> bool| {
        let name = row.text(Role::Name).trim();
        name.split_once(char::is_whitespace).is_some_and(|(one, rest)| is(one, rest.trim()))
    };
    let labelled = |row: &BodyRow<'_>| parted(row, &|label, _| kinds.says_its_level(label));
    let unit = |row: &BodyRow<'_>| parted(row, &|_, rest| kinds.patterns.units.has(rest));
    let units = named().filter(|(_, row)| unit(row)).count();
    let usual = units >= SEVERAL && units * 2 >= named().count();
    for (number, row) in named() {
        if labelled(row) {
            doubts.push((number, doubt(Role::Name, Reason::LabelsGlued)));
        } else if usual && unit(row) {
            doubts.push((number, doubt(Role::Name, Reason::TwoCells)));
        }
    }
}

/// A label is whole, and no part of another is glued to it: 效益指标满意.
pub(super) fn labels_are_whole(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    for (number, row) in table.rows.iter().enumerate() {
        for (level, role) in [(1, Role::Level1), (2, Role::Level2)] {
            let glued = |field: &Field<'_>| has_part_of_another(level, field.text(), table.kinds);
            if row.filled(role).is_some_and(glued) {
                doubts.push((number, doubt(role, Reason::LabelsGlued)));
            }
        }
    }
}

/// Whether a text is a label of a level and the beginning, or the end, of another one.
fn has_part_of_another(level: u8, text: &str, kinds: Kinds<'_>) -> bool {
    let levels = &kinds.patterns.levels;
    if levels.exact(level, text).is_some() {
        return false;
    }
    let text = levels.text(text);
    let spellings = || levels.of_level(level).flat_map(|id| levels.spellings(id));
    // One that lost characters is no part of two.
    let characters: Vec<char> = text.chars().collect();
    if spellings().any(|label| level::is_subsequence(&characters, label)) {
        return false;
    }
    let part = |rest: &str| rest.chars().nth(1).is_some();
    // A head that is printed again, and the beginning of a label behind it.
    let role = if level == 1 { Role::Level1 } else { Role::Level2 };
    let headed = text.char_indices().skip(1).any(|(at, _)| {
        let (head, rest) = text.split_at(at);
        part(rest)
            && kinds.patterns.columns.role(head) == Some(role)
            && spellings().any(|label| label.starts_with(rest))
    });
    if headed {
        return true;
    }
    spellings().any(|label| {
        let begins = text.strip_prefix(label).filter(|rest| part(rest));
        let ends = text.strip_suffix(label).filter(|rest| part(rest));
        begins.is_some_and(|rest| spellings().any(|other| other.starts_with(rest)))
            || ends.is_some_and(|rest| spellings().any(|other| other.ends_with(rest)))
    })
}

/// Whether a row has a name, and values behind it.
fn is_measured(row: &BodyRow<'_>) -> bool {
    let value = [Role::Target, Role::Actual].iter().any(|&role| row.filled(role).is_some());
    value && row.filled(Role::Name).is_some()
}

/// Whether a sign of comparison with its number or unit stands behind words.
fn has_bound(name: &str, kinds: Kinds<'_>) -> bool {
    let bound = |text: &str| {
        text.is_empty()
            || text.starts_with(|c: char| c.is_ascii_digit())
            || kinds.patterns.units.has(text)
    };
    name.match_indices(SIGNS).any(|(at, sign)| {
        let (before, after) = (name.get(..at), name.get(at + sign.len()..));
        before.is_some_and(|text| text.chars().filter(|&c| fold::is_cjk(c)).count() > 1)
            && after.is_some_and(|text| bound(text.trim()))
    })
}

/// Whether the last word of several is a value, or a bare number is glued to the words.
fn ends_in_value(name: &str, kinds: Kinds<'_>) -> bool {
    let name = name.trim();
    let last = name.rsplit(char::is_whitespace).next().unwrap_or(name);
    if last.len() < name.len() {
        return kinds.is_value(last) || kinds.is_graded(last);
    }
    let digits = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let words = name.trim_end_matches(digits);
    words.len() < name.len() && words.chars().next_back().is_some_and(fold::is_cjk)
}

/// The number that is glued, with its unit, to the words of a name: 更换井盖450套.
fn measure_behind<'n>(name: &'n str, kinds: Kinds<'_>) -> Option<&'n str> {
    let name = name.trim();
    let last = name.rfind(|c: char| c.is_ascii_digit())?;
    let (number, unit) = name.split_at_checked(last + 1)?;
    let words = number.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    let named = words.chars().next_back().is_some_and(fold::is_cjk);
    number.get(words.len()..).filter(|_| named && kinds.patterns.units.has(unit.trim()))
}

/// Whether the last word is a share, which no name ends in behind a space.
fn is_share(name: &str) -> bool {
    name.trim_end().ends_with(['%', '％']) && name.trim().contains(char::is_whitespace)
}
