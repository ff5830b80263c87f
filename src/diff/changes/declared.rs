//! `declared.md` says what this finds and why.

use super::target::{self, Move};
use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
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
        let (old, new) = (measured::printed(&both.old.target), measured::printed(&both.new.target));
        let words = words!(
            en: "declared as {old}, but evaluated against {new}",
            zh: "申报目标为 {old}，自评时却按 {new}"
        );
        let change = Change::new(ChangeKind::DeclaredTargetDiffers, words).of(&both);
        let change = match moved {
            Move::Lowered(relative) => change.relative(relative),
            Move::PutOff(_) => change,
            Move::Raised(relative) => change.relative(relative).severity(Severity::Low),
            Move::BroughtForward(_) => change.severity(Severity::Low),
            _ => change.severity(Severity::Medium),
        };
        found.push(change.values(&both.old.target, &both.new.target));
    }
}
