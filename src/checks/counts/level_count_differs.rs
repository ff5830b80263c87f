//! `level_count_differs.md` says what this finds and why.

use super::check;
use super::declared::{levels_rest_on, of_level, possible_totals, rows, sentences};
use crate::checks::row::Row;
use crate::checks::{Context, Judgement};
use crate::model::{IndicatorCount, RestsOn};
use crate::words::{Words, words};

check!(
    "level_count_differs",
    ["CNT-02"],
    High,
    en: "Count of a level differs",
    zh: "分级指标个数不符"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let rows = rows(context);
    if rows.is_empty() {
        return Vec::new();
    }
    let counts = &context.report.narrative.indicator_counts;
    let is_part = |count: &&IndicatorCount| {
        count.level1.is_some() && count.rate.is_none() && count.met.is_none()
    };
    let mut out = Vec::new();
    for sentence in sentences(counts) {
        let parts: Vec<&IndicatorCount> = sentence.iter().filter(is_part).collect();
        if parts.len() < 2 && !sentence.iter().any(|count| count.total) {
            continue; // a sentence on some of them
        }
        let mut agree: Vec<(&IndicatorCount, Vec<&Row<'_>>)> = Vec::new();
        for part in &parts {
            let level = part.level1.as_deref();
            let (own, unknown) = of_level(&rows, level);
            match differs(part, &own, &unknown) {
                Some(judgement) => out.push(judgement),
                None => agree.push((part, own)),
            }
        }
        if agree.len() == parts.len() && !parts.is_empty() {
            out.push(agreed(&agree));
        }
    }
    out
}

fn differs(part: &IndicatorCount, own: &[&Row<'_>], unknown: &[&Row<'_>]) -> Option<Judgement> {
    let level = part.level1.as_deref().unwrap_or_default();
    let (declared, found) = (part.count, own.len());
    if possible_totals(own).contains(&declared) {
        return None;
    }
    let missing = usize::try_from(declared).ok()?.saturating_sub(found);
    if missing > 0 && missing <= unknown.len() {
        let Words { en: numbers, zh: numbers_zh } =
            crate::checks::row::numbers(unknown.iter().copied());
        let said = words!(
            en: "the text declares {declared} {level}, the table has {found}; the level of rows {numbers} cannot be read",
            zh: "正文称 {level} {declared} 个，表中有 {found} 个；第 {numbers_zh} 个指标的一级指标残损"
        );
        let damaged =
            unknown.iter().filter_map(|row| row.text_rests_on("level1", &row.indicator.level1));
        return Some(Judgement::not_evaluable(said).at([part.at]).rests_on(damaged));
    }
    let said = words!(
        en: "the text declares {declared} {level}, the table has {found}",
        zh: "正文称 {level} {declared} 个，表中有 {found} 个"
    );
    let rests_on = levels_rest_on(own);
    let judgement = Judgement::finding(said).values(declared, found);
    Some(judgement.at([part.at]).rests_on(rests_on))
}

fn agreed(agree: &[(&IndicatorCount, Vec<&Row<'_>>)]) -> Judgement {
    let of = |part: &IndicatorCount| {
        let level = part.level1.as_deref().unwrap_or_default();
        format!("{level} {}", part.count)
    };
    let named: Vec<String> = agree.iter().map(|(part, _)| of(part)).collect();
    let Words { en: named, zh: named_zh } = Words::list(&named);
    let rests_on: Vec<RestsOn> = agree.iter().flat_map(|(_, rows)| levels_rest_on(rows)).collect();
    let said = words!(
        en: "the table has as many rows of each level as the text declares: {named}",
        zh: "表中各一级指标的个数与正文相符：{named_zh}"
    );
    let at = agree.iter().map(|(part, _)| part.at);
    Judgement::pass(said).at(at).rests_on(rests_on)
}
