//! `execution_rate_missing.md` says what this finds and why.

use super::check;
use super::spending::{Amount, has_budget_figure};
use crate::checks::stated::places;
use crate::checks::{Context, Judgement};
use crate::model::{Basis, BudgetRow, Report, ReportKind, Stated};
use crate::patterns::narrative::WordKind;
use crate::words::words;

check!(
    "execution_rate_missing",
    ["BUD-02"],
    Medium,
    en: "Execution rate missing",
    zh: "缺少执行率"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let report = context.report;
    let spends = matches!(
        report.kind,
        ReportKind::DepartmentSelfReport
            | ReportKind::ProjectSelfReport
            | ReportKind::DepartmentSelfTable
            | ReportKind::ProjectSelfTable
    );
    if !spends || (report.expenditure.is_empty() && report.budget.is_empty()) {
        return Vec::new();
    }
    let given = report.budget.iter().find(|row| row.rate.is_some());
    let words = &context.patterns.narrative;
    let is_rate =
        |stated: &&Stated| stated.unit == "%" && words.is(WordKind::ExecutionRate, &stated.before);
    let said = report.narrative.quantities.iter().find(is_rate);
    if let Some(at) = given.map(|row| row.at).or(said.map(|stated| stated.at)) {
        let said = words!(en: "the execution rate is given", zh: "已给出预算执行率");
        return vec![Judgement::pass(said).at([at])];
    }
    if let Some(blank) = blank(report) {
        let said = words!(
            en: "the budget block gives neither the execution rate nor what it is computed from",
            zh: "预算执行情况表未填执行率，也没有可据以计算的数"
        );
        return vec![Judgement::finding(said).at([blank.at])];
    }
    let amounts = context.amounts;
    if has_budget_figure(amounts, context) && has_spending(amounts, context) {
        let said = words!(
            en: "the budget is given, so that the execution rate can be computed",
            zh: "已给出预算数，可以计算执行率"
        );
        return vec![Judgement::pass(said)];
    }
    let at =
        places(amounts.iter().filter(|amount| amount.is("total")).map(|amount| amount.spending.at));
    let changed = report.narrative.budget_changes.iter();
    let at = places(at.into_iter().chain(changed.map(|change| change.at)));
    vec![
        Judgement::not_evaluable(words!(
            en: "no execution rate is given, and no budget figure to compute it from",
            zh: "未给出预算执行率，也没有可据以计算的预算数"
        ))
        .at(at),
    ]
}

/// The first row of a budget block in which budget or spending is missing.
fn blank(report: &Report) -> Option<&BudgetRow> {
    let complete = |row: &&BudgetRow| {
        (row.budget.is_some() || row.initial.is_some()) && row.executed.is_some()
    };
    // Of a block without any figure it is not told whether it was left so or was not read.
    let told = |row: &BudgetRow| {
        [&row.initial, &row.budget, &row.executed, &row.weight, &row.score]
            .into_iter()
            .any(Option::is_some)
    };
    match report.budget.iter().find(complete) {
        None if report.budget.iter().any(told) => report.budget.first(),
        _ => None,
    }
}

/// Whether spending is stated that is not the budget.
fn has_spending(amounts: &[Amount<'_>], context: &Context<'_>) -> bool {
    let spent = |amount: &Amount<'_>| {
        amount.is("total") && matches!(amount.spending.basis, Some(Basis::FinalAccount) | None)
    };
    context.report.budget.iter().any(|row| row.executed.is_some()) || amounts.iter().any(spent)
}
