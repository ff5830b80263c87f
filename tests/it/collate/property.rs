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
use super::damages::{Chance, Clean};
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
    assert!(count.restored > count.trials / 4, "{}", count.restored);
}

fn damaged(clean: &Clean, least: usize, chance: &mut Chance) -> Report {
    let count = least + chance.below(4);
    let (text, _) = clean.damaged(count, chance);
    extract(&clean.name, text)
}

fn try_all(seed: u64, witnesses: impl Fn(&Clean, &mut Chance) -> Vec<Report>) -> Count {
    let clean = clean();
    let mut count = Count::default();
    for trial in 0..trials() {
        let mut chance = Chance::new(seed * 1_000_003 + trial as u64);
        let one = &clean[trial % clean.len()];
        let damages = 1 + chance.below(5);
        let (text, done) = one.damaged(damages, &mut chance);
        let base = extract(&one.name, text);
        let reports = witnesses(one, &mut chance);
        let collation = collate(&base, &reports.iter().collect::<Vec<_>>());
        count.trials += 1;
        judge(one, &base, &collation, &mut count, &format!("{} {trial} {done:?}", one.name));
    }
    count
}

fn judge(
    clean: &Clean,
    base: &Report,
    collation: &jiaokan::collation::Collation,
    count: &mut Count,
    what: &str,
) {
    let rows = true_rows(&clean.report, base);
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

/// The row of the clean report that each row of the damaged one is: in their order, as rows
/// are only lost, by what both print alike.
fn true_rows(clean: &Report, base: &Report) -> BTreeMap<(u32, u32), (u32, u32)> {
    let cells = |row: &Indicator| -> Vec<String> {
        let number = |n: &Option<jiaokan::model::Number>| n.as_ref().map(|n| n.raw.clone());
        let mut cells = vec![row.name.raw.clone(), row.target.raw.clone(), row.actual.raw.clone()];
        cells.extend(number(&row.weight).into_iter().chain(number(&row.score)));
        cells.retain(|cell| !cell.trim().is_empty());
        cells
    };
    let likeness = |a: &Indicator, b: &Indicator| {
        let theirs = cells(b);
        cells(a).iter().filter(|cell| theirs.contains(cell)).count() as u32
    };
    let (a, b) = (&base.indicators, &clean.indicators);
    // The best sum of likenesses in order.
    let mut best = vec![vec![0u32; b.len() + 1]; a.len() + 1];
    for i in 0..a.len() {
        for j in 0..b.len() {
            let pair = best[i][j] + likeness(&a[i], &b[j]);
            best[i + 1][j + 1] = pair.max(best[i][j + 1]).max(best[i + 1][j]);
        }
    }
    let (mut i, mut j) = (a.len(), b.len());
    let mut rows = BTreeMap::new();
    while i > 0 && j > 0 {
        let like = likeness(&a[i - 1], &b[j - 1]);
        if like > 0 && best[i][j] == best[i - 1][j - 1] + like {
            rows.insert((a[i - 1].table, a[i - 1].row), (b[j - 1].table, b[j - 1].row));
            (i, j) = (i - 1, j - 1);
        } else if best[i][j] == best[i - 1][j] {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    rows
}

fn truth(
    place: &Place,
    rows: &BTreeMap<(u32, u32), (u32, u32)>,
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
