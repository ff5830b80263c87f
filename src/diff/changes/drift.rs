//! `drift.md` says what this finds and why.

use rust_decimal::Decimal;

use super::amounts::{self, Of};
use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
use crate::diff::model::Change;
use crate::fold;
use crate::patterns::WordOf;
use crate::words::{Words, words};

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if !context.of_two_years() {
        return;
    }
    let limit = Decimal::new(i64::from(context.patterns.changes.limits().drift), 2);
    let olds = amounts::of(context.old, context.patterns);
    let news = amounts::of(context.new, context.patterns);
    let mut drifts = Vec::new();
    for spent in olds.iter().filter(|amount| amount.basis == Of::Spent) {
        let of = |basis: Of| {
            let mut all = news.iter();
            all.find(move |amount| amount.item == spent.item && amount.basis == basis)
        };
        // What was planned at first; else what the year's budget came to.
        let Some(planned) = of(Of::Initial).or_else(|| of(Of::Budget)) else {
            continue;
        };
        let relative = measured::relative(spent.base, planned.base);
        let Some(relative) = relative.filter(|relative| relative.abs() > limit) else {
            continue;
        };
        let Words { en: item, zh: item_zh } = crate::terms::spending_item(spent.item);
        let (from, to) = (spent.printed(), planned.printed());
        let by = measured::per_cent(relative);
        let words = words!(
            en: "{item}: last year cost {from}, this year's budget is {to} ({by}), and nothing is said of it",
            zh: "{item_zh}：上年决算 {from}，本年预算 {to}（{by}），报告未作说明"
        );
        let change = Change::new(ChangeKind::BudgetDrift, words)
            .relative(Some(relative))
            .old(from, spent.at)
            .new_side(to, planned.at);
        drifts.push(change);
    }
    if !drifts.is_empty() && !is_explained(context) {
        found.changes.append(&mut drifts);
    }
}

/// Whether the new report speaks of an amendment anywhere.
fn is_explained(context: &Context<'_>) -> bool {
    let blocks = context.text.iter().filter_map(|pair| pair.new.as_ref());
    let reasons = context.new.indicators.iter().filter_map(|row| row.reason.as_deref());
    let texts = blocks.map(|block| block.text.as_str());
    let mut texts = texts.chain(reasons.map(|reason| reason.raw.as_str()));
    let changes = &context.patterns.changes;
    texts.any(|text| changes.word(WordOf::Amended, &fold::key(text)).is_some())
}
