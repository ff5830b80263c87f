//! One self-contained HTML page for a collation: no network, no scripts, prints to A4.

use askama::Template;

use super::view::View;
use crate::collate::{Apparatus, SCHEMA};
use crate::words::Language;

const STYLE: &str = include_str!("page.css");
const GENERATOR: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

/// The page of an apparatus.
#[must_use]
pub fn html(apparatus: &Apparatus, language: Language) -> String {
    let view = View::new(apparatus, language);
    let page = Page {
        lang: match language {
            Language::Zh => "zh-CN",
            Language::En => "en",
        },
        style: STYLE,
        generator: GENERATOR,
        schema: SCHEMA,
        view: &view,
    };
    // Writing to a string fails only if a value refuses to be displayed; none does.
    page.render().unwrap_or_default()
}

#[derive(Template)]
#[template(path = "collate/page.html", escape = "shown")]
struct Page<'v> {
    lang: &'static str,
    style: &'static str,
    generator: &'static str,
    schema: &'static str,
    view: &'v View,
}
