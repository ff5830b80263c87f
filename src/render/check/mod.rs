//! What the audit checks found, for people and for programs.
//!
//! One report is [`Checked`]; it is written as text, Markdown or JSON. Over many, an
//! [`Overview`] counts which check found how much.

mod json;
mod markdown;
mod overview;
mod text;
mod words;
mod wrap;

use std::collections::BTreeMap;

use crate::checks;
use crate::fold::clean;
use crate::location::At;
use crate::model::{Finding, Outcome, Report, Severity};
use crate::words::Language;

pub use overview::Overview;

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
        Self { name, report, findings: findings.collect() }
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

    /// The places of a finding, each line once, with what is printed there.
    fn places(&self, finding: &Finding) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        for at in &finding.at {
            let nowhere = at.page.is_none() && at.line.is_none();
            let on_line = |other: &At| match at.line {
                Some(_) => (other.page, other.line) == (at.page, at.line),
                None => other == at,
            };
            if nowhere || places.iter().any(|place| on_line(&place.at)) {
                continue;
            }
            let quoted = finding.evidence.iter().filter(|quotation| on_line(&quotation.at));
            let quoted: Vec<String> = quoted.map(|quotation| shortened(&quotation.raw)).collect();
            let quote = (!quoted.is_empty()).then(|| quoted.join(BETWEEN));
            places.push(Place { at: *at, quote });
        }
        places
    }
}

/// What parts cells from one another.
const BETWEEN: &str = " | ";

/// A text for people, of a long one its start.
fn shortened(raw: &str) -> String {
    /// A text longer than this, in characters, is quoted in part.
    const LONGEST: usize = 72;
    let text = clean(raw);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// Name and ids of a check: `share_differs NAR-02`.
fn label(name: &str) -> String {
    let ids = checks::find(name).flat_map(|check| check.ids.iter().copied());
    std::iter::once(name).chain(ids).collect::<Vec<_>>().join(" ")
}

/// Outcomes by check.
type ByCheck = BTreeMap<String, overview::Line>;
