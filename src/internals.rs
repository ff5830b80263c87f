//! The stages, for the tests and benches of this package: nothing here keeps its shape
//! from one version to the next.
#![allow(missing_docs, reason = "each module says what it is")]

#[cfg(feature = "cli")]
pub mod batch {
    pub use crate::batch::*;
}
pub mod collate {
    pub use crate::collate::*;
}
pub mod checks {
    pub use crate::checks::*;
}
pub mod decode {
    pub use crate::decode::*;
}
pub mod document {
    pub use crate::document::*;
}
pub mod diff {
    pub use crate::diff::*;
}
pub mod emend {
    pub use crate::emend::*;
}
pub mod explained {
    pub use crate::explained::*;
}
pub mod fold {
    pub use crate::fold::*;
}
pub mod form {
    pub use crate::form::*;
}
#[cfg(feature = "cli")]
pub mod view {
    pub use crate::view::*;
}
pub mod review {
    pub use crate::review::*;
}
pub mod json {
    pub use crate::json::*;
}
pub mod location {
    pub use crate::location::*;
}
pub mod outline {
    pub use crate::outline::*;
}
#[cfg(feature = "cli")]
pub mod panel {
    pub use crate::panel::*;
}
pub mod patterns {
    pub use crate::patterns::*;
}
#[cfg(feature = "cli")]
pub mod render {
    pub use crate::render::*;
}
pub mod prose {
    pub use crate::prose::*;
}
pub mod report {
    pub use crate::report::*;
}
pub mod source {
    pub use crate::source::*;
}
pub mod table {
    pub use crate::table::*;
}
pub mod terms {
    pub use crate::terms::*;
}
pub mod value {
    pub use crate::value::*;
}
pub mod words {
    pub use crate::words::*;
}
