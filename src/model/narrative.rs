//! What the sentences of a report state that can be compared with the rest.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::location::At;

/// What the sentences of a report state that can be compared with the rest of it
/// and with another year's report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Narrative {
    /// 存在问题, one by one.
    pub problems: Vec<Statement>,
    /// 改进措施, one by one.
    pub measures: Vec<Statement>,
}

/// A piece of prose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// Its number as printed (1., 一是), where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Clean text, without its number.
    pub text: String,
    /// Where it stands.
    pub at: At,
}
