//! Numbers that follow each other at once: the cells of a row that stand in prose.

use super::quantities::{Found, Reader};

/// A number with its unit behind which the next one stands at once.
pub(super) struct Cell {
    to: usize,
    unit: String,
}

impl Cell {
    /// Whether a quantity stands straight behind this one and is the next cell of its row: one of the
    /// same unit, or a rate (28次40次143%, ≥80%≥80%). 139公里100万元 tells of two things.
    pub(super) fn is_before(&self, text: &str, next: &Found) -> bool {
        let between = text.get(self.to..next.from);
        let adjacent = between.is_some_and(|between| between.chars().all(is_comparison));
        adjacent && (next.percent || next.unit == self.unit)
    }
}

impl Reader<'_> {
    /// The number at a place, if another stands straight behind its unit.
    pub(super) fn cell(&self, from: usize) -> Option<Cell> {
        let measured = self.measured(from).flatten()?;
        let rest = self.text.get(measured.to..)?;
        let next = rest.trim_start_matches(is_comparison);
        next.starts_with(|c: char| c.is_ascii_digit())
            .then_some(Cell { to: measured.to, unit: measured.unit })
    }
}

/// Whether a sign compares what stands beside it.
pub(super) fn is_comparison(c: char) -> bool {
    matches!(c, '≥' | '≤' | '>' | '<' | '=')
}
