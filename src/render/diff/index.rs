//! An overview of many comparisons: what was compared, ranked, and what was not.

use std::cmp::Reverse;

use crate::diff::{Side, SideName, Summary, Years};
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
}

/// One comparison, without its details.
#[derive(Debug, Clone)]
pub struct IndexEntry {
    /// The earlier report.
    pub old: Side,
    /// The later report.
    pub new: Side,
    /// How the years stand to each other.
    pub years: Years,
    /// The counts.
    pub summary: Summary,
    /// Where the details are, relative to the overview.
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
    /// The other side has none for it.
    NoPartner,
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

impl Index {
    /// The gravest first: by the number of high changes, then medium, then low; what
    /// is alike in all of them by department, project and file.
    pub fn rank(&mut self) {
        self.entries.sort_by(|a, b| {
            let key = |e: &IndexEntry| {
                let s = e.summary;
                Reverse((s.high, s.medium, s.low, s.not_comparable))
            };
            let name = |e: &IndexEntry| {
                let side = &e.new;
                (
                    side.department.clone(),
                    side.project.clone(),
                    side.source.name.clone(),
                )
            };
            key(a).cmp(&key(b)).then_with(|| name(a).cmp(&name(b)))
        });
    }
}
