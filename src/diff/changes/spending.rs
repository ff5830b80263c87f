//! `spending.md` says what this finds and why.

use super::amounts::{self, Amount};
use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
use crate::diff::model::Change;
use crate::words::{Words, words};

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    let olds = amounts::of(context.old, context.patterns);
    let news = amounts::of(context.new, context.patterns);
    for new in &news {
        let same = |old: &&Amount<'_>| old.item == new.item && old.basis == new.basis;
        let Some(old) = olds.iter().find(same) else {
            continue;
        };
        if old.base == new.base {
            continue;
        }
        let relative = measured::relative(old.base, new.base);
        let Words { en: item, zh: item_zh } = crate::terms::spending_item(new.item);
        let (from, to) = (old.printed(), new.printed());
        let Words { en: by, zh: by_zh } = measured::by(relative);
        let basis = new.basis.words();
        let (en, zh) = (basis.en, basis.zh);
        let words = words!(
            en: "{item}, {en}: {from} became {to}{by}",
            zh: "{item_zh}（{zh}）由 {from} 变为 {to}{by_zh}"
        );
        let change = Change::new(ChangeKind::SpendingChanged, words)
            .relative(relative)
            .old(from, old.at)
            .new_side(to, new.at);
        found.push(change);
    }
}
