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

/// Makes commas of points that part thousands in a number whose other thousands a comma parts
/// and that has a point of its own: `545.184,036.20`. They stay in doubt.
pub(super) fn mend(line: &mut [Glyph]) {
    let mut from = 0;
    while from < line.len() {
        let is_part = |glyph: &Glyph| glyph.char.is_ascii_digit() || is_separator(glyph.char);
        let own = line.iter().skip(from).take_while(|glyph| is_part(glyph)).count();
        mend_number(line.get_mut(from..from + own).unwrap_or_default());
        from += own + 1;
    }
}

fn is_separator(char: char) -> bool {
    matches!(char, '.' | '．' | ',' | '，')
}

fn mend_number(number: &mut [Glyph]) {
    let is_point = |char: char| matches!(char, '.' | '．');
    let places: Vec<usize> =
        (0..number.len()).filter(|&at| is_separator(number[at].char)).collect();
    let Some((&last, inner)) = places.split_last() else { return };
    let first = inner.first().copied().unwrap_or(0);
    let thousands = places.windows(2).all(|pair| pair[1] - pair[0] == 4);
    let decimals = number.len() - last - 1;
    let mixed = inner.iter().any(|&at| is_point(number[at].char))
        && inner.iter().any(|&at| !is_point(number[at].char));
    let whole = is_point(number[last].char) && (1..=2).contains(&decimals);
    if mixed && thousands && whole && (1..=3).contains(&first) {
        for &at in inner {
            let glyph = &mut number[at];
            if is_point(glyph.char) {
                glyph.char = ',';
                glyph.confidence = glyph.confidence.min(DOUBTFUL);
            }
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

    #[test]
    fn a_point_among_commas_parts_thousands() {
        for (text, expected) in [
            ("共545.184,036.20元", "共545,184,036.20元"),
            ("5,184.036.2", "5,184,036.2"),
            ("545.184,036", "545.184,036"),
            ("545.184.036.20", "545.184.036.20"),
            ("5451.184,036.20", "5451.184,036.20"),
            ("2024.03.12", "2024.03.12"),
            ("1,024.50", "1,024.50"),
        ] {
            let mut line: Vec<Glyph> =
                text.chars().map(|char| glyph(char, 0.0, 10.0, 10.0, 5.0)).collect();
            mend(&mut line);
            assert_eq!(line.iter().map(|glyph| glyph.char).collect::<String>(), expected);
            let changed = text != expected;
            assert_eq!(line.iter().any(|glyph| glyph.confidence < 1.0), changed, "{text}");
        }
    }
}
