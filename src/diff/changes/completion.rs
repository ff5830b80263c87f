//! ## What it finds
//! An indicator that was met last year and is not now (met_to_unmet), or the other way
//! round (unmet_to_met).
//!
//! ## Why it matters
//! The first is where things got worse; of the second, look whether work was done or
//! the target lowered.
//!
//! ## Known limits
//! Only where both years tell for certain whether the target was met.
//!
//! ## Basis
//! The auditor's list of differences.
//!
//! ---
//! ## 查什么
//! 上年完成而本年未完成（met_to_unmet），或上年未完成而本年完成（unmet_to_met）的指标。
//!
//! ## 为什么重要
//! 前者是退步之处；后者要看是工作做到了，还是目标调低了。
//!
//! ## 局限
//! 两年都能确定是否完成的才查。
//!
//! ## 依据
//! 审计对照清单。

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::{Change, SideName};
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    for both in context.both() {
        let (old, new) = (both.old.actual.raw.trim(), both.new.actual.raw.trim());
        let (from, to) = (both.old.target.raw.trim(), both.new.target.raw.trim());
        let change = match (both.old.completion.met, both.new.completion.met) {
            (Some(true), Some(false)) => Change::new(
                ChangeKind::MetToUnmet,
                words!(
                    en: "met last year ({old} of {from}), not met now ({new} of {to})",
                    zh: "上年完成（目标 {from}，实现 {old}），本年未完成（目标 {to}，实现 {new}）"
                ),
            ),
            (Some(false), Some(true)) => Change::new(
                ChangeKind::UnmetToMet,
                words!(
                    en: "not met last year ({old} of {from}), met now ({new} of {to})",
                    zh: "上年未完成（目标 {from}，实现 {old}），本年完成（目标 {to}，实现 {new}）"
                ),
            ),
            _ => continue,
        };
        let change = change
            .of(&both)
            .values(&both.old.actual, &both.new.actual)
            .rests_on(SideName::Old, &both.old.target.raw, both.old.target.at)
            .rests_on(SideName::New, &both.new.target.raw, both.new.target.at);
        found.push(change);
    }
}
