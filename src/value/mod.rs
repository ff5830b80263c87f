//! Strings to typed values: numerals, quantities, units, dates, completion.
//! Knows nothing of reports.
//!
//! Everything here reads clean or raw text of one cell, and gives a value only
//! where the whole of it has one certain reading.

mod base;
mod completion;
mod damage;
pub mod date;
mod grammar;
mod interval;
pub mod judgement;
mod marks;
mod markup;
pub mod number;
pub mod quantity;
pub(crate) mod same_unit;
mod tail;
pub mod unit;
mod wording;
pub(crate) mod year;

pub use judgement::{Judgement, Subject, better_side, judge};
pub use quantity::{Reading, combine, number, read, read_with_tail};
pub use unit::{Unit, same_dimension};
