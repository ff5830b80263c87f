//! The page on which a person decides (复核页): the source on the left, what was read of it on
//! the right. A value lights its place and a place its value; what needs a person is stepped
//! through, decided, and saved as `decisions.json`, which `extract --decisions` applies.
//!
//! One self-contained file: it asks for nothing from the network, works from `file://`, and
//! prints to A4. Everything that stands in a report is shown as text.

mod cell;
mod details;
mod findings;
mod html;
mod index;
mod labels;
mod marked;
mod report;
mod source;
mod spots;
mod tables;

use std::collections::BTreeMap;

use askama::Template;
use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::fold;
use crate::model::Report;
use crate::options::Options;
use crate::patterns::Patterns;
use crate::words::{Language, words};
use crate::{review, terms, visible};

use cell::{Cells, Told};
use html::Html;
use labels::Labels;
use report::{Builder, ReportView, Slot};
use source::SourceView;
use spots::Spots;

pub(crate) use index::{Entry, Index};

const STYLE: &str = include_str!("page/page.css");
const GRAMMAR: &str = include_str!("page/grammar.js");
const SCRIPT: &str = include_str!("page/page.js");
const GENERATOR: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

/// The page of a report: whole HTML, in UTF-8. `bytes` are those that the report was extracted
/// from; the page opens in `language` and can be switched.
///
/// ```
/// use jiaokan::{Language, Options};
/// let text = "# 青溪市水务局2023年度部门整体支出绩效自评报告\n\n自评得分9l分。\n";
/// let options = Options::default();
/// let report = jiaokan::extract("report.md", text.as_bytes(), &options)?;
/// let page = jiaokan::page(&report, text.as_bytes(), &options, Language::Zh);
/// assert!(page.starts_with("<!DOCTYPE html>"));
/// # Ok::<(), jiaokan::DecodeError>(())
/// ```
#[must_use]
pub fn page(report: &Report, bytes: &[u8], options: &Options, language: Language) -> String {
    let patterns = &options.patterns;
    let items = review::items(report);
    let cells = Cells::of(report);
    let labels = Labels::new();
    let mut spots = Spots::default();
    let view = Builder::new(report, &items, &cells, &mut spots, &labels).build();
    let told: Vec<Told<'_>> = items.iter().map(|item| cells.told(item, &mut spots)).collect();
    let from = options.source(&report.source.name, bytes);
    let source = source::view(&from, &report.source, patterns, &spots);
    let data = Data {
        program: GENERATOR,
        schema: crate::decisions::SCHEMA,
        source: SourceName { name: &report.source.name, sha256: &report.source.sha256 },
        values: &told,
        typing: typing(patterns),
    };
    let need = items.iter().filter(|item| !item.why.is_empty()).count();
    written(&Page {
        lang: code(language),
        title: title(report, language),
        t: &labels,
        style: STYLE,
        scripts: [GRAMMAR, SCRIPT],
        generator: GENERATOR,
        heading: heading(report),
        about: about(report),
        need,
        statuses: statuses(),
        data: html::json(&data),
        source: &source,
        view: &view,
    })
}

fn written(page: &impl Template) -> String {
    // Writing to a string fails only if a value refuses to be displayed; none does.
    page.render().unwrap_or_default()
}

fn code(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh-CN",
        Language::En => "en",
    }
}

#[derive(Template)]
#[template(path = "page/page.html")]
struct Page<'v> {
    lang: &'static str,
    title: String,
    t: &'v Labels,
    style: &'static str,
    scripts: [&'static str; 2],
    generator: &'static str,
    heading: Html,
    about: Html,
    /// Values that need a person.
    need: usize,
    statuses: Vec<(&'static str, Html)>,
    data: Html,
    source: &'v SourceView,
    view: &'v ReportView,
}

/// What the script of the page reads.
#[derive(Serialize)]
struct Data<'d> {
    program: &'static str,
    schema: &'static str,
    source: SourceName<'d>,
    values: &'d [Told<'d>],
    typing: serde_json::Value,
}

#[derive(Serialize)]
struct SourceName<'d> {
    name: &'d str,
    sha256: &'d str,
}

/// What the grammar of typed values knows of words and units.
pub fn typing(patterns: &Patterns) -> serde_json::Value {
    let mut typing = serde_json::to_value(patterns.quantities.spelled()).unwrap_or_default();
    let (units, scales, joiners) = patterns.units.spelled();
    let level = |level: u8| -> Vec<&str> {
        let ids = patterns.levels.of_level(level);
        ids.flat_map(|id| patterns.levels.spellings(id)).collect()
    };
    if let serde_json::Value::Object(map) = &mut typing {
        map.insert("units".to_owned(), serde_json::json!(units));
        map.insert("scales".to_owned(), serde_json::json!(scales));
        map.insert("joiners".to_owned(), joiners.into());
        map.insert("level1".to_owned(), serde_json::json!(level(1)));
        map.insert("level2".to_owned(), serde_json::json!(level(2)));
        map.insert("unreadable".to_owned(), patterns.names.unreadable_signs().into());
    }
    let traditional = traditional_forms(&typing.to_string());
    if let serde_json::Value::Object(map) = &mut typing {
        map.insert("traditional".to_owned(), serde_json::json!(traditional));
    }
    typing
}

/// The traditional characters (繁体字) of those that stand in a text, each with its simplified one.
fn traditional_forms(text: &str) -> BTreeMap<char, char> {
    let used: FxHashSet<char> = text.chars().collect();
    let forms = ('\u{4E00}'..='\u{9FFF}').map(|c| (c, fold::fold_char(c)));
    forms.filter(|(c, simplified)| c != simplified && used.contains(simplified)).collect()
}

/// The path of a page as an address, relative to the folder that it starts from.
pub(crate) fn address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'~' => address.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => address.push(char::from(byte)),
            byte => {
                address.push('%');
                address.push_str(&format!("{byte:02X}"));
            }
        }
    }
    address
}

/// The title of the window.
fn title(report: &Report, language: Language) -> String {
    let name = report.title.value.as_deref().unwrap_or(&report.source.name);
    let name = visible::line(name);
    let title = words!(en: "Review: {name}", zh: "复核：{name}");
    title.in_language(language).to_owned()
}

fn heading(report: &Report) -> Html {
    let title = report.title.value.as_deref();
    Html::text(title.unwrap_or(&report.source.name))
}

/// Department, year, kind and file of a report.
fn about(report: &Report) -> Html {
    let department = report.fields.department.as_ref().and_then(|text| text.value.as_deref());
    let project = report.fields.project.as_ref().and_then(|text| text.value.as_deref());
    let year = report.fiscal_year.value.map(|year| year.to_string());
    let kind = report.kind.term();
    let name = &report.source.name;
    let parts = |kind: &str| {
        let parts = [department, project, year.as_deref(), Some(kind), Some(name.as_str())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    Html::both(&parts(kind.zh), &parts(kind.en))
}

/// The signs that values stand with.
fn statuses() -> Vec<(&'static str, Html)> {
    let terms = crate::model::Status::TERMS.iter();
    let signed = |term: &terms::Term| {
        Html::both(
            format!("{} {}", term.sign, term.zh).trim(),
            format!("{} {}", term.sign, term.en).trim(),
        )
    };
    terms.map(|term| (term.code, signed(term))).collect()
}
