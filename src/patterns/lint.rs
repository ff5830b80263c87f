//! How the entries of a pattern file are proven, in one wording for all.

use std::collections::BTreeSet;
use std::fmt::Display;

use super::entry::Proven;

/// What is wrong with an entry, a line each; see [`check`].
pub(crate) fn prove(entry: &impl Proven, matches: impl Fn(&str) -> bool) -> Vec<String> {
    check(entry.id(), entry.examples(), entry.rejects(), matches)
}

/// What is wrong with what proves an entry, a line each: no example, an example that does
/// not match, a reject that does.
pub(crate) fn check(
    id: impl Display,
    examples: &[String],
    rejects: &[String],
    matches: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut problems = Vec::new();
    if examples.is_empty() {
        problems.push(format!("{id}: expected an example, but found none"));
    }
    let missed = examples.iter().filter(|text| !matches(text));
    problems.extend(missed.map(|text| format!("{id}: example {text} does not match")));
    let taken = rejects.iter().filter(|text| matches(text));
    problems.extend(taken.map(|text| format!("{id}: reject {text} matches")));
    problems
}

/// Entries whose `id` is given twice, a line each.
pub(crate) fn repeated_ids<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    ids.into_iter()
        .filter(|id| !seen.insert(*id))
        .map(|id| format!("{id}: expected one entry of this id, but found two"))
        .collect()
}
