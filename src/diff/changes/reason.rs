//! ## What it finds
//! The reason for missing a target (未完成原因) that was given last year already, word for
//! word but for years and numbers.
//!
//! ## Why it matters
//! The same reason two years running says that nothing was done about it, or that
//! nobody looked.
//!
//! ## Known limits
//! Reasons of a few characters are not compared.
//!
//! ## Basis
//! YOY-15. 财预〔2020〕10号: deviations are to be analysed and mended.
//!
//! ---
//! ## 查什么
//! 未完成原因与上年逐字相同（年份、数字除外）。
//!
//! ## 为什么重要
//! 连续两年同一原因，说明未整改，或原因分析流于形式。
//!
//! ## 局限
//! 过短的原因不比较。
//!
//! ## 依据
//! YOY-15。财预〔2020〕10号：对偏差应分析原因并改进。

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::Change;
use crate::diff::prose;
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if !context.of_two_years() {
        return;
    }
    let least = context.patterns.changes.limits().reason_length;
    for both in context.both() {
        let (Some(old), Some(new)) = (&both.old.reason, &both.new.reason) else {
            continue;
        };
        let (Some(a), Some(b)) = (&old.value, &new.value) else {
            continue;
        };
        let key = |text: &str| {
            let masked = prose::masked(text, context.patterns);
            masked.trim_end_matches(['。', ';', '.']).to_owned()
        };
        let (a, b) = (key(a), key(b));
        if a != b || a.chars().count() < least {
            continue;
        }
        let words = words!(
            en: "the reason is last year's, word for word",
            zh: "未完成原因与上年逐字相同"
        );
        let change = Change::new(ChangeKind::ReasonReused, words).of(&both);
        found.push(change.texts(old, new));
    }
}
