//! `patterns/budget.toml`: the 预算执行情况 block of a form.

use std::borrow::Cow;

use rustc_hash::FxHashMap as HashMap;

use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::columns::{header_key, header_key_within, may_be_head};
use super::lexicon::Lexicon;
use super::{PatternFile, lint};
use crate::words::Words;

/// What a column of the block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BudgetColumn {
    /// 年初预算数
    Initial,
    /// 全年预算数
    Budget,
    /// 全年执行数
    Executed,
    /// 执行率
    Rate,
    /// 分值
    Weight,
    /// 得分
    Score,
    /// 原因
    Reason,
}

/// Columns, row labels and names of the block.
#[derive(Debug)]
pub(crate) struct BudgetBlock {
    columns: Vec<Entry<BudgetColumn>>,
    items: Vec<Entry<String>>,
    heads: Vec<Entry<String>>,
    prefixes: Vec<Entry<String>>,
    totals: Vec<Entry<Span>>,
    units: Vec<Entry<String>>,
    column_by_key: Lexicon<BudgetColumn>,
    /// Length in bytes of the longest name of a column, or of the block.
    longest: usize,
    item_by_key: HashMap<String, usize>,
    head_keys: Lexicon,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    column: Vec<Entry<BudgetColumn>>,
    item: Vec<Entry<String>>,
    head: Vec<Entry<String>>,
    prefix: Vec<Entry<String>>,
    total: Vec<Entry<Span>>,
    unit: Vec<Entry<String>>,
}

/// What time the money of a form of goals is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Span {
    /// The year of the form.
    Year,
    /// Several years.
    Period,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry<I> {
    id: I,
    names: Vec<String>,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    rejects: Vec<String>,
}

/// The comparison key of a row label: its prefix (其中), numbering and brackets
/// dropped.
fn item_key(label: &str, prefixes: &[Entry<String>]) -> String {
    let key = header_key(label);
    let numbered = |c: char| c.is_ascii_digit() || matches!(c, '.' | '、' | '-' | '·' | ',');
    let key = key.trim_start_matches(numbered);
    let key = strip_prefix(key, prefixes).unwrap_or(key);
    let key = key.trim_start_matches(numbered);
    key.trim_end_matches([':', '、']).to_owned()
}

fn strip_prefix<'t>(key: &'t str, prefixes: &[Entry<String>]) -> Option<&'t str> {
    let mut words = prefixes.iter().flat_map(|entry| &entry.names);
    words.find_map(|word| key.strip_prefix(word.as_str()))
}

impl BudgetBlock {
    /// The column that a header cell names.
    pub(crate) fn column(&self, cell: &str) -> Option<BudgetColumn> {
        if !may_be_head(cell, &self.column_by_key) {
            return None;
        }
        let key = header_key_within(cell, self.longest)?;
        self.column_by_key.get(&key).copied()
    }

    /// Whether a text, or the first words of it, may name the block or a column of it.
    pub(crate) fn may_open(&self, text: &str) -> bool {
        may_be_head(text, &self.head_keys) || may_be_head(text, &self.column_by_key)
    }

    /// The item that a row label names.
    pub(crate) fn item(&self, label: &str) -> Option<&str> {
        let index = *self.item_by_key.get(&item_key(label, &self.prefixes))?;
        Some(self.items[index].id.as_str())
    }

    /// Whether a label stands over all money of a form of goals, and for what time.
    pub(crate) fn total_for(&self, label: &str) -> Option<Span> {
        let key = item_key(label, &self.prefixes);
        let is = |entry: &&Entry<Span>| entry.names.contains(&key);
        self.totals.iter().find(is).map(|entry| entry.id)
    }

    /// Whether a word stands before a label and says nothing by itself: 其中.
    pub(crate) fn is_prefix(&self, word: &str) -> bool {
        !word.is_empty() && item_key(word, &self.prefixes).is_empty()
    }

    /// The unit of an amount that ends with a part of it: 50万.
    pub(crate) fn short_unit(&self, end: &str) -> Option<&str> {
        let is = |entry: &&Entry<String>| entry.names.iter().any(|name| name == end);
        self.units.iter().find(is).map(|entry| entry.id.as_str())
    }

    /// Whether a cell names the block itself.
    pub(crate) fn is_head(&self, cell: &str) -> bool {
        let has = |key: Cow<'_, str>| self.head_keys.has(&key);
        may_be_head(cell, &self.head_keys) && header_key_within(cell, self.longest).is_some_and(has)
    }
}

impl PatternFile for BudgetBlock {
    const BUILTIN: Builtin = builtin!("budget");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, Words> {
        let columns = raw.column.iter().rev();
        let columns = columns.flat_map(|e| e.names.iter().map(|name| (header_key(name), e.id)));
        let column_by_key = Lexicon::meaning(columns);
        let mut item_by_key = HashMap::default();
        for (index, entry) in raw.item.iter().enumerate() {
            item_by_key.extend(entry.names.iter().map(|name| (item_key(name, &raw.prefix), index)));
        }
        let heads = raw.head.iter().flat_map(|entry| &entry.names);
        let head_keys = Lexicon::meaning(heads.map(|name| (header_key(name), ())));
        Ok(BudgetBlock {
            columns: raw.column,
            items: raw.item,
            heads: raw.head,
            totals: raw.total,
            units: raw.unit,
            prefixes: raw.prefix,
            longest: column_by_key.longest().max(head_keys.longest()),
            column_by_key,
            item_by_key,
            head_keys,
        })
    }

    fn lint(&self) -> Vec<Words> {
        let mut problems = Vec::new();
        for e in &self.columns {
            let is = |cell: &str| self.column(cell) == Some(e.id);
            let id = format_args!("{:?}", e.id);
            problems.extend(lint::check(id, &e.examples, &e.rejects, is));
        }
        for e in &self.items {
            let is = |label: &str| self.item(label) == Some(&e.id);
            problems.extend(lint::check(&e.id, &e.examples, &e.rejects, is));
        }
        for e in &self.totals {
            let is = |label: &str| self.total_for(label) == Some(e.id);
            let id = format_args!("{:?}", e.id);
            problems.extend(lint::check(id, &e.examples, &e.rejects, is));
        }
        for e in &self.units {
            let is = |end: &str| self.short_unit(end).is_some();
            problems.extend(lint::check(&e.id, &e.examples, &e.rejects, is));
        }
        for e in &self.heads {
            let is = |cell: &str| self.is_head(cell);
            problems.extend(lint::check(&e.id, &e.examples, &e.rejects, is));
        }
        for e in &self.prefixes {
            let is = |label: &str| strip_prefix(label, &self.prefixes).is_some();
            problems.extend(lint::check(&e.id, &e.examples, &e.rejects, is));
        }
        problems
    }
}
