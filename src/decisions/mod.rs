//! Decisions of persons on the values of a report (人工复核): the shape of `decisions.json`,
//! and how a report takes them.
//!
//! A decision names its value by its place in the record, by what is printed there and by how
//! that was read, and the file that it was made on by its SHA-256. Where either is no longer
//! so it is told and not applied.

mod apply;
mod file;
mod said;

pub use crate::emend::{Grammar, Part, Place, Typed, Value, parse, values};
pub(crate) use apply::Pending;
pub use file::{DecidedSource, Decision, Decisions, SCHEMA, Verdict, read, schema};
