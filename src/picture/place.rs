//! Characters that were read in strips to glyphs where they stand in the picture.

use super::reader::{ReadCharacter, ReadLine};
use super::strip::Cut;
use crate::fold;
use crate::layout::geometry::{Glyph, Rect, Run};

/// An em is so many heights of a body character.
const EM: f32 = 1.08;

/// Lines whose height differs less from the usual one are set in body type.
const USUAL: std::ops::Range<f32> = 0.5..1.4;

/// A line from a detector is higher than its ink by this.
const DETECTED: f32 = 1.4;

/// Ink that is farther from the first or last character than this was not read, in heights
/// of the strip.
const UNREAD: f32 = 0.3;

/// A digit at an end whose place is so many times as wide as that of the others has ink in it that
/// was not read.
const WIDE: f32 = 1.8;

/// A character beside ink that was not read is as doubtful as this.
const DOUBTFUL: f32 = 0.5;

/// The glyphs of a line. `detected` tells that its box is a detector's, with paper in it.
pub(super) fn glyphs(read: &ReadLine, cut: &Cut, detected: bool, ch: f32) -> Vec<Glyph> {
    let mut characters = read.characters.clone();
    doubt_ends(&mut characters, read.ink, cut.strip.height as f32);
    doubt_wide(&mut characters);
    if cut.stacked {
        return stacked(&characters, cut);
    }
    let Some((from, to, rect)) = cut.parts.first().copied() else { return Vec::new() };
    let size = size(&characters, &rect, detected, ch);
    let scale = rect.width() / (to - from).max(1.0);
    let place = |x: f32| rect.left + (x - from) * scale;
    let middle = rect.y();
    characters
        .iter()
        .map(|character| {
            let left = place(character.left);
            let bbox = Rect {
                left,
                right: place(character.right).max(left + 0.1),
                top: middle - size / 2.0,
                bottom: middle + size / 2.0,
            };
            glyph(character, bbox, size, false)
        })
        .collect()
}

/// A mark that was told without a recogniser.
pub(super) fn mark(char: char, rect: &Rect, ch: f32) -> Glyph {
    let size = ch * EM;
    let bbox = Rect { top: rect.y() - size / 2.0, bottom: rect.y() + size / 2.0, ..*rect };
    let read = ReadCharacter { char, probability: 1.0, of_form: 1.0, left: 0.0, right: 0.0 };
    glyph(&read, bbox, size, false)
}

/// A sign before a number that was not read would change it: the character beside such ink is
/// doubted.
fn doubt_ends(characters: &mut [ReadCharacter], ink: (f32, f32), height: f32) {
    if ink.1 <= ink.0 {
        return;
    }
    if let Some(first) = characters.first_mut()
        && first.left - ink.0 > height * UNREAD
    {
        first.probability = first.probability.min(DOUBTFUL);
    }
    if let Some(last) = characters.last_mut()
        && ink.1 - last.right > height * UNREAD
    {
        last.probability = last.probability.min(DOUBTFUL);
    }
}

/// As [`doubt_ends`], by how wide digits are: what reaches to the ink at its end takes in the place
/// of a sign that was not read.
fn doubt_wide(characters: &mut [ReadCharacter]) {
    let width = |character: &ReadCharacter| character.right - character.left;
    let is_digit = |character: &ReadCharacter| character.char.is_ascii_digit();
    let [first, inner @ .., last] = characters else { return };
    let mut widths: Vec<f32> = inner.iter().filter(|c| is_digit(c)).map(width).collect();
    if widths.len() < 2 {
        return;
    }
    widths.sort_by(f32::total_cmp);
    let Some(&usual) = widths.get(widths.len() / 2) else { return };
    for end in [first, last] {
        if is_digit(end) && width(end) > usual * WIDE {
            end.probability = end.probability.min(DOUBTFUL);
        }
    }
}

/// Each character where its part stands; several in one part share it.
fn stacked(characters: &[ReadCharacter], cut: &Cut) -> Vec<Glyph> {
    let nearest = |x: f32| {
        let off = |part: &(f32, f32, Rect)| (part.0 - x).max(x - part.1).max(0.0);
        let parts = cut.parts.iter().enumerate();
        parts.min_by(|a, b| off(a.1).total_cmp(&off(b.1))).map_or(0, |(n, _)| n)
    };
    let placed: Vec<(usize, &ReadCharacter)> = characters
        .iter()
        .filter(|c| !c.char.is_whitespace())
        .map(|c| (nearest(f32::midpoint(c.left, c.right)), c))
        .collect();
    let size = cut.parts.iter().map(|part| part.2.width()).fold(1.0, f32::max);
    let lefts = cut.parts.iter().map(|part| part.2.x()).sum::<f32>();
    let middle = lefts / cut.parts.len().max(1) as f32;
    let mut glyphs = Vec::with_capacity(placed.len());
    for (n, (part, character)) in placed.iter().enumerate() {
        let Some(&(_, _, rect)) = cut.parts.get(*part) else { continue };
        let same = |other: &&(usize, &ReadCharacter)| other.0 == *part;
        let count = placed.iter().filter(same).count() as f32;
        let before = placed.iter().take(n).filter(same).count() as f32;
        let high = rect.height() / count;
        let bbox = Rect {
            left: middle - size / 2.0,
            right: middle + size / 2.0,
            top: rect.top + high * before,
            bottom: rect.top + high * (before + 1.0),
        };
        glyphs.push(glyph(character, bbox, size, true));
    }
    // Neighbours touch: what is left between them is no space.
    for n in 1..glyphs.len() {
        let meet = f32::midpoint(
            glyphs.get(n - 1).map_or(0.0, |glyph| glyph.bbox.bottom),
            glyphs.get(n).map_or(0.0, |glyph| glyph.bbox.top),
        );
        if let Some(glyph) = glyphs.get_mut(n - 1) {
            glyph.bbox.bottom = meet;
        }
        if let Some(glyph) = glyphs.get_mut(n) {
            glyph.bbox.top = meet;
        }
    }
    glyphs
}

/// The em of a line.
fn size(characters: &[ReadCharacter], rect: &Rect, detected: bool, ch: f32) -> f32 {
    let high = rect.height() / if detected { DETECTED } else { 1.0 };
    if USUAL.contains(&(high / ch)) {
        return ch * EM;
    }
    // Digits are lower than the em by more than ideographs.
    let full = characters.iter().any(|character| fold::is_cjk(character.char));
    high * if full { EM } else { 1.35 }
}

fn glyph(read: &ReadCharacter, bbox: Rect, size: f32, vertical: bool) -> Glyph {
    Glyph {
        char: read.char,
        bbox,
        size,
        run: Run::Right,
        vertical,
        invisible: false,
        color: [0; 3],
        slanted: false,
        watermark: false,
        stretch: 0,
        confidence: read.probability.clamp(0.0, 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::pixels::Strip;

    fn read(text: &str, from: f32, step: f32) -> ReadLine {
        let place = |n: usize| from + step * n as f32;
        let characters = text.chars().enumerate().map(|(n, char)| ReadCharacter {
            char,
            probability: 0.98,
            of_form: 0.98,
            left: place(n),
            right: place(n + 1),
        });
        ReadLine { characters: characters.collect(), ink: (from, place(text.chars().count())) }
    }

    fn cut(parts: Vec<(f32, f32, Rect)>, stacked: bool) -> Cut {
        Cut { strip: Strip { width: 100, height: 20, rgb: Vec::new() }, parts, stacked }
    }

    #[test]
    fn the_characters_of_a_number_touch() {
        let rect = Rect { left: 200.0, top: 50.0, right: 240.0, bottom: 62.0 };
        let line = cut(vec![(5.0, 45.0, rect)], false);
        let found = glyphs(&read("1,024", 5.0, 8.0), &line, false, 16.0);
        let lefts: Vec<f32> = found.iter().map(|glyph| glyph.bbox.left).collect();
        assert_eq!(lefts, [200.0, 208.0, 216.0, 224.0, 232.0]);
        assert!(found.windows(2).all(|pair| pair[0].bbox.right == pair[1].bbox.left));
        assert!(found.iter().all(|glyph| (glyph.size - 17.28).abs() < 0.01));
        assert!(found.iter().all(|glyph| glyph.confidence > 0.9));
    }

    #[test]
    fn a_character_beside_ink_that_was_not_read_is_doubted() {
        let rect = Rect { left: 200.0, top: 50.0, right: 240.0, bottom: 62.0 };
        let line = cut(vec![(5.0, 45.0, rect)], false);
        let mut read = read("0.10", 18.0, 7.0);
        read.ink.0 = 5.0;
        let found = glyphs(&read, &line, false, 16.0);
        let sure: Vec<bool> = found.iter().map(|glyph| glyph.confidence > 0.9).collect();
        assert_eq!(sure, [false, true, true, true]);
    }

    #[test]
    fn a_digit_that_takes_in_the_place_of_a_sign_is_doubted() {
        let rect = Rect { left: 200.0, top: 50.0, right: 260.0, bottom: 62.0 };
        let line = cut(vec![(5.0, 65.0, rect)], false);
        for (from, to, expected) in [(20.0, 60.0, [true, true]), (4.0, 60.0, [false, true])] {
            let mut read = read("42849", 20.0, 8.0);
            read.characters[0].left = from;
            read.ink = (from, to);
            let found = glyphs(&read, &line, false, 16.0);
            let sure = [0, 4].map(|n| found[n].confidence > 0.9);
            assert_eq!(sure, expected, "{from}");
        }
        let mut read = read("1,250", 20.0, 8.0);
        read.characters[4].right = 78.0;
        let found = glyphs(&read, &line, false, 16.0);
        assert!(found[4].confidence < 0.9 && found[0].confidence > 0.9);
    }

    #[test]
    fn stacked_characters_stand_below_each_other() {
        let at = |top: f32| Rect { left: 30.0, top, right: 46.0, bottom: top + 16.0 };
        let line = cut(vec![(5.0, 21.0, at(20.0)), (23.0, 39.0, at(50.0))], true);
        let found = glyphs(&read("产出", 5.0, 17.0), &line, false, 16.0);
        assert!(found.iter().all(|glyph| glyph.vertical));
        assert_eq!((found[0].bbox.top, found[1].bbox.bottom), (20.0, 66.0));
        assert_eq!(found[0].bbox.bottom, found[1].bbox.top);
    }
}
