//! The points of two rows run together in one cell: 8 and 8 read 88.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::{Doubts, Table, doubt_filled};
use crate::patterns::Role;
use crate::table::doubt::Reason;
use crate::table::matrix::Holds;

/// Rows at most that are thought to hold two.
const MOST_MERGED: usize = 4;

/// Sums at most that are tried on.
const MOST_SUMS: usize = 64;

/// What cannot be told of a row that holds two.
const MIXED: [Role; 6] =
    [Role::Name, Role::Target, Role::Actual, Role::Weight, Role::Score, Role::Reason];

/// Weights that add up to more than all tables do, and to just that if the heaviest are two numbers
/// each, are those of two rows each: the line between them was lost.
pub(super) fn weights_are_single(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let mut weights = Vec::with_capacity(table.rows.len());
    for (number, row) in table.rows.iter().enumerate() {
        let Some(field) = row.filled(Role::Weight) else { continue };
        match field.text().trim().parse::<Decimal>() {
            Ok(weight) if field.holds != Holds::FromAbove => {
                weights.push((weight, number, field.text().trim()));
            }
            // Without each of them nothing can be said of their sum.
            _ => return,
        }
    }
    let sum = weights.iter().fold(Decimal::ZERO, |sum, (weight, ..)| sum.saturating_add(*weight));
    if sum <= Decimal::ONE_HUNDRED || table.is_whole(std::iter::once(sum)) {
        return;
    }
    weights.sort_by_key(|&(weight, ..)| Reverse(weight));
    let mut sums = vec![sum];
    for (count, (weight, _, text)) in weights.iter().enumerate().take(MOST_MERGED) {
        let of_two: Vec<Decimal> = halves(text).collect();
        let split = |sum: &Decimal| -> Vec<Decimal> {
            of_two.iter().map(|two| sum.saturating_sub(*weight).saturating_add(*two)).collect()
        };
        sums = sums.iter().flat_map(split).take(MOST_SUMS).collect();
        if sums.iter().any(|&sum| table.is_whole(std::iter::once(sum))) {
            for (_, number, _) in &weights[..=count] {
                if let Some(row) = table.rows.get(*number) {
                    doubt_filled(row, *number, &MIXED, Reason::RowsMerged, doubts);
                }
            }
            return;
        }
    }
}

/// The sums of two numbers whose digits, one behind the other, are a text.
fn halves(text: &str) -> impl Iterator<Item = Decimal> + '_ {
    let number = |part: &str| -> Option<Decimal> {
        let printed = part.starts_with(|c: char| c.is_ascii_digit() && c != '0')
            && part.ends_with(|c: char| c.is_ascii_digit());
        part.parse().ok().filter(|_| printed)
    };
    (1..text.len()).filter_map(move |at| {
        let (first, second) = text.split_at_checked(at)?;
        number(first)?.checked_add(number(second)?)
    })
}

#[cfg(test)]
mod tests {
    use super::halves;

    #[test]
    fn two_numbers_are_printed_as_one() {
        let sums = |text| halves(text).map(|sum| sum.to_string()).collect::<Vec<_>>();
        assert_eq!(sums("88"), ["16"]);
        assert_eq!(sums("810"), ["18"]);
        assert_eq!(sums("1010"), ["20"]);
        assert_eq!(sums("7.58"), ["15.5"]);
        assert_eq!(sums("8"), [""; 0]);
        assert_eq!(sums("50"), [""; 0]);
    }
}
