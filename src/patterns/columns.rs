//! `patterns/columns.toml`: what a header cell says its column holds.

use std::collections::HashMap;

use serde::Deserialize;

use super::PatternFile;
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

/// Header cells to column roles.
#[derive(Debug)]
pub(crate) struct Columns {
    entries: Vec<Entry>,
    by_key: HashMap<String, Role>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    column: Vec<Entry>,
}

/// One role and its spellings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Role,
    /// Header cells, as [`header_key`]s are made from them.
    names: Vec<String>,
    examples: Vec<String>,
    #[serde(default)]
    rejects: Vec<String>,
}

/// The comparison key of a header cell: folded, without white space, without a
/// bracketed remark such as (A), (分) or (20分), without a final colon.
pub(crate) fn header_key(cell: &str) -> String {
    let folded = fold::key(&fold::clean(cell));
    let mut key = String::with_capacity(folded.len());
    let mut depth = 0u32;
    for c in folded.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ':' | '*' => {}
            c if depth == 0 => key.push(c),
            _ => {}
        }
    }
    key
}

impl Columns {
    /// Whether a text starts or ends a name of the role, as a line of a cell
    /// that was wrapped does.
    pub(crate) fn is_part_of(&self, role: Role, text: &str) -> bool {
        let key = header_key(text);
        let entries = self.entries.iter().filter(|e| e.id == role);
        let mut names = entries.flat_map(|e| &e.names);
        !key.is_empty() && names.any(|n| n.starts_with(&key) || n.ends_with(&key))
    }

    /// The role that a header cell names, if any.
    pub(crate) fn role(&self, cell: &str) -> Option<Role> {
        self.role_of_key(&header_key(cell))
    }

    /// As [`Columns::role`], for a key that [`header_key`] has made.
    pub(crate) fn role_of_key(&self, key: &str) -> Option<Role> {
        self.by_key.get(key).copied()
    }
}

impl PatternFile for Columns {
    const FILE: &'static str = "columns.toml";
    const BUILTIN: &'static str = include_str!("../../patterns/columns.toml");
    type Raw = Raw;

    fn compile(raw: Raw) -> Result<Self, String> {
        let mut by_key = HashMap::new();
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
        Ok(Columns {
            entries: raw.column,
            by_key,
        })
    }

    fn lint(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for entry in &self.entries {
            for example in &entry.examples {
                if self.role(example) != Some(entry.id) {
                    problems.push(format!("{:?}: example {example} does not match", entry.id));
                }
            }
            for reject in &entry.rejects {
                if self.role(reject) == Some(entry.id) {
                    problems.push(format!("{:?}: reject {reject} matches", entry.id));
                }
            }
        }
        problems
    }
}
