//! `band.md` says what this finds and why.

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
