//! What a source tells of the rows and columns of its tables.

/// How a source tells its rows and columns, and where its labels stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    /// It tells which rows a label spans.
    pub(super) spans: bool,
    /// Its columns and rows are inferred from how its text is laid out, so that a label may have
    /// got into another row.
    pub(super) inferred: bool,
    /// Nothing but the order of its cells is told.
    pub(super) flattened: bool,
}
