//! Colours.

use super::matrix::number;
use crate::decode::package::xml::Element;
use crate::layout::drawing::{Ink, is_pale};

/// What something is painted with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Paint {
    /// Red, green and blue.
    color: [u8; 3],
    /// From 0, not to be seen, to 1.
    alpha: f64,
    /// One colour, not a pattern or shading.
    plain: bool,
}

impl Paint {
    /// As is painted where nothing is told.
    pub(super) const BLACK: Paint = Paint { color: [0; 3], alpha: 1.0, plain: true };

    /// What an element tells: values of one, three or four parts, as grey, red-green-blue or
    /// printing inks; a part in hexadecimal has a `#` before it.
    pub(super) fn of(element: Element<'_, '_>) -> Paint {
        let alpha = element.attribute("Alpha").and_then(|alpha| number(&alpha));
        let alpha = alpha.map_or(1.0, |alpha| (alpha / 255.0).clamp(0.0, 1.0));
        let value = element.attribute("Value").unwrap_or_default();
        let parts: Vec<f64> = value.split_whitespace().filter_map(part).collect();
        let told = match *parts.as_slice() {
            [grey] => Some([grey; 3]),
            [red, green, blue] => Some([red, green, blue]),
            [cyan, magenta, yellow, black, ..] => {
                Some([cyan, magenta, yellow].map(|ink| (255.0 - ink) * (255.0 - black) / 255.0))
            }
            _ => None,
        };
        let color = told.unwrap_or_default().map(|part| part.clamp(0.0, 255.0) as u8);
        let plain = element.children().next().is_none();
        Paint { color, alpha, plain }
    }

    /// The same, seen through something of this opacity.
    pub(super) fn through(self, alpha: f64) -> Paint {
        Paint { alpha: self.alpha * alpha, ..self }
    }

    /// Whether nothing of it is to be seen.
    pub(super) fn is_clear(self) -> bool {
        self.alpha <= 0.0
    }

    /// Its colour on paper.
    pub(super) fn on_paper(self) -> [u8; 3] {
        self.color.map(|part| (f64::from(part) * self.alpha + 255.0 * (1.0 - self.alpha)) as u8)
    }

    /// How it covers.
    pub(super) fn ink(self) -> Ink {
        if !self.plain {
            return Ink::default();
        }
        Ink { pale: self.is_clear() || is_pale(self.color), opaque: self.alpha >= 1.0 }
    }
}

fn part(text: &str) -> Option<f64> {
    match text.strip_prefix('#') {
        Some(digits) => u32::from_str_radix(digits, 16).ok().map(f64::from),
        None => number(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::package::xml::Tree;

    fn paint(text: &str) -> Paint {
        Paint::of(Tree::parse(text).unwrap().root())
    }

    #[test]
    fn colours_are_told_in_three_ways() {
        assert_eq!(paint("<c Value=\"#ee #20 #25\"/>").on_paper(), [238, 32, 37]);
        assert_eq!(paint("<c Value=\"255\"/>").on_paper(), [255; 3]);
        assert_eq!(paint("<c Value=\"0 0 0 255\"/>").on_paper(), [0; 3]);
        assert_eq!(paint("<c Value=\"0 0 0\" Alpha=\"0\"/>").on_paper(), [255; 3]);
        assert!(paint("<c Value=\"255 255 255\"/>").ink().pale);
        assert!(paint("<c Value=\"0 0 0\" Alpha=\"0\"/>").is_clear());
        assert!(!paint("<c><AxialShd/></c>").ink().opaque);
    }
}
