//! The findings of many reports as one HTML page, grouped by check or by report. It asks
//! for nothing from the network and is a plain list without scripts.

use askama::Template;

use super::by_check;
use super::many::{Grouping, Many};
use super::text::{checks, message, rests_on, title};
use super::waiting::{is_listed, waiting};
use super::{Checked, Look, evidence, label, words};
use crate::model::{Finding, Outcome, Severity};
use crate::render::page::{GENERATOR, STYLE, code_of, written};
use crate::render::place::shown_place;
use crate::words::Words;

const SCRIPT: &str = include_str!("page.js");

#[derive(Template)]
#[template(path = "check/page.html", escape = "shown")]
struct Page {
    lang: &'static str,
    style: &'static str,
    script: &'static str,
    generator: &'static str,
    title: String,
    t: PageWords,
    by_check: bool,
    /// Code and word of the severities, the gravest first.
    severities: Vec<(&'static str, String)>,
    overview: Vec<OverviewRow>,
    left_out: Vec<String>,
    groups: Vec<Group>,
    failed: Vec<[String; 3]>,
}

/// The fixed words of the page, in one language.
struct PageWords {
    overview: String,
    severity: String,
    check: String,
    findings: String,
    files: String,
    open: String,
    filter: String,
    search: String,
    search_hint: String,
    reset: String,
    shown: String,
    nothing: String,
    code: String,
    why: String,
    failed: String,
    made_by: String,
}

struct OverviewRow {
    severity_code: &'static str,
    cells: [String; 5],
    target: String,
}

/// What stands under one head: a report, or a check.
struct Group {
    id: String,
    heading: String,
    detail: String,
    counts: String,
    items: Vec<Item>,
}

struct Item {
    /// Of a finding its severity, of what is open `open`.
    code: &'static str,
    severity: String,
    title: String,
    /// Where the group is a check: whose report it is.
    of: String,
    message: String,
    values: String,
    places: Vec<String>,
    check: String,
}

pub(super) fn html(many: &Many, grouping: Grouping, look: &Look) -> String {
    let t = page_words(look);
    let by_check = grouping == Grouping::Check;
    let groups = match grouping {
        Grouping::Report => {
            many.ranked().into_iter().zip(1..).map(|(c, at)| of_report(c, at, look)).collect()
        }
        Grouping::Check => of_checks(many, look),
    };
    let severities = Severity::ALL.iter().map(|s| (s.term().code, s.term().signed(look.language)));
    let table = many.overview.table(look).into_iter().skip(1);
    let overview = table.map(|(severity, cells)| OverviewRow {
        severity_code: severity.map_or("open", |severity| severity.term().code),
        target: cells.get(1).and_then(|c| c.split(' ').next()).unwrap_or_default().to_owned(),
        cells,
    });
    let failed = many.failed.iter().map(|failed| {
        let message = failed.message.in_language(look.language).to_owned();
        [failed.source.clone(), failed.code.clone(), message]
    });
    let page = Page {
        lang: code_of(look.language),
        style: STYLE,
        script: SCRIPT,
        generator: GENERATOR,
        title: words::page_title().in_language(look.language).to_owned(),
        by_check,
        severities: severities.collect(),
        overview: overview.collect(),
        left_out: many.overview.left_out().iter().map(|w| said(w, look)).collect(),
        groups,
        failed: failed.collect(),
        t,
    };
    written(&page)
}

fn said(words: &Words, look: &Look) -> String {
    words.in_language(look.language).to_owned()
}

fn page_words(look: &Look) -> PageWords {
    let word = |words: Words| said(&words, look);
    let [severity, check, findings, files, open] = words::columns().map(word);
    let [filter, search, search_hint, reset, shown] = words::filter().map(word);
    let [overview, nothing, code, why, failed, made_by] = words::page().map(word);
    PageWords {
        overview,
        severity,
        check,
        findings,
        files,
        open,
        filter,
        search,
        search_hint,
        reset,
        shown,
        nothing,
        code,
        why,
        failed,
        made_by,
    }
}

fn of_report(checked: &Checked, at: usize, look: &Look) -> Group {
    let (cells, open) = waiting(checked);
    let found = Severity::ALL.iter().flat_map(|severity| checked.of(*severity));
    let mut items: Vec<Item> =
        found.filter(|finding| !is_listed(finding)).map(|f| item(f, String::new(), look)).collect();
    items.extend(cells.iter().map(|cell| {
        let place = shown_place(&cell.cell.at);
        Item {
            code: "open",
            severity: Outcome::NotEvaluable.term().signed(look.language),
            title: said(&words::cell_unreadable(), look),
            of: String::new(),
            message: rests_on(cell.cell, look),
            values: checks(cell, look).unwrap_or_default(),
            places: vec![place.in_language(look.language).to_owned()],
            check: String::new(),
        }
    }));
    items.extend(open.into_iter().map(|finding| item(finding, String::new(), look)));
    let about = checked.about(look);
    let (heading, detail) = match about.is_empty() {
        true => (checked.head.name.clone(), String::new()),
        false => (about, checked.head.name.clone()),
    };
    let counts = said(&words::counts(&checked.counts()), look);
    Group { id: format!("r{at}"), heading, detail, counts, items }
}

fn of_checks(many: &Many, look: &Look) -> Vec<Group> {
    let checks = many.by_check().into_iter().map(|check| {
        let items = check.findings.iter().filter(|(_, finding)| !is_listed(finding));
        let items = items.map(|(checked, finding)| item(finding, whose(checked, look), look));
        Group {
            id: check.name.to_owned(),
            heading: by_check::head(&check, look),
            detail: String::new(),
            counts: match check.open() {
                0 => String::new(),
                open => said(&words::open_of(open), look),
            },
            items: items.collect(),
        }
    });
    checks.filter(|group| !group.items.is_empty()).collect()
}

/// Whose report, and its file.
fn whose(checked: &Checked, look: &Look) -> String {
    let about = checked.about(look);
    match about.is_empty() {
        true => checked.head.name.clone(),
        false => format!("{about}\n{}", checked.head.name),
    }
}

fn item(finding: &Finding, of: String, look: &Look) -> Item {
    let (code, severity) = match finding.outcome {
        Outcome::Finding => {
            (finding.severity.term().code, finding.severity.term().signed(look.language))
        }
        outcome => ("open", outcome.term().signed(look.language)),
    };
    let values = finding.expected.as_ref().zip(finding.found.as_ref());
    let values = values.map(|(expected, found)| said(&words::expected(expected, found), look));
    Item {
        code,
        severity,
        title: title(finding, look).to_owned(),
        of,
        message: message(finding, look).to_owned(),
        values: values.unwrap_or_default(),
        places: evidence(finding, look),
        check: label(&finding.check),
    }
}
