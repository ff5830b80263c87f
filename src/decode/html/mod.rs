//! HTML: whole pages, fragments, and the tables that OCR tools embed in
//! Markdown and text. One small scanner of our own serves all three, because
//! it must give the place of every cell, leave `<…>` that is no tag as printed
//! text, and stay linear on a page that is one line.

mod builder;
pub(crate) mod entities;
pub(crate) mod page;
pub(crate) mod scan;
pub(crate) mod table;
mod tags;
pub(crate) mod text;
pub(crate) mod tree;
