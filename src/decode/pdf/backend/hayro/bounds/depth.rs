//! How deep dictionaries lie in each other. Where a table of places is damaged, the library tries
//! each dictionary of the file for itself, and those within it again: as many steps as there are
//! dictionaries and levels below each.

use memchr::memchr3_iter;

/// No program writes dictionaries deeper than a tenth of this.
const DEEP: usize = 128;

/// So many may open deeper.
const MOST: usize = 20_000;

/// Whether a file has more dictionaries deep within others than can be tried in time.
pub(super) fn is_excessive(bytes: &[u8]) -> bool {
    let (mut depth, mut deep, mut behind) = (0_usize, 0, 0);
    for at in memchr3_iter(b'<', b'>', b'j', bytes) {
        let rest = bytes.get(at..).unwrap_or_default();
        if at < behind {
            continue;
        }
        match rest {
            // What was left open in a damaged object does not add up.
            [b'j', ..] if bytes.get(..=at).is_some_and(|head| head.ends_with(b"endobj")) => {
                depth = 0;
            }
            [b'>', b'>', ..] => {
                depth = depth.saturating_sub(1);
                behind = at + 2;
            }
            // Pictures have runs of `<` as well.
            [b'<', b'<', after @ ..] if is_name(after) => {
                depth += 1;
                deep += usize::from(depth > DEEP);
                behind = at + 2;
            }
            _ => {}
        }
    }
    deep > MOST
}

/// Whether a name follows.
fn is_name(after: &[u8]) -> bool {
    let after = after.get(..32).unwrap_or(after);
    after.trim_ascii_start().first() == Some(&b'/')
}

#[cfg(test)]
mod tests {
    use super::is_excessive;

    #[test]
    fn dictionaries_count_that_open_deep_within_others() {
        for (deep, ordinary) in [
            ("<</A ".repeat(21_000), "<</A ".repeat(20_000)),
            ("9 0 obj<</A ".repeat(21_000), "9 0 obj<</A 1 endobj ".repeat(300_000)),
            ("<<\n /A[".repeat(21_000), "<<".repeat(1 << 20)),
            (
                format!("{}{}", "<</A ".repeat(400), ">>".repeat(400)).repeat(100),
                format!("{}{}", "<</A ".repeat(100), ">>".repeat(100)).repeat(1000),
            ),
        ] {
            assert!(is_excessive(deep.as_bytes()), "{}", &deep[..20]);
            assert!(!is_excessive(ordinary.as_bytes()), "{}", &ordinary[..20]);
        }
    }
}
