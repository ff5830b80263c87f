//! Clauses and sentences of a folded text, and groups in brackets. The only place
//! that says which marks end them.

/// Marks that end a sentence.
const SENTENCE: [char; 3] = ['。', '!', '?'];

/// Whether a mark ends a sentence.
pub(crate) fn ends_sentence(c: char) -> bool {
    SENTENCE.contains(&c)
}

/// Whether a mark ends a statement: a sentence, or a part of it that stands alone.
pub(crate) fn ends_statement(c: char) -> bool {
    c == ';' || ends_sentence(c)
}

/// Whether a mark ends a clause.
pub(crate) fn ends_clause(c: char) -> bool {
    matches!(c, ',' | ':') || ends_statement(c)
}

/// Whether a mark ends a clause or a member of a list.
pub(crate) fn ends_member(c: char) -> bool {
    c == '、' || ends_clause(c)
}

/// Whether a mark ends a member of a list or is a bracket.
pub(crate) fn ends_phrase(c: char) -> bool {
    matches!(c, '(' | ')') || ends_member(c)
}

/// Whether a mark ends a phrase or is one of quotation.
pub(crate) fn ends_words(c: char) -> bool {
    matches!(c, '"' | '《' | '》') || ends_phrase(c)
}

/// Takes one group in brackets off the start of a folded text, if it is no
/// longer than `longest` characters. Gives its inside and its length in bytes.
pub(crate) fn bracketed(text: &str, longest: usize) -> Option<(&str, usize)> {
    let close = match text.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let (end, _) = text.char_indices().take(longest + 2).find(|&(_, c)| c == close)?;
    Some((&text[1..end], end + 1))
}

/// The part of a folded text that ends at `end` and reaches back to the last
/// border, or as far as `longest` characters.
pub(crate) fn back_to(
    text: &str,
    end: usize,
    border: impl Fn(char) -> bool,
    longest: usize,
) -> &str {
    let head = text.get(..end).unwrap_or_default();
    let mut start = end;
    for (at, c) in head.char_indices().rev().take(longest) {
        if border(c) {
            break;
        }
        start = at;
    }
    &head[start..]
}

/// The part of a folded text that starts at `from` and reaches as far as the next
/// border, or `longest` characters.
pub(crate) fn up_to(
    text: &str,
    from: usize,
    border: impl Fn(char) -> bool,
    longest: usize,
) -> &str {
    let rest = text.get(from..).unwrap_or_default();
    let mut end = 0;
    for (at, c) in rest.char_indices().take(longest) {
        if border(c) {
            break;
        }
        end = at + c.len_utf8();
    }
    &rest[..end]
}
