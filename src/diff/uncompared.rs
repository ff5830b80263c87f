//! What cannot be compared, and why. A value that is printed alike in both years is
//! left out: damaged or not, it did not change.

use super::found::{Context, Found};
use super::measured;
use super::model::{NotComparable, Pair, PairClass, Printed};
use super::pairing;
use crate::fold;
use crate::model::{Quantity, Status, Text};
use crate::words::{Words, words};

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    guesses(context, found);
    open_rows(context, found);
    damaged_values(context, found);
    conclusion(context, found);
}

/// Rows of which one name is damaged: a guess, on which nothing is built.
fn guesses(context: &Context<'_>, found: &mut Found) {
    for both in context.paired(|class| class == PairClass::Uncertain) {
        let (old, new) = (both.old, both.new);
        let cells = [
            (&old.name.raw, &new.name.raw),
            (&old.target.raw, &new.target.raw),
            (&old.actual.raw, &new.actual.raw),
        ];
        if cells.iter().all(|(a, b)| fold::key(a) == fold::key(b)) {
            continue;
        }
        let (old_target, new_target) =
            (measured::printed(&old.target), measured::printed(&new.target));
        let (old_actual, new_actual) =
            (measured::printed(&old.actual), measured::printed(&new.actual));
        let words = words!(
            en: "a name is damaged; if the two are one, its target went from {old_target} to {new_target} and its actual value from {old_actual} to {new_actual}",
            zh: "指标名称残损；如系同一指标，则预期值由 {old_target} 变为 {new_target}，实现值由 {old_actual} 变为 {new_actual}"
        );
        let names = (Printed::from(&old.name), Printed::from(&new.name));
        let entry = NotComparable::new("name", words).of(&both);
        found.not_comparable.push(entry.printed(Some(names.0), Some(names.1)));
    }
}

/// Rows that no partner was taken for.
fn open_rows(context: &Context<'_>, found: &mut Found) {
    for (place, pair) in (0u32..).zip(context.pairs) {
        let (old, new) = (&pair.old, &pair.new);
        let Some(row) = old.as_ref().xor(new.as_ref()) else {
            continue;
        };
        let Words { en: candidates, zh: candidates_zh } = listed(pair);
        let words = match pair.class {
            PairClass::Ambiguous if pair.candidates.is_empty() => words!(
                en: "too many indicators of both years are without one of their name; none of them was compared",
                zh: "两年名称对不上的指标过多，均未比较"
            ),
            PairClass::Ambiguous if pair.candidates.len() == 1 => words!(
                en: "{candidates} of the other year fits, and fits another indicator beside this one as well; none was taken",
                zh: "另一年度的 {candidates_zh} 与之相近，但同年还有别的指标也与其相近；未予认定"
            ),
            PairClass::Ambiguous => words!(
                en: "more than one indicator of the other year fits: {candidates}; none was taken",
                zh: "另一年度有不止一个指标与之相近：{candidates_zh}；未予认定"
            ),
            PairClass::Uncertain if row.name.status == Status::Damaged => words!(
                en: "the name is damaged; it cannot be told which indicator of the other year it is",
                zh: "指标名称残损，无法认定对应另一年度哪个指标"
            ),
            PairClass::Uncertain => words!(
                en: "it may be an indicator of the other year whose name is damaged: {candidates}",
                zh: "可能是另一年度名称残损的指标：{candidates_zh}"
            ),
            _ => continue,
        };
        let printed = |row: &Option<crate::model::Indicator>| {
            row.as_ref().map(|row| Printed::from(&row.name))
        };
        let mut entry = NotComparable::new("name", words).printed(printed(old), printed(new));
        entry.indicator = Some(pairing::name(row));
        entry.pair = Some(place);
        found.not_comparable.push(entry);
    }
}

fn listed(pair: &Pair) -> Words {
    let names: Vec<&str> = pair.candidates.iter().map(|c| c.name.as_str()).collect();
    Words { en: names.join("; "), zh: Words::list(&names).zh }
}

fn damaged_values(context: &Context<'_>, found: &mut Found) {
    for both in context.both() {
        let (old, new) = (both.old, both.new);
        for (what, a, b) in
            [("target", &old.target, &new.target), ("actual", &old.actual, &new.actual)]
        {
            if differs(&a.raw, &b.raw) && (is_damaged(a) || is_damaged(b)) {
                let (raw_old, raw_new) = (measured::printed(a), measured::printed(b));
                let words = words!(
                    en: "the {what} cannot be read on one side ({raw_old} / {raw_new}); nothing is said of its change",
                    zh: "一侧数值残损（{raw_old} / {raw_new}），其变动未予判断"
                );
                let printed = (Printed::from(a), Printed::from(b));
                let entry = NotComparable::new(what, words).of(&both);
                found.not_comparable.push(entry.printed(Some(printed.0), Some(printed.1)));
            }
        }
        for (what, a, b) in
            [("level1", &old.level1, &new.level1), ("level2", &old.level2, &new.level2)]
        {
            let lost = |text: &Text| text.status == Status::Damaged;
            if differs(&a.raw, &b.raw) && (lost(a) || lost(b)) {
                let words = words!(
                    en: "the label of a level is damaged; it cannot be told whether the indicator moved",
                    zh: "层级名称残损，无法判断该指标层级是否调整"
                );
                let printed = (Printed::from(a), Printed::from(b));
                let entry = NotComparable::new(what, words).of(&both);
                found.not_comparable.push(entry.printed(Some(printed.0), Some(printed.1)));
            }
        }
    }
}

fn differs(a: &str, b: &str) -> bool {
    fold::key(a) != fold::key(b)
}

fn is_damaged(quantity: &Quantity) -> bool {
    quantity.status == Status::Damaged
}

/// A score that only one report states.
fn conclusion(context: &Context<'_>, found: &mut Found) {
    if context.of_declaration() {
        return;
    }
    let (old, new) = (&context.old.conclusion.score, &context.new.conclusion.score);
    if old.is_some() == new.is_some() {
        return;
    }
    let words = if old.is_some() {
        words!(
            en: "only the old report states a score; it cannot be set against the share of targets met",
            zh: "仅上年报告载明自评得分，无法与目标完成情况对照"
        )
    } else {
        words!(
            en: "only the new report states a score; it cannot be set against the share of targets met",
            zh: "仅本年报告载明自评得分，无法与目标完成情况对照"
        )
    };
    let printed = |score: &Option<crate::model::Number>| {
        score.as_ref().map(|score| Printed {
            raw: score.raw.clone(),
            status: Status::AsRead,
            at: score.at,
        })
    };
    let entry = NotComparable::new("score", words).printed(printed(old), printed(new));
    found.not_comparable.push(entry);
}
