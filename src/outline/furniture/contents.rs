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
        short && patterns.furniture.is_contents(row.key())
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
    let is_entry = |index: usize, row: &Row, page: u32| {
        let again = key(row).and_then(|k| last_of.get(&k).copied());
        let numbered = patterns.headings.forms.number(row.text()).is_some();
        // A heading that comes again starts the body when it comes again.
        let comes_again = again.is_some_and(|last| last > index);
        let paged = page_number(row.text()).filter(|&number| number >= page);
        let entry = has_leader(row.text())
            || (numbered && comes_again)
            || (paged.is_some() && (numbered || comes_again));
        entry.then(|| paged.unwrap_or(page))
    };
    let mut page = 0;
    let mut index = heading + 1;
    while let Some(row) = rows.get(index) {
        if reasons.get(index).copied().flatten().is_some() {
            index += 1;
            continue;
        }
        if let Some(next) = is_entry(index, row, page) {
            page = next;
            reasons[index] = Some(Reason::Contents);
            index += 1;
            continue;
        }
        // An entry in other words, or one without a number, between others.
        let short = row.line().is_some_and(|(_, look)| look.chars <= LONGEST_ENTRY);
        // A table is no entry, and nothing behind it follows.
        let is_line = |&at: &usize| rows.get(at).is_some_and(|row| row.line().is_some());
        let follows = (index + 1..index + 1 + MOST_UNKNOWN)
            .take_while(is_line)
            .find(|&at| rows.get(at).is_some_and(|row| is_entry(at, row, page).is_some()));
        let Some(next) = follows.filter(|_| short && index > heading + 1) else { break };
        for reason in reasons.iter_mut().take(next).skip(index) {
            *reason = reason.or(Some(Reason::Contents));
        }
        index = next;
    }
    if reasons.get(heading + 1).copied().flatten() == Some(Reason::Contents) {
        reasons[heading] = Some(Reason::Contents);
    }
}

/// Longest line, in characters, that may be an entry that is not known by its words.
const LONGEST_ENTRY: u32 = 40;

/// Entries at most, one after the other, that are not known.
const MOST_UNKNOWN: usize = 2;

/// The page number behind a space with which an entry without leader dots ends.
fn page_number(text: &str) -> Option<u32> {
    let text = text.trim_end();
    let body = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.get(body.len()..).filter(|digits| matches!(digits.len(), 1..=3))?;
    let spaced = body.ends_with(char::is_whitespace) && body.trim_end().ends_with(fold::is_cjk);
    spaced.then(|| digits.parse().ok()).flatten()
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
