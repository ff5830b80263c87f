//! White space in a cell that nothing drawn bounds: the texts of two columns in one.

use super::{Doubts, Table, doubt};
use crate::fold;
use crate::patterns::Role;
use crate::table::doubt::Reason;
use crate::table::told::Told;

/// Cells of one short text; sentences may well have white space.
const SHORT: [Role; 7] =
    [Role::Level1, Role::Level2, Role::Name, Role::Target, Role::Actual, Role::Weight, Role::Score];

/// A cell of an inferred column holds one text.
pub(super) fn each_is_one_cell(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    if !table.told.inferred {
        return;
    }
    for (number, row) in table.rows.iter().enumerate() {
        let gaps = |role: &&Role| has_gap(row.text(**role), table.told);
        for &role in SHORT.iter().filter(gaps) {
            doubts.push((number, doubt(role, Reason::CellsGlued)));
            // The label that a row lacks may be the one that got into its name.
            if role == Role::Name {
                let lacks = |role: &Role| row.filled(*role).is_none();
                let lacking = [Role::Level1, Role::Level2].into_iter().filter(lacks);
                let printed = |role: &Role| row.field(*role).is_some();
                let lacking = lacking.filter(printed);
                let labelled = table.kinds.patterns.levels.is_glued(row.text(Role::Name));
                let lacking = lacking.filter(|_| labelled);
                doubts.extend(lacking.map(|role| (number, doubt(role, Reason::CellsGlued))));
            }
        }
    }
}

/// Whether white space parts a line of a text.
pub(super) fn has_gap(text: &str, told: Told) -> bool {
    text.split('\n').any(|line| {
        let parts = |least: usize| Parts { rest: line.trim(), least };
        match told.spans {
            // Of what pages show, a space may be white space that a line was filled up with.
            true => parts(2).any(|(before, after)| is_text(before) && is_text(after)),
            false => parts(1).any(|(before, after)| {
                let ideograph = |c: Option<char>| c.is_some_and(|c| fold::is_cjk(c) || c == '—');
                let between =
                    ideograph(before.chars().next_back()) && ideograph(after.chars().next());
                between && (is_text(before) || before == "—") && (is_text(after) || after == "—")
            }),
        }
    })
}

/// More than one character: characters set apart are those of one word.
fn is_text(part: &str) -> bool {
    part.chars().nth(1).is_some()
}

/// The words on both sides of each stretch of so many spaces.
struct Parts<'t> {
    rest: &'t str,
    least: usize,
}

impl<'t> Iterator for Parts<'t> {
    type Item = (&'t str, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let at = self.rest.find(char::is_whitespace)?;
            let (before, behind) = self.rest.split_at(at);
            let after = behind.trim_start();
            let spaces = behind.len() - after.len();
            self.rest = after;
            if spaces >= self.least {
                let end = after.find(char::is_whitespace).unwrap_or(after.len());
                return Some((before, after.get(..end)?));
            }
        }
    }
}
