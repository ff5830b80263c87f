//! What a header cell is compared by.

use std::borrow::Cow;

use crate::fold;
use crate::patterns::lexicon::Lexicon;

/// The comparison key of a header cell: folded, without white space, without a
/// bracketed remark such as (A), (分) or (20分), without a final colon.
pub(crate) fn header_key(cell: &str) -> String {
    header_key_within(cell, usize::MAX).unwrap_or_default().into_owned()
}

/// As [`header_key`], but `None` as soon as the key is longer than `most` bytes:
/// most cells and lines are no header cell, and long.
pub(crate) fn header_key_within(cell: &str, most: usize) -> Option<Cow<'_, str>> {
    // Most cells are their own key, and of a long line the start is.
    let dropped = |b: u8| matches!(b, b'(' | b'[' | b'{' | b')' | b']' | b'}' | b':' | b'*');
    let start = &cell[..cell.ceil_char_boundary(most.saturating_add(1))];
    let is_key = fold::ideographs(start) == start.len()
        || fold::is_plain_text(start) && !start.bytes().any(dropped);
    if is_key {
        return (cell.len() <= most).then_some(Cow::Borrowed(cell));
    }
    let mut key = String::with_capacity(cell.len().min(most));
    let mut depth = 0u32;
    let mut rest = cell;
    loop {
        let (run, after) = rest.split_at(fold::ideographs(rest));
        rest = after;
        if depth == 0 {
            if key.len() + run.len() > most {
                return None;
            }
            key.push_str(run);
        }
        let Some(c) = fold::next_clean_key_char(&mut rest) else { return Some(Cow::Owned(key)) };
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ':' | '*' => {}
            c if depth == 0 && key.len() + c.len_utf8() > most => return None,
            c if depth == 0 => key.push(c),
            _ => {}
        }
    }
}

/// Whether the [`header_key`] of a cell, or of one that starts with it, may be one of the words:
/// most cells and lines start as none does.
pub(crate) fn may_be_head<T>(cell: &str, words: &Lexicon<T>) -> bool {
    // What a key is made without tells nothing of it.
    let dropped = |c| matches!(c, '(' | '[' | '{' | ')' | ']' | '}' | ':' | '*');
    let may_start = |c| dropped(c) || words.may_start_with(c);
    words.may_start(cell) && fold::clean_key_chars(cell).next().is_none_or(may_start)
}

/// A key without the letter by which a form counts with the column: 目标值A, 完成值B.
pub(super) fn without_letter(key: &str) -> Option<&str> {
    let rest = key.strip_suffix(|c: char| c.is_ascii_alphabetic())?;
    rest.ends_with(fold::is_cjk).then_some(rest)
}
