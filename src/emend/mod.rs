//! Emendations (校改): the values of a report that others than the reader may change, where
//! each stands in the record, how a value is typed, and how a report takes it.
//!
//! `decisions` brings what persons say, `collate` what other documents say. Both name a value
//! by its [`Place`], give it by the grammar of its field ([`parse`]), and change nothing but
//! through [`Emender`], which judges a row again whose values changed.

mod place;
mod reading;
mod set;
mod slot;
mod typed;
mod values;

pub use place::{Part, Place};
pub use reading::{number, quantity};
pub(crate) use set::Emender;
pub use typed::{Grammar, Typed, parse};
pub use values::{Value, values};
