//! Numbers of lists within cells: where one row of a table holds several indicators, each with its number
//! (1.送戏下乡 beside 1.120场), the number of a value is none of its digits.

use rust_decimal::Decimal;

use super::{Doubts, Table, doubt, doubt_filled};
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

/// Names that begin with the points of the row above, where that has none and several do so, begin with
/// the last cell of that row.
pub(super) fn names_begin_in_words(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    const SEVERAL: usize = 2;
    let units = &table.kinds.patterns.units;
    let begins = |two: &[BodyRow<'_>]| {
        let [above, row] = two else { return false };
        let points = above.text(Role::Weight).trim().parse::<Decimal>().ok();
        let lacks = above.filled(Role::Score).is_none();
        let begun = number_before_words(row.text(Role::Name));
        let begun = begun.filter(|(_, words)| units.at_start(words).is_none());
        lacks && begun.zip(points).is_some_and(|((number, _), points)| number <= points)
    };
    let glued = table.rows.windows(2).zip(1..).filter(|(two, _)| begins(two));
    let glued: Vec<usize> = glued.map(|(_, number)| number).collect();
    if glued.len() >= SEVERAL {
        let doubted = glued.into_iter().map(|number| (number, doubt(Role::Name, Reason::TwoCells)));
        doubts.extend(doubted);
    }
}

/// The number with which a text begins, and the words straight behind it: 2.8财务制度健全性.
fn number_before_words(text: &str) -> Option<(Decimal, String)> {
    let folded = fold::key(text);
    let words = folded.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = folded.get(..folded.len() - words.len())?.parse().ok()?;
    words.starts_with(fold::is_cjk).then(|| (number, words.to_owned()))
}

/// The number before the first point of a text, and whether a digit follows.
fn leading(text: &str) -> Option<(u32, bool)> {
    let folded: String = text.trim().chars().take(8).map(fold::fold_char).collect();
    let (number, rest) = folded.split_once('.')?;
    let number = number.trim().parse().ok()?;
    Some((number, rest.trim_start().starts_with(|c: char| c.is_ascii_digit())))
}
