//! Text that folding leaves as it is: of a report nearly all.

use super::traditional::is_simplified;

/// The length in bytes of the start of a text that every fold takes over as it stands: ideographs
/// that are no traditional ones, Latin letters, digits and signs, and no mark of mark-up.
pub(super) fn plain(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at..) {
            Some(&[first @ 0xE4..=0xE9, second, third, ..])
                if is_simplified(first, second, third) =>
            {
                at += 3;
            }
            Some(&[b'!'..=b';' | b'='..=b'~', ..]) => at += 1,
            _ => return at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{fold_char, is_ignorable};
    use super::plain;

    #[test]
    fn what_is_plain_folds_to_itself() {
        let mut buffer = [0; 4];
        for c in '\u{0}'..='\u{2FFFF}' {
            if plain(c.encode_utf8(&mut buffer)) > 0 {
                assert!(fold_char(c) == c && !c.is_whitespace() && !is_ignorable(c), "{c}");
            }
        }
        assert_eq!(plain("预算12.5%"), "预算12.5%".len());
        assert_eq!(plain("预 算"), "预".len());
        assert_eq!(plain("國<"), 0);
        assert_eq!(plain("国"), 3);
    }
}
