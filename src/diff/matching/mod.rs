//! Which report of one year's folder belongs to which of the other's (报告配对).
//!
//! Only the head of an extraction is read for it, so that a folder of thousands is
//! listed before any two are compared. What does not pair for certain is listed, and
//! never guessed.

mod lineage;
mod listed;
mod years;

use rustc_hash::FxHashMap as HashMap;

pub use lineage::{Lineage, LineageEntry, LineageError, LineageKind};
pub use listed::{Key, Listed};
pub use years::over_years;

use super::model::SideName;
use crate::model::ReportKind;
use crate::words::{Words, words};

/// What became of the reports of two folders.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matching {
    /// Reports that belong together, in the order of the new ones.
    pub pairs: Vec<ReportPair>,
    /// Reports of the old folder without one in the new folder.
    pub only_old: Vec<Unpaired>,
    /// Reports of the new folder without one in the old folder.
    pub only_new: Vec<Unpaired>,
    /// Reports of one folder that cannot be told apart.
    pub conflicts: Vec<Conflict>,
}

/// Two reports that belong together, by their places in the lists.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportPair {
    /// Place in the list of the old ones.
    pub old: usize,
    /// Place in the list of the new ones.
    pub new: usize,
    /// The renaming of the lineage file that led here.
    pub renamed: Option<LineageEntry>,
}

/// A report without a partner.
#[derive(Debug, Clone, PartialEq)]
pub struct Unpaired {
    /// Its place in its list.
    pub place: usize,
    /// Why, as far as that is known.
    pub why: Words,
}

/// Several reports of one folder with one key.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Whose folder.
    pub side: SideName,
    /// Their places in its list.
    pub places: Vec<usize>,
    /// What they share.
    pub why: Words,
}

/// Pairs the reports of two folders.
#[must_use]
pub fn match_up(old: &[Listed], new: &[Listed], lineage: &Lineage) -> Matching {
    let until = new.iter().filter_map(|report| report.fiscal_year).max();
    let today: Vec<(Key, Option<LineageEntry>)> =
        old.iter().map(|report| lineage.today(&report.key, until)).collect();
    let mut run = Run {
        old,
        new,
        free_old: vec![true; old.len()],
        free_new: vec![true; new.len()],
        matching: Matching::default(),
    };
    let by_code = |key: &Key| {
        let code = key.code.as_ref()?;
        Some(format!("{code}\t{:?}", key.kind))
    };
    let by_name = |key: &Key| key.by_name(key.kind);
    // A declaration of targets stands for the self-evaluation that it belongs to.
    let declared = |key: &Key| match key.kind {
        ReportKind::TargetDeclaration => key.by_name(ReportKind::ProjectSelfTable),
        ReportKind::ProjectSelfTable => by_name(key),
        _ => None,
    };
    let keys: [KeyOf<'_>; 3] = [&by_code, &by_name, &declared];
    for key in keys {
        run.pair_by(&today, key);
    }
    run.finish(&today, lineage, until)
}

/// What of a key counts; `None` where it says nothing.
type KeyOf<'k> = &'k dyn Fn(&Key) -> Option<String>;

struct Run<'l> {
    old: &'l [Listed],
    new: &'l [Listed],
    free_old: Vec<bool>,
    free_new: Vec<bool>,
    matching: Matching,
}

impl Run<'_> {
    fn pair_by(&mut self, today: &[(Key, Option<LineageEntry>)], key: KeyOf<'_>) {
        let mut olds: HashMap<String, Vec<usize>> = HashMap::default();
        for (place, (own, _)) in today.iter().enumerate() {
            if self.free_old[place]
                && let Some(key) = key(own)
            {
                olds.entry(key).or_default().push(place);
            }
        }
        let mut news: HashMap<String, Vec<usize>> = HashMap::default();
        let mut order: Vec<String> = Vec::new();
        for (place, report) in self.new.iter().enumerate() {
            if self.free_new[place]
                && let Some(key) = key(&report.key)
            {
                let places = news.entry(key.clone()).or_default();
                if places.is_empty() {
                    order.push(key);
                }
                places.push(place);
            }
        }
        for key in order {
            if let (Some(olds), Some(news)) = (olds.get(&key), news.get(&key)) {
                self.pair_group(olds, news, today);
            }
        }
    }

    /// Pairs the reports of one key: year by year, or the only two there are.
    fn pair_group(
        &mut self,
        olds: &[usize],
        news: &[usize],
        today: &[(Key, Option<LineageEntry>)],
    ) {
        let year_of_new = |place: &usize| self.new[*place].fiscal_year;
        let year_of_old = |place: &usize| self.old[*place].fiscal_year;
        let mut taken = Vec::new();
        for new in news {
            let Some(year) = year_of_new(new) else {
                continue;
            };
            let only = news.iter().filter(|other| year_of_new(other) == Some(year));
            let before: Vec<&usize> =
                olds.iter().filter(|old| year_of_old(old) == Some(year - 1)).collect();
            if let [old] = before[..]
                && only.count() == 1
            {
                taken.push((*old, *new));
            }
        }
        if let ([old], [new]) = (olds, news)
            && taken.is_empty()
        {
            taken.push((*old, *new));
        }
        for (old, new) in taken {
            self.free_old[old] = false;
            self.free_new[new] = false;
            let renamed = today[old].1.clone();
            self.matching.pairs.push(ReportPair { old, new, renamed });
        }
    }

    fn finish(
        mut self,
        today: &[(Key, Option<LineageEntry>)],
        lineage: &Lineage,
        until: Option<i16>,
    ) -> Matching {
        self.matching.pairs.sort_by_key(|pair| pair.new);
        let of_old: Vec<&Key> = today.iter().map(|(key, _)| key).collect();
        let of_new: Vec<&Key> = self.new.iter().map(|report| &report.key).collect();
        let sides =
            [(SideName::Old, &of_old, &self.free_old), (SideName::New, &of_new, &self.free_new)];
        for (side, keys, free) in sides {
            let reports = if side == SideName::Old { self.old } else { self.new };
            // Reports of one key and year; of those without a name nothing is known.
            let mut alike: HashMap<String, Vec<usize>> = HashMap::default();
            let group = |place: usize| {
                let key = keys[place].by_name(keys[place].kind)?;
                Some(format!("{key}\t{:?}", reports[place].fiscal_year))
            };
            for place in 0..keys.len() {
                if let Some(group) = group(place) {
                    alike.entry(group).or_default().push(place);
                }
            }
            for place in (0..keys.len()).filter(|&place| free[place]) {
                let group = group(place).and_then(|group| alike.get(&group));
                if let Some(group) = group.filter(|group| group.len() > 1) {
                    // Told once, at the first that is left.
                    if group.iter().find(|&&other| free[other]) == Some(&place) {
                        self.matching.conflicts.push(Conflict {
                            side,
                            places: group.clone(),
                            why: words!(
                                en: "these reports have one department, kind, project and year",
                                zh: "这些报告的部门、文种、项目和年度相同"
                            ),
                        });
                    }
                    continue;
                }
                let why = lineage.why(side, keys[place], until);
                let beyond = match side {
                    SideName::Old => &of_new,
                    SideName::New => &of_old,
                };
                let why = why.unwrap_or_else(|| self::why(side, keys[place], beyond));
                let unpaired = Unpaired { place, why };
                match side {
                    SideName::Old => self.matching.only_old.push(unpaired),
                    SideName::New => self.matching.only_new.push(unpaired),
                }
            }
        }
        self.matching
    }
}

/// Why a report of which the lineage says nothing stays alone.
fn why(side: SideName, key: &Key, beyond: &[&Key]) -> Words {
    let own = key.by_name(key.kind);
    let several = |other: &&Key| own.is_some() && other.by_name(other.kind) == own;
    match side {
        _ if beyond.iter().any(several) => words!(
            en: "the other folder has several reports of this department, kind and project",
            zh: "另一目录中有多份同部门、同文种、同项目的报告"
        ),
        _ if !key.is_named() => words!(
            en: "it names neither a department nor a project",
            zh: "报告未载明部门或项目"
        ),
        SideName::Old => words!(
            en: "the new folder has no report of this department, kind and project",
            zh: "本年目录中没有该部门、该文种、该项目的报告"
        ),
        SideName::New => words!(
            en: "the old folder has no report of this department, kind and project",
            zh: "上年目录中没有该部门、该文种、该项目的报告"
        ),
    }
}
