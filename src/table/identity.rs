//! Whose a table is, where its rows say so: exports of several projects in one grid name
//! unit, project and year in columns of their own (单位名称, 项目名称, 预算年度).

use std::ops::Range;

use super::body::BodyRow;
use crate::model::Text;
use crate::patterns::{Patterns, Role};

/// What the rows of one table say of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Identity {
    pub(super) project: Option<Text>,
    pub(super) department: Option<Text>,
    pub(super) unit: Option<Text>,
    pub(super) fiscal_year: Option<i16>,
}

/// Columns that part the rows of several tables.
pub(super) const PARTING: [Role; 4] =
    [Role::Project, Role::Department, Role::ImplementingUnit, Role::FiscalYear];

/// The rows of each table, and whose they are: a new one starts where another project,
/// unit or year is named.
pub(super) fn parts(rows: &[BodyRow<'_>], patterns: &Patterns) -> Vec<(Range<usize>, Identity)> {
    let mut starts = vec![0];
    let mut last: [&str; 4] = [""; 4];
    for (index, row) in rows.iter().enumerate() {
        let own = PARTING.map(|role| row.text(role).trim());
        let changes = own
            .iter()
            .zip(last)
            .any(|(own, last)| !own.is_empty() && !last.is_empty() && *own != last);
        if changes {
            starts.push(index);
            last = own;
        } else {
            for (last, own) in last.iter_mut().zip(own) {
                *last = if own.is_empty() { *last } else { own };
            }
        }
    }
    let ends = starts.iter().copied().skip(1).chain([rows.len()]);
    let ranges: Vec<Range<usize>> = starts.iter().copied().zip(ends).map(|(a, b)| a..b).collect();
    ranges.into_iter().map(|range| (range.clone(), identity(&rows[range], patterns))).collect()
}

fn identity(rows: &[BodyRow<'_>], patterns: &Patterns) -> Identity {
    let first = |role| {
        let field = rows.iter().find_map(|row| row.filled(role))?;
        Some(Text::read(field.text(), field.at()))
    };
    let year = first(Role::FiscalYear);
    Identity {
        project: first(Role::Project),
        department: first(Role::Department),
        unit: first(Role::ImplementingUnit),
        fiscal_year: year.and_then(|text| patterns.years.named(&text.raw)),
    }
}
