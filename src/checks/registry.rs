//! The list of checks. A check is one file; one line in its group's `CHECKS`
//! makes it known here.

use super::{Context, Judgement, budget, dates, document, points, rates, targets};
use crate::model::Severity;
use crate::words::Words;

/// A check: its name, what it says of itself, and how it judges.
#[derive(Debug)]
pub struct Check {
    /// What is wrong when it finds something, `snake_case`.
    pub name: &'static str,
    /// Its ids in the literature of this project, such as `PTS-01`.
    pub ids: &'static [&'static str],
    /// How grave a finding is, unless it says otherwise itself.
    pub severity: Severity,
    /// The source file, whose head documents the check in both languages.
    pub(super) source: &'static str,
    pub(super) judge: fn(&Context<'_>) -> Vec<Judgement>,
}

/// The [`Check`] that a file holds: its name is the file's, its judge the function
/// `judge` in it.
macro_rules! check {
    ($name:literal, $ids:expr, $severity:ident) => {
        pub(super) const CHECK: $crate::checks::Check = $crate::checks::Check {
            name: $name,
            ids: &$ids,
            severity: $crate::model::Severity::$severity,
            source: include_str!(concat!($name, ".rs")),
            judge,
        };
    };
}

pub(super) use check;

/// The groups, in the order in which their outcomes are listed.
const GROUPS: &[&[Check]] = &[
    budget::CHECKS,
    points::CHECKS,
    rates::CHECKS,
    targets::CHECKS,
    document::CHECKS,
    dates::CHECKS,
    document::LAST,
];

/// All checks.
pub fn all() -> impl Iterator<Item = &'static Check> {
    GROUPS.iter().copied().flatten()
}

/// The check with a name or an id. Several checks may share an id.
pub fn find(name: &str) -> impl Iterator<Item = &'static Check> {
    all().filter(move |check| {
        check.name == name || check.ids.iter().any(|id| id.eq_ignore_ascii_case(name))
    })
}

/// The line of a head that parts the English from the Chinese half.
const BETWEEN: &str = "---";

impl Check {
    /// What it finds, why it matters, its known limits and its basis: the head of
    /// its source file.
    #[must_use]
    pub fn explanation(&self) -> Words {
        let head = self
            .source
            .lines()
            .map_while(|line| line.strip_prefix("//!"));
        let lines: Vec<&str> = head.map(|l| l.strip_prefix(' ').unwrap_or(l)).collect();
        let mut halves = lines.split(|line| *line == BETWEEN);
        let mut half = || {
            halves
                .next()
                .unwrap_or_default()
                .join("\n")
                .trim()
                .to_owned()
        };
        Words {
            en: half(),
            zh: half(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_check_explains_itself_in_both_languages() {
        let english = [
            "## What it finds",
            "## Why it matters",
            "## Known limits",
            "## Basis",
        ];
        let chinese = ["## 查什么", "## 为什么重要", "## 局限", "## 依据"];
        for check in all() {
            let said = check.explanation();
            for (half, heads) in [(&said.en, english), (&said.zh, chinese)] {
                let found: Vec<&str> = half.lines().filter(|l| l.starts_with("## ")).collect();
                assert_eq!(found, heads, "{}", check.name);
            }
        }
    }

    #[test]
    fn names_are_unique() {
        let names: BTreeSet<_> = all().map(|check| check.name).collect();
        assert_eq!(names.len(), all().count());
    }
}
