//! ## What it finds
//! An indicator whose weight (分值) is not that of last year.
//!
//! ## Why it matters
//! Cutting the weight of an indicator that was not met lifts the total without any
//! work; that is grave.
//!
//! ## Known limits
//! Weights also move when indicators are added or dropped, and when the frame of
//! weights changes.
//!
//! ## Basis
//! YOY-06.
//!
//! ---
//! ## 查什么
//! 指标分值与上年不同。
//!
//! ## 为什么重要
//! 调低上年未完成指标的分值，不做任何工作也能抬高总分，列为高。
//!
//! ## 局限
//! 增减指标、调整权重框架时分值也会变化。
//!
//! ## 依据
//! YOY-06。

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
use crate::diff::model::Change;
use crate::model::Severity;
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    for both in context.both() {
        let (Some(old), Some(new)) = (&both.old.weight, &both.new.weight) else {
            continue;
        };
        if old.value == new.value {
            continue;
        }
        let (from, to) = (old.value.normalize(), new.value.normalize());
        let unmet = both.old.completion.met == Some(false);
        let (words, severity) = if to < from && unmet {
            let words = words!(
                en: "not met last year, and its weight was cut from {from} to {to}",
                zh: "上年未完成，分值由 {from} 调低为 {to}"
            );
            (words, Severity::High)
        } else {
            let words = words!(
                en: "its weight went from {from} to {to}",
                zh: "分值由 {from} 改为 {to}"
            );
            (words, Severity::Low)
        };
        let change = Change::new(ChangeKind::WeightChanged, words)
            .severity(severity)
            .of(&both)
            .relative(measured::relative(old.value, new.value));
        found.push(change.old(old.raw.as_str(), old.at).new_side(new.raw.as_str(), new.at));
    }
}
