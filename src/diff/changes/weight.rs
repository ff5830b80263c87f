//! `weight.md` says what this finds and why.

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
