//! The picture of a page to glyphs and rulings, as a text PDF has them.

pub(crate) mod pixels;
pub(crate) mod reader;
