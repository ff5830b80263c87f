//! What a check is, and how a file becomes one.

use super::{Context, Judgement};
use crate::explained::Explained;
use crate::model::Severity;

/// A check: its name, what it says of itself, and how it judges.
#[derive(Debug)]
pub struct Check {
    /// What is wrong when it finds something, `snake_case`.
    pub name: &'static str,
    /// Its ids in the literature of this project, such as `PTS-01`.
    pub ids: &'static [&'static str],
    /// How grave a finding is, unless it says otherwise itself.
    pub severity: Severity,
    /// What it finds and why, in both languages.
    pub(super) text: &'static str,
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
            text: include_str!(concat!($name, ".md")),
            judge,
        };
    };
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

    fn text(&self) -> &'static str {
        self.text
    }
}

pub(super) use check;
