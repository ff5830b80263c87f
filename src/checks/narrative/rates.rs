//! Rates of two counts of one sentence: 受理312件，办结298件，办结率95.5%.

use crate::checks::stated::{is_claim, places, quoted, words_before};
use crate::checks::tolerance::{per_cent, shown};
use crate::checks::{Context, Judgement};
use crate::model::{Scope, Stated};
use crate::patterns::narrative::{Narrative, WordKind};
use crate::words::words;

/// So many quantities before a rate are looked at.
const MOST: usize = 8;
/// The characters of a rate's name that its count has as well: 办结 of 办结率.
const NAME: usize = 2;

/// What is to be said of the rates that the sentences name.
pub(super) fn rates(context: &Context<'_>) -> Vec<Judgement> {
    let quantities = &context.report.narrative.quantities;
    let rates = quantities.iter().enumerate().filter(|(_, rate)| rate.unit == "%");
    rates.filter_map(|(index, rate)| one(quantities.get(..index)?, rate, context)).collect()
}

fn one(before: &[Stated], rate: &Stated, context: &Context<'_>) -> Option<Judgement> {
    let words = &context.patterns.narrative;
    let plain =
        is_claim(rate, words) && !matches!(rate.scope, Some(Scope::OtherYear | Scope::Planned));
    let before_rate = words_before(rate);
    let reached = words.find(WordKind::Reached, &before_rate).last();
    let end = reached.filter(|at| at.end == before_rate.len()).map(|at| at.start);
    let before_rate = before_rate.get(..end.unwrap_or(before_rate.len()))?;
    if !plain || words.is(WordKind::ExecutionRate, before_rate) {
        return None;
    }
    let sign = words.find(WordKind::RateOfCounts, before_rate).last()?;
    let head = before_rate.get(..sign.start).filter(|_| sign.end == before_rate.len())?;
    let from = head.char_indices().rev().nth(NAME - 1).map(|(at, _)| at)?;
    let (noun, name) = head.split_at(from);
    let near = before.iter().rev().take(MOST);
    let near: Vec<&Stated> = near
        .take_while(|other| other.sentence == rate.sentence)
        .filter(|other| other.unit != "%" && other.scope != Some(Scope::OtherYear))
        .collect();
    let part = part(&near, name, words).or_else(|| done_of_due(&near, name, words))?;
    let wholes = near.iter().copied().filter(|whole| {
        let planned = whole.scope == Some(Scope::Planned);
        let same = whole.unit == part.unit && whole.at != part.at;
        same && (planned || whole.number >= part.number)
    });
    let wholes: Vec<&Stated> = wholes.collect();
    if !is_of(noun, part, &wholes) || wholes.is_empty() {
        return None;
    }
    if !exact(part) || !wholes.iter().all(|whole| exact(whole)) {
        return None;
    }
    let fits = |whole: &&&Stated| fits(part, whole, rate);
    if let Some(whole) = wholes.iter().find(fits) {
        return Some(judged(part, whole, rate, true));
    }
    // Of several counts before it any may be meant, so that all must differ.
    wholes.first().map(|whole| judged(part, whole, rate, false))
}

/// The nearest count of what the rate is named after; where a plan stands before it,
/// what was done.
fn part<'a>(near: &[&'a Stated], name: &str, words: &Narrative) -> Option<&'a Stated> {
    let named =
        |stated: &&&Stated| words_before(stated).contains(name) || stated.after.contains(name);
    // 回收率 of 收回285份
    let turned = |stated: &&&Stated| name.chars().all(|c| stated.before.contains(c));
    let found = near.iter().find(named).or_else(|| near.iter().find(turned)).copied();
    // 2处不合格，合格率: what is counted is the rest.
    let negated = |text: &str| {
        let at = text.find(name);
        at.is_some_and(|at| words.is(WordKind::Negates, text.get(..at).unwrap_or_default()))
    };
    if found.is_some_and(|found| words.is(WordKind::AllOfThem, &found.after)) {
        return None;
    }
    if found.is_some_and(|found| negated(&words_before(found)) || negated(&found.after)) {
        return None;
    }
    let planned = |stated: &Stated| stated.scope == Some(Scope::Planned);
    match (found, near) {
        (Some(found), _) if !planned(found) => Some(found),
        // 完成率 is of whatever was planned; 合格率 is not.
        (_, &[done, plan])
            if planned(plan) && !planned(done) && words.is(WordKind::GenericRate, name) =>
        {
            Some(done)
        }
        _ => None,
    }
}

/// What was done of what was due, next to each other before a rate that is named after both:
/// 应检120台，实检114台，检验率.
fn done_of_due<'a>(near: &[&'a Stated], name: &str, words: &Narrative) -> Option<&'a Stated> {
    let &[done, due, ..] = near else { return None };
    let verb = |stated: &Stated, kind| {
        let before = words_before(stated);
        let at = words.find(kind, &before).next().filter(|at| at.start == 0)?;
        before.get(at.end..)?.chars().next()
    };
    let (verb, same) = (verb(done, WordKind::Done)?, verb(due, WordKind::Due)?);
    (verb == same && name.contains(verb)).then_some(done)
}

/// Whether what stands before the name of a rate is what is counted.
fn is_of(noun: &str, part: &Stated, wholes: &[&Stated]) -> bool {
    let end = noun.char_indices().rev().nth(NAME - 1).map_or(0, |(at, _)| at);
    let end = noun.get(end..).unwrap_or_default();
    let says = |stated: &Stated| stated.before.contains(end) || stated.after.contains(end);
    noun.is_empty() || says(part) || wholes.iter().any(|whole| says(whole))
}

fn exact(stated: &Stated) -> bool {
    stated.comparator.is_none() && stated.upper.is_none() && !stated.approximate
}

/// Whether a rate is part ÷ whole, rounded or cut off at its last digit.
fn fits(part: &Stated, whole: &Stated, rate: &Stated) -> bool {
    per_cent(part.number, whole.number).is_some_and(|computed| {
        // 达95% is true of more.
        let more = rate.comparator.is_some() && computed.value >= rate.number;
        more || computed.is_printed_as(rate.number)
    })
}

fn judged(part: &Stated, whole: &Stated, rate: &Stated, fits: bool) -> Judgement {
    let computed = per_cent(part.number, whole.number);
    let computed = computed.map_or_else(String::new, |rate| shown(rate.value).to_string());
    let (a, b, printed, said_of) = (part.number, whole.number, &rate.raw, quoted(rate));
    let at = places([whole.at, part.at, rate.at]);
    if fits {
        let said = words!(
            en: "the rate {printed} fits: {a} ÷ {b} = {computed}%",
            zh: "“{said_of}”相符：{a} ÷ {b} = {computed}%"
        );
        return Judgement::pass(said).at(at);
    }
    let said = words!(
        en: "\"{said_of}\" is stated, but {a} ÷ {b} = {computed}%",
        zh: "文中称“{said_of}”，而 {a} ÷ {b} = {computed}%"
    );
    Judgement::finding(said).values(format!("{computed}%"), printed).at(at)
}
