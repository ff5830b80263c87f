//! What clauses say of a topic, and the changes of budget that they report.

use super::{Paragraph, Sought};
use crate::fold::clause::{self, ends_clause};
use crate::model::{Claim, Scope, Statement};
use crate::patterns::Patterns;
use crate::patterns::narrative::{PatternKind, WordKind};

/// How far a clause is followed to each side, in characters.
const REACH: usize = 60;

/// What the clauses of a paragraph say of topics.
pub(crate) fn claims(prose: &Paragraph<'_>, patterns: &Patterns) -> Vec<Claim> {
    if !prose.may_hold(Sought::Claim) {
        return Vec::new();
    }
    let text = prose.folded.text.as_str();
    let (words, topics) = (&patterns.narrative, &patterns.narrative.topics);
    let mut out: Vec<Claim> = Vec::new();
    let mut done: Option<(usize, usize)> = None;
    for (topic, noun) in topics.nouns(text) {
        if done.is_some_and(|(last, to)| last == topic && noun.start < to) {
            continue;
        }
        let (from, to) = clause(text, noun.start);
        let Some(good) = text.get(noun.end..to).and_then(|after| topics.good(topic, after)) else {
            continue;
        };
        let whole = text.get(from..to).unwrap_or_default();
        let stated = match good {
            true => !words.is(WordKind::Wish, whole),
            false => !words.is(WordKind::Averted, whole),
        };
        if !stated {
            continue;
        }
        done = Some((topic, to));
        out.push(Claim {
            topic: topics.id(topic).to_owned(),
            good,
            section: prose.section,
            text: crate::fold::clean(prose.folded.raw(from, to)),
            at: prose.folded.at(from, to),
        });
    }
    out
}

/// The clauses of a paragraph that report a change of the budget without an amount.
pub(crate) fn budget_changes(prose: &Paragraph<'_>, patterns: &Patterns) -> Vec<Statement> {
    let text = prose.folded.text.as_str();
    let words = &patterns.narrative;
    let Some(pattern) = prose.sought(PatternKind::BudgetChange, patterns) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for found in pattern.find_iter(text) {
        let (from, to) = clause(text, found.start());
        let whole = text.get(from..to).unwrap_or_default();
        let amount = whole.contains(|c: char| c.is_ascii_digit());
        if amount || words.is(WordKind::NoChange, whole) || words.is(WordKind::OtherYear, whole) {
            continue;
        }
        out.push(Statement {
            number: None,
            text: crate::fold::clean(prose.folded.raw(from, to)),
            at: prose.folded.at(from, to),
        });
    }
    out
}

/// The clauses of a paragraph that call all targets met.
pub(crate) fn all_met(prose: &Paragraph<'_>, patterns: &Patterns) -> Vec<Statement> {
    let text = prose.folded.text.as_str();
    let words = &patterns.narrative;
    let pattern =
        prose.sought(PatternKind::AllMet, patterns).filter(|_| prose.told != Some(Scope::Planned));
    let found = pattern.into_iter().flat_map(|pattern| pattern.captures_iter(text));
    let claims = found.filter_map(|found| Some(found.name("claim")?.range()));
    let claims = claims.filter(|claim| {
        let (from, to) = clause(text, claim.start);
        let whole = text.get(from..to).unwrap_or_default();
        !words.is(WordKind::Wish, whole) && !words.is(WordKind::OtherYear, whole)
    });
    let statement = |claim: std::ops::Range<usize>| Statement {
        number: None,
        text: crate::fold::clean(prose.folded.raw(claim.start, claim.end)),
        at: prose.folded.at(claim.start, claim.end),
    };
    claims.map(statement).collect()
}

/// The clause around a place.
fn clause(text: &str, at: usize) -> (usize, usize) {
    let from = at - clause::back_to(text, at, ends_clause, REACH).len();
    (from, at + clause::up_to(text, at, ends_clause, REACH).len())
}
