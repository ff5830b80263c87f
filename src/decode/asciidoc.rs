//! Tables of AsciiDoc: cells behind `|`, between two lines `|===`. The end of a line ends no row:
//! as many cells make one as the table has columns.

use super::lines::Places;
use super::spanned::{Covered, Found, Spanned, grid};
use super::tables::unescape;

/// Longest table, in bytes.
const MAX_LENGTH: usize = 2_000_000;
/// Most columns, and most times that one cell is repeated.
const MOST: usize = 64;
/// Most rows that a cell covers.
const MOST_ROWS: u32 = 200;
/// Most cells, those that are repeated among them.
const MOST_CELLS: usize = 400_000;

/// Offset in a line of the mark with which a table starts.
pub(crate) fn starts(line: &str) -> Option<usize> {
    let rest = line.trim_start();
    is_border(rest.trim_end()).then_some(line.len() - rest.len())
}

/// `|===`, with any number of signs from three on.
fn is_border(line: &str) -> bool {
    line.strip_prefix('|').is_some_and(|rest| rest.len() >= 3 && rest.bytes().all(|b| b == b'='))
}

/// A cell before its text is read.
struct Raw {
    from: usize,
    /// Its lines; the first starts at `from`.
    lines: Vec<String>,
    rows: u32,
    cols: u32,
    /// The line on which it starts, and the number of empty lines before it.
    line: usize,
    block: usize,
}

/// Reads the table that opens at `start`.
pub(crate) fn read(source: &str, start: usize, places: &mut Places) -> Option<Found> {
    let text = source.get(start..)?;
    let bytes = text.as_bytes().get(..MAX_LENGTH).unwrap_or(text.as_bytes());
    let mut cells: Vec<Raw> = Vec::new();
    let (mut at, mut line_number, mut block) = (0, 0, 0);
    let end = loop {
        let rest = bytes.get(at..)?;
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = text.get(at..at + length)?;
        if line_number > 0 && is_border(line.trim()) {
            break at + line.trim_end().len();
        }
        if line.trim().is_empty() {
            block += usize::from(!cells.is_empty());
        } else if line_number > 0 && !is_comment(line) {
            cells_of(line, start + at, (line_number, block), &mut cells);
        }
        if length == rest.len() || cells.len() > MOST_CELLS {
            return None;
        }
        line_number += 1;
        at += length + 1;
    };
    let columns = columns(source.get(..start)?, &cells)?;
    let rows = flow(&cells, columns, places)?;
    (rows.len() >= 2).then(|| Found::new(grid(rows, Covered::Nothing), start + end))
}

/// `// …`, a line that is not printed.
fn is_comment(line: &str) -> bool {
    line.starts_with("//") && !line.starts_with("///")
}

/// Cells of a line; what stands before the first of them goes on with the cell before.
fn cells_of(line: &str, offset: usize, (number, block): (usize, usize), cells: &mut Vec<Raw>) {
    let mut from = 0;
    let mut opened: Option<Spec> = None;
    let mut escaped = false;
    let close = |from: usize, to: usize, spec: Option<Spec>, cells: &mut Vec<Raw>| {
        let text = line.get(from..to).unwrap_or_default();
        match (spec, cells.last_mut()) {
            (None, Some(last)) if !text.trim().is_empty() => last.lines.push(text.to_owned()),
            (None, _) => {}
            (Some(spec), _) => {
                let room = (MOST_CELLS + 1).saturating_sub(cells.len());
                for _ in 0..spec.times.min(room) {
                    cells.push(Raw {
                        from: offset + from,
                        lines: vec![text.to_owned()],
                        rows: spec.rows,
                        cols: spec.cols,
                        line: number,
                        block,
                    });
                }
            }
        }
    };
    for (at, c) in line.char_indices() {
        if c == '|' && !escaped {
            let before = line.get(from..at).unwrap_or_default();
            let word = before.rfind([' ', '\t']).map_or(0, |space| space + 1);
            // Only behind white space, or at the start of the line, does a word say how the cell
            // behind it is set.
            let may = word > 0 || from == 0;
            let spec = Spec::read(before.get(word..).unwrap_or_default()).filter(|_| may);
            let to = if spec.is_some() { from + word } else { at };
            close(from, to, opened.take(), cells);
            opened = Some(spec.unwrap_or_default());
            from = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    close(from, line.len(), opened, cells);
}

/// How a cell is set: `.3+`, `2+`, `3*`, with signs for its alignment and the letter of its style.
#[derive(Clone, Copy)]
struct Spec {
    rows: u32,
    cols: u32,
    times: usize,
}

impl Default for Spec {
    fn default() -> Self {
        Spec { rows: 1, cols: 1, times: 1 }
    }
}

impl Spec {
    fn read(word: &str) -> Option<Spec> {
        let mut spec = Spec::default();
        let number =
            |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (first, mut rest) = word.split_at(number(word));
        let mut second = "";
        if let Some(after) = rest.strip_prefix('.').filter(|after| number(after) > 0) {
            (second, rest) = after.split_at(number(after));
        }
        if !first.is_empty() || !second.is_empty() {
            let sign = rest.chars().next().filter(|c| matches!(c, '+' | '*'))?;
            rest = rest.get(1..)?;
            let read = |text: &str| text.parse::<u32>().ok().filter(|&n| n > 0);
            match sign {
                '*' => spec.times = (read(first)? as usize).min(MOST),
                _ => {
                    spec.cols = read(first).unwrap_or(1);
                    spec.rows = read(second).unwrap_or(1).min(MOST_ROWS);
                }
            }
        }
        // Other letters are units that stand at the end of a cell (5 t).
        let rest = rest.trim_start_matches(['<', '^', '>', '.']);
        matches!(rest, "" | "a" | "d" | "e" | "h" | "l" | "m" | "s" | "v").then_some(spec)
    }
}

/// How many columns a table has: as many as the line above it lists (`cols="1,2,3"`), else as
/// many as there are cells on its first line, or, where that is one, in its first block.
fn columns(before: &str, cells: &[Raw]) -> Option<usize> {
    let first = cells.first()?;
    let wide =
        |cells: &mut dyn Iterator<Item = &Raw>| cells.map(|c| c.cols as usize).sum::<usize>();
    let listed = before.trim_end().lines().rev().take(2).find_map(listed_columns);
    let on_line = wide(&mut cells.iter().take_while(|c| c.line == first.line));
    let in_block = || wide(&mut cells.iter().take_while(|c| c.block == first.block));
    let count = listed.unwrap_or(if on_line >= 2 { on_line } else { in_block() });
    (2..=MOST).contains(&count).then_some(count)
}

/// The columns that `[cols="1,3*,^2"]` lists.
fn listed_columns(line: &str) -> Option<usize> {
    let inside = line.trim().strip_prefix('[')?.strip_suffix(']')?;
    let value = inside.split_once("cols=").map(|(_, rest)| rest)?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let value = match quote {
        Some(quote) => value.get(1..)?.split(quote).next()?,
        None => value.split(',').next()?,
    };
    let count = |part: &str| {
        let times = part.trim().split_once('*').and_then(|(times, _)| times.parse::<usize>().ok());
        times.unwrap_or(1)
    };
    let parts = value.split([',', ';']);
    Some(parts.map(count).fold(0, usize::saturating_add))
}

/// Cells put one behind the other into rows of so many columns. An empty line ends a row, and so
/// does the end of a line where each line is a row: of a row that is too short then a cell was
/// lost, and the rows behind it are none the worse. `None` where cells from above leave a row none
/// of its own.
fn flow(cells: &[Raw], columns: usize, places: &mut Places) -> Option<Vec<Vec<Spanned>>> {
    let by_line = are_lines_rows(cells, columns);
    let mut rows: Vec<Vec<Spanned>> = Vec::new();
    // For each column the row below its last covered place.
    let mut busy = vec![0u32; columns];
    let (mut row, mut col) = (0u32, columns);
    let mut before: Option<&Raw> = None;
    for (number, raw) in cells.iter().enumerate() {
        // A row may be broken where what is left of it fills the line behind.
        let completes = || {
            let free = (col..columns).filter(|&c| busy.get(c).is_none_or(|&until| until <= row));
            let line = cells.iter().skip(number).take_while(|cell| cell.line == raw.line);
            free.count() == line.map(|cell| cell.cols as usize).sum::<usize>()
        };
        let parted = before.is_some_and(|b| {
            b.block != raw.block || (by_line && b.line != raw.line && !completes())
        });
        if parted && col > 0 {
            col = columns;
        }
        // One cell too many of a row that is told belongs to it, not to the row behind.
        let one_row = by_line || is_row(cells, raw.block, columns);
        let more = before.is_some() && !parted && one_row;
        loop {
            if col >= columns && !more {
                if rows.last().is_some_and(Vec::is_empty) {
                    return None;
                }
                row = rows.len() as u32;
                col = 0;
                rows.push(Vec::new());
            }
            if busy.get(col).is_none_or(|&until| until <= row) {
                break;
            }
            col += 1;
        }
        let room = if more && col >= columns { 1 } else { columns - col };
        let wide = (raw.cols as usize).min(room);
        for until in busy.iter_mut().skip(col).take(wide) {
            *until = row.saturating_add(raw.rows);
        }
        col += wide;
        if let Some(cells) = rows.last_mut() {
            cells.push(cell(raw, wide as u32, places));
        }
        before = Some(raw);
    }
    Some(rows)
}

/// Whether the lines between two empty ones make one row: a cell each, and not as many as two rows
/// have.
fn is_row(cells: &[Raw], block: usize, columns: usize) -> bool {
    let start = cells.partition_point(|cell| cell.block < block);
    let end = cells.partition_point(|cell| cell.block <= block);
    let block = cells.get(start..end).unwrap_or_default();
    block.len() < 2 * columns && block.windows(2).all(|two| two[0].line != two[1].line)
}

/// Whether most lines hold the cells of a whole row, those that a cell from above covers not
/// counted.
fn are_lines_rows(cells: &[Raw], columns: usize) -> bool {
    let lines: Vec<&[Raw]> = cells.chunk_by(|a, b| a.line == b.line).collect();
    let wide = |line: &&&[Raw]| line.len() * 2 > columns;
    lines.iter().filter(wide).count() * 2 > lines.len()
}

fn cell(raw: &Raw, cols: u32, places: &mut Places) -> Spanned {
    let first = raw.lines.first().map_or("", String::as_str);
    let lead = first.len() - first.trim_start().len();
    let at = places.at(raw.from + lead, raw.from + lead + first.trim().len());
    let lines = raw.lines.iter().map(|line| bare(line.trim().trim_end_matches(" +")));
    let lines = lines.filter(|line| !line.is_empty());
    let text = lines.collect::<Vec<_>>().join("\n");
    Spanned { text: unescape(&named_signs(text)), at, rows: raw.rows, cols }
}

/// Puts in the signs that are written by their names, since they would end the cell or vanish.
fn named_signs(text: String) -> String {
    const NAMED: [(&str, &str); 3] = [("{vbar}", "|"), ("{nbsp}", " "), ("{empty}", "")];
    match text.contains('{') {
        true => NAMED.iter().fold(text, |text, (name, sign)| text.replace(name, sign)),
        false => text,
    }
}

/// A line without the stars by which all of it is set bold.
fn bare(line: &str) -> &str {
    let inside = line.strip_prefix('*').and_then(|rest| rest.strip_suffix('*'));
    inside.filter(|inside| !inside.contains('*')).unwrap_or(line)
}
