//! The prose of two reports, block beside block (文字对照).
//!
//! A block whose words are last year's is copied where its figures are too, and filled in
//! from a template where they are new.
//!
//! Blocks of the same words come first, by hash; the rest by shared shingles. Years
//! and numbers are masked, since these change in any case.

mod blocks;
mod candidates;
mod figures;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap as HashMap;

use super::model::{TextBlock, TextClass, TextPair};
use crate::fold::{Bigrams, WHOLE};
use crate::model::Report;
use crate::patterns::Patterns;
use blocks::Prose;

pub(super) use blocks::masked;
pub(super) use figures::{figures, significant};

/// A text of fewer characters stands in others by chance.
const LEAST_RESTATED: usize = 10;
/// So many per cent of last year's words must stand in a text that only adds to them.
const KEPT: u32 = 95;

/// Whether a text (years and numbers masked) is last year's with a few words changed, as much alike
/// as `limit` says (per cent), or with some words added or left out: no more than stayed.
pub(super) fn is_restated(old: &str, new: &str, limit: u32) -> bool {
    let (before, now) = (old.chars().count(), new.chars().count());
    if before.min(now) < LEAST_RESTATED {
        return false;
    }
    let (old, new) = (Bigrams::of(old), Bigrams::of(new));
    let (short, long) = if before <= now { (&old, &new) } else { (&new, &old) };
    let added = before.max(now) <= before.min(now) * 2;
    let holds = added && short.covered_by(long) * 100 >= KEPT * WHOLE;
    holds || old.dice(&new) * 100 >= limit * WHOLE
}

/// The pair of each block, by place, with the likeness of the two.
type Partners = Vec<Option<(usize, u32)>>;

/// Pairs the blocks of two reports. Only between two years is a block copied.
pub(crate) fn compare(
    old: &Report,
    new: &Report,
    of_two_years: bool,
    patterns: &Patterns,
) -> Vec<TextPair> {
    let (olds, news) = (blocks::of(old, patterns), blocks::of(new, patterns));
    let mut of_old: Partners = vec![None; olds.len()];
    let mut of_new: Partners = vec![None; news.len()];
    pair_equal(&olds, &news, &mut of_old, &mut of_new);
    let free = |of: &Partners| -> Vec<usize> {
        (0..of.len()).filter(|&place| of[place].is_none()).collect()
    };
    let limits = patterns.changes.limits();
    let found = candidates::of(&olds, &news, &free(&of_old), &free(&of_new));
    for (dice, old, new) in found {
        if dice * 100 < limits.rewritten * WHOLE {
            break;
        }
        if of_old[old].is_none() && of_new[new].is_none() {
            of_old[old] = Some((new, dice));
            of_new[new] = Some((old, dice));
        }
    }
    let class = |old: &Prose<'_>, new: &Prose<'_>, dice: u32| {
        if dice * 100 < limits.copied * WHOLE {
            return TextClass::Changed;
        }
        if !of_two_years {
            return TextClass::Same;
        }
        let is_short = new.masked.chars().count() < limits.copied_length;
        let (before, now) = (figures(old.text, patterns), figures(new.text, patterns));
        let telling = now.iter().filter(|f| significant(f) >= limits.carried_digits).count();
        match before == now {
            // Several figures of several digits are no chance in a short paragraph either.
            true if !is_short || telling >= limits.carried => TextClass::Copied,
            _ if is_short => TextClass::Same,
            _ => TextClass::Template,
        }
    };
    in_order(&olds, &news, &of_old, &of_new, class)
}

/// Blocks of the same masked words: first those of one section, then any.
fn pair_equal(
    olds: &[Prose<'_>],
    news: &[Prose<'_>],
    of_old: &mut Partners,
    of_new: &mut Partners,
) {
    for same_section in [true, false] {
        let key = |block: &Prose<'_>| {
            let section = same_section.then(|| block.section.join("\n"));
            (section.unwrap_or_default(), block.masked.clone())
        };
        let mut places: HashMap<(String, String), Vec<usize>> = HashMap::default();
        for (place, block) in olds.iter().enumerate().rev() {
            if of_old[place].is_none() {
                places.entry(key(block)).or_default().push(place);
            }
        }
        for (place, block) in news.iter().enumerate() {
            if of_new[place].is_some() {
                continue;
            }
            if let Some(old) = places.get_mut(&key(block)).and_then(Vec::pop) {
                of_old[old] = Some((place, WHOLE));
                of_new[place] = Some((old, WHOLE));
            }
        }
    }
}

/// All blocks in the order of the new report; those that only the old one has after
/// the block that they stood behind.
fn in_order(
    olds: &[Prose<'_>],
    news: &[Prose<'_>],
    of_old: &Partners,
    of_new: &Partners,
    class: impl Fn(&Prose<'_>, &Prose<'_>, u32) -> TextClass,
) -> Vec<TextPair> {
    let mut pairs = Vec::with_capacity(olds.len().max(news.len()));
    let removed_from = |start: usize, pairs: &mut Vec<TextPair>| {
        for place in (start..olds.len()).take_while(|&place| of_old[place].is_none()) {
            pairs.push(TextPair {
                class: TextClass::Removed,
                old: Some(block(&olds[place])),
                new: None,
                similarity: None,
            });
        }
    };
    removed_from(0, &mut pairs);
    for (place, new) in news.iter().enumerate() {
        let partner = of_new[place];
        pairs.push(TextPair {
            class: partner.map_or(TextClass::Added, |(old, dice)| class(&olds[old], new, dice)),
            old: partner.map(|(old, _)| block(&olds[old])),
            new: Some(block(new)),
            similarity: partner.map(|(_, dice)| Decimal::new(i64::from(dice), 4)),
        });
        if let Some((old, _)) = partner {
            removed_from(old + 1, &mut pairs);
        }
    }
    pairs
}

fn block(prose: &Prose<'_>) -> TextBlock {
    TextBlock {
        section: prose.section.iter().map(|&title| title.to_owned()).collect(),
        kind: prose.kind,
        text: prose.text.to_owned(),
        at: prose.at,
    }
}
