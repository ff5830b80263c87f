//! `indicator_count_differs.md` says what this finds and why.

use super::check;
use super::declared::{possible_totals, rows, sentences};
use crate::checks::{Context, Judgement};
use crate::model::IndicatorCount;
use crate::words::words;

check!(
    "indicator_count_differs",
    ["CNT-01"],
    High,
    en: "Count of indicators differs",
    zh: "指标个数不符"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let counts = &context.report.narrative.indicator_counts;
    let mut out: Vec<Judgement> = sentences(counts).filter_map(by_parts).collect();
    let rows = rows(context);
    let totals: Vec<&IndicatorCount> = counts.iter().filter(|count| count.total).collect();
    let Some(first) = totals.first() else {
        return out;
    };
    let possible = possible_totals(&rows);
    let all = rows.len();
    if rows.is_empty() {
        let count = first.count;
        let said = words!(
            en: "the text declares {count} indicators, but no table of indicators could be read",
            zh: "正文称共 {count} 个指标，但没有读到指标表"
        );
        out.push(Judgement::not_evaluable(said).at(totals.iter().map(|count| count.at)));
        return out;
    }
    for count in &totals {
        if !possible.contains(&count.count) {
            let declared = count.count;
            let said = words!(
                en: "the text declares {declared} indicators, the table has {all} rows",
                zh: "正文称共 {declared} 个指标，表中有 {all} 行"
            );
            out.push(Judgement::finding(said).values(declared, all).at([count.at]));
        }
    }
    if totals.iter().all(|count| possible.contains(&count.count)) {
        let declared = first.count;
        let said = words!(
            en: "the table has the {declared} indicators that the text declares",
            zh: "表中指标与正文所称 {declared} 个相符"
        );
        out.push(Judgement::pass(said).at(totals.iter().map(|count| count.at)));
    }
    out
}

/// A total and the parts in one sentence.
fn by_parts(sentence: &[IndicatorCount]) -> Option<Judgement> {
    let total = sentence.iter().find(|count| count.total)?;
    let is_part = |count: &&IndicatorCount| {
        count.level1.is_some() && count.rate.is_none() && count.met.is_none()
    };
    let parts: Vec<&IndicatorCount> = sentence.iter().filter(is_part).collect();
    if parts.len() < 2 {
        return None;
    }
    let sum: u32 = parts.iter().map(|part| part.count).sum();
    let terms: Vec<String> = parts.iter().map(|part| part.count.to_string()).collect();
    let (terms, declared) = (terms.join(" + "), total.count);
    let at = std::iter::once(total.at).chain(parts.iter().map(|part| part.at));
    if sum == declared {
        let said = words!(
            en: "{terms} = {declared} indicators",
            zh: "各类指标 {terms} = {declared} 个"
        );
        return Some(Judgement::pass(said).at(at));
    }
    let said = words!(
        en: "{terms} = {sum} indicators, not {declared}",
        zh: "各类指标 {terms} = {sum} 个，与所称 {declared} 个不符"
    );
    Some(Judgement::finding(said).values(declared, sum).at(at))
}
