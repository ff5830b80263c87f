//! `level_weight_differs.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use crate::checks::row::{Row, numbers, places};
use crate::checks::scored::{ScoredTable, spans, too_large};
use crate::checks::tolerance::{half_unit, sum};
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::location::At;
use crate::model::{Status, Text};
use crate::words::{Words, words};

check!(
    "level_weight_differs",
    ["SUM-05"],
    Medium,
    en: "Weight of a level differs",
    zh: "分级分值不符"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut groups = Vec::new();
    for table in context.scored {
        if !table.weights.numbers.is_empty() {
            groups.extend(of_level(table, Level::One, context));
            groups.extend(of_level(table, Level::Two, context));
        }
    }
    let mut out: Vec<Judgement> = groups.iter().filter_map(judge_group).collect();
    if out.is_empty() && !groups.is_empty() {
        let count = groups.len();
        let said = words!(
            en: "each of {count} weights in labels is the sum of its rows",
            zh: "{count} 个级别名称中的分值均等于其下指标之和"
        );
        let at = groups.iter().map(|group| group.at);
        out.push(Judgement::pass(said).at(at));
    }
    out
}

#[derive(Clone, Copy, PartialEq)]
enum Level {
    One,
    Two,
}

/// A label with a weight, and the rows under it.
struct Group<'a> {
    label: &'a str,
    weight: Decimal,
    at: At,
    level: Level,
    rows: Vec<&'a Row<'a>>,
    /// Whether a label of its table cannot be read.
    torn: bool,
}

fn text<'a>(row: &Row<'a>, level: Level) -> &'a Text {
    match level {
        Level::One => &row.indicator.level1,
        Level::Two => &row.indicator.level2,
    }
}

fn of_level<'a>(table: &ScoredTable<'a>, level: Level, context: &Context<'a>) -> Vec<Group<'a>> {
    let torn = table.rows.iter().any(|row| text(row, level).value.is_none());
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut open = false;
    let mut above: Option<&Row<'_>> = None;
    for &row in &table.rows {
        let label = text(row, level);
        let goes_on = above.is_some_and(|above| same_label(above, row, level));
        above = Some(row);
        if goes_on {
            if open && let Some(group) = groups.last_mut() {
                group.rows.push(row);
            }
            continue;
        }
        let key = fold::clean_key(&label.raw);
        let weight = context.patterns.targets.weight_in_label(&key);
        let weight = weight.and_then(|digits| digits.parse().ok());
        open = weight.is_some();
        groups.extend(weight.map(|weight| Group {
            label: label.raw.trim(),
            weight,
            at: label.at,
            level,
            rows: vec![row],
            torn,
        }));
    }
    groups
}

/// Whether a row stands under the label of the row above: a spanning one, or the same
/// printed again.
fn same_label(above: &Row<'_>, row: &Row<'_>, level: Level) -> bool {
    let (a, b) = (text(above, level), text(row, level));
    let spans = b.status == Status::Inherited && a.value == b.value;
    let again = !b.raw.is_empty() && a.raw == b.raw;
    let parent = level == Level::One || same_parent(above, row);
    parent && (spans && a.at == b.at || again)
}

fn same_parent(above: &Row<'_>, row: &Row<'_>) -> bool {
    above.indicator.level1.value == row.indicator.level1.value
}

fn judge_group(group: &Group<'_>) -> Option<Judgement> {
    let weights = group.rows.iter().filter_map(|row| row.indicator.weight.as_ref());
    let mut weights: Vec<_> = weights.collect();
    weights.dedup_by(|number, above| spans(Some(*above), number));
    let values: Vec<Decimal> = weights.iter().map(|n| n.value).collect();
    let Some(sum) = sum(&values) else {
        return Some(Judgement::not_evaluable(too_large()).at([group.at]));
    };
    let rounded = weights.iter().filter(|n| n.value.normalize().scale() > 1);
    let slack: Decimal = rounded.map(|n| half_unit(n.value)).sum();
    if sum.saturating_sub(group.weight).abs() <= slack {
        return None;
    }
    let label = fold::clean(group.label);
    let without: Vec<_> = group.rows.iter().filter(|row| row.indicator.weight.is_none()).collect();
    if group.torn || !without.is_empty() {
        let said = if group.torn {
            words!(
                en: "{label}: a label of this table cannot be read, so the rows under it are not certain",
                zh: "{label}：表中有级别残损，其下指标不能确定"
            )
        } else {
            let Words { en: which, zh: which_zh } = numbers(without.iter().map(|row| **row));
            words!(
                en: "{label}: no weight can be read in rows {which}",
                zh: "{label}：第 {which_zh} 个指标分值未填或残损"
            )
        };
        let at = places(group.rows.iter().copied());
        return Some(Judgement::not_evaluable(said).at([group.at]).at(at));
    }
    let weight = group.weight;
    let Words { en: rows, zh: rows_zh } = numbers(group.rows.iter().copied());
    let terms: Vec<String> = weights.iter().map(|n| n.value.to_string()).collect();
    let terms = terms.join(" + ");
    let said = words!(
        en: "{label}: rows {rows} have {terms} = {sum} points, not {weight}",
        zh: "{label}：第 {rows_zh} 个指标分值 {terms} = {sum}，不等于 {weight}"
    );
    let field = match group.level {
        Level::One => "level1",
        Level::Two => "level2",
    };
    let level = group.level;
    let carried = group.rows.iter().filter_map(|row| row.text_rests_on(field, text(row, level)));
    let at = weights.iter().map(|n| n.at);
    Some(Judgement::finding(said).values(weight, sum).at([group.at]).at(at).rests_on(carried))
}
