//! ## What it finds
//! An indicator that stands under another 一级指标 or 二级指标 than last year.
//!
//! ## Why it matters
//! Levels have weights of their own: moving an indicator moves points, and an output
//! that is shown as a benefit makes the benefits look better.
//!
//! ## Known limits
//! When an authority renames its levels (成本指标 became a level 1 in 2022), every row
//! under them moves.
//!
//! ## Basis
//! 财预〔2021〕101号 changed the frame of levels.
//!
//! ---
//! ## 查什么
//! 指标所在的一级或二级指标与上年不同。
//!
//! ## 为什么重要
//! 各级指标各有权重，挪动指标就是挪动分值；把产出放进效益，会使效益显得更好。
//!
//! ## 局限
//! 主管部门调整层级框架时（如2022年起成本指标升为一级），其下指标都会报出。
//!
//! ## 依据
//! 财预〔2021〕101号调整了指标框架。

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::Change;
use crate::model::Indicator;
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    for both in context.both() {
        let moved = |level: fn(&Indicator) -> Option<&str>| {
            let (old, new) = (level(both.old)?, level(both.new)?);
            (old != new).then_some(())
        };
        let level1 = moved(|row| row.level1.value.as_deref());
        let level2 = moved(|row| row.level2.value.as_deref());
        if level1.or(level2).is_none() {
            continue;
        }
        let path = |row: &Indicator| {
            let levels = [&row.level1, &row.level2].map(|level| level.value.as_deref());
            let known: Vec<&str> = levels.into_iter().flatten().collect();
            known.join(" / ")
        };
        let (old, new) = (path(both.old), path(both.new));
        let words = words!(
            en: "it stood under {old}, and now stands under {new}",
            zh: "由 {old} 调整到 {new}"
        );
        let change = Change::new(ChangeKind::MovedLevel, words).of(&both);
        found.push(change.old(old, both.old.level2.at).new_side(new, both.new.level2.at));
    }
}
