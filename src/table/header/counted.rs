//! Rows that only count the columns of a table: 1, 2, 3; A, B, C=B/A; 甲, 乙, 1, 2.

use super::Lexicon;
use crate::fold;
use crate::patterns::Role;
use crate::table::matrix::Row;

/// Fewer numbers that follow each other may stand there by chance.
const LEAST: usize = 4;

/// The count may begin behind the labels, but years that follow each other count no columns.
const HIGHEST_FIRST: u32 = 9;

/// Whether a row does nothing else, with or without a word for it before (栏次).
pub(in crate::table) fn counts_columns(row: &Row<'_>, lexicon: Lexicon<'_>) -> bool {
    let cells = || row.own().map(|(_, field)| field.text().trim());
    let labelled = cells().next().is_some_and(|first| lexicon.role(first) == Some(Role::Number));
    let cells: Vec<&str> = cells().skip(usize::from(labelled)).collect();
    cells.len() >= LEAST
        && (are_numbers(&cells) || cells.iter().all(|cell| is_letter(cell)) || are_stems(&cells))
}

/// Whether each is a number, one more than that before.
fn are_numbers(cells: &[&str]) -> bool {
    let numbers = cells.iter().map(|text| text.parse::<u32>().ok());
    let numbers: Option<Vec<u32>> = numbers.collect();
    numbers.is_some_and(|numbers| {
        numbers.first().is_some_and(|&first| first <= HIGHEST_FIRST)
            && numbers.is_sorted_by(|one, next| one.checked_add(1) == Some(*next))
    })
}

/// Whether single characters, all different, stand over the labels and numbers from 1 on over the
/// values, as in tables of statistics.
fn are_stems(cells: &[&str]) -> bool {
    let single = |text: &&&str| text.chars().count() == 1 && text.chars().all(fold::is_cjk);
    let stems = cells.iter().take_while(single).count();
    let (stems, numbers) = cells.split_at(stems);
    let differ = stems.iter().enumerate().all(|(at, stem)| !stems[..at].contains(stem));
    !stems.is_empty() && differ && numbers.first() == Some(&"1") && are_numbers(numbers)
}

/// Whether a cell is the letter of a column, or says how it is computed from others: A, C=B/A.
fn is_letter(text: &str) -> bool {
    let folded: String = text.chars().map(fold::fold_char).collect();
    let mut parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let letter = |part: &str| part.len() == 1 && part.starts_with(|c: char| c.is_ascii_uppercase());
    let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    parts.next().is_some_and(letter) && parts.all(|part| letter(part) || number(part))
}

#[cfg(test)]
mod tests {
    use super::{are_numbers, are_stems};

    #[test]
    fn columns_are_counted_by_numbers_or_stems() {
        assert!(are_numbers(&["2", "3", "4", "5"]));
        assert!(!are_numbers(&["10", "10", "20"]));
        assert!(!are_numbers(&["2021", "2022", "2023", "2024"]));
        assert!(are_stems(&["甲", "乙", "1", "2", "3"]));
        assert!(!are_stems(&["优", "优", "1", "2"]));
        assert!(!are_stems(&["甲", "2", "3", "4"]));
        assert!(!are_stems(&["甲类", "1", "2", "3"]));
    }
}
