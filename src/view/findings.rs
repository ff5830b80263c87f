//! What the checks found, the gravest first.

use super::html::Html;
use super::report::{Builder, FindingView};
use crate::model::{Finding, Outcome, Severity};
use crate::render::{shown_bound, shown_place};
use crate::terms::Term;

impl<'r> Builder<'_, 'r> {
    pub(super) fn findings(&mut self) -> Vec<FindingView> {
        let report = self.report;
        let all = report.findings.iter().enumerate();
        let open = all.filter(|(_, found)| found.outcome != Outcome::Pass);
        let mut views: Vec<(u8, FindingView)> =
            open.map(|(number, found)| (grave(found), self.finding(number, found))).collect();
        views.sort_by_key(|(grave, _)| *grave);
        views.into_iter().map(|(_, view)| view).collect()
    }

    fn finding(&mut self, number: usize, finding: &'r Finding) -> FindingView {
        let term = term_of(finding);
        let spots = finding.at.iter().filter_map(|at| self.spots.number(at, false)).collect();
        let quotes = finding.evidence.iter().map(|quote| {
            let spot = self.spots.number(&quote.at, false);
            (spot, Html::text(quote.raw.trim()), Html::words(&shown_place(&quote.at)))
        });
        let quotes = quotes.collect();
        let items = self.items.iter().filter(|item| {
            item.findings.contains(&number)
                && finding.rests_on.iter().any(|rest| rest.at == item.value.at)
        });
        let rests = items.map(|item| {
            let printed = item.value.printed.trim();
            (item.anchor.clone(), Html::text(printed))
        });
        FindingView {
            number,
            code: term.code,
            sign: Html::both(
                &format!("{} {}", term.sign, term.zh),
                &format!("{} {}", term.sign, term.en),
            ),
            title: Html::both(&finding.title_zh, &finding.title),
            message: Html::both(&finding.message_zh, &finding.message),
            check: finding.check.clone(),
            expected: finding.expected.as_deref().map(|value| Html::text(&shown_bound(value))),
            found: finding.found.as_deref().map(|value| Html::text(&shown_bound(value))),
            quotes,
            rests: rests.collect(),
            spots,
        }
    }
}

fn term_of(finding: &Finding) -> Term {
    match finding.outcome {
        Outcome::NotEvaluable => Outcome::NotEvaluable.term(),
        _ => finding.severity.term(),
    }
}

fn grave(finding: &Finding) -> u8 {
    match (finding.outcome, finding.severity) {
        (Outcome::NotEvaluable, _) => 4,
        (_, Severity::High) => 0,
        (_, Severity::Medium) => 1,
        (_, Severity::Low) => 2,
        _ => 3,
    }
}

/// How many there are of each severity, the gravest first.
pub(super) fn severities(findings: &[FindingView]) -> Vec<(&'static str, Html, usize)> {
    let mut counts: Vec<(&'static str, Html, usize)> = Vec::new();
    for finding in findings {
        match counts.last_mut().filter(|(code, ..)| *code == finding.code) {
            Some((_, _, count)) => *count += 1,
            None => counts.push((finding.code, finding.sign.clone(), 1)),
        }
    }
    counts
}
