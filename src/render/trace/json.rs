//! Pages of lines and grids as JSON, for programs that score them.

use serde_json::{Value, json};

use super::{Trace, Traced};
use crate::document::{Grid, Line};
use crate::patterns::Role;

/// The pages with their lines, and their grids with the role of each column (`null` for a
/// column without one; no roles for a grid that is no indicator table).
#[must_use]
pub fn json(trace: &Trace) -> Value {
    let pages = trace.pages().map(|(number, items)| {
        let (mut lines, mut grids) = (Vec::new(), Vec::new());
        for item in items {
            match item {
                Traced::Line(line) => lines.push(of_line(line)),
                Traced::Grid(index, grid) => grids.push(of_grid(grid, &trace.roles(index))),
            }
        }
        json!({ "page": number, "lines": lines, "grids": grids })
    });
    json!({ "pages": pages.collect::<Vec<_>>() })
}

fn of_line(line: &Line) -> Value {
    json!({ "text": line.text, "at": line.at })
}

fn of_grid(grid: &Grid, roles: &[Option<Role>]) -> Value {
    let cells = grid.cells.iter().map(|cell| {
        json!({
            "row": cell.row,
            "col": cell.col,
            "rowspan": cell.rowspan,
            "colspan": cell.colspan,
            "text": cell.text,
            "at": cell.at,
        })
    });
    let roles: Vec<Option<&str>> = roles.iter().map(|role| role.map(Role::name)).collect();
    json!({ "cells": cells.collect::<Vec<_>>(), "roles": roles })
}
