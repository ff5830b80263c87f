//! Rows of one name, taken out before anything is weighed.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap as HashMap;

use super::features::Features;

/// Pairs of rows (places in `old` and `new`) that are certain by what they print.
pub(super) fn pairs(old: &[Features<'_>], new: &[Features<'_>]) -> Vec<(usize, usize)> {
    let mut free =
        Free { old: vec![true; old.len()], new: vec![true; new.len()], pairs: Vec::new() };
    // Rows that print the same throughout cannot be told apart, and need not be.
    let content = |row: &Features<'_>| Some(format!("{}\t{}", row.bound, row.content));
    free.take(old, new, true, content, content);
    let unit = |row: &Features<'_>| row.row.unit.clone().unwrap_or_default();
    let level = |text: &crate::model::Text| text.value.clone().unwrap_or_default();
    // Rows that share a name are told apart by their levels and units, by the table
    // that they stand in, or not at all.
    let whole = |row: &Features<'_>| {
        let levels = [level(&row.row.level1), level(&row.row.level2), unit(row)];
        named(row).map(|name| format!("{name}\t{}", levels.join("\t")))
    };
    free.take(old, new, false, whole, whole);
    let tables = same_tables(old, new, &free.pairs);
    let in_table = |row: &Features<'_>, table: Option<u32>| {
        let table = table?;
        whole(row).map(|key| format!("{key}\t{table}"))
    };
    let of_old = |row: &Features<'_>| in_table(row, tables.get(&row.row.table).copied());
    let of_new = |row: &Features<'_>| in_table(row, Some(row.row.table));
    free.take(old, new, false, of_old, of_new);
    let under_level2 =
        |row: &Features<'_>| named(row).map(|name| format!("{name}\t{}", level(&row.row.level2)));
    free.take(old, new, false, under_level2, under_level2);
    free.take(old, new, false, named, named);
    free.pairs
}

/// Which table of the new report each table of the old one is, by the rows that are
/// paired already: more than half of them on both sides.
fn same_tables(
    old: &[Features<'_>],
    new: &[Features<'_>],
    pairs: &[(usize, usize)],
) -> HashMap<u32, u32> {
    let mut counts: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    let (mut of_old, mut of_new) = (HashMap::default(), HashMap::default());
    for &(a, b) in pairs {
        let (a, b) = (old[a].row.table, new[b].row.table);
        *counts.entry((a, b)).or_default() += 1;
        *of_old.entry(a).or_insert(0) += 1;
        *of_new.entry(b).or_insert(0) += 1;
    }
    let most = |count: usize, all: Option<&usize>| all.is_some_and(|all| count * 2 > *all);
    let same = counts
        .into_iter()
        .filter(|&((a, b), count)| most(count, of_old.get(&a)) && most(count, of_new.get(&b)));
    same.map(|(tables, _)| tables).collect()
}

/// The name, if it can be read, among the tables of its project.
fn named(row: &Features<'_>) -> Option<String> {
    row.named().map(|name| format!("{}\t{name}", row.bound))
}

/// What of a row counts; `None` where it says nothing.
type KeyOf<'k> = &'k dyn Fn(&Features<'_>) -> Option<String>;

struct Free {
    old: Vec<bool>,
    new: Vec<bool>,
    pairs: Vec<(usize, usize)>,
}

impl Free {
    /// Pairs the free rows of one key (that of each side): if there is one on each side, or in their
    /// order if `all` of a key are alike.
    fn take(
        &mut self,
        old: &[Features<'_>],
        new: &[Features<'_>],
        all: bool,
        of_old: impl Fn(&Features<'_>) -> Option<String>,
        of_new: impl Fn(&Features<'_>) -> Option<String>,
    ) {
        let by_key = |rows: &[Features<'_>], free: &[bool], key: KeyOf<'_>| {
            let mut places: HashMap<String, Vec<usize>> = HashMap::default();
            for (place, row) in rows.iter().enumerate() {
                if free.get(place) == Some(&true)
                    && let Some(key) = key(row)
                {
                    places.entry(key).or_default().push(place);
                }
            }
            places
        };
        let olds = by_key(old, &self.old, &of_old);
        let news = by_key(new, &self.new, &of_new);
        for (place, row) in old.iter().enumerate() {
            let Some(key) = of_old(row).filter(|_| self.old.get(place) == Some(&true)) else {
                continue;
            };
            let (Some(mine), Some(theirs)) = (olds.get(&key), news.get(&key)) else {
                continue;
            };
            if !all && (mine.len() != 1 || theirs.len() != 1) {
                continue;
            }
            let rank = mine.iter().position(|&other| other == place);
            if let Some(&other) = rank.and_then(|rank| theirs.get(rank)) {
                self.old[place] = false;
                self.new[other] = false;
                self.pairs.push((place, other));
            }
        }
    }
}
