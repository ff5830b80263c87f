//! What a quantity of the text counts, and whether an indicator counts the same.

use crate::checks::Context;
use crate::fold;
use crate::model::Stated;
use crate::patterns::narrative::WordKind;

/// Fewer characters than these do not tell one thing from another.
pub(super) const SHORTEST: usize = 3;

/// What a quantity counts: the words before it, and those after its unit.
pub(super) fn noun(stated: &Stated, context: &Context<'_>) -> String {
    format!("{}{}", bare(&stated.before, context), stated.after)
}

/// Words without those of time and the verbs at their start.
pub(super) fn bare<'w>(words: &'w str, context: &Context<'_>) -> &'w str {
    let narrative = &context.patterns.narrative;
    let mut rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    while let Some(word) = narrative.start(WordKind::Neutral, rest) {
        rest = rest.get(word.len()..).unwrap_or_default();
    }
    rest
}

/// The key of a noun without particles and the tail that only says that it is counted.
pub(super) fn core(key: &str, context: &Context<'_>) -> String {
    particles_out(context.patterns.names.without_tail(key).to_owned(), context)
}

/// The key of a noun without the 数 that only says that it is counted, where it ends in one:
/// 办理案件数, of which a longer tail (件数) would cut a word.
pub(super) fn counted(key: &str, context: &Context<'_>) -> Option<String> {
    let tail = context.patterns.narrative.find(WordKind::CountedTail, key).last();
    let tail = tail.filter(|tail| tail.end == key.len())?;
    Some(particles_out(key[..tail.start].to_owned(), context))
}

pub(super) fn particles_out(mut words: String, context: &Context<'_>) -> String {
    let particles: Vec<_> = context.patterns.narrative.find(WordKind::Particle, &words).collect();
    for at in particles.into_iter().rev() {
        words.replace_range(at, "");
    }
    words
}

/// The characters of a noun in an order that does not depend on how it was put.
pub(super) fn characters(noun: &str) -> Vec<char> {
    let mut characters = Vec::with_capacity(noun.len() / 3);
    characters.extend(noun.chars().filter(|c| fold::is_cjk(*c)));
    characters.sort_unstable();
    characters
}

/// How many of the characters of a name stand in a noun, in hundredths.
pub(super) fn covered(name: &str, noun: &str) -> usize {
    let (name, noun) = (characters(name), characters(noun));
    let mut left = noun.into_iter().peekable();
    let in_noun = |c: &&char| {
        while left.next_if(|other| other < *c).is_some() {}
        left.next_if_eq(*c).is_some()
    };
    let all = name.len();
    if all < SHORTEST {
        return 0;
    }
    let same = name.iter().filter(in_noun).count();
    same * 100 / all
}
