//! What the sentences of a report state that an auditor compares with the rest.

mod group;
mod listed;

use crate::model::{Narrative, Note};
use crate::outline::Outline;
use crate::patterns::Patterns;
use crate::prose::{self, Facts, Prose};
use crate::table::FormRow;
use crate::words::words;

/// Problems and measures one by one, and what the figures and claims of the prose
/// say, all in reading order.
pub(crate) fn narrative(
    outline: &Outline,
    rows: &[FormRow],
    prose: &Prose<'_>,
    year: Option<i16>,
    patterns: &Patterns,
    notes: &mut Vec<Note>,
) -> Narrative {
    let (problems, measures) = listed::lists(outline, rows, patterns);
    let mut out = Narrative { problems, measures, ..Narrative::default() };
    let mut facts = Facts::default();
    for (index, paragraph) in prose.paragraphs.iter().enumerate() {
        let number = u32::try_from(index).unwrap_or(u32::MAX);
        facts.add(number, paragraph, year, patterns);
        out.lists.extend(prose::lists(&prose.paragraphs, index, patterns));
        out.claims.extend(prose::claims(paragraph, patterns));
        out.budget_changes.extend(prose::budget_changes(paragraph, patterns));
        out.all_met.extend(prose::all_met(paragraph, patterns));
    }
    out.indicator_counts = prose.counts(patterns).to_vec();
    notes.extend(facts.damaged.into_iter().map(|(raw, at)| {
        let message = words!(
            en: "the number {raw} in the text cannot be read; it is not among the quantities",
            zh: "正文中的数字 {raw} 残损，未作为数量读取"
        );
        Note::new("number_damaged", message, at)
    }));
    out.quantities = facts.quantities;
    out.shares = facts.shares;
    out.growth = facts.growth;
    out
}
