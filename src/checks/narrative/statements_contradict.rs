//! `statements_contradict.md` says what this finds and why.

use super::check;
use crate::checks::stated::places;
use crate::checks::{Context, Judgement};
use crate::model::Claim;
use crate::words::words;

check!(
    "statements_contradict",
    ["NAR-06"],
    Medium,
    en: "Statements contradict each other",
    zh: "表述前后矛盾"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let claims = &context.report.narrative.claims;
    let mut topics: Vec<&str> = claims.iter().map(|claim| claim.topic.as_str()).collect();
    topics.sort_unstable();
    topics.dedup();
    let mut out: Vec<Judgement> = Vec::new();
    for topic in topics {
        let of = |good: bool| -> Vec<&Claim> {
            let own = claims.iter().filter(|claim| claim.topic == topic);
            own.filter(|claim| claim.good == good).collect()
        };
        let (good, bad) = (of(true), of(false));
        out.extend(contradiction(&good, &bad));
    }
    if out.is_empty() && claims.iter().any(|claim| claim.good) {
        let good = claims.iter().filter(|claim| claim.good);
        let said = words!(
            en: "nothing is called well in one place and not well in another",
            zh: "没有一处说好、一处说不好的事项"
        );
        out.push(Judgement::pass(said).at(good.map(|claim| claim.at)));
    }
    out
}

/// Claims that contradict each other, in different sections.
fn contradiction(good: &[&Claim], bad: &[&Claim]) -> Option<Judgement> {
    let apart = |a: &&&Claim| bad.iter().any(|b| a.section != b.section);
    let praise = good.iter().rev().find(apart)?;
    let complaint = bad.iter().find(|b| b.section != praise.section)?;
    let (praise, complaint) = (&praise.text, &complaint.text);
    let said = words!(
        en: "\"{praise}\" in one place, \"{complaint}\" in another",
        zh: "前后矛盾：一处称“{praise}”，一处称“{complaint}”"
    );
    let at = good.iter().chain(bad).map(|claim| claim.at);
    Some(Judgement::finding(said).values(praise, complaint).at(places(at)))
}
