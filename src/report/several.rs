//! Reports on several projects: what each table says of itself, and what holds for all.

use rust_decimal::Decimal;

use super::fields::{self, Found};
use crate::fold;
use crate::model::{Conclusion, IndicatorTable, Text};
use crate::patterns::Patterns;
use crate::table::Tables;

/// Gives each table its own project, department, unit and year: what its rows or the
/// head of its form name, and what all tables share where the report names one of each.
/// Whether the tables are of several projects; what differs is then no field of the
/// report.
pub(super) fn complete(tables: &mut Tables, found: &mut Found, patterns: &Patterns) -> bool {
    for (table, head) in tables.tables.iter_mut().zip(&tables.heads) {
        let rows = tables.form_rows.get(head.rows.clone()).unwrap_or_default();
        let own = fields::in_head(&head.lines, rows, patterns);
        let Found { fields, year } = own;
        table.project = table.project.take().or(fields.project);
        table.department = table.department.take().or(fields.department);
        table.unit = table.unit.take().or(fields.implementing_unit);
        table.fiscal_year = table.fiscal_year.or(year.map(|(year, _)| year));
    }
    let several = differ(&tables.tables, |table| table.project.as_ref());
    let report = &mut found.fields;
    share(&mut tables.tables, &mut report.project, |table| &mut table.project);
    share(&mut tables.tables, &mut report.department, |table| &mut table.department);
    share(&mut tables.tables, &mut report.implementing_unit, |table| &mut table.unit);
    let years: Vec<(i16, _)> =
        tables.tables.iter().filter_map(|table| Some((table.fiscal_year?, table.at))).collect();
    if let [first, rest @ ..] = &years[..]
        && rest.iter().all(|(year, _)| *year == first.0)
    {
        found.year = found.year.or(Some(*first));
    }
    if let Some((year, _)) = found.year {
        for table in &mut tables.tables {
            table.fiscal_year = table.fiscal_year.or(Some(year));
        }
    }
    several
}

/// Whether tables name different things.
fn differ<'t>(
    tables: &'t [IndicatorTable],
    part: impl Fn(&'t IndicatorTable) -> Option<&'t Text>,
) -> bool {
    let mut names = tables.iter().filter_map(part).map(name);
    let first = names.next();
    names.any(|name| Some(&name) != first.as_ref())
}

fn name(text: &Text) -> String {
    fold::clean_key(text.value.as_deref().unwrap_or(&text.raw))
}

/// Where the tables name one thing, it is the report's and all tables'; where they
/// differ, the report has none.
fn share(
    tables: &mut [IndicatorTable],
    report: &mut Option<Text>,
    part: impl Fn(&mut IndicatorTable) -> &mut Option<Text>,
) {
    let mut names = tables.iter_mut().filter_map(|table| part(table).clone());
    let first = names.next();
    let same = first.as_ref().is_none_or(|first| names.all(|other| name(&other) == name(first)));
    if !same {
        *report = None;
        return;
    }
    *report = report.take().or(first);
    for table in tables {
        let own = part(table);
        if own.is_none() {
            own.clone_from(report);
        }
    }
}

/// Score and grade of one table of several are not the report's.
pub(super) fn without_own(conclusion: &mut Conclusion, tables: &Tables) {
    let scores: Vec<_> = tables.tables.iter().filter_map(|table| table.score.as_ref()).collect();
    let first: Option<Decimal> = scores.first().map(|score| score.value);
    if scores.iter().any(|score| Some(score.value) != first) {
        conclusion.score = conclusion.score.take().filter(|own| !scores.contains(&own));
        if conclusion.score.is_none() {
            conclusion.grade = None;
        }
    }
}
