//! What a recogniser was not sure of.

use crate::document::{Item, Page};
use crate::location::At;
use crate::model::Note;
use crate::patterns::Recognised;
use crate::words::words;

/// Notes the lines and cells of which the recogniser was less sure than they need.
pub(super) fn tell(page: &Page, limits: &Recognised, notes: &mut Vec<Note>) {
    let mut judge = |text: &str, sure: Option<f32>, at: At| {
        let Some(sure) = sure.filter(|&sure| !text.trim().is_empty() && sure < limits.least(text))
        else {
            return;
        };
        let sure = format!("{sure:.2}");
        let message = words!(
            en: "the recogniser is sure of this text to {sure} only: {text}",
            zh: "识别置信度仅 {sure}：{text}"
        );
        notes.push(Note::new("low_confidence", message, at));
    };
    for item in &page.items {
        match item {
            Item::Line(line) => judge(&line.text, line.confidence, line.at),
            Item::Grid(grid) => {
                grid.cells.iter().for_each(|cell| judge(&cell.text, cell.confidence, cell.at));
            }
        }
    }
}
