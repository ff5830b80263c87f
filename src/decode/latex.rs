//! Tables in LaTeX: `tabular` and its relatives, `\multicolumn` and `\multirow`.

mod commands;

use super::inline;
use super::lines::Places;
use super::spanned::{Covered, Found, Spanned, grid};

/// Environments that are tables.
const ENVIRONMENTS: &[&str] = &[
    "tabular",
    "tabular*",
    "tabularx",
    "tabulary",
    "longtable",
    "longtabu",
    "tabu",
    "array",
    "NiceTabular",
];

/// Offset in a line of the command with which a table starts.
pub(crate) fn starts(line: &str) -> Option<usize> {
    memchr::memchr(b'\\', line.as_bytes())?;
    memchr::memmem::find_iter(line.as_bytes(), b"\\begin{")
        .find(|&at| environment(line.get(at..).unwrap_or_default(), "\\begin{").is_some())
}

/// The environment that a command opens or closes, and the length of the command.
fn environment<'a>(text: &'a str, command: &str) -> Option<(&'a str, usize)> {
    let inside = text.strip_prefix(command)?;
    let window = inside.as_bytes().get(..LONGEST).unwrap_or(inside.as_bytes());
    let name = inside.get(..memchr::memchr(b'}', window)?)?;
    ENVIRONMENTS.contains(&name).then_some((name, command.len() + name.len() + 1))
}

const LONGEST: usize = 16;

/// Longest table, in bytes.
const MAX_LENGTH: usize = 2_000_000;

/// Reads the table that opens at `start`.
pub(crate) fn read(source: &str, start: usize, places: &mut Places) -> Option<Found> {
    let text = source.get(start..)?;
    let (name, length) = environment(text, "\\begin{")?;
    let mut from = length + arguments(text.get(length..)?, name);
    let (inside, end) = body(text, from)?;
    from += start;
    let mut rows = Vec::new();
    for row in split(inside, Separator::Row) {
        let row_text = inside.get(row.clone())?;
        let cells: Vec<Spanned> = split(row_text, Separator::Cell)
            .into_iter()
            .filter_map(|cell| {
                let part = row_text.get(cell.clone())?;
                Some(read_cell(part, from + row.start + cell.start, places))
            })
            .collect();
        if cells.iter().any(|cell| !cell.text.is_empty()) {
            rows.push(cells);
        }
    }
    let several = rows.len() >= 2 && rows.iter().any(|row| row.len() >= 2);
    several.then(|| Found::new(grid(rows, Covered::Blank), start + end))
}

/// Length of the arguments behind `\begin{tabular}`: `[t]`, a width, the columns.
fn arguments(text: &str, name: &str) -> usize {
    let mut at = 0;
    let width = usize::from(matches!(name, "tabular*" | "tabularx" | "tabulary"));
    let mut braces = 1 + width;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let skipped = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        if rest.starts_with('[')
            && let Some(end) = rest.find(']')
        {
            at += skipped + end + 1;
        } else if braces > 0 && rest.starts_with('{') {
            at += skipped + group(rest);
            braces -= 1;
        } else {
            return at;
        }
    }
}

/// Length of the group in braces with which a text starts.
fn group(text: &str) -> usize {
    let mut depth = 0usize;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' if !escaped => depth += 1,
            b'}' if !escaped => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    text.len()
}

/// What stands in the environment whose content starts at `from`, and where its end ends.
fn body(text: &str, from: usize) -> Option<(&str, usize)> {
    let window = text.get(from..)?;
    let bytes = window.as_bytes().get(..MAX_LENGTH).unwrap_or(window.as_bytes());
    let mut depth = 0usize;
    for at in memchr::memchr_iter(b'\\', bytes) {
        let rest = window.get(at..)?;
        if environment(rest, "\\begin{").is_some() {
            depth += 1;
        } else if let Some((_, length)) = environment(rest, "\\end{") {
            if depth == 0 {
                return Some((window.get(..at)?, from + at + length));
            }
            depth -= 1;
        }
    }
    None
}

#[derive(Clone, Copy, PartialEq)]
enum Separator {
    Row,
    Cell,
}

/// The parts of a text between separators that stand in no group and no inner environment.
fn split(text: &str, separator: Separator) -> Vec<std::ops::Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut at, mut depth) = (0, 0, 0usize);
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        let rest = text.get(at..).unwrap_or_default();
        let mut length = 1;
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'%' => length = comment(rest),
            b'&' if depth == 0 && separator == Separator::Cell => {
                parts.push(start..at);
                start = at + 1;
            }
            b'\\' => {
                if let Some((_, taken)) = environment(rest, "\\begin{") {
                    (depth, length) = (depth + 1, taken);
                } else if let Some((_, taken)) = environment(rest, "\\end{") {
                    (depth, length) = (depth.saturating_sub(1), taken);
                } else if let Some(taken) = row_end(rest) {
                    length = taken;
                    if depth == 0 && separator == Separator::Row {
                        parts.push(start..at);
                        start = at + taken;
                    }
                } else {
                    length = 2;
                }
            }
            _ => {}
        }
        at += length;
    }
    parts.push(start.min(text.len())..text.len());
    parts
}

/// Length of `\\`, `\\*`, `\\[3pt]` or `\tabularnewline` at the start of a text.
fn row_end(text: &str) -> Option<usize> {
    if text.starts_with("\\tabularnewline") {
        return Some("\\tabularnewline".len());
    }
    let rest = text.strip_prefix("\\\\")?;
    let star = usize::from(rest.starts_with('*'));
    let rest = rest.get(star..)?;
    let space = rest.strip_prefix('[').and_then(|inside| {
        let end = inside.find(']').filter(|&end| end < LONGEST)?;
        let measure = inside.get(..end)?.trim_start_matches('-');
        measure.starts_with(|c: char| c.is_ascii_digit()).then_some(end + 2)
    });
    Some(2 + star + space.unwrap_or(0))
}

/// Length of a comment, its line end included.
fn comment(text: &str) -> usize {
    memchr::memchr(b'\n', text.as_bytes()).map_or(text.len(), |at| at + 1)
}

/// A cell: its spans, its text without commands, and its place.
fn read_cell(source: &str, start: usize, places: &mut Places) -> Spanned {
    let mut cell = Spanned { text: String::new(), at: places.at(start, start), rows: 1, cols: 1 };
    let mut body = without_rulings(source);
    loop {
        let trimmed = body.trim();
        if let Some([count, _, inside]) = command(trimmed, "\\multicolumn") {
            cell.cols = count.trim().parse().unwrap_or(1);
            body = inside;
        } else if let Some([count, _, inside]) = command(trimmed, "\\multirow") {
            // A negative count reaches upwards; its rows are not told apart here.
            cell.rows = count.trim().parse().unwrap_or(1);
            body = inside;
        } else {
            break;
        }
    }
    let body = body.trim();
    // Nothing but closing brackets stands behind the text.
    let from = start + source.rfind(body).unwrap_or(0);
    cell.text = inline::resolved(&commands::printed(body));
    if !cell.text.is_empty() {
        cell.at = places.at(from, from + body.len());
    }
    cell
}

/// A cell's source without the lines drawn above its row.
fn without_rulings(source: &str) -> &str {
    const RULINGS: &[&str] = &[
        "\\hline",
        "\\toprule",
        "\\midrule",
        "\\bottomrule",
        "\\cline",
        "\\cmidrule",
        "\\hhline",
        "\\specialrule",
        "\\endhead",
        "\\endfirsthead",
        "\\endfoot",
        "\\endlastfoot",
        "\\noalign",
        "\\rowcolor",
        "\\cellcolor",
    ];
    let mut rest = source.trim_start();
    while let Some(ruling) = RULINGS.iter().find(|ruling| rest.starts_with(**ruling)) {
        rest = rest.get(ruling.len()..).unwrap_or_default().trim_start();
        while rest.starts_with(['{', '(', '[']) {
            let length = match rest.as_bytes().first() {
                Some(b'{') => group(rest),
                Some(b'(') => rest.find(')').map_or(rest.len(), |at| at + 1),
                _ => rest.find(']').map_or(rest.len(), |at| at + 1),
            };
            rest = rest.get(length..).unwrap_or_default().trim_start();
        }
    }
    rest
}

/// The three arguments of a command that is the whole of a text. The second may be a bare `*`, and
/// arguments in square brackets do not count.
fn command<'a>(text: &'a str, name: &str) -> Option<[&'a str; 3]> {
    let mut rest = text.strip_prefix(name)?;
    let mut found = Vec::with_capacity(3);
    while found.len() < 3 {
        rest = rest.trim_start();
        if rest.starts_with('[') {
            rest = rest.get(rest.find(']')? + 1..)?;
        } else if rest.starts_with('{') {
            let length = group(rest);
            found.push(rest.get(1..length.checked_sub(1)?)?);
            rest = rest.get(length..)?;
        } else if let Some(after) = rest.strip_prefix(['*', '=']) {
            found.push("*");
            rest = after;
        } else {
            return None;
        }
    }
    rest.trim().is_empty().then_some(())?;
    found.try_into().ok()
}
