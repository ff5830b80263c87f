//! Heads that do not stand over what they name: two of them swapped, or all of them
//! one column beside their own.

use rust_decimal::Decimal;

use super::{ALL, Doubts, Table, doubt};
use crate::patterns::Role;
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;
use crate::table::matrix::Holds;
use crate::table::place::{SIGNS, WRONG};

/// The cells of each column are mostly what its head says.
pub(super) fn heads_fit(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let others = [Role::Criterion, Role::Remark];
    let other = ALL.iter().chain(&others).any(|&role| is_other(table, role));
    let foreign = other || names_are_heads(table);
    let roles: &[Role] = if foreign || names_are_missing(table) || labels_elsewhere(table) {
        &ALL
    } else if signs_behind(table) {
        &[Role::Target, Role::Actual]
    } else if scores_exceed(table) || points_hold_values(table) {
        &[Role::Target, Role::Actual, Role::Weight, Role::Score]
    } else {
        &swapped_points(table)
    };
    let labels = roles.is_empty() && names_are_labels(table);
    for (number, row) in table.rows.iter().enumerate() {
        let roles = match labels {
            // Where cells were moved to fit under such heads, none fits.
            true if row.moved => &ALL,
            true => &[Role::Name][..],
            false => roles,
        };
        let filled = roles.iter().filter(|&&role| row.filled(role).is_some());
        doubts.extend(filled.map(|&role| (number, doubt(role, Reason::HeadDoesNotFit))));
    }
}

/// Whether the names are heads of columns, most of them: labels of a form that stand beside their
/// values, below each other.
fn names_are_heads(table: &Table<'_, '_, '_>) -> bool {
    const LEAST: usize = 2;
    const MEASURED: [Role; 5] =
        [Role::Target, Role::Actual, Role::Weight, Role::Score, Role::Reason];
    let columns = &table.kinds.patterns.columns;
    let is_head = |line: &str| columns.role(line).is_some_and(|role| MEASURED.contains(&role));
    let names = || table.rows.iter().filter_map(|row| row.filled(Role::Name));
    let heads = names().filter(|name| name.text().trim().split('\n').all(is_head)).count();
    heads >= LEAST && heads * 2 > names().count()
}

/// Whether the names are labels of levels, most of them: the column of the names has a
/// head that no list has.
fn names_are_labels(table: &Table<'_, '_, '_>) -> bool {
    const LEAST: usize = 2;
    let names = table.rows.iter().filter_map(|row| row.filled(Role::Name));
    let (mut count, mut labels) = (0, 0);
    // One name over several rows is one.
    for name in names.filter(|name| name.holds == Holds::Own) {
        count += 1;
        labels += usize::from(table.kinds.is_any_label(name.text()));
    }
    labels >= LEAST && labels * 2 > count
}

/// Whether the labels of a level stand in another column than its own, most of them, and few
/// in its own.
fn labels_elsewhere(table: &Table<'_, '_, '_>) -> bool {
    const LEAST: usize = 2;
    const OTHERS: [Role; 6] =
        [Role::Level1, Role::Level2, Role::Name, Role::Criterion, Role::Reason, Role::Remark];
    let labels = |role: Role, level: u8| {
        let filled = table.rows.iter().filter_map(|row| row.filled(role));
        let (mut count, mut labels) = (0, 0);
        for field in filled {
            count += 1;
            labels += usize::from(table.kinds.is_label(level, field.text()));
        }
        (count, labels)
    };
    [(Role::Level1, 1), (Role::Level2, 2)].into_iter().any(|(role, level)| {
        let (count, own) = labels(role, level);
        let few = count >= LEAST && own * 2 < count;
        let elsewhere = |&other: &Role| {
            let (count, found) = labels(other, level);
            // The name of the only indicator of a level may be that of the level.
            other != role && found >= LEAST && found * 2 > count && found > own
        };
        few && OTHERS.iter().any(elsewhere)
    })
}

/// Whether most scores are more than their weights, as values under the head of scores are.
fn scores_exceed(table: &Table<'_, '_, '_>) -> bool {
    const LEAST: usize = 2;
    let points =
        |row: &BodyRow<'_>| row.bare_number(Role::Weight).zip(row.bare_number(Role::Score));
    let both = table.rows.iter().filter_map(points);
    let (mut count, mut above) = (0, 0);
    for (weight, score) in both {
        count += 1;
        above += usize::from(score > weight);
    }
    above >= LEAST && above * 2 > count
}

/// Whether several cells of points are values, and all that stands where values should are bare
/// numbers, though their targets have units: a share among such values looks like points.
fn points_hold_values(table: &Table<'_, '_, '_>) -> bool {
    const LEAST: usize = 2;
    let filled = |role: Role| table.rows.iter().filter_map(move |row| row.filled(role));
    let foreign = |role: Role| {
        filled(role).filter(|field| table.kinds.is_foreign(role, field.text())).count()
    };
    let bare = |text: &str| text.trim().parse::<Decimal>().is_ok();
    let with_units = filled(Role::Target).filter(|field| !bare(field.text())).count();
    [Role::Weight, Role::Score].into_iter().any(|role| foreign(role) >= LEAST)
        && with_units > LEAST
        && filled(Role::Actual).count() > LEAST
        && filled(Role::Actual).all(|field| bare(field.text()))
}

/// Whether most rows have values and no name, and none has a name that may be one: where
/// one has, the head stands over the names, and the others were lost.
fn names_are_missing(table: &Table<'_, '_, '_>) -> bool {
    const LEAST: usize = 2;
    let measured = |row: &&BodyRow<'_>| row.filled(Role::Target).is_some();
    let measured = table.rows.iter().filter(measured);
    let (mut count, mut nameless, mut named) = (0, 0, 0);
    for row in measured {
        count += 1;
        match row.filled(Role::Name) {
            None => nameless += 1,
            Some(name) => {
                named += usize::from(table.kinds.misfit(Some(Role::Name), name.text()) < WRONG);
            }
        }
    }
    nameless >= LEAST && nameless * 2 > count && named == 0
}

/// Whether most cells of a column are something else than its head says. A single row
/// may be wrong for reasons of its own.
fn is_other(table: &Table<'_, '_, '_>, role: Role) -> bool {
    const LEAST: usize = 2;
    let (mut count, mut wrong) = (0, 0);
    for row in table.rows {
        // One cell over several rows is one.
        let Some(field) = row.filled(role).filter(|field| field.holds == Holds::Own) else {
            continue;
        };
        count += 1;
        let foreign = table.kinds.is_foreign(role, field.text());
        wrong += usize::from(foreign && !repeats_target(row, role));
    }
    wrong >= LEAST && wrong * 2 > count
}

/// Whether a criterion says what the target does: 600辆 beside ≥600辆.
fn repeats_target(row: &BodyRow<'_>, role: Role) -> bool {
    let bare = |text: &str| text.trim().trim_start_matches(SIGNS).trim().to_owned();
    let target = bare(row.text(Role::Target));
    role == Role::Criterion && !target.is_empty() && bare(row.text(role)) == target
}

/// Whether the comparisons stand in the column of the actual values, most of them, and
/// none in that of the targets.
fn signs_behind(table: &Table<'_, '_, '_>) -> bool {
    const LEAST: usize = 2;
    let texts = |role: Role| {
        let filled = table.rows.iter().filter_map(move |row| row.filled(role));
        filled.map(|field| field.text())
    };
    let signed = |role| texts(role).filter(|text| table.kinds.has_sign(text)).count();
    let actual = signed(Role::Actual);
    let own_column = table.rows.iter().any(|row| row.filled(Role::Comparator).is_some());
    actual >= LEAST
        && actual * 2 > texts(Role::Actual).count()
        && texts(Role::Target).next().is_some()
        && signed(Role::Target) == 0
        && !own_column
}

/// The weights and the column that adds up to what weights add up to, where they do
/// not.
fn swapped_points(table: &Table<'_, '_, '_>) -> Vec<Role> {
    // Of 100 points 10 may stand in the budget block.
    let whole = [Decimal::ONE_HUNDRED, Decimal::from(90)];
    let stated = table.total.and_then(|total| total.weight.as_ref()).map(|number| number.value);
    let adds_up = |sum: Decimal| whole.contains(&sum) || stated == Some(sum);
    let (Some(weights), true) = (sum(table, Role::Weight), table.rows.len() > 2) else {
        return Vec::new();
    };
    // A total that is printed under the same heads would be swapped with them.
    if !whole.contains(&weights) && scores_above(table) && some_scores_differ(table) {
        return vec![Role::Weight, Role::Score];
    }
    if adds_up(weights) {
        return Vec::new();
    }
    let others = [Role::Score, Role::Actual, Role::Target];
    let other = others.into_iter().find(|&role| {
        // Scores are at most the weights, so swapped they are at least.
        sum(table, role).is_some_and(adds_up) && (role != Role::Score || scores_above(table))
    });
    other.map_or_else(Vec::new, |role| vec![Role::Weight, role])
}

/// Whether no score is below its weight.
fn scores_above(table: &Table<'_, '_, '_>) -> bool {
    table.rows.iter().all(|row| {
        let (weight, score) = (row.bare_number(Role::Weight), row.bare_number(Role::Score));
        weight.zip(score).is_none_or(|(weight, score)| score >= weight)
    })
}

/// Whether several scores are not their weights.
fn some_scores_differ(table: &Table<'_, '_, '_>) -> bool {
    const LEAST: usize = 2;
    let differs = |row: &&BodyRow<'_>| {
        let (weight, score) = (row.bare_number(Role::Weight), row.bare_number(Role::Score));
        weight.zip(score).is_some_and(|(weight, score)| score != weight)
    };
    table.rows.iter().filter(differs).count() >= LEAST
}

/// What a column of bare numbers adds up to.
fn sum(table: &Table<'_, '_, '_>, role: Role) -> Option<Decimal> {
    let number = |row: &BodyRow<'_>| -> Option<Decimal> { row.text(role).trim().parse().ok() };
    let filled = table.rows.iter().filter(|row| row.filled(role).is_some());
    let sum = filled.map(number).try_fold((Decimal::ZERO, 0), |(sum, count), number| {
        Some((sum.checked_add(number?)?, count + 1))
    });
    sum.filter(|&(_, count)| count > 0).map(|(sum, _)| sum)
}

/// No cell repeats the head of its own column, as where a head printed again at the top of a page
/// ran into it.
pub(super) fn cells_hold_no_head(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    /// Shorter heads are words of other texts as well.
    const LEAST: usize = 4;
    let columns = &table.kinds.patterns.columns;
    for (number, row) in table.rows.iter().enumerate() {
        for (role, field) in row.fields() {
            let lines = || field.text().lines().map(str::trim);
            let is_head = |line: &str| {
                line.chars().nth(LEAST - 1).is_some() && columns.role(line) == Some(*role)
            };
            // A reason is a sentence.
            let asked = *role == Role::Reason || lines().nth(1).is_some();
            if !asked || !lines().any(is_head) {
                continue;
            }
            let reason = match role {
                Role::Level1 | Role::Level2 => Reason::LevelUnknown,
                Role::Name => Reason::NameIsLabel,
                _ => Reason::ValueOfOtherKind,
            };
            doubts.push((number, doubt(*role, reason)));
        }
    }
}
