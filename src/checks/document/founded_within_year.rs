//! `founded_within_year.md` says what this finds and why.

use std::ops::Range;

use super::check;
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::location::At;
use crate::patterns::AuditWords;
use crate::words::words;

check!(
    "founded_within_year",
    ["ORG-01"],
    Info,
    en: "Founded within the year",
    zh: "部门当年成立"
);

/// How far after the word the name of the department may end, in characters.
const REACH: usize = 24;
/// The shortest end of a name that tells a department, in characters.
const SHORTEST: usize = 4;

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let founded = founded(context);
    let Some(&(latest, _)) = founded.iter().max_by_key(|(year, _)| *year) else {
        return Vec::new();
    };
    let places: Vec<At> = founded.iter().map(|(_, at)| *at).collect();
    let judgement = match context.report.fiscal_year.value {
        None => Judgement::not_evaluable(words!(
            en: "founded in {latest}, but the year evaluated is not known",
            zh: "部门成立于 {latest} 年，但评价年度不明"
        )),
        Some(year) if latest > year => Judgement::finding(words!(
            en: "the department was founded in {latest}, after the year {year} evaluated",
            zh: "部门成立于 {latest} 年，晚于评价年度 {year} 年"
        )),
        Some(year) if latest == year => Judgement::finding(words!(
            en: "the department was founded in {latest}, within the year evaluated; figures before that belong to another",
            zh: "部门成立于 {latest} 年，在评价年度之内；此前的数据属于其他部门"
        )),
        Some(_) => Judgement::pass(words!(
            en: "the department was founded in {latest}, before the year evaluated",
            zh: "部门成立于 {latest} 年，早于评价年度"
        )),
    };
    vec![judgement.at(places)]
}

/// Years in which sentences say that the department was founded, with their places.
fn founded(context: &Context<'_>) -> Vec<(i16, At)> {
    let audit = &context.patterns.audit;
    let department = context.report.fields.department.as_ref();
    let name = department.and_then(|d| d.value.as_deref()).map(fold::key);
    let mut found = Vec::new();
    for paragraph in &context.reading.paragraphs {
        // Without a year a sentence says nothing of when.
        for (sentence, _) in paragraph.dated(&context.patterns.years) {
            for Range { start: from, end: to } in audit.all(AuditWords::Founding, sentence) {
                let before = sentence.get(..from).unwrap_or_default();
                let after = sentence.get(to..).unwrap_or_default();
                let mentions = context.patterns.years.mentions(before);
                let ours = audit.has(AuditWords::Ourselves, before)
                    || name.as_deref().is_some_and(|name| names(after, name));
                match mentions.iter().rev().find(|m| !m.cited) {
                    Some(year) if ours => found.push((year.year, paragraph.block.at)),
                    _ => {}
                }
            }
        }
    }
    found
}

/// Whether a text starts with the department, whole or without its region.
fn names(after: &str, department: &str) -> bool {
    let near: String = after.chars().take(REACH).collect();
    let length = department.chars().count();
    let starts = department.char_indices().map(|(at, _)| at);
    let mut tails = starts.take(length.saturating_sub(SHORTEST - 1));
    // 市投资促进局 for 江门市投资促进局: a particle may stand before the name.
    tails.any(|at| {
        let tail = &department[at..];
        near.find(tail).is_some_and(|place| near[..place].chars().count() <= 2)
    })
}
