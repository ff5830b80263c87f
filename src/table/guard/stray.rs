//! Watermarks, seals, page marks and errors of formulas in a cell.

use super::{Doubts, Table, doubt};
use crate::patterns::Role;
use crate::table::doubt::{Doubt, Reason};

/// What stands in a cell belongs to it.
pub(super) fn nothing_strays(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let guard = &table.kinds.patterns.guard;
    for (number, row) in table.rows.iter().enumerate() {
        for (role, field) in row.fields() {
            if guard.is_formula_error(field.text()) {
                doubts.push((number, doubt(*role, Reason::FormulaError)));
                continue;
            }
            // A reason may well speak of a seal.
            if matches!(role, Role::Reason | Role::Criterion | Role::Remark) || field.is_blank() {
                continue;
            }
            let parts = || field.text().split_whitespace();
            if !parts().any(|part| guard.is_stray(part)) {
                continue;
            }
            let rest: Vec<&str> = parts().filter(|part| !guard.is_stray(part)).collect();
            let rest = rest.join(" ");
            let readings = if rest.is_empty() { Vec::new() } else { vec![(rest, field.at())] };
            doubts.push((number, Doubt { role: *role, reason: Reason::StrayText, readings }));
        }
    }
}
