//! ## What it finds
//! An indicator that most likely stands in both years under two names, or one whose
//! name holds another number (投资10亿元以上项目数, 投资5亿元以上项目数).
//!
//! ## Why it matters
//! A new name can hide a lower demand, and breaks the comparison over the years. It is
//! grave where the target was lowered too.
//!
//! ## Known limits
//! Two names are compared by the characters they share; what they mean is not known.
//! Look at both. Years in names and small differences in wording are not told.
//!
//! ## Basis
//! YOY-04. How likeness is counted stands in `patterns/pairing.toml`.
//!
//! ---
//! ## 查什么
//! 两年中很可能为同一指标而名称不同，或名称中的数字不同（如“投资10亿元以上”改为“投资5亿元以上”）。
//!
//! ## 为什么重要
//! 改名可能掩盖要求的降低，也使历年无法衔接。目标同时调低的列为高。
//!
//! ## 局限
//! 只比较名称的用字，不懂含义，请对照原文判断。名称中的年份和细微措辞差别不报。
//!
//! ## 依据
//! YOY-04。相似度算法见 patterns/pairing.toml。

use super::target::{self, Move};
use crate::diff::found::{Both, Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::{Change, PairClass};
use crate::diff::pairing;
use crate::model::Severity;
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    for both in context.both() {
        let renamed = both.pair.class == PairClass::Renamed;
        if !renamed && !number_differs(&both, context) {
            continue;
        }
        let (old, new) = (pairing::name(both.old), pairing::name(both.new));
        let lowered = matches!(target::moved(&both, context), Move::Lowered(_));
        let (words, severity) = if lowered {
            let words = words!(
                en: "{old} is now called {new}, and its target is lower",
                zh: "{old} 改称 {new}，且目标调低"
            );
            (words, Severity::High)
        } else if renamed {
            let words = words!(en: "{old} is now called {new}", zh: "{old} 改称 {new}");
            (words, Severity::Low)
        } else {
            let words = words!(
                en: "another number stands in the name: {old} became {new}",
                zh: "名称中的数字有变：{old} 改为 {new}"
            );
            (words, Severity::Medium)
        };
        let change = Change::new(ChangeKind::Renamed, words).severity(severity);
        let change = change.of(&both).texts(&both.old.name, &both.new.name);
        found.push(change);
    }
}

/// Whether the numbers in the two names differ, years aside.
fn number_differs(both: &Both<'_>, context: &Context<'_>) -> bool {
    let digits = |row| {
        let masked = pairing::masked(&pairing::name(row), context.patterns);
        let digits = masked.chars().filter(char::is_ascii_digit);
        digits.collect::<String>()
    };
    digits(both.old) != digits(both.new)
}
