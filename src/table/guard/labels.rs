//! Blank labels in what a recogniser read: a label that goes on, or one that was lost.

use rustc_hash::FxHashSet as HashSet;

use super::{Doubts, Table, doubt};
use crate::fold;
use crate::patterns::{LevelId, Levels, Patterns, Role, Use};
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;
use crate::table::matrix::{Field, Holds};

/// A blank label goes on with the one above where the same page prints that one and no other
/// label of the table says over which rows it spans.
pub(super) fn blank_labels_go_on(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    for role in [Role::Level1, Role::Level2] {
        let told = Told::of(table.rows, role);
        let lost = (role == Role::Level2).then(|| Lost::of(table));
        // Whether a label stands above, and whether one on the same page.
        let (mut above, mut here) = (false, true);
        let mut page = None;
        for (number, row) in table.rows.iter().enumerate() {
            if row.recognised.is_some() && row.recognised != page {
                here = page.is_none();
                page = row.recognised;
            }
            if row.filled(role).is_some() {
                (above, here) = (true, true);
                continue;
            }
            let starts = |f: &Field<'_>| f.holds == Holds::Own;
            let sure = row.doubted(Role::Level1).is_none();
            if role == Role::Level2 && sure && row.filled(Role::Level1).is_some_and(starts) {
                above = false;
            }
            if !above || row.recognised.is_none() {
                continue;
            }
            let may_be_another =
                || lost.as_ref().is_some_and(|lost| lost.may_stand_in(number, true));
            if here && !told.each_row(row) && !may_be_another() {
                continue;
            }
            let by_level2 = role == Role::Level1 && tells_its_parent(row, table.kinds.patterns);
            if !by_level2 {
                doubts.push((number, doubt(role, Reason::LabelNotTold)));
                // Nor is it in the rows below, up to the next label.
                above = false;
            }
        }
    }
}

/// Labels of level 2 that may have been lost: of those that the national forms print in a place,
/// between the one above and the next one below, one stands nowhere in the table.
struct Lost<'p> {
    levels: &'p Levels,
    /// The labels that are printed.
    printed: HashSet<LevelId>,
    /// Of each row the last label above it, and the next from it on in its group of level 1.
    around: Vec<(Option<LevelId>, Option<LevelId>)>,
}

impl<'p> Lost<'p> {
    fn of(table: &Table<'_, '_, 'p>) -> Lost<'p> {
        let levels = &table.kinds.patterns.levels;
        let own = |role: Role, row: &BodyRow<'_>| {
            let field = row.filled(role).filter(|field| field.holds == Holds::Own)?;
            Some(levels.exact(if role == Role::Level1 { 1 } else { 2 }, field.text()))
        };
        // What stands there may be no label of the forms.
        let own: Vec<(bool, Option<Option<LevelId>>)> = table
            .rows
            .iter()
            .map(|row| (own(Role::Level1, row).is_some(), own(Role::Level2, row)))
            .collect();
        let mut around = vec![(None, None); own.len()];
        let mut last = None;
        for ((above, _), (_, level2)) in around.iter_mut().zip(&own) {
            *above = last;
            last = level2.unwrap_or(last);
        }
        let mut next = None;
        for ((_, below), (begins, level2)) in around.iter_mut().zip(&own).rev() {
            next = if *begins { None } else { level2.unwrap_or(next) };
            *below = next;
        }
        let printed = own.iter().filter_map(|(_, level2)| *level2).flatten().collect();
        Lost { levels, printed, around }
    }

    /// Whether the blank label of a row may be one of them. `open_end` tells that it may have stood
    /// behind the last one as well.
    fn may_stand_in(&self, row: usize, open_end: bool) -> bool {
        let Some(&(Some(last), next)) = self.around.get(row) else { return false };
        self.levels.standard(last).any(|id| {
            let between = id > last && next.map_or(open_end, |next| id < next || next < last);
            between && !self.printed.contains(&id)
        })
    }
}

/// A label of so many rows, with no other behind it, may have lost some to one that is missing.
const LONG_RUN: usize = 4;

/// Where nothing but the order of cells or white space is told, a label that got elsewhere leaves
/// its rows to the one above.
pub(super) fn labels_were_printed(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    if !table.told.inferred {
        return;
    }
    let patterns = table.kinds.patterns;
    let lost = table.told.flattened.then(|| Lost::of(table));
    let blank = |row: &BodyRow<'_>| row.filled(Role::Level2).is_none();
    let runs = table.rows.chunk_by(|a, b| blank(a) == blank(b)).map(<[_]>::len);
    let runs: Vec<usize> = runs.flat_map(|run| std::iter::repeat_n(run, run)).collect();
    let mut above = None;
    for (number, row) in table.rows.iter().enumerate() {
        if let Some(field) = row.filled(Role::Level2) {
            above = Some(field.text().to_owned());
            continue;
        }
        let printed = |role: &Role| row.field(*role).is_some_and(Field::is_blank);
        let open_end = runs.get(number).is_some_and(|&run| run >= LONG_RUN);
        let lost = lost.as_ref().is_some_and(|lost| lost.may_stand_in(number, open_end));
        // The satisfaction of someone stands under no label but its own.
        let other = above.as_deref().is_some_and(|label| !is_of_satisfaction(label, patterns))
            && is_of_satisfaction(row.text(Role::Name), patterns);
        let roles: &[Role] = match (lost, other) {
            (_, true) => &[Role::Level1, Role::Level2],
            (true, _) => &[Role::Level2],
            _ => &[],
        };
        let roles = roles.iter().filter(|role| printed(role));
        doubts.extend(roles.map(|&role| (number, doubt(role, Reason::LabelNotTold))));
    }
}

fn is_of_satisfaction(text: &str, patterns: &Patterns) -> bool {
    patterns.targets.has(Use::Satisfaction, &fold::key(text))
}

/// Whether the level 2 of a row belongs under one level 1 only.
fn tells_its_parent(row: &BodyRow<'_>, patterns: &Patterns) -> bool {
    let id = row.filled(Role::Level2).and_then(|field| patterns.levels.exact(2, field.text()));
    id.is_some_and(|id| patterns.levels.parents(id).len() == 1)
}

/// What a table tells of the rows of its labels.
struct Told {
    /// The grids in which a label spans rows.
    spans: Vec<usize>,
    /// Whether most labels are printed again in each of their rows.
    repeated: bool,
}

impl Told {
    fn of(rows: &[BodyRow<'_>], role: Role) -> Told {
        // At a page end a label is printed again once.
        const LEAST: usize = 3;
        let spanned = |row: &&BodyRow<'_>| {
            [Role::Level1, Role::Level2]
                .into_iter()
                .any(|role| row.filled(role).is_some_and(|field| field.holds == Holds::FromAbove))
        };
        let mut spans: Vec<usize> =
            rows.iter().filter(spanned).filter_map(|row| row.recognised).collect();
        spans.dedup();
        let own =
            |row: &BodyRow<'_>| row.filled(role).map(|f| (f.holds, f.text().trim().to_owned()));
        let again = rows.windows(2).filter(|pair| match pair {
            [one, other] => {
                let (one, other) = (own(one), own(other));
                one.is_some() && one == other && one.is_some_and(|(holds, _)| holds == Holds::Own)
            }
            _ => false,
        });
        let again = again.count();
        Told { spans, repeated: again >= LEAST }
    }

    /// Whether the label of each row is told: it spans its rows, or stands in each.
    fn each_row(&self, row: &BodyRow<'_>) -> bool {
        self.repeated || row.recognised.is_some_and(|grid| self.spans.contains(&grid))
    }
}
