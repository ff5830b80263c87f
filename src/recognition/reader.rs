//! What the walk over a page picture asks of a recogniser.

use super::pixels::{Pixels, Quad, Strip};

/// A character that was read in a strip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ReadCharacter {
    pub(crate) char: char,
    /// From 0 to 1.
    pub(crate) probability: f32,
    /// That of just this form of its sign, of `（` and not `(`.
    pub(crate) of_form: f32,
    /// Where it begins in the strip, in pixels: neighbours within a word meet half way.
    pub(crate) left: f32,
    /// Where it ends.
    pub(crate) right: f32,
}

/// What was read in a strip.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ReadLine {
    /// From left to right; none where nothing was read.
    pub(crate) characters: Vec<ReadCharacter>,
    /// Where the ink of the strip begins and ends, in its pixels.
    pub(crate) ink: (f32, f32),
}

impl ReadLine {
    /// The mean probability of its characters; 0 without any.
    pub(crate) fn sure(&self) -> f32 {
        let sum: f32 = self.characters.iter().map(|c| c.probability).sum();
        sum / self.characters.len().max(1) as f32
    }
}

/// A recogniser. What cannot be read is an empty answer, never an error: the page goes on.
pub(crate) trait Reader {
    /// The lines of text of a picture, which is made no longer than `longest` pixels first.
    fn detect(&self, picture: &Pixels, longest: u32) -> Vec<Quad>;

    /// The characters of each strip: as many answers as strips, in their order.
    fn read(&self, strips: &[Strip]) -> Vec<ReadLine>;
}
