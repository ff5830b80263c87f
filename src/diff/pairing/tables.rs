//! Which table of the old report is which of the new one, where a report on several projects
//! names them (项目名称): tables of different projects print the same indicators, and only the
//! project tells whose they are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::features;
use crate::diff::model::Pair;
use crate::fold::Bigrams;
use crate::model::{IndicatorTable, Report, Text};
use crate::patterns::Patterns;

/// The tables of a report by what they are about.
type Tables = BTreeMap<String, Vec<u32>>;

/// More projects than this under names of their own on one side are not weighed against each other.
const MOST_RENAMED: usize = 256;

/// Tables of both reports that are of one project, by a number for each such pair.
#[derive(Debug, Default)]
pub(super) struct Bound {
    of_old: HashMap<u32, u32>,
    of_new: HashMap<u32, u32>,
}

impl Bound {
    /// The tables whose project stands once in each report. Of files with one table each, nothing is
    /// bound: whoever compares them says that they belong together.
    pub(super) fn of(old: &Report, new: &Report, patterns: &Patterns) -> Self {
        let mut bound = Bound::default();
        if old.tables.len().max(new.tables.len()) < 2 {
            return bound;
        }
        let (olds, news) = (by_project(old, patterns), by_project(new, patterns));
        for table in &old.tables {
            let Some(project) = project(table, patterns) else { continue };
            if let (Some([mine]), Some([theirs])) =
                (olds.get(&project).map(Vec::as_slice), news.get(&project).map(Vec::as_slice))
            {
                bound.bind(*mine, *theirs);
            }
        }
        bound.bind_renamed(&olds, &news, patterns);
        bound
    }

    fn bind(&mut self, old: u32, new: u32) {
        let number = self.of_old.len() as u32 + 1;
        self.of_old.insert(old, number);
        self.of_new.insert(new, number);
    }

    /// Projects under another name: each is the only one on its side that is as much like the other as
    /// an indicator that was renamed.
    fn bind_renamed(&mut self, olds: &Tables, news: &Tables, patterns: &Patterns) {
        let free = |tables: &Tables, taken: &HashMap<u32, u32>| -> Vec<(u32, Bigrams)> {
            let single = tables.iter().filter_map(|(name, tables)| match tables.as_slice() {
                [table] if !taken.contains_key(table) => Some((*table, Bigrams::of(name))),
                _ => None,
            });
            single.take(MOST_RENAMED).collect()
        };
        let (olds, news) = (free(olds, &self.of_old), free(news, &self.of_new));
        let least = patterns.pairing.limits.renamed;
        let alike: Vec<(u32, u32)> = olds
            .iter()
            .flat_map(|(old, a)| news.iter().map(move |(new, b)| (*old, *new, a.dice(b))))
            .filter(|&(_, _, dice)| dice >= least)
            .map(|(old, new, _)| (old, new))
            .collect();
        for &(old, new) in &alike {
            let rivals = alike.iter().filter(|&&(a, b)| a == old || b == new);
            if rivals.count() == 1 {
                self.bind(old, new);
            }
        }
    }

    /// The number of the pair that a table of the old report belongs to; 0 where it belongs to none.
    pub(super) fn of_old(&self, table: u32) -> u32 {
        self.of_old.get(&table).copied().unwrap_or_default()
    }

    /// The same of a table of the new report.
    pub(super) fn of_new(&self, table: u32) -> u32 {
        self.of_new.get(&table).copied().unwrap_or_default()
    }
}

/// The tables of a report by what they are about.
fn by_project(report: &Report, patterns: &Patterns) -> Tables {
    let mut tables = Tables::new();
    for table in &report.tables {
        if let Some(project) = project(table, patterns) {
            tables.entry(project).or_default().push(table.table);
        }
    }
    tables
}

/// What a table is about, years masked: its project, or who carries it out, where it names none.
fn project(table: &IndicatorTable, patterns: &Patterns) -> Option<String> {
    let value = |text: &Option<Text>| text.as_ref().and_then(|text| text.value.clone());
    let name = value(&table.project).or_else(|| value(&table.unit))?;
    let key = features::masked(&name, patterns);
    (!key.is_empty()).then_some(key)
}

/// Says of each pair in which project it stands, where one of the reports is on several.
pub(super) fn name_projects(pairs: &mut [Pair], old: &Report, new: &Report) {
    let (olds, news) = (projects(old), projects(new));
    if !several(&olds) && !several(&news) {
        return;
    }
    for pair in pairs {
        let of_new = pair.new.as_ref().and_then(|row| news.get(&row.table));
        let of_old = || pair.old.as_ref().and_then(|row| olds.get(&row.table));
        pair.project = of_new.or_else(of_old).cloned();
    }
}

/// The project of each table that names one.
pub(in crate::diff) fn projects(report: &Report) -> HashMap<u32, String> {
    let tables = report.tables.iter();
    let named = tables.filter_map(|table| Some((table.table, table.project.as_ref()?)));
    named.filter_map(|(table, text)| Some((table, text.value.clone()?))).collect()
}

/// Whether tables name more than one project.
pub(in crate::diff) fn several(projects: &HashMap<u32, String>) -> bool {
    projects.values().collect::<BTreeSet<_>>().len() > 1
}
