//! `placeholder_indicator_scored.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use crate::checks::row::Row;
use crate::checks::{Context, Judgement};
use crate::model::Quantity;
use crate::patterns::Patterns;
use crate::value::quantity;
use crate::words::{Words, words};

check!(
    "placeholder_indicator_scored",
    ["TGT-02"],
    Medium,
    en: "Placeholder has points",
    zh: "空白指标有分值"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut out = Vec::new();
    let mut weighted = 0;
    for row in context.rows.iter().filter(|row| !row.subtotal) {
        let Some(weight) = &row.indicator.weight else {
            continue;
        };
        weighted += 1;
        // 安全事故: 无 is an answer, and has been judged as one.
        let judged = row.indicator.completion.met.is_some();
        let unnamed = judged && context.patterns.tables.is_template(row.indicator.name.raw.trim());
        let says_nothing = unnamed || !judged && is_placeholder(row, context.patterns);
        if weight.value <= Decimal::ZERO || !says_nothing {
            continue;
        }
        let Words { en: number, zh: number_zh } = row.number();
        let points = weight.value;
        let printed = crate::fold::clean(&row.indicator.name.raw);
        let said = match unnamed {
            true => words!(
                en: "row {number}, {printed}: the name is that of the blank form and does not say what is measured, but {points} points are given for it",
                zh: "第 {number_zh} 个指标 {printed}：名称是空白表格自带的，未写明考核什么，却有分值 {points}"
            ),
            false => words!(
                en: "row {number}, {printed}: nothing is measured, but {points} points are given for it",
                zh: "第 {number_zh} 个指标 {printed}：没有内容，却有分值 {points}"
            ),
        };
        let judgement =
            Judgement::finding(said).values(0, points).at([row.indicator.name.at, weight.at]);
        out.push(judgement);
    }
    if out.is_empty() && weighted > 0 {
        let said = words!(
            en: "each of {weighted} rows with points names what it measures",
            zh: "{weighted} 行有分值的指标均有内容"
        );
        out.push(Judgement::pass(said));
    }
    out
}

fn is_placeholder(row: &Row<'_>, patterns: &Patterns) -> bool {
    let name = row.indicator.name.raw.trim();
    let says_nothing =
        |raw: &str| !raw.trim().is_empty() && quantity::is_placeholder(raw, patterns);
    // A dash may stand where a target does not apply; 不涉及 says so.
    let nothing =
        |value: &Quantity| value.raw.contains(crate::fold::is_cjk) && says_nothing(&value.raw);
    if !name.is_empty() && (patterns.tables.is_template(name) || says_nothing(name)) {
        return true;
    }
    nothing(&row.indicator.target) && nothing(&row.indicator.actual)
}
