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
            let parts = || field.text().split_whitespace();
            let stray = |part: &str| guard.is_stray(part);
            // A reason may well speak of a seal, but not of a seal alone.
            let in_words = matches!(role, Role::Reason | Role::Criterion | Role::Remark);
            let strays = if in_words { parts().all(stray) } else { parts().any(stray) };
            if field.is_blank() || !strays {
                continue;
            }
            let rest: Vec<&str> = parts().filter(|part| !guard.is_stray(part)).collect();
            let rest = rest.join(" ");
            let readings = if rest.is_empty() { Vec::new() } else { vec![(rest, field.at())] };
            doubts.push((number, Doubt { role: *role, reason: Reason::StrayText, readings }));
        }
    }
}
