//! `grade_does_not_fit_score.md` says what this finds and why.

use rust_decimal::Decimal;

use super::check;
use crate::checks::{Context, Judgement};
use crate::model::{Number, Text};
use crate::patterns::Band;
use crate::words::words;

check!(
    "grade_does_not_fit_score",
    ["GRD-01"],
    High,
    en: "Grade does not fit the score",
    zh: "等级与得分不符"
);

fn judge(context: &Context<'_>) -> Vec<Judgement> {
    let conclusion = &context.report.conclusion;
    match (&conclusion.score, &conclusion.grade) {
        (Some(score), Some(grade)) => vec![judge_grade(score, grade, context)],
        (None, None) => Vec::new(),
        _ => contradiction(context).into_iter().collect(),
    }
}

/// Codes of notes that say that several were stated and none was chosen.
const SEVERAL: [&str; 2] = ["several_scores", "several_grades"];

fn contradiction(context: &Context<'_>) -> Option<Judgement> {
    let mut notes = context.report.notes.iter();
    let note = notes.find(|note| SEVERAL.contains(&&*note.code))?;
    let said = words!(
        en: "the report states several scores or grades of its own",
        zh: "报告写有多个不同的得分或等级"
    );
    Some(Judgement::not_evaluable(said).at([note.at]))
}

fn judge_grade(score: &Number, grade: &Text, context: &Context<'_>) -> Judgement {
    let (profile, value) = (context.profile, score.value);
    let printed = grade.value.as_deref().unwrap_or(&grade.raw);
    let source = &profile.source;
    let places = [score.at, grade.at];
    let id = context.patterns.grades.id_of(printed);
    let known = id.filter(|id| profile.has_grade(id));
    let out_of_scale = value > Decimal::ONE_HUNDRED || value < Decimal::ZERO;
    let Some(id) = known.filter(|_| !out_of_scale) else {
        let said = if out_of_scale {
            words!(
                en: "a score of {value} is outside 0-100, so no band holds it",
                zh: "得分 {value} 不在 0-100 之间，没有对应的档次"
            )
        } else {
            words!(
                en: "the profile has no grade {printed} ({source})",
                zh: "评价标准没有“{printed}”这一等级（{source}）"
            )
        };
        return Judgement::not_evaluable(said).at(places);
    };
    let bands: Vec<&Band> = profile.bands_of(value).collect();
    if let Some(band) = bands.iter().find(|band| band.grade == id) {
        let (from, to) = (band.from, band.to);
        let said = words!(
            en: "{value} is {printed}: {from}-{to} ({source})",
            zh: "{value} 分为“{printed}”：{from}-{to} 分（{source}）"
        );
        return Judgement::pass(said).at(places);
    }
    let expected: Vec<String> =
        bands.iter().map(|Band { grade, from, to }| format!("{grade} ({from}-{to})")).collect();
    let expected = expected.join(" / ");
    let said = words!(
        en: "{value} is {expected}, not {printed} ({source})",
        zh: "{value} 分应为 {expected}，而非“{printed}”（{source}）"
    );
    Judgement::finding(said).values(expected, printed).at(places)
}
