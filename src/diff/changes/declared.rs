//! ## What it finds
//! A target in the self-evaluation that is not the one declared for the same year
//! (绩效目标申报表).
//!
//! ## Why it matters
//! Targets are binding once they are approved; measuring against another one hides
//! what was not reached.
//!
//! ## Known limits
//! An approved change of a target in mid-year cannot be told from a silent one, unless
//! the form has a column for it.
//!
//! ## Basis
//! YOY-20. 财预〔2015〕88号: approved targets are not changed as a rule.
//!
//! ---
//! ## 查什么
//! 自评表中的目标值与同一年度绩效目标申报表不一致。
//!
//! ## 为什么重要
//! 绩效目标一经批复即有约束力；换一个目标来自评，会掩盖未完成的情况。
//!
//! ## 局限
//! 年中经批准的目标调整与擅自改动无法区分，除非表中另有调整列。
//!
//! ## 依据
//! YOY-20。财预〔2015〕88号：绩效目标批复后一般不予调整。

use super::target::{self, Move};
use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::Change;
use crate::model::Severity;
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if !context.of_declaration() {
        return;
    }
    for both in context.both() {
        let moved = target::moved(&both, context);
        if moved == Move::None {
            continue;
        }
        let (old, new) = (both.old.target.raw.trim(), both.new.target.raw.trim());
        let words = words!(
            en: "declared as {old}, but evaluated against {new}",
            zh: "申报目标为 {old}，自评时却按 {new}"
        );
        let change = Change::new(ChangeKind::DeclaredTargetDiffers, words).of(&both);
        let change = match moved {
            Move::Lowered(relative) => change.relative(relative),
            Move::Raised(relative) => change.relative(relative).severity(Severity::Low),
            _ => change.severity(Severity::Medium),
        };
        found.push(change.values(&both.old.target, &both.new.target));
    }
}
