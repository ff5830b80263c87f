//! Reports on single projects that stand behind a department's own in one file.

use super::Outline;
use crate::model::ReportKind;
use crate::patterns::Patterns;

impl Outline {
    /// How many of the first sections are the report's own: where it is on a department, it ends
    /// with the title of a report on a project, which an annex is.
    pub(crate) fn own_sections(&self, patterns: &Patterns) -> usize {
        let kind = |title: &str| patterns.kinds.of_title(title, false);
        let own = self.title.as_ref().and_then(|title| kind(&title.text));
        let of_department =
            matches!(own, Some(ReportKind::DepartmentSelfReport | ReportKind::DepartmentSelfTable));
        let annexed = self.sections.iter().position(|section| {
            let project = |title| {
                matches!(
                    kind(title),
                    Some(ReportKind::ProjectSelfReport | ReportKind::ProjectSelfTable)
                )
            };
            of_department
                && section.number.is_none()
                && patterns.kinds.is_title(&section.title)
                && project(&section.title)
        });
        annexed.unwrap_or(self.sections.len())
    }
}
