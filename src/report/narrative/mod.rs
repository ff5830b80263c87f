//! What the sentences of a report state that an auditor compares with the rest.

mod claims;
mod counts;
mod facts;
mod group;
mod listed;
mod quantities;
mod tasks;

use crate::model::Narrative;
use crate::outline::Outline;
use crate::patterns::Patterns;
use crate::report::prose::Prose;
use crate::table::FormRow;

/// Problems and measures one by one, and what the figures and claims of the prose
/// say, all in reading order.
pub(crate) fn narrative(
    outline: &Outline,
    rows: &[FormRow],
    prose: &[Prose<'_>],
    year: Option<i16>,
    patterns: &Patterns,
) -> Narrative {
    let (problems, measures) = listed::lists(outline, rows, patterns);
    let mut out = Narrative { problems, measures, ..Narrative::default() };
    let mut facts = facts::Facts::default();
    for (index, paragraph) in prose.iter().enumerate() {
        let number = u32::try_from(index).unwrap_or(u32::MAX);
        facts.add(number, paragraph, year, patterns);
        let counts = counts::counts(number, paragraph, patterns);
        out.indicator_counts.extend(counts);
        let next = prose.get(index + 1..).unwrap_or_default();
        out.lists.extend(tasks::lists(paragraph, next, patterns));
        out.claims.extend(claims::claims(paragraph, patterns));
        let changes = claims::budget_changes(paragraph, patterns);
        out.budget_changes.extend(changes);
    }
    out.quantities = facts.quantities;
    out.shares = facts.shares;
    out.growth = facts.growth;
    out
}
