//! The picture of a page to glyphs and rulings, as a text PDF has them.
//!
//! ```text
//! pixels ─sheet→ at its size, lines across ─open→ straight, its tables and lines ─page→ geometry
//!          ink, components, scale, upright    level, rules, rectify, bend, stamp, curved,
//!                                             anchor, frames, foreign, tables, rub, lines, marks, strip, outside
//! ```
//!
//! All lengths are multiples of the height of a body character, `ch`: neither the resolution
//! nor the size of a picture tells how large its type is.

mod again;
mod anchor;
mod bend;
mod bitmap;
mod borders;
mod collinear;
mod components;
mod curved;
mod foreign;
mod formula;
mod frames;
mod ink;
mod level;
mod lines;
mod marks;
mod open;
mod outside;
pub(crate) mod page;
mod place;
mod projective;
mod rectify;
mod rub;
pub(crate) mod ruled;
mod rules;
mod scale;
mod separators;
mod sheet;
mod stamp;
pub(crate) mod steps;
mod strip;
mod tables;
mod upright;
mod warp;

pub(crate) mod witness;

#[cfg(test)]
mod tests;

pub(crate) use crate::recognition::{pixels, reader};
