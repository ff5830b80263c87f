//! The day on which a web page was put up: it stands on the page and is no date of the report.

use crate::fold;
use crate::location::Passage;
use crate::model::Note;
use crate::outline::{Block, Outline};
use crate::patterns::Patterns;
use crate::report::is_before;
use crate::words::words;

/// How many lines around one are looked at.
const NEAR: usize = 3;

/// Which blocks of the cover hold the day of the page, each with a note.
pub(super) fn days(
    outline: &Outline,
    title: Option<&Passage>,
    patterns: &Patterns,
    notes: &mut Vec<Note>,
) -> Vec<usize> {
    let cover = &outline.cover;
    let key = title.map(|title| fold::key(&title.text)).unwrap_or_default();
    let first = outline.sections.first().map(|section| fold::key(&section.title));
    let mut found = Vec::new();
    for (index, block) in cover.iter().enumerate() {
        let Some(line) = line(block) else { continue };
        let Some(rest) = patterns.fields.day_of_page(&line.text) else { continue };
        let around = || {
            let from = index.saturating_sub(NEAR);
            let lines = cover.iter().skip(from).take(2 * NEAR + 1).filter_map(self::line);
            lines.filter(|other| other.start() != line.start())
        };
        let is_title = |other: &Passage| !key.is_empty() && fold::key(&other.text) == key;
        // On a cover of a report the day stands below the title.
        let below = cover.iter().take(index).filter_map(self::line).any(is_title);
        let above = !below && title.is_some_and(|title| is_before(line.start(), title.start()));
        // Pages tell days in digits.
        let in_digits = || rest.chars().take(8).all(|c| c.is_ascii());
        let signed = || around().any(|other| patterns.fields.is_sign_of_page(&other.text));
        // The head of the page repeats the title that stands below the day.
        let repeated = || {
            let mut later = cover.iter().skip(index + 1).take(NEAR).filter_map(self::line);
            later.any(is_title) || !key.is_empty() && first.as_ref() == Some(&key)
        };
        let of_page = above || in_digits() && (signed() || repeated());
        if of_page || patterns.fields.goes_on_as_page(&rest) {
            found.push(index);
            let raw = line.text.trim();
            let message = words!(
                en: "the day on the head of the page is no date of the report: {raw}",
                zh: "网页页首的日期不作为报告日期：{raw}"
            );
            notes.push(Note::new("date_of_page", message, line.at(0, line.text.len())));
        }
    }
    found
}

fn line(block: &Block) -> Option<&Passage> {
    match block {
        Block::Paragraph(line) | Block::Item(line) => Some(line),
        Block::Table(_) => None,
    }
}
