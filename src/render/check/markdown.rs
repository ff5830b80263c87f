//! Findings as Markdown, for a working paper.

use std::fmt::Write;

use super::text::{checks, message, rests_on};
use super::waiting::{is_listed, waiting};
use super::{Checked, Look, label, places, words};
use crate::model::{Finding, Outcome, Severity};
use crate::render::place::shown_place;
use crate::visible;

pub(super) fn markdown(checked: &Checked, look: &Look) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "## {}\n", escaped(&checked.head.name));
    let about = checked.about(look);
    if !about.is_empty() {
        let _ = writeln!(out, "{}\n", escaped(&about));
    }
    let counts = words::counts(&checked.counts());
    let _ = writeln!(out, "{}\n", counts.in_language(look.language));
    for severity in Severity::ALL {
        let head = severity.term().signed(look.language);
        group(&mut out, &head, checked.of(severity).filter(|f| !is_listed(f)), look);
    }
    let (cells, open) = waiting(checked);
    if !cells.is_empty() {
        let head = words::unreadable(cells.len());
        let _ = writeln!(out, "### {}\n", head.in_language(look.language));
        for cell in &cells {
            let place = shown_place(&cell.cell.at);
            let place = place.in_language(look.language);
            let _ = writeln!(out, "- {}  {place}", escaped(&rests_on(cell.cell, look)));
            if let Some(checks) = checks(cell, look) {
                let _ = writeln!(out, "  - {}", escaped(&checks));
            }
        }
        out.push('\n');
    }
    let head = Outcome::NotEvaluable.term().signed(look.language);
    group(&mut out, &head, open.into_iter(), look);
    if look.all {
        let passed = Outcome::Pass.term().signed(look.language);
        group(&mut out, &passed, checked.with(Outcome::Pass), look);
    }
    out
}

fn group<'a>(
    out: &mut String,
    head: &str,
    findings: impl Iterator<Item = &'a Finding>,
    look: &Look,
) {
    let findings: Vec<&Finding> = findings.collect();
    if findings.is_empty() {
        return;
    }
    let _ = writeln!(out, "### {head} ({})\n", findings.len());
    for finding in findings {
        item(out, finding, look);
    }
    out.push('\n');
}

/// One finding as an item of a list.
pub(super) fn item(out: &mut String, finding: &Finding, look: &Look) {
    let said = escaped(message(finding, look));
    let _ = writeln!(out, "- **{said}** (`{}`)", label(&finding.check));
    if let (Some(expected), Some(found)) = (&finding.expected, &finding.found) {
        let said = words::expected(expected, found);
        let _ = writeln!(out, "  - {}", escaped(said.in_language(look.language)));
    }
    if finding.outcome != Outcome::Pass {
        for place in places(finding) {
            let name = shown_place(&place.at);
            let quote = place.quote.unwrap_or_default();
            let line = format!("{}: {}", name.in_language(look.language), escaped(&quote));
            let _ = writeln!(out, "  - {}", line.trim_end_matches([' ', ':']));
        }
    }
    for value in &finding.rests_on {
        let place = shown_place(&value.at);
        let place = place.in_language(look.language);
        let line = format!("{place}: {}", escaped(&rests_on(value, look)));
        let _ = writeln!(out, "  - {}", line.trim_start_matches([' ', ':']));
    }
}

/// A text in which no character is mark-up.
pub(super) fn escaped(text: &str) -> String {
    let text = visible::text(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}
