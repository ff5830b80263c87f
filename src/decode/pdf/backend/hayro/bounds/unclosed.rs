//! Objects that are left open. Where a table of places is damaged, the library tries each object
//! and each dictionary of the file for itself: one that is not closed is read on into all that
//! follows, as often as there are such. What that comes to is counted here in the same way.

use memchr::{memchr2, memchr2_iter, memchr3};

/// The library gives up an object in which others lie so deep.
const DEEPEST: usize = 512;

/// So many bytes are read more than once each in a damaged file, beside a few times its own. A
/// file that is whole has none.
const MOST: usize = 64 << 20;
const TIMES: usize = 4;

/// Whether trying the objects of a file takes too long.
pub(super) fn is_excessive(bytes: &[u8]) -> bool {
    let mut left = MOST.saturating_add(TIMES.saturating_mul(bytes.len()));
    if at_most(bytes) < left {
        return false;
    }
    // Where the last one ended, directly behind which another is tried.
    let mut end = 0;
    // The value of the last object: a dictionary is tried once more, by itself.
    let mut value: Option<Tried> = None;
    for at in memchr2_iter(b'<', b'j', bytes) {
        let rest = bytes.get(at..).unwrap_or_default();
        if at < end {
            continue;
        }
        let before = bytes.get(..at).unwrap_or_default();
        match rest {
            [b'j', after @ ..] if before.ends_with(b"ob") && is_numbered(before) => {
                let blanks = after.len() - after.trim_ascii_start().len();
                value = Some(skip(bytes, at + 1 + blanks, &mut left));
                end = at + 1;
            }
            [b'<', b'<', ..] if at == end || before.last().is_none_or(|&byte| is_blank(byte)) => {
                // Behind one that has no end the library goes on after the next blank.
                let blank = || at + rest.iter().take_while(|&&byte| !is_blank(byte)).count();
                let known = value.take().filter(|value| value.from == at);
                let tried = match known {
                    Some(known) => {
                        left = left.saturating_sub(known.read);
                        known
                    }
                    None => skip(bytes, at, &mut left),
                };
                end = tried.end.unwrap_or_else(blank);
            }
            _ => {}
        }
        if left == 0 {
            return true;
        }
    }
    false
}

/// No less than trying all objects reads, since none is read beyond the end of the file: of most
/// files this tells enough.
fn at_most(bytes: &[u8]) -> usize {
    let starts = |at: &usize| {
        let (before, rest) = bytes.split_at(*at);
        rest.starts_with(b"<<") || before.ends_with(b"ob")
    };
    let places = memchr2_iter(b'<', b'j', bytes).filter(starts);
    places.map(|at| bytes.len() - at).fold(0, usize::saturating_add)
}

/// Whether two numbers stand before the word `obj`, of which its last letter is missing.
fn is_numbered(before: &[u8]) -> bool {
    let mut rest = before.get(..before.len().saturating_sub(2)).unwrap_or_default();
    for _ in 0..2 {
        let blanks = rest.iter().rev().take_while(|&&byte| is_blank(byte)).count();
        rest = rest.get(..rest.len() - blanks).unwrap_or_default();
        let digits = rest.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return false;
        }
        rest = rest.get(..rest.len() - digits).unwrap_or_default();
    }
    rest.last().is_none_or(|&byte| is_blank(byte))
}

/// What an object that is open waits for.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    /// An array: its next part, or its end.
    Array,
    /// A dictionary: its next name, or its end.
    Name,
    /// A dictionary: the value of a name.
    Value,
}

/// An object that was tried: where it starts, its end if it has one, and how many bytes were read.
struct Tried {
    from: usize,
    end: Option<usize>,
    read: usize,
}

/// Tries the object at a place; what is read for it is taken off what is `left`.
fn skip(bytes: &[u8], from: usize, left: &mut usize) -> Tried {
    let within = bytes.get(..from.saturating_add(*left).min(bytes.len())).unwrap_or_default();
    let mut at = from;
    let end = end(within, &mut at);
    let read = at.min(within.len()).saturating_sub(from).max(1);
    *left = left.saturating_sub(read);
    Tried { from, end, read }
}

/// The end of the object at a place; `at` is how far was read.
fn end(bytes: &[u8], at: &mut usize) -> Option<usize> {
    let mut open: Vec<Open> = Vec::new();
    loop {
        blanks(bytes, at);
        let rest = bytes.get(*at..)?;
        let within = open.last().copied();
        match rest {
            [b'>', b'>', ..] if within == Some(Open::Name) => {
                *at += 2;
                open.pop();
            }
            [b']', ..] if within == Some(Open::Array) => {
                *at += 1;
                open.pop();
            }
            [b'<', b'<', ..] | [b'[', ..] if open.len() == DEEPEST => return None,
            [b'<', b'<', ..] => {
                *at += 2;
                open.push(Open::Name);
                continue;
            }
            [b'[', ..] => {
                *at += 1;
                open.push(Open::Array);
                continue;
            }
            [b'/', ..] if within == Some(Open::Name) => {
                *at += 1 + run(&rest[1..]);
                open.pop();
                open.push(Open::Value);
                continue;
            }
            [b'/', ..] => *at += 1 + run(&rest[1..]),
            [b'(', ..] => literal(bytes, at)?,
            [b'<', ..] => hexadecimal(bytes, at)?,
            _ => match run(rest) {
                0 => return None,
                length => *at += length,
            },
        }
        // Something is whole: a value, if one was waited for.
        match open.last_mut() {
            None => return Some(*at),
            Some(last) if *last == Open::Value => *last = Open::Name,
            Some(_) => {}
        }
    }
}

/// Passes blanks and comments.
fn blanks(bytes: &[u8], at: &mut usize) {
    while let Some(&byte) = bytes.get(*at) {
        match byte {
            byte if is_blank(byte) => *at += 1,
            b'%' => {
                let rest = bytes.get(*at..).unwrap_or_default();
                *at += memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            }
            _ => return,
        }
    }
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

/// Whether each byte ends a number or a word: asked of nearly all bytes of a file.
const ENDS: [bool; 256] = {
    let mut ends = [false; 256];
    let mut byte = 0;
    while byte < ends.len() {
        let sign = matches!(byte as u8, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}');
        ends[byte] = sign || matches!(byte as u8, b'/' | b'%') || is_blank(byte as u8);
        byte += 1;
    }
    ends
};

/// The length of a number or a word.
fn run(rest: &[u8]) -> usize {
    rest.iter().position(|&byte| ENDS[usize::from(byte)]).unwrap_or(rest.len())
}

/// Passes a string in parentheses.
fn literal(bytes: &[u8], at: &mut usize) -> Option<()> {
    let mut depth = 0_usize;
    loop {
        let rest = bytes.get(*at..).unwrap_or_default();
        let Some(next) = memchr3(b'(', b')', b'\\', rest) else {
            *at = bytes.len();
            return None;
        };
        *at += next + 1;
        match rest[next] {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(()),
            b')' => depth -= 1,
            // Whatever follows it is part of the string.
            _ => *at += 1,
        }
    }
}

/// Passes a string in digits.
fn hexadecimal(bytes: &[u8], at: &mut usize) -> Option<()> {
    let rest = bytes.get(*at + 1..).unwrap_or_default();
    let is_digit = |byte: &u8| byte.is_ascii_hexdigit() || byte.is_ascii_whitespace();
    let length = rest.iter().position(|byte| !is_digit(byte)).unwrap_or(rest.len());
    *at += 1 + length;
    (rest.get(length) == Some(&b'>')).then(|| *at += 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end_of(text: &str) -> Option<usize> {
        end(text.as_bytes(), &mut 0)
    }

    #[test]
    fn an_object_ends_where_the_library_says() {
        use hayro_interpret::hayro_syntax::object::{Dict, FromBytes};
        for (text, length) in [
            ("<</A 1/B[1 2(a)<61>]>> x", Some(22)),
            ("<</A<</B(\\)>>)>>>> x", Some(18)),
            ("<</A 1 0 R/B true/C null>> x", Some(26)),
            ("<</A% >>\n1>> x", Some(12)),
            ("<< garbage 9 (b) /A 1 >> x", Some(24)),
            ("<</A(b(c)d)>> x", Some(13)),
            ("<</A>> >>", None),
            ("<</A[1 2>>", None),
            ("<</A(b", None),
            ("<</A<61", None),
            ("<</A}>>", None),
            ("<</A 1", None),
        ] {
            assert_eq!(end_of(text), length, "{text}");
            let told = Dict::from_bytes(text.as_bytes());
            assert_eq!(told.map(|dict| dict.data().len()), length, "{text}");
        }
        assert_eq!(end_of(" /Name"), Some(6));
        assert_eq!(end_of("(a\\"), None);
    }

    #[test]
    fn what_is_left_open_counts_as_often_as_it_is_tried() {
        let ordinary = "9 0 obj<</A[1 2]/B<</C(d)>>>>stream\n<<<<))\nendstream endobj\n";
        for (open, ordinary) in [
            ("9 0 obj(\n".repeat(20_000), "9 0 obj()\n".repeat(200_000)),
            ("9 0 obj[(\n".repeat(20_000), "9 0 obj[()]\n".repeat(200_000)),
            ("9 0 obj[1\n".repeat(20_000), "9 0 obj[1]\n".repeat(200_000)),
            ("\n9 0 obj%\n(".repeat(20_000), "9 0 obj %".repeat(20_000)),
            ("<</A(>>\n".repeat(20_000), "<</A()>>\n".repeat(200_000)),
            ("<</A ".repeat(40_000), ordinary.repeat(20_000)),
            ("9 0 obj<</A ".repeat(40_000), "9 0 obj<</A 1 endobj ".repeat(500)),
            ("\n<</A 1/B<<>>".repeat(40_000), "\n<</A 1/B<<>>>>".repeat(100_000)),
            ("<<\n /A[ ".repeat(40_000), "<<\n /A[".repeat(40_000)),
            ("<<\t".repeat(80_000), "<<".repeat(1 << 20)),
            (
                format!("{}1/B{}", "<</A ".repeat(400), ">>".repeat(400)).repeat(300),
                format!("{}1/B{}", "<</A ".repeat(400), ">>".repeat(400)).repeat(100),
            ),
        ] {
            assert!(is_excessive(open.as_bytes()), "{}", &open[..40]);
            assert!(!is_excessive(ordinary.as_bytes()), "ordinary {}", &ordinary[..40]);
        }
    }
}
