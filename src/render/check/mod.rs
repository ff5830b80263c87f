//! What the audit checks found, for people and for programs.
//!
//! One report is [`Checked`]; it is written as text, Markdown or JSON. Over many, an
//! [`Overview`] counts which check found how much.

mod json;
mod markdown;
mod overview;
mod quote;
mod text;
mod words;
mod wrap;

use std::collections::BTreeMap;

use crate::checks;
use crate::location::At;
use crate::model::{Finding, Outcome, Report, Severity};
use crate::words::Language;

pub use overview::Overview;
use quote::Quotes;

/// How findings are shown.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Of the sentences.
    pub language: Language,
    /// Whether signs and words of severity are coloured, as terminals understand it.
    pub colour: bool,
    /// Whether checks that passed are listed, and not only counted.
    pub all: bool,
}

/// Numbers of outcomes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Findings: info, low, medium, high.
    pub by_severity: [u64; 4],
    /// Not evaluable.
    pub open: u64,
    /// Passed.
    pub passed: u64,
}

/// The findings of one report that are to be shown.
#[derive(Debug)]
pub struct Checked<'a> {
    name: &'a str,
    report: &'a Report,
    findings: Vec<&'a Finding>,
    quotes: Quotes,
}

/// A place of a finding with what is printed there.
struct Place {
    at: At,
    quote: Option<String>,
}

impl<'a> Checked<'a> {
    /// A report called `name`, with the findings of those checks that `wanted` names.
    #[must_use]
    pub fn new(name: &'a str, report: &'a Report, wanted: impl Fn(&str) -> bool) -> Self {
        let findings = report.findings.iter().filter(|f| wanted(&f.check));
        Self { name, report, findings: findings.collect(), quotes: Quotes::new(report) }
    }

    /// How many of each kind there are.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for finding in &self.findings {
            match finding.outcome {
                Outcome::Finding => counts.by_severity[finding.severity as usize] += 1,
                Outcome::NotEvaluable => counts.open += 1,
                Outcome::Pass => counts.passed += 1,
            }
        }
        counts
    }

    /// The gravest finding.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        let found = self.findings.iter().filter(|f| f.outcome == Outcome::Finding);
        found.map(|finding| finding.severity).max()
    }

    /// For a terminal or a text file.
    #[must_use]
    pub fn text(&self, look: &Look) -> String {
        text::text(self, look)
    }

    /// For a document.
    #[must_use]
    pub fn markdown(&self, look: &Look) -> String {
        markdown::markdown(self, look)
    }

    /// For programs.
    #[must_use]
    pub fn json(&self, look: &Look) -> serde_json::Value {
        json::json(self, look)
    }

    /// Findings of a severity, in the order of the registry.
    fn of(&self, severity: Severity) -> impl Iterator<Item = &'a Finding> {
        self.with(Outcome::Finding).filter(move |finding| finding.severity == severity)
    }

    fn with(&self, outcome: Outcome) -> impl Iterator<Item = &'a Finding> {
        self.findings.iter().copied().filter(move |finding| finding.outcome == outcome)
    }

    /// Department, year and title, as far as they are known.
    fn about(&self, look: &Look) -> String {
        let report = self.report;
        let department = report.fields.department.as_ref().and_then(|d| d.value.clone());
        let project = report.fields.project.as_ref().and_then(|p| p.value.clone());
        let year = report.fiscal_year.value.map(words::fiscal_year);
        let year = year.map(|year| year.in_language(look.language).to_owned());
        let parts = [department, project, year, report.title.value.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// The places of a finding, each line or row once.
    fn places(&self, finding: &Finding) -> Vec<Place> {
        let words = marks(finding);
        let mut seen: Vec<Place> = Vec::new();
        for at in &finding.at {
            let quote = self.quotes.at(at, &words);
            let known =
                |p: &Place| p.at.page == at.page && p.at.line == at.line && p.quote == quote;
            let nowhere = at.page.is_none() && at.line.is_none();
            if !nowhere && !seen.iter().any(known) {
                seen.push(Place { at: *at, quote });
            }
        }
        seen
    }
}

/// Signs of severity, the gravest first.

/// The numbers that a finding speaks of, by which its sentence is found again.
fn marks(finding: &Finding) -> Vec<String> {
    let said = [Some(&finding.message_zh), finding.expected.as_ref(), finding.found.as_ref()];
    let number = |c: char| c.is_ascii_digit() || c == '.';
    let mut marks: Vec<String> = Vec::new();
    for text in said.into_iter().flatten() {
        let parts = text.split(|c: char| !number(c)).map(|part| part.trim_matches('.'));
        marks.extend(parts.filter(|part| part.len() > 1).map(String::from));
        // A name in Chinese quotation marks is a mark too.
        let quoted = text.split('“').skip(1).filter_map(|rest| rest.split('”').next());
        marks.extend(quoted.map(String::from));
    }
    marks.sort();
    marks.dedup();
    marks
}

/// Name and ids of a check: `share_differs NAR-02`.
fn label(name: &str) -> String {
    let ids = checks::find(name).flat_map(|check| check.ids.iter().copied());
    std::iter::once(name).chain(ids).collect::<Vec<_>>().join(" ")
}

/// Outcomes by check.
type ByCheck = BTreeMap<String, overview::Line>;
