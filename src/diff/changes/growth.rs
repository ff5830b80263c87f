//! `growth.md` says what this finds and why.

use rust_decimal::Decimal;

use super::sentences::{self, Sentence};
use crate::diff::found::{Both, Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
use crate::diff::model::{Change, SideName, Years};
use crate::patterns::WordOf;
use crate::prose;
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if context.years != Years::Following {
        return;
    }
    let sentences = sentences::of(context);
    for both in context.both() {
        let patterns = context.patterns;
        let exact = |q: &crate::model::Quantity| {
            q.comparator.is_none() && q.upper.is_none() && !q.approximate
        };
        if !exact(&both.old.actual) || !exact(&both.new.actual) {
            continue;
        }
        let (Some(before), Some(after)) =
            (measured::actual(both.old, patterns), measured::actual(both.new, patterns))
        else {
            continue;
        };
        let Some(name) = sentences::spoken_name(&both, patterns) else {
            continue;
        };
        if !measured::comparable(&before, &after) || before.number <= Decimal::ZERO {
            continue;
        }
        let ratio = (after.number - before.number).checked_div(before.number);
        let Some(real) = ratio.and_then(|r| r.checked_mul(Decimal::ONE_HUNDRED)) else {
            continue;
        };
        for sentence in &sentences {
            let measure = after.measure.as_deref().unwrap_or_default();
            let stated = sentences::number_after(&sentence.text, &name, measure, patterns);
            let Some(stated) = stated.filter(|stated| stated.base == after.number) else {
                continue;
            };
            let rest = sentence.text.get(stated.to..).unwrap_or_default();
            if let Some((printed, half)) = rate(rest, context)
                && (printed - real).abs() > half
            {
                found.push(change(&both, sentence, printed, real));
            }
        }
    }
}

/// The rate that follows directly, with its sign, and half of its last digit.
fn rate(rest: &str, context: &Context<'_>) -> Option<(Decimal, Decimal)> {
    let changes = &context.patterns.changes;
    let rest = rest.trim_start_matches([',', '(']);
    let (range, sign) = [(WordOf::Growth, 1), (WordOf::Fall, -1)]
        .into_iter()
        .filter_map(|(of, sign)| Some((changes.word(of, rest)?, sign)))
        .find(|(range, _)| range.start == 0)?;
    let (number, length) = prose::number(rest.get(range.end..)?)?;
    let unit = rest.get(range.end + length..)?;
    if !unit.starts_with('%') {
        return None;
    }
    let half = Decimal::new(5, number.scale() + 1);
    Some((number * Decimal::from(sign), half))
}

fn change(both: &Both<'_>, sentence: &Sentence<'_>, printed: Decimal, real: Decimal) -> Change {
    let (from, to) = (measured::printed(&both.old.actual), measured::printed(&both.new.actual));
    let places = printed.scale().max(1);
    let real = real.round_dp(places);
    let words = words!(
        en: "a change of {printed}% is stated, but {from} and {to} give {real}%",
        zh: "文中称变动 {printed}%，按 {from} 与 {to} 推算为 {real}%"
    );
    Change::new(ChangeKind::GrowthDiffers, words)
        .of(both)
        .old(both.old.actual.raw.as_str(), both.old.actual.at)
        .new_side(sentence.printed, sentence.at)
        .rests_on(SideName::New, both.new.actual.raw.as_str(), both.new.actual.at)
}
