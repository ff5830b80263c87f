//! ## What it finds
//! A problem that last year's report had already (problem_repeated), and a measure that
//! was promised last year already, in the same words (measure_repeated).
//!
//! ## Why it matters
//! A problem that comes back with the same measure was not dealt with: that is grave.
//!
//! ## Known limits
//! Sentences are compared by the characters they share, years and numbers masked. What
//! was done about a promise is not known, only that it is made again.
//!
//! ## Basis
//! YOY-09: likeness of 60 per cent for problems, 95 for measures
//! (`patterns/changes.toml`).
//!
//! ---
//! ## 查什么
//! 上年已提出的问题再次出现（problem_repeated）；上年已承诺的措施原样再提（measure_repeated）。
//!
//! ## 为什么重要
//! 问题照旧、措施照旧，说明没有整改，列为高。
//!
//! ## 局限
//! 屏蔽年份和数字后比较用字；承诺是否落实无从得知，只知又提了一遍。
//!
//! ## 依据
//! YOY-09：问题相似度60%以上，措施95%以上（patterns/changes.toml）。

use crate::diff::found::{Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::model::Change;
use crate::diff::prose;
use crate::fold::{Bigrams, WHOLE};
use crate::model::{Severity, Statement};
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if !context.of_two_years() {
        return;
    }
    let limits = context.patterns.changes.limits();
    let (old, new) = (&context.old.narrative, &context.new.narrative);
    let measures = repeated(&old.measures, &new.measures, limits.measure, context);
    let problems = repeated(&old.problems, &new.problems, limits.problem, context);
    // Where each problem has its measure, that one counts; else any.
    let one_each = new.problems.len() == new.measures.len();
    for (old, new) in problems {
        let own = context.new.narrative.problems.iter().position(|p| p == new);
        let own = own.and_then(|place| context.new.narrative.measures.get(place));
        let same_measure = if one_each {
            measures.iter().any(|(_, measure)| Some(*measure) == own)
        } else {
            !measures.is_empty()
        };
        let (words, severity) = if same_measure {
            let words = words!(
                en: "last year's problem again, and a measure promised last year",
                zh: "上年问题再次出现，所提措施亦为上年原文"
            );
            (words, Severity::High)
        } else {
            let words = words!(
                en: "last year's problem again, with other measures",
                zh: "上年问题再次出现，措施有所不同"
            );
            (words, Severity::Medium)
        };
        let change = Change::new(ChangeKind::ProblemRepeated, words).severity(severity);
        found.push(stated(change, old, new));
    }
    for (old, new) in measures {
        let words = words!(
            en: "this measure was promised last year already",
            zh: "该措施上年已承诺"
        );
        found.push(stated(Change::new(ChangeKind::MeasureRepeated, words), old, new));
    }
}

fn stated(change: Change, old: &Statement, new: &Statement) -> Change {
    change.old(old.text.as_str(), old.at).new_side(new.text.as_str(), new.at)
}

/// Statements of the new report that the old one has too, each with the likest.
fn repeated<'a>(
    olds: &'a [Statement],
    news: &'a [Statement],
    limit: u32,
    context: &Context<'_>,
) -> Vec<(&'a Statement, &'a Statement)> {
    let bigrams =
        |statement: &Statement| Bigrams::of(&prose::masked(&statement.text, context.patterns));
    let masked: Vec<Bigrams> = olds.iter().map(bigrams).collect();
    let mut found = Vec::new();
    for new in news {
        let own = bigrams(new);
        let alike = masked.iter().map(|old| old.dice(&own)).enumerate();
        let best = alike.max_by_key(|&(rank, dice)| (dice, std::cmp::Reverse(rank)));
        if let Some((rank, dice)) = best
            && dice * 100 >= limit * WHOLE
        {
            found.push((&olds[rank], new));
        }
    }
    found
}
