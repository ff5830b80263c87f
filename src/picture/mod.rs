//! The picture of a page to glyphs and rulings, as a text PDF has them.

pub(crate) mod page;
pub(crate) mod witness;

pub(crate) use crate::recognition::{pixels, reader};
