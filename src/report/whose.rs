//! Whose verdict a sentence states: the report's own, or that of another year, of another body,
//! of one project of several.

use super::annexed::Annexed;
use crate::fold::clause;
use crate::model::ReportKind;
use crate::patterns::Patterns;
use crate::prose::Verdict;

/// How far back a sentence is followed, in characters, and its clause.
const SENTENCE: usize = 120;
const CLAUSE: usize = 24;

/// What the report says of itself before its verdict is read.
pub(super) struct Whose<'p> {
    pub(super) kind: ReportKind,
    /// The year evaluated.
    pub(super) year: Option<i16>,
    /// The body that the report is on, folded: it may be called like one that checks others.
    pub(super) body: Option<String>,
    /// The mark above the title that makes the report an annex of what stands before it.
    pub(super) annexed: Option<Annexed>,
    pub(super) patterns: &'p Patterns,
}

impl Whose<'_> {
    /// The verdicts of a folded text that are the report's own, each with whether it is said of
    /// a project where the report is on more than one. `heading` may be the label of the text.
    pub(super) fn own(&self, text: &str, heading: &str) -> Vec<(Verdict, bool)> {
        let alone = self.patterns.grades.under_label(heading, text);
        let mut out: Vec<(Verdict, bool)> =
            alone.into_iter().map(|verdict| (verdict, false)).collect();
        // Where the last verdict of another stands: its grade goes with it.
        let mut passed: Option<usize> = None;
        for verdict in self.patterns.grades.verdicts(text) {
            let (Verdict::Score { label, .. } | Verdict::Grade { label, .. }) = verdict;
            let since = passed.and_then(|passed| text.get(passed..label.0));
            let goes_on = since.is_some_and(|since| {
                !since.contains(clause::ends_statement)
                    && self.patterns.years.mentions(since).is_empty()
            });
            if goes_on || self.is_on_another_year(text, label.0) || self.is_by_another(text, label)
            {
                passed = Some(label.0);
                continue;
            }
            passed = None;
            let project = self.patterns.grades.of_a_project.end(clause_before(text, label.0));
            match (project, self.kind) {
                (Some(_), ReportKind::DepartmentSelfReport | ReportKind::DepartmentSelfTable) => {}
                (project, kind) => {
                    out.push((verdict, project.is_some() && kind == ReportKind::Unknown));
                }
            }
        }
        out
    }

    /// Whether the words before a label give it to another year: 2022年度自评得分, 2022年度，我局….
    fn is_on_another_year(&self, text: &str, label: usize) -> bool {
        let Some(year) = self.year else { return false };
        let sentence = clause::back_to(text, label, clause::ends_sentence, SENTENCE);
        let mentions = self.patterns.years.mentions(sentence);
        let Some(last) = mentions.iter().rev().find(|mention| !mention.cited && !mention.range)
        else {
            return false;
        };
        let between = sentence.get(last.to..).unwrap_or_default();
        let between = between.strip_prefix(',').unwrap_or(between);
        last.year != year && !between.contains(clause::ends_clause)
    }

    /// Whether another body's verdict is told: the finance office's in a self-evaluation, the
    /// office's own in an evaluation by others.
    fn is_by_another(&self, text: &str, (from, to): (usize, usize)) -> bool {
        let grades = &self.patterns.grades;
        let clause = clause_before(text, from);
        let label = text.get(from..to).unwrap_or_default();
        let own = grades.by_itself.is_in(clause) || grades.by_itself.is_in(label);
        match self.kind {
            ReportKind::FiscalEvaluation => own,
            kind if kind.is_self_evaluation() => {
                // 经财政局复核，得分92分: the words stand in the clause before.
                let start = from - clause.len();
                let head = text.get(..start).and_then(|head| head.strip_suffix(','));
                let before = head.filter(|_| clause.is_empty());
                let before = before.map(|head| clause_before(head, head.len()));
                let by_others = |clause: &str| {
                    grades.by_others.all(clause).any(|found| {
                        if self.names_itself(clause.get(..found.to).unwrap_or_default()) {
                            return false;
                        }
                        let open = clause.get(..found.from).and_then(|head| head.rfind('《'));
                        open.is_none_or(|open| clause[open..found.from].contains('》'))
                    })
                };
                !own && (by_others(clause) || before.is_some_and(by_others))
            }
            _ => false,
        }
    }

    /// Whether a text ends with the name of the body that the report is on, as far as it goes back:
    /// 对清源县财政局 in the report of 清源县财政局.
    fn names_itself(&self, text: &str) -> bool {
        let body = self.body.as_deref().filter(|body| !body.is_empty());
        body.is_some_and(|body| text.ends_with(body) || body.ends_with(text))
    }
}

fn clause_before(text: &str, at: usize) -> &str {
    clause::back_to(text, at, clause::ends_clause, CLAUSE)
}
