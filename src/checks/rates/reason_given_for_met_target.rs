//! `reason_given_for_met_target.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use crate::checks::row::{Row, Standing, unreadable};
use crate::checks::tally::close;
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::model::Text;
use crate::patterns::Use;
use crate::words::{Words, words};

check!(
    "reason_given_for_met_target",
    ["RATE-04"],
    Low,
    en: "Reason given for a met target",
    zh: "已完成却写未完成原因"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let mut out = Vec::new();
    let mut met = 0;
    for row in context.rows {
        if row.standing != Standing::Met || !row.has_column("reason") {
            continue;
        }
        met += 1;
        let Some(reason) = row.indicator.reason.as_deref() else {
            continue;
        };
        if !is_for_a_miss(row, reason, context) {
            continue;
        }
        let Words { en: number, zh: number_zh } = row.number();
        let (name, sum) = (row.name(), row.arithmetic());
        let text = reason.value.as_deref().unwrap_or(&reason.raw);
        let said = words!(
            en: "row {number}, {name}: met ({sum}), but gives a reason for not being so: {text}",
            zh: "第 {number_zh} 个指标 {name}：已完成（{sum}），却填写了未完成的原因：{text}"
        );
        let judgement = Judgement::finding(said)
            .at([reason.at, row.indicator.target.at, row.indicator.actual.at])
            .rests_on(row.values_rest_on());
        out.push(judgement);
    }
    close(out, unreadable(context.rows).filter(|_| met > 0), || {
        let said = words!(
            en: "none of {met} rows that met their target gives a reason for a miss",
            zh: "{met} 个完成的指标均未填写未完成的原因"
        );
        (met > 0).then(|| Judgement::pass(said))
    })
}

fn is_for_a_miss(row: &Row<'_>, reason: &Text, context: &Context<'_>) -> bool {
    let words = &context.patterns.targets;
    let indicator = row.indicator;
    if let (Some(weight), Some(score)) = (&indicator.weight, &indicator.score)
        && score.value < weight.value
    {
        return false;
    }
    let key = fold::key(reason.value.as_deref().unwrap_or(&reason.raw));
    // 同上 says what it does of another row.
    if words.has(Use::Ditto, &key) {
        return false;
    }
    if words.has(Use::NoDeviation, &key) && !words.has(Use::Negated, &key) {
        return false;
    }
    let limit = context.profile.greatly_exceeded;
    let percent = row.rate.map(|rate| rate.saturating_mul(Decimal::ONE_HUNDRED));
    if percent.is_some_and(|rate| rate > limit) {
        return false;
    }
    let title = row.table.and_then(|table| table.column("reason"));
    let title = title.map_or_else(String::new, |column| fold::key(&column.title));
    let misses_only = words.has(Use::AsksForMisses, &title) && !words.has(Use::AsksForMore, &title);
    let deviates = row.rate.is_some_and(|rate| rate != Decimal::ONE);
    let says_why = words.has(Use::Cause, &key) || words.has(Use::Negated, &key);
    misses_only || (!deviates && says_why)
}
