//! `level.md` says what this finds and why.

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
