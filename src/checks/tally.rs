//! The end that most checks have in common.

use super::Judgement;

/// What a check says of a report: everything it found, and what it could not evaluate;
/// where there is neither, the one pass that it has to tell.
pub(crate) fn close(
    mut found: Vec<Judgement>,
    open: impl IntoIterator<Item = Judgement>,
    pass: impl FnOnce() -> Option<Judgement>,
) -> Vec<Judgement> {
    let mut open = open.into_iter().peekable();
    if found.is_empty() && open.peek().is_none() {
        found.extend(pass());
    }
    found.extend(open);
    found
}
