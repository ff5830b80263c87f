//! A report as rows of the tables.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::model::{Detail, Report};
use crate::patterns::Patterns;
use crate::words::{Language, Words};

use super::column::Table;
use super::{findings, indicators, reports, review};

/// A row of a table: a cell for each of its [`super::Table::columns`], spelt as its
/// `Kind` says, `None` where there is nothing.
pub type Row = Vec<Option<String>>;

/// The rows of one report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rows {
    /// A row per indicator (指标).
    pub indicators: Vec<Row>,
    /// The row of the report (报告).
    pub reports: Vec<Row>,
    /// A row per outcome of a check (问题).
    pub findings: Vec<Row>,
    /// A row per cell that a person has to read (待复核清单).
    pub review: Vec<Row>,
}

impl Rows {
    /// Completes the links to the page of the report; without a page there are none.
    pub fn set_pages(&mut self, page: Option<&str>) {
        let Some(place) = Table::Review.place("view") else {
            return;
        };
        for cell in self.review.iter_mut().filter_map(|row| row.get_mut(place)) {
            *cell = cell.take().zip(page).map(|(anchor, page)| format!("{page}{anchor}"));
        }
    }
}

/// A file that could not be read (错误).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorRow {
    /// Path of the file, as in [`rows`].
    pub source: String,
    /// Stable code, such as `E_EMPTY`.
    pub code: String,
    /// What is wrong and what to do, in English.
    pub message: String,
    /// The same in Chinese.
    pub message_zh: String,
    /// Page, from 1, where one is to blame.
    pub page: Option<u32>,
}

impl ErrorRow {
    /// An error said in both languages.
    #[must_use]
    pub fn new(source: &str, code: &str, words: Words) -> Self {
        Self {
            source: source.to_owned(),
            code: code.to_owned(),
            message: words.en,
            message_zh: words.zh,
            page: None,
        }
    }

    /// The sentence in one language.
    #[must_use]
    pub fn message(&self, language: Language) -> &str {
        match language {
            Language::En => &self.message,
            Language::Zh => &self.message_zh,
        }
    }
}

/// The rows of a report. `source` is the path of its file below the folder that was
/// read, `/` between its parts. With [`Detail::Lean`] checks that passed have no row.
///
/// ```
/// use jiaokan::{Options, Patterns, internals::render};
/// let patterns = Patterns::builtin();
/// let text = "| 一级指标 | 三级指标 | 预期值 | 实现值 |\n|---|---|---|---|\n\
///     | 产出指标 | 疏浚河道长度（公里） | ≥14.20 | 14.20 |\n";
/// let report = jiaokan::extract("a.md", text.as_bytes(), &Options::default())?;
/// let rows = render::rows(&report, "2023/a.md", Default::default(), patterns);
/// let columns = render::Table::Indicators.columns();
/// let at = columns.iter().position(|column| column.name == "target_number").unwrap();
/// assert_eq!(rows.indicators[0][at].as_deref(), Some("14.20"));
/// # Ok::<(), jiaokan::DecodeError>(())
/// ```
#[must_use]
pub fn rows(report: &Report, source: &str, detail: Detail, patterns: &Patterns) -> Rows {
    let about = About { report, source, id: id(source, &report.source.sha256) };
    Rows {
        indicators: indicators::rows(&about),
        reports: vec![reports::row(&about, patterns)],
        findings: findings::rows(&about, detail),
        review: review::rows(&about),
    }
}

/// What every row of a report knows.
#[derive(Debug)]
pub(super) struct About<'a> {
    pub(super) report: &'a Report,
    pub(super) source: &'a str,
    pub(super) id: String,
}

/// Ties the tables together: another for another file or another content. It
/// starts with a letter, or a spreadsheet would take some for numbers.
fn id(source: &str, sha256: &str) -> String {
    const DIGITS: usize = 12;
    let digest =
        Sha256::new().chain_update(source).chain_update([0]).chain_update(sha256).finalize();
    let hex = digest.iter().map(|byte| format!("{byte:02x}"));
    std::iter::once("r".to_owned()).chain(hex.take(DIGITS / 2)).collect()
}
