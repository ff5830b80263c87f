//! The findings of many reports, by check or by report.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use super::{Checked, Look, Overview, by_check, page, paper, table};
use crate::model::{Finding, Outcome, Severity};
use crate::words::Words;

/// By what findings are put together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Grouping {
    /// Under each report（按报告）
    #[default]
    Report,
    /// Under each check（按核查项）
    Check,
}

/// A file that could not be read.
#[derive(Debug, Clone)]
pub struct Failed {
    /// The file.
    pub source: String,
    /// Stable code, such as `E_EMPTY`.
    pub code: String,
    /// What is wrong and what to do.
    pub message: Words,
}

/// The findings of many reports.
#[derive(Debug, Default)]
pub struct Many {
    pub(super) reports: Vec<Checked>,
    pub(super) failed: Vec<Failed>,
    pub(super) overview: Overview,
}

/// All findings of one check.
pub(super) struct OfCheck<'m> {
    pub(super) name: &'m str,
    pub(super) worst: Option<Severity>,
    /// With the report that each is of; the gravest first.
    pub(super) findings: Vec<(&'m Checked, &'m Finding)>,
}

impl Many {
    /// Adds a report.
    pub fn add(&mut self, checked: Checked) {
        self.overview.add(&checked);
        self.reports.push(checked);
    }

    /// Adds a file that could not be read.
    pub fn add_failed(&mut self, failed: Failed) {
        self.overview.add_failed();
        self.failed.push(failed);
    }

    /// The gravest finding of all.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.reports.iter().filter_map(Checked::worst).max()
    }

    /// The reports, in the order in which they were added.
    #[must_use]
    pub fn reports(&self) -> &[Checked] {
        &self.reports
    }

    /// The files that could not be read.
    #[must_use]
    pub fn failed(&self) -> &[Failed] {
        &self.failed
    }

    /// The counts by check.
    #[must_use]
    pub fn overview(&self) -> &Overview {
        &self.overview
    }

    /// What was found as text, grouped by check.
    #[must_use]
    pub fn text_by_check(&self, look: &Look) -> String {
        by_check::text(self, look)
    }

    /// The same as Markdown.
    #[must_use]
    pub fn markdown_by_check(&self, look: &Look) -> String {
        by_check::markdown(self, look)
    }

    /// As one page without requests to the network.
    #[must_use]
    pub fn html(&self, grouping: Grouping, look: &Look) -> String {
        page::html(self, grouping, look)
    }

    /// As a table: a row per finding.
    #[must_use]
    pub fn csv(&self, grouping: Grouping, look: &Look) -> Vec<u8> {
        table::csv(self, grouping, look)
    }

    /// As a workbook.
    ///
    /// # Errors
    /// If there are more rows than a sheet can hold.
    pub fn xlsx(&self, grouping: Grouping, look: &Look) -> io::Result<Vec<u8>> {
        table::xlsx(self, grouping, look)
    }

    /// As working papers, one after the other, in one document.
    ///
    /// # Errors
    /// None in practice: it is written to memory.
    pub fn docx(&self, look: &Look) -> io::Result<Vec<u8>> {
        paper::docx(self, look)
    }

    /// What was found and what is open by check, the gravest and most frequent first.
    pub(super) fn by_check(&self) -> Vec<OfCheck<'_>> {
        let mut checks: BTreeMap<&str, OfCheck<'_>> = BTreeMap::new();
        for checked in &self.reports {
            for finding in checked.findings.iter().filter(|f| f.outcome != Outcome::Pass) {
                let of = checks.entry(&finding.check).or_insert_with(|| OfCheck {
                    name: &finding.check,
                    worst: None,
                    findings: Vec::new(),
                });
                if finding.outcome == Outcome::Finding {
                    of.worst = of.worst.max(Some(finding.severity));
                }
                of.findings.push((checked, finding));
            }
        }
        let mut checks: Vec<OfCheck<'_>> = checks.into_values().collect();
        for check in &mut checks {
            check.findings.sort_by_key(|(_, finding)| match finding.outcome {
                Outcome::Finding => (0, Reverse(finding.severity)),
                _ => (1, Reverse(Severity::Info)),
            });
        }
        checks.sort_by_key(|check| (Reverse(check.worst), Reverse(check.found()), check.name));
        checks
    }

    /// Reports, those with the gravest findings first.
    pub(super) fn ranked(&self) -> Vec<&Checked> {
        let mut reports: Vec<&Checked> = self.reports.iter().collect();
        reports.sort_by_key(|checked| {
            let [info, low, medium, high] = checked.counts().by_severity;
            (Reverse(high), Reverse(medium), Reverse(low), Reverse(info))
        });
        reports
    }
}

impl OfCheck<'_> {
    /// How many findings it has, open ones aside.
    pub(super) fn found(&self) -> usize {
        self.findings.iter().filter(|(_, f)| f.outcome == Outcome::Finding).count()
    }

    /// How many could not be evaluated.
    pub(super) fn open(&self) -> usize {
        self.findings.len() - self.found()
    }
}
