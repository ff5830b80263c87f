//! Which tables only serve layout.

/// Whether a table is none of data: one column of prose, or cells that hold tables, as forms do
/// whose parts are set within an outer table. `rows` tells of each cell of each row whether a
/// table stands in it.
pub(crate) fn serves_layout<R>(rows: impl Iterator<Item = R>) -> bool
where
    R: Iterator<Item = bool>,
{
    let (mut count, mut nesting, mut widest) = (0, 0, 0);
    for row in rows {
        let mut width = 0;
        for holds_table in row {
            width += 1;
            nesting += usize::from(holds_table);
        }
        count += width;
        widest = widest.max(width);
    }
    match (widest, nesting) {
        (0, _) => false,
        (1, _) => true,
        (_, 0) => false,
        _ => nesting * 5 >= count || widest <= 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serves(rows: &[&[bool]]) -> bool {
        serves_layout(rows.iter().map(|row| row.iter().copied()))
    }

    #[test]
    fn one_column_and_tables_within_tables_serve_layout() {
        assert!(serves(&[&[false], &[false]]));
        assert!(serves(&[&[true], &[]]));
        assert!(serves(&[&[false, true], &[false, false], &[false, false], &[false, false]]));
        assert!(serves(&[&[true, false, false]]));
    }

    #[test]
    fn a_form_with_one_table_in_a_cell_does_not() {
        let row: &[bool] = &[false, false, false];
        assert!(!serves(&[row, row, &[true, false, false], row]));
        assert!(!serves(&[row]));
        assert!(!serves(&[]));
    }
}
