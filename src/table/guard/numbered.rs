//! Numbers of lists within cells: where one row of a table holds several indicators, each with its number
//! (1.送戏下乡 beside 1.120场), the number of a value is none of its digits.

use super::{Doubts, Table, doubt_filled};
use crate::fold;
use crate::patterns::Role;
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;

/// Values that begin with the number of their name are values of a list, where several do and none of
/// those that could begins with another.
pub(super) fn numbers_are_no_digits(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    const VALUES: [Role; 2] = [Role::Target, Role::Actual];
    const LEAST: usize = 4;
    let numbered: Vec<(usize, &BodyRow<'_>, u32)> = table
        .rows
        .iter()
        .enumerate()
        .filter_map(|(number, row)| Some((number, row, leading(row.text(Role::Name))?.0)))
        .collect();
    let (mut same, mut other) = (0, 0);
    for (_, row, own) in &numbered {
        for role in VALUES {
            match leading(row.text(role)) {
                Some((value, true)) if value == *own => same += 1,
                Some((_, true)) => other += 1,
                _ => {}
            }
        }
    }
    if same < LEAST || other > 0 {
        return;
    }
    for (number, row, own) in numbered {
        let listed =
            VALUES.into_iter().filter(|&role| leading(row.text(role)) == Some((own, true)));
        let listed: Vec<Role> = listed.collect();
        doubt_filled(row, number, &listed, Reason::LinesNotTold, doubts);
    }
}

/// A row of nothing but numbers, each one more than that before, counts the columns.
pub(super) fn columns_are_counted_apart(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    const LEAST: usize = 5;
    const ALL: [Role; 6] =
        [Role::Name, Role::Target, Role::Actual, Role::Weight, Role::Score, Role::Reason];
    for (number, row) in table.rows.iter().enumerate() {
        let filled = row.fields().iter().filter(|(_, field)| !field.is_blank());
        let numbers: Option<Vec<u32>> =
            filled.map(|(_, field)| field.text().trim().parse().ok()).collect();
        let Some(mut numbers) = numbers else { continue };
        numbers.sort_unstable();
        let counted = numbers.windows(2).all(|two| two[1] == two[0] + 1);
        if numbers.len() >= LEAST && counted {
            doubt_filled(row, number, &ALL, Reason::HeadDoesNotFit, doubts);
        }
    }
}

/// The number before the first point of a text, and whether a digit follows.
fn leading(text: &str) -> Option<(u32, bool)> {
    let folded: String = text.trim().chars().take(8).map(fold::fold_char).collect();
    let (number, rest) = folded.split_once('.')?;
    let number = number.trim().parse().ok()?;
    Some((number, rest.trim_start().starts_with(|c: char| c.is_ascii_digit())))
}
