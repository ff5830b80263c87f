//! Damaged level labels (一级指标, 二级指标).
//!
//! Narrow merged cells lose characters but keep their order (产指 for 产出指标), so
//! a damaged label is an ordered subsequence of the one meant. It is restored
//! when exactly one entry of its level remains after the form's vocabulary, the
//! parent or the children, and the report's own words have had their say.

use crate::patterns::{LevelId, Patterns};

/// What stands for a character that is not told.
const UNTOLD: char = '\u{FFFD}';

/// What a level cell says.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::table) enum Reading {
    /// An entry of the vocabulary, as it stands.
    Exact(LevelId),
    /// Damaged: the entries it may be, in file order.
    Damaged(Vec<LevelId>),
    /// Not in the vocabulary and not near anything in it: as printed.
    Unlisted,
    /// Nothing readable: white space, a dash.
    Blank,
}

/// Reads a level cell.
pub(in crate::table) fn read(level: u8, cell: &str, patterns: &Patterns) -> Reading {
    let text = patterns.levels.text(cell);
    if text.is_empty() {
        return Reading::Blank;
    }
    let untold = cell.chars().filter(|&c| c == UNTOLD).count();
    if let Some(id) = patterns.levels.exact_text(level, &text).filter(|_| untold == 0) {
        return Reading::Exact(id);
    }
    let mut possible: Vec<LevelId> = left_of(level, &text, patterns).collect();
    // Each character that is not told stands for one.
    let length = text.chars().count() + untold;
    let fits = |&id: &LevelId| patterns.levels.spellings(id).any(|s| s.chars().count() == length);
    if untold > 0 && possible.iter().any(fits) {
        possible.retain(fits);
    }
    if !possible.is_empty() {
        return Reading::Damaged(possible);
    }
    let mut near = near_to(level, &text, patterns);
    if near.is_empty() {
        near = misread(level, &text, patterns);
    }
    if near.is_empty() { Reading::Unlisted } else { Reading::Damaged(near) }
}

/// Whether a cell is a label of this level, whole or with characters lost.
pub(in crate::table) fn could_be(level: u8, cell: &str, patterns: &Patterns) -> bool {
    // No label is this long; a sentence need not be compared with each.
    const LONGEST: usize = 90;
    cell.len() <= LONGEST
        && matches!(read(level, cell, patterns), Reading::Exact(_) | Reading::Damaged(_))
}

/// Whether a damaged cell can be restored to an entry at all: characters were
/// lost and none was changed.
pub(in crate::table) fn is_lossy(cell: &str, id: LevelId, patterns: &Patterns) -> bool {
    let text: Vec<char> = patterns.levels.text(cell).chars().collect();
    patterns.levels.spellings(id).any(|spelling| is_subsequence(&text, spelling))
}

/// The other entries of the same level of which a label may be what is left.
pub(in crate::table) fn longer<'p>(
    cell: &str,
    id: LevelId,
    patterns: &'p Patterns,
) -> impl Iterator<Item = LevelId> + use<'p> {
    let level = patterns.levels.level(id);
    let found = left_of(level, &patterns.levels.text(cell), patterns);
    found.filter(move |&other| other != id)
}

/// The entries of which a text may be what is left.
fn left_of<'p>(
    level: u8,
    text: &str,
    patterns: &'p Patterns,
) -> impl Iterator<Item = LevelId> + use<'p> {
    // Once for all labels that it is compared with; of most not all its characters are.
    let characters: Vec<char> = text.chars().collect();
    let levels = &patterns.levels;
    let is_left = move |id| levels.spellings(id).any(|label| is_subsequence(&characters, label));
    levels.of_letters(level, text).filter(move |&id| is_left(id))
}

/// The entries of which a text may be a misreading.
fn near_to(level: u8, text: &str, patterns: &Patterns) -> Vec<LevelId> {
    let characters: Vec<char> = text.chars().collect();
    let levels = &patterns.levels;
    let is_near = |&id: &LevelId| levels.spellings(id).any(|label| is_near(&characters, label));
    levels.of_level(level).filter(is_near).collect()
}

/// Whether the characters of `part` stand in `whole`, in order.
pub(in crate::table) fn is_subsequence(part: &[char], whole: &str) -> bool {
    let mut rest = whole.chars();
    part.iter().all(|&wanted| rest.any(|c| c == wanted))
}

/// Whether one or two characters of `text` were misread: as long as the label,
/// give or take one, and most of it the same in the same order.
fn is_near(text: &[char], label: &str) -> bool {
    let of_label = label.chars().count();
    let longest = text.len().max(of_label);
    if of_label < 3 || text.len().abs_diff(of_label) > 1 {
        return false;
    }
    // Too few characters in common, in whatever order: true of nearly all.
    let shared = label.chars().filter(|c| text.contains(c)).count();
    if shared * 4 < longest * 3 {
        return false;
    }
    let label: Vec<char> = label.chars().collect();
    let same = common_subsequence(text, &label);
    // 3 of 4 characters for the four-character labels; of a label whose only
    // difference to others lies in two characters, one must have survived.
    same * 4 >= longest * 3
}

/// The labels of which the characters of `text` were read, one of them as another that looks like
/// it: 产山 for 产出. Of two characters more may be meant where they are but alike.
fn misread(level: u8, text: &str, patterns: &Patterns) -> Vec<LevelId> {
    const LENGTH: usize = 2;
    let text: Vec<char> = text.chars().collect();
    if text.len() != LENGTH {
        return Vec::new();
    }
    let alike = |spelling: &str| {
        let pairs = || spelling.chars().zip(&text);
        let same = pairs().filter(|(of, seen)| of == *seen).count();
        let shaped =
            |(of, seen): (char, &char)| of == *seen || patterns.confusables.is_shape(*seen, of);
        spelling.chars().count() == LENGTH && same + 1 == LENGTH && pairs().all(shaped)
    };
    let levels = &patterns.levels;
    levels.of_level(level).filter(|&id| levels.spellings(id).any(alike)).collect()
}

/// Length of the longest common subsequence.
fn common_subsequence(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for &x in a {
        let mut diagonal = 0;
        for (column, &y) in b.iter().enumerate() {
            let above = row[column + 1];
            row[column + 1] = if x == y { diagonal + 1 } else { above.max(row[column]) };
            diagonal = above;
        }
    }
    row[b.len()]
}
