//! Folding: how two spellings of the same thing are brought together for a
//! comparison, and how white space that only the page made is removed from a
//! value. Printed text is never replaced by its folded form.

mod bigrams;
pub(crate) mod clause;
mod gloss;
mod plain;
mod radicals;
mod traditional;

pub(crate) use bigrams::{Bigrams, WHOLE};
pub(crate) use gloss::{glosses, unglossed};
pub(crate) use radicals::{radical_to_ideograph, without_radicals};
use std::borrow::Cow;

pub(crate) use plain::{are_wide, ideographs, unspaced, wide};
use plain::{plain, printed};
use traditional::simplified;

/// One character of a comparison key: full-width forms to ASCII, variants of
/// brackets and dashes to one of them, radicals to the character meant, traditional
/// characters to the simplified ones.
///
/// This is a table of its own and not NFKC, which would turn ① into 1 and ㎡
/// into m2.
#[must_use]
pub fn fold_char(c: char) -> char {
    match c {
        // Most characters of a report; first, since nearly all end here.
        '\u{4E00}'..='\u{9FFF}' => simplified(c),
        '0'..='9' => c,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{00A0}' => ' ',
        '〔' | '【' | '﹝' | '〖' => '[',
        '〕' | '】' | '﹞' | '〗' => ']',
        '︵' => '(',
        '︶' => ')',
        '〈' => '<',
        '〉' => '>',
        '“' | '”' | '„' | '〝' | '〞' | '「' | '」' | '『' | '』' => '"',
        '‘' | '’' => '\'',
        '—' | '–' | '―' | '‐' | '‑' | '−' | '─' | '﹣' => '-',
        '∶' | '︰' | '﹕' => ':',
        '﹪' => '%',
        '≧' | '⩾' => '≥',
        '≦' | '⩽' => '≤',
        '・' | '•' | '‧' => '·',
        '⼀'..='⿕' | '⺀'..='⻳' => radical_to_ideograph(c),

        _ => c,
    }
}

/// Characters that take no room and carry no meaning: zero-width marks, soft
/// hyphens, a byte order mark inside the text.
#[must_use]
pub fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{00AD}' | '\u{2060}' | '\u{202A}'..='\u{202E}')
}

/// An ideograph.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{2FFFF}' | '\u{F900}'..='\u{FAFF}' | '〇' | '\u{2E80}'..='\u{2FDF}')
}

/// A letter, a digit or an ideograph. Of the characters of a report nearly all are
/// ideographs, which the general table is slow to find.
pub(crate) fn is_of_word(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric()
}

/// Whether folding leaves the whole of a text as it is: no white space, no mark-up.
pub(crate) fn is_plain_text(text: &str) -> bool {
    plain(text) == text.len()
}

/// Whether there is nothing but white space in a text.
pub(crate) fn is_blank(text: &str) -> bool {
    match text.as_bytes().first() {
        None => true,
        Some(b'!'..=b'~' | 0xE4..=0xE9) => false,
        Some(_) => text.chars().all(char::is_whitespace),
    }
}

/// The comparison key of a label: folded, without white space and ignorable
/// characters.
///
/// ```
/// assert_eq!(jiaokan::internals::fold::key("填 报 人："), "填报人:");
/// ```
#[must_use]
pub fn key(text: &str) -> String {
    key_of(text).into_owned()
}

/// [`key`], of which nothing is made where the text is its own.
#[inline]
pub(crate) fn key_of(text: &str) -> Cow<'_, str> {
    let own = plain(text);
    if own == text.len() { Cow::Borrowed(text) } else { Cow::Owned(key_behind(text, own)) }
}

/// The key of a text that is its own up to a place.
fn key_behind(text: &str, own: usize) -> String {
    let (head, mut rest) = text.split_at(own);
    let mut key = String::with_capacity(text.len());
    key.push_str(head);
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if !c.is_whitespace() && !is_ignorable(c) {
            key.push(fold_char(c));
        }
        let (run, after) = rest.split_at(plain(rest));
        key.push_str(run);
        rest = after;
    }
    key
}

/// The key of a sentence: [`key`], with one blank between digits that are printed
/// apart, where a digit was lost (`1 929.4`).
pub(crate) fn sentence_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut space = false;
    let clean = clean_of(text);
    let mut rest = &*clean;
    while let Some(c) = rest.chars().next() {
        // What folds to itself is copied as a whole.
        let run = plain(rest);
        if run > 0 {
            if std::mem::take(&mut space) && parts_digits(&key, c) {
                key.push(' ');
            }
            let (printed, after) = rest.split_at(run);
            key.push_str(printed);
            rest = after;
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c.is_whitespace() {
            space = true;
        } else if !is_ignorable(c) {
            let folded = fold_char(c);
            if std::mem::take(&mut space) && parts_digits(&key, folded) {
                key.push(' ');
            }
            key.push(folded);
        }
    }
    key
}

/// Whether white space between what was written so far and `next` parts two digits
/// or what may have been one number, as [`clean`] keeps it in a cell.
pub(crate) fn parts_digits(before: &str, next: char) -> bool {
    let head = before.strip_suffix(['.', ',']).unwrap_or(before);
    next.is_ascii_digit() && head.ends_with(|c: char| c.is_ascii_digit())
}

/// What [`key`] makes of a [`clean`] text, character by character, so that a
/// look-up can stop as soon as the text is longer than any word it could be.
///
/// ```
/// let chars = jiaokan::internals::fold::clean_key_chars("填 <b>报</b> 人：");
/// assert_eq!(chars.collect::<String>(), "填报人:");
/// ```
pub fn clean_key_chars(text: &str) -> impl Iterator<Item = char> + '_ {
    let mut rest = text;
    std::iter::from_fn(move || next_clean_key_char(&mut rest))
}

/// The next of [`clean_key_chars`], taken off the front of a text.
pub(crate) fn next_clean_key_char(rest: &mut &str) -> Option<char> {
    loop {
        let c = rest.chars().next()?;
        if c == '<'
            && let Some(length) = inline_tag(rest)
        {
            *rest = &rest[length..];
            continue;
        }
        *rest = &rest[c.len_utf8()..];
        if !c.is_whitespace() && !is_ignorable(c) && c != '\u{0}' {
            return Some(fold_char(c));
        }
    }
}

/// [`key`] of a [`clean`] text.
#[must_use]
pub fn clean_key(text: &str) -> String {
    clean_key_of(text).into_owned()
}

/// [`clean_key`], of which nothing is made where the text is its own.
pub(crate) fn clean_key_of(text: &str) -> Cow<'_, str> {
    if is_plain_text(text) {
        return Cow::Borrowed(text);
    }
    let mut key = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let (run, after) = rest.split_at(plain(rest));
        key.push_str(run);
        rest = after;
        let Some(c) = rest.chars().next() else {
            return Cow::Owned(key);
        };
        if c == '<'
            && let Some(length) = inline_tag(rest)
        {
            rest = &rest[length..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if !c.is_whitespace() && !is_ignorable(c) && c != '\u{0}' {
            key.push(fold_char(c));
        }
    }
}

/// The inline tags that OCR tools leave in text. Anything else in angle
/// brackets is printed text, such as the `<…>` of a document's name.
const INLINE_TAGS: &[&str] =
    &["b", "i", "u", "s", "sub", "sup", "br", "span", "font", "strong", "em", "p", "div"];

/// If `text` starts with an inline tag, its length in bytes.
#[must_use]
pub fn inline_tag(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('<')?;
    // No tag holds another: a search that stopped at `>` only would be quadratic
    // on a run of `<`.
    let end = rest.find(['<', '>']).filter(|&at| rest[at..].starts_with('>'))?;
    let inside = rest[..end].trim_start_matches('/').trim_end_matches('/').trim_end();
    let name_end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(name_end);
    let plausible = attributes.is_empty() || attributes.starts_with(' ');
    (plausible && INLINE_TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name))).then_some(end + 2)
}

/// The clean value of printed text: known inline tags, ignorable characters and
/// white space that only the page made are removed; all else stays as printed.
/// A space is kept only between two Latin words or numbers.
///
/// ```
/// use jiaokan::internals::fold::clean;
/// assert_eq!(clean("全市投资 10 亿元以 上项目数 (个)"), "全市投资10亿元以上项目数(个)");
/// assert_eq!(clean("超 <b>2000</b> 亿元"), "超2000亿元");
/// assert_eq!(clean("关于 <某局财务规定> 的通知"), "关于<某局财务规定>的通知");
/// assert_eq!(clean("ISO  9001 认证"), "ISO 9001认证");
/// assert_eq!(clean("2 0 2 3 年 度 报 告"), "2023年度报告");
/// assert_eq!(clean("完成率 $9 5 . 2 \\%$ 。"), "完成率95.2%。");
/// ```
#[must_use]
pub fn clean(text: &str) -> String {
    clean_of(text).into_owned()
}

/// [`clean`], of which nothing is made where the text is clean as it stands.
pub(crate) fn clean_of(text: &str) -> Cow<'_, str> {
    let mut head = printed(text);
    if head == text.len() {
        return Cow::Borrowed(text);
    }
    if spaced_year(text, "").is_some() {
        head = 0;
    }
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..head]);
    let mut space = false;
    let mut rest = &text[head..];
    while let Some(c) = rest.chars().next() {
        if matches!(c, '1' | '2')
            && let Some((year, length)) = spaced_year(rest, &out)
        {
            if std::mem::take(&mut space) && keeps_space(&out, c) {
                out.push(' ');
            }
            out.extend(year);
            rest = &rest[length..];
            continue;
        }
        // A run of printed characters is copied as a whole.
        let end = printed(rest);
        if end > 0 {
            if std::mem::take(&mut space) && keeps_space(&out, c) {
                out.push(' ');
            }
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        if c == '<'
            && let Some(length) = inline_tag(rest)
        {
            space |= rest[..length].to_ascii_lowercase().contains("br");
            rest = &rest[length..];
            continue;
        }
        if c == '$'
            && let Some(formula) = number_formula(rest)
        {
            if std::mem::take(&mut space) && formula.starts(&out) {
                out.push(' ');
            }
            out.extend(formula.number().map(|(_, c)| c));
            rest = &rest[formula.length..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if is_ignorable(c) || c == '\u{0}' {
            continue;
        }
        if std::mem::take(&mut space) && keeps_space(&out, c) {
            out.push(' ');
        }
        out.push(c);
    }
    Cow::Owned(out)
}

/// The digits of a year set apart, as a letter-spaced title has them
/// (`2 0 2 3 年度`), and what they take with their spaces, in bytes.
pub(crate) fn spaced_year(text: &str, before: &str) -> Option<([char; 4], usize)> {
    const LENGTH: usize = 7;
    let head = text.as_bytes().first_chunk::<LENGTH>()?;
    let [a, b' ', b, b' ', c, b' ', d] = *head else {
        return None;
    };
    let century = matches!((a, b), (b'1', b'9') | (b'2', b'0'));
    let is_year = century && c.is_ascii_digit() && d.is_ascii_digit();
    let alone = !before.ends_with(|c: char| c.is_ascii_digit());
    let rest = text.get(LENGTH..)?.trim_start();
    (is_year && alone && rest.starts_with('年')).then(|| ([a, b, c, d].map(char::from), LENGTH))
}

/// A number that a recogniser set as a formula: `$9 5 . 2 \%$`. White space means
/// nothing there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NumberFormula<'t> {
    inside: &'t str,
    /// Its length with both signs, in bytes.
    pub(crate) length: usize,
}

impl<'t> NumberFormula<'t> {
    /// The number and its sign of per cent, each character with its place in the
    /// formula, in bytes.
    pub(crate) fn number(self) -> impl Iterator<Item = (usize, char)> + use<'t> {
        let printed = |(_, c): &(usize, char)| !c.is_whitespace() && *c != '\\';
        let inside = self.inside.char_indices().filter(printed);
        inside.map(|(at, c)| (at + 1, c))
    }

    fn starts(self, before: &str) -> bool {
        let first = self.number().next();
        first.is_some_and(|(_, first)| keeps_space(before, first))
    }
}

/// The formula that `text` starts with, if it holds a number and nothing else.
pub(crate) fn number_formula(text: &str) -> Option<NumberFormula<'_>> {
    let rest = text.strip_prefix('$')?;
    let of_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | '%' | '\\');
    let end = rest.find(|c| !of_number(c))?;
    let inside = &rest[..end];
    let starts = inside.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let escapes = inside.matches('\\').count() == inside.matches("\\%").count();
    (starts && escapes && rest[end..].starts_with('$'))
        .then_some(NumberFormula { inside, length: end + 2 })
}

/// Whether white space between what was written so far and `next` separates
/// two Latin words or numbers.
fn keeps_space(before: &str, next: char) -> bool {
    let mut back = before.chars().rev();
    // Ideographs first, which the general table is slow to find.
    let word = |c: char| !is_cjk(c) && c.is_alphanumeric();
    let left = match back.next() {
        Some(',' | '.' | ';' | ':' | ')' | '%') => back.next().is_some_and(word),
        Some(c) => word(c),
        None => false,
    };
    left && (word(next) || (next == '(' && back.next().is_some_and(word)))
}
