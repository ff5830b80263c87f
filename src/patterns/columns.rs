//! `patterns/columns.toml`: what a header cell says its column holds.

mod key;
mod role;

use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::entry::entry;
use super::expression::{Expression, ExpressionEntry};
use super::lexicon::Lexicon;
use super::{PatternFile, lint};
use crate::fold;
use crate::words::{Words, words};

use key::without_letter;
pub(crate) use key::{header_key, header_key_within, may_be_head};
pub use role::Role;

/// Header cells to column roles.
#[derive(Debug)]
pub(crate) struct Columns {
    entries: Vec<Entry>,
    qualifiers: Vec<Qualifier>,
    by_key: Lexicon<Meaning>,
    /// Names that count only in the head of a table.
    in_heads: Lexicon<Meaning>,
    /// Names that count only behind the column of names.
    behind: Lexicon<Role>,
    shapes: Vec<Expression<Role>>,
    /// Words of which one stands in whatever has one of these shapes.
    shaped: Option<Lexicon>,
    /// Words of qualifiers, and their patterns.
    words: Lexicon<Of>,
    spans: Vec<Expression<Of>>,
    /// Length in bytes of the longest key.
    longest: usize,
}

/// Of which period, or by whom, the values of a column are. Of two that a head names,
/// the later here counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Of {
    /// The head does not say.
    #[default]
    Plain,
    /// 全年, 本年
    Year,
    /// 自评
    Office,
    /// 年初
    Initial,
    /// 调整后
    Adjusted,
    /// 复核, 第三方
    Review,
    /// 实施期, 总体
    Period,
    /// 上半年, 1-7月
    Part,
    /// 预计
    Forecast,
    /// 上年
    Previous,
}

/// What a head says of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub(crate) role: Role,
    pub(crate) of: Of,
    /// The place of the name among those of its role: of several names in one head,
    /// the first is meant first.
    pub(crate) rank: u16,
    /// Whether the name tells a head by itself, wherever it stands.
    pub(crate) strong: bool,
    /// Whether the name is used of a target as of an actual value.
    pub(crate) either: bool,
    /// Whether the name gives way to another of its role in one head.
    pub(crate) yields: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    column: Vec<Entry>,
    qualifier: Vec<Qualifier>,
    shape: Vec<ExpressionEntry<Role>>,
    span: Vec<ExpressionEntry<Of>>,
}

entry! {
    /// One role and its spellings.
    struct Entry: Role {
        /// Header cells, as [`header_key`]s are made from them.
        #[serde(default)]
        names: Vec<String>,
        /// Names that count only beside others in the head of a table.
        #[serde(default)]
        in_heads: Vec<String>,
        /// Names of targets under which an actual value stands where another column is the
        /// target and none the actual value.
        #[serde(default)]
        either: Vec<String>,
        /// Names that give way to another of the role, as `in_heads` do.
        #[serde(default)]
        yields: Vec<String>,
        /// Names that say the role only behind the column of names.
        #[serde(default)]
        behind: Vec<String>,
    }
}

entry! {
    /// Words at the start or the end of a head, or a head under another.
    struct Qualifier: Of {
        #[serde(default)]
        words: Vec<String>,
    }
}

/// At most so many qualifiers stand in one head: 全年预计完成情况 has two.
const MOST_QUALIFIERS: usize = 3;

impl Columns {
    /// Whether a text is a part of a name of the role, as a line of a wrapped
    /// cell is.
    pub(crate) fn is_part_of(&self, role: Role, text: &str) -> bool {
        let key = header_key(text);
        let entries = self.entries.iter().filter(|e| e.id == role);
        let mut names = entries.flat_map(|e| &e.names);
        !key.is_empty() && names.any(|n| n.contains(&key))
    }

    /// The role that a header cell names wherever it stands, if any.
    pub(crate) fn role(&self, cell: &str) -> Option<Role> {
        if !self.may_name(cell) {
            return None;
        }
        let key = header_key_within(cell, self.longest)?;
        self.by_key.get(&key).map(|meaning| meaning.role)
    }

    /// The role of a header cell among others, told by the words of its period as well.
    pub(crate) fn in_head(&self, cell: &str) -> Option<Role> {
        self.role(cell).or_else(|| Some(self.meaning(&header_key(cell))?.role))
    }

    /// The columns that the first words of a text name, white space or nothing between them.
    pub(crate) fn leading(&self, text: &str) -> Vec<Role> {
        /// Longest head, in characters.
        const LONGEST: usize = 16;
        let mut found = Vec::new();
        let mut rest = text.trim_start();
        loop {
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
            let ends: Vec<usize> = ends.collect();
            let head = ends.into_iter().rev().find_map(|end| {
                let (head, after) = rest.split_at_checked(end)?;
                Some((self.role(head)?, after))
            });
            let Some((role, after)) = head else { return found };
            found.push(role);
            rest = after.trim_start();
        }
    }

    /// Whether a cell, or one that starts with it, may name a role: most cells and lines start
    /// as no name does.
    pub(crate) fn may_name(&self, cell: &str) -> bool {
        may_be_head(cell, &self.by_key)
    }

    /// Whether a name may start with a character: with that of most texts asked about none does.
    pub(crate) fn may_start(&self, first: char) -> bool {
        !fold::is_cjk(first) || self.by_key.may_start_with(fold::fold_char(first))
    }

    /// What a key, made by [`header_key`], means in the head of a table: as it stands,
    /// or after the words that tell the period or whose value it is.
    pub(crate) fn meaning(&self, key: &str) -> Option<Meaning> {
        self.named(key).or_else(|| self.named(without_letter(key)?))
    }

    fn named(&self, key: &str) -> Option<Meaning> {
        if let Some(exact) = self.exact(key) {
            return Some(Meaning { of: exact.of.max(self.said(key)), ..exact });
        }
        let (mut rest, mut of) = (key, Of::Plain);
        for _ in 0..MOST_QUALIFIERS {
            let (shorter, said) = self.without_qualifier(rest)?;
            (rest, of) = (shorter, of.max(said));
            if let Some(exact) = self.exact(rest) {
                return Some(Meaning { of: exact.of.max(of), ..exact });
            }
        }
        None
    }

    /// All spellings, each with its role.
    #[cfg(feature = "cli")]
    pub(crate) fn names(&self) -> impl Iterator<Item = (&str, Role)> {
        self.entries.iter().flat_map(|entry| {
            let names = entry.names.iter().chain(&entry.in_heads);
            names.map(|name| (name.as_str(), entry.id))
        })
    }

    /// Whether a key is a name that tells a head by itself.
    pub(crate) fn lists(&self, key: &str) -> bool {
        self.by_key.has(key)
    }

    fn exact(&self, key: &str) -> Option<Meaning> {
        let found = self.by_key.get(key).or_else(|| self.in_heads.get(key)).copied();
        found.or_else(|| {
            // Most heads have none of the words that any shape asks for.
            let may = self.shaped.as_ref().is_none_or(|words| words.is_in(key));
            let shape = self.shapes.iter().filter(|_| may).find(|shape| shape.is_match(key))?;
            Some(Meaning {
                role: *shape.id(),
                of: Of::Plain,
                rank: u16::MAX,
                strong: false,
                either: false,
                yields: true,
            })
        })
    }

    /// What a head that is that of all labels (绩效目标) says behind the column of names.
    pub(crate) fn behind_names(&self, key: &str) -> Option<Meaning> {
        let role = *self.behind.get(key)?;
        let of = Of::Plain;
        Some(Meaning { role, of, rank: u16::MAX, strong: false, either: false, yields: true })
    }

    /// What a head that is nothing but such words tells of the period or of whose
    /// value it is (全年, under 实际完成值).
    pub(crate) fn qualifier(&self, key: &str) -> Option<Of> {
        let (mut rest, mut of) = (key, Of::Plain);
        if rest.is_empty() {
            return None;
        }
        while !rest.is_empty() {
            let (shorter, said) = self.without_qualifier(rest)?;
            (rest, of) = (shorter, of.max(said));
        }
        Some(of)
    }

    /// What the words at the start and the end of a known name tell.
    fn said(&self, key: &str) -> Of {
        let (mut rest, mut of) = (key, Of::Plain);
        for _ in 0..MOST_QUALIFIERS {
            let Some((shorter, said)) = self.without_qualifier(rest) else { break };
            (rest, of) = (shorter, of.max(said));
        }
        of
    }

    fn without_qualifier<'k>(&self, key: &'k str) -> Option<(&'k str, Of)> {
        if let Some((length, &of)) = self.words.at_start(key) {
            return Some((&key[length..], of));
        }
        let found = |span: &Expression<Of>| {
            let said = span.captures(key)?.whole()?;
            Some((&key[said.end()..], *span.id()))
        };
        if let Some(found) = self.spans.iter().find_map(found) {
            return Some(found);
        }
        let (length, &of) = self.words.at_end(key)?;
        Some((&key[..key.len() - length], of))
    }
}

impl PatternFile for Columns {
    const BUILTIN: Builtin = builtin!("columns");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let (mut by_key, mut in_heads) = (Vec::new(), Vec::new());
        let behind = |entry: &Entry| {
            let id = entry.id;
            entry.behind.iter().map(move |name| (header_key(name), id)).collect::<Vec<_>>()
        };
        let behind: Vec<_> = raw.column.iter().flat_map(behind).collect();
        for entry in &raw.column {
            let all = entry.names.iter().chain(&entry.in_heads);
            for (rank, name) in (0u16..).zip(all) {
                let strong = usize::from(rank) < entry.names.len();
                let either = entry.either.contains(name);
                let yields = !strong || either || entry.yields.contains(name);
                let (role, of) = (entry.id, Of::Plain);
                let meaning = Meaning { role, of, rank, strong, either, yields };
                let into = if strong { &mut by_key } else { &mut in_heads };
                into.push((header_key(name), meaning));
            }
        }
        let mut words = Vec::new();
        for entry in &raw.qualifier {
            words.extend(entry.words.iter().map(|word| (fold::key(word), entry.id)));
        }
        let shapes = Expression::all(raw.shape);
        let by_key = Lexicon::meaning(by_key);
        Ok(Columns {
            entries: raw.column,
            qualifiers: raw.qualifier,
            longest: by_key.longest(),
            by_key,
            in_heads: Lexicon::meaning(in_heads),
            behind: Lexicon::meaning(behind),
            shaped: Expression::needed_by(&shapes),
            shapes,
            words: Lexicon::meaning(words),
            spans: Expression::all(raw.span),
        })
    }

    fn prove(&self) -> Result<(), Words> {
        let mut roles: HashMap<String, Role> = HashMap::default();
        for entry in &self.entries {
            for name in entry.names.iter().chain(&entry.in_heads) {
                let other = roles.insert(header_key(name), entry.id);
                if let Some(other) = other.filter(|other| *other != entry.id) {
                    return Err(words!(
                        en: "expected {name} under one role, but found it under {other:?} and {:?}",
                        zh: "“{name}”只应属于一种列，却列在 {other:?} 和 {:?} 之下",
                        entry.id
                    ));
                }
            }
        }
        Expression::prove(&self.shapes)?;
        Expression::prove(&self.spans)
    }

    fn lint(&self) -> Vec<Words> {
        let mut problems = Vec::new();
        for entry in &self.entries {
            let is = |cell: &str| {
                self.meaning(&header_key(cell)).is_some_and(|meaning| meaning.role == entry.id)
            };
            problems.extend(lint::prove(entry, is));
        }
        for entry in &self.qualifiers {
            let is = |cell: &str| {
                let key = header_key(cell);
                let alone = self.qualifier(&key);
                alone.or_else(|| self.meaning(&key).map(|m| m.of)) == Some(entry.id)
            };
            problems.extend(lint::prove(entry, is));
        }
        problems.extend(self.shapes.iter().flat_map(|shape| shape.lint(header_key)));
        problems.extend(self.spans.iter().flat_map(|span| span.lint(header_key)));
        problems
    }
}
