//! Which characters of two texts differ, for people to see at a glance.

use similar::{ChangeTag, TextDiff};

/// A stretch of one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Piece {
    pub(in crate::render) text: String,
    /// Whether the other side does not have it.
    pub(in crate::render) changed: bool,
}

/// A text of each side, cut where they differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Marked {
    pub(super) old: Vec<Piece>,
    pub(super) new: Vec<Piece>,
}

/// Below this share of common tokens the marks would be confetti: two texts that
/// merely have some characters in common are marked whole. (A changed number in a
/// cell of two tokens, `≥20` and `≥18`, has one half in common.)
const ALIKE: f32 = 0.3;

/// The most pairs of tokens that are compared. Longer texts are marked whole, so
/// that the time for one page is bounded.
const MOST: usize = 16_000_000;

/// Compares two texts. A number is one token: of 24 and 20 all digits are marked,
/// not the last alone.
pub(super) fn marks(old: &str, new: &str) -> Marked {
    if old == new {
        return Marked { old: whole(old, false), new: whole(new, false) };
    }
    let (left, right) = (words_of(old), words_of(new));
    let apart = || Marked { old: whole(old, true), new: whole(new, true) };
    if left.is_empty() || right.is_empty() || left.len().saturating_mul(right.len()) > MOST {
        return apart();
    }
    let diff = TextDiff::from_slices(&left, &right);
    if diff.ratio() < ALIKE {
        return apart();
    }
    let mut marked = Marked::default();
    for change in diff.iter_all_changes() {
        let text = change.value();
        match change.tag() {
            ChangeTag::Equal => {
                push(&mut marked.old, text, false);
                push(&mut marked.new, text, false);
            }
            ChangeTag::Delete => push(&mut marked.old, text, true),
            ChangeTag::Insert => push(&mut marked.new, text, true),
        }
    }
    marked
}

/// Both sides without marks, for texts that say the same in other characters.
pub(super) fn unmarked(old: &str, new: &str) -> Marked {
    Marked { old: whole(old, false), new: whole(new, false) }
}

fn whole(text: &str, changed: bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    push(&mut pieces, text, changed);
    pieces
}

fn push(pieces: &mut Vec<Piece>, text: &str, changed: bool) {
    if text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(last) if last.changed == changed => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), changed }),
    }
}

/// Numbers and Latin words whole, every other character alone.
pub(in crate::render) fn words_of(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            c if c.is_ascii_digit() => number(rest),
            c if c.is_ascii_alphabetic() => {
                rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len())
            }
            c => c.len_utf8(),
        };
        let (token, left) = rest.split_at(end);
        tokens.push(token);
        rest = left;
    }
    tokens
}

/// Where the number at the start of a text ends: digits, and points or commas
/// between digits.
fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while is_digit(end) || (matches!(bytes.get(end), Some(b'.' | b',')) && is_digit(end + 1)) {
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(pieces: &[Piece]) -> String {
        let show = |piece: &Piece| match piece.changed {
            true => format!("[{}]", piece.text),
            false => piece.text.clone(),
        };
        pieces.iter().map(show).collect()
    }

    fn both(old: &str, new: &str) -> (String, String) {
        let marked = marks(old, new);
        (show(&marked.old), show(&marked.new))
    }

    #[test]
    fn a_number_is_marked_whole() {
        assert_eq!(
            both("≥1,240.5次", "≥1,240.0次"),
            ("≥[1,240.5]次".into(), "≥[1,240.0]次".into())
        );
    }

    #[test]
    fn added_characters_are_marked_on_one_side() {
        assert_eq!(
            both("巡查河道次数", "巡查主要河道次数"),
            ("巡查河道次数".into(), "巡查[主要]河道次数".into())
        );
    }

    #[test]
    fn texts_with_little_in_common_are_marked_whole() {
        assert_eq!(
            both("一二三四五六七八", "甲乙丙丁三戊己庚"),
            ("[一二三四五六七八]".into(), "[甲乙丙丁三戊己庚]".into())
        );
        assert_eq!(both("", "甲"), (String::new(), "[甲]".into()));
    }

    #[test]
    fn equal_texts_have_no_mark() {
        assert_eq!(both("甲", "甲"), ("甲".into(), "甲".into()));
    }
}
