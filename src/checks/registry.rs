//! The list of checks. A check is one file; one line in its group's `CHECKS`
//! makes it known here.

use super::{
    Context, Judgement, budget, counts, dates, document, narrative, points, rates, sums, targets,
};
use crate::explained::Explained;
use crate::model::{Finding, Severity};
use crate::words::Words;

/// A check: its name, what it says of itself, and how it judges.
#[derive(Debug)]
pub struct Check {
    /// What is wrong when it finds something, `snake_case`.
    pub name: &'static str,
    /// What is wrong, for people (总分不符).
    pub(super) title: fn() -> Words,
    /// Its ids in the literature of this project, such as `PTS-01`.
    pub ids: &'static [&'static str],
    /// How grave a finding is, unless it says otherwise itself.
    pub severity: Severity,
    /// The source file, whose head documents the check in both languages.
    pub(super) source: &'static str,
    pub(super) judge: Judge,
}

/// What a check looks at.
#[derive(Debug, Clone, Copy)]
pub(super) enum Judge {
    /// A report.
    OfReport(fn(&Context<'_>) -> Vec<Judgement>),
    /// What the other checks found.
    OfFindings(fn(&[Finding]) -> Vec<Judgement>),
}

/// The [`Check`] that a file holds: its name is the file's, its judge the function
/// `judge` in it.
macro_rules! check {
    (
        $name:literal,
        $ids:expr,
        $severity:ident,
        $looks_at:ident,
        en: $en:literal,
        zh: $zh:literal
    ) => {
        pub(super) const CHECK: $crate::checks::Check = $crate::checks::Check {
            name: $name,
            title: || $crate::words::words!(en: $en, zh: $zh),
            ids: &$ids,
            severity: $crate::model::Severity::$severity,
            source: include_str!(concat!($name, ".rs")),
            judge: $crate::checks::registry::Judge::$looks_at(judge),
        };
    };
    ($name:literal, $ids:expr, $severity:ident, en: $en:literal, zh: $zh:literal) => {
        check!($name, $ids, $severity, OfReport, en: $en, zh: $zh);
    };
}

pub(super) use check;

/// The groups, in the order in which their outcomes are listed.
const GROUPS: &[&[Check]] = &[
    sums::CHECKS,
    budget::CHECKS,
    counts::CHECKS,
    narrative::CHECKS,
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

impl Check {
    /// What is wrong when it finds something, for people: 总分不符.
    #[must_use]
    pub fn title(&self) -> Words {
        (self.title)()
    }
}

impl Explained for Check {
    fn name(&self) -> &'static str {
        self.name
    }

    fn ids(&self) -> &'static [&'static str] {
        self.ids
    }

    fn severity(&self) -> Severity {
        self.severity
    }

    fn source(&self) -> &'static str {
        self.source
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explained;
    use std::collections::BTreeSet;

    #[test]
    fn every_check_explains_itself_in_both_languages() {
        all().for_each(explained::assert_whole);
    }

    #[test]
    fn names_are_unique() {
        let names: BTreeSet<_> = all().map(|check| check.name).collect();
        assert_eq!(names.len(), all().count());
    }
}
