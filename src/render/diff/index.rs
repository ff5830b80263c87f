//! An overview of many comparisons: what was compared, ranked, and what was not.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diff::{Change, ChangeKind, Side, SideName, Subject, Summary, Years, rank};
use crate::words::Words;

/// Everything that two folders hold.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// The pairs that were compared.
    pub entries: Vec<IndexEntry>,
    /// Reports that were not compared.
    pub lone: Vec<Lone>,
    /// Files that could not be read.
    pub unread: Vec<Unread>,
    /// The file that lists all changes, relative to the overview.
    pub changes: Option<String>,
}

/// One comparison, without its details.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct IndexEntry {
    /// The earlier report.
    pub old: Side,
    /// The later report.
    pub new: Side,
    /// Whether the two are of one department and on one project.
    pub subject: Subject,
    /// How the years stand to each other.
    pub years: Years,
    /// The counts.
    pub summary: Summary,
    /// How many changes of each kind there are, by severity: info, low, medium, high.
    pub kinds: Vec<(ChangeKind, [u32; 4])>,
    /// The number of the comparison, from 1: of its details and its rows in tables.
    pub number: usize,
    /// Where the details are, relative to the overview; while it is made, without ending.
    pub file: Option<String>,
}

/// A report that was not compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lone {
    /// On which side it stands.
    pub side: SideName,
    /// Its file.
    pub source: String,
    /// What it says of itself.
    pub department: Option<String>,
    /// 项目名称
    pub project: Option<String>,
    /// 评价年度
    pub fiscal_year: Option<i16>,
    /// Why it was not compared.
    pub why: LoneWhy,
}

/// Why a report was not compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoneWhy {
    /// The other side has none for it, as far as is known why.
    NoPartner(Words),
    /// Several reports claim the same place, or one could go with several.
    Conflict(Words),
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// On which side it stands.
    pub side: SideName,
    /// The file.
    pub source: String,
    /// Stable code, such as `E_EMPTY`.
    pub code: String,
    /// What is wrong and what to do.
    pub message: Words,
}

/// The changes by kind, in the order of the list of kinds.
#[must_use]
pub fn by_kind(changes: &[Change]) -> Vec<(ChangeKind, [u32; 4])> {
    let mut kinds: BTreeMap<ChangeKind, [u32; 4]> = BTreeMap::new();
    for change in changes {
        let counts = kinds.entry(change.change).or_default();
        if let Some(count) = counts.get_mut(change.severity as usize) {
            *count += 1;
        }
    }
    kinds.into_iter().collect()
}

impl Index {
    /// The same with links to files of an ending; without links to those that there are
    /// none of.
    #[must_use]
    pub fn linked(&self, ending: &str) -> Self {
        let mut index = self.clone();
        for entry in &mut index.entries {
            entry.file = entry.file.take().map(|stem| format!("{stem}.{ending}"));
        }
        index
    }

    /// The departments with the gravest changes first, and of each its gravest
    /// comparison first.
    pub fn rank(&mut self) {
        let standings = rank(self.entries.iter().map(|entry| (&entry.new, &entry.summary)));
        let mut entries: Vec<Option<IndexEntry>> = self.entries.drain(..).map(Some).collect();
        let ranked = standings.into_iter().flat_map(|standing| standing.comparisons);
        self.entries = ranked.filter_map(|place| entries.get_mut(place)?.take()).collect();
    }
}
