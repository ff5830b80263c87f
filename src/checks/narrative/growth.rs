//! Growth rates of amounts beside the change itself: 比上年增加42.4万元，增长4.5%.

use rust_decimal::Decimal;

use crate::checks::stated::{is_claim, places, quoted};
use crate::checks::tolerance::{half_unit, per_cent};
use crate::checks::{Context, Judgement};
use crate::model::{Scope, Stated};
use crate::patterns::narrative::{PatternKind, WordKind};
use crate::words::words;

/// So many quantities before a change are looked at.
const MOST: usize = 8;
/// The longest words of comparison before a change, in characters: 与2022年度相比.
const LONGEST: usize = 12;

/// What is to be said of rates that stand right behind the change that they are of.
pub(super) fn of_amounts(context: &Context<'_>) -> Vec<Judgement> {
    let quantities = &context.report.narrative.quantities;
    let judged = quantities.iter().enumerate().filter_map(|(index, rate)| {
        let (change, before) = quantities.get(..index)?.split_last()?;
        one(before, change, rate, context)
    });
    judged.collect()
}

fn one(
    before: &[Stated],
    change: &Stated,
    rate: &Stated,
    context: &Context<'_>,
) -> Option<Judgement> {
    let words = &context.patterns.narrative;
    let growth = words.pattern(PatternKind::Growth)?;
    let plain = rate.unit == "%"
        && change.unit != "%"
        && change.sentence == rate.sentence
        && [rate, change].iter().all(|one| is_claim(one, words));
    if !plain || !growth.is_match(&rate.before) {
        return None;
    }
    let found = growth.captures(&change.before)?;
    let start = found.whole()?.start();
    let head = change.before.get(..start)?;
    // 基本支出增加…: of something else than the amount before.
    let compares = {
        let short = head.chars().nth(LONGEST).is_none();
        let other = words.is(WordKind::OtherYear, head)
            || !context.patterns.years.mentions(head).is_empty();
        head.is_empty() || short && other && context.patterns.years.compared.start(head).is_some()
    };
    let falls = words.is(WordKind::Falls, &change.before);
    if !compares || falls != words.is(WordKind::Falls, &rate.before) {
        return None;
    }
    let near: Vec<&Stated> = before
        .iter()
        .rev()
        .take(MOST)
        .take_while(|other| other.sentence == rate.sentence)
        .filter(|other| other.unit == change.unit && is_claim(other, words))
        .collect();
    let (nearest, rest) = near.split_first()?;
    let current = |other: &Stated| match falls {
        true => other.number.checked_add(change.number),
        false => other.number.checked_sub(change.number),
    };
    // 比上年1024.5万元增加71.3万元: the base is printed.
    let base = |other: &Stated| match other.scope {
        Some(Scope::OtherYear | Scope::Planned) if head.is_empty() => Some(other.number),
        _ => current(other),
    };
    let fits = |other: &Stated| {
        let bases = [Some(other.number), current(other)];
        bases.into_iter().flatten().any(|base| is_rate(change, base, rate, other))
    };
    if fits(nearest) || rest.iter().any(|other| fits(other)) || !nearest.part_of.is_empty() {
        return None;
    }
    let computed = per_cent(change.number, base(nearest).filter(|base| *base > Decimal::ZERO)?)?;
    let computed = computed.shown();
    let (amount, said_of) = (quoted(nearest), quoted(rate));
    let changed = quoted(change);
    let said = words!(
        en: "\"{amount}\", \"{changed}\": that is {computed}%, but \"{said_of}\" is stated",
        zh: "“{amount}”“{changed}”，变动幅度应为 {computed}%，而文中称“{said_of}”"
    );
    let judgement = Judgement::finding(said).values(format!("{computed}%"), &rate.raw);
    Some(judgement.at(places([nearest.at, change.at, rate.at])))
}

/// Whether a rate is change ÷ base, as far as the printed digits tell.
fn is_rate(change: &Stated, base: Decimal, rate: &Stated, other: &Stated) -> bool {
    let within = || {
        let least_base = base.checked_add(half_unit(other.number))?;
        let most_base = base.checked_sub(half_unit(other.number))?;
        let half = half_unit(change.number);
        let least = change.number.checked_sub(half)?.checked_div(least_base)?;
        let most = change.number.checked_add(half)?.checked_div(most_base)?;
        // Rounded or cut off at its last digit.
        let slack = half_unit(rate.number) + half_unit(rate.number);
        let low = least.checked_mul(Decimal::ONE_HUNDRED)?.checked_sub(slack)?;
        let high = most.checked_mul(Decimal::ONE_HUNDRED)?.checked_add(slack)?;
        Some((low..=high).contains(&rate.number))
    };
    base > Decimal::ZERO && within().unwrap_or(true)
}
