//! Many reports at once: found in folders, read in worker processes that may die,
//! answered in the order of the input.
//!
//! ```text
//! paths ─inputs→ files in order ─engine→ feeders ⇄ workers ─queue→ outcomes in order → sink
//!                                           ⇅
//!                                     keep (journal, a JSON for each report)
//! ```
//!
//! [`run`] knows nothing of formats: it hands each [`Outcome`] to a closure, in the
//! order of the inputs. [`Keep`] is asked before a file is read and told when it is
//! done; [`out::Out`] is the one that keeps an output folder.

mod alone;
mod answer;
mod answers;
mod child;
mod crew;
mod duty;
mod engine;
mod error;
mod evidence;
#[cfg(feature = "faults")]
mod faults;
mod frame;
mod group;
mod inputs;
mod line;
mod long;
mod memory;
#[cfg(feature = "ocr")]
pub(crate) mod models;
pub mod out;
mod pattern_folder;
mod pretty;
mod queue;
mod reading;
#[cfg(feature = "second-reader")]
mod second;
mod stream;
mod summary;
mod watch;
mod work;
mod worker;

pub use answer::{Answer, Complaint, RecognitionCost, Severities, Tally};
pub use duty::{
    Chain, Collated, Collating, Compared, Comparing, PairFormat, ReportPair, Shape, Tracing,
    TracingFormat, collate_alone, compare, panels, trace_alone,
};
pub use engine::{Ended, Interrupt, Keep, KeepNothing, OnPage, Options, Outcome, read_alone, run};
pub(crate) use error::system;
pub use error::{Error, Result};
pub use evidence::{WitnessFile, decisions_of, document, pairs_of, readable};
pub(crate) use inputs::is_archive;
pub use inputs::{Input, Inputs, Member, Place, Shard, Wanted, shown};
pub use long::Long;
pub use pattern_folder::patterns_of;
pub use reading::{LIMIT, read_one};
pub(crate) use reading::{is_other_than_pdf, open_file, read_named};
#[cfg(feature = "second-reader")]
pub use second::set_program;
pub use stream::{Content, Document, stream};
pub use summary::Summary;
pub use work::{Settings, Work};
pub use worker::{begin_here, serve};
