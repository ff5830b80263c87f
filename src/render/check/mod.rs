//! What the audit checks found, for people and for programs.
//!
//! One report is [`Checked`]; it is written as text, Markdown or JSON. Over many, an
//! [`Overview`] counts which check found how much, and [`Many`] writes all of them grouped
//! by check or by report, as page, workbook, table or working paper. A [`Baseline`] takes
//! out what was accepted before.

mod baseline;
mod by_check;
mod head;
mod json;
mod many;
mod markdown;
mod overview;
mod page;
mod paper;
mod table;
mod text;
mod waiting;
mod words;

use std::collections::BTreeMap;

use crate::checks;
use crate::fold::clean;
use crate::location::At;
use crate::model::{Finding, Outcome, Report, Severity};
use crate::render::place::shown_place;
use crate::visible;
use crate::words::Language;

pub use baseline::Baseline;
use head::Head;
pub use many::{Failed, Grouping, Many};
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
    /// Cells of a line.
    pub width: usize,
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
    /// Accepted before, and not shown.
    pub accepted: u64,
    /// Below the severity that was asked for, and not shown.
    pub below: u64,
}

/// The findings of one report that are to be shown.
#[derive(Debug, Clone)]
pub struct Checked {
    head: Head,
    findings: Vec<Finding>,
    passed: u64,
    accepted: u64,
    below: u64,
}

/// A place of a finding with what is printed there.
struct Place {
    at: At,
    quote: Option<String>,
}

impl Checked {
    /// A report called `name`, with the findings of those checks that `wanted` names.
    #[must_use]
    pub fn new(name: &str, report: &Report, wanted: impl Fn(&str) -> bool) -> Self {
        let findings = report.findings.iter().filter(|f| wanted(&f.check));
        let findings: Vec<Finding> = findings.cloned().collect();
        let passed = findings.iter().filter(|f| f.outcome == Outcome::Pass).count() as u64;
        Self { head: Head::of(name, report), findings, passed, accepted: 0, below: 0 }
    }

    /// The same without what was accepted before.
    #[must_use]
    pub fn without(mut self, baseline: &mut Baseline) -> Self {
        let Self { head, findings, accepted, .. } = &mut self;
        findings.retain(|finding| {
            let known =
                finding.outcome != Outcome::Pass && baseline.accepts(&baseline::key(head, finding));
            *accepted += u64::from(known);
            !known
        });
        self
    }

    /// The same without what is below a severity.
    #[must_use]
    pub fn at_least(mut self, least: Severity) -> Self {
        let below = &mut self.below;
        self.findings.retain(|finding| {
            let shown = finding.outcome == Outcome::Pass || finding.severity >= least;
            *below += u64::from(!shown);
            shown
        });
        self
    }

    /// The same without what passed, which is only counted.
    #[must_use]
    pub fn without_passes(mut self) -> Self {
        self.findings.retain(|finding| finding.outcome != Outcome::Pass);
        self
    }

    /// How many of each kind there are.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts {
            passed: self.passed,
            accepted: self.accepted,
            below: self.below,
            ..Counts::default()
        };
        for finding in &self.findings {
            match finding.outcome {
                Outcome::Finding => counts.by_severity[finding.severity as usize] += 1,
                Outcome::NotEvaluable => counts.open += 1,
                Outcome::Pass => {}
            }
        }
        counts
    }

    /// The gravest finding.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.with(Outcome::Finding).map(|finding| finding.severity).max()
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
    fn of(&self, severity: Severity) -> impl Iterator<Item = &Finding> {
        self.with(Outcome::Finding).filter(move |finding| finding.severity == severity)
    }

    fn with(&self, outcome: Outcome) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.outcome == outcome)
    }

    /// Department, year and title, as far as they are known.
    fn about(&self, look: &Look) -> String {
        self.head.about(look.language)
    }
}

/// The places of a finding, each line once, with what is printed there.
fn places(finding: &Finding) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for at in &finding.at {
        let nowhere = at.page().is_none() && at.line().is_none();
        let on_line = |other: &At| match at.line() {
            Some(_) => (other.page(), other.line()) == (at.page(), at.line()),
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

/// The places of a finding with what is printed there, and the cells that it rests on, a line each.
fn evidence(finding: &Finding, look: &Look) -> Vec<String> {
    let shown = |place: Place| {
        let at = shown_place(&place.at);
        let quote = place.quote.unwrap_or_default();
        format!("{}  {quote}", at.in_language(look.language)).trim_end().to_owned()
    };
    let rests_on = finding.rests_on.iter().map(|value| text::rests_on(value, look));
    places(finding).into_iter().map(shown).chain(rests_on).collect()
}

/// A text in lines of so many columns, the first after `first`, the others after `rest`.
#[must_use]
pub fn wrapped(first: &str, rest: &str, text: &str, columns: usize) -> String {
    crate::render::screen::filled(first, rest, text, columns)
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
    let label = std::iter::once(name).chain(ids).collect::<Vec<_>>().join(" ");
    visible::line(&label).into_owned()
}

/// Outcomes by check.
type ByCheck = BTreeMap<String, overview::Line>;
