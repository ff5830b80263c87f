//! What the sentences of a report state that an auditor compares with the rest.

mod group;
mod listed;

use crate::model::Narrative;
use crate::outline::Outline;
use crate::patterns::Patterns;
use crate::table::FormRow;

/// Problems and measures, one by one.
pub(crate) fn narrative(outline: &Outline, rows: &[FormRow], patterns: &Patterns) -> Narrative {
    let (problems, measures) = listed::lists(outline, rows, patterns);
    Narrative { problems, measures }
}
