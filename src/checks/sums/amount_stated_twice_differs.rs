//! `amount_stated_twice_differs.md` says what this finds and why.

use super::beside_the_table;
use super::check;
use super::spending::{Amount, about, confused};
use crate::checks::stated::{places, quoted, span};
use crate::checks::{Context, Judgement};
use crate::model::{Basis, ReportKind, Scope, Severity, Stated};
use crate::patterns::narrative::WordKind;
use crate::words::words;

check!(
    "amount_stated_twice_differs",
    ["BUD-05", "NAR-04"],
    High,
    en: "Amounts contradict each other",
    zh: "金额前后不一"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut out = Vec::new();
    if context.report.kind == ReportKind::DepartmentSelfReport {
        let all = context.amounts;
        let twice = differing(all, context);
        let budgets = budget_and_account(all, context);
        if twice.is_empty() && budgets.is_empty() {
            out.extend(agreeing(all, context));
        }
        out.extend(twice);
        out.extend(budgets);
    }
    if context.report.kind.is_of_a_project() {
        out.extend(beside_the_table::judge(context));
    }
    // Elsewhere one noun is said of many: 注册资本 of each subsidiary.
    if context.is_report() {
        out.extend(nouns(context));
    }
    out
}

/// So many wholes of one amount are looked at.
const MOST_WHOLES: usize = 8;

/// Amounts of the whole department that can be compared.
fn whole<'b, 'a>(all: &'b [Amount<'a>], context: &Context<'_>) -> Vec<&'b Amount<'a>> {
    let words = &context.patterns.narrative;
    // 部门预算…，其中：基本支出…: parts of a budget are of its basis, whether it was told or not.
    let quantities = &context.report.narrative.quantities;
    let of_budget = |stated: &Stated| {
        let wholes = stated.part_of.iter().filter_map(|&of| usize::try_from(of).ok());
        let wholes = wholes.filter_map(|of| quantities.get(of));
        wholes.take(MOST_WHOLES).any(|whole| whole.scope == Some(Scope::Planned))
    };
    let whole = |amount: &&Amount<'_>| {
        amount.stated.is_some_and(|stated| {
            (amount.spending.basis.is_some() || !of_budget(stated))
                && !words.is(WordKind::PartOfSpending, &stated.before)
                && !matches!(stated.scope, Some(Scope::OtherYear | Scope::Partial))
        })
    };
    all.iter().filter(whole).collect()
}

/// Pairs of amounts of one item in different paragraphs.
fn pairs<'b, 'a>(all: &[&'b Amount<'a>]) -> impl Iterator<Item = (&'b Amount<'a>, &'b Amount<'a>)> {
    let pairs = all.iter().enumerate().flat_map(|(index, first)| {
        let later = all.get(index + 1..).unwrap_or_default();
        later.iter().map(move |second| (*first, *second))
    });
    pairs.filter(|(a, b)| a.is(&b.spending.item) && a.paragraph() != b.paragraph())
}

fn differing(all: &[Amount<'_>], context: &Context<'_>) -> Vec<Judgement> {
    let all = whole(all, context);
    let mut out = Vec::new();
    for (a, b) in pairs(&all) {
        if !a.is_of_the_basis_of(b) || about(a, b, context) != Some(false) {
            continue;
        }
        let name = crate::terms::spending_item(&a.spending.item);
        let (en, zh, first, second) = (name.en, name.zh, a.shown(), b.shown());
        let said = words!(
            en: "{en} is {first} in one place and {second} in another",
            zh: "{zh}前后不一：一处为 {first}，一处为 {second}"
        );
        let judgement = Judgement::finding(said).values(&first, &second);
        out.push(judgement.at([a.spending.at, b.spending.at]));
    }
    out
}

fn agreeing(all: &[Amount<'_>], context: &Context<'_>) -> Option<Judgement> {
    let all = whole(all, context);
    let same = |(a, b): &(&Amount<'_>, &Amount<'_>)| {
        a.is_of_the_basis_of(b) && about(a, b, context) == Some(true)
    };
    let pairs: Vec<_> = pairs(&all).filter(same).collect();
    let count = pairs.len();
    let at = places(pairs.iter().flat_map(|(a, b)| [a.spending.at, b.spending.at]));
    let said = words!(
        en: "amounts that are stated twice are the same: {count}",
        zh: "{count} 个金额前后一致"
    );
    (count > 0).then(|| Judgement::pass(said).at(at))
}

/// Budgets that another paragraph gives as the final account.
fn budget_and_account(all: &[Amount<'_>], context: &Context<'_>) -> Vec<Judgement> {
    if !context.report.budget.is_empty() {
        return Vec::new();
    }
    let is_budget =
        |a: &&Amount<'_>| matches!(a.spending.basis, Some(Basis::Budget | Basis::InitialBudget));
    let mut out = Vec::new();
    for budget in all.iter().filter(is_budget) {
        let Some(account) = confused(budget, all, context) else {
            continue;
        };
        // Both side by side in one sentence are meant so: all was spent.
        let meant = |other: &Amount<'_>| {
            other.is(&budget.spending.item)
                && other.paragraph() == budget.paragraph()
                && other.spending.basis == Some(Basis::FinalAccount)
        };
        let rate = context.report.narrative.quantities.iter().any(|stated| {
            let words = &context.patterns.narrative;
            stated.unit == "%" && words.is(WordKind::ExecutionRate, &stated.before)
        });
        if rate || all.iter().any(meant) {
            continue;
        }
        let name = crate::terms::spending_item(&budget.spending.item);
        let (en, zh, amount) = (name.en, name.zh, budget.shown());
        let said = words!(
            en: "{en}: {amount} is called the final account in one place and the budget in another",
            zh: "{zh} {amount} 一处称决算，一处称预算"
        );
        let judgement = Judgement::finding(said).severity(Severity::Medium);
        out.push(judgement.at([account.spending.at, budget.spending.at]));
    }
    out
}

/// Two values of one noun in different paragraphs.
fn nouns(context: &Context<'_>) -> Vec<Judgement> {
    let nouns: Vec<(String, &Stated)> = context
        .report
        .narrative
        .quantities
        .iter()
        .filter(|stated| stated.section > 0 && stated.scope.is_none() && stated.unit != "%")
        .filter_map(|stated| Some((noun(stated, context)?, stated)))
        .filter(|(noun, stated)| !quotes_a_target(noun, stated, context))
        .collect();
    let mut order: Vec<usize> = (0..nouns.len()).collect();
    order.sort_by(|&a, &b| nouns[a].0.cmp(&nouns[b].0).then(a.cmp(&b)));
    let mut out = Vec::new();
    for pair in order.windows(2) {
        let [first, second] = pair else { continue };
        let ((noun, a), (other, b)) = (&nouns[*first], &nouns[*second]);
        if noun == other && a.sentence[0] != b.sentence[0] && apart(a, b, context) {
            out.push(two_values(noun, a, b));
        }
    }
    out
}

/// Whether a quantity is the target of the indicator that its noun names.
fn quotes_a_target(noun: &str, stated: &Stated, context: &Context<'_>) -> bool {
    context.rows.iter().any(|row| {
        let target = row.indicator.target.number == Some(stated.number);
        target && row.name().contains(noun)
    })
}

/// Whether no value fits both.
fn apart(a: &Stated, b: &Stated, context: &Context<'_>) -> bool {
    let (Some(first), Some(second)) = (span(a, context.patterns), span(b, context.patterns)) else {
        return false;
    };
    let above = |low, high| matches!((low, high), (Some(low), Some(high)) if low > high);
    first.unit.measure == second.unit.measure
        && (above(first.least, second.most) || above(second.least, first.most))
}

fn two_values(noun: &str, a: &Stated, b: &Stated) -> Judgement {
    let (first, second) = (quoted(a), quoted(b));
    let said = words!(
        en: "{noun}: \"{first}\" in one place, \"{second}\" in another; the text does not say what tells them apart",
        zh: "{noun}前后不一：一处“{first}”，一处“{second}”，文中没有说明口径"
    );
    Judgement::finding(said).severity(Severity::Low).values(&a.raw, &b.raw).at([a.at, b.at])
}

/// The noun that a quantity counts, if nothing but time, place and verbs stands around
/// it and it says enough by itself.
fn noun(stated: &Stated, context: &Context<'_>) -> Option<String> {
    const SHORTEST: usize = 4;
    let bare = match (stated.before.as_str(), stated.after.as_str()) {
        (before, "") => stripped(before, context),
        (before, after) if stripped(before, context).is_empty() => after.to_owned(),
        _ => return None,
    };
    let words = &context.patterns.narrative;
    let telling = !words.is(WordKind::CommonNoun, &bare);
    (telling && bare.chars().count() >= SHORTEST).then_some(bare)
}

/// Words without time, the report's own place, and verbs at their start.
fn stripped(words: &str, context: &Context<'_>) -> String {
    let narrative = &context.patterns.narrative;
    let mut rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    loop {
        if let Some(word) = narrative.start(WordKind::Neutral, rest) {
            rest = rest.get(word.len()..).unwrap_or_default();
        } else if let Some(place) = own_place(rest, context) {
            rest = rest.get(place..).unwrap_or_default();
        } else {
            return rest.to_owned();
        }
    }
}

/// The length of the place at the start of a text that the department is named after.
fn own_place(text: &str, context: &Context<'_>) -> Option<usize> {
    const SHORTEST: usize = 2;
    let department = context.report.fields.department.as_ref()?;
    let name = department.value.as_deref()?;
    let same = text.chars().zip(name.chars()).take_while(|(a, b)| a == b);
    let same: Vec<char> = same.map(|(c, _)| c).collect();
    (same.len() > SHORTEST).then(|| same.iter().map(|c| c.len_utf8()).sum())
}
