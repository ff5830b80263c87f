//! MinerU: its list of blocks in both forms, its middle file, the file of its language model.

pub(super) mod by_page;
pub(super) mod list;
pub(super) mod middle;
pub(super) mod model;

use super::labels::{Label, label};
use super::output::Output;
use crate::document::Mark;
use crate::location::At;

/// Page, width and height of it in the unit of these files.
const WHOLE: f32 = 1000.0;

/// Boxes in thousandths of the page, or none if they are something else: older versions wrote
/// other units.
fn per_mille(bbox: Option<[f32; 4]>) -> Option<[f32; 4]> {
    bbox.filter(|bbox| bbox.iter().all(|side| (0.0..=WHOLE + 1.0).contains(side)))
}

/// A block of text under the name of its kind.
fn block(out: &mut Output<'_>, name: &str, text: &str, at: At) {
    match label(name) {
        Label::Title => out.text(text, at, Some(Mark::Heading), None),
        Label::Text | Label::Item => out.text(text, at, None, None),
        Label::Table => out.table(text, at, &|_| Vec::new()),
        Label::Seal | Label::Aside => out.aside(name, text, at),
        Label::Unknown => out.unknown(at),
    }
}
