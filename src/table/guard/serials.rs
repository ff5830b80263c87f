//! Days as spreadsheets store them: a date that lost its format is a number of days (45596).

use super::{Doubts, Table, doubt};
use crate::patterns::Role;
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;
use crate::table::matrix::Field;

/// The days of the years that reports are of: 2010 to 2040.
const DAYS: std::ops::RangeInclusive<u32> = 40_179..=51_501;

/// Of what is a time by its label or name, a bare number of so many days as no term has is a date
/// of which nobody can read the day.
pub(super) fn dates_are_printed(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let guard = &table.kinds.patterns.guard;
    let mut label = "";
    for (number, row) in table.rows.iter().enumerate() {
        if let Some(field) = row.filled(Role::Level2) {
            label = field.text();
        }
        let timed = || guard.is_timed(label) || guard.is_timed(row.text(Role::Name));
        let days = [Role::Target, Role::Actual].into_iter().filter(|&role| is_day(row, role));
        let days: Vec<Role> = days.collect();
        if !days.is_empty() && row.filled(Role::Unit).is_none() && timed() {
            doubts.extend(days.into_iter().map(|role| (number, doubt(role, Reason::DateAsNumber))));
        }
    }
}

fn is_day(row: &BodyRow<'_>, role: Role) -> bool {
    let text = row.filled(role).map(Field::text).unwrap_or_default().trim();
    let five = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    five && text.parse().is_ok_and(|days| DAYS.contains(&days))
}
