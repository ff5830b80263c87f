//! Texts that lie over each other, told apart before any is read: what is not to be
//! seen, watermarks, seals. Colour, size, slant and the order of painting tell which
//! one is the text of the page. Where they do not, the characters stand as U+FFFD.

mod clashes;
mod dropped;
mod overlaps;
mod seals;
mod strokes;
mod styles;
mod tiles;

use super::geometry::{Glyph, Rect, Run};
use super::near::Near;
use super::note_marks;
use clashes::decide;
use dropped::{drop_across, drop_hidden, mark_clash, overlay};
use overlaps::overlaps;
use strokes::{mark_repeats, strokes};

pub(super) use seals::take_seals;
pub(super) use tiles::take_tiles;

/// What was left out of a page or could not be told apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Overlay {
    pub(super) kind: OverlayKind,
    /// Its characters, in the order of painting.
    pub(super) text: String,
    pub(super) bbox: Rect,
}

/// What is no text of the page, or hides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OverlayKind {
    /// It is not to be seen.
    Hidden,
    /// The page shows a part of it.
    Cut,
    /// It stands outside of what the page shows.
    Outside,
    /// A line strikes it out.
    Struck,
    /// A watermark or a seal lies across the text.
    Across,
    /// Two texts lie in one place and cannot be told apart.
    Clash,
    /// Two layers of text lie under a picture and tell different things.
    Layers,
    /// Raised marks point to notes.
    NoteMarks,
}

/// Leaves the text of the page. `recognised` tells that a recogniser laid it, unseen,
/// under a picture: its places are not exact, and say nothing of layers.
pub(super) fn separate(glyphs: &mut Vec<Glyph>, recognised: bool) -> Vec<Overlay> {
    let mut found = Vec::new();
    if !recognised {
        found.extend(drop_hidden(glyphs));
    }
    let near = Near::of(glyphs);
    let (mut dropped, overlaps, doubles) = overlaps(glyphs, &near);
    let has_across = glyphs.iter().any(|g| g.watermark || g.run == Run::Askew);
    if !recognised && (has_across || !overlaps.is_empty()) {
        let mut strokes = strokes(glyphs);
        mark_repeats(glyphs, &mut strokes);
        let (across, clashes) = decide(glyphs, &strokes, &overlaps);
        found.extend(drop_across(glyphs, &strokes, &across, &mut dropped));
        found.extend(clashes.iter().map(|clash| mark_clash(glyphs, &strokes, clash, &mut dropped)));
    }
    // A shadow shows a character twice; so does a watermark by chance, and goes alone.
    for (before, own) in doubles {
        if !dropped[before] {
            dropped[own] = true;
        }
    }
    if dropped.contains(&true) {
        let mut dropped = dropped.into_iter();
        glyphs.retain(|_| !dropped.next().unwrap_or_default());
    }
    if !recognised {
        found.extend(overlay(OverlayKind::NoteMarks, note_marks::take(glyphs).iter()));
    }
    found
}

#[cfg(test)]
mod tests;
