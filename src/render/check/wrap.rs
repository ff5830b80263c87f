//! Text in lines of a width that terminals have.

use unicode_width::UnicodeWidthChar;

use crate::visible;

/// Breaks a text into lines of so many columns, the first after `first`, the others after
/// `rest`. A line never starts with a closing mark.
pub(super) fn wrap(first: &str, rest: &str, text: &str, columns: usize) -> String {
    // A line end in a text is no line of ours.
    let text = text.replace('\n', " ");
    let text = visible::line(&text);
    let mut out = String::from(first);
    let mut column = width(first);
    let mut tokens = tokens(&text).peekable();
    while let Some(token) = tokens.next() {
        let hanging = tokens.peek().filter(|next| is_closing(next)).map_or(0, |next| width(next));
        if column + width(token) + hanging > columns && column > width(rest) && !is_closing(token) {
            out.truncate(out.trim_end().len());
            out.push('\n');
            out.push_str(rest);
            column = width(rest);
            if token.trim().is_empty() {
                continue;
            }
        }
        out.push_str(token);
        column += width(token);
    }
    out
}

/// Columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// A text padded to a number of columns.
pub(super) fn padded(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(missing))
}

/// Pieces that are not broken: a wide character, a run of narrow ones, a space.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let single = |c: char| c == ' ' || c.width().unwrap_or(0) != 1;
        let length = match single(first) {
            // An opening mark stays with what it opens.
            true if is_opening(first) => rest.chars().take(2).map(char::len_utf8).sum(),
            true => first.len_utf8(),
            false => rest.find(single).unwrap_or(rest.len()),
        };
        let (token, tail) = rest.split_at(length);
        rest = tail;
        Some(token)
    })
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '《' | '（' | '【')
}

fn is_closing(token: &str) -> bool {
    let mut chars = token.chars();
    let closing = |c| {
        matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？' | '）' | '》' | '”' | '’' | '】')
    };
    matches!((chars.next(), chars.next()), (Some(c), None) if closing(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: usize = 96;

    #[test]
    fn lines_are_no_wider_than_a_terminal_and_start_with_no_closing_mark() {
        let text = "全年清淤河道，完成支出120.55万元。".repeat(12);
        let wrapped = wrap("  ● ", "    ", &text, COLUMNS);
        assert!(wrapped.lines().count() > 2);
        for line in wrapped.lines() {
            assert!(width(line) <= COLUMNS, "{line}");
            assert!(!line.trim_start().starts_with(['，', '。']), "{line}");
        }
        let joined: String = wrapped.lines().map(|l| l.trim_start_matches([' ', '●'])).collect();
        assert_eq!(joined, text);
    }

    #[test]
    fn a_table_lines_up() {
        assert_eq!(width(&padded("核查项", 10)), 10);
    }
}
