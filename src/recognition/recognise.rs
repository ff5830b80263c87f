//! Lines of text found and read by two models: a detector (DB) and a recogniser (CTC), both of
//! the PP-OCR family.

use std::collections::BTreeMap;

use super::detect;
use super::engine::{Engine, EngineError};
use super::pixels::{Pixels, Quad, Strip};
use super::reader::{ReadCharacter, ReadLine, Reader};
use super::resize;
use crate::fold;

/// How high the recogniser wants its lines, in pixels.
const LINE_HEIGHT: usize = 48;

/// Narrower lines are filled up to this: 320, as in training, costs a sixth more and reads the
/// same.
const LEAST_WIDTH: usize = 160;

/// Wider lines are made narrower: no line of a page is longer, and memory is bounded.
const MOST_WIDTH: usize = 4096;

/// The detector wants sides that are multiples of this.
const DETECTOR_STEP: usize = 32;

/// A recogniser that is ready to read.
pub(crate) struct Recogniser {
    detector: Box<dyn Engine>,
    recogniser: Box<dyn Engine>,
    /// The characters that it knows; the first of its classes is no character.
    characters: Vec<char>,
    /// Of each class the others whose characters say the same: `(` and `（`.
    twins: Vec<Vec<usize>>,
}

impl Recogniser {
    /// A recogniser of two models. `characters` are those of the recogniser's classes, one a
    /// line, without the first (none) and the last (a space).
    pub(super) fn new(
        detector: Box<dyn Engine>,
        recogniser: Box<dyn Engine>,
        characters: &str,
    ) -> Result<Recogniser, EngineError> {
        let one = |line: &str| line.trim_end_matches('\r').chars().next();
        let mut known: Vec<char> = characters
            .strip_suffix('\n')
            .unwrap_or(characters)
            .split('\n')
            .map(|line| one(line).unwrap_or(' '))
            .collect();
        if known.len() < 2 {
            return Err(EngineError("the recogniser tells no characters".to_owned()));
        }
        known.push(' ');
        let twins = twins(&known);
        Ok(Recogniser { detector, recogniser, characters: known, twins })
    }

    fn detected(&self, picture: &Pixels, longest: u32) -> Result<Vec<Quad>, EngineError> {
        let (width, height) = (picture.width as usize, picture.height as usize);
        if width == 0 || height == 0 {
            return Ok(Vec::new());
        }
        let scale = (longest as f32 / width.max(height) as f32).min(1.0);
        let side = |length: usize| {
            let steps = (length as f32 * scale / DETECTOR_STEP as f32).round().max(1.0);
            steps as usize * DETECTOR_STEP
        };
        let (to_width, to_height) = (side(width), side(height));
        let size = (to_width, to_height);
        let planes = resize::planes(&picture.rgb, (width, height), size, size);
        let (shape, map) = self.detector.run([1, 3, planes.height, planes.width], planes.data)?;
        if shape != [1, 1, to_height, to_width] {
            return Err(EngineError(format!("expected one map of the picture, found {shape:?}")));
        }
        let mut quads = detect::lines(&map, to_width, to_height);
        let (across, down) = (width as f32 / to_width as f32, height as f32 / to_height as f32);
        let back = |(x, y): (f32, f32)| {
            ((x * across).clamp(0.0, width as f32), (y * down).clamp(0.0, height as f32))
        };
        quads.iter_mut().for_each(|quad| quad.corners = quad.corners.map(back));
        Ok(quads)
    }

    fn line(&self, strip: &Strip) -> Result<ReadLine, EngineError> {
        let (width, height) = (strip.width as usize, strip.height as usize);
        if width == 0 || height == 0 {
            return Ok(ReadLine::default());
        }
        let wanted = (width * LINE_HEIGHT).div_ceil(height).clamp(1, MOST_WIDTH);
        let filled = wanted.max(LEAST_WIDTH);
        let planes = resize::planes(
            &strip.rgb,
            (width, height),
            (wanted, LINE_HEIGHT),
            (filled, LINE_HEIGHT),
        );
        let shape = [1, 3, planes.height, planes.width];
        let (shape, odds) = self.recogniser.run(shape, planes.data)?;
        let &[1, steps, classes] = shape.as_slice() else {
            return Err(EngineError(format!("expected the odds of classes, found {shape:?}")));
        };
        let ink = ink(strip);
        // So many pixels of the strip is a step of the recogniser.
        let step = filled as f32 / steps.max(1) as f32 * (width as f32 / wanted as f32);
        let read = self.characters_of(&odds, classes);
        Ok(ReadLine { characters: places(&read, step, height as f32, ink), ink })
    }

    /// The characters of the steps: of each step the class with the best odds, the same class in
    /// neighbouring steps once, and those of no character left out. Which of several forms of one
    /// sign is printed hardly matters: their odds are one sum.
    fn characters_of(&self, odds: &[f32], classes: usize) -> Vec<Seen> {
        let mut seen: Vec<Seen> = Vec::new();
        let mut before = 0;
        for (step, odds) in odds.chunks_exact(classes.max(1)).enumerate() {
            let (class, odd) = best(odds);
            let twins = self.twins.get(class).map_or(&[][..], Vec::as_slice);
            let of_form = odd;
            let odd = twins.iter().filter_map(|&twin| odds.get(twin)).sum::<f32>() + odd;
            let place = step as f32 + 0.5;
            if class != 0 {
                let char = self.characters.get(class - 1).copied();
                match seen.last_mut() {
                    Some(last) if class == before || twins.contains(&before) => {
                        last.probability = last.probability.max(odd);
                        last.of_form = last.of_form.max(of_form);
                        last.to = place;
                    }
                    _ => seen.push(Seen {
                        char: char.unwrap_or(char::REPLACEMENT_CHARACTER),
                        probability: odd,
                        of_form,
                        from: place,
                        to: place,
                    }),
                }
            }
            before = class;
        }
        seen
    }
}

/// A character in the steps of the recogniser.
#[derive(Debug, Clone, Copy)]
struct Seen {
    char: char,
    probability: f32,
    of_form: f32,
    /// The middle of its first step, in steps.
    from: f32,
    /// The middle of its last step.
    to: f32,
}

/// The classes whose characters are forms of one sign, for each class; that of no character has
/// none.
fn twins(characters: &[char]) -> Vec<Vec<usize>> {
    let mut signs: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    for (n, &char) in characters.iter().enumerate().filter(|(_, char)| !fold::is_cjk(**char)) {
        signs.entry(fold::fold_char(char)).or_default().push(n + 1);
    }
    let mut all = vec![Vec::new(); characters.len() + 1];
    for classes in signs.values().filter(|classes| classes.len() > 1) {
        for &class in classes {
            if let Some(own) = all.get_mut(class) {
                *own = classes.iter().copied().filter(|&other| other != class).collect();
            }
        }
    }
    all
}

/// The class with the best odds.
fn best(odds: &[f32]) -> (usize, f32) {
    let mut best = (0, f32::NEG_INFINITY);
    for (class, odd) in odds.iter().enumerate() {
        if *odd > best.1 {
            best = (class, *odd);
        }
    }
    best
}

/// Where the characters stand in their strip: neighbours meet half way unless there is room for
/// another character between them, the first and the last reach to the ink unless it is so far
/// that something was not read.
fn places(read: &[Seen], step: f32, height: f32, ink: (f32, f32)) -> Vec<ReadCharacter> {
    let from = |n: usize| read.get(n).map(|seen| seen.from * step);
    let to = |n: usize| read.get(n).map(|seen| seen.to * step);
    // A character is hardly wider than the line is high, and the paper around it is a quarter.
    let half = height * 0.4;
    let near = height * 0.8;
    let place = |(n, seen): (usize, &Seen)| {
        let (first, last) = (seen.from * step, seen.to * step);
        let left = match n.checked_sub(1).and_then(to) {
            Some(before) if first - before <= near * 1.5 => f32::midpoint(before, first),
            Some(_) => first - half,
            None if first - ink.0 <= near => ink.0.min(first),
            None => first - half,
        };
        let right = match from(n + 1) {
            Some(after) if after - last <= near * 1.5 => f32::midpoint(last, after),
            Some(_) => last + half,
            None if ink.1 - last <= near => ink.1.max(last),
            None => last + half,
        };
        let Seen { char, probability, of_form, .. } = *seen;
        ReadCharacter { char, probability, of_form, left, right }
    };
    read.iter().enumerate().map(place).collect()
}

/// From where to where a strip has ink: columns in which more than a speck is darker than its
/// paper.
fn ink(strip: &Strip) -> (f32, f32) {
    const DARKER: u8 = 48;
    let width = strip.width as usize;
    let light = |pixel: &[u8]| match pixel {
        [red, green, blue] => {
            ((u32::from(*red) * 77 + u32::from(*green) * 150 + u32::from(*blue) * 29) >> 8) as u8
        }
        _ => u8::MAX,
    };
    let lights: Vec<u8> = strip.rgb.chunks_exact(3).map(light).collect();
    let mut counts = [0_usize; 256];
    lights.iter().for_each(|light| counts[usize::from(*light)] += 1);
    // The paper: what four fifths of the strip are no lighter than.
    let mut left = lights.len() / 5;
    let paper = (0..=u8::MAX).rev().find(|&light| {
        let count = counts[usize::from(light)];
        let found = count > left;
        left = left.saturating_sub(count);
        found
    });
    let dark = paper.unwrap_or(u8::MAX).saturating_sub(DARKER);
    let speck = 1 + strip.height as usize / 40;
    let mut columns = vec![0_usize; width];
    for row in lights.chunks_exact(width.max(1)) {
        for (count, light) in columns.iter_mut().zip(row) {
            *count += usize::from(*light < dark);
        }
    }
    let first = columns.iter().position(|count| *count > speck);
    let last = columns.iter().rposition(|count| *count > speck);
    match (first, last) {
        (Some(first), Some(last)) => (first as f32, last as f32 + 1.0),
        _ => (0.0, 0.0),
    }
}

impl Reader for Recogniser {
    fn detect(&self, picture: &Pixels, longest: u32) -> Vec<Quad> {
        self.detected(picture, longest).unwrap_or_default()
    }

    fn read(&self, strips: &[Strip]) -> Vec<ReadLine> {
        strips.iter().map(|strip| self.line(strip).unwrap_or_default()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers each run with the same shape and values.
    struct Told(Vec<usize>, Vec<f32>);

    impl Engine for Told {
        fn run(
            &self,
            shape: [usize; 4],
            data: Vec<f32>,
        ) -> Result<(Vec<usize>, Vec<f32>), EngineError> {
            assert_eq!(shape.iter().product::<usize>(), data.len());
            Ok((self.0.clone(), self.1.clone()))
        }
    }

    /// A recogniser that knows `1` and `2` and sees these classes, a step each, this surely.
    fn recogniser(steps: &[(usize, f32)]) -> Recogniser {
        const CLASSES: usize = 4;
        let odds = steps.iter().flat_map(|&(class, odd)| {
            (0..CLASSES).map(move |n| if n == class { odd } else { (1.0 - odd) / 3.0 })
        });
        let told = Told(vec![1, steps.len(), CLASSES], odds.collect());
        let map = Told(vec![1, 1, 32, 32], vec![0.0; 32 * 32]);
        Recogniser::new(Box::new(map), Box::new(told), "1\n2\n").unwrap()
    }

    /// A white strip with black columns from one place to another.
    fn strip(width: u32, ink: std::ops::Range<u32>) -> Strip {
        let height = 48;
        let dark = |x: u32| if ink.contains(&x) { 0 } else { 250 };
        let row: Vec<u8> = (0..width).flat_map(|x| [dark(x); 3]).collect();
        Strip { width, height, rgb: row.repeat(height as usize) }
    }

    fn read(steps: &[(usize, f32)], strip: Strip) -> ReadLine {
        recogniser(steps).read(&[strip]).pop().unwrap()
    }

    #[test]
    fn the_same_class_twice_is_one_character_unless_nothing_stands_between() {
        let steps =
            [(0, 0.9), (1, 0.6), (1, 0.8), (0, 0.9), (1, 0.7), (2, 0.95), (0, 0.9), (3, 0.9)];
        let line = read(&steps, strip(160, 10..150));
        let text: String = line.characters.iter().map(|c| c.char).collect();
        assert_eq!(text, "112 ");
        let sure: Vec<f32> = line.characters.iter().map(|c| c.probability).collect();
        assert_eq!(sure, [0.8, 0.7, 0.95, 0.9]);
    }

    #[test]
    fn neighbours_meet_half_way_and_the_ends_reach_to_the_ink() {
        // A step is 20 pixels: the characters stand at 30 and 70.
        let steps =
            [(0, 0.9), (1, 0.9), (0, 0.9), (2, 0.9), (0, 0.9), (0, 0.9), (0, 0.9), (0, 0.9)];
        let line = read(&steps, strip(160, 12..92));
        assert_eq!(line.ink, (12.0, 92.0));
        let places: Vec<(f32, f32)> = line.characters.iter().map(|c| (c.left, c.right)).collect();
        assert_eq!(places, [(12.0, 50.0), (50.0, 92.0)]);
    }

    #[test]
    fn ink_that_was_not_read_is_no_part_of_a_character() {
        let steps =
            [(0, 0.9), (0, 0.9), (0, 0.9), (0, 0.9), (1, 0.9), (0, 0.9), (0, 0.9), (0, 0.9)];
        let line = read(&steps, strip(160, 20..100));
        // The character stands at 90, the ink begins 70 before it.
        assert!(line.characters[0].left - line.ink.0 > 48.0 * 0.8, "{line:?}");
    }

    #[test]
    fn what_an_engine_answers_amiss_is_nothing_read() {
        let odd = Told(vec![1, 7], vec![0.0; 7]);
        let map = Told(vec![1, 1, 5, 5], vec![1.0; 25]);
        let reader = Recogniser::new(Box::new(map), Box::new(odd), "1\n2").unwrap();
        assert_eq!(reader.read(&[strip(160, 0..9), strip(0, 0..0)]), vec![ReadLine::default(); 2]);
        assert!(reader.detect(&Pixels::white(64, 64), 1280).is_empty());
        assert!(reader.detect(&Pixels::white(0, 0), 1280).is_empty());
    }

    #[test]
    fn the_forms_of_one_sign_share_their_odds() {
        // None, `(`, `（`, `2`, a space.
        let odds = [
            [0.9, 0.1, 0.0, 0.0, 0.0],
            [0.0, 0.5, 0.45, 0.05, 0.0],
            [0.0, 0.4, 0.55, 0.05, 0.0],
            [0.1, 0.0, 0.0, 0.9, 0.0],
        ];
        let told = Told(vec![1, odds.len(), 5], odds.concat());
        let map = Told(vec![1, 1, 32, 32], vec![0.0; 32 * 32]);
        let reader = Recogniser::new(Box::new(map), Box::new(told), "(\n（\n2\n").unwrap();
        let line = reader.read(&[strip(160, 10..150)]).pop().unwrap();
        let text: String = line.characters.iter().map(|c| c.char).collect();
        assert_eq!(text, "(2");
        assert!((line.characters[0].probability - 0.95).abs() < 1e-5, "{line:?}");
    }
}
