//! The document's title: found by its words, not by being first.

use super::row::{self, End, Row};
use crate::document::Mark;
use crate::fold;
use crate::location::Passage;
use crate::patterns::{Headings, Words};

/// Lines of a cover that are looked at for the title.
const COVER: usize = 60;

/// Parts that a title is printed in, at most.
const PARTS: usize = 3;

/// The rows of the title, first and last, among those before the first heading.
pub(super) fn find(
    rows: &[Row],
    first_heading: usize,
    headings: &Headings,
) -> Option<(usize, usize)> {
    let cover = rows.get(..first_heading.min(COVER).min(rows.len()))?;
    let listed = listed_annexes(cover, headings);
    let key = |row| part_key(row, |text| mark(text, headings));
    let keys: Vec<Option<String>> =
        cover.iter().zip(&listed).map(|(row, listed)| key(row).filter(|_| !listed)).collect();
    let mut best: Option<(u8, usize, usize)> = None;
    for first in 0..cover.len() {
        let mut joined = String::new();
        let mut own = 0;
        for (last, key) in keys.iter().enumerate().skip(first).take(PARTS) {
            let Some(key) = key else { break };
            joined.push_str(key);
            let Some(strength) = headings.title(&joined) else {
                if own > 0 { break } else { continue }
            };
            // A later part alone is a better reading than an unrelated line
            // with it; `with_parts_above` adds what belongs to it.
            let alone = last > first && headings.title(key) == Some(strength);
            if !alone && best.is_none_or(|(strongest, ..)| strength > strongest) {
                best = Some((strength, first, last));
            }
            // 某某项目绩效评价 may go on as 报告 on the line below.
            if alone || strength <= own {
                break;
            }
            own = strength;
        }
    }
    match best {
        Some((_, first, last)) => Some((with_parts_above(&keys, first, headings), last)),
        None => marked(cover, headings).or_else(|| of_file(cover, headings)),
    }
}

/// The title's text over its rows, without the mark of the annex it is.
pub(super) fn passage(rows: &[Row], headings: &Headings) -> Passage {
    let mut title = Passage::default();
    for (line, _) in rows.iter().filter_map(Row::line) {
        title.append(&row::passage(line));
    }
    let to = title.text.len() - end_of_file(&title.text).map_or(0, str::len);
    match mark(&title.text, headings) {
        0 if to == title.text.len() => title,
        from => title.slice(from, to),
    }
}

/// Length of what stands before a title on its line, in bytes.
fn mark(text: &str, headings: &Headings) -> usize {
    match annex_mark(text, headings) {
        0 => label(text, headings),
        length => length,
    }
}

/// Length of `标　题 ` before a title, whose characters may be set apart; 0 without one.
fn label(text: &str, headings: &Headings) -> usize {
    const LONGEST: usize = 4;
    let mut read = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        if !c.is_whitespace() {
            read.push(fold::fold_char(c));
        }
        let next = chars.peek().copied();
        let Some((at, next)) = next.filter(|_| read.chars().count() <= LONGEST) else { return 0 };
        if next.is_whitespace() && headings.is_one(Words::TitleLabel, &read) {
            let rest = text[at..].trim_start();
            return text.len() - rest.len();
        }
    }
    0
}

/// Length of `附件2 ` or `附件：` before a title, in bytes; 0 where it stands alone.
fn annex_mark(text: &str, headings: &Headings) -> usize {
    const NUMERALS: &str = "一二三四五六七八九十";
    let number = |c: char| c.is_ascii_digit() || c == '-' || NUMERALS.contains(c);
    let Some(word) = headings.start(Words::Annex, text) else {
        return 0;
    };
    let blank = |c: char| c.is_whitespace() || fold::fold_char(c) == ':';
    let after = &text[word.len()..];
    let rest = after.trim_start_matches(blank);
    let numbered = rest.trim_start_matches(|c| number(fold::fold_char(c)));
    let title = match numbered.trim_start_matches(blank) {
        title if title.len() < numbered.len() => title,
        // 附件：1.2025年…目标表: the number of an entry in the list of annexes.
        title if rest.len() < after.len() && entry(title).is_some() => entry(title).unwrap_or(rest),
        // 附件2023年…: nothing tells the two numbers apart.
        _ if rest.len() < after.len() => rest,
        _ => return 0,
    };
    text.len() - if title.is_empty() { text.len() } else { title.len() }
}

/// Which lines are entries of a list of several annexes that a line opens: 附件：1.…自评报告, and below
/// it 2.…自评报告.
fn listed_annexes(rows: &[Row], headings: &Headings) -> Vec<bool> {
    let mut listed = vec![false; rows.len()];
    // Where a list opened, and the number of its next entry.
    let mut open: Option<(usize, u32)> = None;
    for (index, row) in rows.iter().enumerate() {
        let Some((line, _)) = row.line() else { continue };
        let key = fold::key(line.text.trim());
        let first = headings.start(Words::Annex, &key).and_then(|word| {
            let first = key.get(word.len()..)?.strip_prefix(':')?;
            numbered_entry(first)
        });
        match (open, numbered_entry(&key)) {
            _ if first == Some(1) => open = Some((index, 2)),
            (Some((opened, next)), Some(number)) if number == next => {
                listed[opened] = true;
                listed[index] = true;
                open = Some((opened, next + 1));
            }
            _ => {}
        }
    }
    listed
}

/// The number of an entry of a list: 2.2024年度….
fn numbered_entry(key: &str) -> Option<u32> {
    let rest = key.trim_start_matches(|c: char| c.is_ascii_digit());
    entry(rest)?;
    key.get(..key.len() - rest.len())?.parse().ok()
}

/// What stands behind the stop after the number of an entry: `.2025年度自评表`.
fn entry(text: &str) -> Option<&str> {
    let title = text.strip_prefix(['.', '、', '．'])?.trim_start();
    let year = title.chars().take_while(char::is_ascii_digit).count() == 4;
    (year || title.starts_with(fold::is_cjk)).then_some(title)
}

/// Whether a line further down is the title of an annexed document.
pub(super) fn is_annexed(row: &Row, headings: &Headings) -> bool {
    let is_title = |key: &str| headings.title(key).is_some_and(|strength| strength > 1);
    part_key(row, |_| 0).is_some_and(|key| is_title(&key) && !headings.starts(Words::Pointer, &key))
}

/// The key of a line that can be a part of a title, without what is `skipped` at
/// its start.
fn part_key(row: &Row, skipped: impl Fn(&str) -> usize) -> Option<String> {
    let (line, look) = row.line()?;
    if look.chars > 60 || matches!(look.end, End::Final | End::Colon | End::Comma) {
        return None;
    }
    let text = line.text.trim_start();
    let key = fold::key(&text[skipped(text)..]);
    let numbered = key.starts_with(|c: char| "([".contains(c)) && key.chars().count() < 12;
    // An entry of a list, the way to a page (首页>政务公开), the name of a file.
    let listed = key.starts_with(['•', '·', '●', '◆', '■', '▪']);
    let marks = key.contains([':', ',', '。', ';', '|', '>']);
    (!numbered && !listed && !marks && !is_file_name(&key)).then_some(key)
}

/// Whether a line is the name of a file.
fn is_file_name(key: &str) -> bool {
    end_of_file(key).is_some()
}

/// The end of the name of a file that a text has.
fn end_of_file(text: &str) -> Option<&'static str> {
    const ENDS: [&str; 9] =
        [".doc", ".docx", ".xls", ".xlsx", ".pdf", ".wps", ".et", ".ofd", ".zip"];
    ENDS.into_iter().find(|end| text.ends_with(end))
}

/// Failing all else, the first line, the name of the file that the document was: pages that show
/// documents print it above their text.
fn of_file(cover: &[Row], headings: &Headings) -> Option<(usize, usize)> {
    let (line, look) = cover.first()?.line()?;
    let key = fold::key(line.text.trim());
    let name = key.strip_suffix(end_of_file(&key)?)?;
    let plain = look.chars <= 60 && !name.contains([':', ',', '。', ';', '|', '>', '《']);
    (plain && headings.title(name).is_some()).then_some((0, 0))
}

/// The first of the lines straight above that belong to the title as well:
/// 某某局2024年度 above 部门整体支出绩效自评报告.
fn with_parts_above(keys: &[Option<String>], mut first: usize, headings: &Headings) -> usize {
    for _ in 1..PARTS {
        let above = first.checked_sub(1).and_then(|i| keys.get(i)?.as_ref());
        match above {
            Some(key) if headings.is_title_part(key) && key.chars().count() >= 4 => first -= 1,
            _ => break,
        }
    }
    first
}

/// Failing all words, a first line that is marked as a heading.
fn marked(cover: &[Row], headings: &Headings) -> Option<(usize, usize)> {
    let row = cover.first()?;
    let key = part_key(row, |_| 0)?;
    let plain = headings.label(&key).is_none() && !headings.contains(Words::Field, &key);
    (row.mark() == Some(Mark::Heading) && plain && key.chars().any(fold::is_cjk)).then_some((0, 0))
}
