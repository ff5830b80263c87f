//! What kind of document a report is.

use crate::form::Form;
use crate::model::{Fields, ReportKind, Text};
use crate::patterns::Patterns;

/// The kind that the title names, else that of the form.
pub(crate) fn kind(title: &Text, fields: &Fields, form: &Form, patterns: &Patterns) -> ReportKind {
    let printed = title.value.as_deref().unwrap_or_default();
    let named = patterns.kinds.of_title(printed, false);
    let known = (form.kind != ReportKind::Unknown).then_some(form.kind);
    let by_field = || patterns.kinds.of_title(printed, fields.project.is_some());
    named.or(known).or_else(by_field).unwrap_or(ReportKind::Unknown)
}
