//! Which value of a report is meant.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::location::At;

/// A part of a report that holds values.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A row of an indicator table: `table` and `ordinal` are those of the indicator, `field`
    /// is `level1`, `level2`, `name`, `target`, `actual`, `weight`, `score`, `reason`, or
    /// `extra.` and the role of a further column.
    #[default]
    Indicators,
    /// A row of the budget block, by its number in the report: `initial`, `budget`,
    /// `executed`, `rate`, `weight`, `score`, `reason`.
    Budget,
    /// An amount in the prose, by its number in the report: `amount`.
    Expenditure,
    /// A cover field or the head of a form: `department`, `date`, …
    Fields,
    /// The report's own verdict: `score`, `grade`.
    Conclusion,
    /// The report as a whole: `title`, `fiscal_year`.
    Head,
}

/// Which value of a report is meant: by its numbers in the record, which the same bytes
/// always give. Two places are one if they name the same value, wherever that stands.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The part of the report; indicators where nothing is said.
    #[serde(default)]
    pub part: Part,
    /// Of an indicator the number of its table, from 1; absent in other parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    /// The number of the row or amount, from 1; absent where there is one only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<u32>,
    /// The field, as the part says.
    pub field: String,
    /// Where it stands in the source, for people; it tells nothing apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
}

impl Place {
    /// A value of an indicator.
    #[must_use]
    pub fn indicator(table: u32, row: u32, field: impl Into<String>) -> Self {
        let (table, ordinal) = (Some(table), Some(row));
        Self { part: Part::Indicators, table, ordinal, field: field.into(), at: None }
    }

    /// A value of a numbered row or amount.
    pub(crate) fn row(part: Part, ordinal: u32, field: &str) -> Self {
        Self { part, table: None, ordinal: Some(ordinal), field: field.to_owned(), at: None }
    }

    /// A value of which the report has one.
    pub(crate) fn single(part: Part, field: &str) -> Self {
        Self { part, table: None, ordinal: None, field: field.to_owned(), at: None }
    }

    pub(crate) fn at(self, at: At) -> Self {
        Self { at: Some(at), ..self }
    }

    /// What tells it from other places.
    pub(crate) fn key(&self) -> (Part, Option<u32>, Option<u32>, &str) {
        (self.part, self.table, self.ordinal, &self.field)
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Place {}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}
