//! Rulings drawn with characters: which lines of a table make one row.

use super::Field;
use super::pipes::Entry;
use super::wrapped::{self, SetLine};
use crate::decode::lines::Piece;
use crate::decode::shape::{is_drawn, is_pipe};

/// Rulings at least that make each block between two of them one row. A table
/// drawn with three has them around its header and at its end, and a row on
/// each line.
const RULINGS_OF_A_BOX: usize = 4;

/// Drops rulings. Where rulings stand between the rows, the lines between two
/// of them are one row, its cells wrapped; but a number below a number starts another. `whole`:
/// whether each row stands on one line.
pub(super) fn merge(entries: Vec<Entry>, whole: bool) -> Vec<Vec<Field>> {
    let rulings = entries.iter().filter(|e| !matches!(e, Entry::Row(_))).count();
    let boxed = rulings >= RULINGS_OF_A_BOX && several_blocks(&entries);
    if whole && rulings == 0 {
        let lines: Vec<SetLine> = entries
            .into_iter()
            .filter_map(|entry| match entry {
                Entry::Row(line) => Some(line),
                _ => None,
            })
            .collect();
        return match wrapped::is_set(&lines) {
            true => wrapped::join(lines),
            false => lines.into_iter().map(|line| line.fields).collect(),
        };
    }
    let mut rows: Vec<Vec<Field>> = Vec::new();
    let mut above: Option<SetLine> = None;
    for entry in entries {
        match entry {
            Entry::Ruling => above = None,
            Entry::Partial(fields) => {
                if let Some(row) = rows.last_mut() {
                    wrap(row, fields);
                }
                above = None;
            }
            Entry::Row(line) => {
                let goes_on =
                    boxed && above.as_ref().is_some_and(|above| !line.counts_below(above));
                match rows.last_mut().filter(|_| goes_on) {
                    Some(row) => wrap(row, line.fields.iter().cloned().map(Some).collect()),
                    None => rows.push(line.fields.clone()),
                }
                // The numbers of a row stand on one of its lines, whichever it is.
                match &mut above {
                    Some(above) if goes_on => above.absorb(&line),
                    _ => above = Some(line),
                }
            }
        }
    }
    rows
}

/// Whether rulings part the rows below the header from each other.
fn several_blocks(entries: &[Entry]) -> bool {
    let is_row = |e: &Entry| matches!(e, Entry::Row(_));
    let starts = entries
        .iter()
        .enumerate()
        .filter(|&(i, e)| is_row(e) && (i == 0 || !entries.get(i - 1).is_some_and(is_row)));
    starts.count() >= 3
}

fn wrap(row: &mut Vec<Field>, fields: Vec<Option<Field>>) {
    for (col, field) in fields.into_iter().enumerate() {
        match (row.get_mut(col), field) {
            (Some(cell), Some(field)) => cell.wrap(field),
            (None, field) => row.push(field.unwrap_or_default()),
            (Some(_), None) => {}
        }
    }
}

/// A line that is drawn through some columns only: it starts with a pipe, and
/// some crossing stands in it.
pub(super) fn partial_ruling(piece: &Piece) -> bool {
    let text = piece.text.trim();
    let crossing = |c: char| matches!(c, '├' | '┼' | '┤' | '╠' | '╬' | '╣' | '┣' | '╋' | '┫');
    let ascii = text.contains("+--") || text.contains("+==");
    text.contains(crossing) || (ascii && text.starts_with('|') && text.ends_with('+'))
}

/// The fields of a partial ruling; `None` where the line is drawn.
pub(super) fn partial_fields(piece: &Piece) -> Vec<Option<Field>> {
    let mut fields = Vec::new();
    let mut rest = piece.trim();
    let border =
        |c: char| is_pipe(c) || (is_drawn(c) && !matches!(c, '-' | '=' | ':' | '─' | '━' | '═'));
    if let Some(c) = rest.text.chars().next().filter(|&c| border(c)) {
        rest = rest.shorten(c.len_utf8(), 0);
    }
    while !rest.text.is_empty() {
        let found = rest.text.char_indices().find(|&(_, c)| border(c));
        let (at, width) = found.map_or((rest.text.len(), 0), |(at, c)| (at, c.len_utf8()));
        let (head, tail) = rest.split(at);
        let drawn = !head.is_blank() && head.text.trim().chars().all(is_drawn);
        fields.push((!drawn).then(|| Field::of(&head)));
        rest = tail.shorten(width, 0);
    }
    fields
}
