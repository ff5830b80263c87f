//! ## What it finds
//! An amount of spending or budget, item by item (总额, 基本支出, 项目支出 …), that is not
//! last year's.
//!
//! ## Why it matters
//! It is told for comparison; amounts move every year.
//!
//! ## Known limits
//! Amounts are compared if both reports state the item on the same basis (预算, 决算). An
//! item that a report states twice with different amounts is left out.
//!
//! ## Basis
//! The auditor's list of differences.
//!
//! ---
//! ## 查什么
//! 同一项目（总额、基本支出、项目支出等）、同一口径的预决算金额与上年不同。
//!
//! ## 为什么重要
//! 供对照用，金额年年有变。
//!
//! ## 局限
//! 两年口径相同（预算、决算）的才比较；同一报告中前后不一的金额不比较。
//!
//! ## 依据
//! 审计对照清单。

use super::amounts::{self, Amount};
use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
use crate::diff::model::Change;
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    let olds = amounts::of(context.old, context.patterns);
    let news = amounts::of(context.new, context.patterns);
    for new in &news {
        let same = |old: &&Amount<'_>| old.item == new.item && old.basis == new.basis;
        let Some(old) = olds.iter().find(same) else {
            continue;
        };
        if old.base == new.base {
            continue;
        }
        let relative = measured::relative(old.base, new.base);
        let (item, from, to) = (new.item, old.printed(), new.printed());
        let by = relative.map(|r| format!(" ({})", measured::per_cent(r)));
        let by = by.unwrap_or_default();
        let basis = new.basis.words();
        let (en, zh) = (basis.en, basis.zh);
        let words = words!(
            en: "{item}, {en}: {from} became {to}{by}",
            zh: "{item}（{zh}）由 {from} 变为 {to}{by}"
        );
        let change = Change::new(ChangeKind::SpendingChanged, words)
            .relative(relative)
            .old(from, old.at)
            .new_side(to, new.at);
        found.push(change);
    }
}
