//! Classes of regular expressions that know Chinese print.

use memchr::memchr3;

/// An expression in which `\d`, `\s` and `\p{Han}` know the characters of Chinese
/// print: full-width digits, the space as wide as an ideograph, ideographs.
pub(in crate::patterns) fn widened(pattern: &str) -> String {
    const DIGIT: &str = "0-9\u{FF10}-\u{FF19}";
    const SPACE: &str = "\\s\u{85}\u{A0}\u{2000}-\u{200A}\u{2028}\u{2029}\u{202F}\u{3000}";
    const HAN: &str = "\u{3005}\u{3007}\u{3021}-\u{3029}\u{2E80}-\u{2FDF}\u{3400}-\u{4DBF}\
                       \u{4E00}-\u{9FFF}\u{F900}-\u{FAFF}\u{20000}-\u{2FFFF}";
    let mut out = String::with_capacity(2 * pattern.len());
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(at) = memchr3(b'\\', b'[', b']', rest.as_bytes()) {
        let (plain, behind) = rest.split_at(at);
        out.push_str(plain);
        rest = behind;
        let known = [("\\d", DIGIT), ("\\s", SPACE), ("\\p{Han}", HAN)];
        if let Some((sign, class)) = known.iter().find(|(sign, _)| rest.starts_with(sign)) {
            if in_class {
                out.push_str(class);
            } else {
                out.extend(["[", class, "]"]);
            }
            rest = &rest[sign.len()..];
            continue;
        }
        let escaped = match rest.as_bytes()[0] {
            b'\\' => rest.chars().nth(1).map_or(0, char::len_utf8),
            sign => {
                in_class = sign == b'[';
                0
            }
        };
        let (taken, left) = rest.split_at(1 + escaped);
        out.push_str(taken);
        rest = left;
    }
    out.push_str(rest);
    out
}
