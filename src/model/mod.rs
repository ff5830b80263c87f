//! The public shape of an extraction: what `jiaokan extract` prints.
//!
//! `raw` is what stood in the source and is never overwritten; beside it stand
//! the clean value, how it was made ([`Status`]) and where it stood
//! ([`crate::location::At`]). What is unknown is `null`, never a guess.

mod emended;
mod finding;
mod indicator;
mod lean;
mod narrative;
mod notes;
mod read;
mod report;
mod schema;
mod source;
mod spending;
mod text;

pub use crate::location::{At, CellName};
pub use crate::words::{Language, Words};
pub use emended::{Decided, WitnessDocument};
pub(crate) use finding::ROWS_OUTSIDE;
pub use finding::{Finding, Note, Outcome, Quotation, RestsOn, Severity, Witness};
pub use indicator::{
    Base, Column, Comparator, Completion, CompletionKind, Direction, Indicator, IndicatorTable,
    Quantity, TotalRow, UnreadColumn,
};
pub use lean::lean;
#[cfg(feature = "cli")]
pub(crate) use lean::{START, is_lean, not_judged, write_lean};
pub use narrative::{
    Claim, DeclaredList, Growth, IndicatorCount, Narrative, RateBand, Scope, Share, Stated,
    Statement,
};
pub use notes::Unlisted;
pub use read::{is_extraction, read};
pub use report::{
    Block, BlockKind, Conclusion, DateField, Detail, Fields, FiscalYear, FiscalYearHow, Report,
    SCHEMA, Section,
};
pub use schema::schema;
pub use source::{Encoding, FormId, Format, PageUnit, Program, Recogniser, ReportKind, SourceInfo};
pub use spending::{Basis, BudgetRow, Expenditure};
pub use text::{
    Candidate, Evidence, EvidenceKind, Number, Repair, Status, Text, WitnessKind, WitnessSource,
};
