//! Tables of MediaWiki: `{|`, rows behind `|-`, cells behind `|` and `!`, `|}`.

use super::lines::Places;
use super::spanned::{Covered, Found, Spanned, grid};
use super::tables::unescape;
use crate::document::Line;

/// Longest table, in bytes.
const MAX_LENGTH: usize = 2_000_000;

/// Offset in a line of the mark with which a table starts: nothing but indents stand before it.
pub(crate) fn starts(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches([' ', '\t', ':', '*']);
    rest.starts_with("{|").then_some(line.len() - rest.len())
}

/// A cell before its text is read.
struct Raw<'s> {
    attributes: &'s str,
    /// Offset of its text in the source.
    from: usize,
    text: &'s str,
    /// The lines behind that go on with it.
    more: Vec<&'s str>,
}

/// Reads the table that opens at `start`.
pub(crate) fn read(source: &str, start: usize, places: &mut Places) -> Option<Found> {
    let text = source.get(start..)?;
    let bytes = text.as_bytes().get(..MAX_LENGTH).unwrap_or(text.as_bytes());
    let mut rows: Vec<Vec<Raw<'_>>> = vec![Vec::new()];
    let (mut at, mut depth) = (0, 0usize);
    let mut caption: Vec<Line> = Vec::new();
    let mut in_caption = false;
    let end = loop {
        let rest = bytes.get(at..)?;
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = text.get(at..at + length)?;
        let trimmed = line.trim();
        let inside = line.len() - line.trim_start().len();
        let line_end = start + at + line.trim_end().len();
        if at > 0 && starts(line).is_some() {
            depth += 1;
        } else if depth > 0 {
            if trimmed.starts_with("|}") {
                depth -= 1;
            } else {
                go_on(&mut rows, trimmed);
            }
        } else if trimmed.starts_with("|}") {
            break at + inside + 2;
        } else if trimmed.starts_with("<!--") && trimmed.ends_with("-->") {
            // A comment on a line of its own.
        } else if let Some(text) = trimmed.strip_prefix("|+") {
            in_caption = true;
            caption.extend(caption_line(attributes(text).1, line_end, places));
        } else if trimmed.starts_with("|-") {
            in_caption = false;
            rows.push(Vec::new());
        } else if let Some(mark) = trimmed.chars().next().filter(|c| matches!(c, '|' | '!')) {
            in_caption = false;
            let from = start + at + inside + 1;
            if let Some(row) = rows.last_mut() {
                cells(trimmed.get(1..).unwrap_or_default(), from, mark == '!', row);
            }
        } else if in_caption {
            caption.extend(caption_line(trimmed, line_end, places));
        } else if at > 0 {
            go_on(&mut rows, trimmed);
        }
        if length == rest.len() {
            return None;
        }
        at += length + 1;
    };
    rows.retain(|row| !row.is_empty());
    let several = rows.len() >= 2 && rows.iter().any(|row| row.len() >= 2);
    several.then(|| {
        let rows = rows.into_iter().map(|row| row.iter().map(|raw| cell(raw, places)).collect());
        Found { grid: grid(rows.collect(), Covered::Nothing), caption, end: start + end }
    })
}

/// A line of the caption, if it prints anything; `end` is where it ends in the source.
fn caption_line(text: &str, end: usize, places: &mut Places) -> Option<Line> {
    let printed = printed(text.trim());
    let at = places.at(end - text.trim().len(), end);
    (!printed.is_empty()).then(|| Line { text: printed, at, after_gap: true, ..Line::default() })
}

/// A line that belongs to the last cell.
fn go_on<'s>(rows: &mut [Vec<Raw<'s>>], line: &'s str) {
    if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut())
        && !line.is_empty()
    {
        cell.more.push(line);
    }
}

/// The cells of a line: `||` parts them, and `!!` those of a head.
fn cells<'s>(line: &'s str, from: usize, head: bool, row: &mut Vec<Raw<'s>>) {
    let parts = |at: usize| {
        let rest = line.get(at..).unwrap_or_default();
        rest.starts_with("||") || (head && rest.starts_with("!!"))
    };
    let (mut start, mut at) = (0, 0);
    loop {
        let ends = at >= line.len();
        if ends || parts(at) {
            let text = line.get(start..at).unwrap_or_default();
            let whole = text.len();
            let (attributes, text) = attributes(text);
            let from = from + start + whole - text.len();
            row.push(Raw { attributes, from, text, more: Vec::new() });
            if ends {
                return;
            }
            at += 2;
            start = at;
            continue;
        }
        at += line.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
    }
}

/// The attributes of a cell, and its text: `rowspan=2 | 数量指标`.
fn attributes(cell: &str) -> (&str, &str) {
    match cell.split_once('|') {
        Some((before, text)) if before.contains('=') && !before.contains("[[") => (before, text),
        _ => ("", cell),
    }
}

/// The number that an attribute gives; 1 without it.
fn span(attributes: &str, name: &str) -> u32 {
    let value = attributes.split(name).nth(1).map(str::trim_start);
    let value = value.and_then(|rest| rest.strip_prefix('='));
    let value = value.map(|rest| rest.trim_start_matches([' ', '"', '\'']));
    let digits =
        value.map(|rest| rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len());
    value.zip(digits).and_then(|(rest, length)| rest.get(..length)?.parse().ok()).unwrap_or(1)
}

fn cell(raw: &Raw<'_>, places: &mut Places) -> Spanned {
    let lead = raw.text.len() - raw.text.trim_start().len();
    let own = raw.text.trim();
    let at = places.at(raw.from + lead, raw.from + lead + own.len());
    let lines = std::iter::once(own).chain(raw.more.iter().copied());
    let lines = lines.map(printed).filter(|line| !line.is_empty());
    Spanned {
        text: lines.collect::<Vec<_>>().join("\n"),
        at,
        rows: span(raw.attributes, "rowspan"),
        cols: span(raw.attributes, "colspan"),
    }
}

/// A line without quotes for bold and slanted text, and without the targets of links.
fn printed(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find("[[") {
        let inside = rest.get(at + 2..).unwrap_or_default();
        let Some((link, after)) = inside.split_once("]]") else { break };
        out.push_str(rest.get(..at).unwrap_or_default());
        out.push_str(link.rsplit_once('|').map_or(link, |(_, text)| text));
        rest = after;
    }
    out.push_str(rest);
    unescape(out.replace("'''", "").replace("''", "").trim())
}
