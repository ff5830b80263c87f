//! `expenditure_parts_differ.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use super::spending::{self, Amount};
use crate::checks::stated::places;
use crate::checks::{Context, Judgement};
use crate::model::Stated;
use crate::words::{Words, words};

check!(
    "expenditure_parts_differ",
    ["SUM-01", "SUM-02"],
    High,
    en: "Spending does not add up",
    zh: "支出分项不符"
);

/// So many quantities after a whole can be its parts.
const MOST_PARTS: usize = 50;

/// Wholes and what they consist of.
const SUMS: &[(&str, &[&str])] = &[
    ("total", &["basic", "project"]),
    ("basic", &["personnel", "public"]),
    ("total", &["personnel", "public", "project"]),
];

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let all = context.amounts;
    let groups = groups(all);
    let mut out = Vec::new();
    for (whole, parts) in SUMS {
        let in_one: Vec<Sum<'_, '_>> =
            groups.iter().filter_map(|group| Sum::of(group, whole, parts)).collect();
        if in_one.is_empty() {
            let across = across(all, whole, parts, context);
            out.extend(across.and_then(|sum| sum.judge(context)));
        } else {
            out.extend(in_one.iter().filter_map(|sum| sum.judge(context)));
        }
    }
    out
}

/// Amounts that belong together: from one total to the next one, each item once.
fn groups<'b, 'a>(all: &'b [Amount<'a>]) -> Vec<Vec<&'b Amount<'a>>> {
    let mut groups: Vec<Vec<&Amount<'_>>> = Vec::new();
    for amount in all {
        let starts = match groups.last() {
            None => true,
            Some(_) if amount.is("total") => true,
            Some(group) => group.iter().any(|other| other.is(&amount.spending.item)),
        };
        match groups.last_mut() {
            Some(group) if !starts => group.push(amount),
            _ => groups.push(vec![amount]),
        }
    }
    groups
}

struct Sum<'b, 'a> {
    whole: &'b Amount<'a>,
    parts: Vec<&'b Amount<'a>>,
}

/// The one amount that the report states for each item of a sum, where it states one.
fn across<'b, 'a>(
    all: &'b [Amount<'a>],
    whole: &str,
    parts: &[&str],
    context: &Context<'_>,
) -> Option<Sum<'b, 'a>> {
    let only = |item: &str| {
        let mut found = all.iter().filter(|amount| amount.is(item));
        let first = found.next()?;
        let same = |other: &Amount<'_>| spending::about(first, other, context) == Some(true);
        found.all(same).then_some(first)
    };
    let whole = only(whole)?;
    let parts: Vec<_> = parts.iter().map(|part| only(part)).collect::<Option<_>>()?;
    let one_basis = parts.iter().all(|part| part.agrees_in_basis(whole));
    one_basis.then_some(Sum { whole, parts })
}

impl<'b, 'a> Sum<'b, 'a> {
    fn of(group: &[&'b Amount<'a>], whole: &str, parts: &[&str]) -> Option<Self> {
        let item = |item: &str| group.iter().copied().find(|amount| amount.is(item));
        let whole = item(whole)?;
        let parts: Vec<_> = parts.iter().map(|part| item(part)).collect::<Option<_>>()?;
        let said = |part: &&Amount<'_>| {
            let stated = part.stated.zip(whole.index);
            part.agrees_in_basis(whole)
                || stated.is_some_and(|(stated, whole)| stated.part_of.contains(&whole))
        };
        parts.iter().all(said).then_some(Sum { whole, parts })
    }

    fn judge(&self, context: &Context<'_>) -> Option<Judgement> {
        let values: Vec<Decimal> =
            self.parts.iter().map(|part| part.value(context)).collect::<Option<_>>()?;
        let sum = crate::checks::tolerance::sum(&values)?;
        let whole = self.whole.value(context)?;
        let halves = self.parts.iter().map(|part| part.half(context));
        let slack = halves.sum::<Option<Decimal>>()?.max(self.whole.half(context)?);
        let gap = whole.checked_sub(sum)?;
        let terms: Vec<String> = self.parts.iter().map(|part| part.shown()).collect();
        let terms = terms.join(" + ");
        let total = self.whole.shown();
        let name = crate::terms::spending_item(&self.whole.spending.item);
        let (en, zh) = (name.en, name.zh);
        let at = places(
            std::iter::once(self.whole)
                .chain(self.parts.iter().copied())
                .map(|amount| amount.spending.at),
        );
        if gap.abs() <= slack {
            let said = words!(en: "{en}: {terms} = {total}", zh: "{zh}：{terms} = {total}");
            return Some(Judgement::pass(said).at(at));
        }
        // 年初预算900万元，调整为1000万元，其中：…: they are the parts of another amount.
        if self.is_of_another(sum, slack, context) {
            let said = words!(
                en: "{terms} make another amount of the sentence, not {total}",
                zh: "{terms} 合计为句中的另一金额，而非 {total}"
            );
            return Some(Judgement::pass(said).at(at));
        }
        let others = self.other_parts(context);
        let others_values: Vec<Decimal> = others.iter().map(|(_, value)| *value).collect();
        let others_sum = crate::checks::tolerance::sum(&others_values)?;
        if !others.is_empty() {
            let named: Vec<&str> = others.iter().map(|(stated, _)| &*stated.raw).collect();
            let Words { en: named, zh: named_zh } = Words::list(&named);
            if gap.saturating_sub(others_sum).abs() <= slack {
                let said = words!(
                    en: "{en}: {terms} and further parts ({named}) make {total}",
                    zh: "{zh}：{terms} 与其他组成部分（{named_zh}）合计 {total}"
                );
                return Some(Judgement::pass(said).at(at));
            }
            let said = words!(
                en: "{en}: {terms} is not {total}, but the sentence names further parts ({named})",
                zh: "{zh}：{terms} 不等于 {total}，但句中另有其他组成部分（{named_zh}）"
            );
            return Some(Judgement::not_evaluable(said).at(at));
        }
        let unit = context.patterns.units.find(&self.whole.spending.unit)?;
        let mut found = sum.checked_div(unit.factor)?;
        found.rescale(self.whole.spending.amount.scale().max(2));
        let sign = &self.whole.spending.unit;
        let said = words!(
            en: "{en}: {terms} = {found}{sign}, not {total}",
            zh: "{zh}：{terms} = {found}{sign}，与所列 {total} 不符"
        );
        let judgement = Judgement::finding(said).values(&total, format!("{found}{sign}"));
        Some(judgement.at(at))
    }

    /// Whether the parts make an amount between the whole and them that is no spending by its
    /// name.
    fn is_of_another(&self, sum: Decimal, slack: Decimal, context: &Context<'_>) -> bool {
        let quantities = &context.report.narrative.quantities;
        let parts = self.parts.iter().filter_map(|part| part.index);
        let Some((whole, first)) = self.whole.index.zip(parts.min()) else { return false };
        let index = |index: u32| usize::try_from(index).unwrap_or(usize::MAX);
        let between = quantities.get(index(whole).saturating_add(1)..index(first));
        between.unwrap_or_default().iter().take(MOST_PARTS).any(|stated| {
            let unit = context.patterns.units.find(&stated.unit);
            let unit = unit.filter(|unit| unit.is_money());
            let value = unit.and_then(|unit| stated.number.checked_mul(unit.factor));
            let gap = value.and_then(|value| value.checked_sub(sum));
            gap.is_some_and(|gap| gap.abs() <= slack)
        })
    }

    /// Further amounts that the sentence makes parts of the whole.
    fn other_parts<'r>(&self, context: &Context<'r>) -> Vec<(&'r Stated, Decimal)> {
        let Some(whole) = self.whole.index else {
            return Vec::new();
        };
        let known = |stated: &Stated| self.parts.iter().any(|part| part.spending.at == stated.at);
        let spent = &context.report.expenditure;
        let start = usize::try_from(whole).unwrap_or(usize::MAX);
        let quantities = context.report.narrative.quantities.iter();
        let quantities = quantities.skip(start).take(MOST_PARTS);
        let others = quantities.filter(|stated| stated.part_of.contains(&whole) && !known(stated));
        others
            .filter(|stated| !spent.iter().any(|amount| amount.at == stated.at))
            .filter_map(|stated| {
                let unit = context.patterns.units.find(&stated.unit)?;
                let value = stated.number.checked_mul(unit.factor)?;
                unit.is_money().then_some((stated, value))
            })
            .collect()
    }
}
