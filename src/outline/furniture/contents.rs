//! Tables of contents (目录).

use rustc_hash::FxHashMap as HashMap;

use super::{Reason, tail};
use crate::fold;
use crate::outline::row::Row;
use crate::patterns::Patterns;

/// The entries under 目录: lines that end in a page number, or headings that
/// come again.
pub(super) fn mark(rows: &[Row], patterns: &Patterns, reasons: &mut [Option<Reason>]) {
    let is_contents = |row: &Row| {
        let short = row.line().is_some_and(|(_, look)| look.chars <= 12);
        short && patterns.furniture.is_contents(&fold::key(row.text()))
    };
    let Some(heading) = rows.iter().take(60).position(is_contents) else {
        return;
    };
    // What a heading is compared by: its key without leader dots and page number.
    let key = |row: &Row| {
        row.short_key().map(|key| {
            let key = key.trim_end_matches(|c: char| c.is_ascii_digit());
            key.trim_end_matches(|c: char| ".…·-_".contains(c)).to_owned()
        })
    };
    let mut last_of: HashMap<String, usize> = HashMap::default();
    for (index, row) in rows.iter().enumerate().skip(heading + 1) {
        if let Some(key) = key(row) {
            last_of.insert(key, index);
        }
    }
    for (index, row) in rows.iter().enumerate().skip(heading + 1) {
        if reasons.get(index).copied().flatten().is_some() {
            continue;
        }
        let again = key(row).and_then(|k| last_of.get(&k).copied());
        let led = has_leader(row.text());
        let numbered = patterns.headings.forms.number(row.text()).is_some();
        // A heading that comes again starts the body when it comes again.
        if led || (numbered && again.is_some_and(|last| last > index)) {
            reasons[index] = Some(Reason::Contents);
        } else {
            break;
        }
    }
    if reasons.get(heading + 1).copied().flatten() == Some(Reason::Contents) {
        reasons[heading] = Some(Reason::Contents);
    }
}

/// Whether a line ends in a page number after leader dots or a tab.
fn has_leader(text: &str) -> bool {
    let folded: String = tail(text).chars().map(fold::fold_char).collect();
    let body = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    body.len() < folded.len()
        && (body.ends_with("...")
            || body.ends_with('…')
            || body.ends_with("···")
            || body.ends_with('\t'))
}
