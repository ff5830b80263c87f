//! What all pages have in common: their style, and how they are written.

use askama::Template;

use crate::words::Language;

pub(super) const STYLE: &str = include_str!("page.css");
pub(super) const GENERATOR: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

/// A page as text.
pub(super) fn written(page: &impl Template) -> String {
    // Writing to a string fails only if a value refuses to be displayed; none does.
    page.render().unwrap_or_default()
}

/// The code of a language.
pub(super) fn code_of(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh-CN",
        Language::En => "en",
    }
}
