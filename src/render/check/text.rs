//! Findings as text: grouped by severity, each with what is printed at its places.

use std::fmt::Write;

use super::waiting::{Waiting, is_listed, waiting};
use super::{Checked, Look, label, places, words};
use crate::location::At;
use crate::model::{Finding, Outcome, RestsOn, Severity};
use crate::render::place::shown_place;
use crate::render::screen::{cells, filled, padded};
use crate::visible;
use crate::words::Language;

/// More places than this are only counted.
const MOST_PLACES: usize = 8;

pub(super) fn text(checked: &Checked, look: &Look) -> String {
    let mut out = String::new();
    let about = checked.about(look);
    let _ = writeln!(out, "{}", strong(&visible::line(&checked.head.name), look));
    if !about.is_empty() {
        let _ = writeln!(out, "{}", filled("", "", &about, look.width));
    }
    for severity in Severity::ALL {
        let findings: Vec<&Finding> =
            checked.of(severity).filter(|finding| !is_listed(finding)).collect();
        if findings.is_empty() {
            continue;
        }
        let term = severity.term();
        let head = format!("{} ({})", term.signed(look.language), findings.len());
        let _ = writeln!(out, "\n{}", coloured(&head, severity, look));
        for finding in findings {
            add_finding(&mut out, term.sign, finding, look);
        }
    }
    if checked.with(Outcome::Finding).next().is_none() {
        let _ = writeln!(out, "\n{}", words::nothing_found().in_language(look.language));
    }
    let (cells, open) = waiting(checked);
    add_waiting(&mut out, &cells, look);
    others(&mut out, &open, look, Outcome::NotEvaluable);
    if look.all {
        let passed: Vec<&Finding> = checked.with(Outcome::Pass).collect();
        others(&mut out, &passed, look, Outcome::Pass);
    }
    let counts = words::counts(&checked.counts());
    let _ = writeln!(out, "\n{}", counts.in_language(look.language));
    out
}

pub(super) fn add_finding(out: &mut String, sign: &str, finding: &Finding, look: &Look) {
    let first = format!("  {} ", coloured(sign, finding.severity, look));
    // Colours take no room.
    let plain = format!("  {sign} ");
    let message = filled(&plain, "    ", message(finding, look), look.width);
    let _ = writeln!(out, "{}", message.replacen(&plain, &first, 1));
    if let (Some(expected), Some(found)) = (&finding.expected, &finding.found) {
        let said = words::expected(expected, found);
        let said = said.in_language(look.language);
        let _ = writeln!(out, "{}", filled("    ", "      ", said, look.width));
    }
    add_places(out, finding, look);
    let _ = writeln!(out, "    {}", faint(&label(&finding.check), look));
}

/// What stands at the places of a finding, and the values that it rests on. Where each
/// place is that of such a value, the values alone say it.
fn add_places(out: &mut String, finding: &Finding, look: &Look) {
    let values = || finding.rests_on.iter();
    let said = |at: &At| {
        values().any(|value| (value.at.page(), value.at.line()) == (at.page(), at.line()))
    };
    let places = places(finding);
    let all_said = places.iter().all(|place| said(&place.at));
    let places = places.into_iter().filter(|_| !all_said);
    let quotes = places.map(|place| (place.at, place.quote.unwrap_or_default()));
    let values = values().map(|value| (value.at, rests_on(value, look)));
    let lines: Vec<(At, String)> = quotes.chain(values).collect();
    let name = |at: &At| shown_place(at).in_language(look.language).to_owned();
    let shown = || lines.iter().take(MOST_PLACES);
    let widest = shown().map(|(at, _)| cells(&name(at))).max().unwrap_or(0);
    for (at, line) in shown() {
        let first = format!("    │ {}  ", padded(&name(at), widest));
        let rest = format!("    │ {}  ", " ".repeat(widest));
        let _ = writeln!(out, "{}", filled(&first, &rest, line, look.width).trim_end());
    }
    if lines.len() > MOST_PLACES {
        let more = words::more_places(lines.len() - MOST_PLACES);
        let _ = writeln!(out, "    │ {}", more.in_language(look.language));
    }
}

/// Cells that cannot be read, each once, and the checks that wait for them.
fn add_waiting(out: &mut String, cells: &[Waiting<'_>], look: &Look) {
    if cells.is_empty() {
        return;
    }
    let head = words::unreadable(cells.len());
    let _ = writeln!(out, "\n{}", strong(head.in_language(look.language), look));
    // The cells for which the same checks wait stand together, and these are named once.
    let mut groups: Vec<(Option<String>, Vec<&Waiting<'_>>)> = Vec::new();
    for waiting in cells {
        let checks = checks(waiting, look);
        match groups.iter_mut().find(|(known, _)| *known == checks) {
            Some((_, own)) => own.push(waiting),
            None => groups.push((checks, vec![waiting])),
        }
    }
    for (checks, own) in groups {
        for waiting in own {
            let place = shown_place(&waiting.cell.at);
            let place = place.in_language(look.language);
            let line = format!("{}  {place}", rests_on(waiting.cell, look));
            let _ = writeln!(out, "{}", filled("  ? ", "    ", line.trim_end(), look.width));
        }
        if let Some(checks) = checks {
            let _ = writeln!(out, "{}", filled("    ", "      ", &checks, look.width));
        }
    }
}

/// The checks that wait for a cell, in words.
pub(super) fn checks(waiting: &Waiting<'_>, look: &Look) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for finding in &waiting.checks {
        let name = title(finding, look).to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let between = match look.language {
        Language::En => ", ",
        Language::Zh => "、",
    };
    let said = words::waiting(names.len(), &names.join(between));
    (!names.is_empty()).then(|| said.in_language(look.language).to_owned())
}

/// What a check looks for, in a few words; its name where it says nothing.
pub(super) fn title<'f>(finding: &'f Finding, look: &Look) -> &'f str {
    let title = match look.language {
        Language::En => &finding.title,
        Language::Zh => &finding.title_zh,
    };
    if title.is_empty() { &finding.check } else { title }
}

/// Outcomes that are no findings, a line each.
fn others(out: &mut String, list: &[&Finding], look: &Look, outcome: Outcome) {
    if list.is_empty() {
        return;
    }
    let term = outcome.term();
    let _ = writeln!(
        out,
        "\n{}",
        strong(&format!("{} ({})", term.signed(look.language), list.len()), look)
    );
    for finding in list {
        let first = format!("  {} ", term.sign);
        let message = message(finding, look);
        let _ = writeln!(out, "{}", filled(&first, "    ", message, look.width));
        if outcome == Outcome::NotEvaluable {
            add_places(out, finding, look);
        }
        let _ = writeln!(out, "    {}", faint(&label(&finding.check), look));
    }
}

/// A value that something rests on, and how it was read.
pub(super) fn rests_on(value: &RestsOn, look: &Look) -> String {
    let raw = crate::fold::clean(&value.raw);
    let said = words::rests_on(&value.path, &raw, value.status);
    said.in_language(look.language).to_owned()
}

pub(super) fn message<'f>(finding: &'f Finding, look: &Look) -> &'f str {
    match look.language {
        Language::Zh => &finding.message_zh,
        Language::En => &finding.message,
    }
}

pub(super) fn coloured(text: &str, severity: Severity, look: &Look) -> String {
    let code = match severity {
        Severity::High => "1;31",
        Severity::Medium => "33",
        Severity::Low => "36",
        Severity::Info => "2",
    };
    paint(text, code, look)
}

pub(super) fn strong(text: &str, look: &Look) -> String {
    paint(text, "1", look)
}

pub(super) fn faint(text: &str, look: &Look) -> String {
    paint(text, "2", look)
}

fn paint(text: &str, code: &str, look: &Look) -> String {
    match look.colour {
        true => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        false => text.to_owned(),
    }
}
