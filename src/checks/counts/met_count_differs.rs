//! `met_count_differs.md` says what this finds and why.

use super::check;
use super::declared::{Lies, lies, of_level, possible_totals, rows, sentences, shown, single};
use crate::checks::row::{Row, Standing};
use crate::checks::{Context, Judgement};
use crate::model::{IndicatorCount, Statement};
use crate::words::{Words, words};

check!(
    "met_count_differs",
    ["CNT-03"],
    High,
    en: "Count of met targets differs",
    zh: "完成个数不符"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let rows = rows(context);
    let mut out = Vec::new();
    for sentence in sentences(&context.report.narrative.indicator_counts) {
        let split = split(sentence);
        if !rows.is_empty() {
            let groups = groups(sentence);
            out.extend(groups.iter().filter_map(|group| one(group, &rows)));
            if split.is_empty() {
                out.extend(together(&groups, &rows));
            }
        }
        out.extend(split);
    }
    if rows.is_empty() {
        return out;
    }
    out.extend(context.report.narrative.all_met.iter().filter_map(|claim| all(claim, &rows)));
    out
}

/// The groups of which a sentence says how far they were met; those of all indicators that it
/// calls met in several words (超额完成6个，完成8个) are one.
fn groups(sentence: &[IndicatorCount]) -> Vec<IndicatorCount> {
    let mut out: Vec<IndicatorCount> = Vec::new();
    for count in sentence.iter().filter(|count| count.rate.is_some() || count.met.is_some()) {
        let same = |other: &&mut IndicatorCount| {
            let plain = |count: &IndicatorCount| count.rate.is_none() && count.level1.is_none();
            plain(other) && plain(count) && other.met == count.met
        };
        match out.iter_mut().find(same) {
            Some(first) => first.count += count.count,
            None => out.push(count.clone()),
        }
    }
    out
}

/// Those met and those missed against the number that the sentence splits
/// (14个指标中12个达到、1个未达到).
fn split(sentence: &[IndicatorCount]) -> Vec<Judgement> {
    let has = |met: bool| sentence.iter().any(|count| count.met == Some(met));
    let whole = |count: &&IndicatorCount| {
        count.met.is_none() && count.rate.is_none() && count.level1.is_none()
    };
    let wholes: Vec<&IndicatorCount> = sentence.iter().filter(whole).collect();
    let groups = sentence.iter().filter(|count| count.met.is_some() && count.level1.is_none());
    let groups: Vec<&IndicatorCount> = groups.collect();
    let ([whole], true, true) = (&wholes[..], has(true), has(false)) else {
        return Vec::new();
    };
    let terms: Vec<String> = groups.iter().map(|group| group.count.to_string()).collect();
    let terms = terms.join(" + ");
    let sum: u32 = groups.iter().map(|group| group.count).sum();
    let at = std::iter::once(whole.at).chain(groups.iter().map(|group| group.at));
    let count = whole.count;
    if sum == count {
        let said = words!(
            en: "the indicators met and missed are all that the sentence counts: {terms} = {count}",
            zh: "达到与未达到的指标合计与总数相符：{terms} = {count}"
        );
        return vec![Judgement::pass(said).at(at)];
    }
    let said = words!(
        en: "of {count} indicators, {terms} = {sum} are said to be met or missed",
        zh: "文中称指标共 {count} 个，而达到与未达到的合计为 {terms} = {sum} 个"
    );
    vec![Judgement::finding(said).values(count, sum).at(at)]
}

/// A sentence that calls all targets met, against the rows.
fn all(claim: &Statement, rows: &[&Row<'_>]) -> Option<Judgement> {
    let of = |standing: Standing| -> Vec<&Row<'_>> {
        rows.iter().copied().filter(|row| row.standing == standing).collect()
    };
    let (missed, damaged) = (of(Standing::Missed), of(Standing::Damaged));
    let text = &claim.text;
    if !missed.is_empty() {
        let Words { en: numbers, zh: numbers_zh } =
            crate::checks::row::numbers(missed.iter().copied());
        let said = words!(
            en: "\"{text}\" is stated, but rows {numbers} miss their targets",
            zh: "文中称“{text}”，而第 {numbers_zh} 个指标未达到预期值"
        );
        let at =
            std::iter::once(claim.at).chain(crate::checks::row::places(missed.iter().copied()));
        let values = missed.iter().flat_map(|row| row.values_rest_on());
        return Some(Judgement::finding(said).at(at).rests_on(values));
    }
    if !damaged.is_empty() {
        let Words { en: numbers, zh: numbers_zh } =
            crate::checks::row::numbers(damaged.iter().copied());
        let said = words!(
            en: "\"{text}\" is stated; rows {numbers} cannot be read",
            zh: "文中称“{text}”，第 {numbers_zh} 个指标的数值残损"
        );
        let values = damaged.iter().flat_map(|row| row.values_rest_on());
        return Some(Judgement::not_evaluable(said).at([claim.at]).rests_on(values));
    }
    let said = words!(
        en: "\"{text}\" is stated, and no row misses its target",
        zh: "文中称“{text}”，表中没有未达到预期值的行"
    );
    rows.iter()
        .any(|row| row.standing == Standing::Met)
        .then(|| Judgement::pass(said).at([claim.at]))
}

/// One group against the rows.
fn one(group: &IndicatorCount, rows: &[&Row<'_>]) -> Option<Judgement> {
    // One single rate is for `completion_rate_differs`.
    if group.rate.as_ref().is_some_and(|band| single(band).is_some()) {
        return None;
    }
    let (own, unknown) = of_level(rows, group.level1.as_deref());
    let lies = |row: &Row<'_>| match (&group.rate, group.met) {
        (Some(band), _) => lies(row, band),
        (None, Some(met)) => match (row.standing, met) {
            (Standing::Met, true) | (Standing::Missed, false) => Lies::Inside,
            (Standing::Met, false) | (Standing::Missed, true) => Lies::Outside,
            _ => Lies::Perhaps,
        },
        (None, None) => Lies::Perhaps,
    };
    let count = |wanted| own.iter().filter(|row| lies(row) == wanted).count();
    let (sure, perhaps) = (count(Lies::Inside), count(Lies::Perhaps));
    let most = sure + perhaps + unknown.len();
    let declared = usize::try_from(group.count).ok()?;
    let what = match (&group.rate, group.met) {
        (Some(band), _) => shown(band),
        (None, Some(true)) => ">=100%".to_owned(),
        (None, _) => "<100%".to_owned(),
    };
    let range = if sure == most { sure.to_string() } else { format!("{sure}-{most}") };
    if (sure..=most).contains(&declared) {
        let said = words!(
            en: "{declared} indicators are said to be at {what}; the rows allow {range}",
            zh: "正文称 {declared} 个指标完成率为 {what}，表中为 {range} 个"
        );
        return Some(Judgement::pass(said).at([group.at]));
    }
    let damaged: Vec<&&Row<'_>> =
        own.iter().filter(|row| row.standing == Standing::Damaged).collect();
    let beyond: Vec<&Row<'_>> =
        own.iter().copied().filter(|row| lies(row) == Lies::Outside).collect();
    let Words { en: numbers, zh: numbers_zh } = crate::checks::row::numbers(beyond.iter().copied());
    if !damaged.is_empty() {
        let Words { en: rows, zh: rows_zh } =
            crate::checks::row::numbers(damaged.iter().map(|row| **row));
        let said = words!(
            en: "{declared} indicators are said to be at {what}, the rows allow {range}; rows {rows} cannot be read",
            zh: "正文称 {declared} 个指标完成率为 {what}，表中为 {range} 个；第 {rows_zh} 个指标的数值残损"
        );
        let values = damaged.iter().flat_map(|row| row.values_rest_on());
        return Some(Judgement::not_evaluable(said).at([group.at]).rests_on(values));
    }
    let said = words!(
        en: "{declared} indicators are said to be at {what}, the rows allow {range}; outside are rows {numbers}",
        zh: "正文称 {declared} 个指标完成率为 {what}，表中只有 {range} 个，不在其内的是第 {numbers_zh} 个指标"
    );
    let at = std::iter::once(group.at).chain(crate::checks::row::places(beyond));
    Some(Judgement::finding(said).values(declared, range).at(at))
}

/// All groups of a sentence against the number of rows.
fn together(groups: &[IndicatorCount], rows: &[&Row<'_>]) -> Option<Judgement> {
    if groups.len() < 2 {
        return None;
    }
    let sum: u32 = groups.iter().map(|group| group.count).sum();
    let terms: Vec<String> = groups.iter().map(|group| group.count.to_string()).collect();
    let (terms, all) = (terms.join(" + "), rows.len());
    let at = groups.iter().map(|group| group.at);
    if possible_totals(rows).contains(&sum) {
        let said = words!(
            en: "the groups {terms} = {sum} cover all indicators",
            zh: "各组 {terms} = {sum} 个，涵盖全部指标"
        );
        return Some(Judgement::pass(said).at(at));
    }
    let said = words!(
        en: "the groups {terms} = {sum} are more than the {all} rows of the table",
        zh: "各组 {terms} = {sum} 个，多于表中 {all} 行"
    );
    let more = usize::try_from(sum).ok()? > all;
    more.then(|| Judgement::finding(said).values(all, sum).at(at))
}
