//! Ending a table: its rows become indicators.

use super::body::{self, BodyRow};
use super::reader::Reader;
use super::{indicator, levels};
use crate::model::{IndicatorTable, Note};
use crate::patterns::Role;
use crate::value::quantity;
use crate::words::words;

impl<'o> Reader<'o, '_> {
    /// Ends the open tables: their rows become indicators.
    pub(super) fn close(&mut self) {
        for open in std::mem::take(&mut self.open) {
            let rows = self.without_templates(open.rows);
            if rows.is_empty() {
                continue;
            }
            let levels = levels::levels(
                &rows,
                open.spans_told,
                &self.vocabulary,
                &self.narrative,
                self.patterns,
            );
            let kept: Vec<bool> = rows.iter().map(holds_indicator).collect();
            let mut kept_rows = Vec::with_capacity(rows.len());
            let mut kept_levels = Vec::with_capacity(rows.len());
            for ((row, level), keep) in rows.into_iter().zip(levels).zip(kept) {
                if keep {
                    kept_rows.push(row);
                    kept_levels.push(level);
                } else if !row.template {
                    let message = words!(
                        en: "a row with a label and nothing else: dropped",
                        zh: "该行只有标签，已略去"
                    );
                    self.note("empty_row_dropped", message, row.at);
                }
            }
            if kept_rows.is_empty() {
                continue;
            }
            self.table += 1;
            self.out.tables.push(IndicatorTable {
                table: self.table,
                columns: open.columns,
                total: open.total,
                at: open.at,
            });
            let indicators = indicator::indicators(
                self.table,
                &kept_rows,
                kept_levels,
                &self.narrative,
                self.patterns,
                &mut self.out.notes,
            );
            self.out.indicators.extend(indicators);
        }
    }

    /// Empties rows that a blank form prints and nobody filled in (指标2, ……),
    /// so that only their labels count.
    fn without_templates(&mut self, rows: Vec<BodyRow<'o>>) -> Vec<BodyRow<'o>> {
        let patterns = self.patterns;
        let (mut kept, mut notes) = (Vec::with_capacity(rows.len()), Vec::new());
        for mut row in rows {
            let unused = body::VALUES.iter().all(|&role| {
                row.filled(role).is_none_or(|f| quantity::is_placeholder(&f.text, patterns))
            });
            if unused && patterns.tables.is_template(row.text(Role::Name)) {
                let message = words!(
                    en: "a row of the blank form that nobody filled in: dropped",
                    zh: "空白表样中未填写的行，已略去"
                );
                notes.push(Note::new("template_row_dropped", message, row.at));
                row.clear(&[Role::Name, Role::Target, Role::Actual, Role::Reason]);
                row.template = true;
            }
            kept.push(row);
        }
        self.out.notes.extend(notes);
        kept
    }
}

/// Whether a row says anything of an indicator beyond its levels.
fn holds_indicator(row: &BodyRow<'_>) -> bool {
    let telling = [Role::Name, Role::Target, Role::Actual];
    telling.iter().any(|&role| row.filled(role).is_some())
}
