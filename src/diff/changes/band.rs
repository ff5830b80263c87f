//! ## What it finds
//! A grade that stayed although the score left the band of that grade.
//!
//! ## Why it matters
//! Either the grade or the score is wrong.
//!
//! ## Known limits
//! The usual four bands (90, 80, 60) are used, and only where last year's score and
//! grade agree with them: authorities with bands of their own are left alone.
//!
//! ## Basis
//! YOY-11. 财预〔2020〕10号: 优 from 90, 良 from 80, 中 from 60, 差 below.
//!
//! ---
//! ## 查什么
//! 得分已跨入另一档，而等级仍与上年相同。
//!
//! ## 为什么重要
//! 得分与等级必有一误。
//!
//! ## 局限
//! 按通行的四档（90、80、60）判断，且仅在上年得分与等级符合该分档时才查；自定分档的地区不查。
//!
//! ## 依据
//! YOY-11。财预〔2020〕10号：优90分以上，良80分以上，中60分以上，差60分以下。

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::{Change, SideName};
use crate::model::Conclusion;
use crate::patterns::Patterns;
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    let (old, new) = (&context.old.conclusion, &context.new.conclusion);
    let (Some(before), Some(after)) = (of(old, context.patterns), of(new, context.patterns)) else {
        return;
    };
    let (Some(old_score), Some(new_score), Some(old_grade), Some(new_grade)) =
        (&old.score, &new.score, &old.grade, &new.grade)
    else {
        return;
    };
    let agreed = before.grade == before.band;
    if !agreed || after.grade != before.grade || after.band == before.band {
        return;
    }
    let (from, to) = (old_score.value, new_score.value);
    let (grade, band) = (after.grade, after.band);
    let words = words!(
        en: "the score went from {from} to {to}, which is {band}, but the grade is still {grade}",
        zh: "得分由 {from} 变为 {to}，应为 {band}，等级仍为 {grade}"
    );
    let change = Change::new(ChangeKind::GradeKeptAcrossBand, words)
        .texts(old_grade, new_grade)
        .rests_on(SideName::Old, &old_score.raw, old_score.at)
        .rests_on(SideName::New, &new_score.raw, new_score.at);
    found.push(change);
}

struct Verdict<'p> {
    grade: &'p str,
    band: &'p str,
}

/// The grade that is printed and the one that the score has in the usual bands.
fn of<'p>(conclusion: &Conclusion, patterns: &'p Patterns) -> Option<Verdict<'p>> {
    let grade = conclusion.grade.as_ref()?.value.as_deref()?;
    Some(Verdict {
        grade: patterns.changes.grade(grade)?,
        band: patterns.changes.band(conclusion.score.as_ref()?.value)?,
    })
}
