//! `rows.md` says what this finds and why.

use super::split;
use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
use crate::diff::model::{Change, Pair, PairClass};
use crate::diff::pairing;
use crate::fold::Bigrams;
use crate::model::{Indicator, Severity};
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    let dropped = context.pairs.iter().filter(|pair| pair.class == PairClass::Dropped);
    let few = dropped.take(split::MOST_PARTS + 1).count() <= split::MOST_PARTS;
    for (place, pair) in (0u32..).zip(context.pairs) {
        let mut change = match (pair.class, &pair.old, &pair.new) {
            (PairClass::Dropped, Some(row), _) => {
                let name = pairing::name(row);
                let mut change = if row.completion.met == Some(false) {
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
                };
                if let Some(other) = few.then(|| in_its_place(row, context)).flatten() {
                    let other = pairing::name(other);
                    let said = words!(
                        en: "; {other}, which is new, may stand in its place",
                        zh: "；本年新增的 {other} 可能取而代之"
                    );
                    change = change.and(said);
                }
                change.old(row.target.raw.as_str(), row.at)
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

/// The new indicator that may stand in the place of one that was dropped: of the same level 2, unit and
/// direction, with a word in common; the only such one, and this one the only one dropped that it fits.
fn in_its_place<'a>(row: &Indicator, context: &Context<'a>) -> Option<&'a Indicator> {
    let name = |row: &Indicator| {
        let key = pairing::masked(&pairing::name(row), context.patterns);
        Bigrams::of(&context.patterns.pairing.stem(&key))
    };
    let measure = |row: &Indicator| {
        let unit = measured::unit(&row.target, row, context.patterns);
        unit.map(|unit| unit.measure.into_owned())
    };
    let fits = |old: &Indicator, new: &Indicator| {
        let level = |row: &Indicator| row.level2.value.clone().or_else(|| row.level1.value.clone());
        let kind = |row: &Indicator| (level(row), measure(row), row.direction);
        measure(old).is_some() && kind(old) == kind(new) && name(old).dice(&name(new)) > 0
    };
    let of = |class| context.pairs.iter().filter(move |pair: &&Pair| pair.class == class);
    let mut news = of(PairClass::Added).filter_map(|pair| pair.new.as_ref());
    let news: Vec<&Indicator> =
        news.by_ref().take(split::MOST_PARTS).filter(|new| fits(row, new)).collect();
    let [new] = news[..] else { return None };
    let olds = of(PairClass::Dropped).filter_map(|pair| pair.old.as_ref());
    (olds.filter(|old| fits(old, new)).count() == 1).then_some(new)
}
