//! `patterns/columns.toml`: what a header cell says its column holds.

use rustc_hash::FxHashMap as HashMap;
use rustc_hash::FxHashSet as HashSet;

use serde::Deserialize;

use super::builtin::{Builtin, builtin};
use super::entry::entry;
use super::{PatternFile, lint};
use crate::fold;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 绩效指标: a cell that spans all rows; holds no value.
    Group,
    /// 序号
    Number,
    /// 一级指标
    Level1,
    /// 二级指标
    Level2,
    /// 三级指标
    Name,
    /// 预期值
    Target,
    /// 调整后指标值
    TargetAdjusted,
    /// 实现值
    Actual,
    /// 指标性质: ≥, ≤, =, 定性
    Comparator,
    /// 计量单位
    Unit,
    /// 分值
    Weight,
    /// 得分
    Score,
    /// 完成率
    Rate,
    /// 得分系数
    Coefficient,
    /// 未能实现预期值的原因
    Reason,
    /// 是否核心指标
    Core,
    /// 评分标准
    Criterion,
    /// 备注
    Remark,
}

impl Role {
    /// Its name in the output.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Role::Group => "group",
            Role::Number => "number",
            Role::Level1 => "level1",
            Role::Level2 => "level2",
            Role::Name => "name",
            Role::Target => "target",
            Role::TargetAdjusted => "target_adjusted",
            Role::Actual => "actual",
            Role::Comparator => "comparator",
            Role::Unit => "unit",
            Role::Weight => "weight",
            Role::Score => "score",
            Role::Rate => "rate",
            Role::Coefficient => "coefficient",
            Role::Reason => "reason",
            Role::Core => "core",
            Role::Criterion => "criterion",
            Role::Remark => "remark",
        }
    }
}

/// Header cells to column roles.
#[derive(Debug)]
pub(crate) struct Columns {
    entries: Vec<Entry>,
    by_key: HashMap<String, Role>,
    /// The characters with which names start.
    firsts: HashSet<char>,
    /// Length in bytes of the longest key.
    longest: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    column: Vec<Entry>,
}

entry! {
    /// One role and its spellings.
    struct Entry: Role {
        /// Header cells, as [`header_key`]s are made from them.
        names: Vec<String>,
    }
}

/// The comparison key of a header cell: folded, without white space, without a
/// bracketed remark such as (A), (分) or (20分), without a final colon.
pub(crate) fn header_key(cell: &str) -> String {
    header_key_within(cell, usize::MAX).unwrap_or_default()
}

/// As [`header_key`], but `None` as soon as the key is longer than `most` bytes:
/// most cells and lines are no header cell, and long.
pub(crate) fn header_key_within(cell: &str, most: usize) -> Option<String> {
    let mut key = String::with_capacity(cell.len().min(most));
    let mut depth = 0u32;
    for c in fold::clean_key_chars(cell) {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ':' | '*' => {}
            c if depth == 0 && key.len() + c.len_utf8() > most => return None,
            c if depth == 0 => key.push(c),
            _ => {}
        }
    }
    Some(key)
}

impl Columns {
    /// Whether a text is a part of a name of the role, as a line of a wrapped
    /// cell is.
    pub(crate) fn is_part_of(&self, role: Role, text: &str) -> bool {
        let key = header_key(text);
        let entries = self.entries.iter().filter(|e| e.id == role);
        let mut names = entries.flat_map(|e| &e.names);
        !key.is_empty() && names.any(|n| n.contains(&key))
    }

    /// The role that a header cell names, if any.
    pub(crate) fn role(&self, cell: &str) -> Option<Role> {
        // Most lines asked about start with a character that no name does.
        let first = cell.chars().find(|c| !c.is_whitespace())?;
        let may_match = self.firsts.contains(&fold::fold_char(first)) || !fold::is_cjk(first);
        if !may_match {
            return None;
        }
        self.role_of_key(&header_key_within(cell, self.longest)?)
    }

    /// As [`Columns::role`], for a key that [`header_key`] has made.
    pub(crate) fn role_of_key(&self, key: &str) -> Option<Role> {
        self.by_key.get(key).copied()
    }
}

impl PatternFile for Columns {
    const BUILTIN: Builtin = builtin!("columns");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, String> {
        let mut by_key = HashMap::default();
        for entry in &raw.column {
            for name in &entry.names {
                if let Some(other) = by_key.insert(header_key(name), entry.id)
                    && other != entry.id
                {
                    return Err(format!(
                        "expected {name} under one role, but found it under {other:?} and {:?}",
                        entry.id
                    ));
                }
            }
        }
        let firsts = by_key.keys().filter_map(|key| key.chars().next());
        let firsts = firsts.collect();
        Ok(Columns {
            entries: raw.column,
            longest: by_key.keys().map(String::len).max().unwrap_or(0),
            by_key,
            firsts,
        })
    }

    fn lint(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for entry in &self.entries {
            let is = |cell: &str| self.role(cell) == Some(entry.id);
            problems.extend(lint::prove(entry, is));
        }
        problems
    }
}
