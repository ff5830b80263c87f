//! The sheets that are lists.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheet::{Cell, Column, Look, Table};
use crate::render::diff::rows::RowView;
use crate::render::diff::view::{ChangeView, PrintedView, View};

/// 变动清单: what changed, with room for a reviewer's opinion.
pub(super) fn changes(view: &View, look: &Look) -> Result<Worksheet, XlsxError> {
    let t = view.t;
    let columns = columns(&[
        (t.number, 6),
        (t.severity, 11),
        (t.kind, 18),
        (t.indicator, 22),
        (t.level, 18),
        (t.old_short, 26),
        (t.new_short, 26),
        (t.relative, 10),
        (t.says, 30),
        (t.similarity, 10),
        (t.old_place, 18),
        (t.new_place, 18),
        (t.further, 18),
        (t.opinion, 20),
        (t.reviewer, 12),
    ]);
    let mut table = Table::new(t.changes, columns, look)?;
    // All changes of one indicator have its number.
    let numbered = view.entries.iter().enumerate();
    let numbered = numbered.flat_map(|(at, entry)| entry.changes.iter().map(move |c| (at, c)));
    for (at, change) in numbered {
        table.row(&[
            Cell::Count(at + 1),
            Cell::Severity(
                change.severity_code,
                format!("{} {}", change.severity_symbol, change.severity_label),
            ),
            Cell::Said(format!("{} {}", change.symbol, change.label)),
            Cell::Text(&change.indicator),
            Cell::Text(&change.path),
            side(change.has_old, Cell::Old(&change.marked.old), t.not_printed),
            side(change.has_new, Cell::New(&change.marked.new), t.not_printed),
            Cell::Ratio(change.relative),
            Cell::Text(&change.message),
            Cell::Ratio(change.similarity),
            Cell::Text(&change.old_place),
            Cell::Text(&change.new_place),
            Cell::Said(further(change)),
            Cell::Open,
            Cell::Open,
        ])?;
    }
    table.finish(4)
}

/// 指标对照: both years cell beside cell.
pub(super) fn indicators(view: &View, look: &Look) -> Result<Worksheet, XlsxError> {
    let t = view.t;
    let both: [(&str, u16); 9] = [
        (t.level1, 14),
        (t.level2, 16),
        (t.indicator, 24),
        (t.target, 14),
        (t.actual, 14),
        (t.completion, 15),
        (t.weight, 9),
        (t.points, 9),
        (t.reason, 28),
    ];
    let mut all = columns(&[(t.number, 6), (t.class, 12), (t.change, 18)]);
    for (heading, width) in both {
        all.push((format!("{} {heading}", t.old_short), width.max(11)));
        all.push((format!("{} {heading}", t.new_short), width.max(11)));
    }
    all.extend(columns(&[(t.old_place, 18), (t.new_place, 18), (t.similarity, 10)]));
    let mut table = Table::new(t.table, all, look)?;
    for (at, row) in view.rows.iter().enumerate() {
        let changes: Vec<String> = row
            .changes
            .iter()
            .map(|change| format!("{} {}", change.symbol, change.label))
            .collect();
        let mut cells = vec![
            Cell::Count(at + 1),
            Cell::Class(row.class_code, format!("{} {}", row.class_symbol, row.class_label)),
            Cell::Said(changes.join("\n")),
        ];
        for marked in cells_of(row) {
            cells.push(Cell::Old(&marked.old));
            cells.push(Cell::New(&marked.new));
        }
        cells.extend([
            Cell::Text(&row.old_place),
            Cell::Text(&row.new_place),
            Cell::Ratio(row.similarity),
        ]);
        table.row(&cells)?;
    }
    table.finish(3)
}

fn cells_of(row: &RowView) -> [&crate::render::diff::marks::Marked; 9] {
    [
        &row.level1,
        &row.level2,
        &row.name,
        &row.target,
        &row.actual,
        &row.completion,
        &row.weight,
        &row.points,
        &row.reason,
    ]
}

/// 文字对照: the prose of both.
pub(super) fn texts(view: &View, look: &Look) -> Result<Worksheet, XlsxError> {
    let t = view.t;
    let columns = columns(&[
        (t.number, 6),
        (t.class, 14),
        (t.old_section, 24),
        (t.old_short, 60),
        (t.new_short, 60),
        (t.new_section, 24),
        (t.similarity, 12),
        (t.old_place, 26),
        (t.new_place, 26),
    ]);
    let mut table = Table::new(t.texts, columns, look)?;
    for (at, text) in view.texts.iter().enumerate() {
        table.row(&[
            Cell::Count(at + 1),
            Cell::Class(text.code, format!("{} {}", text.symbol, text.label)),
            Cell::Text(&text.old_section),
            Cell::Old(&text.marked.old),
            Cell::New(&text.marked.new),
            Cell::Text(&text.section),
            Cell::Ratio(text.similarity),
            Cell::Text(&text.old_place),
            Cell::Text(&text.new_place),
        ])?;
    }
    table.finish(2)
}

/// 疑似匹配: pairs that a person has to decide on, each with the runners-up.
pub(super) fn doubtful(view: &View, look: &Look) -> Result<Worksheet, XlsxError> {
    let t = view.t;
    let columns = columns(&[
        (t.class, 14),
        (t.old_short, 30),
        (t.new_short, 30),
        (t.similarity, 12),
        (t.candidates, 30),
        (t.similarity, 12),
        (t.place, 26),
        (t.old_place, 26),
        (t.new_place, 26),
        (t.opinion, 24),
        (t.reviewer, 12),
    ]);
    let mut table = Table::new(t.doubtful, columns, look)?;
    for row in view.rows.iter().filter(|row| row.doubtful) {
        // A line for each other possibility, and one where there is none.
        let none = row.candidates.is_empty().then_some(None);
        for other in row.candidates.iter().map(Some).chain(none) {
            table.row(&[
                Cell::Class(row.class_code, format!("{} {}", row.class_symbol, row.class_label)),
                Cell::Old(&row.name.old),
                Cell::New(&row.name.new),
                Cell::Ratio(row.similarity),
                Cell::Text(other.map_or("", |other| &other.name)),
                Cell::Ratio(other.map(|other| other.similarity)),
                Cell::Text(other.map_or("", |other| &other.place)),
                Cell::Text(&row.old_place),
                Cell::Text(&row.new_place),
                Cell::Open,
                Cell::Open,
            ])?;
        }
    }
    table.finish(0)
}

/// 无法比较
pub(super) fn uncompared(view: &View, look: &Look) -> Result<Worksheet, XlsxError> {
    let t = view.t;
    let columns = columns(&[
        (t.what, 14),
        (t.indicator, 30),
        (t.old_short, 30),
        (t.new_short, 30),
        (t.why, 44),
        (t.old_place, 26),
        (t.new_place, 26),
    ]);
    let mut table = Table::new(t.uncompared, columns, look)?;
    let said = |side: &Option<PrintedView>| match side {
        None => t.not_printed.to_owned(),
        Some(printed) => match &printed.status {
            None => printed.raw.clone(),
            Some(status) => format!("{} [{status}]", printed.raw),
        },
    };
    let place = |side: &Option<PrintedView>| {
        let place = side.as_ref().map(|printed| printed.place.clone());
        place.unwrap_or_default()
    };
    for entry in &view.uncompared {
        table.row(&[
            Cell::Text(&entry.what),
            Cell::Text(&entry.indicator),
            Cell::Said(said(&entry.old)),
            Cell::Said(said(&entry.new)),
            Cell::Text(&entry.message),
            Cell::Said(place(&entry.old)),
            Cell::Said(place(&entry.new)),
        ])?;
    }
    table.finish(0)
}

/// 核查: what the audit checks say of each report by itself.
pub(super) fn findings(view: &View, look: &Look) -> Result<Worksheet, XlsxError> {
    let t = view.t;
    let columns = columns(&[
        (t.report, 9),
        (t.check, 30),
        (t.outcome, 14),
        (t.severity, 11),
        (t.says, 60),
        (t.expected, 18),
        (t.found, 18),
        (t.place, 30),
    ]);
    let mut table = Table::new(t.checks, columns, look)?;
    for finding in &view.findings {
        table.row(&[
            Cell::Text(finding.side),
            Cell::Text(&finding.check),
            Cell::Said(format!("{} {}", finding.symbol, finding.outcome)),
            Cell::Severity(finding.severity_code, finding.severity.clone()),
            Cell::Text(&finding.message),
            Cell::Text(&finding.expected),
            Cell::Text(&finding.found),
            Cell::Text(&finding.place),
        ])?;
    }
    table.finish(0)
}

fn columns(columns: &[(&str, u16)]) -> Vec<Column> {
    columns.iter().map(|(heading, width)| ((*heading).to_owned(), *width)).collect()
}

fn side<'v>(has: bool, cell: Cell<'v>, none: &'v str) -> Cell<'v> {
    if has { cell } else { Cell::Text(none) }
}

fn further(change: &ChangeView) -> String {
    let further = change.further.iter();
    let said = further.map(|f| format!("{} {}: {}", f.side, f.place, f.raw));
    said.collect::<Vec<_>>().join("\n")
}
