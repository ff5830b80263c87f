//! `patterns/levels.toml`: the vocabulary of level cells (一级指标, 二级指标).

mod glued;

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::FxHashMap as HashMap;

use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::entry::entry;
use super::headings::is_of_numeral;
use super::letters::{Characters, Letters};
use super::lexicon::Lexicon;
use super::{PatternFile, lint};
use crate::fold;
use crate::words::{Words, words};

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
    affixes: Affixes,
    /// The names without the word that most end in, made when they are first looked for.
    bare: OnceLock<Lexicon>,
    /// Of each entry those of all its spellings, made when they are first asked for.
    letters: OnceLock<Vec<Letters>>,
}

/// What stands beside the name of a level in its cell.
#[derive(Debug)]
struct Affixes {
    suffix: Vec<Suffix>,
    points: Vec<Points>,
}

entry! {
    /// Words at the end of level names that distinguish nothing (指标).
    struct Suffix: String {
        words: Vec<String>,
    }
}

entry! {
    /// Characters after the digits of a weight (分).
    struct Points: String {
        characters: Characters,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    level: Vec<Entry>,
    suffix: Vec<Suffix>,
    points: Vec<Points>,
}

entry! {
    /// One level and its spellings.
    struct Entry: String {
        level: u8,
        name: String,
        #[serde(default)]
        aliases: Vec<String>,
        #[serde(default)]
        also_names: Vec<String>,
        #[serde(default)]
        parents: Vec<String>,
        #[serde(default)]
        standard: bool,
        #[serde(default)]
        less_is_better: bool,
        #[serde(default)]
        execution: bool,
    }
}

impl Affixes {
    /// See [`Levels::text`].
    fn text<'c>(&self, cell: &'c str) -> Cow<'c, str> {
        // Of nothing but ideographs, as most labels are, nothing is taken away.
        if fold::ideographs(cell) == cell.len() {
            return Cow::Borrowed(cell);
        }
        let folded = fold::clean_key_of(cell);
        let start = numbering_end(&folded);
        let mut text = match start == 0 && is_of_words(&folded) {
            true => folded,
            false => Cow::Owned(words_only(&folded[start..])),
        };
        let points = |c: char| self.points.iter().any(|entry| entry.characters.has(c));
        let pointless = text.trim_end_matches(points);
        let unweighted = pointless.trim_end_matches(|c: char| c.is_ascii_digit());
        if unweighted.len() < pointless.len() {
            let length = unweighted.len();
            match &mut text {
                Cow::Borrowed(text) => *text = &text[..length],
                Cow::Owned(text) => text.truncate(length),
            }
        }
        text
    }

    /// A text without the word that most level names end in.
    fn stem<'t>(&self, text: &'t str) -> &'t str {
        let mut words = self.suffix.iter().flat_map(|entry| &entry.words);
        let stem = words.find_map(|word| text.strip_suffix(word.as_str()));
        stem.unwrap_or(text)
    }
}

/// Whether nothing but letters, digits and ideographs stands in a text.
fn is_of_words(text: &str) -> bool {
    text[fold::ideographs(text)..].chars().all(fold::is_of_word)
}

/// The letters, digits and ideographs of a folded text that stand in no brackets.
fn words_only(folded: &str) -> String {
    let mut text = String::with_capacity(folded.len());
    let mut depth = 0u32;
    for c in folded.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 && fold::is_of_word(c) => text.push(c),
            _ => {}
        }
    }
    text
}

/// Length of a number form such as `1.`, `一、`, `(一)`, or of a code such as `A1`, at the
/// start.
fn numbering_end(folded: &str) -> usize {
    let coded = code_end(folded);
    if coded > 0 {
        return coded;
    }
    let bracketed = folded.starts_with('(');
    let body = folded.strip_prefix('(').unwrap_or(folded);
    let rest = body.trim_start_matches(is_of_numeral);
    if rest.len() == body.len() {
        return 0;
    }
    let close: &[char] = if bracketed { &[')'] } else { &['.', '、', ':'] };
    rest.strip_prefix(close).map_or(0, |rest| folded.len() - rest.len())
}

/// Length of a code before a label: a Latin letter and digits (`A`, `A1`, `A1-2.`).
fn code_end(folded: &str) -> usize {
    if !folded.starts_with(|c: char| c.is_ascii_uppercase()) {
        return 0;
    }
    let rest = folded[1..].trim_start_matches(|c: char| c.is_ascii_digit() || ".-、".contains(c));
    if rest.starts_with(fold::is_cjk) { folded.len() - rest.len() } else { 0 }
}

impl Levels {
    /// The part of a level cell that names the level: folded, without white
    /// space, numbering, a weight in brackets or at the end, and punctuation.
    pub(crate) fn text<'c>(&self, cell: &'c str) -> Cow<'c, str> {
        self.affixes.text(cell)
    }

    /// The entry of a level that a cell names as it stands, undamaged.
    pub(crate) fn exact(&self, level: u8, cell: &str) -> Option<LevelId> {
        self.exact_text(level, &self.text(cell))
    }

    /// As [`Levels::exact`], for a text that [`Levels::text`] has made.
    pub(crate) fn exact_text(&self, level: u8, text: &str) -> Option<LevelId> {
        let stem = self.affixes.stem(text);
        let keys = self.by_key.get(usize::from(level).checked_sub(1)?)?;
        keys.get(stem).copied()
    }

    /// Whether a level cell names an entry by so few of its characters (经济 for
    /// 经济效益指标) that lost ones may have told another.
    pub(crate) fn is_abbreviated(&self, id: LevelId, cell: &str) -> bool {
        let text = self.affixes.text(cell);
        let printed = self.affixes.stem(&text).chars().count();
        printed + 1 < self.affixes.stem(self.name(id)).chars().count()
    }

    /// Whether a level cell lacks the word that most level names end in.
    pub(crate) fn is_bare(&self, cell: &str) -> bool {
        self.is_bare_text(&self.affixes.text(cell))
    }

    /// As [`Levels::is_bare`], for a text that [`Levels::text`] has made.
    pub(crate) fn is_bare_text(&self, text: &str) -> bool {
        self.affixes.stem(text).len() == text.len()
    }

    /// Whether a text is a part of some label, as a line of a wrapped one is.
    pub(crate) fn is_part(&self, text: &str) -> bool {
        let text = self.affixes.text(text);
        let mut names = self
            .entries
            .iter()
            .flat_map(|e| std::iter::once(&e.name).chain(&e.aliases).chain(&e.also_names));
        !text.is_empty() && names.any(|name| name.contains(&*text))
    }

    /// Whether a label is a common name of indicators as well (群众满意度).
    pub(crate) fn is_also_a_name(&self, id: LevelId, label: &str) -> bool {
        let also_names = &self.entries[usize::from(id.0)].also_names;
        !also_names.is_empty() && {
            let text = self.affixes.text(label);
            also_names.iter().any(|name| *name == text)
        }
    }

    /// What a level is called.
    pub(crate) fn name(&self, id: LevelId) -> &str {
        &self.entries[usize::from(id.0)].name
    }

    /// The labels that the national forms print under the same level 1 as a level-2 entry, in
    /// their order; none where it is no such label itself.
    pub(crate) fn standard(&self, id: LevelId) -> impl Iterator<Item = LevelId> + '_ {
        let standard = |id: LevelId| self.entries[usize::from(id.0)].standard;
        let shares = move |other: &LevelId| {
            standard(*other) && self.parents(*other).iter().any(|p| self.parents(id).contains(p))
        };
        self.of_level(2).filter(move |other| standard(id) && shares(other))
    }

    /// Whether a smaller actual value may be the better one.
    pub(crate) fn less_is_better(&self, id: LevelId) -> bool {
        self.entries[usize::from(id.0)].less_is_better
    }

    /// Whether an entry is the execution of the budget, which is no level of indicators.
    pub(crate) fn is_execution(&self, id: LevelId) -> bool {
        self.entries[usize::from(id.0)].execution
    }

    /// On which level an entry stands.
    pub(crate) fn level(&self, id: LevelId) -> u8 {
        self.entries[usize::from(id.0)].level
    }

    /// The entries of a level, in file order.
    pub(crate) fn of_level(&self, level: u8) -> impl Iterator<Item = LevelId> + '_ {
        let all = (0u16..).zip(&self.entries);
        all.filter(move |(_, e)| e.level == level).map(|(index, _)| LevelId(index))
    }

    /// The entries of a level of which a spelling may hold all characters of a text, in file order.
    pub(crate) fn of_letters<'l>(
        &'l self,
        level: u8,
        text: &str,
    ) -> impl Iterator<Item = LevelId> + use<'l> {
        let letters = self.letters.get_or_init(|| {
            let spellings = |index: u16| self.spellings(LevelId(index)).map(Letters::of);
            let all = (0u16..).zip(&self.entries);
            all.map(|(index, _)| spellings(index).fold(Letters::default(), Letters::and)).collect()
        });
        let own = Letters::of(text);
        self.of_level(level).filter(move |id| letters[usize::from(id.0)].may_hold(own))
    }

    /// The level-1 entries under which a level-2 entry belongs.
    pub(crate) fn parents(&self, id: LevelId) -> &[LevelId] {
        &self.parents[usize::from(id.0)]
    }

    /// Name and aliases of an entry, as [`Levels::text`] would give them.
    pub(crate) fn spellings(&self, id: LevelId) -> impl Iterator<Item = &str> {
        let entry = &self.entries[usize::from(id.0)];
        std::iter::once(&entry.name)
            .chain(&entry.aliases)
            .chain(&entry.also_names)
            .map(String::as_str)
    }
}

impl PatternFile for Levels {
    const BUILTIN: Builtin = builtin!("levels");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let affixes = Affixes { suffix: raw.suffix, points: raw.points };
        let entries = raw.level;
        let mut by_key = [HashMap::default(), HashMap::default()];
        for (index, entry) in (0u16..).zip(&entries) {
            if !matches!(entry.level, 1 | 2) {
                return Err(words!(
                    en: "{}: expected level 1 or 2, but found {}",
                    zh: "{}：level 应为 1 或 2，实为 {}",
                    entry.id,
                    entry.level
                ));
            }
            for name in std::iter::once(&entry.name).chain(&entry.aliases).chain(&entry.also_names)
            {
                let text = affixes.text(name);
                let stem = affixes.stem(&text).to_owned();
                if let Some(other) =
                    by_key[usize::from(entry.level) - 1].insert(stem, LevelId(index))
                    && other != LevelId(index)
                {
                    return Err(words!(
                        en: "expected {name} once on level {}, but found it twice",
                        zh: "“{name}”在 level {} 中出现两次，只应有一次",
                        entry.level
                    ));
                }
            }
        }
        let find = |wanted: &String, of: &str| {
            let found = (0u16..).zip(&entries).find(|(_, e)| e.level == 1 && e.id == *wanted);
            found.map(|(index, _)| LevelId(index)).ok_or_else(|| {
                words!(
                    en: "{of}: expected the id of a level-1 entry as parent, but found {wanted}",
                    zh: "{of}：parents 应为一级指标词条的 id，实为“{wanted}”"
                )
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
            affixes,
            bare: OnceLock::new(),
            letters: OnceLock::new(),
        })
    }

    fn lint(&self) -> Vec<Words> {
        let mut problems = Vec::new();
        for (index, entry) in (0u16..).zip(&self.entries) {
            let is = |cell: &str| self.exact(entry.level, cell) == Some(LevelId(index));
            problems.extend(lint::prove(entry, is));
        }
        for entry in &self.affixes.suffix {
            let is = |cell: &str| entry.words.iter().any(|word| cell.ends_with(word));
            problems.extend(lint::prove(entry, is));
        }
        for entry in &self.affixes.points {
            let is = |cell: &str| self.text(cell).len() < fold::key(cell).len();
            problems.extend(lint::prove(entry, is));
        }
        problems
    }
}
