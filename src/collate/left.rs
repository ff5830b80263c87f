//! What is left of a damaged cell, and whether a reading may be what stood there: its
//! characters in their order, its width, its signs.

use super::same::{is_subsequence, shared};
use crate::emend::Grammar;
use crate::fold;

/// How a reading fits what is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// What is left cannot come from it.
    Not,
    /// Nothing is left that says anything.
    Nothing,
    /// Part of what is left stands in it in its order; the rest may be noise.
    Partly,
    /// All of what is left stands in it in its order.
    Whole,
    /// The same, and place by place: a sign that nobody can read for each character lost.
    Exact,
}

/// Of a cell that holds invented characters too (a recogniser's loop, scraps of a narrow
/// cell), so much of the shorter text must stand in the other: per cent. In the garbled cells
/// seen it is 29 for a loop and 60 or more for scraps; two names of one table share 10 to 20.
const LEAST_SHARED: usize = 25;
/// And so many characters.
const FEWEST_SHARED: usize = 3;

/// How a reading (as the witness prints it, and as it was read) fits what is left in the base.
pub(super) fn fit(left: &str, printed: &str, read: &str, grammar: Grammar) -> Fit {
    match grammar {
        Grammar::Quantity | Grammar::Number | Grammar::Amount | Grammar::Date | Grammar::Year
            if read.contains(|c: char| c.is_ascii_digit()) =>
        {
            of_numbers(left, printed, read)
        }
        _ => of_words(left, &[printed, read]),
    }
}

/// How many characters are left that say something.
pub(super) fn count(left: &str) -> usize {
    telling(left).chars().count()
}

/// Letters, digits and ideographs: what a recogniser's noise is least likely to be.
fn telling(text: &str) -> String {
    fold::clean_key(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn of_words(left: &str, readings: &[&str]) -> Fit {
    if readings.iter().any(|reading| is_exact(left, reading)) {
        return Fit::Exact;
    }
    let lost = fold::clean_key(left).chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    let left = telling(left);
    if left.is_empty() {
        return Fit::Nothing;
    }
    // Signs that nobody can read stand for a character each, which a shorter reading lacks.
    let places = left.chars().count() + lost;
    let short = |reading: &str| lost > 0 && telling(reading).chars().count() < places;
    let one = |reading: &&str| {
        let reading = telling(reading);
        if is_subsequence(left.chars(), reading.chars()) {
            return Fit::Whole;
        }
        let shorter = left.chars().count().min(reading.chars().count());
        let both = shared(&left, &reading);
        if short(&reading) {
            return Fit::Not;
        }
        let few = shorter < FEWEST_SHARED * 2 && both * 2 >= shorter && both > 0;
        let enough = both >= FEWEST_SHARED && both * 100 >= shorter * LEAST_SHARED;
        if few || enough { Fit::Partly } else { Fit::Not }
    };
    readings.iter().map(one).max().unwrap_or(Fit::Not)
}

/// Whether what is left has a place for each character of a reading, half of them or more
/// readable and the same.
fn is_exact(left: &str, reading: &str) -> bool {
    let (left, reading) = (fold::clean_key(left), fold::clean_key(reading));
    let count = left.chars().count();
    let mut same = 0;
    let mut lost = 0;
    for (mine, theirs) in left.chars().zip(reading.chars()) {
        match mine == theirs {
            true => same += 1,
            false if !mine.is_alphanumeric() && theirs.is_alphanumeric() => lost += 1,
            false => return false,
        }
    }
    count == reading.chars().count() && lost > 0 && same >= lost
}

fn of_numbers(left: &str, printed: &str, read: &str) -> Fit {
    let left = fold::clean_key(left);
    let printed = fold::clean_key(printed);
    let read = fold::clean_key(read);
    let (mine, theirs) = (digits(&left), digits(&printed));
    let letters = |text: &str| -> Vec<char> {
        text.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect()
    };
    // A comparison that is left must be the one of the reading.
    let sign = |c: &char| matches!(c, '≥' | '≤' | '<' | '>');
    let signs_fit = left.chars().filter(sign).all(|c| read.contains(c) || printed.contains(c));
    // A letter among digits stands for a digit: the reading has at least as many places.
    let unit_letters = letters(&printed);
    let wild = letters(&left).iter().filter(|c| !unit_letters.contains(c)).count()
        + unreadable_places(&left);
    let of_digit = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let wide_enough = of_digit(&mine) + wild <= of_digit(&theirs);
    if !signs_fit || !wide_enough || !is_subsequence(mine.chars(), theirs.chars()) {
        return Fit::Not;
    }
    // Where nothing but letters stands for lost digits, each place is known.
    if unreadable_places(&left) == 0 && of_digit(&mine) + wild == of_digit(&theirs) {
        let is_lost =
            |c: char| c.is_ascii_alphabetic() && !unit_letters.contains(&c.to_ascii_lowercase());
        let places = left.chars().filter(|&c| c.is_ascii_digit() || is_lost(c));
        let figures = theirs.chars().filter(char::is_ascii_digit);
        let contradicts = |mine: char, theirs: char| match shape_of(mine) {
            _ if mine.is_ascii_digit() => mine != theirs,
            Some(digit) => digit != theirs,
            None => false,
        };
        if places.zip(figures).any(|(mine, theirs)| contradicts(mine, theirs)) {
            return Fit::Not;
        }
    }
    // Words that are left beside the number, its unit mostly, must be those of the reading.
    let words = |text: &str| -> String { text.chars().filter(|&c| fold::is_cjk(c)).collect() };
    let (words_left, words_there) = (words(&left), words(&printed));
    let both = shared(&words_left, &words_there);
    let count = words_left.chars().count();
    if count > 1 && both * 2 < count {
        return Fit::Not;
    }
    match of_digit(&mine) {
        0 => Fit::Nothing,
        found if found + wild == of_digit(&theirs) => Fit::Whole,
        _ => Fit::Partly,
    }
}

/// The digit that a letter among digits looks like: a witness that reads another one may itself be
/// wrong in this place.
fn shape_of(letter: char) -> Option<char> {
    let digit = match letter {
        'O' | 'o' | 'Q' => '0',
        'l' | 'I' => '1',
        'Z' | 'z' => '2',
        'S' | 's' => '5',
        'B' => '8',
        _ => return None,
    };
    Some(digit)
}

/// Signs within a number that are no part of one: each stands for a digit.
fn unreadable_places(text: &str) -> usize {
    let chars: Vec<char> = text.chars().collect();
    let of_number = |c: char| matches!(c, '.' | ',' | '-' | '~' | '/' | '%') || fold::is_cjk(c);
    let within = chars.windows(3).filter(|three| {
        let &&[before, c, after] = three else { return false };
        before.is_ascii_digit() && after.is_ascii_digit() && !c.is_alphanumeric() && !of_number(c)
    });
    within.count()
}

/// The digits of a text with their decimal points; marks that group digits are left out.
fn digits(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_digit =
        |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let kept = chars.iter().enumerate().filter(|&(at, c)| {
        c.is_ascii_digit() || (*c == '.' && is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)))
    });
    kept.map(|(_, c)| *c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(left: &str, reading: &str) -> Fit {
        fit(left, reading, reading, Grammar::Quantity)
    }

    fn name(left: &str, reading: &str) -> Fit {
        fit(left, reading, reading, Grammar::Name)
    }

    #[test]
    fn digits_that_are_left_stand_in_the_reading_in_order_and_have_room() {
        assert_eq!(number("3l0 家", "310家"), Fit::Whole);
        assert_eq!(number("3l0 家", "30家"), Fit::Not, "a place too few");
        assert_eq!(number("3l0 家", "130家"), Fit::Not, "another order");
        assert_eq!(number("≥3l0 家", "≤310家"), Fit::Not, "another comparison");
        assert_eq!(number("622S次", "6225次"), Fit::Whole);
        assert_eq!(number("622S次", "6228次"), Fit::Not, "S looks like 5");
        assert_eq!(number("4X8次", "468次"), Fit::Whole, "X looks like no digit");
        assert_eq!(number("1 2.5", "1472.75"), Fit::Partly);
        assert_eq!(number("1O万元", "10千克"), Fit::Not, "another unit");
        assert_eq!(number("", "310家"), Fit::Nothing);
        assert_eq!(number("□□", "310家"), Fit::Nothing);
    }

    #[test]
    fn words_that_are_left_stand_in_the_reading() {
        assert_eq!(name("走访企业 的人)", "走访企业的人数（人）"), Fit::Whole);
        assert_eq!(name("展的 副理则 场场", "展会副经理以上场次（场）"), Fit::Partly);
        assert_eq!(name("展的 副理则 场场", "苗木成活率"), Fit::Not);
        assert_eq!(name("��", "苗木成活率"), Fit::Nothing);
        assert_eq!(name("苗木�活率", "木活率"), Fit::Not, "two places too few");
        assert_eq!(name("苗木活率场", "木活率"), Fit::Partly, "no place is known to be lost");
        assert_eq!(name("苗�成活�", "苗木成活率"), Fit::Exact);
        assert_ne!(name("苗�成活�", "苗木成活"), Fit::Exact);
    }
}
