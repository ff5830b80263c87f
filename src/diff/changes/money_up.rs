//! `money_up.md` says what this finds and why.

use rust_decimal::Decimal;

use super::amounts;
use super::target::{self, Move};
use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
use crate::diff::model::{Change, PairClass};
use crate::words::{Words, words};

/// Money that pays for what indicators measure; staff and upkeep do not.
const ITEMS: [&str; 2] = ["project", "total"];

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if !context.of_two_years() || context.of_declaration() {
        return;
    }
    let limits = context.patterns.changes.limits();
    let limit = Decimal::new(i64::from(limits.drift), 2);
    let olds = amounts::of(context.old, context.patterns);
    let news = amounts::of(context.new, context.patterns);
    let risen = ITEMS.iter().find_map(|item| {
        news.iter().filter(|new| new.item == *item).find_map(|new| {
            let old = olds.iter().find(|old| old.item == new.item && old.basis == new.basis)?;
            let relative = measured::relative(old.base, new.base)?;
            (relative > limit).then_some((old, new, relative))
        })
    });
    let Some((old, new, relative)) = risen else { return };
    if context.pairs.iter().any(|pair| pair.class != PairClass::Same) {
        return;
    }
    let moves = || context.both().map(|both| (both, target::moved(&both, context)));
    let asks_more = |moved: &Move| !moved.is_lowered() && *moved != Move::None;
    let numbers = context.both().filter(|both| both.new.target.number.is_some()).count();
    if numbers < limits.judged as usize || moves().any(|(_, moved)| asks_more(&moved)) {
        return;
    }
    let Words { en: item, zh: item_zh } = crate::terms::spending_item(new.item);
    let (from, to) = (old.printed(), new.printed());
    let Words { en: by, zh: by_zh } = measured::by(Some(relative));
    let words = words!(
        en: "{item} rose from {from} to {to}{by}, and none of {numbers} targets in numbers asks for more",
        zh: "{item_zh}由 {from} 增至 {to}{by_zh}，而 {numbers} 个定量指标的预期值无一提高，也没有新增指标"
    );
    let change = Change::new(ChangeKind::MoneyUpTargetsKept, words)
        .relative(Some(relative))
        .old(from, old.at)
        .new_side(to, new.at);
    found.push(change);
}
