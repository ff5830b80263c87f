//! `everything_met_at_full_score.md` says what this finds and why.

use super::check;
use crate::checks::row::{Row, Standing, numbers, places};
use crate::checks::{Context, Judgement};
use crate::words::{Words, words};

check!(
    "everything_met_at_full_score",
    ["RATE-07"],
    Info,
    en: "Everything met at full score",
    zh: "全部完成且近满分"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let Some(score) = &context.report.conclusion.score else {
        return Vec::new();
    };
    let reported = context.rows.iter().filter(|row| row.standing != Standing::NotReported);
    let reported: Vec<&Row<'_>> = reported.collect();
    if reported.is_empty() {
        return Vec::new();
    }
    let is = |row: &Row<'_>, any: &[Standing]| any.contains(&row.standing);
    let missed = reported.iter().filter(|row| is(row, &[Standing::Missed])).count();
    let limit = context.profile.near_full_score;
    let (value, count) = (score.value, reported.len());
    if value < limit || missed > 0 {
        let said = words!(
            en: "the score is {value}, and {missed} of {count} targets are missed",
            zh: "得分 {value}，{count} 个指标中 {missed} 个未完成"
        );
        return vec![Judgement::pass(said).at([score.at])];
    }
    let open = [Standing::Unknown, Standing::Damaged];
    let open: Vec<&Row<'_>> = reported.iter().copied().filter(|row| is(row, &open)).collect();
    if !open.is_empty() {
        let Words { en: which, zh: which_zh } = numbers(open.iter().copied());
        let said = words!(
            en: "the score is {value}; whether rows {which} met their targets cannot be told",
            zh: "得分 {value}；第 {which_zh} 个指标是否完成无法判断"
        );
        return vec![Judgement::not_evaluable(said).at([score.at]).at(places(open))];
    }
    let said = words!(
        en: "all {count} targets are met, and the score is {value} of 100",
        zh: "{count} 个指标全部完成，得分 {value}"
    );
    let judgement = Judgement::finding(said)
        .values(format!("< {limit}"), value)
        .at([score.at])
        .rests_on(reported.iter().flat_map(|row| row.values_rest_on()));
    vec![judgement]
}
