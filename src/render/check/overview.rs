//! Which check found how much over many reports.

use std::cmp::Reverse;
use std::fmt::Write;

use super::text::{coloured, strong};
use super::{ByCheck, Checked, Look, label, words};
use crate::model::{Outcome, Severity};
use crate::render::screen::{cells, padded};
use crate::words::Words;

/// Counts by check over many reports.
#[derive(Debug, Default)]
pub struct Overview {
    files: u64,
    failed: u64,
    accepted: u64,
    below: u64,
    checks: ByCheck,
}

/// What one check said of all reports.
#[derive(Debug, Default)]
pub(super) struct Line {
    title: Words,
    severity: Option<Severity>,
    findings: u64,
    files: u64,
    open: u64,
}

impl Overview {
    /// Counts a report.
    pub fn add(&mut self, checked: &Checked) {
        self.files += 1;
        self.accepted += checked.accepted;
        self.below += checked.below;
        let mut found: Vec<&str> = Vec::new();
        for finding in &checked.findings {
            if finding.outcome == Outcome::Pass {
                continue;
            }
            let line = self.checks.entry(finding.check.clone()).or_insert_with(|| Line {
                title: Words { en: finding.title.clone(), zh: finding.title_zh.clone() },
                ..Line::default()
            });
            if finding.outcome == Outcome::NotEvaluable {
                line.open += 1;
                continue;
            }
            line.findings += 1;
            line.severity = line.severity.max(Some(finding.severity));
            if !found.contains(&finding.check.as_str()) {
                found.push(&finding.check);
                line.files += 1;
            }
        }
    }

    /// Counts a file that could not be read.
    pub fn add_failed(&mut self) {
        self.files += 1;
        self.failed += 1;
    }

    /// As a table in text.
    #[must_use]
    pub fn text(&self, look: &Look) -> String {
        let title = words::overview(self.files, self.failed);
        let mut out = format!("{}\n", strong(title.in_language(look.language), look));
        let table = self.table(look);
        let columns = (0..5).map(|column| table.iter().map(|(_, row)| cells(&row[column])).max());
        let columns: Vec<usize> = columns.map(Option::unwrap_or_default).collect();
        for (severity, row) in &table {
            let cells: Vec<String> =
                row.iter().zip(&columns).map(|(cell, &to)| padded(cell, to)).collect();
            let [first, rest @ ..] = &*cells else {
                continue;
            };
            let first = match severity {
                Some(severity) => coloured(first, *severity, look),
                None => first.clone(),
            };
            let line = format!("  {first}  {}", rest.join("  "));
            let _ = writeln!(out, "{}", line.trim_end());
        }
        for line in self.left_out() {
            let _ = writeln!(out, "{}", line.in_language(look.language));
        }
        out
    }

    /// What is not shown, and why.
    pub(super) fn left_out(&self) -> Vec<Words> {
        let accepted = (self.accepted > 0).then(|| words::accepted(self.accepted));
        let below = (self.below > 0).then(|| words::below(self.below));
        accepted.into_iter().chain(below).collect()
    }

    /// As a table in Markdown.
    #[must_use]
    pub fn markdown(&self, look: &Look) -> String {
        let title = words::overview(self.files, self.failed);
        let mut out = format!("## {}\n\n", title.in_language(look.language));
        for (index, (_, row)) in self.table(look).iter().enumerate() {
            let _ = writeln!(out, "| {} |", row.join(" | "));
            if index == 0 {
                let _ = writeln!(out, "|{}", " --- |".repeat(row.len()));
            }
        }
        for line in self.left_out() {
            let _ = writeln!(out, "\n{}", line.in_language(look.language));
        }
        out
    }

    /// Head and rows, the gravest and most frequent first.
    pub(super) fn table(&self, look: &Look) -> Vec<(Option<Severity>, [String; 5])> {
        let head = words::columns().map(|word| word.in_language(look.language).to_owned());
        let mut lines: Vec<(&String, &Line)> = self.checks.iter().collect();
        lines.sort_by_key(|(name, line)| (Reverse(line.severity), Reverse(line.findings), *name));
        let rows = lines.into_iter().map(|(name, line)| {
            let severity = line.severity.map_or_else(
                || Outcome::NotEvaluable.term().signed(look.language),
                |severity| severity.term().signed(look.language),
            );
            let counts = [line.findings, line.files, line.open].map(|count| count.to_string());
            let [findings, files, open] = counts;
            let title = line.title.in_language(look.language);
            let check = format!("{title}  {}", label(name)).trim_start().to_owned();
            (line.severity, [severity, check, findings, files, open])
        });
        std::iter::once((None, head)).chain(rows).collect()
    }
}
