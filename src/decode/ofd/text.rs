//! Text objects: characters, and the places of their glyphs.

use super::matrix::{Matrix, number, numbers, steps};
use super::object::Object;
use super::widths::{Class, Widths};
use crate::decode::glyphs::is_private;
use crate::decode::package::xml::Element;
use crate::fold;
use crate::layout::drawing::Place;
use crate::layout::geometry::{Glyph, UNMAPPED};
use crate::layout::type_cell::{TypeCell, share};

/// How the glyphs of a text are painted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// From the unit of the text to points on the page.
    pub(super) matrix: Matrix,
    pub(super) color: [u8; 3],
    pub(super) invisible: bool,
}

/// A glyph of which the file tells no character, but its number in the font.
#[derive(Debug)]
pub(super) struct Lost {
    /// Which of the glyphs of the page.
    pub(super) index: usize,
    pub(super) glyph: u32,
}

/// What is painted at one place: characters of the text, and the glyph that shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Drawn {
    from: usize,
    count: usize,
    glyph: Option<u32>,
}

/// Puts the glyphs of a text object on a page.
pub(super) fn set(
    element: Element<'_, '_>,
    object: &Object<'_>,
    look: Look,
    page: &mut Vec<Glyph>,
) -> Vec<Lost> {
    let mut lost = Vec::new();
    let mut transforms: Vec<Element<'_, '_>> = Vec::new();
    let mut last = (0.0, 0.0);
    for child in element.children() {
        match child.name() {
            "CGTransform" => transforms.push(child),
            "TextCode" => {
                let mut text = child.text();
                // A line end at an end of it is that of the file.
                if text.contains(['\n', '\r']) {
                    text = text.trim_matches(['\n', '\r', '\t', ' ']).to_owned();
                }
                let chars: Vec<char> = text.chars().collect();
                let drawn = drawn(chars.len(), &transforms);
                transforms.clear();
                // A coordinate that is left out is that of the text before.
                let (mut start, mut across, mut down) = (last, None, None);
                for (name, value) in child.attributes() {
                    match name {
                        "X" => start.0 = number(&value).unwrap_or(start.0),
                        "Y" => start.1 = number(&value).unwrap_or(start.1),
                        "DeltaX" => across = Some(steps(&value, drawn.len())),
                        "DeltaY" => down = Some(steps(&value, drawn.len())),
                        _ => {}
                    }
                }
                last = start;
                let line = Line { start, steps: (across, down), chars: &chars, drawn: &drawn };
                line.set(object, look, page, &mut lost);
            }
            _ => {}
        }
    }
    lost
}

/// What is painted of so many characters, one after the other.
fn drawn(count: usize, transforms: &[Element<'_, '_>]) -> Vec<Drawn> {
    let mut drawn = Vec::with_capacity(count);
    let mut next = 0;
    let single = |from| Drawn { from, count: 1, glyph: None };
    for transform in transforms {
        let (mut position, mut code_count, mut glyph_count) = (None, None, None);
        for (name, value) in transform.attributes() {
            let whole = || number(&value).map(|value| value.max(0.0) as usize);
            match name {
                "CodePosition" => position = whole(),
                "CodeCount" => code_count = whole(),
                "GlyphCount" => glyph_count = whole(),
                _ => {}
            }
        }
        let glyphs = transform.child("Glyphs").map(|glyphs| numbers(&glyphs.text()));
        let glyphs = glyphs.unwrap_or_default();
        let from = position.unwrap_or(next).clamp(next, count);
        // Some leave the counts out and tell a glyph for each character.
        let told = match (code_count, glyph_count) {
            (None, None) => (glyphs.len(), glyphs.len()),
            (codes, glyphs) => (codes.unwrap_or(1), glyphs.unwrap_or(1)),
        };
        let codes = told.0.min(count - from);
        let glyphs = glyphs.get(..told.1).unwrap_or(&glyphs);
        drawn.extend((next..from).map(single));
        let end = from + codes;
        let mut at = from;
        for (number, &glyph) in glyphs.iter().enumerate() {
            // The last glyph shows all that is left.
            let count = if number + 1 == glyphs.len() { end - at } else { (end - at).min(1) };
            drawn.push(Drawn { from: at, count, glyph: Some(glyph as u32) });
            at += count;
        }
        drawn.extend((at..end).map(single));
        next = end;
    }
    drawn.extend((next..count).map(single));
    drawn
}

/// A stretch of text with its places.
struct Line<'l> {
    start: Place,
    /// Between one glyph and the next, to the right and down; `None` where not told.
    steps: (Option<Vec<f64>>, Option<Vec<f64>>),
    chars: &'l [char],
    drawn: &'l [Drawn],
}

impl Line<'_> {
    fn set(&self, object: &Object<'_>, look: Look, page: &mut Vec<Glyph>, lost: &mut Vec<Lost>) {
        let Object { size, h_scale, .. } = *object;
        let ahead = turned((1.0, 0.0), object.turn);
        let up = turned((0.0, -size), object.turn);
        let upright = (object.reading + 4 - object.turn) % 2 == 1;
        let places = self.places(object);
        let squares = self.is_told_in_glyphs_alone();
        let mut widths = Widths::new(squares);
        let stretch = page.last().map_or(0, |last| last.stretch) + 1;
        for (number, (drawn, &place)) in self.drawn.iter().zip(&places).enumerate() {
            let chars = self.chars.get(drawn.from..drawn.from + drawn.count).unwrap_or_default();
            let Some(&first) = chars.first() else {
                continue;
            };
            let next = places.get(number + 1).copied();
            // How far it is to the next glyph, in em of this one.
            let step = next.map(|next| {
                let (dx, dy) = (next.0 - place.0, next.1 - place.1);
                (dx * ahead.0 + dy * ahead.1) / (size * h_scale)
            });
            let count = chars.len() as f64;
            // Of which width a glyph is that only the font tells is open.
            let asked = drawn.glyph.is_some() && (!is_told(first) || first.is_whitespace());
            let class = if asked { Class::Full } else { Class::of(first) };
            let width = widths.next(class, step.map(|step| step / count)) * count;
            let matrix = look.matrix;
            let along = matrix.vector((ahead.0 * size * h_scale, ahead.1 * size * h_scale));
            let up = matrix.vector(up);
            let em = up.0.hypot(up.1);
            let width = width * along.0.hypot(along.1) / em.max(f64::MIN_POSITIVE);
            let Some(cell) = TypeCell::new(matrix.place(place), up, along, width) else {
                continue;
            };
            let (bbox, run) = (cell.bbox(1.0), cell.direction());
            for (part, &told) in chars.iter().enumerate() {
                let is_lost = !is_told(told) || told.is_whitespace();
                if let Some(glyph) = drawn.glyph.filter(|&g| is_lost && g != 0 && count == 1.0) {
                    lost.push(Lost { index: page.len(), glyph });
                }
                let char = if is_told(told) { told } else { UNMAPPED };
                page.push(Glyph {
                    char: fold::radical_to_ideograph(char),
                    bbox: share(bbox, run, part, chars.len()),
                    size: cell.size as f32,
                    run,
                    vertical: upright,
                    invisible: look.invisible,
                    color: look.color,
                    slanted: object.italic || cell.is_slanted(),
                    watermark: false,
                    stretch,
                    confidence: 1.0,
                });
            }
        }
    }

    /// Whether letters in squares may be the codes of other glyphs: all glyphs are told by
    /// their numbers, and there is no figure among the characters.
    fn is_told_in_glyphs_alone(&self) -> bool {
        self.drawn.iter().all(|drawn| drawn.glyph.is_some())
            && !self.chars.iter().any(char::is_ascii_digit)
    }

    /// Where each glyph starts.
    fn places(&self, object: &Object<'_>) -> Vec<Place> {
        let Object { size, h_scale, .. } = *object;
        let mut place = self.start;
        let mut places = Vec::with_capacity(self.drawn.len());
        let told = self.steps.0.is_some() || self.steps.1.is_some();
        // Where there are fewer steps than glyphs, the last one goes on.
        let step = |steps: &Option<Vec<f64>>, number: usize| {
            let steps = steps.as_deref().unwrap_or_default();
            steps.get(number).or(steps.last()).copied().unwrap_or_default()
        };
        for (number, drawn) in self.drawn.iter().enumerate() {
            places.push(place);
            let (dx, dy) = if told {
                (step(&self.steps.0, number), step(&self.steps.1, number))
            } else {
                let chars = self.chars.get(drawn.from..drawn.from + drawn.count);
                let ems: f64 =
                    chars.unwrap_or_default().iter().map(|&c| Class::of(c).untold()).sum();
                // Glyphs that stand below each other are an em apart.
                let upright = (object.reading + 4 - object.turn) % 2 == 1;
                let ems = if upright { 1.0 } else { ems * h_scale };
                turned((ems * size, 0.0), object.reading)
            };
            place = (place.0 + dx, place.1 + dy);
        }
        places
    }
}

/// Turned clockwise by quarters.
fn turned((x, y): Place, quarters: u8) -> Place {
    match quarters {
        1 => (-y, x),
        2 => (-x, -y),
        3 => (y, -x),
        _ => (x, y),
    }
}

/// Whether it is told which character it is.
fn is_told(char: char) -> bool {
    char != UNMAPPED && !is_private(char) && (char == '\t' || !char.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::package::xml::Tree;
    use crate::layout::geometry::{Rect, Run};

    fn set_text(xml: &str) -> (Vec<Glyph>, Vec<Lost>) {
        let tree = Tree::parse(xml).unwrap();
        let object = Object::of(tree.root());
        let look = Look { matrix: object.placed(), color: [0; 3], invisible: false };
        let mut page = Vec::new();
        let lost = set(tree.root(), &object, look, &mut page);
        (page, lost)
    }

    fn lefts(xml: &str) -> String {
        let (page, _) = set_text(xml);
        let told = page.iter().map(|g| format!("{}{}", g.char, g.bbox.left));
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn glyphs_stand_where_the_steps_say() {
        assert_eq!(
            lefts(
                "<t Size='10' Boundary='100 0 9 9'><TextCode X='1' Y='9' DeltaX='10 g 2 5'>共12人</TextCode></t>"
            ),
            "共101 1111 2116 人121"
        );
        // The last step goes on; without any, characters are as wide as is usual.
        assert_eq!(
            lefts("<t Size='10'><TextCode DeltaX='12'>预算数</TextCode></t>"),
            "预0 算12 数24"
        );
        assert_eq!(lefts("<t Size='10'><TextCode>共12人</TextCode></t>"), "共0 110 215 人20");
        assert_eq!(
            lefts("<t Size='10' HScale='0.5'><TextCode>共12人</TextCode></t>"),
            "共0 15 27.5 人10"
        );
        // A second text goes on from the place of the first where none is told.
        assert_eq!(
            lefts(
                "<t Size='10'><TextCode X='3' Y='1'>甲</TextCode><TextCode Y='2'>乙</TextCode></t>"
            ),
            "甲3 乙3"
        );
    }

    #[test]
    fn a_gap_is_no_part_of_a_glyph() {
        let (page, _) = set_text("<t Size='10'><TextCode DeltaX='5 25 5'>1234</TextCode></t>");
        let boxes: Vec<(f32, f32)> = page.iter().map(|g| (g.bbox.left, g.bbox.right)).collect();
        assert_eq!(boxes, [(0.0, 5.0), (5.0, 10.0), (30.0, 35.0), (35.0, 40.0)]);
    }

    #[test]
    fn text_may_run_down_and_its_glyphs_be_turned() {
        let (page, _) = set_text(
            "<t Size='10' ReadDirection='90' CharDirection='0'><TextCode X='50' Y='20'>产出</TextCode></t>",
        );
        let first = Rect { left: 50.0, top: 11.2, right: 60.0, bottom: 21.2 };
        assert_eq!(page[0].bbox, first);
        assert_eq!((page[1].bbox.top, page[1].vertical), (21.2, true));
        let (page, _) = set_text(
            "<t Size='10' ReadDirection='90' CharDirection='90'><TextCode X='50' Y='20'>产出</TextCode></t>",
        );
        assert_eq!((page[0].run, page[0].vertical), (Run::Down, false));
        assert_eq!((page[0].bbox.left, page[0].bbox.right), (48.8, 58.8));
        assert_eq!((page[1].bbox.top, page[1].bbox.bottom), (30.0, 40.0));
    }

    #[test]
    fn glyphs_stand_for_the_characters_that_they_are_told_to_show() {
        let told = |count, xml: &str| {
            let tree = Tree::parse(xml).unwrap();
            let transforms: Vec<_> = tree.root().children().collect();
            let drawn = drawn(count, &transforms);
            drawn.iter().map(|d| (d.from, d.count, d.glyph.unwrap_or(0))).collect::<Vec<_>>()
        };
        let one =
            "<t><c CodePosition='1' CodeCount='2' GlyphCount='2'><Glyphs>7 8</Glyphs></c></t>";
        assert_eq!(told(4, one), [(0, 1, 0), (1, 1, 7), (2, 1, 8), (3, 1, 0)]);
        let many_to_one =
            "<t><c CodePosition='0' CodeCount='3' GlyphCount='1'><Glyphs>7</Glyphs></c></t>";
        assert_eq!(told(4, many_to_one), [(0, 3, 7), (3, 1, 0)]);
        let one_to_many =
            "<t><c CodePosition='0' CodeCount='1' GlyphCount='2'><Glyphs>7 8</Glyphs></c></t>";
        assert_eq!(told(2, one_to_many), [(0, 1, 7), (1, 0, 8), (1, 1, 0)]);
        let untold = "<t><c CodePosition='0'><Glyphs>7 8</Glyphs></c></t>";
        assert_eq!(told(2, untold), [(0, 1, 7), (1, 1, 8)]);
        let beyond =
            "<t><c CodePosition='9' CodeCount='9' GlyphCount='9'><Glyphs>7</Glyphs></c></t>";
        assert_eq!(told(1, beyond), [(0, 1, 0), (1, 0, 7)]);
    }

    #[test]
    fn characters_that_are_not_told_are_asked_of_the_font() {
        let (page, lost) = set_text(
            "<t Size='10'><CGTransform CodePosition='0' CodeCount='3' GlyphCount='3'>\
             <Glyphs>41 42 0</Glyphs></CGTransform><TextCode>&#xE001;年&#xE002;</TextCode></t>",
        );
        assert_eq!(page.iter().map(|g| g.char).collect::<String>(), "\u{FFFD}年\u{FFFD}");
        assert_eq!(lost.iter().map(|l| (l.index, l.glyph)).collect::<Vec<_>>(), [(0, 41)]);
    }
}
