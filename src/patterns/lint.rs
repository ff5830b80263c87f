//! How the entries of a pattern file are proven, in one wording for all.

use std::collections::BTreeSet;
use std::fmt::Display;

use super::entry::Proven;
use crate::words::{Words, words};

/// What is wrong with an entry, a line each; see [`check`].
pub(crate) fn prove(entry: &impl Proven, matches: impl Fn(&str) -> bool) -> Vec<Words> {
    check(entry.id(), entry.examples(), entry.rejects(), matches)
}

/// What is wrong with what proves an entry, a line each: no example, an example that does
/// not match, a reject that does.
pub(crate) fn check(
    id: impl Display,
    examples: &[String],
    rejects: &[String],
    matches: impl Fn(&str) -> bool,
) -> Vec<Words> {
    let mut problems = Vec::new();
    if examples.is_empty() {
        problems.push(words!(en: "{id}: expected an example, but found none", zh: "{id}：缺少示例（examples）"));
    }
    let missed = examples.iter().filter(|text| !matches(text));
    problems.extend(missed.map(
        |text| words!(en: "{id}: example {text} does not match", zh: "{id}：示例“{text}”不相符"),
    ));
    let taken = rejects.iter().filter(|text| matches(text));
    problems.extend(
        taken.map(|text| words!(en: "{id}: reject {text} matches", zh: "{id}：反例“{text}”却相符")),
    );
    problems
}

/// Entries whose `id` is given twice, a line each.
pub(crate) fn repeated_ids<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<Words> {
    let mut seen = BTreeSet::new();
    ids.into_iter()
        .filter(|id| !seen.insert(*id))
        .map(|id| words!(en: "{id}: expected one entry of this id, but found two", zh: "{id}：这个 id 有两个词条，只应有一个"))
        .collect()
}
