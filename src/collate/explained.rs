//! What the outcomes of a collation say of themselves.

use super::model::Outcome;
use crate::explained::Explained;
use crate::model::Severity;

/// An outcome with its name and its text.
#[derive(Debug)]
pub struct OutcomeKind {
    /// The outcome.
    pub outcome: Outcome,
    name: &'static str,
    severity: Severity,
    text: &'static str,
}

const KINDS: [OutcomeKind; 5] = [
    OutcomeKind {
        outcome: Outcome::Restored,
        name: "witness_restored",
        severity: Severity::Info,
        text: include_str!("outcomes/restored.md"),
    },
    OutcomeKind {
        outcome: Outcome::Offered,
        name: "witness_reading_offered",
        severity: Severity::Low,
        text: include_str!("outcomes/offered.md"),
    },
    OutcomeKind {
        outcome: Outcome::Left,
        name: "witness_reads_nothing",
        severity: Severity::Low,
        text: include_str!("outcomes/left.md"),
    },
    OutcomeKind {
        outcome: Outcome::Doubted,
        name: "witnesses_agree_otherwise",
        severity: Severity::Medium,
        text: include_str!("outcomes/doubted.md"),
    },
    OutcomeKind {
        outcome: Outcome::Kept,
        name: "witness_reads_otherwise",
        severity: Severity::Info,
        text: include_str!("outcomes/kept.md"),
    },
];

/// All outcomes of a collation.
#[must_use]
pub fn kinds() -> &'static [OutcomeKind] {
    &KINDS
}

impl Explained for OutcomeKind {
    fn name(&self) -> &'static str {
        self.name
    }

    fn ids(&self) -> &'static [&'static str] {
        &[]
    }

    fn severity(&self) -> Severity {
        self.severity
    }

    fn text(&self) -> &'static str {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_explains_itself_in_both_languages() {
        assert_eq!(kinds().len(), Outcome::TERMS.len());
        kinds().iter().for_each(crate::explained::assert_whole);
    }
}
