//! Tables written as lists within a list, as reStructuredText and MyST have them: `* - ` opens a
//! row, `- ` a further cell of it.

use super::{Field, Found, Lines, found, grid};
use crate::decode::lines::Piece;
use crate::document::Origin;

/// Rows at least, and cells at least of the first one.
const LEAST_ROWS: usize = 2;
const LEAST_CELLS: usize = 3;

/// The rows that start with line `first`.
pub(crate) fn list_table(lines: Lines, first: usize) -> Found {
    let (piece, _) = lines.get(first)?;
    let (start, cell) = row_start(piece)?;
    let mut rows = vec![vec![Field::of(&cell)]];
    // How far the cells behind the first are indented: an item that stands deeper is a part of one.
    let mut cells_at = None;
    let (mut index, mut end) = (first + 1, first + 1);
    while let Some((piece, shape)) = lines.get(index).filter(|_| lines.same_page(first, index)) {
        index += 1;
        if shape.blank {
            continue;
        }
        let line = piece.trim_start();
        let indent = line.start - piece.start;
        if let Some((_, cell)) = row_start(piece).filter(|&(at, _)| at == start) {
            rows.push(vec![Field::of(&cell)]);
        } else if indent <= start {
            break;
        } else if let Some(row) = rows.last_mut() {
            let cell = item(&line, '-').filter(|_| indent <= *cells_at.get_or_insert(indent));
            match cell {
                Some(cell) => row.push(Field::of(&cell)),
                None => row.last_mut()?.wrap(Field::of(&line)),
            }
        }
        end = index;
    }
    let table = rows.len() >= LEAST_ROWS && rows.first()?.len() >= LEAST_CELLS;
    table.then(|| found(grid(rows, Origin::Separators), end))
}

/// The indent of a line that opens a row, and its first cell.
fn row_start<'a>(piece: &Piece<'a>) -> Option<(usize, Piece<'a>)> {
    let line = piece.trim_start();
    let inside = item(&line, '*')?.trim_start();
    Some((line.start - piece.start, item(&inside, '-')?))
}

/// What stands behind the sign of an item.
fn item<'a>(piece: &Piece<'a>, sign: char) -> Option<Piece<'a>> {
    let rest = piece.text.strip_prefix(sign)?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| piece.shorten(1, 0))
}
