//! Extractions read back: the JSON that `jiaokan extract` prints.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use super::report::{Report, SCHEMA};
use super::text::Text;
use crate::error::ExtractionError;
use crate::words::{Words, words};

/// Reads one extraction. Keys that a later minor version added are passed over.
///
/// # Errors
/// [`ExtractionError`] if the bytes are no JSON, of another schema, or lack a key.
///
/// ```
/// use jiaokan::{Options, model};
/// let text = "# 2023年度部门整体支出绩效自评报告";
/// let report = jiaokan::extract("report.md", text.as_bytes(), &Options::default())?;
/// let json = serde_json::to_vec(&report).unwrap();
/// assert_eq!(model::read("report.json", &json)?, report);
/// let problem = model::read("other.json", br#"{"schema": "jiaokan.report/9"}"#).unwrap_err();
/// assert!(problem.to_string().contains("found the schema jiaokan.report/9"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read(name: &str, bytes: &[u8]) -> Result<Report, ExtractionError> {
    let bytes = without_mark(bytes);
    match serde_json::from_slice::<Report>(bytes) {
        Ok(report) if report.schema == SCHEMA => Ok(report),
        Ok(report) => Err(problem(name, schema_is(&report.schema))),
        Err(error) => Err(problem(name, what_it_is(bytes, &error))),
    }
}

/// Whether bytes look like an extraction, by their first key.
#[must_use]
pub fn is_extraction(bytes: &[u8]) -> bool {
    let start = without_mark(bytes);
    let start = start.get(..200).unwrap_or(start);
    let text = String::from_utf8_lossy(start);
    let mut parts = text.split('"');
    let object = parts.next().is_some_and(|head| head.trim() == "{");
    let family = SCHEMA.split('/').next().unwrap_or_default();
    let (key, colon, value) = (parts.next(), parts.next(), parts.next());
    let colon = colon.is_some_and(|colon| colon.trim() == ":");
    let value = value.is_some_and(|value| value.split('/').next() == Some(family));
    object && key == Some("schema") && colon && value
}

fn problem(name: &str, problem: Words) -> ExtractionError {
    ExtractionError { name: name.to_owned(), problem }
}

/// A byte order mark is none of the JSON.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// What stands there instead of an extraction.
fn what_it_is(bytes: &[u8], error: &serde_json::Error) -> Words {
    #[derive(Deserialize)]
    struct Head {
        schema: Option<String>,
    }
    match serde_json::from_slice::<Head>(bytes) {
        Ok(Head { schema: None }) => {
            words!(en: "JSON without a schema", zh: "没有 schema 一项的 JSON")
        }
        Ok(Head { schema: Some(schema) }) if schema != SCHEMA => schema_is(&schema),
        _ => {
            let (line, column) = (error.line(), error.column());
            words!(en: "{error}", zh: "第 {line} 行第 {column} 列与该格式不符的内容")
        }
    }
}

fn schema_is(schema: &str) -> Words {
    words!(en: "the schema {schema}", zh: "格式 {schema}")
}

/// Further fields of a form; those of another shape belong to a later version.
pub(super) fn texts<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, Text>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Field {
        Text(Box<Text>),
        Other(serde::de::IgnoredAny),
    }
    let fields = BTreeMap::<String, Field>::deserialize(deserializer)?;
    let texts = fields.into_iter().filter_map(|(key, field)| match field {
        Field::Text(text) => Some((key, *text)),
        Field::Other(_) => None,
    });
    Ok(texts.collect())
}
