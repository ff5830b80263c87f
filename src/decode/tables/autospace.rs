//! Typographic spaces: makers of pages set a little white space between digits and ideographs, and
//! readers give it as a space (2024 年 12 月 30 日前, 不少于 3 亩). What makes one value is one word.

use super::header::{Metric, Segment};
use super::words;
use crate::decode::lines::Piece;
use crate::location::At;
use crate::patterns::{Patterns, Role};
use crate::value::{date, quantity};

/// Most words of one value: a date with four numbers and their words.
const MOST: usize = 8;

/// Longest value, in bytes.
const LONGEST: usize = 48;

/// The words of a line, those of one value put together. Where a table has columns of its own for
/// units or signs, a number and its unit are two cells.
pub(super) fn values<'a>(
    line: &Piece<'a>,
    roles: &[Option<Role>],
    patterns: &Patterns,
) -> Vec<Piece<'a>> {
    let found: Vec<Piece> = words(line).collect();
    let texts: Vec<&str> = found.iter().map(|word| word.text).collect();
    let mut at = 0;
    let lengths = lengths(&texts, roles, patterns).into_iter().map(|length| {
        let own = found.get(at..at + length).unwrap_or_default();
        at += length;
        match own {
            [one] => Some(*one),
            [first, .., last] => {
                let length = last.start + last.text.len() - first.start;
                let (_, rest) = line.split(first.start - line.start);
                Some(rest.split(length).0)
            }
            [] => None,
        }
    });
    lengths.flatten().collect()
}

/// The same for a stretch of a line, with the columns it covers.
pub(super) fn segments<'a>(
    segment: &Segment<'a>,
    metric: Metric,
    roles: &[Option<Role>],
    patterns: &Patterns,
) -> Vec<Segment<'a>> {
    let found = segment.words(metric);
    let texts: Vec<&str> = found.iter().map(|word| word.piece.text).collect();
    let mut at = 0;
    let joined = lengths(&texts, roles, patterns).into_iter().map(|length| {
        let own = found.get(at..at + length).unwrap_or_default();
        at += length;
        match own {
            [one] => Some(*one),
            [first, .., last] => {
                let end = last.piece.start + last.piece.text.len();
                let length = end - first.piece.start;
                let (_, rest) = segment.piece.split(first.piece.start - segment.piece.start);
                Some(Segment { piece: rest.split(length).0, from: first.from, to: last.to })
            }
            [] => None,
        }
    });
    joined.flatten().collect()
}

/// How many words each value takes, from the first on.
fn lengths(texts: &[&str], roles: &[Option<Role>], patterns: &Patterns) -> Vec<usize> {
    let has = |role| roles.contains(&Some(role));
    let apart = has(Role::Unit) || has(Role::Comparator);
    let mut lengths = Vec::with_capacity(texts.len());
    let mut at = 0;
    while at < texts.len() {
        let most = MOST.min(texts.len() - at);
        let is_one = |length: &usize| {
            texts.get(at..at + length).is_some_and(|own| is_value(own, apart, patterns))
        };
        let length = (2..=most).rev().find(is_one).unwrap_or(1);
        lengths.push(length);
        at += length;
    }
    lengths
}

/// Whether words make one value: a date, or a number with its unit or sign.
fn is_value(words: &[&str], apart: bool, patterns: &Patterns) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    // Between two numbers stands the border of two columns.
    let numbers = words
        .windows(2)
        .any(|two| digit(two[0].chars().next_back()) && digit(two[1].chars().next()));
    let length: usize = words.iter().map(|word| word.len()).sum();
    let any =
        words.iter().any(|word| digit(word.chars().next()) || digit(word.chars().next_back()));
    if numbers || length > LONGEST || !any {
        return false;
    }
    let text = words.concat();
    if date::date(&text, patterns).is_some_and(|date| date.month.is_some()) {
        return true;
    }
    if apart {
        return false;
    }
    let read = quantity::read_with_tail(&text, At::default(), patterns);
    let told = read.quantity.unit.is_some() || read.quantity.comparator.is_some();
    read.is_number() && told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(line: &str, roles: &[Option<Role>]) -> Vec<String> {
        let piece = Piece { text: line, start: 0, page: None, line: 1, from: 0 };
        let found = values(&piece, roles, Patterns::builtin());
        found.iter().map(|word| word.text.to_owned()).collect()
    }

    #[test]
    fn the_words_of_a_value_are_one() {
        assert_eq!(
            parted("完工时间 2024 年 12 月 30 日前 11 月 3 日 5 5", &[]),
            ["完工时间", "2024 年 12 月 30 日前", "11 月 3 日", "5", "5"]
        );
        assert_eq!(
            parted("清淤长度 不少于 3 公里 3.2 公里 10 10 无", &[]),
            ["清淤长度", "不少于 3 公里", "3.2 公里", "10", "10", "无"]
        );
        assert_eq!(parted("≥5个 7个 10 9", &[]), ["≥5个", "7个", "10", "9"]);
    }

    #[test]
    fn a_unit_in_a_column_of_its_own_is_a_word() {
        let roles = [Some(Role::Target), Some(Role::Unit)];
        assert_eq!(parted("90 % 95 10", &roles), ["90", "%", "95", "10"]);
    }
}
