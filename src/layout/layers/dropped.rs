//! What is dropped, and what stands for texts that cannot be told apart.

use super::clashes::Clash;
use super::strokes::{Stroke, is_straight};
use super::{Overlay, OverlayKind};
use crate::layout::geometry::{Glyph, Rect, Run, UNMAPPED};

/// Drops what is not to be seen, unless it is the greater part.
pub(super) fn drop_hidden(glyphs: &mut Vec<Glyph>) -> Option<Overlay> {
    let hidden = glyphs.iter().filter(|g| g.invisible && !g.char.is_whitespace()).count();
    let all = glyphs.iter().filter(|g| !g.char.is_whitespace()).count();
    if hidden == 0 || hidden * 2 > all {
        return None;
    }
    let overlay = overlay(OverlayKind::Hidden, glyphs.iter().filter(|g| g.invisible));
    glyphs.retain(|glyph| !glyph.invisible);
    overlay
}

pub(super) fn overlay<'g>(
    kind: OverlayKind,
    glyphs: impl Iterator<Item = &'g Glyph> + Clone,
) -> Option<Overlay> {
    let bbox = Rect::around(glyphs.clone().map(|glyph| &glyph.bbox))?;
    Some(Overlay { kind, text: glyphs.map(|glyph| glyph.char).collect(), bbox })
}

/// Drops the strokes that lie across, and single glyphs that run askew where most of
/// their stroke does not.
pub(super) fn drop_across(
    glyphs: &[Glyph],
    strokes: &[Stroke],
    across: &[bool],
    dropped: &mut [bool],
) -> Option<Overlay> {
    let single = is_straight(strokes);
    let mut gone = Vec::new();
    for (stroke, across) in strokes.iter().zip(across) {
        let glyphs = glyphs.iter().zip(dropped.iter_mut());
        for (glyph, dropped) in glyphs.take(stroke.end).skip(stroke.first) {
            if *across || single && (glyph.run == Run::Askew || glyph.watermark) {
                if !*dropped {
                    gone.push(*glyph);
                }
                *dropped = true;
            }
        }
    }
    overlay(OverlayKind::Across, gone.iter())
}

/// Two texts that cannot be told apart: U+FFFD for each character of the one that
/// was painted first, none for the other.
pub(super) fn mark_clash(
    glyphs: &mut [Glyph],
    strokes: &[Stroke],
    clash: &Clash,
    dropped: &mut [bool],
) -> Overlay {
    /// What stands this near to the place, in em, is of the same word.
    const WORD: f32 = 1.5;
    let parts = clash.glyphs.iter().filter_map(|&n| glyphs.get(n));
    let size = parts.clone().map(|glyph| glyph.size).fold(0.0, f32::max);
    let core = Rect::around(parts.map(|glyph| &glyph.bbox)).unwrap_or_default();
    let place = Rect {
        left: core.left - size * WORD,
        right: core.right + size * WORD,
        top: core.top - size * 0.1,
        bottom: core.bottom + size * 0.1,
    };
    let mut text = String::new();
    for (second, stroke) in [(false, clash.strokes.0), (true, clash.strokes.1)] {
        let Some(stroke) = strokes.get(stroke) else { continue };
        if second {
            text.push_str(" / ");
        }
        let glyphs = glyphs.iter_mut().zip(dropped.iter_mut());
        for (glyph, dropped) in glyphs.take(stroke.end).skip(stroke.first) {
            let inside = place.contains(glyph.bbox.x(), glyph.bbox.y());
            if !inside || glyph.char.is_whitespace() {
                continue;
            }
            text.push(glyph.char);
            if second {
                *dropped = true;
            } else {
                glyph.char = UNMAPPED;
            }
        }
    }
    Overlay { kind: OverlayKind::Clash, text, bbox: core }
}
