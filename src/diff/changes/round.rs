//! `round.md` says what this finds and why.

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::Change;
use crate::model::{Report, Status};
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if !context.of_two_years() || context.of_declaration() {
        return;
    }
    let limits = context.patterns.changes.limits();
    let (Some((old_round, old_all)), Some((new_round, new_all))) =
        (round_numbers(context.old, limits.round_of), round_numbers(context.new, limits.round_of))
    else {
        return;
    };
    let share = |round: usize, all: usize| round * 100 / all;
    let (from, to) = (share(old_round, old_all), share(new_round, new_all));
    // new − old ≥ limit, without rounding.
    let rise = (new_round * old_all * 100).saturating_sub(old_round * new_all * 100);
    if rise < limits.round as usize * old_all * new_all {
        return;
    }
    let words = words!(
        en: "{to}% of {new_all} numbers are round, against {from}% of {old_all} last year",
        zh: "{new_all} 个数值中整数占 {to}%，上年 {old_all} 个中占 {from}%"
    );
    let mut change = Change::new(ChangeKind::RoundNumbersJumped, words);
    change.old = Some(format!("{old_round}/{old_all}"));
    change.new = Some(format!("{new_round}/{new_all}"));
    change.at_old = context.old.indicators.first().map(|row| row.at);
    change.at_new = context.new.indicators.first().map(|row| row.at);
    found.push(change);
}

/// How many of the numbers in the table of a report are round, if there are enough.
fn round_numbers(report: &Report, least: usize) -> Option<(usize, usize)> {
    let cells = report.indicators.iter().flat_map(|row| [&row.target, &row.actual]);
    let read = cells.filter(|cell| cell.status != Status::Damaged);
    let numbers: Vec<String> =
        read.filter_map(|cell| cell.number).map(|number| number.to_string()).collect();
    let round = numbers.iter().filter(|number| number.ends_with(['0', '5']));
    let round = round.count();
    (numbers.len() >= least).then_some((round, numbers.len()))
}
