//! Findings of many reports under the check that found them.

use std::fmt::Write;

use super::many::{Many, OfCheck};
use super::markdown::{self, escaped};
use super::text::{add_finding, coloured, strong, title};
use super::{Checked, Look, label, words};
use crate::model::{Finding, Outcome, Severity};
use crate::render::screen::filled;
use crate::visible;

pub(super) fn text(many: &Many, look: &Look) -> String {
    let mut out = String::new();
    for check in many.by_check() {
        let head = head(&check, look);
        let head = match check.worst {
            Some(severity) => coloured(&head, severity, look),
            None => strong(&head, look),
        };
        let _ = writeln!(out, "{head}");
        let mut before: Option<&Checked> = None;
        for (checked, finding) in found(&check) {
            if !before.is_some_and(|before| std::ptr::eq(before, checked)) {
                let _ =
                    writeln!(out, "{}", filled("  ", "    ", &said_of(checked, look), look.width));
                before = Some(checked);
            }
            let sign = finding.severity.term().sign;
            add_finding(&mut out, sign, finding, look);
        }
        if check.open() > 0 {
            let open = words::open_of(check.open());
            let _ = writeln!(out, "  ? {}", open.in_language(look.language));
        }
        out.push('\n');
    }
    out
}

pub(super) fn markdown(many: &Many, look: &Look) -> String {
    let mut out = String::new();
    for check in many.by_check() {
        let _ = writeln!(out, "## {}\n", escaped(&head(&check, look)));
        let mut before: Option<&Checked> = None;
        for (checked, finding) in found(&check) {
            if !before.is_some_and(|before| std::ptr::eq(before, checked)) {
                let _ = writeln!(out, "\n### {}\n", escaped(&said_of(checked, look)));
                before = Some(checked);
            }
            markdown::item(&mut out, finding, look);
        }
        if check.open() > 0 {
            let open = words::open_of(check.open());
            let _ = writeln!(out, "\n{}", open.in_language(look.language));
        }
        out.push('\n');
    }
    out
}

fn found<'c>(check: &'c OfCheck<'_>) -> impl Iterator<Item = (&'c Checked, &'c Finding)> {
    let found = check.findings.iter().filter(|(_, f)| f.outcome == Outcome::Finding);
    found.map(|(checked, finding)| (*checked, *finding))
}

/// What a check is called, and how often it found something.
pub(super) fn head(check: &OfCheck<'_>, look: &Look) -> String {
    let severity = check.worst.map_or_else(
        || Outcome::NotEvaluable.term().signed(look.language),
        |severity: Severity| severity.term().signed(look.language),
    );
    let title = check.findings.first().map_or(check.name, |(_, finding)| title(finding, look));
    let title = visible::line(title);
    format!("{severity}  {title} ({})  {}", check.found(), label(check.name))
}

/// A report in one line: whose it is, and its file.
fn said_of(checked: &Checked, look: &Look) -> String {
    let head = &checked.head;
    let year = head.fiscal_year.map(words::fiscal_year);
    let year = year.map(|year| year.in_language(look.language).to_owned());
    let parts = [head.department.clone(), head.project.clone(), year];
    let about = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    match about.is_empty() {
        true => head.name.clone(),
        false => format!("{about}  {}", head.name),
    }
}
