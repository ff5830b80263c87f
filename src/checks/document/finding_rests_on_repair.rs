//! `finding_rests_on_repair.md` says what this finds and why.

use super::check;
use crate::checks::Judgement;
use crate::model::{Finding, Outcome, RestsOn, Status};
use crate::words::{Words, words};

check!(
    "finding_rests_on_repair",
    ["OCR-02"],
    Info, OfFindings,
    en: "Findings rest on restored values",
    zh: "问题依据校正值"
);

/// What says itself that cells cannot be read.
const ITSELF: &str = "cell_unreadable";

fn judge(findings: &[Finding]) -> Vec<Judgement> {
    let findings: Vec<_> = findings
        .iter()
        .filter(|said| said.outcome == Outcome::Finding && said.check != ITSELF)
        .collect();
    let restored = |value: &&RestsOn| matches!(value.status, Status::Repaired | Status::Damaged);
    let concerned: Vec<_> =
        findings.iter().filter(|said| said.rests_on.iter().any(|value| restored(&value))).collect();
    if findings.is_empty() {
        return Vec::new();
    }
    let all = findings.len();
    if concerned.is_empty() {
        return vec![Judgement::pass(words!(
            en: "no finding rests on a restored value, of {all}",
            zh: "{all} 项问题均不依据校正的值"
        ))];
    }
    let count = concerned.len();
    let mut names: Vec<&str> = concerned.iter().map(|said| said.check.as_str()).collect();
    names.dedup();
    let Words { en: names, zh: names_zh } = Words::list(&names);
    let values: Vec<RestsOn> =
        concerned.iter().flat_map(|said| said.rests_on.iter().filter(restored).cloned()).collect();
    let judgement = Judgement::finding(words!(
        en: "of {all} findings, {count} on values that were restored or cannot be read: {names}",
        zh: "{all} 项问题中有 {count} 项依据校正或残损的值：{names_zh}"
    ));
    vec![judgement.at(values.iter().map(|value| value.at)).rests_on(values.clone())]
}
