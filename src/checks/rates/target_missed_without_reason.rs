//! `target_missed_without_reason.md` says what this finds and why.

use super::check;
use crate::checks::row::{Row, Standing, numbers, places, unreadable};
use crate::checks::tally::close;
use crate::checks::{Context, Judgement};
use crate::fold;
use crate::model::Text;
use crate::patterns::Use;
use crate::words::{Words, words};

check!(
    "target_missed_without_reason",
    ["RATE-03"],
    Medium,
    en: "Target missed without a reason",
    zh: "未完成未说明原因"
);

/// Key of `Indicator::extra` under which remarks stand.
const REMARK: &str = "remark";

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let (mut out, mut explained, mut roomless) = (Vec::new(), Vec::new(), Vec::new());
    let mut torn = Vec::new();
    let mut met = 0;
    let mut above = None;
    for row in context.rows {
        let reason = reason(row, above, context);
        above = reason;
        match row.standing {
            Standing::Met => met += 1,
            Standing::Missed => match reason {
                Some(text) if is_long_enough(text, context) => explained.push((row, text.at)),
                None if !has_room(row) => roomless.push(row),
                None if row.is_torn() => torn.push(row),
                // A part of a text that is not told is no reason, and none that lacks.
                Some(text) if text.value.is_none() => torn.push(row),
                found => out.push(finding(row, found)),
            },
            _ => {}
        }
    }
    let roomless = (!roomless.is_empty()).then(|| {
        let Words { en: which, zh: which_zh } = numbers(roomless.iter().copied());
        let said = words!(
            en: "rows {which} missed their targets, and the table has no column for reasons",
            zh: "第 {which_zh} 个指标未完成，而表中没有填写原因的栏目"
        );
        Judgement::not_evaluable(said).at(places(roomless.iter().copied()))
    });
    let torn = (!torn.is_empty()).then(|| {
        let Words { en: which, zh: which_zh } = numbers(torn.iter().copied());
        let said = words!(
            en: "rows {which} missed their targets, and where their reasons stand is not certain",
            zh: "第 {which_zh} 个指标未完成，其原因在何处无法确定"
        );
        Judgement::not_evaluable(said).at(places(torn.iter().copied()))
    });
    let open = roomless.into_iter().chain(torn).chain(unreadable(context.rows));
    close(out, open, || {
        let count = explained.len();
        let said = match count {
            0 => words!(en: "no target is missed", zh: "没有未完成的指标"),
            _ => words!(
                en: "each of {count} missed targets has its reason",
                zh: "{count} 个未完成指标均说明了原因"
            ),
        };
        let at = explained.iter().flat_map(|(row, reason)| [row.indicator.actual.at, *reason]);
        (met + count > 0).then(|| Judgement::pass(said).at(at))
    })
}

/// The reason of a row; 同上 is that of the row above.
fn reason<'a>(row: &Row<'a>, above: Option<&'a Text>, context: &Context<'_>) -> Option<&'a Text> {
    let remark = || row.indicator.extra.get(REMARK).map(Box::as_ref);
    let own = row.indicator.reason.as_deref().or_else(remark)?;
    let same = context.patterns.targets.has(Use::Ditto, &fold::clean_key_of(&own.raw));
    if same { above.or(Some(own)) } else { Some(own) }
}

fn has_room(row: &Row<'_>) -> bool {
    row.has_column("reason") || row.has_column(REMARK)
}

fn is_long_enough(reason: &Text, context: &Context<'_>) -> bool {
    let text = reason.value.as_deref().unwrap_or(&reason.raw);
    let least = context.profile.shortest_reason;
    text.chars().filter(|c| c.is_alphanumeric()).nth(least.saturating_sub(1)).is_some()
}

fn finding(row: &Row<'_>, reason: Option<&Text>) -> Judgement {
    let Words { en: number, zh: number_zh } = row.number();
    let (name, sum) = (row.name(), row.arithmetic());
    let said = match reason {
        None => words!(
            en: "row {number}, {name}: missed ({sum}) without a reason",
            zh: "第 {number_zh} 个指标 {name}：未完成（{sum}），未说明原因"
        ),
        Some(text) => {
            let text = text.value.as_deref().unwrap_or(&text.raw);
            words!(
                en: "row {number}, {name}: missed ({sum}), and “{text}” is no reason",
                zh: "第 {number_zh} 个指标 {name}：未完成（{sum}），“{text}”不能算作原因"
            )
        }
    };
    let values = [row.indicator.target.at, row.indicator.actual.at];
    Judgement::finding(said)
        .at(values)
        .at(reason.map(|text| text.at))
        .rests_on(row.values_rest_on())
}
