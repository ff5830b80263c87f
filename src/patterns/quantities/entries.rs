//! The entries of `patterns/quantities.toml`.

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::model::Comparator;
use crate::patterns::entry::entry;
use crate::patterns::letters::Characters;

entry! {
    /// What a word before or after a number says.
    pub(crate) struct Mark: String {
        /// The comparison it prints.
        #[serde(default, with = "sign")]
        pub(crate) comparator: Option<Comparator>,
        /// Whether it makes the number inexact.
        #[serde(default)]
        pub(crate) approximate: bool,
        /// The unit it stands for.
        pub(crate) unit: Option<String>,
        /// Whether it may stand beside a range.
        #[serde(default)]
        pub(crate) range: bool,
        /// Whether it holds only after a unit of time.
        #[serde(default)]
        pub(crate) time: bool,
        #[serde(default)]
        pub(super) before: Vec<String>,
        #[serde(default)]
        pub(super) between: Vec<String>,
        #[serde(default)]
        pub(super) after: Vec<String>,
    }
}

/// A value that judges completion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Verdict {
    /// 已完成, 达标
    Met,
    /// 按时完成: met, and in time.
    Timely,
    /// 未完成, 部分达成
    NotMet,
}

/// What a column 指标性质 says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// A comparison: ≥, 正向.
    Compared(Comparator),
    /// 定性
    Qualitative,
}

/// Numbers that decide; what each means stands in the pattern file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Limits {
    pub(crate) approximate_percent: Decimal,
    pub(crate) borrowed_factor: Decimal,
    pub(crate) unknown_unit: usize,
    pub(crate) unit_with_noun: usize,
    pub(crate) remark: usize,
    pub(crate) short_text: usize,
    pub(crate) lookalikes: Characters,
    pub(crate) lost: Characters,
    pub(crate) stops: Characters,
    pub(crate) note: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    pub(super) limits: Limits,
    pub(super) mark: Vec<Mark>,
    pub(super) separator: Vec<Plain>,
    pub(super) placeholder: Vec<Placeholder>,
    pub(super) no_unit: Vec<Plain>,
    pub(super) no_noun: Vec<Plain>,
    pub(super) verdict: Vec<Judged>,
    pub(super) grade: Vec<Grade>,
    pub(super) property: Vec<Property>,
    pub(super) markup: Vec<Markup>,
}

entry! {
    pub(super) struct Plain: String {
        pub(super) words: Vec<String>,
    }
}

entry! {
    pub(super) struct Placeholder: String {
        pub(super) marks: Characters,
        pub(super) words: Vec<String>,
    }
}

entry! {
    pub(super) struct Judged: String {
        pub(super) verdict: Verdict,
        pub(super) words: Vec<String>,
    }
}

entry! {
    pub(super) struct Grade: String {
        pub(super) steps: Vec<Vec<String>>,
    }
}

entry! {
    pub(super) struct Property: String {
        #[serde(default, with = "sign")]
        pub(super) comparator: Option<Comparator>,
        #[serde(default)]
        pub(super) qualitative: bool,
        pub(super) words: Vec<String>,
    }
}

entry! {
    pub(super) struct Markup: String {
        pub(super) from: String,
        pub(super) to: String,
        #[serde(default)]
        pub(super) formula: bool,
    }
}

/// A comparison by its sign in ASCII.
mod sign {
    use serde::{Deserialize, Deserializer, de::Error};

    use crate::model::Comparator;

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Comparator>, D::Error> {
        let sign = String::deserialize(from)?;
        Ok(Some(match sign.as_str() {
            ">=" => Comparator::AtLeast,
            "<=" => Comparator::AtMost,
            ">" => Comparator::MoreThan,
            "<" => Comparator::LessThan,
            "=" => Comparator::Equal,
            other => {
                let expected = "expected one of >= <= > < =";
                return Err(D::Error::custom(format!("{expected}, but found {other}")));
            }
        }))
    }
}
