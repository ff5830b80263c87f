//! The list of checks. A check is one file; one line in its group's `CHECKS`
//! makes it known here.

use super::check::Check;
use super::{budget, counts, dates, document, narrative, points, rates, sums, targets};

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
