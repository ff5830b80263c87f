//! What of the tables was left unread: a check that needs a whole table finds nothing then.

use crate::location::At;
use crate::model::{Finding, Outcome, Report};
use crate::words::words;

/// The notes of rows that were left unread.
const ROWS: [&str; 3] = ["columns_not_told", "row_incomplete", "rows_without_heads"];

/// Checks that count rows, or look for one.
const OF_ROWS: [&str; 6] = [
    "indicator_count_differs",
    "level_count_differs",
    "met_count_differs",
    "required_level_missing",
    "problems_and_measures_differ",
    "admitted_delay_not_in_table",
];

/// Checks that add up points.
const OF_POINTS: [&str; 3] = ["weights_do_not_sum", "score_total_differs", "level_weight_differs"];

/// Rows and columns of the indicator tables that were left unread.
#[derive(Debug)]
pub(super) struct Unread {
    /// Where the rows stand.
    rows: Vec<At>,
    /// Where the tables stand that have columns whose head is not understood.
    columns: Vec<At>,
}

impl Unread {
    pub(super) fn of(report: &Report) -> Self {
        let notes = report.notes.iter().filter(|note| ROWS.contains(&&*note.code));
        let tables = report.tables.iter().filter(|table| !table.unread_columns.is_empty());
        Self {
            rows: notes.map(|note| note.at).collect(),
            columns: tables.map(|table| table.at).collect(),
        }
    }

    /// Makes a finding that what was left unread may explain one that cannot be judged.
    pub(super) fn soften(&self, finding: &mut Finding) {
        let check = &*finding.check;
        let points = OF_POINTS.contains(&check);
        let concerned = points || OF_ROWS.contains(&check);
        if finding.outcome != Outcome::Finding || !concerned {
            return;
        }
        let (rows, columns) = (self.rows.len(), if points { self.columns.len() } else { 0 });
        let said = match (rows, columns) {
            (0, 0) => return,
            (0, _) => words!(
                en: "; but columns of the table were left unread, which may hold points",
                zh: "；但表中有未能识别的列，其中可能有分值"
            ),
            _ => words!(
                en: "; but rows of the table were left unread",
                zh: "；但表中有若干行未能读取"
            ),
        };
        finding.outcome = Outcome::NotEvaluable;
        finding.message.push_str(&said.en);
        finding.message_zh.push_str(&said.zh);
        finding.at.extend(self.rows.iter().chain(self.columns.iter().filter(|_| points)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checks_that_need_a_whole_table_are_there() {
        for name in OF_ROWS.into_iter().chain(OF_POINTS) {
            assert!(crate::checks::find(name).next().is_some(), "{name}");
        }
    }
}
