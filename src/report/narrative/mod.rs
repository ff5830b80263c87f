//! What the sentences of a report state that an auditor compares with the rest.

mod group;
mod listed;

use crate::location::At;
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
    // Digits of the spending, or of the score, are told as such and not twice.
    let told: Vec<_> = notes
        .iter()
        .filter(|note| matches!(&*note.code, "amount_damaged" | "score_damaged"))
        .filter_map(|note| start(note.at))
        .collect();
    let damaged = facts.damaged.into_iter();
    let damaged = damaged.filter(|(_, at)| start(*at).is_none_or(|start| !told.contains(&start)));
    notes.extend(damaged.map(|(raw, at)| {
        let message = words!(
            en: "the number {raw} in the text cannot be read; it is not among the quantities",
            zh: "正文中的数字 {raw} 残损，未作为数量读取"
        );
        Note::new("number_damaged", message, at)
    }));
    let known = |at: At| {
        let line = at.line();
        line.is_some()
            && notes.iter().any(|note| note.code == RUN_TOGETHER && note.at.line() == line)
    };
    let forms: Vec<At> = facts.run_together.into_iter().filter(|at| !known(*at)).collect();
    notes.extend(forms.into_iter().map(|at| {
        let message = words!(
            en: "the heads of a form stand here with nothing between them; the figures behind them are not among the quantities",
            zh: "此处为连写的表头，其后的数字未作为数量读取"
        );
        Note::new(RUN_TOGETHER, message, at)
    }));
    out.quantities = facts.quantities;
    out.shares = facts.shares;
    out.growth = facts.growth;
    out
}

/// The note of a form of which only the heads can be told.
const RUN_TOGETHER: &str = "table_flattened_unreadable";

/// Where something starts in a text.
fn start(at: At) -> Option<(u32, u32)> {
    Some((at.line()?, at.chars()?[0]))
}
