//! Points that may be commas: on a picture the two differ by a pixel or two, and the numbers by a
//! thousand times. Three decimals behind a point are rare in reports, thousands are not.

use crate::layout::geometry::Glyph;

/// What is left of the confidence in such a point: too little for a value to rest on it.
const DOUBTFUL: f32 = 0.6;

/// Takes the confidence from the points of a line that would part thousands as well: between
/// one to three digits, no lone nought, and three that end the number.
pub(super) fn doubt(line: &mut [Glyph]) {
    let digit = |at: Option<usize>| {
        at.and_then(|at| line.get(at)).is_some_and(|glyph| glyph.char.is_ascii_digit())
    };
    let is_point = |at: usize| matches!(line.get(at).map(|glyph| glyph.char), Some('.' | '．'));
    let mut doubtful = Vec::new();
    for at in (0..line.len()).filter(|&at| is_point(at)) {
        let before = (1..=at).take_while(|&back| digit(Some(at - back))).count();
        let after = (at + 1..line.len()).take_while(|&next| digit(Some(next))).count();
        let is_nought = before == 1 && line.get(at - 1).is_some_and(|glyph| glyph.char == '0');
        if (1..=3).contains(&before) && after == 3 && !is_nought {
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

    #[test]
    fn a_point_that_would_part_thousands_is_doubted() {
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
            let mut line: Vec<Glyph> =
                text.chars().map(|char| glyph(char, 0.0, 10.0, 10.0, 5.0)).collect();
            doubt(&mut line);
            let doubted = line.iter().any(|glyph| glyph.confidence < 1.0);
            assert_eq!(doubted, expected, "{text}");
        }
    }
}
