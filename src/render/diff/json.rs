//! The comparison as JSON: the shape of [`crate::diff::Diff`] as it is.

use std::borrow::Cow;

use super::is_listed;
use crate::diff::Diff;
use crate::model::Severity;
use crate::visible;

/// The JSON of a comparison, indented. Changes below `min_severity` are left out of
/// `changes`; `summary` counts them all the same.
///
/// # Errors
/// None in practice: every part of a comparison can be written as JSON.
pub fn json(diff: &Diff, min_severity: Severity) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec_pretty(&*listed(diff, min_severity)).map(visible::json)
}

/// The same on one line, without the line feed.
///
/// # Errors
/// None in practice, as above.
pub fn json_line(diff: &Diff, min_severity: Severity) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&*listed(diff, min_severity)).map(visible::json)
}

fn listed(diff: &Diff, min_severity: Severity) -> Cow<'_, Diff> {
    if diff.changes.iter().all(|change| is_listed(change, min_severity)) {
        return Cow::Borrowed(diff);
    }
    let mut listed = diff.clone();
    listed.changes.retain(|change| is_listed(change, min_severity));
    Cow::Owned(listed)
}
