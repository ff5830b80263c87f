//! `problems_and_measures_differ.md` says what this finds and why.

use super::check;
use crate::checks::{Context, Judgement};
use crate::model::{Severity, Statement};
use crate::words::words;

check!(
    "problems_and_measures_differ",
    ["NAR-07"],
    Low,
    en: "Problems and measures differ",
    zh: "问题与措施不对应"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let narrative = &context.report.narrative;
    let numbered = |list: &[Statement]| list.iter().all(|item| item.number.is_some());
    let (problems, measures) = (&narrative.problems, &narrative.measures);
    if problems.is_empty() || measures.is_empty() && !numbered(problems) {
        return Vec::new();
    }
    let (asked, answered) = (problems.len(), measures.len());
    let at = problems.iter().chain(measures).map(|item| item.at);
    if measures.is_empty() || !numbered(problems) || !numbered(measures) {
        // Prose that is not numbered may hold several in one paragraph.
        let lists = numbered(problems) || numbered(measures);
        let said = words!(
            en: "problems or measures are not numbered, so that they cannot be counted",
            zh: "存在问题或改进措施没有逐条编号，无法核对条数"
        );
        return lists.then(|| Judgement::not_evaluable(said).at(at)).into_iter().collect();
    }
    if asked == answered {
        let said = words!(
            en: "{asked} problems, {answered} measures",
            zh: "问题 {asked} 条，措施 {answered} 条"
        );
        return vec![Judgement::pass(said).at(at)];
    }
    if answered > asked {
        let said = words!(
            en: "{asked} problems, and {answered} measures",
            zh: "问题 {asked} 条，措施 {answered} 条，多于问题"
        );
        let judgement = Judgement::finding(said).severity(Severity::Info);
        return vec![judgement.values(asked, answered).at(at)];
    }
    let said = words!(
        en: "{asked} problems, but only {answered} measures",
        zh: "问题 {asked} 条，措施只有 {answered} 条"
    );
    vec![Judgement::finding(said).values(asked, answered).at(at)]
}
