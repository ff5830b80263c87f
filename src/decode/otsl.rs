//! Tables in OTSL, the language in which recognisers write rows and spans: `<fcel>` a cell, `<ecel>`
//! an empty one, `<lcel>` and `<ucel>` more of the cell at the left and above, `<nl>` a row's end.

use super::lines::Places;
use super::spanned::{Covered, Found, Spanned, grid};
use super::tables::unescape;

/// What a tag says of the place it stands at.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Mark {
    Table,
    Cell,
    Left,
    Up,
    Both,
    Row,
    /// A place on the page, or a caption's tag: no text.
    Other,
    End,
}

const MARKS: &[(&str, Mark)] = &[
    ("otsl", Mark::Table),
    ("fcel", Mark::Cell),
    ("ecel", Mark::Cell),
    ("ched", Mark::Cell),
    ("rhed", Mark::Cell),
    ("srow", Mark::Cell),
    ("corn", Mark::Cell),
    ("lcel", Mark::Left),
    ("ucel", Mark::Up),
    ("xcel", Mark::Both),
    ("nl", Mark::Row),
    ("/otsl", Mark::End),
];

/// Offset in a line of the tag with which a table starts.
pub(crate) fn starts(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    memchr::memchr_iter(b'<', bytes).find(|&at| {
        matches!(mark(line.get(at..).unwrap_or_default()), Some((Mark::Table | Mark::Cell, _)))
    })
}

/// The mark at the start of a text, and its length.
fn mark(text: &str) -> Option<(Mark, usize)> {
    let inside = text.strip_prefix('<')?;
    let window = inside.as_bytes().get(..LONGEST).unwrap_or(inside.as_bytes());
    let end = memchr::memchr(b'>', window)?;
    let name = inside.get(..end)?;
    let known = MARKS.iter().find(|(known, _)| *known == name).map(|&(_, mark)| mark);
    let place = name.strip_prefix("loc_").is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    let mark = known.or(place.then_some(Mark::Other))?;
    Some((mark, end + 2))
}

/// Longest tag, in bytes.
const LONGEST: usize = 12;

/// One place of the table before spans are known.
#[derive(Debug, Clone)]
struct Slot {
    mark: Mark,
    from: usize,
    to: usize,
}

/// Reads the table whose first tag stands at `start`.
pub(crate) fn read(source: &str, start: usize, places: &mut Places) -> Option<Found> {
    let (rows, end) = slots(source, start);
    let filled = rows.iter().flatten().filter(|slot| slot.mark == Mark::Cell).count();
    if rows.len() < 2 || filled < 2 {
        return None;
    }
    let mut spanned: Vec<Vec<Spanned>> = Vec::with_capacity(rows.len());
    // For each column of the row above, the cell that covers it.
    let mut above: Vec<Option<(usize, usize)>> = Vec::new();
    for (row, slots) in rows.into_iter().enumerate() {
        let mut cells: Vec<Spanned> = Vec::new();
        let mut owners: Vec<Option<(usize, usize)>> = Vec::with_capacity(slots.len());
        for (col, slot) in slots.into_iter().enumerate() {
            let up = above.get(col).copied().flatten();
            let left = owners.last().copied().flatten();
            let owner = match slot.mark {
                Mark::Left => left,
                Mark::Up => up,
                Mark::Both => up.or(left),
                _ => None,
            };
            let text = source.get(slot.from..slot.to).unwrap_or_default();
            let blank = text.trim().is_empty();
            match owner.filter(|_| blank) {
                Some((r, c)) if r == row => {
                    if let Some(cell) = cells.get_mut(c) {
                        cell.cols += 1;
                    }
                    owners.push(owner);
                }
                Some((r, c)) => {
                    if let Some(cell) = spanned.get_mut(r).and_then(|cells| cells.get_mut(c)) {
                        cell.rows = (row - r) as u32 + 1;
                    }
                    owners.push(owner);
                    // The place is kept, so that the columns behind it stay where they are.
                    cells.push(blank_cell(places, slot.from));
                }
                None => {
                    owners.push(Some((row, cells.len())));
                    cells.push(cell(source, &slot, places));
                }
            }
        }
        above = owners;
        spanned.push(cells);
    }
    Some(Found::new(grid(spanned, Covered::Blank), end))
}

fn blank_cell(places: &mut Places, from: usize) -> Spanned {
    Spanned { text: String::new(), at: places.at(from, from), rows: 1, cols: 1 }
}

fn cell(source: &str, slot: &Slot, places: &mut Places) -> Spanned {
    let text = source.get(slot.from..slot.to).unwrap_or_default();
    let from = slot.from + (text.len() - text.trim_start().len());
    let text = text.trim();
    let at = places.at(from, from + text.len());
    Spanned { text: unescape(text), at, rows: 1, cols: 1 }
}

/// The places of each row, and where the table ends.
fn slots(source: &str, start: usize) -> (Vec<Vec<Slot>>, usize) {
    let mut rows: Vec<Vec<Slot>> = Vec::new();
    let mut row: Vec<Slot> = Vec::new();
    let mut at = start;
    let mut end = start;
    let wrapped = matches!(mark(source.get(start..).unwrap_or_default()), Some((Mark::Table, _)));
    while let Some(rest) = source.get(at..) {
        let next = memchr::memchr_iter(b'<', rest.as_bytes())
            .find_map(|i| Some((i, mark(rest.get(i..)?)?)));
        let (text_end, found) = match next {
            Some((i, found)) => (at + i, Some(found)),
            None => (at, None),
        };
        let between = source.get(at..text_end).unwrap_or_default();
        // Without a tag around it, a table ends with the row behind which text stands.
        if !wrapped && row.is_empty() && !rows.is_empty() && !between.trim().is_empty() {
            break;
        }
        if let Some(slot) = row.last_mut() {
            slot.to = text_end.max(slot.from);
        }
        let Some((mark, length)) = found else { break };
        at = text_end + length;
        match mark {
            Mark::Row => {
                rows.push(std::mem::take(&mut row));
                end = at;
            }
            Mark::End => {
                end = at;
                break;
            }
            Mark::Table if !rows.is_empty() || !row.is_empty() => break,
            Mark::Table => {}
            Mark::Other => {
                if let Some(slot) = row.last_mut().filter(|slot| slot.to == slot.from) {
                    (slot.from, slot.to) = (at, at);
                }
            }
            _ => row.push(Slot { mark, from: at, to: at }),
        }
    }
    if !row.is_empty() {
        end = end.max(row.last().map_or(end, |slot| slot.to));
        rows.push(row);
    }
    rows.retain(|row| !row.is_empty());
    (rows, end.max(start + 1))
}
