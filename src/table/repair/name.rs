//! Damaged indicator names (三级指标).
//!
//! A name is free text and is never put together again. What can be told is
//! that it is damaged: a recogniser went round in a loop, a narrow cell was
//! read in scraps, a bracket closes that never opened. Then the value is
//! `null`, and readings that the vocabulary or the narrative supports are
//! listed as candidates.

use crate::fold;
use crate::patterns::Patterns;
use crate::patterns::names::is_word;
use crate::prose::Prose;

/// What is wrong with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum Damage {
    /// The same clause three times or more: a recogniser's loop.
    Loop,
    /// Signs that stand where a recogniser gave up.
    Unreadable,
    /// Scraps of a narrow cell, too few of them words.
    Scattered,
}

/// A clause this long said three times over is a loop.
const LOOP_CLAUSE: usize = 4;
/// Below this share of ideographs that are part of a word, a name whose line
/// wraps are irregular is taken as scraps. In the garbled cells seen the share
/// is at most 0.4; in sound names of the fixtures it is 0.7 or more.
const SCRAP_COVER: f32 = 0.6;
/// The same for a name without wraps to judge by, hence stricter.
const BARE_COVER: f32 = 0.3;
/// Shorter names than this say too little to be judged without wraps.
const BARE_LENGTH: usize = 6;

/// Whether and how a name (its unit in brackets taken off) is damaged.
/// `wrap` is the width at which cells of this column wrap, in ideographs.
pub(in crate::table) fn damage(
    raw: &str,
    stem: &str,
    wrap: usize,
    prose: &Prose<'_>,
    patterns: &Patterns,
) -> Option<Damage> {
    if patterns.names.is_unreadable(stem) {
        return Some(Damage::Unreadable);
    }
    if has_loop(stem) {
        return Some(Damage::Loop);
    }
    let ideographs = stem.chars().filter(|&c| fold::is_cjk(c)).count();
    let torn = ideographs >= 3 && short_wraps(raw, wrap) >= 2;
    let least = match (torn, ideographs >= BARE_LENGTH) {
        (true, _) => SCRAP_COVER,
        (false, true) => BARE_COVER,
        (false, false) => return None,
    };
    // What the report's own sentences say is a word is one; few names need it.
    // The noun that a name ends in is read; of a torn one scraps end so as well.
    let read = if torn { stem.len() } else { patterns.names.without_tail(stem).len() };
    let sound = covers(stem, read, least, is_word)
        || covers(stem, read, least, |pair| is_word(pair) || prose.holds(pair));
    (!sound).then_some(Damage::Scattered)
}

/// Whether a clause of at least [`LOOP_CLAUSE`] characters stands three times.
pub(in crate::table) fn has_loop(text: &str) -> bool {
    loop_start(text).is_some()
}

/// Where (in bytes) a recogniser's loop starts.
fn loop_start(text: &str) -> Option<usize> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let count = starts.len() - 1;
    // The repeats follow each other directly, so only lengths up to a third of
    // the text matter; cells are short, and long ones are cut to be safe.
    let limit = count.min(400);
    (0..limit).find_map(|from| {
        (LOOP_CLAUSE..=(count - from) / 3).take(60).find_map(|length| {
            let clause =
                |n: usize| text.get(starts[from + n * length]..starts[from + (n + 1) * length]);
            let varied = || clause(0).is_some_and(|c| c.chars().any(|x| !c.starts_with(x)));
            // Hardly any two are alike.
            (clause(0) == clause(1) && clause(1) == clause(2) && varied()).then_some(starts[from])
        })
    })
}

/// The part of a name before a recogniser's loop.
pub(in crate::table) fn before_loop(text: &str) -> &str {
    loop_start(text).map_or(text, |start| &text[..start])
}

/// Whether such a share of the ideographs of a name is part of a two-character word, or stands from
/// the byte `read` on. No pair is looked at behind the one that tells it.
fn covers(name: &str, read: usize, least: f32, is_word: impl Fn(&str) -> bool) -> bool {
    let total = name.chars().filter(|&c| fold::is_cjk(c)).count();
    let enough = |covered: u32| covered as f32 / total as f32 >= least;
    let mut covered = 0u32;
    let mut last_covered = false;
    let mut chars = name.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !fold::is_cjk(c) {
            continue;
        }
        let pair = chars.peek().filter(|(_, next)| fold::is_cjk(*next));
        let starts_word = pair.is_some_and(|&(next, d)| is_word(&name[at..next + d.len_utf8()]));
        covered += u32::from(starts_word || last_covered || at >= read);
        last_covered = starts_word;
        if enough(covered) {
            return true;
        }
    }
    total == 0
}

/// How many wrapped lines of a cell, but for its last, end two ideographs or
/// more before the width at which the column wraps.
fn short_wraps(raw: &str, wrap: usize) -> usize {
    let pieces = wrapped_pieces(raw);
    let Some((_, before)) = pieces.split_last() else {
        return 0;
    };
    before.iter().map(|&width| usize::from(width < wrap)).sum::<usize>()
        + usize::from(before.iter().any(|&width| width + 2 <= wrap))
}

/// Widths, in ideographs, of the wrapped lines of a cell.
pub(in crate::table) fn wrapped_pieces(raw: &str) -> Vec<usize> {
    let mut widths = Vec::new();
    let mut half = 0usize;
    let chars: Vec<char> = raw.trim().chars().collect();
    for (index, &c) in chars.iter().enumerate() {
        if c.is_whitespace() {
            // White space next to a digit is typographic, not a wrap.
            let beside =
                |i: Option<usize>| i.and_then(|i| chars.get(i)).is_some_and(|c| c.is_ascii_digit());
            let typographic = beside(index.checked_sub(1)) || beside(Some(index + 1));
            if half > 0 && !typographic {
                widths.push(half.div_ceil(2));
                half = 0;
            }
            continue;
        }
        half += if c.is_ascii() { 1 } else { 2 };
    }
    if half > 0 {
        widths.push(half.div_ceil(2));
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_three_times_over_is_a_loop() {
        assert!(has_loop("园区提供的,但是一个的,但是一个的,但是一个的。"));
        assert_eq!(before_loop("园区提供,但是一个的,但是一个的,但是一个的。"), "园区提供");
        assert!(!has_loop("培训计划按期完成率"));
        assert!(!has_loop("一一一一一一一一一一一一一"));
    }

    #[test]
    fn scraps_of_a_narrow_cell_are_few_words() {
        let patterns = Patterns::builtin();
        let outline = crate::outline::Outline::default();
        let silent = crate::prose::prose(&outline, patterns);
        assert_eq!(
            damage("走访重点 企业 园区数量", "走访重点企业园区数量", 4, &silent, patterns),
            None
        );
        assert_eq!(
            damage("展的 副理则 场场", "展的副理则场场", 4, &silent, patterns),
            Some(Damage::Scattered)
        );
        assert_eq!(damage("雨后清障及时率", "雨后清障及时率", 9, &silent, patterns), None);
        assert_eq!(
            damage("巾走乃访兴率", "巾走乃访兴率", 9, &silent, patterns),
            Some(Damage::Scattered)
        );
        assert_eq!(damage("走访重点 园区数量", "走访重点园区数量", 4, &silent, patterns), None);
    }
}
