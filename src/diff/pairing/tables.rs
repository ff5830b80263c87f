//! Which table of the old report is which of the new one, where a report on several projects
//! names them (项目名称): tables of different projects print the same indicators, and only the
//! project tells whose they are.

use std::collections::HashMap;

use super::features;
use crate::model::{IndicatorTable, Report, Text};
use crate::patterns::Patterns;

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
        let mut number = 0;
        for table in &old.tables {
            let Some(project) = project(table, patterns) else { continue };
            let (Some([mine]), Some([theirs])) =
                (olds.get(&project).map(Vec::as_slice), news.get(&project).map(Vec::as_slice))
            else {
                continue;
            };
            number += 1;
            bound.of_old.insert(*mine, number);
            bound.of_new.insert(*theirs, number);
        }
        bound
    }

    /// The number of the pair that a table of the old report belongs to; 0 where it belongs to none.
    pub(super) fn old(&self, table: u32) -> u32 {
        self.of_old.get(&table).copied().unwrap_or_default()
    }

    /// The same of a table of the new report.
    pub(super) fn new(&self, table: u32) -> u32 {
        self.of_new.get(&table).copied().unwrap_or_default()
    }
}

/// The tables of a report by what they are about.
fn by_project(report: &Report, patterns: &Patterns) -> HashMap<String, Vec<u32>> {
    let mut tables: HashMap<String, Vec<u32>> = HashMap::new();
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
