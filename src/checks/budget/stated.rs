//! Execution rates that a paragraph states beside the budget and the spending of the
//! whole.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap as HashMap;

use crate::checks::evidence::{Place, place};
use crate::checks::stated::{is_claim, places, quoted, words_before};
use crate::checks::tolerance::{half_unit, per_cent};
use crate::checks::{Context, Judgement};
use crate::model::{Basis, Expenditure, Scope, Severity, Stated};
use crate::patterns::narrative::WordKind;
use crate::words::words;

/// So many budgets or amounts of spending of one paragraph are looked at.
const MOST: usize = 4;
/// A paragraph with more amounts of spending is a table in words.
const MOST_STATED: usize = 40;

/// What is to be said of the execution rates of the prose.
pub(super) fn rates(context: &Context<'_>) -> Vec<Judgement> {
    let words = &context.patterns.narrative;
    let quantities = &context.report.narrative.quantities;
    let spending = spending(context);
    let of = |rate: &Stated| spending.get(&rate.sentence[0]).map_or(&[][..], Vec::as_slice);
    let rates = quantities.iter().enumerate().filter(|(_, rate)| is_rate(rate, words));
    let judged = rates.filter_map(|(index, rate)| {
        let before = quantities.get(..index)?.iter().rev().take(MOST_STATED);
        let mut before = before.take_while(|other| other.sentence[0] == rate.sentence[0]);
        let money = |other: &&Stated| {
            context.patterns.units.find(&other.unit).is_some_and(|unit| unit.is_money())
        };
        one(rate, before.find(money), of(rate))
    });
    judged.collect()
}

/// Rates of execution above 100 % in the prose, of which the amounts beside them fit.
pub(super) fn beyond(context: &Context<'_>) -> Vec<Judgement> {
    let words = &context.patterns.narrative;
    let stated = context.report.narrative.quantities.iter().filter(|rate| {
        rate.number > Decimal::ONE_HUNDRED && is_rate(rate, words) && rate.comparator.is_none()
    });
    // Nearly no report has one.
    let stated: Vec<&Stated> = stated.collect();
    if stated.is_empty() {
        return Vec::new();
    }
    let spending = spending(context);
    let judged = stated.into_iter().filter_map(|rate| {
        let own = spending.get(&rate.sentence[0])?;
        let total = |own: &&Spent<'_>| own.spending.item == "total";
        // What was added within the year is in the year's budget, and not in the initial one.
        let mut budgets = own.iter().filter(total);
        let budget = budgets.rfind(|own| own.spending.basis == Some(Basis::Budget))?;
        let mut spent = own.iter().filter(total).filter(|own| !own.is_budget());
        let spent = spent.find(|spent| {
            let computed = per_cent(spent.value, budget.value);
            let slack = half_unit(rate.number) + half_unit(rate.number);
            computed.is_some_and(|computed| computed.is_within(rate.number, slack))
        })?;
        let (a, b, said_of) = (spent.shown(), budget.shown(), quoted(rate));
        let said = words!(
            en: "{a} was spent of a year's budget of {b} (\"{said_of}\")",
            zh: "支出 {a} 大于全年预算 {b}（“{said_of}”）"
        );
        let at = places([budget.spending.at, spent.spending.at, rate.at]);
        Some(Judgement::finding(said).values(format!("<= {b}"), a).at(at))
    });
    judged.collect()
}

/// Whether a quantity is the execution rate of the whole budget.
fn is_rate(stated: &Stated, words: &crate::patterns::Narrative) -> bool {
    stated.unit == "%"
        && is_claim(stated, words)
        && matches!(stated.scope, None | Some(Scope::Planned))
        && [stated.before.clone(), words_before(stated)].iter().any(|before| {
            words.is(WordKind::ExecutionRate, before) && words.is(WordKind::WholeRate, before)
        })
}

/// What is to be said of a rate; `before` is the amount of money before it.
fn one(rate: &Stated, before: Option<&Stated>, all: &[Spent<'_>]) -> Option<Judgement> {
    if all.len() > MOST_STATED {
        return None;
    }
    // 其中：基本支出预算…，支出…，执行率…: the rate is that of the item before it.
    let before = before.and_then(|before| all.iter().position(|own| own.spending.at == before.at));
    // Both of its amounts stand right before it.
    let pair = before.and_then(|last| all.get(last.checked_sub(1)?..=last));
    let item = match pair {
        Some([budget, spent]) if budget.spending.item == spent.spending.item => {
            budget.spending.item.as_str()
        }
        _ => "total",
    };
    let own: Vec<&Spent<'_>> = all.iter().filter(|spent| spent.spending.item == item).collect();
    let (budgets, spent): (Vec<&Spent<'_>>, Vec<&Spent<'_>>) =
        own.iter().partition(|own| own.is_budget());
    let own: Vec<&Spent<'_>> = match budgets.is_empty() || spent.is_empty() {
        // 预算…，实际支出…，其中基本支出…，执行率…: that of the whole.
        true => all.iter().filter(|spent| spent.spending.item == "total").collect(),
        false => own,
    };
    let (budgets, spent): (Vec<&Spent<'_>>, Vec<&Spent<'_>>) =
        own.iter().partition(|own| own.is_budget());
    if budgets.is_empty() || spent.is_empty() || own.len() > MOST {
        return None;
    }
    let slack = half_unit(rate.number) + half_unit(rate.number);
    let pairs = spent.iter().flat_map(|spent| budgets.iter().map(move |budget| (*spent, *budget)));
    let fits = |&(spent, budget): &(&Spent<'_>, &Spent<'_>)| {
        let computed = per_cent(spent.value, budget.value);
        computed.is_some_and(|computed| {
            // 达97.5% is true of more.
            let more = rate.comparator.is_some() && computed.value >= rate.number;
            more || computed.is_within(rate.number, slack)
        })
    };
    let found = pairs.clone().find(fits);
    let last = (*spent.last()?, *budgets.last()?);
    let (spent, budget) = found.unwrap_or(last);
    let computed = per_cent(spent.value, budget.value)?.shown();
    let (a, b, said_of) = (spent.shown(), budget.shown(), quoted(rate));
    let at = places([budget.spending.at, spent.spending.at, rate.at]);
    if found.is_some() {
        let said = words!(
            en: "\"{said_of}\" fits: {a} ÷ {b} = {computed}%",
            zh: "“{said_of}”相符：{a} ÷ {b} = {computed}%"
        );
        return Some(Judgement::pass(said).at(at));
    }
    let said = words!(
        en: "\"{said_of}\" is stated, but {a} ÷ {b} = {computed}%",
        zh: "文中称“{said_of}”，而 {a} ÷ {b} = {computed}%"
    );
    let judgement = Judgement::finding(said).severity(Severity::Medium);
    Some(judgement.values(format!("{computed}%"), &rate.raw).at(at))
}

/// An amount of spending and what it is in 元.
struct Spent<'a> {
    spending: &'a Expenditure,
    value: Decimal,
}

impl Spent<'_> {
    fn shown(&self) -> String {
        format!("{}{}", self.spending.amount, self.spending.unit)
    }

    fn is_budget(&self) -> bool {
        matches!(self.spending.basis, Some(Basis::Budget | Basis::InitialBudget))
    }
}

/// The amounts of spending that each paragraph states. Places and paragraphs are looked up: a
/// report may state thousands of rates.
fn spending<'a>(context: &Context<'a>) -> HashMap<u32, Vec<Spent<'a>>> {
    let mut paragraphs: HashMap<Place, Vec<u32>> = HashMap::default();
    for stated in &context.report.narrative.quantities {
        if stated.scope != Some(Scope::OtherYear) {
            let own = paragraphs.entry(place(stated.at)).or_default();
            if own.last() != Some(&stated.sentence[0]) {
                own.push(stated.sentence[0]);
            }
        }
    }
    let mut out: HashMap<u32, Vec<Spent<'a>>> = HashMap::default();
    for spending in &context.report.expenditure {
        let unit = context.patterns.units.find(&spending.unit);
        let value = unit.and_then(|unit| spending.amount.checked_mul(unit.factor));
        let (Some(value), Some(own)) = (value, paragraphs.get(&place(spending.at))) else {
            continue;
        };
        for &paragraph in own {
            out.entry(paragraph).or_default().push(Spent { spending, value });
        }
    }
    out
}
