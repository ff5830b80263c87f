//! What several commands let a person choose in the same way.

use crate::model::Severity;

/// The least severity that is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Least {
    /// Everything（全部）
    #[default]
    Info,
    /// Low and above（低及以上）
    Low,
    /// Medium and above（中及以上）
    Medium,
    /// High alone（仅高）
    High,
}

impl Least {
    pub(super) fn severity(self) -> Severity {
        match self {
            Least::Info => Severity::Info,
            Least::Low => Severity::Low,
            Least::Medium => Severity::Medium,
            Least::High => Severity::High,
        }
    }
}

/// What was named, each once, in the order in which it was named first.
pub(super) fn each_once<T: Copy + PartialEq>(named: &[T]) -> Vec<T> {
    let mut once = Vec::new();
    for one in named {
        if !once.contains(one) {
            once.push(*one);
        }
    }
    once
}
