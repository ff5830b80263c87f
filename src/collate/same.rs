//! When two readings are one, and how much of one stands in another.

use rust_decimal::Decimal;

use crate::emend::{Grammar, Value};
use crate::fold;

/// How two readings of one value stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// They say the same.
    Same,
    /// The base says less: its characters stand in the other in their order.
    BaseLost,
    /// They say the same but for a character or two of words, or the sign of a comparison.
    Near,
    /// They say something else.
    Other,
}

/// How the reading of a witness stands to the one of the base.
pub(super) fn relation(base: &str, witness: &str, grammar: Grammar) -> Relation {
    let (a, b) = (fold::clean_key(base), fold::clean_key(witness));
    if a == b {
        return Relation::Same;
    }
    match grammar {
        Grammar::Number | Grammar::Year => {
            let number = |text: &str| text.parse::<Decimal>().ok().map(|n| n.normalize());
            let same = number(&a).is_some() && number(&a) == number(&b);
            if same { Relation::Same } else { Relation::Other }
        }
        Grammar::Quantity | Grammar::Amount => of_quantities(&a, &b),
        Grammar::Date => Relation::Other,
        Grammar::Level1 | Grammar::Level2 | Grammar::Name | Grammar::Text => of_words(&a, &b),
    }
}

/// Quantities whose digits are the same differ by a sign or a unit, which one of them may
/// leave out.
fn of_quantities(a: &str, b: &str) -> Relation {
    let parts = |text: &str| -> (Vec<String>, String) {
        let mut numbers = Vec::new();
        let mut rest = String::new();
        let mut number = String::new();
        for c in text.chars().chain([' ']) {
            if c.is_ascii_digit() || (c == '.' && !number.is_empty()) {
                number.push(c);
                continue;
            }
            if !number.is_empty() {
                numbers.push(normal(&std::mem::take(&mut number)));
            }
            if !c.is_whitespace() {
                rest.push(c);
            }
        }
        (numbers, rest)
    };
    let ((numbers_a, rest_a), (numbers_b, rest_b)) = (parts(a), parts(b));
    match numbers_a == numbers_b {
        true if numbers_a.is_empty() => of_words(a, b),
        true if rest_a == rest_b => Relation::Same,
        true if is_subsequence(rest_a.chars(), rest_b.chars()) => Relation::Near,
        true if is_subsequence(rest_b.chars(), rest_a.chars()) => Relation::Near,
        _ => Relation::Other,
    }
}

fn normal(number: &str) -> String {
    let parsed = number.parse::<Decimal>().map(|n| n.normalize().to_string());
    parsed.unwrap_or_else(|_| number.to_owned())
}

fn of_words(a: &str, b: &str) -> Relation {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(a) != digits(b) {
        return Relation::Other;
    }
    if is_subsequence(a.chars(), b.chars()) {
        return Relation::BaseLost;
    }
    let longest = a.chars().count().max(b.chars().count());
    // Of a short word every character counts.
    let near = longest >= 4 && shared(a, b) * 10 >= longest * 8;
    if near { Relation::Near } else { Relation::Other }
}

/// Whether the characters of one text stand in another in their order.
pub(super) fn is_subsequence(
    part: impl IntoIterator<Item = char>,
    whole: impl IntoIterator<Item = char>,
) -> bool {
    let mut rest = whole.into_iter();
    part.into_iter().all(|wanted| rest.any(|c| c == wanted))
}

/// How many characters two texts have in common, in their order.
pub(super) fn shared(a: &str, b: &str) -> usize {
    /// Longer cells are compared by their beginning.
    const LONGEST: usize = 400;
    let a: Vec<char> = a.chars().take(LONGEST).collect();
    let b: Vec<char> = b.chars().take(LONGEST).collect();
    let mut row = vec![0usize; b.len() + 1];
    for x in &a {
        let mut diagonal = 0;
        for (column, y) in b.iter().enumerate() {
            let above = row[column + 1];
            row[column + 1] = if x == y { diagonal + 1 } else { above.max(row[column]) };
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// Whether a value was read and nobody was unsure of it.
pub(super) fn is_sound(value: &Value<'_>) -> bool {
    use crate::model::Status;
    value.read.is_some()
        && matches!(
            value.status,
            Status::AsRead
                | Status::Spacing
                | Status::Inherited
                | Status::Confirmed
                | Status::Corrected
        )
}
