//! `actual.md` says what this finds and why.

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
use crate::diff::model::Change;
use crate::diff::pairing;
use crate::model::Status;
use crate::words::{Words, words};

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if context.of_declaration() {
        return;
    }
    let patterns = context.patterns;
    for both in context.both() {
        let (old, new) = (&both.old.actual, &both.new.actual);
        let unread = |q: &crate::model::Quantity| q.is_none() || q.status == Status::Damaged;
        if unread(old) || unread(new) {
            continue;
        }
        let relative = match (&old.text, &new.text) {
            (Some(a), Some(b)) if old.number.is_none() && new.number.is_none() => {
                if pairing::masked(a, patterns) == pairing::masked(b, patterns) {
                    continue;
                }
                None
            }
            _ => {
                let a = measured::actual(both.old, patterns);
                let b = measured::actual(both.new, patterns);
                match (a, b) {
                    (Some(a), Some(b)) if measured::comparable(&a, &b) => {
                        let bound = old.comparator == new.comparator;
                        if a.number == b.number && a.upper == b.upper && bound {
                            continue;
                        }
                        measured::relative(a.number, b.number)
                    }
                    // A number beside words: the two differ, and that is all.
                    _ if old.number.is_some() != new.number.is_some() => None,
                    _ => continue,
                }
            }
        };
        let (from, to) = (measured::printed(old), measured::printed(new));
        let Words { en: by, zh: by_zh } =
            measured::moved_by([(old, both.old), (new, both.new)], relative, patterns);
        let words = words!(
            en: "the actual value went from {from} to {to}{by}",
            zh: "实现值由 {from} 变为 {to}{by_zh}"
        );
        let change = Change::new(ChangeKind::ActualChanged, words).of(&both);
        found.push(change.relative(relative).values(old, new));
    }
}
