//! Strings to typed values: numerals, quantities, units, dates, completion.
//! Knows nothing of reports.
//!
//! Everything here reads clean or raw text of one cell, and gives a value only
//! where the whole of it has one certain reading.

pub mod base;
pub mod completion;
mod damage;
pub mod date;
mod grammar;
mod interval;
mod marks;
mod markup;
pub mod number;
pub mod quantity;
pub(crate) mod same_unit;
mod tail;
pub mod unit;
mod wording;
pub(crate) mod year;

pub use base::Base;
pub use completion::completion;
pub use quantity::{Reading, combine, number, read, read_with_tail};
pub use unit::{Unit, same_dimension};
