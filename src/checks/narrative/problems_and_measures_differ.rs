//! ## What it finds
//! Numbered problems (存在问题) and numbered measures (改进措施) that are not as many.
//!
//! ## Why it matters
//! A problem without a measure will stand in next year's report again.
//!
//! ## Known limits
//! Only lists whose items are numbered. One measure may answer two problems; the finding
//! is of low severity, and a remark where there are more measures than problems.
//!
//! ## Basis
//! Outline of the self-evaluation report (自评报告提纲): measures answer the problems found.
//!
//! ---
//! ## 查什么
//! 编了号的存在问题与编了号的改进措施条数不等。
//!
//! ## 为什么重要
//! 没有对应措施的问题，来年还会出现。
//!
//! ## 局限
//! 只查编了号的。一条措施可以对应两个问题，所以列为低；措施多于问题的只作提示。
//!
//! ## 依据
//! 自评报告提纲：针对存在的问题提出改进措施。

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
