//! What people are shown of a comparison, worded once for all outputs.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::labels::Labels;
use super::marks::Marked;
use super::rows::{self, RowView};
use super::speaker::Speaker;
use super::wording;
use super::{Comparison, Options, is_listed};
use crate::diff::Change;
use crate::model::{Finding, Outcome, Severity};

/// The whole content of a page, a workbook or a screen.
#[derive(Debug)]
pub(super) struct View {
    pub(super) t: Labels,
    /// The place of this comparison in the overview of many, without the ending of its file.
    pub(super) place: Option<usize>,
    pub(super) sides: [SideView; 2],
    pub(super) warning: Option<String>,
    pub(super) severities: Vec<Count>,
    pub(super) kinds: Vec<KindCount>,
    pub(super) classes: Vec<Count>,
    /// Share and number of copied characters, where there are any.
    pub(super) copied: Option<String>,
    /// The same of text with new figures.
    pub(super) template: Option<String>,
    /// What changed, an entry for each indicator with all that is said of it.
    pub(super) entries: Vec<EntryView>,
    /// Changes that are not listed.
    pub(super) hidden: u32,
    pub(super) rows: Vec<RowView>,
    pub(super) uncompared: Vec<UncomparedView>,
    pub(super) texts: Vec<TextView>,
    pub(super) findings: Vec<FindingView>,
}

/// One of the two reports.
#[derive(Debug)]
pub(super) struct SideView {
    pub(super) heading: &'static str,
    pub(super) file: String,
    pub(super) sha256: String,
    pub(super) department: String,
    pub(super) project: String,
    pub(super) has_project: bool,
    pub(super) kind: String,
    pub(super) year: String,
    pub(super) title: String,
    pub(super) score: String,
    pub(super) grade: String,
    pub(super) indicators: u32,
    pub(super) met: String,
}

impl SideView {
    /// Whose report it is: the department, and its project where it names one.
    pub(super) fn body(&self) -> String {
        match self.has_project {
            true => format!("{} · {}", self.department, self.project),
            false => self.department.clone(),
        }
    }
}

/// A word with its sign and how often it occurs.
#[derive(Debug)]
pub(super) struct Count {
    pub(super) code: &'static str,
    pub(super) symbol: &'static str,
    pub(super) label: String,
    pub(super) count: u32,
}

/// How often a kind of change occurs, by severity (gravest first).
#[derive(Debug)]
pub(super) struct KindCount {
    pub(super) code: &'static str,
    pub(super) symbol: &'static str,
    pub(super) label: String,
    pub(super) by_severity: [u32; 4],
    pub(super) count: u32,
}

/// The changes of one indicator, or one change that concerns none.
#[derive(Debug)]
pub(super) struct EntryView {
    /// Of its gravest change.
    pub(super) severity: Severity,
    pub(super) severity_code: &'static str,
    pub(super) severity_symbol: &'static str,
    pub(super) severity_label: String,
    pub(super) indicator: String,
    /// 一级指标 / 二级指标
    pub(super) path: String,
    pub(super) pair: Option<u32>,
    /// The gravest first.
    pub(super) changes: Vec<ChangeView>,
}

impl EntryView {
    /// The change by which it is known.
    pub(super) fn first(&self) -> Option<&ChangeView> {
        self.changes.first()
    }
}

/// One change.
#[derive(Debug)]
pub(super) struct ChangeView {
    pub(super) code: &'static str,
    pub(super) symbol: &'static str,
    pub(super) label: String,
    pub(super) severity: Severity,
    pub(super) severity_code: &'static str,
    pub(super) severity_symbol: &'static str,
    pub(super) severity_label: String,
    pub(super) indicator: String,
    /// 一级指标 / 二级指标
    pub(super) path: String,
    pub(super) pair: Option<u32>,
    pub(super) marked: Marked,
    pub(super) has_old: bool,
    pub(super) has_new: bool,
    pub(super) relative: Option<Decimal>,
    pub(super) message: String,
    pub(super) old_place: String,
    pub(super) new_place: String,
    pub(super) further: Vec<FurtherView>,
    pub(super) similarity: Option<Decimal>,
}

/// A further place that a change rests on.
#[derive(Debug)]
pub(super) struct FurtherView {
    pub(super) side: &'static str,
    pub(super) place: String,
    pub(super) raw: String,
}

/// What could not be compared.
#[derive(Debug)]
pub(super) struct UncomparedView {
    pub(super) what: String,
    pub(super) indicator: String,
    pub(super) old: Option<PrintedView>,
    pub(super) new: Option<PrintedView>,
    pub(super) message: String,
}

impl UncomparedView {
    pub(super) fn sides(&self) -> [&Option<PrintedView>; 2] {
        [&self.old, &self.new]
    }
}

/// What one side prints.
#[derive(Debug)]
pub(super) struct PrintedView {
    pub(super) raw: String,
    pub(super) status: Option<String>,
    pub(super) place: String,
}

/// Two blocks of prose.
#[derive(Debug)]
pub(super) struct TextView {
    pub(super) code: &'static str,
    pub(super) symbol: &'static str,
    pub(super) label: String,
    pub(super) section: String,
    pub(super) old_section: String,
    pub(super) marked: Marked,
    pub(super) similarity: Option<Decimal>,
    pub(super) old_place: String,
    pub(super) new_place: String,
}

/// What an audit check says of one of the reports.
#[derive(Debug)]
pub(super) struct FindingView {
    pub(super) side: &'static str,
    pub(super) check: String,
    pub(super) symbol: &'static str,
    pub(super) outcome: String,
    pub(super) severity_code: &'static str,
    pub(super) severity: String,
    pub(super) message: String,
    pub(super) expected: String,
    pub(super) found: String,
    pub(super) place: String,
}

impl View {
    /// All changes that are listed.
    pub(super) fn changes(&self) -> impl Iterator<Item = &ChangeView> {
        self.entries.iter().flat_map(|entry| &entry.changes)
    }

    /// How many changes are listed.
    pub(super) fn listed(&self) -> usize {
        self.entries.iter().map(|entry| entry.changes.len()).sum()
    }

    pub(super) fn new(comparison: &Comparison<'_>, options: Options) -> Self {
        let diff = comparison.diff;
        let language = options.language;
        let t = Labels::new(language);
        let speaker = Speaker { language, t, diff };
        let listed = |change: &&Change| is_listed(change, options.min_severity);
        let changes: Vec<&Change> = diff.changes.iter().filter(listed).collect();
        let mut rows = rows::rows(&speaker, &changes);
        let entries = entries(changes.iter().map(|c| speaker.change(c)));
        for (number, entry) in (1..).zip(&entries) {
            let row = entry.pair.and_then(|pair| rows.get_mut(pair as usize));
            if let Some(row) = row {
                row.entry = Some(number);
            }
        }
        Self {
            t,
            place: options.place,
            sides: [speaker.side(&diff.old, t.old), speaker.side(&diff.new, t.new)],
            warning: warning(&speaker),
            severities: speaker.severities(),
            kinds: speaker.kinds(),
            classes: speaker.classes(),
            copied: speaker.share(diff.summary.copied_characters),
            template: speaker.share(diff.summary.template_characters),
            hidden: (diff.changes.len() - changes.len()) as u32,
            entries,
            rows,
            uncompared: diff.not_comparable.iter().map(|n| speaker.uncompared(n)).collect(),
            texts: diff.text.iter().map(|pair| speaker.text(pair)).collect(),
            findings: findings(&speaker, comparison),
        }
    }
}

/// What is to be known before anything else: that the two reports may not be of one body, and how
/// their years stand to each other.
fn warning(speaker: &Speaker<'_>) -> Option<String> {
    let subject = wording::subject(speaker.diff);
    let said = subject.into_iter().chain(wording::years(speaker.diff.years));
    let said: Vec<String> = said.map(|words| speaker.say(&words)).collect();
    (!said.is_empty()).then(|| said.join(speaker.either(" ", "")))
}

/// The changes of one indicator together, where its gravest stands.
fn entries(changes: impl Iterator<Item = ChangeView>) -> Vec<EntryView> {
    let mut entries: Vec<EntryView> = Vec::new();
    let mut of_pair: BTreeMap<u32, usize> = BTreeMap::new();
    for change in changes {
        let known = change.pair.and_then(|pair| of_pair.get(&pair).copied());
        if let Some(entry) = known.and_then(|at| entries.get_mut(at)) {
            entry.changes.push(change);
            continue;
        }
        if let Some(pair) = change.pair {
            of_pair.insert(pair, entries.len());
        }
        entries.push(EntryView {
            severity: change.severity,
            severity_code: change.severity_code,
            severity_symbol: change.severity_symbol,
            severity_label: change.severity_label.clone(),
            indicator: change.indicator.clone(),
            path: change.path.clone(),
            pair: change.pair,
            changes: vec![change],
        });
    }
    entries
}

/// What the checks say of the old report, then of the new one; what was found first,
/// what passed last.
fn findings(speaker: &Speaker<'_>, comparison: &Comparison<'_>) -> Vec<FindingView> {
    let sides = [
        (speaker.t.old_short, comparison.old_findings),
        (speaker.t.new_short, comparison.new_findings),
    ];
    let mut all = Vec::new();
    for (side, findings) in sides {
        let mut sorted: Vec<&Finding> = findings.iter().collect();
        sorted.sort_by_key(|finding| match finding.outcome {
            Outcome::Finding => (0, Reverse(finding.severity)),
            Outcome::NotEvaluable => (1, Reverse(Severity::Info)),
            Outcome::Pass => (2, Reverse(Severity::Info)),
        });
        all.extend(sorted.into_iter().map(|f| speaker.finding(side, f)));
    }
    all
}
