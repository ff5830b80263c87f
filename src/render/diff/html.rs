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
use crate::render::page::{GENERATOR, STYLE, code_of, written};
use crate::words::Language;

const SCRIPT: &str = include_str!("page.js");
const INDEX_SCRIPT: &str = include_str!("index.js");

/// The page of one comparison.
#[must_use]
pub fn html(comparison: &Comparison<'_>, options: Options) -> String {
    let view = View::new(comparison, options);
    let [old, new] = &view.sides;
    let page = Page {
        lang: code_of(options.language),
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
        lang: code_of(language),
        style: STYLE,
        script: INDEX_SCRIPT,
        generator: GENERATOR,
        view: &Overview::new(index, language),
    })
}

#[derive(Template)]
#[template(path = "diff/page.html", escape = "shown")]
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
#[template(path = "diff/index.html", escape = "shown")]
struct IndexPage<'v> {
    lang: &'static str,
    style: &'static str,
    script: &'static str,
    generator: &'static str,
    view: &'v Overview,
}
