//! A collation for people and programs: terminal, JSON, one HTML page, one workbook. Whatever
//! is for people is made from one `View`, so that all of them say the same.

mod html;
mod labels;
mod terminal;
mod view;
mod xlsx;

use crate::collate::Apparatus;
use crate::visible;

pub use html::html;
pub use terminal::terminal;
pub use xlsx::xlsx;

/// The JSON of an apparatus, indented.
///
/// # Errors
/// None in practice: every part of it can be written as JSON.
pub fn json(apparatus: &Apparatus) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec_pretty(apparatus).map(visible::json)
}
