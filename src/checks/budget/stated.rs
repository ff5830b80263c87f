//! Execution rates that a paragraph states beside the budget and the spending of the
//! whole.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap as HashMap;

use crate::checks::evidence::{Place, place};
use crate::checks::stated::{is_claim, places, quoted};
use crate::checks::tolerance::{half_unit, per_cent};
use crate::checks::{Context, Judgement};
use crate::model::{Basis, Expenditure, Scope, Severity, Stated};
use crate::patterns::narrative::WordKind;
use crate::words::words;

/// So many budgets or amounts of spending of one paragraph are looked at.
const MOST: usize = 4;

/// What is to be said of the execution rates of the prose.
pub(super) fn rates(context: &Context<'_>) -> Vec<Judgement> {
    let words = &context.patterns.narrative;
    let quantities = &context.report.narrative.quantities;
    let is_rate = |stated: &&Stated| {
        stated.unit == "%"
            && is_claim(stated, words)
            && matches!(stated.scope, None | Some(Scope::Planned))
            && words.is(WordKind::ExecutionRate, &stated.before)
            && words.is(WordKind::WholeRate, &stated.before)
    };
    let totals = totals(context);
    let of = |rate: &Stated| totals.get(&rate.sentence[0]).map_or(&[][..], Vec::as_slice);
    quantities.iter().filter(is_rate).filter_map(|rate| one(rate, of(rate))).collect()
}

fn one(rate: &Stated, totals: &[Total<'_>]) -> Option<Judgement> {
    let budget = |total: &&Total<'_>| {
        matches!(total.spending.basis, Some(Basis::Budget | Basis::InitialBudget))
    };
    let (budgets, spent): (Vec<&Total<'_>>, Vec<&Total<'_>>) = totals.iter().partition(budget);
    if budgets.is_empty() || spent.is_empty() || totals.len() > MOST {
        return None;
    }
    let slack = half_unit(rate.number) + half_unit(rate.number);
    let pairs = spent.iter().flat_map(|spent| budgets.iter().map(move |budget| (*spent, *budget)));
    let fits = |&(spent, budget): &(&Total<'_>, &Total<'_>)| {
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

/// A total of the spending and its amount in 元.
struct Total<'a> {
    spending: &'a Expenditure,
    value: Decimal,
}

impl Total<'_> {
    fn shown(&self) -> String {
        format!("{}{}", self.spending.amount, self.spending.unit)
    }
}

/// The totals that each paragraph states. Places and paragraphs are looked up: a report may state
/// thousands of rates.
fn totals<'a>(context: &Context<'a>) -> HashMap<u32, Vec<Total<'a>>> {
    let mut paragraphs: HashMap<Place, Vec<u32>> = HashMap::default();
    for stated in &context.report.narrative.quantities {
        if stated.scope != Some(Scope::OtherYear) {
            let own = paragraphs.entry(place(stated.at)).or_default();
            if own.last() != Some(&stated.sentence[0]) {
                own.push(stated.sentence[0]);
            }
        }
    }
    let mut out: HashMap<u32, Vec<Total<'a>>> = HashMap::default();
    for spending in context.report.expenditure.iter().filter(|one| one.item == "total") {
        let unit = context.patterns.units.find(&spending.unit);
        let value = unit.and_then(|unit| spending.amount.checked_mul(unit.factor));
        let (Some(value), Some(own)) = (value, paragraphs.get(&place(spending.at))) else {
            continue;
        };
        for &paragraph in own {
            out.entry(paragraph).or_default().push(Total { spending, value });
        }
    }
    out
}
