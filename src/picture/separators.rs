//! Points that may be commas: in small print the two differ by a pixel or two, and a number by
//! a thousand.

use crate::layout::geometry::Glyph;

/// Letters that are lower than this, in pixels, do not show a comma's tail: print of 10 points
/// at 120 dots an inch.
const SMALL: f32 = 17.0;

/// In larger print a recogniser that is surer of a point than this saw one.
const CLEAR: f32 = 0.98;

/// What is left of the confidence in such a point: too little for a value to rest on it.
const DOUBTFUL: f32 = 0.6;

/// Takes the confidence from the points of a line that would part thousands as well: between
/// one to three digits, no lone nought, and three that end the number. `height` is that of the
/// letters of the page, in pixels.
pub(super) fn doubt(line: &mut [Glyph], height: f32) {
    let digit = |at: Option<usize>| {
        at.and_then(|at| line.get(at)).is_some_and(|glyph| glyph.char.is_ascii_digit())
    };
    let is_point = |at: usize| matches!(line.get(at).map(|glyph| glyph.char), Some('.' | '．'));
    let mut doubtful = Vec::new();
    for at in (0..line.len()).filter(|&at| is_point(at)) {
        let before = (1..=at).take_while(|&back| digit(Some(at - back))).count();
        let after = (at + 1..line.len()).take_while(|&next| digit(Some(next))).count();
        let is_nought = before == 1 && line.get(at - 1).is_some_and(|glyph| glyph.char == '0');
        let small = height < SMALL || line.get(at).is_some_and(|glyph| glyph.confidence < CLEAR);
        if (1..=3).contains(&before) && after == 3 && !is_nought && small {
            doubtful.push(at);
        }
    }
    for at in doubtful {
        if let Some(glyph) = line.get_mut(at) {
            glyph.confidence = glyph.confidence.min(DOUBTFUL);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::glyph;

    /// Whether the first point of a text is doubted where it is `sure`, in letters so high.
    fn doubted(text: &str, sure: f32, height: f32) -> bool {
        let mut line: Vec<Glyph> = text
            .chars()
            .map(|char| Glyph { confidence: sure, ..glyph(char, 0.0, 10.0, 10.0, 5.0) })
            .collect();
        doubt(&mut line, height);
        line.iter().any(|glyph| glyph.confidence < sure)
    }

    #[test]
    fn a_point_that_would_part_thousands_is_doubted_in_small_print() {
        for (text, expected) in [
            ("≤53.605", true),
            ("1.250人", true),
            ("812.400万元", true),
            ("0.605", false),
            ("53.60", false),
            ("53.6051", false),
            ("1653.605", false),
            ("53,605", false),
            (".605", false),
        ] {
            assert_eq!(doubted(text, 0.999, 14.0), expected, "{text}");
        }
    }

    #[test]
    fn in_large_print_only_one_that_is_not_clear() {
        assert!(!doubted("53.605", 0.999, 24.0));
        assert!(doubted("53.605", 0.95, 24.0));
    }
}
