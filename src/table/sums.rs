//! Sums that the table itself states choose between the places that a number of points may
//! have had: of a row that lost a cell, 10 is the weight if only then the weights make their
//! total.

use rust_decimal::Decimal;

use super::body::BodyRow;
use super::cell;
use super::matrix::Holds;
use crate::location::At;
use crate::model::{BudgetRow, Number, TotalRow};
use crate::patterns::{Patterns, Role};

/// The roles of points, with the total that the last row of the table prints for each.
const POINTS: [Role; 2] = [Role::Weight, Role::Score];

/// What may stand under a head: one of the readings, or nothing.
type Choice = Option<(String, At)>;

/// Settles the points of the only row in which they are doubted, where exactly one choice
/// makes the printed totals. More rows could make up for each other.
pub(super) fn choose(
    rows: &mut [BodyRow<'_>],
    total: &TotalRow,
    budget: &[BudgetRow],
    patterns: &Patterns,
) {
    let doubted = |row: &BodyRow<'_>| POINTS.iter().any(|&role| row.doubted(role).is_some());
    let mut found = rows.iter().enumerate().filter(|(_, row)| doubted(row));
    let (Some((number, row)), None) = (found.next(), found.next()) else { return };
    let of_total = [&total.weight, &total.score].map(|n| n.as_ref().map(|n| n.value));
    let add = |sum: Decimal, number: &Number| sum.saturating_add(number.value);
    let of_budget = [
        budget.iter().filter_map(|row| row.weight.as_ref()).fold(Decimal::ZERO, add),
        budget.iter().filter_map(|row| row.score.as_ref()).fold(Decimal::ZERO, add),
    ];
    let others = POINTS.map(|role| sum_without(rows, number, role, patterns));
    let readings = POINTS.map(|role| choices(row, role));
    let fits = |index: usize, choice: &Choice| {
        let Some(total) = of_total[index] else { return true };
        let own = choice.as_ref().map_or(Some(Decimal::ZERO), |(text, _)| text.trim().parse().ok());
        let (Some(others), Some(own)) = (others[index], own) else { return false };
        let rows = others.saturating_add(own);
        total == rows || total == rows.saturating_add(of_budget[index])
    };
    let pairs =
        readings[0].iter().flat_map(|weight| readings[1].iter().map(move |score| [weight, score]));
    let same = |[weight, score]: &[&Choice; 2]| matches!((weight, score), (Some((_, a)), Some((_, b))) if a == b);
    let fitting: Vec<[&Choice; 2]> =
        pairs.filter(|pair| !same(pair) && fits(0, pair[0]) && fits(1, pair[1])).collect();
    let settled: Vec<(Role, (String, At))> = POINTS
        .into_iter()
        .enumerate()
        .filter(|&(index, role)| of_total[index].is_some() && row.doubted(role).is_some())
        .filter_map(|(index, role)| {
            let [first, rest @ ..] = &fitting[..] else { return None };
            let chosen = first[index].clone()?;
            rest.iter().all(|pair| pair[index] == first[index]).then_some((role, chosen))
        })
        .collect();
    for (role, reading) in settled {
        rows[number].settle(role, reading);
    }
}

/// Settles the weight of the only row in which it is doubted, where no total is printed: the one
/// number that may be it makes the weights the hundred that all tables have.
pub(super) fn complete(rows: &mut [BodyRow<'_>], budget: &[BudgetRow], patterns: &Patterns) {
    let doubted = |row: &BodyRow<'_>| row.doubted(Role::Weight).is_some();
    let mut found = rows.iter().enumerate().filter(|(_, row)| doubted(row));
    let (Some((number, row)), None) = (found.next(), found.next()) else { return };
    let Some([(text, at)]) = row.doubted(Role::Weight).map(|doubt| doubt.readings.as_slice())
    else {
        return;
    };
    let add = |sum: Decimal, number: &Number| sum.saturating_add(number.value);
    let block = budget.iter().filter_map(|row| row.weight.as_ref()).fold(Decimal::ZERO, add);
    let others = sum_without(rows, number, Role::Weight, patterns);
    let own = text.trim().parse::<Decimal>().ok();
    let sum = others.zip(own).map(|(others, own)| others.saturating_add(own));
    let whole = sum.is_some_and(|sum| {
        sum == Decimal::ONE_HUNDRED || sum.saturating_add(block) == Decimal::ONE_HUNDRED
    });
    if whole {
        let reading = (text.clone(), *at);
        rows[number].settle(Role::Weight, reading);
    }
}

/// What may stand under a head of a row: what stands there, or the readings of its doubt.
fn choices(row: &BodyRow<'_>, role: Role) -> Vec<Choice> {
    match row.doubted(role) {
        Some(doubt) => doubt.readings.iter().cloned().map(Some).chain([None]).collect(),
        None => vec![row.filled(role).map(|field| (field.text().to_owned(), field.at()))],
    }
}

/// The sum of the other rows, a cell over several rows counted once; `None` where one of their
/// numbers is not read.
fn sum_without(
    rows: &[BodyRow<'_>],
    number: usize,
    role: Role,
    patterns: &Patterns,
) -> Option<Decimal> {
    let others = rows.iter().enumerate().filter(|(index, _)| *index != number);
    let filled = others.filter_map(|(_, row)| row.filled(role));
    let own = filled.filter(|field| field.holds != Holds::FromAbove);
    own.map(|field| cell::number(field, patterns).map(|number| number.value)).sum()
}
