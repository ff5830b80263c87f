//! `patterns/levels.toml`: the vocabulary of level cells (一级指标, 二级指标).

use std::collections::HashMap;

use serde::Deserialize;

use super::PatternFile;
use crate::fold;

/// Index of an entry in [`Levels`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct LevelId(u16);

/// The vocabulary of both levels.
#[derive(Debug)]
pub(crate) struct Levels {
    entries: Vec<Entry>,
    /// Key → entry, for level 1 and level 2.
    by_key: [HashMap<String, LevelId>; 2],
    parents: Vec<Vec<LevelId>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    level: Vec<Entry>,
}

/// One level and its spellings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    level: u8,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    parents: Vec<String>,
    #[serde(default)]
    less_is_better: bool,
    examples: Vec<String>,
    #[serde(default)]
    rejects: Vec<String>,
}

/// The word that most level names end in. It distinguishes nothing.
const SUFFIX: &str = "指标";

/// The part of a level cell that names the level: folded, without white space,
/// numbering, a weight in brackets or at the end, and punctuation.
pub(crate) fn level_text(cell: &str) -> String {
    let folded = fold::clean_key(cell);
    let start = numbering_end(&folded);
    let mut text = String::with_capacity(folded.len());
    let mut depth = 0u32;
    for c in folded[start..].chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_alphanumeric() => text.push(c),
            _ => {}
        }
    }
    let unweighted = text
        .trim_end_matches('分')
        .trim_end_matches(|c: char| c.is_ascii_digit());
    if unweighted.len() < text.len() && text.ends_with(|c: char| c == '分' || c.is_ascii_digit()) {
        let digits = text
            .trim_end_matches('分')
            .ends_with(|c: char| c.is_ascii_digit());
        if digits {
            return unweighted.to_owned();
        }
    }
    text
}

/// Length of a number form such as `1.`, `一、`, `(一)` at the start.
fn numbering_end(folded: &str) -> usize {
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let bracketed = folded.starts_with('(');
    let body = folded.strip_prefix('(').unwrap_or(folded);
    let rest = body.trim_start_matches(number);
    if rest.len() == body.len() {
        return 0;
    }
    let close: &[char] = if bracketed {
        &[')']
    } else {
        &['.', '、', ':']
    };
    rest.strip_prefix(close)
        .map_or(0, |rest| folded.len() - rest.len())
}

impl Levels {
    /// The entry of a level that a cell names as it stands, undamaged.
    pub(crate) fn exact(&self, level: u8, cell: &str) -> Option<LevelId> {
        self.exact_text(level, &level_text(cell))
    }

    /// As [`Levels::exact`], for a text that [`level_text`] has made.
    pub(crate) fn exact_text(&self, level: u8, text: &str) -> Option<LevelId> {
        let stem = text.strip_suffix(SUFFIX).unwrap_or(text);
        let keys = self.by_key.get(usize::from(level).checked_sub(1)?)?;
        keys.get(stem).copied()
    }

    /// Whether a level cell lacks the word that most level names end in.
    pub(crate) fn is_bare(&self, cell: &str) -> bool {
        !level_text(cell).ends_with(SUFFIX)
    }

    /// What a level is called.
    pub(crate) fn name(&self, id: LevelId) -> &str {
        &self.entries[usize::from(id.0)].name
    }

    /// Whether a smaller actual value may be the better one.
    pub(crate) fn less_is_better(&self, id: LevelId) -> bool {
        self.entries[usize::from(id.0)].less_is_better
    }

    /// On which level an entry stands.
    pub(crate) fn level(&self, id: LevelId) -> u8 {
        self.entries[usize::from(id.0)].level
    }

    /// The entries of a level, in file order.
    pub(crate) fn of_level(&self, level: u8) -> impl Iterator<Item = LevelId> + '_ {
        let all = (0u16..).zip(&self.entries);
        all.filter(move |(_, e)| e.level == level)
            .map(|(index, _)| LevelId(index))
    }

    /// The level-1 entries under which a level-2 entry belongs.
    pub(crate) fn parents(&self, id: LevelId) -> &[LevelId] {
        &self.parents[usize::from(id.0)]
    }

    /// Name and aliases of an entry, as [`level_text`] would give them.
    pub(crate) fn spellings(&self, id: LevelId) -> impl Iterator<Item = &str> {
        let entry = &self.entries[usize::from(id.0)];
        std::iter::once(&entry.name)
            .chain(&entry.aliases)
            .map(String::as_str)
    }
}

impl PatternFile for Levels {
    const FILE: &'static str = "levels.toml";
    const BUILTIN: &'static str = include_str!("../../patterns/levels.toml");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, String> {
        let entries = raw.level;
        let mut by_key = [HashMap::new(), HashMap::new()];
        for (index, entry) in (0u16..).zip(&entries) {
            if !matches!(entry.level, 1 | 2) {
                return Err(format!(
                    "{}: expected level 1 or 2, but found {}",
                    entry.id, entry.level
                ));
            }
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                let text = level_text(name);
                let stem = text.strip_suffix(SUFFIX).unwrap_or(&text).to_owned();
                if let Some(other) =
                    by_key[usize::from(entry.level) - 1].insert(stem, LevelId(index))
                    && other != LevelId(index)
                {
                    return Err(format!(
                        "expected {name} once on level {}, but found it twice",
                        entry.level
                    ));
                }
            }
        }
        let find = |wanted: &String, of: &str| {
            let found = (0u16..)
                .zip(&entries)
                .find(|(_, e)| e.level == 1 && e.id == *wanted);
            found.map(|(index, _)| LevelId(index)).ok_or_else(|| {
                format!("{of}: expected the id of a level-1 entry as parent, but found {wanted}")
            })
        };
        let parents = entries
            .iter()
            .map(|e| e.parents.iter().map(|p| find(p, &e.id)).collect())
            .collect::<Result<_, _>>()?;
        Ok(Levels {
            entries,
            by_key,
            parents,
        })
    }

    fn lint(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for (index, entry) in (0u16..).zip(&self.entries) {
            let matches = |cell: &String| self.exact(entry.level, cell) == Some(LevelId(index));
            let missed = entry.examples.iter().filter(|e| !matches(e));
            problems.extend(missed.map(|e| format!("{}: example {e} does not match", entry.id)));
            let taken = entry.rejects.iter().filter(|r| matches(r));
            problems.extend(taken.map(|r| format!("{}: reject {r} matches", entry.id)));
            if entry.examples.is_empty() {
                problems.push(format!("{}: expected an example", entry.id));
            }
        }
        problems
    }
}
