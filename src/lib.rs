//! Restores China's budget performance self-evaluation reports (绩效自评报告).
#![doc = ""]

pub mod decode;
pub mod error;
pub mod fold;
pub mod form;
pub mod location;
pub mod model;
pub mod outline;
pub mod patterns;
pub mod pipeline;
pub mod report;
pub mod source;
pub mod table;
pub mod value;

pub use error::{Error, Result};
pub use model::Report;
pub use patterns::Patterns;
pub use pipeline::extract;
pub use source::Source;
