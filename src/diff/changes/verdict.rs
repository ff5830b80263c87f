//! `verdict.md` says what this finds and why.

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
use crate::diff::model::Change;
use crate::fold;
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    let (old, new) = (&context.old.conclusion, &context.new.conclusion);
    if let (Some(a), Some(b)) = (&old.score, &new.score)
        && a.value != b.value
    {
        let (from, to) = (a.value, b.value);
        let words = words!(
            en: "the score went from {from} to {to}",
            zh: "自评得分由 {from} 变为 {to}"
        );
        let change = Change::new(ChangeKind::ScoreChanged, words)
            .relative(measured::relative(a.value, b.value))
            .old(a.raw.as_str(), a.at)
            .new_side(b.raw.as_str(), b.at);
        found.push(change);
    }
    let (Some(a), Some(b)) = (&old.grade, &new.grade) else {
        return;
    };
    let (Some(from), Some(to)) = (&a.value, &b.value) else {
        return;
    };
    let grades = &context.patterns.grades;
    let same = match (grades.id_of(from), grades.id_of(to)) {
        (Some(from), Some(to)) => from == to,
        _ => fold::key(from) == fold::key(to),
    };
    if !same {
        let words = words!(
            en: "the grade went from {from} to {to}",
            zh: "自评等级由 {from} 变为 {to}"
        );
        found.push(Change::new(ChangeKind::GradeChanged, words).texts(a, b));
    }
}
