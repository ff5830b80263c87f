//! Cells that name both levels (产出指标-数量指标).

use crate::patterns::{Patterns, Role};
use crate::table::body::BodyRow;

/// What stands between the two labels.
const BETWEEN: [char; 12] = ['-', '—', '–', '－', '/', '／', '>', '→', '\\', '_', '·', '|'];

/// Parts such cells where no label of level 2 stands beside them.
pub(in crate::table) fn part(rows: &mut [BodyRow<'_>], inferred: bool, patterns: &Patterns) {
    for row in rows {
        if row.filled(Role::Level2).is_some() || row.doubted(Role::Level1).is_some() {
            continue;
        }
        let Some(field) = row.filled(Role::Level1) else { continue };
        let Some((first, second)) = labels(field.text(), inferred, patterns) else { continue };
        let mut above = field.clone();
        let mut below = field.clone();
        above.set_text(first);
        below.set_text(second);
        row.set(Role::Level1, Some(above));
        row.set(Role::Level2, Some(below));
    }
}

/// The labels of level 1 and 2 that a text is.
fn labels(text: &str, inferred: bool, patterns: &Patterns) -> Option<(String, String)> {
    let levels = &patterns.levels;
    text.char_indices().find_map(|(at, c)| {
        // Where nothing is drawn, labels of two rows may stand below each other.
        if !BETWEEN.contains(&c) && (inferred || !c.is_whitespace()) {
            return None;
        }
        let first = text.get(..at)?.trim();
        let second =
            text.get(at..)?.trim_start_matches(|c: char| BETWEEN.contains(&c) || c.is_whitespace());
        let both = levels.exact(1, first).is_some() && levels.exact(2, second).is_some();
        both.then(|| (first.to_owned(), second.to_owned()))
    })
}
