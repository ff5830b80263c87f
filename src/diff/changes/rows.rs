//! `rows.md` says what this finds and why.

use super::split;
use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::{Change, PairClass};
use crate::diff::pairing;
use crate::model::Severity;
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    let dropped = context.pairs.iter().filter(|pair| pair.class == PairClass::Dropped);
    let few = dropped.take(split::MOST_PARTS + 1).count() <= split::MOST_PARTS;
    for (place, pair) in (0u32..).zip(context.pairs) {
        let mut change = match (pair.class, &pair.old, &pair.new) {
            (PairClass::Dropped, Some(row), _) => {
                let name = pairing::name(row);
                if row.completion.met == Some(false) {
                    let words = words!(
                        en: "{name} was not met last year and is left out now",
                        zh: "{name} 上年未完成，本年不再列入"
                    );
                    Change::new(ChangeKind::Dropped, words).severity(Severity::High)
                } else if let Some(whole) = few.then(|| split::put_into(row, context)).flatten() {
                    let whole = whole.name();
                    let words = words!(
                        en: "{name} is left out now; the target of {whole} rose by just its target, which it may have been put into",
                        zh: "{name} 本年不再列入；{whole} 的预期值恰好增加了它的预期值，可能已并入其中"
                    );
                    Change::new(ChangeKind::Dropped, words).severity(Severity::Low)
                } else {
                    let words = words!(en: "{name} is left out now", zh: "{name} 本年不再列入");
                    Change::new(ChangeKind::Dropped, words)
                }
                .old(row.target.raw.as_str(), row.at)
            }
            (PairClass::Added, _, Some(row)) => {
                let name = pairing::name(row);
                let words = words!(en: "{name} is new", zh: "{name} 为本年新增");
                Change::new(ChangeKind::Added, words).new_side(row.target.raw.as_str(), row.at)
            }
            _ => continue,
        };
        let row = pair.old.as_ref().or(pair.new.as_ref());
        change.indicator = row.map(pairing::name);
        change.pair = Some(place);
        found.push(change);
    }
}
