//! What is to be known of a checked report beside its findings.

use crate::fold;
use crate::model::{Program, Report, ReportKind, Text};
use crate::words::Language;

use super::words;

/// The report that findings are of.
#[derive(Debug, Clone)]
pub(in crate::render) struct Head {
    /// Its file, as the run names it.
    pub(in crate::render) name: String,
    pub(in crate::render) sha256: String,
    pub(in crate::render) form: String,
    pub(in crate::render) kind: ReportKind,
    pub(in crate::render) department: Option<String>,
    pub(in crate::render) project: Option<String>,
    pub(in crate::render) fiscal_year: Option<i16>,
    pub(in crate::render) title: Option<String>,
    pub(in crate::render) score: Option<String>,
    pub(in crate::render) grade: Option<String>,
    pub(in crate::render) indicators: usize,
    pub(in crate::render) program: Option<Program>,
}

impl Head {
    pub(super) fn of(name: &str, report: &Report) -> Self {
        let value = |text: &Option<Text>| text.as_ref().and_then(|text| text.value.clone());
        Self {
            name: name.to_owned(),
            sha256: report.source.sha256.clone(),
            form: report.form.id.clone(),
            kind: report.kind,
            department: value(&report.fields.department),
            project: value(&report.fields.project),
            fiscal_year: report.fiscal_year.value,
            title: report.title.value.clone(),
            score: report.conclusion.score.as_ref().map(|score| score.value.to_string()),
            grade: value(&report.conclusion.grade),
            indicators: report.indicators.len(),
            program: report.program.clone(),
        }
    }

    /// Department, project, year and title, as far as they are known.
    pub(super) fn about(&self, language: Language) -> String {
        let year = self.fiscal_year.map(words::fiscal_year);
        let year = year.map(|year| year.in_language(language).to_owned());
        let parts = [self.department.clone(), self.project.clone(), year, self.title.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// What tells it from other reports, however its file is called; the name of the file
    /// where it says nothing of itself.
    pub(super) fn identity(&self) -> String {
        let part = |text: &Option<String>| text.as_deref().map(fold::key).unwrap_or_default();
        let names = [part(&self.department), part(&self.project)];
        if names.iter().all(String::is_empty) {
            return self.name.rsplit('/').next().unwrap_or_default().to_owned();
        }
        let year = self.fiscal_year.map(|year| year.to_string()).unwrap_or_default();
        [&names.join("\t"), &year, self.kind.term().code].map(|part| part.to_string()).join("\t")
    }
}
