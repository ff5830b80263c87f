//! The checks that were asked for.

use std::collections::BTreeSet;

use crate::checks;
use crate::cli::explain;
use crate::cli::failure::Failure;

pub(super) struct Selection {
    /// All of them, if none was named.
    only: Option<BTreeSet<&'static str>>,
    skip: BTreeSet<&'static str>,
}

impl Selection {
    pub(super) fn new(only: &[String], skip: &[String]) -> Result<Self, Failure> {
        let only = match only {
            [] => None,
            named => Some(names(named)?),
        };
        Ok(Self { only, skip: names(skip)? })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(name)) && !self.skip.contains(name)
    }
}

/// The names of checks that are named by name or id.
fn names(named: &[String]) -> Result<BTreeSet<&'static str>, Failure> {
    let mut all = BTreeSet::new();
    for name in named {
        let mut found = checks::find(name).map(|check| check.name).peekable();
        if found.peek().is_none() {
            return Err(explain::unknown_check(name));
        }
        all.extend(found);
    }
    Ok(all)
}
