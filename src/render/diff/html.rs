//! One self-contained HTML page for a comparison, and one for the overview of many.
//! It asks for nothing from the network, works without scripts as plain tables, and
//! prints to A4 landscape.

use askama::Template;

use super::index::Index;
use super::overview::Overview;
use super::rows::RowView;
use super::view::View;
use super::wording;
use super::{Comparison, Options};
use crate::diff::SCHEMA;
use crate::words::Language;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
const GENERATOR: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

/// The page of one comparison.
#[must_use]
pub fn html(comparison: &Comparison<'_>, options: Options) -> String {
    let view = View::new(comparison, options);
    let [old, new] = &view.sides;
    let page = Page {
        lang: code(options.language),
        title: format!("{} {} {} → {}", view.t.title, new.department, old.year, new.year),
        style: STYLE,
        script: SCRIPT,
        generator: GENERATOR,
        schema: SCHEMA,
        total: view.severities.iter().map(|severity| severity.count).sum(),
        doubtful: view.rows.iter().filter(|row| row.doubtful).collect(),
        view: &view,
    };
    written(&page)
}

/// The page that links to those of all comparisons.
#[must_use]
pub fn html_index(index: &Index, language: Language) -> String {
    written(&IndexPage {
        lang: code(language),
        style: STYLE,
        generator: GENERATOR,
        view: &Overview::new(index, language),
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
#[template(path = "diff/page.html")]
struct Page<'v> {
    lang: &'static str,
    title: String,
    style: &'static str,
    script: &'static str,
    generator: &'static str,
    schema: &'static str,
    total: u32,
    doubtful: Vec<&'v RowView>,
    view: &'v View,
}

#[derive(Template)]
#[template(path = "diff/index.html")]
struct IndexPage<'v> {
    lang: &'static str,
    style: &'static str,
    generator: &'static str,
    view: &'v Overview,
}
