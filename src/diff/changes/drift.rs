//! ## What it finds
//! A budget that is far from what the same item cost last year, without a word of an
//! amendment or a reorganisation.
//!
//! ## Why it matters
//! Budgets are to be made from what was spent. A wide gap without a reason means that
//! one of the two years was planned badly.
//!
//! ## Known limits
//! Any word of an amendment (追加, 压减, 机构改革) anywhere in the new report silences it.
//! Items of less than two stated amounts are not looked at.
//!
//! ## Basis
//! YOY-12: thirty per cent (`patterns/changes.toml`).
//!
//! ---
//! ## 查什么
//! 某项预算与上年同项决算相差悬殊，而报告未提追加、压减或机构改革。
//!
//! ## 为什么重要
//! 编预算应以上年执行为基础；差距大而无说明，说明至少有一年编得不准。
//!
//! ## 局限
//! 新报告任何一处提到追加、压减、机构改革即不报；缺少一方金额的不查。
//!
//! ## 依据
//! YOY-12：幅度为30%（patterns/changes.toml）。

use rust_decimal::Decimal;

use super::amounts::{self, Of};
use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
use crate::diff::model::Change;
use crate::fold;
use crate::patterns::WordOf;
use crate::words::words;

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
        let (item, from, to) = (spent.item, spent.printed(), planned.printed());
        let by = measured::per_cent(relative);
        let words = words!(
            en: "{item}: last year cost {from}, this year's budget is {to} ({by}), and nothing is said of it",
            zh: "{item}：上年决算 {from}，本年预算 {to}（{by}），报告未作说明"
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
    let reasons = context.new.indicators.iter().filter_map(|row| row.reason.as_ref());
    let texts = blocks.map(|block| block.text.as_str());
    let mut texts = texts.chain(reasons.map(|reason| reason.raw.as_str()));
    let changes = &context.patterns.changes;
    texts.any(|text| changes.word(WordOf::Amended, &fold::key(text)).is_some())
}
