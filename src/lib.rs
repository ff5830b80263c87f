//! Restores China's budget performance self-evaluation reports (绩效自评报告),
//! often garbled on their way through a scanner, to typed data. Every value keeps
//! its raw text, place, status and evidence; what cannot be read with certainty is
//! absent, never a guess.
//!
//! ```
//! use jiaokan::{Patterns, Source};
//!
//! let text = "青溪市水务局2023年度部门整体支出绩效自评报告\n\n\
//!     | 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 |\n\
//!     |---|---|---|---|---|\n\
//!     | 产指 | 数量指标 | 巡查河道次数（次） | ≥24 | 30 |\n\
//!     | 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 9l% |\n";
//! let report = jiaokan::extract(&Source::new("report.md", text), Patterns::builtin())?;
//!
//! assert_eq!(report.fiscal_year.value, Some(2023));
//! let [patrols, satisfied] = &report.indicators[..] else { panic!() };
//! // Characters were lost, and only one label has the rest in this order.
//! assert_eq!(patrols.level1.value.as_deref(), Some("产出指标"));
//! assert_eq!(patrols.level1.raw, "产指");
//! assert_eq!(patrols.actual.number.map(|n| n.to_string()).as_deref(), Some("30"));
//! // A damaged digit is never restored.
//! assert_eq!((satisfied.actual.raw.as_str(), satisfied.actual.number), ("9l%", None));
//! # Ok::<(), jiaokan::Error>(())
//! ```
//!
//! [`Report`] is the result: serialised, it is the JSON that the `jiaokan` program
//! prints, and [`model::schema`] gives its JSON Schema.
//!
//! # Map
//!
//! | module | holds |
//! |---|---|
//! | [`pipeline`] | the whole flow on one screen: read it first |
//! | [`source`], [`decode`] | bytes to pages of lines and grids; the last stage that may fail |
//! | [`document`], `layout` | those pages; glyphs and drawn lines to them |
//! | [`outline`], [`form`] | lines to a tree of sections; the authority's layout (版式) |
//! | [`table`] | grids to indicator rows (绩效指标表) |
//! | [`report`], [`model`] | everything together; the public types |
//! | `witness` | the numbers of a PDF read again by a second library |
//! | [`value`], [`fold`] | numerals, quantities, units, dates; when two spellings are one |
//! | [`patterns`] | keywords, units and layouts as data, with a user's own over them |
//! | [`checks`] | what an auditor looks for, one file per check |
//! | [`diff`] | what changed between the reports of two years |
//! | [`explained`] | what checks and kinds of change say of themselves |
//! | [`batch`] | many reports: worker processes, resuming, outputs |
//! | [`render`] | reports as tables (CSV, workbook, Parquet); findings and comparisons for people |
//! | [`location`], [`error`] | where a value stood; what can go wrong |
//!
//! # What is not supported
//!
//! Scans, and Word and Excel files. Damaged digits and indicator names are never
//! restored.

pub mod batch;
pub mod checks;
pub mod decode;
pub mod diff;
pub mod document;
pub mod error;
pub mod explained;
pub mod fold;
pub mod form;
mod joins;
mod layout;
pub mod location;
pub mod model;
pub mod outline;
pub mod patterns;
pub mod pipeline;
pub mod render;
pub mod report;
pub mod source;
pub mod table;
pub mod terms;
pub mod value;
#[cfg(feature = "second-reader")]
pub mod witness;
pub mod words;

pub use error::{Error, PdfProblem, Result};
pub use model::Report;
pub use patterns::Patterns;
pub use pipeline::extract;
pub use source::Source;
