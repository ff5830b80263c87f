//! Columns that print a field of the report once more in each row, as exports of systems do with
//! 单位名称 and 预算年度.

use super::matrix::Row;
use crate::location::At;
use crate::patterns::Patterns;

/// Rows at least in which a value stands.
const LEAST_ROWS: usize = 2;

/// Fields under a head that have one and the same value in each row: label and value.
pub(super) fn fields(
    head: &Row<'_>,
    body: &[Row<'_>],
    patterns: &Patterns,
) -> Vec<[(String, At); 2]> {
    let rows: Vec<&Row<'_>> = body.iter().filter(|row| row.own().nth(2).is_some()).collect();
    if rows.len() < LEAST_ROWS {
        return Vec::new();
    }
    let columns = head.own().filter(|(_, label)| {
        patterns.fields.of_cell(&label.text).is_some()
            && patterns.columns.role(&label.text).is_none()
    });
    columns
        .filter_map(|(col, label)| {
            let first = rows.first()?.filled(col)?;
            let same = rows.iter().all(|row| row.filled(col).is_some_and(|f| f.text == first.text));
            same.then(|| [(label.text.to_string(), label.at), (first.text.to_string(), first.at)])
        })
        .collect()
}
