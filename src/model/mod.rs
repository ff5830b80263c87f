//! The public shape of an extraction: what `jiaokan extract` prints.
//!
//! `raw` is what stood in the source and is never overwritten; beside it stand
//! the clean value, how it was made ([`Status`]) and where it stood
//! ([`crate::location::At`]). What is unknown is `null`, never a guess.

mod indicator;
mod report;
mod schema;
mod text;

pub use indicator::{Comparator, Completion, CompletionKind, Indicator, Quantity};
pub use report::{
    Basis, Block, BlockKind, BudgetRow, Conclusion, DateField, Encoding, Expenditure, Fields,
    Finding, FiscalYear, FiscalYearHow, FormId, Format, Note, Outcome, Report, ReportKind, SCHEMA,
    Section, Severity, SourceInfo,
};
pub use schema::schema;
pub use text::{Candidate, Evidence, EvidenceKind, Number, Repair, Status, Text};
