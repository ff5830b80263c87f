//! The overview of many comparisons as a workbook.

use std::io;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::saved;
use super::sheet::{Cell, Column, Look, Table};
use crate::render::diff::index::Index;
use crate::render::diff::overview::Overview;
use crate::render::xlsx::failed;
use crate::words::Language;

/// A workbook that ranks the comparisons and lists what was not compared.
///
/// # Errors
/// If a sheet has more rows than a workbook can hold.
pub fn xlsx_index(index: &Index, language: Language) -> io::Result<Vec<u8>> {
    let view = Overview::new(index, language);
    let look = Look::new(language);
    let sheets = || {
        Ok(vec![
            ranking(&view, &look)?,
            kinds(&view, &look)?,
            lone(&view, &look)?,
            unread(&view, &look)?,
        ])
    };
    sheets().and_then(saved).map_err(failed)
}

fn ranking(view: &Overview, look: &Look) -> Result<Worksheet, XlsxError> {
    let t = view.t;
    let mut columns: Vec<Column> = vec![
        (t.rank.to_owned(), 7),
        (t.department.to_owned(), 30),
        (t.project.to_owned(), 30),
        (t.years.to_owned(), 16),
    ];
    columns.extend(view.severities.iter().map(|(_, word)| (word.clone(), 12)));
    let rest = [(t.uncompared, 14), (t.copied, 14), (t.old, 34), (t.new, 34), (t.says, 40)];
    columns.extend(rest.map(|(heading, width)| (heading.to_owned(), width)));
    let mut table = Table::new(t.pairs, columns, look)?;
    for row in &view.rows {
        let mut cells = vec![
            Cell::Count(row.rank as usize),
            Cell::Link(&row.department, row.file.clone()),
            Cell::Text(&row.project),
            Cell::Text(&row.years),
        ];
        cells.extend(row.counts.iter().map(|count| Cell::Count(*count as usize)));
        cells.extend([
            Cell::Count(row.uncompared as usize),
            Cell::Ratio(row.copied.map(|share| share.round_dp(4))),
            Cell::Text(&row.old_file),
            Cell::Text(&row.new_file),
            Cell::Text(row.warning.as_deref().unwrap_or_default()),
        ]);
        table.row(&cells)?;
    }
    table.finish(2)
}

/// 变动类型统计: how often each kind occurs in all pairs.
fn kinds(view: &Overview, look: &Look) -> Result<Worksheet, XlsxError> {
    let t = view.t;
    let mut columns: Vec<Column> = vec![(t.kind.to_owned(), 34)];
    columns.extend(view.severities.iter().map(|(_, word)| (word.clone(), 12)));
    columns.push((t.departments_with.to_owned(), 14));
    let mut table = Table::new(t.kinds_of_change, columns, look)?;
    for kind in &view.kinds {
        let mut cells = vec![Cell::Said(format!("{} {}", kind.symbol, kind.label))];
        cells.extend(kind.counts.iter().map(|count| Cell::Count(*count as usize)));
        cells.push(Cell::Count(kind.pairs as usize));
        table.row(&cells)?;
    }
    table.finish(1)
}

fn lone(view: &Overview, look: &Look) -> Result<Worksheet, XlsxError> {
    let t = view.t;
    let columns =
        [(t.side, 9), (t.file, 40), (t.department, 30), (t.project, 30), (t.year, 10), (t.why, 60)];
    let columns = columns.map(|(heading, width)| (heading.to_owned(), width));
    let mut table = Table::new(t.unpaired, columns.into(), look)?;
    for row in view.lone.iter().flat_map(|list| &list.rows) {
        table.row(&[
            Cell::Text(row.side),
            Cell::Text(&row.file),
            Cell::Text(&row.department),
            Cell::Text(&row.project),
            Cell::Text(&row.year),
            Cell::Text(&row.why),
        ])?;
    }
    table.finish(0)
}

fn unread(view: &Overview, look: &Look) -> Result<Worksheet, XlsxError> {
    let t = view.t;
    let columns = [(t.side, 9), (t.file, 40), (t.code, 20), (t.why, 80)];
    let columns = columns.map(|(heading, width)| (heading.to_owned(), width));
    let mut table = Table::new(t.unreadable, columns.into(), look)?;
    for row in &view.unread {
        table.row(&[
            Cell::Text(row.side),
            Cell::Text(&row.file),
            Cell::Text(&row.code),
            Cell::Text(&row.message),
        ])?;
    }
    table.finish(0)
}
