//! The TSV of Tesseract: a line a word, with page, box in pixels and confidence in per cent.

use super::Made;
use super::output::{Loose, Output};

pub(super) fn read(text: &str, out: &mut Output<'_>) -> Made {
    for row in text.lines().skip(1) {
        let fields: Vec<&str> = row.splitn(12, '\t').collect();
        let number = |index: usize| -> Option<f32> {
            let value: f32 = fields.get(index)?.trim().parse().ok()?;
            value.is_finite().then_some(value)
        };
        let [Some(level), Some(page), Some(left), Some(top), Some(width), Some(height)] =
            [0, 1, 6, 7, 8, 9].map(number)
        else {
            continue;
        };
        let page = (page.max(1.0)) as u32;
        // Levels go from the page (1) to the word (5).
        if level <= 1.0 {
            out.page(page, (width > 0.0 && height > 0.0).then_some([width, height]));
        }
        let confidence = number(10).filter(|sure| *sure >= 0.0).map(|sure| sure / 100.0);
        let text = fields.get(11).copied().unwrap_or_default().to_owned();
        if level >= 5.0 && !text.trim().is_empty() {
            let bbox = [left, top, left + width, top + height];
            out.loose(page, [Loose { text, bbox, confidence }]);
        }
    }
    None
}
