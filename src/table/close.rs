//! Ending a table: its rows become indicators.

use std::collections::VecDeque;

use rust_decimal::Decimal;

use super::body::{self, BodyRow};
use super::identity::{self, Identity};
use super::matrix::Holds;
use super::open::Open;
use super::reader::Reader;
use super::{again, guard, indicator, levels, sums};
use crate::model::{IndicatorTable, TotalRow, UnreadColumn};
use crate::patterns::Role;
use crate::value::quantity;
use crate::words::words;

impl<'o> Reader<'o, '_> {
    /// Ends the open tables: their rows become indicators.
    pub(super) fn close(&mut self) {
        for mut open in std::mem::take(&mut self.open) {
            let mut rows = std::mem::take(&mut open.rows);
            self.empty_templates(&mut rows);
            if rows.is_empty() {
                self.out.empty.push(open.at);
                continue;
            }
            self.tell_repeated(&rows);
            self.out.notes.extend(body::join_sentences(&mut rows));
            let kinds = open.places.kinds(self.patterns);
            if !open.told.inferred {
                self.out.notes.extend(body::join_cut(&mut rows, kinds));
            }
            levels::path::part(&mut rows, open.told.inferred, self.patterns);
            guard::guard(&mut rows, kinds, open.told, open.total.as_ref());
            match &open.total {
                Some(total) => sums::choose(&mut rows, total, &self.out.budget, self.patterns),
                None => sums::complete(&mut rows, &self.out.budget, self.patterns),
            }
            let unread = std::mem::take(&mut open.unread).columns();
            // Of a large table they take as much memory as its rows.
            if rows.len() > indicator::MANY {
                open.places.forget_answers();
            }
            let parts = identity::parts(&rows, self.patterns);
            if parts.len() > 1 {
                // The totals of one table are not those of several.
                open.total = None;
            }
            let mut rows = VecDeque::from(rows);
            for (range, identity) in parts {
                let mut part: Vec<BodyRow<'_>> = match range.len() == rows.len() {
                    true => std::mem::take(&mut rows).into(),
                    false => rows.drain(..range.len()).collect(),
                };
                if range.start > 0 {
                    own_labels(&mut part);
                }
                self.table_of(part, identity, &open, &unread);
            }
        }
    }

    /// Notes rows that stand in the table twice.
    fn tell_repeated(&mut self, rows: &[BodyRow<'o>]) {
        for range in again::again(rows) {
            let count = range.len();
            let message = words!(
                en: "{count} rows say the same as the {count} rows before them: a page may stand in the file twice; all are kept",
                zh: "此处 {count} 行与其前 {count} 行完全相同，可能有一页在文件中出现两次；各行均予保留"
            );
            if let Some(row) = rows.get(range.start) {
                self.note("rows_repeated", message, row.at);
            }
        }
    }

    /// Rows of one table become its indicators.
    fn table_of(
        &mut self,
        mut rows: Vec<BodyRow<'o>>,
        identity: Identity,
        open: &Open<'_>,
        unread: &[UnreadColumn],
    ) {
        let mut levels =
            levels::levels(&rows, open.told, &self.vocabulary, self.prose, self.patterns);
        let kept: Vec<bool> = rows.iter().map(holds_indicator).collect();
        for (row, _) in rows.iter().zip(&kept).filter(|(row, kept)| !**kept && !row.template) {
            let message = words!(
                en: "a row with a label and nothing else: dropped",
                zh: "该行只有标签，已略去"
            );
            self.note("empty_row_dropped", message, row.at);
        }
        keep(&mut rows, &kept);
        keep(&mut levels, &kept);
        if rows.is_empty() {
            return;
        }
        self.table += 1;
        if open.told.inferred && lacks_weights(&rows, open.total.as_ref()) {
            let message = words!(
                en: "no line bounds the table, and its weights do not add up: rows may stand outside of it",
                zh: "该表没有边线，且分值合计不足，可能有行未归入表内"
            );
            self.note("rows_outside", message, open.at);
            if open.told.spans
                && let Some(last) = rows.last_mut()
            {
                guard::may_be_cut(last);
            }
        }
        let total = open.total.as_ref();
        self.out.heads.push(open.head.clone());
        self.out.tables.push(IndicatorTable {
            table: self.table,
            project: identity.project,
            unit: identity.unit,
            department: identity.department,
            fiscal_year: identity.fiscal_year,
            weight_total: total.and_then(|total| total.weight.clone()),
            score: total.and_then(|total| total.score.clone()),
            columns: open.columns.clone(),
            unread_columns: unread.to_vec(),
            total: open.total.clone(),
            at: open.at,
        });
        indicator::indicators(
            self.table,
            &open.layout,
            rows,
            levels,
            self.prose,
            open.places.kinds(self.patterns),
            &mut self.out,
        );
    }

    /// Empties rows that a blank form prints and nobody filled in (指标2, ……),
    /// so that only their labels count.
    fn empty_templates(&mut self, rows: &mut [BodyRow<'o>]) {
        let patterns = self.patterns;
        for row in rows {
            let unused = body::VALUES.iter().all(|&role| {
                row.filled(role).is_none_or(|f| quantity::is_placeholder(f.text(), patterns))
            });
            if unused && patterns.tables.is_template(row.text(Role::Name)) {
                let message = words!(
                    en: "a row of the blank form that nobody filled in: dropped",
                    zh: "空白表样中未填写的行，已略去"
                );
                self.note("template_row_dropped", message, row.at);
                row.clear(&[Role::Name, Role::Target, Role::Actual, Role::Reason]);
                row.template = true;
            }
        }
    }
}

/// A label that spans rows of two tables is one of the first row of the second as well.
fn own_labels(rows: &mut [BodyRow<'_>]) {
    let Some(first) = rows.first_mut() else { return };
    for role in [Role::Level1, Role::Level2] {
        if let Some(mut field) = first.filled(role).cloned() {
            field.holds = Holds::Own;
            first.set(role, Some(field));
        }
    }
}

/// Keeps those of which it is said so, in their place.
fn keep<T>(all: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    all.retain(|_| kept.next().is_none_or(|kept| *kept));
}

/// Whether the weights of rows add up to less than they should.
fn lacks_weights(rows: &[BodyRow<'_>], total: Option<&TotalRow>) -> bool {
    let weights: Vec<Decimal> =
        rows.iter().filter_map(|row| row.bare_number(Role::Weight)).collect();
    let sum = weights.iter().copied().fold(Decimal::ZERO, Decimal::saturating_add);
    let stated = total.and_then(|total| total.weight.as_ref()).map(|number| number.value);
    // Of 100 points 10 may stand in the budget block.
    let stated = stated.unwrap_or(Decimal::ONE_HUNDRED);
    let without_block = sum.saturating_add(Decimal::TEN) == stated;
    !weights.is_empty() && !without_block && sum < stated
}

/// Whether a row says anything of an indicator beyond its levels.
fn holds_indicator(row: &BodyRow<'_>) -> bool {
    let telling = [Role::Name, Role::Target, Role::Actual];
    // What stands here but from cells above was told in their first row.
    let labels = [Role::Group, Role::Level1, Role::Level2, Role::Number];
    let own = row.fields().iter().any(|(role, field)| {
        !labels.contains(role) && !field.is_blank() && field.holds != Holds::FromAbove
    });
    own && telling.iter().any(|&role| row.filled(role).is_some())
}
