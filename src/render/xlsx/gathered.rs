//! What the first sheet tells, gathered while the rows go by.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::render::column::{SEPARATOR, Table};
use crate::render::rows::{ErrorRow, Row, Rows};

/// Counts and sums over a run.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) reports: u64,
    pub(super) not_reports: u64,
    pub(super) without_indicators: u64,
    pub(super) copies: u64,
    pub(super) indicators: u64,
    pub(super) met: u64,
    pub(super) unmet: u64,
    pub(super) unmet_without_reason: u64,
    pub(super) not_evaluable: u64,
    /// Files that could not be read, by code.
    pub(super) failed: BTreeMap<String, u64>,
    /// Reports by flag.
    pub(super) flags: BTreeMap<String, u64>,
    /// By department, then year.
    pub(super) spending: BTreeMap<String, BTreeMap<i32, Sum>>,
    /// All years of `spending`.
    pub(super) years: BTreeSet<i32>,
    /// By the code of the check.
    pub(super) findings: BTreeMap<String, Counts>,
    /// Cells to review by the code of their item.
    pub(super) review: BTreeMap<String, u64>,
    /// Reports of which an amount counts but not whose it is.
    pub(super) unknown_owner: u64,
}

/// A sum of spending in 元.
#[derive(Debug, Default)]
pub(super) struct Sum {
    pub(super) yuan: Decimal,
    /// Projects that it adds up, where there is no report of the whole department.
    pub(super) projects: u64,
}

/// How often a check found something, gravest first, and could not be evaluated.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) title: [String; 2],
    pub(super) by_severity: [u64; 4],
    pub(super) open: u64,
}

impl Gathered {
    pub(super) fn add(&mut self, rows: &Rows, places: &Places) {
        for row in &rows.reports {
            self.report(row, places);
        }
        for row in &rows.indicators {
            let met = places.of(Table::Indicators, "met", row);
            let reason = places.of(Table::Indicators, "unmet_reason", row);
            self.indicators += 1;
            match met {
                Some("true") => self.met += 1,
                Some(_) => {
                    self.unmet += 1;
                    self.unmet_without_reason += u64::from(reason.is_none());
                }
                None => self.not_evaluable += 1,
            }
        }
        for row in &rows.findings {
            self.finding(row, places);
        }
        for row in &rows.review {
            let item = places.of(Table::Review, "item", row).unwrap_or_default();
            *self.review.entry(item.to_owned()).or_default() += 1;
        }
    }

    pub(super) fn error(&mut self, row: &ErrorRow) {
        *self.failed.entry(row.code.clone()).or_default() += 1;
    }

    fn report(&mut self, row: &Row, places: &Places) {
        let cell = |name| places.of(Table::Reports, name, row);
        self.reports += 1;
        self.copies += u64::from(cell("same_as").is_some());
        for flag in cell("flags").unwrap_or_default().split(SEPARATOR).filter(|f| !f.is_empty()) {
            match flag {
                "not_a_report" => self.not_reports += 1,
                "no_indicators" => self.without_indicators += 1,
                other => *self.flags.entry(other.to_owned()).or_default() += 1,
            }
        }
        if cell("in_total") != Some("true") {
            return;
        }
        let Some(yuan) = cell("spending_yuan").and_then(|yuan| yuan.parse::<Decimal>().ok()) else {
            return;
        };
        let year = cell("fiscal_year").and_then(|year| year.parse::<i32>().ok());
        let (Some(department), Some(year)) = (cell("department"), year) else {
            self.unknown_owner += 1;
            return;
        };
        self.years.insert(year);
        let years = self.spending.entry(department.to_owned()).or_default();
        let sum = years.entry(year).or_default();
        sum.yuan = sum.yuan.saturating_add(yuan);
        sum.projects += u64::from(cell("scope") != Some("department"));
    }

    fn finding(&mut self, row: &Row, places: &Places) {
        let cell = |name| places.of(Table::Findings, name, row);
        let outcome = cell("outcome");
        if outcome == Some("pass") {
            return;
        }
        let check = cell("check").unwrap_or_default();
        let counts = self.findings.entry(check.to_owned()).or_default();
        let title = |name| cell(name).unwrap_or(check).to_owned();
        counts.title = [title("check_title"), title("check_title_zh")];
        if outcome == Some("not_evaluable") {
            counts.open += 1;
            return;
        }
        let severity = ["high", "medium", "low", "info"];
        let place = severity.iter().position(|name| cell("severity") == Some(name));
        if let Some(count) = place.and_then(|place| counts.by_severity.get_mut(place)) {
            *count += 1;
        }
    }
}

/// Where columns stand, found once.
#[derive(Debug)]
pub(super) struct Places(BTreeMap<(&'static str, &'static str), usize>);

impl Places {
    pub(super) fn new() -> Self {
        let tables = Table::ALL.into_iter();
        let all = tables.flat_map(|table| {
            let columns = table.columns().into_iter().enumerate();
            columns.map(move |(place, column)| ((table.name(), column.name), place))
        });
        Self(all.collect())
    }

    fn of<'r>(&self, table: Table, name: &'static str, row: &'r Row) -> Option<&'r str> {
        row.get(*self.0.get(&(table.name(), name))?)?.as_deref()
    }
}
