//! A report of a folder, as far as it is needed to find its partner.

use serde::Deserialize;

use crate::diff::pairing;
use crate::error::ExtractionError;
use crate::fold;
use crate::model::{Report, ReportKind, SCHEMA, Text};
use crate::patterns::Patterns;
use crate::words::{Words, words};

/// A report of a folder, as far as it is needed to find its partner.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// What tells it from other reports of its year.
    pub key: Key,
    /// 评价年度
    pub fiscal_year: Option<i16>,
    /// Name of the file that it was extracted from.
    pub source: String,
    /// SHA-256 of that file.
    pub sha256: String,
    /// The department as printed.
    pub department: Option<String>,
    /// The project as printed.
    pub project: Option<String>,
}

/// What tells a report from others of its year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Where the report belongs, if that is known: a folder, a region.
    pub region: Option<String>,
    /// The department, as it is compared.
    pub department: Option<String>,
    /// The code of the project.
    pub code: Option<String>,
    /// The name of the project, as it is compared.
    pub project: Option<String>,
    /// What kind of document.
    pub kind: ReportKind,
}

impl Key {
    /// Whether anything is known of it.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.department.is_some() || self.project.is_some() || self.code.is_some()
    }

    /// Region, department, project and a kind in one text.
    pub(super) fn by_name(&self, kind: ReportKind) -> Option<String> {
        if self.department.is_none() && self.project.is_none() {
            return None;
        }
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        Some(format!(
            "{}\t{}\t{}\t{kind:?}",
            part(&self.region),
            part(&self.department),
            part(&self.project)
        ))
    }
}

/// The head of an extraction; all else is passed over.
#[derive(Deserialize)]
struct Head {
    schema: String,
    source: Source,
    kind: ReportKind,
    fiscal_year: Year,
    #[serde(default)]
    fields: Fields,
}

#[derive(Deserialize)]
struct Source {
    name: String,
    sha256: String,
}

#[derive(Deserialize)]
struct Year {
    value: Option<i16>,
}

#[derive(Default, Deserialize)]
struct Fields {
    #[serde(default)]
    department: Option<Value>,
    #[serde(default)]
    project: Option<Value>,
    #[serde(default)]
    project_code: Option<Value>,
}

#[derive(Deserialize)]
struct Value {
    value: Option<String>,
}

impl Listed {
    /// The entry of a report.
    #[must_use]
    pub fn of(report: &Report, region: Option<&str>, patterns: &Patterns) -> Self {
        let text = |text: Option<&Text>| text.and_then(|text| text.value.clone());
        let fields = &report.fields;
        let head = Head {
            schema: SCHEMA.to_owned(),
            source: Source {
                name: report.source.name.clone(),
                sha256: report.source.sha256.clone(),
            },
            kind: report.kind,
            fiscal_year: Year { value: report.fiscal_year.value },
            fields: Fields::default(),
        };
        let values = [
            text(fields.department.as_ref()),
            text(fields.project.as_ref()),
            text(fields.more.get("project_code")),
        ];
        listed(head, values, region, patterns)
    }

    /// The entry of an extraction (JSON), of which only the head is read.
    ///
    /// # Errors
    /// [`ExtractionError`] if it is none.
    pub fn read(
        name: &str,
        bytes: &[u8],
        region: Option<&str>,
        patterns: &Patterns,
    ) -> Result<Self, ExtractionError> {
        let wrong = |problem: Words| ExtractionError { name: name.to_owned(), problem };
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut head: Head = serde_json::from_slice(bytes).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            wrong(words!(en: "{error}", zh: "第 {line} 行第 {column} 列与该格式不符的内容"))
        })?;
        if head.schema != SCHEMA {
            let schema = &head.schema;
            return Err(wrong(words!(en: "the schema {schema}", zh: "格式 {schema}")));
        }
        let fields = std::mem::take(&mut head.fields);
        let values = [fields.department, fields.project, fields.project_code];
        let values = values.map(|field| field.and_then(|field| field.value));
        Ok(listed(head, values, region, patterns))
    }
}

fn listed(
    head: Head,
    [department, project, code]: [Option<String>; 3],
    region: Option<&str>,
    patterns: &Patterns,
) -> Listed {
    let named = |name: String| (!name.is_empty()).then_some(name);
    let key = Key {
        region: region.map(fold::key).and_then(named),
        department: department
            .as_deref()
            .map(|name| patterns.pairing.department(name))
            .and_then(named),
        code: code.as_deref().map(fold::key).and_then(named),
        project: project.as_deref().map(|name| pairing::masked(name, patterns)).and_then(named),
        kind: head.kind,
    };
    Listed {
        key,
        fiscal_year: head.fiscal_year.value,
        source: head.source.name,
        sha256: head.source.sha256,
        department,
        project,
    }
}
