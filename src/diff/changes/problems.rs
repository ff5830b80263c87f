//! `problems.md` says what this finds and why.

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
    let is_common = |statement: &Statement| context.patterns.changes.is_common(&statement.text);
    for (old, new) in problems {
        let own = context.new.narrative.problems.iter().position(|p| p == new);
        let own = own.and_then(|place| context.new.narrative.measures.get(place));
        // What every office promises (加强预算管理) is no measure against this problem.
        let mut specific = measures.iter().filter(|(_, measure)| !is_common(measure));
        let same_measure = if one_each {
            specific.any(|(_, measure)| Some(*measure) == own)
        } else {
            specific.next().is_some()
        };
        let (words, severity) = if same_measure && !is_kept(old, new, context) {
            let words = words!(
                en: "last year's problem again in other words or figures, and a measure promised last year",
                zh: "上年问题再次出现（文字或数字有变），所提措施为上年原文"
            );
            (words, Severity::Medium)
        } else if same_measure {
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
        let severity = if is_common(new) { severity.min(Severity::Low) } else { severity };
        let change = Change::new(ChangeKind::ProblemRepeated, words).severity(severity);
        found.push(stated(change, old, new));
    }
    for (old, new) in measures {
        let words = words!(
            en: "this measure was promised last year already",
            zh: "该措施上年已承诺"
        );
        let change = Change::new(ChangeKind::MeasureRepeated, words);
        let change = match is_common(new) {
            true => change.severity(Severity::Info).and(words!(
                en: "; every office promises such things",
                zh: "（各部门通用的表述）"
            )),
            false => change,
        };
        found.push(stated(change, old, new));
    }
}

/// Whether a statement is last year's to the digit, years apart.
fn is_kept(old: &Statement, new: &Statement, context: &Context<'_>) -> bool {
    let patterns = context.patterns;
    let masked = |statement: &Statement| Bigrams::of(&prose::masked(&statement.text, patterns));
    let figures = |statement: &Statement| prose::figures(&statement.text, patterns);
    let alike = masked(old).dice(&masked(new)) * 100 >= patterns.changes.limits().measure * WHOLE;
    alike && figures(old) == figures(new)
}

fn stated(change: Change, old: &Statement, new: &Statement) -> Change {
    change.old(old.text.as_str(), old.at).new_side(new.text.as_str(), new.at)
}

/// Statements of the new report that the old one has too, each with the likest: as much alike as is
/// asked for, or with a few words put before or behind.
fn repeated<'a>(
    olds: &'a [Statement],
    news: &'a [Statement],
    limit: u32,
    context: &Context<'_>,
) -> Vec<(&'a Statement, &'a Statement)> {
    let masked = |statement: &Statement| prose::masked(&statement.text, context.patterns);
    let before: Vec<(String, Bigrams)> = olds
        .iter()
        .map(|old| {
            let text = masked(old);
            let bigrams = Bigrams::of(&text);
            (text, bigrams)
        })
        .collect();
    let mut found = Vec::new();
    for new in news {
        let text = masked(new);
        let own = Bigrams::of(&text);
        let alike = before.iter().map(|(_, old)| old.dice(&own)).enumerate();
        let best = alike.max_by_key(|&(rank, dice)| (dice, std::cmp::Reverse(rank)));
        if let Some((rank, dice)) = best
            && (dice * 100 >= limit * WHOLE || prose::is_restated(&before[rank].0, &text, limit))
        {
            found.push((&olds[rank], new));
        }
    }
    found
}
