//! Tables of values: indicators, the budget block.

use super::html::Html;
use super::labels::Labels;
use super::report::{Builder, RowView, Slot, TableView, label};
use crate::emend::Part;
use crate::model::{BudgetRow, Indicator, IndicatorTable};

impl<'r> Builder<'_, 'r> {
    pub(super) fn tables(&mut self) -> Vec<TableView> {
        let mut views = Vec::new();
        let mut numbers: Vec<u32> = self.report.indicators.iter().map(|row| row.table).collect();
        numbers.dedup();
        for number in numbers {
            let rows: Vec<&Indicator> =
                self.report.indicators.iter().filter(|row| row.table == number).collect();
            let table = self.report.tables.iter().find(|table| table.table == number);
            views.push(self.table(number, table, &rows));
        }
        views
    }

    fn table(
        &mut self,
        number: u32,
        table: Option<&'r IndicatorTable>,
        rows: &[&'r Indicator],
    ) -> TableView {
        let title = |role: &str, usual: &Html| {
            let printed = table.and_then(|table| table.column(role)).map(|column| &column.title);
            printed.map_or_else(|| usual.clone(), |title| Html::text(title))
        };
        let t = self.labels;
        let has = |role: &str| {
            table.is_some_and(|table| table.column(role).is_some())
                || rows.iter().any(|row| match role {
                    "weight" => row.weight.is_some() || row.damaged.contains_key(role),
                    "score" => row.score.is_some() || row.damaged.contains_key(role),
                    _ => row.reason.is_some(),
                })
        };
        let mut columns: Vec<(String, &'static str, Html)> = vec![
            ("level1".into(), "lv", t.level1.clone()),
            ("level2".into(), "lv", t.level2.clone()),
            ("name".into(), "nm", t.name.clone()),
            ("target".into(), "vl", title("target", &t.target)),
            ("actual".into(), "vl", title("actual", &t.actual)),
            ("completion".into(), "rt", t.completion.clone()),
        ];
        for (role, class, usual) in
            [("weight", "pt", &t.weight), ("score", "pt", &t.score), ("reason", "rs", &t.reason)]
        {
            if has(role) {
                columns.push((role.into(), class, title(role, usual)));
            }
        }
        for role in rows.iter().flat_map(|row| row.extra.keys()) {
            let field = format!("extra.{role}");
            if !columns.iter().any(|(known, ..)| *known == field) {
                columns.push((field, "ex", title(role, &label(role))));
            }
        }
        let views = rows.iter().map(|row| {
            let key = (Part::Indicators, number, row.row);
            let cells = columns.iter().map(|(field, ..)| match field.as_str() {
                "completion" => Slot::Text(completion(row)),
                field => self.field(key, field),
            });
            let cells = cells.collect();
            let spot = self.spots.number(&row.at, false);
            RowView { spot, label: Html::text(&row.row.to_string()), cells }
        });
        let rows = views.collect();
        let mut heads = vec![("no", t.number.clone())];
        heads.extend(columns.into_iter().map(|(_, class, title)| (class, title)));
        TableView { caption: caption(table), heads, rows, total: total(table, t) }
    }

    pub(super) fn budget(&mut self) -> Option<TableView> {
        if self.report.budget.is_empty() {
            return None;
        }
        let t = self.labels;
        let columns = [
            ("initial", &t.initial),
            ("budget", &t.annual),
            ("executed", &t.executed),
            ("rate", &t.rate),
            ("weight", &t.weight),
            ("score", &t.score),
            ("reason", &t.reason),
        ];
        let has = |field: &str| {
            self.report.budget.iter().any(|row| match field {
                "reason" => row.reason.is_some(),
                field => number_of(row, field),
            })
        };
        let columns: Vec<_> = columns.into_iter().filter(|(field, _)| has(field)).collect();
        let mut rows = Vec::new();
        for (ordinal, row) in (1..).zip(&self.report.budget) {
            let key = (Part::Budget, 0, ordinal);
            let cells = columns.iter().map(|(field, _)| self.field(key, field)).collect();
            let spot = self.spots.number(&row.at, false);
            let unit = row.unit.as_deref().map(|unit| format!("（{unit}）")).unwrap_or_default();
            rows.push(RowView { spot, label: Html::text(&format!("{}{unit}", row.label)), cells });
        }
        let mut heads = vec![("it", t.item.clone())];
        heads.extend(columns.into_iter().map(|(_, title)| ("pt", title.clone())));
        let (caption, total) = (Html::default(), Html::default());
        Some(TableView { caption, heads, rows, total })
    }
}

fn number_of(row: &BudgetRow, field: &str) -> bool {
    let number = match field {
        "initial" => &row.initial,
        "budget" => &row.budget,
        "executed" => &row.executed,
        "rate" => &row.rate,
        "weight" => &row.weight,
        _ => &row.score,
    };
    number.is_some()
}

/// How far the target was met, as it is worked out.
fn completion(row: &Indicator) -> Html {
    let done = &row.completion;
    let sign = match done.met {
        Some(true) => "✓",
        Some(false) => "✗",
        None => "",
    };
    let kind = done.kind.term().sign;
    let rate = done.rate.as_deref().and_then(|rate| rate.parse::<rust_decimal::Decimal>().ok());
    let rate = rate.map(|rate| {
        let percent = (rate * rust_decimal::Decimal::ONE_HUNDRED).normalize();
        let bound = if kind == "?" { "" } else { kind };
        format!("{bound}{percent}%")
    });
    Html::text(format!("{sign} {}", rate.unwrap_or_default()).trim())
}

/// What a table is about, where a report has several.
fn caption(table: Option<&IndicatorTable>) -> Html {
    let project = table.and_then(|table| table.project.as_ref());
    let project = project.and_then(|text| text.value.as_deref());
    project.map(Html::text).unwrap_or_default()
}

/// The printed row of totals.
fn total(table: Option<&IndicatorTable>, labels: &Labels) -> Html {
    let Some(total) = table.and_then(|table| table.total.as_ref()) else {
        return Html::default();
    };
    let mut html = labels.total.0.clone();
    for (label, number) in [(&labels.weight, &total.weight), (&labels.score, &total.score)] {
        if let Some(number) = number {
            html.push('　');
            html.push_str(&label.0);
            html.push(' ');
            super::html::push_text(&mut html, &number.value.to_string());
        }
    }
    Html(html)
}
