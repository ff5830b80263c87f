//! Tables of which each cell stands on a line of its own.

use super::rows_from_cells::Table;
use super::vocabulary::Vocabulary;
use crate::decode::lines::Piece;
use crate::decode::tables::{Field, Found, Lines, grid, words};
use crate::document::{Grid, Origin};
use crate::fold::is_cjk;
use crate::patterns::{Patterns, Role};

/// Columns that consecutive lines must name to be taken for a header.
const LEAST_NAMED: usize = 3;

/// Blank lines and rulings at most between two cells of a header, so that a
/// run of rulings is not read to its end from each of them.
const MAX_GAP: usize = 256;

/// Longest line, in bytes, that may be a header cell.
const MAX_HEADER_CELL: u32 = 90;

/// Most columns. The widest form known has 13.
const MAX_COLUMNS: usize = 20;

/// Longest line, in bytes, that may be a cell.
const MAX_CELL: u32 = 400;

/// The table whose header starts on line `first`.
pub(crate) fn one_cell_per_line(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let (fields, roles, start) = header(lines, first, patterns)?;
    let name = roles.iter().position(|&r| r == Some(Role::Name))?;
    let (cells, ends) = cells(lines, first, start, Vocabulary::of(patterns));
    let table = Table { roles: &roles, name, known: Vocabulary::of(patterns) };
    let (rows, used) = table.rows(&cells)?;
    let next = ends.get(used.checked_sub(1)?).copied()?;
    let mut all = vec![fields];
    all.extend(rows);
    Some((grid(all, Origin::Flattened), next))
}

/// A line on which a whole table was run together.
#[derive(Debug)]
pub(crate) struct OneLine<'a> {
    /// What stands before the table.
    pub(crate) before: Piece<'a>,
    /// The table and what stands after it, if it could be read.
    pub(crate) table: Option<(Grid, Piece<'a>)>,
}

/// Looks for the header words of a table within a line, with its cells after
/// them, all set apart by spaces.
pub(crate) fn one_line<'a>(piece: &Piece<'a>, patterns: &Patterns) -> Option<OneLine<'a>> {
    let words = words(piece);
    let roles: Vec<Option<Role>> = words.iter().map(|w| patterns.columns.role(w.text)).collect();
    let start = roles.windows(LEAST_NAMED).position(|w| w.iter().all(Option::is_some))?;
    let named = roles.iter().skip(start).take_while(|r| r.is_some()).count();
    let roles = roles.get(start..start + named)?;
    let name = roles.iter().position(|&r| r == Some(Role::Name))?;
    let valued = |r: &Option<Role>| matches!(r, Some(Role::Target | Role::Actual));
    let cells = words.get(start + named..)?;
    if !roles.iter().any(valued) || cells.len() < named || named > MAX_COLUMNS {
        return None;
    }
    let table = Table { roles, name, known: Vocabulary::of(patterns) };
    let read = table.rows(cells).map(|(rows, used)| {
        let header = words.get(start..start + named).unwrap_or_default();
        let mut all: Vec<Vec<Field>> = vec![header.iter().map(Field::of).collect()];
        all.extend(rows);
        let after = cells.get(used).map_or_else(
            || Piece { text: "", ..*piece },
            |next| piece.shorten(next.start - piece.start, 0),
        );
        (grid(all, Origin::Flattened), after)
    });
    let from = words.get(start).map_or(0, |w| w.start - piece.start);
    Some(OneLine { before: piece.split(from).0, table: read })
}

type Header = (Vec<Field>, Vec<Option<Role>>, usize);

/// Header cells on consecutive lines, each on one or two of them.
fn header(lines: Lines, first: usize, patterns: &Patterns) -> Option<Header> {
    let cell = |index: usize| {
        let (piece, shape) = lines.get(index)?;
        let plain =
            !shape.blank && shape.length <= MAX_HEADER_CELL && lines.same_page(first, index);
        plain.then_some(piece)
    };
    let (mut fields, mut roles) = (Vec::new(), Vec::new());
    let mut index = first;
    loop {
        if fields.len() > MAX_COLUMNS {
            return None;
        }
        let at = skip_blank(lines, index);
        let Some(piece) = cell(at) else { break };
        let next = skip_blank(lines, at + 1);
        let mut field = Field::of(piece);
        let wrapped = cell(next).map(Field::of);
        if let Some(role) = patterns.columns.role(&field.text) {
            if role == Role::Group && roles.contains(&Some(Role::Name)) {
                break;
            }
            // The longer reading is the cell, unless its second line names a
            // column by itself.
            let longer = wrapped.filter(|w| patterns.columns.role(&w.text).is_none());
            let joined = longer.map(|w| {
                let mut whole = field.clone();
                whole.wrap(w);
                whole
            });
            let whole = joined.and_then(|w| patterns.columns.role(&w.text).map(|r| (w, r)));
            match whole {
                Some((whole, role)) => {
                    fields.push(whole);
                    roles.push(Some(role));
                    index = next + 1;
                }
                None => {
                    fields.push(field);
                    roles.push(Some(role));
                    index = at + 1;
                }
            }
            continue;
        }
        let Some(second) = wrapped else { break };
        field.wrap(second);
        let Some(role) = patterns.columns.role(&field.text) else {
            break;
        };
        // The label of the group column is printed beside the rows.
        if role == Role::Group && roles.contains(&Some(Role::Name)) {
            break;
        }
        fields.push(field);
        roles.push(Some(role));
        index = next + 1;
    }
    let twice = roles
        .iter()
        .enumerate()
        .any(|(i, r)| *r == Some(Role::Name) && roles.iter().skip(i + 1).any(|o| o == r));
    let value = roles.iter().flatten().any(|r| matches!(r, Role::Target | Role::Actual));
    (roles.len() >= LEAST_NAMED && value && !twice).then_some((fields, roles, index))
}

fn skip_blank(lines: Lines, from: usize) -> usize {
    let empty = |&index: &usize| lines.get(index).is_some_and(|(_, s)| s.blank || s.ruling);
    from + (from..from + MAX_GAP).take_while(empty).count()
}

/// The lines that may be cells, and for each the index of the line after it.
fn cells<'a>(
    lines: Lines<'a, '_>,
    first: usize,
    start: usize,
    known: Vocabulary<'_>,
) -> (Vec<Piece<'a>>, Vec<usize>) {
    let (mut cells, mut ends) = (Vec::new(), Vec::new());
    let mut index = start;
    while let Some((piece, shape)) = lines.get(index) {
        if !lines.same_page(first, index)
            || shape.length > MAX_CELL
            || shape.tabbed()
            || shape.pipes > 1
        {
            break;
        }
        if !shape.blank && !shape.ruling {
            // The header printed again starts another table, and keeps the
            // search for the end of each linear.
            let again = lines.get(first).is_some_and(|(p, _)| p.text == piece.text);
            if again || starts_section(piece.text, known) {
                break;
            }
            cells.push(piece.trim());
            ends.push(index + 1);
        }
        index += 1;
    }
    (cells, ends)
}

/// A heading or a line of prose, with which a table ends: a Chinese number and
/// a comma, a mark of Markdown, a full stop within.
fn starts_section(text: &str, known: Vocabulary<'_>) -> bool {
    let text = text.trim();
    let number_end = text.find('、').filter(|&at| at > 0 && at <= 9);
    let numbered = number_end.is_some_and(|at| {
        text.get(..at).is_some_and(|n| n.chars().all(is_cjk) && n.chars().count() <= 2)
    });
    (numbered || text.starts_with('#')) && !known.is_label_part(text)
}
