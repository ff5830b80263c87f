//! Whatever is damaged, a witness restores what stood there, or nothing.
//!
//! Clean reports of the fixtures are damaged at random: characters lost or unreadable, loops,
//! scraps, digits as letters, other digits, units as signs, emptied cells, lost rows. Each is
//! collated with its undamaged copy; with a copy that has three or more random damages of its
//! own; and with two such copies. Every restored value is held against the clean report.
//!
//! A witness with a single damage of its own that nothing shows (a character lost in a name, a
//! digit read as another), in the very cell that the base lost, cannot be told by anybody: a
//! copy is believed alone only as long as nothing is found to be wrong with it.
//!
//! Some hundred are tried by default; `JIAOKAN_ALL_COLLATIONS=1` tries 10,000 of each.

use std::collections::BTreeMap;
use std::path::Path;

use super::collate;
use super::damages::{Chance, Clean, Damaged};
use crate::support::{extract, inputs};
use jiaokan::Report;
use jiaokan::collation::Outcome;
use jiaokan::decisions::{Part, Place};
use jiaokan::model::Indicator;

const FEW: usize = 150;
const ALL: usize = 10_000;

fn trials() -> usize {
    if std::env::var_os("JIAOKAN_ALL_COLLATIONS").is_some() { ALL } else { FEW }
}

/// The clean reports that have rows, with the places of their cells.
fn clean() -> Vec<Clean> {
    let mut found = Vec::new();
    for path in inputs("reports/clean") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let clean = Clean::new(&name, &text);
        let spanning = Path::new(&name).extension().is_some_and(|end| end == "html");
        if clean.report.indicators.len() >= 4 && !spanning {
            found.push(clean);
        }
    }
    assert!(found.len() > 8, "the clean reports hold tables");
    found
}

/// What became of the values that the base does not read.
#[derive(Debug, Default)]
struct Count {
    trials: usize,
    restored: usize,
    left: usize,
    wrong: Vec<String>,
}

impl Count {
    fn print(&self, what: &str) {
        let Count { trials, restored, left, wrong } = self;
        let wrong = wrong.len();
        println!("{what}: trials {trials}, restored {restored}, left null {left}, wrong {wrong}");
    }
}

#[test]
fn an_undamaged_copy_restores_what_stood_there_or_nothing() {
    let count = try_all(1, |clean, _| vec![clean.report.clone()]);
    count.print("undamaged copy");
    assert!(count.wrong.is_empty(), "{}", count.wrong.join("\n"));
    assert!(count.restored > count.trials / 2, "{}", count.restored);
}

#[test]
fn a_copy_with_damages_of_its_own_restores_what_stood_there_or_nothing() {
    let count = try_all(2, |clean, chance| vec![damaged(clean, 3, chance)]);
    count.print("damaged copy");
    assert!(count.wrong.is_empty(), "{}", count.wrong.join("\n"));
}

#[test]
fn two_copies_with_damages_of_their_own_restore_what_stood_there_or_nothing() {
    let count =
        try_all(3, |clean, chance| vec![damaged(clean, 3, chance), damaged(clean, 3, chance)]);
    count.print("two damaged copies");
    assert!(count.wrong.is_empty(), "{}", count.wrong.join("\n"));
    assert!(count.restored > count.trials / 10, "{}", count.restored);
}

fn damaged(clean: &Clean, least: usize, chance: &mut Chance) -> Report {
    let count = least + chance.below(4);
    extract(&clean.name, clean.damaged(count, chance).text)
}

fn try_all(seed: u64, witnesses: impl Fn(&Clean, &mut Chance) -> Vec<Report>) -> Count {
    let clean = clean();
    let mut count = Count::default();
    for trial in 0..trials() {
        let mut chance = Chance::new(seed * 1_000_003 + trial as u64);
        let one = &clean[trial % clean.len()];
        let damages = 1 + chance.below(5);
        let Damaged { text, done, lines } = one.damaged(damages, &mut chance);
        let base = extract(&one.name, text);
        let reports = witnesses(one, &mut chance);
        let collation = collate(&base, &reports.iter().collect::<Vec<_>>());
        count.trials += 1;
        let what = format!("{} {trial} {done:?}", one.name);
        judge(one, (&base, &lines), &collation, &mut count, &what);
    }
    count
}

fn judge(
    clean: &Clean,
    (base, lines): (&Report, &[usize]),
    collation: &jiaokan::collation::Collation,
    count: &mut Count,
    what: &str,
) {
    let rows = true_rows(&clean.report, base, lines);
    let truths = super::readings(&clean.report);
    let (before, after) = (super::readings(base), super::readings(&collation.report));
    for entry in &collation.apparatus.entries {
        let place = &entry.place;
        let (was, is) = (&before[place].0, &after[place].0);
        match entry.outcome {
            Outcome::Restored => {
                let truth = truth(place, &rows, &truths);
                let right = truth.as_deref().is_some_and(|truth| same(truth, is.as_deref()));
                if right {
                    count.restored += 1;
                } else {
                    count
                        .wrong
                        .push(format!("{what}: {place:?} is {is:?}, was {truth:?}: {}", entry.why));
                }
            }
            outcome => {
                assert_eq!(was, is, "{what}: {place:?} {outcome:?}");
                count.left += usize::from(matches!(outcome, Outcome::Left | Outcome::Offered));
            }
        }
    }
    let restored = |place: &Place| {
        let mut entries = collation.apparatus.entries.iter();
        entries.any(|entry| entry.outcome == Outcome::Restored && entry.place == *place)
    };
    for (place, (is, _)) in &after {
        assert!(*is == before[place].0 || restored(place), "{what}: {place:?} changed unasked");
    }
}

/// The row of the clean report that each row of the damaged one is, by the lines they stand on.
fn true_rows(clean: &Report, base: &Report, lines: &[usize]) -> BTreeMap<Row, Row> {
    let line = |row: &Indicator| row.at.line().map(|line| line as usize - 1);
    let on = |report: &Report, line_of: &dyn Fn(&Indicator) -> Option<usize>, wanted: usize| {
        let rows = report.indicators.iter().filter(|row| line_of(row) == Some(wanted));
        rows.map(|row| (row.table, row.row)).collect::<Vec<Row>>()
    };
    let mut rows = BTreeMap::new();
    for (here, &there) in lines.iter().enumerate() {
        // Rows beside each other on a line keep their order.
        let (mine, theirs) = (on(base, &line, here), on(clean, &line, there));
        if mine.len() == theirs.len() {
            rows.extend(mine.into_iter().zip(theirs));
        }
    }
    rows
}

/// Table and row.
type Row = (u32, u32);

fn truth(
    place: &Place,
    rows: &BTreeMap<Row, Row>,
    truths: &BTreeMap<Place, (Option<String>, jiaokan::model::Status)>,
) -> Option<String> {
    if place.part != Part::Indicators {
        return truths.get(place)?.0.clone();
    }
    let (table, row) = *rows.get(&(place.table?, place.ordinal?))?;
    truths.get(&Place::indicator(table, row, place.field.as_str()))?.0.clone()
}

fn same(truth: &str, is: Option<&str>) -> bool {
    let plain = |text: &str| -> String { text.split_whitespace().collect() };
    is.is_some_and(|is| plain(is) == plain(truth))
}
