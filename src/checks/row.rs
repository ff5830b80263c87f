//! An indicator row with what the checks ask of it: whether the target was missed for
//! certain, its levels in the vocabulary, its table.

use rust_decimal::Decimal;

use super::Judgement;
use crate::fold;
use crate::location::At;
use crate::model::{
    CompletionKind, Direction, Indicator, IndicatorTable, Quantity, Report, RestsOn, Status, Text,
};
use crate::patterns::{LevelId, Patterns, Use};
use crate::words::{Words, words};

/// An indicator and what is worked out of it once for all checks.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    /// Its place in the report's list.
    pub(crate) index: usize,
    pub(crate) indicator: &'a Indicator,
    /// The table it stands in.
    pub(crate) table: Option<&'a IndicatorTable>,
    pub(crate) standing: Standing,
    /// Actual ÷ target, where both are numbers; see [`CompletionKind`].
    pub(crate) rate: Option<Decimal>,
    /// The entries of level 1 and 2 in the vocabulary.
    pub(crate) levels: [Option<LevelId>; 2],
    /// Whether its table is one of several.
    one_of_several: bool,
    /// Whether it adds up other rows (小计).
    pub(crate) subtotal: bool,
}

/// How a row stands to its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Met,
    Missed,
    /// Cannot be told, and nothing is damaged.
    Unknown,
    /// Target or actual cannot be read.
    Damaged,
    /// No actual value is printed: a declaration, a table of points.
    NotReported,
}

/// The rows of a report.
pub(crate) fn rows<'a>(report: &'a Report, patterns: &Patterns) -> Vec<Row<'a>> {
    let last = report.indicators.last();
    let one_of_several = last.is_some_and(|last| last.table > 1);
    let mut levels = Levels::default();
    let mut tables = report.tables.iter().peekable();
    let indicators = report.indicators.iter().enumerate();
    let row = |(index, indicator): (usize, &'a Indicator)| {
        while tables.next_if(|t| t.table < indicator.table).is_some() {}
        let table = tables.peek().copied();
        let levels = levels.of(indicator, patterns);
        Row {
            index,
            indicator,
            table: table.filter(|t| t.table == indicator.table),
            standing: standing(indicator),
            rate: rate(indicator),
            levels,
            one_of_several,
            subtotal: is_subtotal(indicator, patterns),
        }
    };
    indicators.map(row).collect()
}

impl Row<'_> {
    /// Its number for people: the row, and before it the table where there are several. In
    /// Chinese it stands after 第: `2 表第 3`.
    pub(crate) fn number(&self) -> Words {
        let Indicator { table, row, .. } = self.indicator;
        match self.one_of_several {
            true => words!(en: "{table}:{row}", zh: "{table} 表第 {row}"),
            false => words!(en: "{row}", zh: "{row}"),
        }
    }

    /// Which way its target points, as far as that is known.
    pub(crate) fn direction(&self) -> Option<Direction> {
        self.indicator.direction
    }

    /// Whether it is not certain that its cells stand in their columns, so that a sum over
    /// rows may lack one of them.
    pub(crate) fn is_torn(&self) -> bool {
        const DOUBTS: [&str; 10] = [
            "cells_glued",
            "lines_not_told",
            "cell_shifted",
            "cell_lost",
            "rows_merged",
            "ambiguous_column",
            "head_does_not_fit",
            "row_not_told",
            "column_moved",
            "weight_above_total",
        ];
        let row = self.indicator;
        let texts = [&row.name, &row.level1, &row.level2].map(|text| text.reason_code.as_deref());
        let values = [&row.target, &row.actual].map(|value| value.reason_code.as_deref());
        let mut codes = texts.into_iter().chain(values).flatten();
        // Where no name is left, other cells of the row may have been lost with it.
        let nameless = row.name.value.is_none() && row.name.raw.is_empty();
        nameless || codes.any(|code| DOUBTS.contains(&code))
    }

    /// Whether its table has a column of this role.
    pub(crate) fn has_column(&self, role: &str) -> bool {
        self.table.is_some_and(|table| table.column(role).is_some())
    }

    /// Its name for people: what is printed where it cannot be read.
    pub(crate) fn name(&self) -> &str {
        let name = &self.indicator.name;
        name.value.as_deref().unwrap_or(&name.raw)
    }

    /// `151 ÷ 170 = 88.82%`, or what is printed where there is no such rate.
    pub(crate) fn arithmetic(&self) -> String {
        let row = self.indicator;
        match (row.actual.number, row.target.number, self.rate) {
            (Some(actual), Some(target), Some(rate)) => {
                let rate = super::tolerance::shown(rate.saturating_mul(Decimal::ONE_HUNDRED));
                let sign = match row.completion.kind {
                    CompletionKind::LowerBound => "≥",
                    CompletionKind::UpperBound => "≤",
                    _ => "=",
                };
                format!("{actual} ÷ {target} {sign} {rate}%")
            }
            _ => format!("{} / {}", one_line(&row.actual.raw), one_line(&row.target.raw)),
        }
    }

    /// What carries an outcome that rests on target and actual.
    pub(crate) fn values_rest_on(&self) -> impl Iterator<Item = RestsOn> {
        let row = self.indicator;
        let target = quantity_rests_on(self.index, "target", &row.target);
        let actual = quantity_rests_on(self.index, "actual", &row.actual);
        target.into_iter().chain(actual)
    }

    /// The same for one of its labels.
    pub(crate) fn text_rests_on(&self, field: &str, text: &Text) -> Option<RestsOn> {
        rests_on(self.index, field, &text.raw, text.status, text.at)
    }
}

/// Numbers of rows for a message: `2, 4, 6`, `2、4、6`; of several tables `1:2, 1:4, 2:3`,
/// `1 表第 2、4，第 2 表第 3`.
pub(crate) fn numbers<'r, 'a: 'r>(rows: impl IntoIterator<Item = &'r Row<'a>>) -> Words {
    let rows: Vec<&Row<'_>> = rows.into_iter().collect();
    let numbers: Vec<Words> = rows.iter().map(|row| row.number()).collect();
    let all: Vec<&str> = numbers.iter().map(|number| number.en.as_str()).collect();
    let all = Words::list(&all);
    if !rows.iter().any(|row| row.one_of_several) {
        return all;
    }
    let mut zh = String::new();
    for rows in rows.chunk_by(|a, b| a.indicator.table == b.indicator.table) {
        let numbers: Vec<String> = rows.iter().map(|row| row.indicator.row.to_string()).collect();
        let Words { zh: list, .. } = Words::list(&numbers);
        let table = rows.first().map_or(0, |row| row.indicator.table);
        let part = match zh.is_empty() {
            true => words!(en: "", zh: "{table} 表第 {list}"),
            false => words!(en: "", zh: "，第 {table} 表第 {list}"),
        };
        zh.push_str(&part.zh);
    }
    Words { en: all.en, zh }
}

/// Places of rows: where each as a whole stands.
pub(crate) fn places<'r, 'a: 'r>(rows: impl IntoIterator<Item = &'r Row<'a>>) -> Vec<At> {
    rows.into_iter().map(|row| row.indicator.at).collect()
}

/// Rows of which target or actual cannot be read: not evaluable, and which.
pub(crate) fn unreadable(rows: &[Row<'_>]) -> Option<Judgement> {
    let damaged: Vec<&Row<'_>> =
        rows.iter().filter(|row| row.standing == Standing::Damaged).collect();
    if damaged.is_empty() {
        return None;
    }
    let Words { en: numbers, zh: numbers_zh } = numbers(damaged.iter().copied());
    let said = words!(
        en: "target or actual value cannot be read: row {numbers}",
        zh: "第 {numbers_zh} 个指标的预期值或实现值残损"
    );
    let values = damaged.iter().flat_map(|row| row.values_rest_on());
    Some(Judgement::not_evaluable(said).at(places(damaged.iter().copied())).rests_on(values))
}

fn one_line(raw: &str) -> String {
    fold::clean(raw)
}

fn quantity_rests_on(index: usize, field: &str, quantity: &Quantity) -> Option<RestsOn> {
    let status = match quantity.repair {
        Some(_) if !quantity.status.is_decided() => Status::Repaired,
        _ => quantity.status,
    };
    rests_on(index, field, &quantity.raw, status, quantity.at)
}

fn rests_on(index: usize, field: &str, raw: &str, status: Status, at: At) -> Option<RestsOn> {
    let carries = matches!(
        status,
        Status::Repaired | Status::Inherited | Status::Damaged | Status::Corrected
    );
    carries.then(|| RestsOn {
        path: format!("indicators[{index}].{field}"),
        raw: raw.to_owned(),
        status,
        at,
    })
}

/// Levels repeat from row to row: each is looked up once.
#[derive(Debug, Default)]
struct Levels<'a> {
    names: [Option<&'a str>; 2],
    ids: [Option<LevelId>; 2],
}

impl<'a> Levels<'a> {
    fn of(&mut self, row: &'a Indicator, patterns: &Patterns) -> [Option<LevelId>; 2] {
        let names = [&row.level1, &row.level2].map(|text| text.value.as_deref());
        for (index, level) in [(0, 1), (1, 2)] {
            if names[index] != self.names[index] {
                self.names[index] = names[index];
                self.ids[index] = names[index].and_then(|name| patterns.levels.exact(level, name));
            }
        }
        self.ids
    }
}

fn rate(row: &Indicator) -> Option<Decimal> {
    row.completion.rate.as_deref()?.parse().ok()
}

fn standing(row: &Indicator) -> Standing {
    let damaged = |quantity: &Quantity| quantity.status == Status::Damaged;
    if damaged(&row.target) || damaged(&row.actual) {
        return Standing::Damaged;
    }
    match row.completion.met {
        Some(true) => Standing::Met,
        Some(false) => Standing::Missed,
        None if row.actual.is_none() || row.target.is_none() => Standing::NotReported,
        None => Standing::Unknown,
    }
}

fn is_subtotal(row: &Indicator, patterns: &Patterns) -> bool {
    let labels = [&row.name, &row.level2, &row.level1];
    let printed = labels.into_iter().find(|text| !text.raw.trim().is_empty());
    let valueless = row.target.is_none() && row.actual.is_none();
    valueless
        && printed
            .is_some_and(|text| patterns.targets.has(Use::Subtotal, &fold::clean_key_of(&text.raw)))
}
