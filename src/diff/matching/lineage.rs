//! The lineage of departments (机构沿革): a list that users keep, TOML or CSV.

use serde::Deserialize;

use super::Key;
use crate::diff::model::SideName;
use crate::error::of_toml;
use crate::fold;
use crate::words::{Words, words};

/// What became of departments, as a user's list says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lineage {
    entries: Vec<LineageEntry>,
}

/// One entry: `old` became `new` `from` a day on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineageEntry {
    /// The department's name before; empty for a new one.
    #[serde(default)]
    pub old: String,
    /// Its name since.
    #[serde(default)]
    pub new: String,
    /// Since when: `2024`, `2024-03`, `2024-03-28`; empty where that does not matter.
    #[serde(default)]
    pub from: String,
    /// What happened.
    pub kind: LineageKind,
}

/// What happened to a department.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineageKind {
    /// 更名: its reports go on under the new name.
    Rename,
    /// 合并: several became one; their reports have no single partner.
    Merge,
    /// 分设: one became several.
    Split,
    /// 新设: there is no report of the year before.
    New,
}

/// A list of renamed departments that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected entries of old, new, from and kind in {name}, but found {problem}; mend the entry"
)]
pub struct LineageError {
    /// Name of the file.
    pub name: String,
    /// What was found instead, with its place.
    pub problem: Words,
}

impl LineageError {
    /// A stable name for this kind of error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "E_LINEAGE"
    }
}

/// Renamings of renamings are followed so far: a list that turns in a circle ends.
const LONGEST_CHAIN: usize = 16;

impl Lineage {
    /// Reads a list: TOML with `[[lineage]]` tables, or CSV with the columns `old`,
    /// `new`, `from` and `kind`.
    ///
    /// # Errors
    /// [`LineageError`], with the line.
    ///
    /// ```
    /// use jiaokan::internals::diff::Lineage;
    /// let csv = "old,new,from,kind\n青溪市水利局,青溪市水务局,2023-05,rename\n";
    /// let toml = "[[lineage]]\nold = \"青溪市水利局\"\nnew = \"青溪市水务局\"\nfrom = \"2023-05\"\nkind = \"rename\"\n";
    /// assert_eq!(Lineage::read("a.csv", csv)?, Lineage::read("a.toml", toml)?);
    /// let problem = Lineage::read("a.csv", "old,new,from,kind\n甲,乙,2023,gone\n").unwrap_err();
    /// assert!(problem.to_string().contains("line: 2"));
    /// # Ok::<(), jiaokan::internals::diff::LineageError>(())
    /// ```
    pub fn read(name: &str, text: &str) -> Result<Self, LineageError> {
        let wrong = |problem: Words| LineageError { name: name.to_owned(), problem };
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let entries: Vec<LineageEntry> = if is_toml(text) {
            #[derive(Deserialize)]
            #[serde(deny_unknown_fields)]
            struct File {
                #[serde(default)]
                lineage: Vec<LineageEntry>,
            }
            let file: File = toml::from_str(text).map_err(|e| wrong(of_toml(text, &e)))?;
            file.lineage
        } else {
            let mut reader = csv::ReaderBuilder::new()
                .trim(csv::Trim::All)
                .comment(Some(b'#'))
                .from_reader(text.as_bytes());
            let entries: Result<_, csv::Error> = reader.deserialize().collect();
            entries.map_err(|error| {
                let line = error.position().map_or(1, csv::Position::line);
                wrong(words!(en: "{error}", zh: "第 {line} 行与 old、new、from、kind 各列不符"))
            })?
        };
        for entry in &entries {
            let lacks_old = entry.old.is_empty() && entry.kind != LineageKind::New;
            if lacks_old || entry.new.is_empty() {
                let (old, new) = (&entry.old, &entry.new);
                return Err(wrong(words!(
                    en: "an entry of old \"{old}\" and new \"{new}\"",
                    zh: "old 为“{old}”、new 为“{new}”的条目"
                )));
            }
        }
        Ok(Lineage { entries })
    }

    /// The key that a report of the old folder has by the year of the new one, and
    /// the last renaming on the way.
    pub(super) fn today(&self, key: &Key, until: Option<i16>) -> (Key, Option<LineageEntry>) {
        let mut today = key.clone();
        let mut through = None;
        for _ in 0..LONGEST_CHAIN {
            let renames = self
                .entries
                .iter()
                .filter(|entry| entry.kind == LineageKind::Rename && entry.holds(until));
            let own = today.department.as_deref();
            let mut own = renames.filter(|entry| Some(&*fold::key(&entry.old)) == own);
            // Two renamings of one department contradict each other.
            let (Some(entry), None) = (own.next(), own.next()) else {
                break;
            };
            today.department = Some(fold::key(&entry.new));
            through = Some(entry.clone());
        }
        (today, through)
    }

    /// What the list says of a report without a partner.
    pub(super) fn why(&self, side: SideName, key: &Key, until: Option<i16>) -> Option<Words> {
        let own = key.department.as_deref()?;
        let mut entries = self.entries.iter().filter(|entry| entry.holds(until));
        let entry = entries.find(|entry| {
            let name = match side {
                SideName::Old => &entry.old,
                SideName::New => &entry.new,
            };
            entry.kind != LineageKind::Rename && fold::key(name) == own
        })?;
        let (old, new, from) = (&entry.old, &entry.new, &entry.from);
        Some(match entry.kind {
            LineageKind::Merge => words!(
                en: "merged: {old} became part of {new} {from}",
                zh: "合并：{old} 并入 {new} {from}"
            ),
            LineageKind::Split => words!(
                en: "split: {new} came out of {old} {from}",
                zh: "分设：{new} 由 {old} 分出 {from}"
            ),
            _ => words!(
                en: "a new department: {new} {from}",
                zh: "新设部门：{new} {from}"
            ),
        })
    }
}

impl LineageEntry {
    /// Whether it holds by the end of a year.
    fn holds(&self, until: Option<i16>) -> bool {
        let year: Option<i16> = self.from.get(..4).and_then(|year| year.parse().ok());
        match (year, until) {
            (Some(from), Some(until)) => from <= until,
            _ => true,
        }
    }
}

/// Whether the first line that says anything is one of TOML.
fn is_toml(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_none_or(|line| line.starts_with('['))
}
