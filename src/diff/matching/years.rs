//! Which report of one folder follows which, over all years that it holds.

use std::collections::BTreeSet;

use super::{Conflict, Lineage, Listed, Matching, ReportPair, Unpaired, match_up};
use crate::diff::SideName;
use crate::words::words;

/// Pairs each report with the one of the year before, or of the last year before that
/// there is. All places are those of the one list.
#[must_use]
pub fn over_years(all: &[Listed], lineage: &Lineage) -> Matching {
    let years: BTreeSet<i16> = all.iter().filter_map(|report| report.fiscal_year).collect();
    let mut matching = Matching::default();
    // The last report of each row of years so far.
    let mut last: Vec<usize> = Vec::new();
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for year in years {
        let of_year: Vec<usize> =
            (0..all.len()).filter(|&place| all[place].fiscal_year == Some(year)).collect();
        let list = |places: &[usize]| -> Vec<Listed> {
            places.iter().map(|&place| all[place].clone()).collect()
        };
        let found = match_up(&list(&last), &list(&of_year), lineage);
        let mut done: BTreeSet<usize> = BTreeSet::new();
        for pair in found.pairs {
            let (old, new) = (last[pair.old], of_year[pair.new]);
            done.insert(old);
            matching.pairs.push(ReportPair { old, new, renamed: pair.renamed });
        }
        for conflict in found.conflicts {
            let lists = match conflict.side {
                SideName::Old => &last,
                SideName::New => &of_year,
            };
            let places: Vec<usize> = conflict.places.iter().map(|&place| lists[place]).collect();
            // Told in the year in which it is met, and never compared on.
            if places.iter().all(|place| told.insert(*place)) {
                let (side, why) = (SideName::New, conflict.why);
                matching.conflicts.push(Conflict { side, places, why });
            }
        }
        last.retain(|place| !done.contains(place) && !told.contains(place));
        last.extend(of_year.into_iter().filter(|place| !told.contains(place)));
    }
    let paired: BTreeSet<usize> =
        matching.pairs.iter().flat_map(|pair| [pair.old, pair.new]).collect();
    for place in (0..all.len()).filter(|place| !paired.contains(place) && !told.contains(place)) {
        let why = match all[place].fiscal_year {
            None => words!(
                en: "its year is not known",
                zh: "报告的年度不明"
            ),
            Some(_) if !all[place].key.is_named() => words!(
                en: "it names neither a department nor a project",
                zh: "报告未载明部门或项目"
            ),
            Some(_) => words!(
                en: "the folder has not one report of another year that belongs to it",
                zh: "其他年度没有对应报告，或有多份"
            ),
        };
        matching.only_new.push(Unpaired { place, why });
    }
    matching
}
