//! Paths as OFD writes them: `M 0 0 L 10 0 C`.

use crate::layout::path::Step;

use super::matrix::{Matrix, number};

/// The steps of a path, placed by a matrix. What cannot be understood ends it.
pub(super) fn steps(data: &str, matrix: Matrix) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut told = Vec::new();
    let mut command = None;
    let mut rest = data;
    while let Some((word, behind)) = word(rest) {
        rest = behind;
        let first = word.chars().next().unwrap_or_default();
        if first.is_ascii_alphabetic() {
            told.clear();
            command = Some(first.to_ascii_uppercase());
            if command == Some('C') {
                steps.push(Step::Close);
            }
            continue;
        }
        let (Some(number), Some(command)) = (number(word), command) else {
            break;
        };
        told.push(number);
        let wanted = match command {
            'M' | 'S' | 'L' => 2,
            'Q' => 4,
            'B' => 6,
            'A' => 7,
            _ => break,
        };
        if told.len() < wanted {
            continue;
        }
        if let &[.., x, y] = told.as_slice() {
            let to = matrix.place((x, y));
            steps.push(match command {
                'M' | 'S' => Step::Move(to),
                'L' => Step::Line(to),
                _ => Step::Curve(to),
            });
        }
        told.clear();
    }
    steps
}

/// The next letter or number, and what is behind it.
fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    let mut chars = text.char_indices();
    let (_, first) = chars.next()?;
    let mut before = first;
    let end = match first.is_ascii_alphabetic() {
        true => first.len_utf8(),
        false => chars
            .find(|&(_, c)| {
                let exponent = matches!(c, 'e' | 'E') || matches!(before, 'e' | 'E');
                let ends = c.is_whitespace()
                    || c == ','
                    || c.is_ascii_alphabetic() && !exponent
                    || c == '-' && !exponent;
                before = c;
                ends
            })
            .map_or(text.len(), |(end, _)| end),
    };
    Some(text.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_command_leads_where_its_last_numbers_say() {
        let read = |data: &str| steps(data, Matrix::ONE);
        assert_eq!(
            read("S 0 1 L 10 1e0 20 1 Q 1 2 3 4 B 1 2 3 4 5 6 A 1 1 0 0 1 7 8 C"),
            [
                Step::Move((0.0, 1.0)),
                Step::Line((10.0, 1.0)),
                Step::Line((20.0, 1.0)),
                Step::Curve((3.0, 4.0)),
                Step::Curve((5.0, 6.0)),
                Step::Curve((7.0, 8.0)),
                Step::Close,
            ]
        );
        // As tightly as some write it.
        assert_eq!(
            read("M0,0L10-2C"),
            [Step::Move((0.0, 0.0)), Step::Line((10.0, -2.0)), Step::Close]
        );
        assert_eq!(read("M 0 0 L 1"), [Step::Move((0.0, 0.0))]);
        assert_eq!(read("5 5 M 0 0"), []);
    }
}
