//! What the rows of a table show of how they were printed, where some of them lack cells.

use super::suits::{Habits, has_sign, points};
use super::vocabulary::Vocabulary;
use crate::decode::tables::Field;
use crate::patterns::{Role, WordKind};

/// Points of all rows where no total is printed, in hundredths: those of the whole, and without
/// those of the budget's execution.
const WHOLE: i64 = 10_000;
const OF_BUDGET: [i64; 3] = [0, 1_000, 2_000];

/// The habits of a table, if some of its rows lack cells and the usual ones do not hold.
pub(in crate::decode::tables) fn of(
    rows: &[Vec<Field>],
    roles: &[Option<Role>],
    known: Vocabulary<'_>,
) -> Option<Habits> {
    let table = Table { rows, roles, known };
    table.lacks_cells().then(|| {
        let summed = table.adds_up();
        Habits { parted: table.is_parted(), summed, lacking: !summed, signed: table.is_signed() }
    })
}

struct Table<'a> {
    rows: &'a [Vec<Field>],
    roles: &'a [Option<Role>],
    known: Vocabulary<'a>,
}

impl Table<'_> {
    fn texts(&self, role: Role) -> impl Iterator<Item = &str> {
        let column = self.roles.iter().position(|&own| own == Some(role));
        let rows = self.rows.iter().filter(|row| self.total(row).is_none());
        rows.filter_map(move |row| Some(row.get(column?)?.text.as_str()))
    }

    /// The sum of points that a row of sums prints; `None` if it is none.
    fn total(&self, row: &[Field]) -> Option<Option<i64>> {
        row.iter()
            .find(|field| !field.text.is_empty())
            .filter(|field| self.known.is(&field.text, WordKind::Total))?;
        let column = self.roles.iter().position(|&own| own == Some(Role::Weight));
        Some(column.and_then(|column| points(&row.get(column)?.text)))
    }

    /// Whether a row is empty under a head of values or points, or what stands there is astray.
    fn lacks_cells(&self) -> bool {
        const ALWAYS: [Role; 4] = [Role::Target, Role::Actual, Role::Weight, Role::Score];
        self.rows.iter().filter(|row| self.total(row).is_none()).any(|row| {
            let cells = self.roles.iter().zip(row);
            let named =
                cells.clone().any(|(role, f)| *role == Some(Role::Name) && !f.text.is_empty());
            named
                && cells.into_iter().any(|(role, field)| {
                    let always = role.is_some_and(|role| ALWAYS.contains(&role));
                    field.astray || always && field.text.is_empty()
                })
        })
    }

    /// Whether the text of one cell stands in several parts.
    fn is_parted(&self) -> bool {
        let parted = |text: &str| text.contains(['\n', ' ']);
        self.texts(Role::Name).any(parted) || self.texts(Role::Reason).any(parted)
    }

    /// Whether the points of all rows add up to what the table has.
    fn adds_up(&self) -> bool {
        let mut sum = 0;
        let mut count = 0;
        for text in self.texts(Role::Weight) {
            sum += points(text).unwrap_or_default();
            count += 1;
        }
        let printed = self.rows.iter().filter_map(|row| self.total(row)).flatten().next();
        let total = printed.unwrap_or(WHOLE);
        count == 0 || OF_BUDGET.iter().any(|budget| sum > 0 && sum == total - budget)
    }

    /// Whether targets have signs of comparison, and actual values have none.
    fn is_signed(&self) -> bool {
        const LEAST: usize = 2;
        let targets = self.texts(Role::Target).filter(|text| has_sign(text)).count();
        targets >= LEAST && !self.texts(Role::Actual).any(has_sign)
    }
}
