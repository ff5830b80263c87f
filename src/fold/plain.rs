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
    let mut rest = text.as_bytes();
    loop {
        // In a loop of their own: nearly all of a text is asked for many times over.
        while let [first, second, third, behind @ ..] = rest
            && is_simplified(*first, *second, *third)
        {
            rest = behind;
        }
        match rest {
            [_, behind @ ..] if as_well(rest) => rest = behind,
            _ => return text.len() - rest.len(),
        }
    }
}

/// The length in bytes of the start of a text that is characters of U+4000 to U+BFFF: ideographs,
/// which nearly all of a text is, and syllables of Yi and of Korean. None is white space, a mark or
/// to be left out.
pub(crate) fn wide(text: &[u8]) -> usize {
    let mut rest = text;
    while let Some(eight) = rest.first_chunk()
        && are_wide(u64::from_le_bytes(*eight))
    {
        rest = &rest[2 * WIDE..];
    }
    while let [0xE4..=0xEB, _, _, behind @ ..] = rest {
        rest = behind;
    }
    text.len() - rest.len()
}

/// How many bytes such a character takes.
const WIDE: usize = 3;

/// Whether the first eight bytes of a text start with two of [these](wide). One look for both, since
/// this is asked of all that is read, many times over.
pub(crate) fn are_wide(eight: u64) -> bool {
    const FIRST_BYTES: u64 = 0xFF | 0xFF << (8 * WIDE);
    // 0xE4..=0xEB to 0xF0..=0xF7, of which the last three bits differ.
    let moved = eight.wrapping_add(0x0C | 0x0C << (8 * WIDE)) & FIRST_BYTES & 0xF8F8_F8F8_F8F8_F8F8;
    moved == (0xF0 | 0xF0 << (8 * WIDE))
}

/// The length in bytes of the start of a text whose characters [`super::clean`] always keeps: the
/// common ones only.
pub(super) fn printed(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += bytes.get(at..).map_or(0, wide);
        at += match bytes.get(at..) {
            // U+3001 to U+303F, U+FF01 to U+FFEE
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
            let kept = matches!(c, '\u{4000}'..='\u{BFFF}' | '!'..='#' | '%'..=';' | '='..='~' | '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FFEE}');
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
