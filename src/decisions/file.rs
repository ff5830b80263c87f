//! The shape of `decisions.json`, schema name `jiaokan.decisions/1`.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};

use crate::emend::Place;
use crate::error::DecisionsError;
use crate::terms;
use crate::words::{Language, Words, words};

/// Name and version of the shape of [`Decisions`].
pub const SCHEMA: &str = "jiaokan.decisions/1";

/// What persons decided on the values of one file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "jiaokan.decisions/1")]
pub struct Decisions {
    /// Always `jiaokan.decisions/1`.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: Cow<'static, str>,
    /// The program whose reading was looked at, as `jiaokan 0.2.0`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<String>,
    /// The file that was looked at.
    pub source: DecidedSource,
    /// The decisions, in any order. Of several on one value the last counts.
    pub decisions: Vec<Decision>,
}

/// The file that was decided on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DecidedSource {
    /// Its name, for people.
    pub name: String,
    /// SHA-256 of its bytes, in lower-case hexadecimal: decisions hold for these bytes alone.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub sha256: String,
}

/// What a person decided on one value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// Which value.
    pub place: Place,
    /// What was printed there: the value's `raw`; empty for an empty cell.
    pub printed: String,
    /// How it was read, as one line; `null` where there was no reading.
    pub read: Option<String>,
    /// What was decided.
    pub decision: Verdict,
    /// For `correct`: the value as typed, by the grammar of its field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What the person has to say of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who decided, as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// When, as given; a date or a time as ISO 8601 is best.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

/// What can be decided on a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The reading is right (复核无误).
    Accept,
    /// It is another (更正): `value` says which.
    Correct,
    /// The source does not tell (无法辨认): the value is `null`.
    CannotTell,
}

/// Reads a file of decisions. Keys that a later minor version added are passed over.
///
/// # Errors
/// [`DecisionsError`] if the bytes are no JSON, of another schema, or lack a key.
///
/// ```
/// let empty = br#"{"schema": "jiaokan.decisions/1", "source": {"name": "a.md", "sha256": "00"}, "decisions": []}"#;
/// assert!(jiaokan::decisions::read("decisions.json", empty)?.decisions.is_empty());
/// assert!(jiaokan::decisions::read("decisions.json", b"{}").is_err());
/// # Ok::<(), jiaokan::DecisionsError>(())
/// ```
pub fn read(name: &str, bytes: &[u8]) -> Result<Decisions, DecisionsError> {
    let problem = |problem: Words| DecisionsError { name: name.to_owned(), problem };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let read: Decisions = serde_json::from_slice(bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        problem(words!(en: "{error}", zh: "第 {line} 行第 {column} 列与该格式不符的内容"))
    })?;
    if read.schema != SCHEMA {
        let schema = read.schema;
        return Err(problem(words!(en: "the schema {schema}", zh: "格式 {schema}")));
    }
    let lacking = |one: &&Decision| one.decision == Verdict::Correct && one.value.is_none();
    if let Some(one) = read.decisions.iter().find(lacking) {
        let (field, field_zh) = (&one.place.field, terms::item(&one.place.field, Language::Zh));
        return Err(problem(words!(
            en: "a correction of {field} without a value",
            zh: "“{field_zh}”的更正没有给出值"
        )));
    }
    Ok(read)
}

/// The JSON Schema (2020-12) of a file of decisions.
#[must_use]
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_deserialize();
    settings.into_generator().into_root_schema_for::<Decisions>()
}
