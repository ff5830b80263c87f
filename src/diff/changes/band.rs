//! ## What it finds
//! A grade that stayed although the score left the band of that grade.
//!
//! ## Why it matters
//! Either the grade or the score is wrong.
//!
//! ## Known limits
//! The bands are those of the report's profile (`patterns/profiles.toml`), and only where
//! last year's score and grade agree with them: other bands are left alone.
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
//! 按报告所属评价口径的分档（patterns/profiles.toml）判断，且仅在上年得分与等级符合该分档时才查。
//!
//! ## 依据
//! YOY-11。财预〔2020〕10号：优90分以上，良80分以上，中60分以上，差60分以下。

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::{Change, SideName};
use crate::model::{Number, Report, Text};
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    let (Some(before), Some(after)) = (of(context.old), of(context.new)) else {
        return;
    };
    let patterns = context.patterns;
    let grade = |verdict: &Verdict<'_>| patterns.grades.id_of(verdict.word);
    let (Some(kept), Some(now)) = (grade(&before), grade(&after)) else {
        return;
    };
    let form = patterns.form(&context.new.form.id);
    let profile = patterns.profiles.of(form.profile.as_deref());
    let fits = |score| profile.bands_of(score).any(|band| band.grade == kept);
    let (from, to) = (before.score.value, after.score.value);
    if kept != now || !fits(from) || fits(to) {
        return;
    }
    let bands: Vec<&str> = profile.bands_of(to).map(|band| &*band.grade).collect();
    let (word, band) = (after.word, bands.join("/"));
    let words = words!(
        en: "the score went from {from} to {to}, which is {band}, but the grade is still {word}",
        zh: "得分由 {from} 变为 {to}，应为 {band}，等级仍为 {word}"
    );
    let change = Change::new(ChangeKind::GradeKeptAcrossBand, words)
        .texts(before.grade, after.grade)
        .rests_on(SideName::Old, &before.score.raw, before.score.at)
        .rests_on(SideName::New, &after.score.raw, after.score.at);
    found.push(change);
}

/// A score and its grade, where a report states both.
struct Verdict<'r> {
    score: &'r Number,
    grade: &'r Text,
    word: &'r str,
}

fn of(report: &Report) -> Option<Verdict<'_>> {
    let grade = report.conclusion.grade.as_ref()?;
    Some(Verdict { score: report.conclusion.score.as_ref()?, word: grade.value.as_deref()?, grade })
}
