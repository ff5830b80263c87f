//! What the head and the names of a table tell of all its rows: codes before the names,
//! weights behind them, the unit of the values.

use super::body::BodyRow;
use super::header::Layout;
use crate::fold;
use crate::patterns::{Patterns, Role};
use crate::value::unit;

/// What holds for all rows of a table.
pub(super) struct Labels {
    /// A code (A11) stands before each name.
    pub(super) coded: bool,
    /// A number in brackets behind a name is its weight.
    pub(super) weighted: bool,
    /// The unit that the heads of target and actual value name: 年度指标值（万元）.
    pub(super) unit: Option<String>,
}

impl Labels {
    pub(super) fn of(layout: &Layout, rows: &[BodyRow<'_>], patterns: &Patterns) -> Labels {
        let names = || rows.iter().filter_map(|row| row.filled(Role::Name));
        let coded = |name: &str| patterns.tables.code(name).is_some();
        let says = |remark: &str| {
            let meaning = patterns.columns.meaning(remark);
            meaning.is_some_and(|meaning| meaning.role == Role::Weight)
        };
        let units =
            [Role::Target, Role::TargetAdjusted, Role::Actual].into_iter().flat_map(|role| {
                let remarks = layout.remarks(role);
                remarks.filter_map(|remark| Some(unit::find(remark, patterns)?.sign.into_owned()))
            });
        let mut units: Vec<String> = units.collect();
        units.dedup();
        let only = units.len() == 1;
        Labels {
            coded: rows.len() > 1 && names().all(|field| coded(&fold::clean(field.text()))),
            weighted: layout.remarks(Role::Name).any(says),
            unit: units.pop().filter(|_| only),
        }
    }
}
