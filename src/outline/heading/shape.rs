//! What the text after a number looks like: a title, a title and a body, a
//! sentence.

use std::ops::Range;

use super::TITLE;
use super::tail::closes_next;
use crate::document::Mark;
use crate::fold::{self, fold_char};
use crate::outline::layout::Layout;
use crate::outline::row::{End, Row};
use crate::patterns::{Headings, Numbered, Words};

/// Longest title of which a body is split off on the same line.
const SPLIT: usize = 24;

/// Longest title that may hold a comma.
const WITH_COMMA: usize = 32;

/// What the text after a number looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// A title alone.
    Title(Range<usize>),
    /// A title, and a body on the same line.
    Split(Range<usize>),
    /// Like `Split`, with a title that is known to be one.
    Known(Range<usize>),
    /// Running text.
    Sentence,
}

/// The shape of the text after the number at the start of a row.
pub(super) fn shape(
    rows: &[Row],
    index: usize,
    number: &Numbered,
    layout: &Layout,
    headings: &Headings,
) -> Shape {
    let (from, list) = (number.end, headings.forms.is_list(number));
    let Some((row, (line, look))) = rows.get(index).and_then(|r| Some((r, r.line()?))) else {
        return Shape::Sentence;
    };
    let rest = line.text.get(from..).unwrap_or_default();
    let scan = Scan::of(rest);
    let commas = scan.commas;
    let title = |to: usize| from..from + to;
    match scan.stop {
        None if scan.chars == 0 => Shape::Sentence,
        // The whole line, with or without a final stop.
        None if scan.whole => {
            let stopped = matches!(look.end, End::Final);
            let fits = if stopped {
                commas == 0 && scan.chars <= WITH_COMMA && scan.last == '。'
            } else {
                commas == 0 && scan.chars <= TITLE || commas == 1 && scan.chars <= WITH_COMMA
            };
            let fits = fits && (commas == 0 || !list) && !scan.quoted;
            let closed = scan.depth == 0 || closes_next(rows, index);
            let goes_on = is_wrapped(rows, index, layout) && row.mark() != Some(Mark::Heading);
            if fits && closed && !matches!(look.end, End::Comma) && !goes_on {
                Shape::Title(title(rest.len()))
            } else {
                Shape::Sentence
            }
        }
        Some((at, chars, stop))
            if (2..=SPLIT).contains(&chars) && commas <= 1 && matches!(stop, '。' | ':') =>
        {
            let key = fold::key(rest.get(..at).unwrap_or_default());
            if headings.is_head(&key) {
                Shape::Known(title(at))
            } else if commas == 0 && !headings.ends(Words::LeadIn, &key) {
                Shape::Split(title(at))
            } else {
                Shape::Sentence
            }
        }
        _ => Shape::Sentence,
    }
}

/// Whether a line stops at the right edge and the next one goes on with it.
fn is_wrapped(rows: &[Row], index: usize, layout: &Layout) -> bool {
    let (Some(row), Some(next)) = (rows.get(index), rows.get(index + 1)) else {
        return false;
    };
    let (Some((_, left)), Some((line, right))) = (row.line(), next.line()) else {
        return false;
    };
    layout.full.is_some_and(|full| left.width * 20 >= full * 19)
        && left.end == End::Open
        && !layout.is_indented(line.indent)
        && right.chars > 12
}

/// What a scan over the start of a text finds, brackets passed over.
struct Scan {
    /// Where the first stop is after which text follows: bytes, characters, stop.
    stop: Option<(usize, usize, char)>,
    commas: usize,
    /// Characters, final stop left out.
    chars: usize,
    /// Whether the scan reached the end of the text.
    whole: bool,
    /// Brackets left open.
    depth: u32,
    /// Whether a quotation is left open.
    quoted: bool,
    /// Last character, folded.
    last: char,
}

impl Scan {
    fn of(text: &str) -> Self {
        let mut scan = Scan {
            stop: None,
            commas: 0,
            chars: 0,
            whole: true,
            depth: 0,
            quoted: false,
            last: ' ',
        };
        for (at, c) in text.char_indices() {
            if scan.chars > TITLE {
                scan.whole = false;
                return scan;
            }
            match c {
                '“' => scan.quoted = true,
                '”' => scan.quoted = false,
                _ => {}
            }
            let c = fold_char(c);
            if c.is_whitespace() || fold::is_ignorable(c) {
                continue;
            }
            scan.last = c;
            match c {
                '(' | '《' | '[' => scan.depth += 1,
                ')' | '》' | ']' => scan.depth = scan.depth.saturating_sub(1),
                ',' if scan.depth == 0 => scan.commas += 1,
                '。' | ':' | ';' | '!' | '?' if scan.depth == 0 => {
                    let after = text.get(at..).unwrap_or_default();
                    let more = after.chars().skip(1).any(|c| !c.is_whitespace());
                    if more {
                        scan.stop = Some((at, scan.chars, c));
                        return scan;
                    }
                    continue;
                }
                _ => {}
            }
            scan.chars += 1;
        }
        scan
    }
}
