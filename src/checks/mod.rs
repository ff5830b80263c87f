//! What an auditor looks for in one report: a file per check, one registry.
//!
//! A check sees the finished report and says pass, finding or not evaluable, each
//! with its evidence. What does not apply to a report (a form without weights has
//! no sum of weights) gets no outcome at all; what should be there and is missing
//! or damaged is not evaluable, and never a pass.

mod budget;
mod check;
mod counts;
mod dates;
mod document;
mod evidence;
mod narrative;
mod points;
mod rates;
mod registry;
mod row;
mod scored;
mod stated;
mod sums;
mod tally;
mod targets;
mod tolerance;
mod unread;
mod unsure;

use rust_decimal::Decimal;

use crate::fold;
use crate::form::Form;
use crate::location::At;
use crate::model::{Finding, Outcome, Report, ReportKind, RestsOn, Severity};
use crate::patterns::{Patterns, Profile};
use crate::words::{Words, words};

use crate::prose::reading::Reading;
use check::Judge;
use row::Row;
use scored::ScoredTable;
use sums::spending::{self, Amount};
use unread::Unread;
use unsure::Unsure;

pub use check::Check;
pub use registry::{all, find};

/// What a check may look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) report: &'a Report,
    pub(crate) form: &'a Form,
    /// What the report's authority asks for.
    pub(crate) profile: &'a Profile,
    pub(crate) patterns: &'a Patterns,
    /// The indicators with what all checks ask of them, worked out once.
    pub(crate) rows: &'a [Row<'a>],
    /// The tables that print weights or scores, with the budget block of each.
    pub(crate) scored: &'a [ScoredTable<'a>],
    /// The prose of the report.
    pub(crate) reading: &'a Reading<'a>,
    /// The amounts of spending with the sentences that state them.
    pub(in crate::checks) amounts: &'a [Amount<'a>],
}

impl Context<'_> {
    /// Whether the document is of the family at all: its kind was recognised, or it has
    /// indicators. What is said of a report's form is not said of others.
    pub(crate) fn is_report(&self) -> bool {
        self.report.kind != ReportKind::Unknown || !self.report.indicators.is_empty()
    }
}

/// One outcome of a check.
#[derive(Debug)]
pub(crate) struct Judgement {
    outcome: Outcome,
    severity: Option<Severity>,
    words: Words,
    expected: Option<String>,
    found: Option<String>,
    at: Vec<At>,
    rests_on: Vec<RestsOn>,
}

impl Judgement {
    /// The check holds.
    pub(crate) fn pass(words: Words) -> Self {
        Self::new(Outcome::Pass, words)
    }

    /// Something to look at.
    pub(crate) fn finding(words: Words) -> Self {
        Self::new(Outcome::Finding, words)
    }

    /// An input is missing or damaged; the words say which.
    pub(crate) fn not_evaluable(words: Words) -> Self {
        Self::new(Outcome::NotEvaluable, words)
    }

    fn new(outcome: Outcome, words: Words) -> Self {
        Self {
            outcome,
            severity: None,
            words,
            expected: None,
            found: None,
            at: Vec::new(),
            rests_on: Vec::new(),
        }
    }

    /// What was expected and what was found, as printed to people.
    pub(crate) fn values(mut self, expected: impl ToString, found: impl ToString) -> Self {
        self.expected = Some(expected.to_string());
        self.found = Some(found.to_string());
        self
    }

    /// The places named so far.
    pub(crate) fn into_places(self) -> Vec<At> {
        self.at
    }

    /// Places concerned.
    pub(crate) fn at(mut self, places: impl IntoIterator<Item = At>) -> Self {
        self.at.extend(places);
        self
    }

    /// Another severity than the check's own.
    pub(crate) fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// Values that carry this outcome and were not simply read.
    pub(crate) fn rests_on(mut self, values: impl IntoIterator<Item = RestsOn>) -> Self {
        // In a large file many checks may rest on all of its rows; what is no finding rests on no
        // more than is listed.
        let room = match self.outcome {
            Outcome::Finding => usize::MAX,
            Outcome::Pass | Outcome::NotEvaluable => MOST_PLACES,
        };
        self.rests_on.extend(values.into_iter().take(room.saturating_sub(self.rests_on.len())));
        self
    }

    /// A finding whose expectation is met is none: what it expects is what it found.
    fn met_is_passed(mut self) -> Self {
        let value = |text: &Option<String>| text.as_deref().map(fold::clean_key);
        let (expected, found) = (value(&self.expected), value(&self.found));
        let number = |text: &Option<String>| text.as_deref()?.trim().parse::<Decimal>().ok();
        let equal = match (number(&self.expected), number(&self.found)) {
            (Some(expected), Some(found)) => expected == found,
            _ => expected.is_some() && expected == found,
        };
        if equal && self.outcome == Outcome::Finding {
            self.outcome = Outcome::Pass;
        }
        self
    }

    fn into_finding(self, check: &Check) -> Finding {
        let severity = match self.outcome {
            Outcome::Pass => Severity::Info,
            _ => self.severity.unwrap_or(check.severity),
        };
        let title = check.title();
        Finding {
            title: title.en,
            title_zh: title.zh,
            expected: self.expected,
            found: self.found,
            at: self.at,
            rests_on: self.rests_on,
            ..Finding::new(check.name, self.outcome, severity, self.words)
        }
    }
}

/// The outcomes of all checks by a profile, in the order of the registry.
#[must_use]
pub fn judge(report: &Report, form: &Form, profile: &Profile, patterns: &Patterns) -> Vec<Finding> {
    let rows = row::rows(report, patterns);
    let scored = scored::tables(report, &rows, profile, form);
    let reading = Reading::new(report);
    let amounts = spending::amounts(report);
    let context = Context {
        report,
        form,
        profile,
        patterns,
        rows: &rows,
        scored: &scored,
        reading: &reading,
        amounts: &amounts,
    };
    let unsure = Unsure::of(report);
    let unread = Unread::of(report);
    let mut findings = Vec::new();
    for check in all() {
        let judgements = match check.judge {
            Judge::OfReport(judge) => judge(&context),
            Judge::OfFindings(judge) => judge(&findings),
        };
        let outcomes = judgements.into_iter().map(|judgement| {
            let mut finding = judgement.met_is_passed().into_finding(check);
            unread.soften(&mut finding);
            unsure.tell(&mut finding);
            if finding.outcome != Outcome::Finding {
                // No check looks at what it lists.
                bound(&mut finding);
            }
            finding
        });
        findings.extend(outcomes.collect::<Vec<_>>());
    }
    findings.iter_mut().for_each(bound);
    evidence::quote(report, &mut findings);
    findings
}

/// Places, and values that it rests on, that one finding lists.
const MOST_PLACES: usize = 10_000;

/// Of a finding of more places than anybody looks at lists the first, and says so: in a large file
/// that is no report each check may name all of its cells.
fn bound(finding: &mut Finding) {
    let places = finding.at.len();
    if places > MOST_PLACES {
        let said = words!(
            en: "; only the first {MOST_PLACES} of {places} places are listed",
            zh: "；共 {places} 处，只列出前 {MOST_PLACES} 处"
        );
        finding.message.push_str(&said.en);
        finding.message_zh.push_str(&said.zh);
        finding.at.truncate(MOST_PLACES);
        finding.at.shrink_to_fit();
    }
    if finding.rests_on.len() > MOST_PLACES {
        finding.rests_on.truncate(MOST_PLACES);
        finding.rests_on.shrink_to_fit();
    }
}

/// What is said instead where the profile that was asked for is none.
pub(crate) fn unknown_profile(name: &str) -> Finding {
    let words = words!(
        en: "there is no profile {name}; nothing was checked",
        zh: "没有名为 {name} 的评价标准，未作核查"
    );
    Finding::new("profile_unknown", Outcome::NotEvaluable, Severity::Info, words)
}
