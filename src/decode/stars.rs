//! `**` as mark-up, and stars that stand for characters left out (139****8136, 某**局).

/// Where the paired `**` of a line stand that set a text in bold, in bytes; none where stars of
/// the line stand for characters.
pub(crate) fn marks(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut open = false;
    // Whether stars of the line are no mark-up.
    let mut masked = false;
    let mut long = false;
    for (at, length) in runs(text) {
        let apart = || is_within_a_word(text, at, length);
        match length {
            1 => {}
            2 | 3 if apart() => masked = true,
            2 | 3 => {
                found.push(at);
                open = !open;
            }
            // **甲****乙**: one ends where the next begins.
            4 if open && !apart() => {
                long = true;
                found.extend([at, at + 2]);
            }
            _ => masked = true,
        }
    }
    if masked || (long && open) {
        return Vec::new();
    }
    found.truncate(found.len() - found.len() % 2);
    found
}

/// Whether a line starts or ends with more stars than any mark-up has.
pub(crate) fn is_masked_at_an_end(text: &str) -> bool {
    const MASK: &str = "****";
    text.starts_with(MASK) || text.ends_with(MASK)
}

/// The runs of stars of a text: where each starts and how long it is.
fn runs(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + memchr::memchr(b'*', text.as_bytes().get(from..)?)?;
        let rest = text.get(at..).unwrap_or_default();
        let length = rest.len() - rest.trim_start_matches('*').len();
        from = at + length;
        Some((at, length))
    })
}

/// Whether digits stand on both sides of a run of stars: a number of which some are left out.
fn is_within_a_word(text: &str, at: usize, length: usize) -> bool {
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    let after = text.get(at + length..).and_then(|rest| rest.chars().next());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    digit(before) && digit(after)
}

#[cfg(test)]
mod tests {
    use super::marks;

    #[test]
    fn stars_for_characters_are_no_mark_up() {
        let printed = [
            "联系电话 136****5521",
            "2023年度****部门整体支出绩效自评报告",
            "**区****预算人员实有数7人",
            "****文联依据《****联合会章程》",
            "张三 150**1234，李四 151**5678",
            "单位：****",
            "身份证 3301**********0012",
            "评价组对*****局开展评价",
        ];
        for text in printed {
            assert_eq!(marks(text), Vec::<usize>::new(), "{text}");
        }
    }

    #[test]
    fn bold_text_is_mark_up() {
        assert_eq!(marks("**填报人：** 林初夏"), [0, 14]);
        assert_eq!(marks("**甲****乙**"), [0, 5, 7, 12]);
        assert_eq!(marks("***重点***工作"), [0, 9]);
        assert_eq!(marks("完成**12**个，共**15**个"), [6, 10, 21, 25]);
        assert_eq!(marks("**甲** 和 **乙"), [0, 5]);
        assert_eq!(marks("3*4=12"), Vec::<usize>::new());
    }
}
