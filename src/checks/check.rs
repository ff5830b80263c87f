//! What a check is, and how a file becomes one.

use super::{Context, Judgement};
use crate::explained::explained;
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
    /// What it finds and why, in both languages.
    pub(super) text: &'static str,
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

impl Check {
    /// What is wrong when it finds something, for people: 总分不符.
    #[must_use]
    pub fn title(&self) -> Words {
        (self.title)()
    }
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
            text: include_str!(concat!($name, ".md")),
            judge: $crate::checks::check::Judge::$looks_at(judge),
        };
    };
    ($name:literal, $ids:expr, $severity:ident, en: $en:literal, zh: $zh:literal) => {
        check!($name, $ids, $severity, OfReport, en: $en, zh: $zh);
    };
}

explained!(Check);

pub(super) use check;
