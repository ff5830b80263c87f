//! HTML: whole pages, fragments, and the tables that OCR tools embed in
//! Markdown and text. One small scanner of our own serves all three, because
//! it must give the place of every cell, leave `<…>` that is no tag as printed
//! text, and stay linear on a page that is one line.

mod apart;
mod builder;
pub(crate) mod entities;
pub(crate) mod page;
mod placing;
pub(crate) mod scan;
pub(crate) mod table;
mod tags;
pub(crate) mod text;
pub(crate) mod tree;

pub(crate) use apart::Apart;
use scan::Tag;

/// How an element stands apart from the text around it, by its name and attributes.
pub(crate) fn apart_of(tag: Tag, attributes: &str) -> Option<Apart> {
    apart::apart(tag, attributes, &apart::Classes::default())
}

/// Whether an element of a name is known.
pub(crate) fn is_element(name: &str) -> bool {
    Tag::named(name).is_some()
}
