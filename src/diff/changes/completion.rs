//! `completion.md` says what this finds and why.

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
use crate::diff::model::{Change, SideName};
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    for both in context.both() {
        let (old, new) = (measured::printed(&both.old.actual), measured::printed(&both.new.actual));
        let (from, to) = (measured::printed(&both.old.target), measured::printed(&both.new.target));
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
