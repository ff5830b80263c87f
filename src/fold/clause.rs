//! Clauses and sentences of a folded text, and groups in brackets. The only place
//! that says which marks end them.

use super::plain::wide;

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

/// Whether a mark ends a member of a list, is a bracket, or a box of a form to tick.
pub(crate) fn ends_phrase(c: char) -> bool {
    matches!(c, '(' | ')' | '□' | '■' | '☐' | '☑' | '☒' | '√') || ends_member(c)
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

/// Where the first mark of a kind stands in a text. No ideograph is a mark: they are passed over
/// unread, and nearly all of a text is ideographs.
pub(crate) fn next(text: &str, is_mark: impl Fn(char) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += wide(bytes.get(at..)?);
        let c = match *bytes.get(at)? {
            byte @ 0..=0x7F => char::from(byte),
            _ => text.get(at..)?.chars().next()?,
        };
        if is_mark(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// How many ideographs a text starts with.
fn ideographs(bytes: &[u8]) -> usize {
    wide(bytes) / IDEOGRAPH
}

/// With how many ideographs a text ends, of so many at most.
fn ideographs_at_end(text: &str, most: usize) -> usize {
    let last = text.as_bytes().as_rchunks::<IDEOGRAPH>().1.iter().rev().take(most);
    last.take_while(|[first, ..]| matches!(first, 0xE4..=0xE9)).count()
}

/// How many bytes an ideograph takes.
const IDEOGRAPH: usize = 3;

/// Where the last mark of a kind stands in a text.
pub(crate) fn last(text: &str, is_mark: impl Fn(char) -> bool) -> Option<usize> {
    let mut rest = text;
    loop {
        let (head, c) = before(rest)?;
        if c.is_some_and(&is_mark) {
            return Some(head.len());
        }
        rest = head;
    }
}

/// A text without its last character, and that character if it may be a mark.
fn before(text: &str) -> Option<(&str, Option<char>)> {
    let bytes = text.as_bytes();
    if let [.., 0xE4..=0xE9, 0x80..=0xBF, 0x80..=0xBF] = bytes {
        return Some((text.get(..text.len() - 3)?, None));
    }
    let c = text.chars().next_back()?;
    Some((text.get(..text.len() - c.len_utf8())?, Some(c)))
}

/// The part of a folded text that ends at `end` and reaches back to the last
/// border, or as far as `longest` characters.
pub(crate) fn back_to(
    text: &str,
    end: usize,
    border: impl Fn(char) -> bool,
    longest: usize,
) -> &str {
    let whole = text.get(..end).unwrap_or_default();
    let (mut head, mut left) = (whole, longest);
    while left > 0 {
        let run = ideographs_at_end(head, left);
        (head, left) = (&head[..head.len() - IDEOGRAPH * run], left - run);
        let Some(c) = head.chars().next_back().filter(|&c| left > 0 && !border(c)) else { break };
        (head, left) = (&head[..head.len() - c.len_utf8()], left - 1);
    }
    &whole[head.len()..]
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
    let (mut end, mut left) = (0, longest);
    while left > 0 {
        let run = ideographs(rest.as_bytes().get(end..).unwrap_or_default()).min(left);
        (end, left) = (end + IDEOGRAPH * run, left - run);
        let Some(c) = rest[end..].chars().next().filter(|&c| left > 0 && !border(c)) else { break };
        (end, left) = (end + c.len_utf8(), left - 1);
    }
    &rest[..end]
}

/// A text in parts, each with the mark that ends it.
pub(crate) fn parts<'t>(
    text: &'t str,
    ends: impl Fn(char) -> bool + Copy + 't,
) -> impl Iterator<Item = &'t str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mark = next(rest, ends);
        let mark = mark.or((!rest.is_empty()).then_some(rest.len()))?;
        let length = rest[mark..].chars().next().map_or(0, char::len_utf8);
        let (part, after) = rest.split_at(mark + length);
        rest = after;
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_as_by_reading_every_character() {
        for text in ["", "预算", "预算。执行,完成", "。", "a,国12。é!", "(甲)䷀乙;𠀀。", "䷀,𠀀"]
        {
            assert_eq!(next(text, ends_clause), text.find(ends_clause), "{text}");
            assert_eq!(last(text, ends_clause), text.rfind(ends_clause), "{text}");
            let split: Vec<&str> = text.split_inclusive(ends_clause).collect();
            assert_eq!(parts(text, ends_clause).collect::<Vec<_>>(), split, "{text}");
            for longest in 0..6 {
                let head: String = {
                    let mut head: Vec<char> =
                        text.chars().rev().take(longest).take_while(|c| !ends_clause(*c)).collect();
                    head.reverse();
                    head.into_iter().collect()
                };
                assert_eq!(back_to(text, text.len(), ends_clause, longest), head, "{text}");
                let tail: String =
                    text.chars().take(longest).take_while(|c| !ends_clause(*c)).collect();
                assert_eq!(up_to(text, 0, ends_clause, longest), tail, "{text}");
            }
        }
    }
}
