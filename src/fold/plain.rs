//! Text that folding leaves as it is: of a report nearly all.

use super::traditional::is_simplified;

/// The length in bytes of the start of a text that every fold takes over as it stands: ideographs
/// that are no traditional ones, Latin letters, digits and signs, and no mark of mark-up.
pub(super) fn plain(text: &str) -> usize {
    start(text, |rest| matches!(rest, [b'!'..=b';' | b'='..=b'~', ..]))
}

/// The same of a text in which neither a number set as a formula nor a year set apart starts.
pub(crate) fn unspaced(text: &str) -> usize {
    start(text, |rest| {
        // Where a blank follows the year of a letter-spaced title may start.
        !matches!(rest, [b'1' | b'2', b' ', ..])
            && matches!(rest, [b'!'..=b'#' | b'%'..=b';' | b'='..=b'~', ..])
    })
}

/// The length in bytes of the start of a text that is ideographs which fold to themselves.
pub(crate) fn ideographs(text: &str) -> usize {
    start(text, |_| false)
}

/// The length in bytes of the start of a text that is such ideographs, and single bytes of which
/// `as_well`, given what they start, says yes.
#[inline]
fn start(text: &str, as_well: impl Fn(&[u8]) -> bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(rest) = bytes.get(at..) {
        at += match *rest {
            [first @ 0xE4..=0xE9, second, third, ..] if is_simplified(first, second, third) => 3,
            _ if as_well(rest) => 1,
            _ => break,
        };
    }
    at
}

/// The length in bytes of the start of a text whose characters [`super::clean`] always keeps: the
/// common ones only.
pub(super) fn printed(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        // U+5000 to U+9FFF, which nearly all of a text is.
        while let Some(0xE5..=0xE9) = bytes.get(at) {
            at += 3;
        }
        at += match bytes.get(at..) {
            // U+4E00 to U+4FFF, U+3001 to U+303F, U+FF01 to U+FFEE
            Some(&[0xE4, 0xB8..=0xBF, ..]) => 3,
            Some(
                &[0xE3, 0x80, 0x81..=0xBF, ..]
                | &[0xEF, 0xBC, 0x81..=0xBF, ..]
                | &[0xEF, 0xBD..=0xBE, ..],
            ) => 3,
            Some(&[0xEF, 0xBF, 0x80..=0xAE, ..]) => 3,
            Some(&[b'!'..=b'#' | b'%'..=b';' | b'='..=b'~', ..]) => 1,
            _ => return at,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::{fold_char, is_ignorable};
    use super::{ideographs, plain, printed, unspaced};

    #[test]
    fn what_is_plain_folds_to_itself() {
        let mut buffer = [0; 4];
        for c in '\u{0}'..='\u{2FFFF}' {
            if plain(c.encode_utf8(&mut buffer)) > 0 {
                assert!(fold_char(c) == c && !c.is_whitespace() && !is_ignorable(c), "{c}");
            }
        }
        for c in '\u{0}'..='\u{2FFFF}' {
            let text: &str = c.encode_utf8(&mut buffer);
            let kept = matches!(c, '\u{4E00}'..='\u{9FFF}' | '!'..='#' | '%'..=';' | '='..='~' | '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FFEE}');
            assert_eq!(printed(text), if kept { text.len() } else { 0 }, "{c}");
            let alone = ('\u{4E00}'..='\u{9FFF}').contains(&c) && fold_char(c) == c;
            assert_eq!(ideographs(text), if alone { text.len() } else { 0 }, "{c}");
        }
        assert_eq!((printed("国，$"), ideographs("国12")), (6, 3));
        assert_eq!(plain("预算12.5%"), "预算12.5%".len());
        assert_eq!(plain("预 算"), "预".len());
        assert_eq!(unspaced("预算12.5%<"), "预算12.5%".len());
        assert_eq!((unspaced("第2 0 2 3年"), unspaced("3 4"), unspaced("率$9$")), (3, 1, 3));
        assert_eq!(plain("國<"), 0);
        assert_eq!(plain("国"), 3);
    }
}
