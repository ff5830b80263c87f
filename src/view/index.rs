//! The index of a batch: which reports need a person, those first on which most hangs; what is
//! no report, and what could not be read.

use askama::Template;
use serde::{Deserialize, Serialize};

use super::cell::{Cells, because};
use super::html::Html;
use super::labels::Labels;
use super::{GENERATOR, STYLE, code, written};
use crate::model::{Report, ReportKind};
use crate::render::ErrorRow;
use crate::review;
use crate::terms;
use crate::words::{Language, Words};

/// A report in the index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// The path of its file.
    pub source: String,
    title: Option<String>,
    department: Option<String>,
    year: Option<i16>,
    /// Code of its kind.
    kind: String,
    /// Values that need a person.
    need: u32,
    /// What hangs on them.
    stake: u32,
    /// The value on which most hangs: its name on the page, what it is called, what is
    /// printed there, and why it needs a person.
    first: Option<First>,
    /// It does not look like a report.
    not_report: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct First {
    anchor: String,
    label: Words,
    printed: String,
    why: Vec<String>,
}

impl Entry {
    /// What the index says of a report.
    #[must_use]
    pub(crate) fn of(report: &Report, source: &str) -> Self {
        let items = review::to_decide(report);
        let cells = Cells::of(report);
        let value = |text: Option<&crate::model::Text>| text.and_then(|text| text.value.clone());
        Self {
            source: source.to_owned(),
            title: report.title.value.clone(),
            department: value(report.fields.department.as_ref()),
            year: report.fiscal_year.value,
            kind: report.kind.term().code.to_owned(),
            need: items.len() as u32,
            stake: items.iter().map(|item| item.stake).sum(),
            first: items.first().map(|item| First {
                anchor: item.anchor.clone(),
                label: cells.name(&item.value.place),
                printed: item.value.printed.trim().chars().take(60).collect(),
                why: item.why.iter().map(|why| why.term().code.to_owned()).collect(),
            }),
            not_report: report.has_note("not_a_report"),
        }
    }
}

/// The index while it is put together.
#[derive(Debug, Default)]
pub(crate) struct Index {
    entries: Vec<(Entry, String)>,
    errors: Vec<ErrorRow>,
}

impl Index {
    /// Adds a report with the address of its page.
    pub(crate) fn report(&mut self, entry: Entry, address: String) {
        self.entries.push((entry, address));
    }

    /// Adds a file that could not be read.
    pub(crate) fn error(&mut self, row: &ErrorRow) {
        self.errors.push(row.clone());
    }

    /// The index as a page.
    #[must_use]
    pub(crate) fn html(mut self, language: Language) -> String {
        // Stable: what weighs the same stays in the order of the input.
        self.entries.sort_by_key(|(entry, _)| std::cmp::Reverse((entry.stake, entry.need)));
        let (not_reports, reports): (Vec<_>, Vec<_>) =
            self.entries.iter().partition(|(entry, _)| entry.not_report);
        written(&Page {
            lang: code(language),
            t: &Labels::new(),
            style: STYLE,
            generator: GENERATOR,
            reports: reports.iter().map(|(entry, address)| Row::of(entry, address)).collect(),
            not_reports: not_reports
                .iter()
                .map(|(entry, address)| Row::of(entry, address))
                .collect(),
            errors: self
                .errors
                .iter()
                .map(|row| {
                    let said = Html::both(&row.message_zh, &row.message);
                    (Html::text(&row.source), row.code.clone(), said)
                })
                .collect(),
            need: reports.iter().map(|(entry, _)| entry.need).sum(),
        })
    }
}

/// A line of the index.
#[derive(Debug)]
struct Row {
    address: String,
    source: Html,
    title: Html,
    department: Html,
    year: String,
    kind: Html,
    need: u32,
    stake: u32,
    first: Option<(String, Html, Html, Html)>,
}

impl Row {
    fn of(entry: &Entry, address: &str) -> Self {
        let text = |text: &Option<String>| Html::text(text.as_deref().unwrap_or_default());
        let kind = terms::find(ReportKind::TERMS, &entry.kind);
        Self {
            address: address.to_owned(),
            source: Html::text(&entry.source),
            title: text(&entry.title),
            department: text(&entry.department),
            year: entry.year.map(|year| year.to_string()).unwrap_or_default(),
            kind: kind.map(|kind| Html::both(kind.zh, kind.en)).unwrap_or_default(),
            need: entry.need,
            stake: entry.stake,
            first: entry.first.as_ref().map(|first| {
                let why: Vec<review::Why> =
                    first.why.iter().filter_map(|code| review::Why::of_code(code)).collect();
                let anchor = first.anchor.clone();
                (anchor, Html::words(&first.label), Html::text(&first.printed), because(&why))
            }),
        }
    }
}

#[derive(Template)]
#[template(path = "page/index.html")]
struct Page<'v> {
    lang: &'static str,
    t: &'v Labels,
    style: &'static str,
    generator: &'static str,
    reports: Vec<Row>,
    not_reports: Vec<Row>,
    errors: Vec<(Html, String, Html)>,
    need: u32,
}
