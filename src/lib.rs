//! Restores China's budget performance self-evaluation reports (绩效自评报告),
//! often garbled on their way through a scanner, to typed data. Every value keeps
//! its raw text, place, status and evidence; what cannot be read with certainty is
//! absent, never a guess.
//!
//! ```
//! use jiaokan::Options;
//!
//! let text = "青溪市水务局2023年度部门整体支出绩效自评报告\n\n\
//!     | 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 |\n\
//!     |---|---|---|---|---|\n\
//!     | 产指 | 数量指标 | 巡查河道次数（次） | ≥24 | 30 |\n\
//!     | 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 9l% |\n";
//! let report = jiaokan::extract("report.md", text.as_bytes(), &Options::default())?;
//!
//! assert_eq!(report.fiscal_year.value, Some(2023));
//! let [patrols, satisfied] = &report.indicators[..] else { panic!() };
//! // Characters were lost, and only one label has the rest in this order.
//! assert_eq!(patrols.level1.value.as_deref(), Some("产出指标"));
//! assert_eq!(patrols.level1.raw, "产指");
//! assert_eq!(patrols.actual.number.map(|n| n.to_string()).as_deref(), Some("30"));
//! // A damaged digit is never restored.
//! assert_eq!((satisfied.actual.raw.as_str(), satisfied.actual.number), ("9l%", None));
//! # Ok::<(), jiaokan::DecodeError>(())
//! ```
//!
//! [`extract`] gives a [`Report`] with the findings of the checks: serialised (with `serde_json`),
//! it is the JSON that the `jiaokan` program prints, and [`model::schema`] gives its JSON Schema.
//! [`check`] judges a report that was read back ([`model::read`]), [`diff`] compares two.
//! [`Patterns`] are the wordings, units and layouts that are known; a user's own are laid
//! over them.
//!
//! # Features
//!
//! Of the features that are on unless you say otherwise, `cli` is the program (commands,
//! batches in worker processes, tables and pages); the library needs none of it, reads and
//! writes no file, and prints nothing: `jiaokan = { version = "0.2", default-features = false }`.
//! `second-reader` reads the numbers of a PDF again with another library. `ocr` reads pictures
//! of pages ([`recognition`]); its models are files that [`Options`] names.
//!
//! # What is not supported
//!
//! Damaged digits and indicator names are never restored.

// What is `pub` for the tests of the stages alone is neither used nor reached without them,
// and what only the program asks of the stages (titles, explanations, signs) is unused without it.
#![cfg_attr(
    not(all(feature = "internals", feature = "cli")),
    allow(dead_code, unused_imports, unreachable_pub)
)]

#[cfg(feature = "cli")]
mod batch;
mod checks;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
mod collate;
pub mod decisions;
mod decode;
mod diff;
mod document;
mod emend;
mod error;
mod explained;
mod fold;
mod form;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals;
mod joins;
mod json;
mod layout;
mod lint;
mod location;
pub mod model;
mod options;
mod outline;
#[cfg(feature = "cli")]
mod panel;
mod patterns;
#[cfg(feature = "ocr")]
mod picture;
mod pipeline;
mod prose;
#[cfg(feature = "ocr")]
pub mod recognition;
#[cfg(feature = "cli")]
mod render;
mod report;
mod review;
mod source;
#[cfg(feature = "cli")]
mod survey;
mod table;
mod terms;
mod value;
#[cfg(feature = "cli")]
mod view;
mod visible;
#[cfg(feature = "second-reader")]
mod witness;
mod words;

pub use collate::Witness;
pub use diff::Diff;
pub use error::{
    DecisionsError, DecodeError, ExtractionError, NoTextReason, PatternsError, PdfExcess,
    PdfProblem,
};
pub use model::Report;
pub use options::Options;
pub use patterns::Patterns;
#[cfg(feature = "second-reader")]
pub use pipeline::second_reading;
pub use pipeline::{check, collate, decide, diff, extract, extract_with};
#[cfg(feature = "cli")]
pub use view::page;
pub use words::Language;

/// What the Python package of this workspace takes of the program, so that both say the same. It
/// keeps its shape for nobody else.
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod binding {
    #[cfg(feature = "second-reader")]
    pub use crate::batch::set_program;
    pub use crate::batch::{
        Answer, Complaint, Error, LIMIT, Settings, WitnessFile, Work, begin_here, read_one,
    };
    pub use crate::cli::silence_contained_panics;
    #[cfg(feature = "parquet")]
    pub use crate::render::parquet_of;
    pub use crate::render::{Row, Rows, Table, rows};
    pub use crate::source::sha256;
}

/// What a collation says: the types of a [`Collation`](collation::Collation).
pub mod collation {
    pub use crate::collate::{
        Apparatus, Collation, Document, Entry, Judged, Outcome, Reading, SCHEMA, Summary,
        TextEntry, TextReading, schema,
    };
}

/// What a comparison says: the types of a [`Diff`].
pub mod comparison {
    pub use crate::diff::{
        Change, ChangeKind, Diff, NotComparable, Pair, PairCandidate, PairClass, PairCounts, Place,
        Printed, SCHEMA, Side, SideName, Subject, Summary, TextBlock, TextClass, TextPair, Years,
        schema,
    };
}
