//! Signs that the recogniser writes where a formula sets a digit low, as typesetting programs do:
//! `Al_2O_{3}`. They are not printed.

use crate::layout::geometry::Glyph;

/// Leaves them out of a line: those between a letter and a digit, and the bracket behind it. A digit that is
/// set high behind a digit is a power, and stays what it is.
pub(super) fn plain(line: &mut Vec<Glyph>) {
    let is_digit = |char: char| char.is_ascii_digit() || ('₀'..='₉').contains(&char);
    let mut open = false;
    let mut keep: Vec<bool> = Vec::with_capacity(line.len());
    for (at, glyph) in line.iter().enumerate() {
        let kept = |at: &usize| keep.get(*at) == Some(&true);
        let before = (0..at).rev().find(kept).and_then(|at| line.get(at)).map(|glyph| glyph.char);
        let behind = line.iter().skip(at + 1).map(|glyph| glyph.char);
        let behind = behind.into_iter().find(|char| !matches!(char, '_' | '{'));
        let sign = match glyph.char {
            '_' | '{' => {
                let low = before.is_some_and(|char| char.is_ascii_alphabetic())
                    && behind.is_some_and(is_digit);
                open |= low && glyph.char == '{';
                low
            }
            '}' => std::mem::take(&mut open) && before.is_some_and(is_digit),
            _ => false,
        };
        keep.push(!sign);
    }
    let mut keep = keep.into_iter();
    line.retain(|_| keep.next().unwrap_or(true));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::glyph;

    #[test]
    fn signs_that_set_a_digit_low_are_left_out_and_others_stay() {
        for (read, expected) in [
            ("C_2H₅OH", "C2H₅OH"),
            ("Al2O{3", "Al2O3"),
            ("SO_{2}及NO_{12}", "SO2及NO12"),
            ("CO_₂", "CO₂"),
            ("10_3", "10_3"),
            ("10^{3}", "10^{3}"),
            ("a_b", "a_b"),
            ("{1}", "{1}"),
            ("x_", "x_"),
        ] {
            let mut line: Vec<Glyph> =
                read.chars().map(|char| glyph(char, 0.0, 10.0, 10.0, 5.0)).collect();
            plain(&mut line);
            assert_eq!(line.iter().map(|glyph| glyph.char).collect::<String>(), expected);
        }
    }
}
