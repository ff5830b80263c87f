//! Cells separated by pipes, with or without rulings.

use super::boxes;
use super::marked;
use super::wrapped::SetLine;
use super::{Field, Found, Lines, found, grid};
use crate::decode::lines::Piece;
use crate::decode::shape::{Shape, is_pipe};
use crate::document::Origin;

/// Of a longer run that is no table no part is tried for one.
const LONG_RUN: usize = 64;

/// A run of pipe-separated rows from line `first` on.
pub(crate) fn pipes(lines: Lines, first: usize) -> Found {
    if first < lines.no_pipes_before.get() {
        return None;
    }
    let mut rows: Vec<Entry> = Vec::new();
    let (mut index, mut strong, mut most, mut rulings, mut whole) = (first, 0, 0, 0, true);
    // Wikis set heads, or all cells, between two pipes each: the first row tells, and so does the
    // number of cells of the row above.
    let mut doubled: Option<bool> = None;
    let mut above = 0;
    let mut carets = false;
    // The columns of a table whose rows have no pipes at their ends.
    let mut bare: Option<usize> = None;
    while let Some((piece, shape)) = lines.get(index) {
        let part_of_run = !shape.blank
            && (shape.pipes > 0
                || (shape.ruling && drawn_border(piece))
                || marked::opens_with_caret(piece));
        if !part_of_run || !lines.same_page(first, index) {
            break;
        }
        if shape.ruling {
            if rulings == 0 {
                bare = bare_columns(piece);
            }
            rulings += 1;
            rows.push(Entry::Ruling);
            index += 1;
            continue;
        }
        if boxes::partial_ruling(piece) {
            rows.push(Entry::Partial(boxes::partial_fields(piece)));
            index += 1;
            continue;
        }
        let by_carets = marked::by_carets(piece, carets);
        carets |= by_carets.is_some();
        let wiki = doubled == Some(true);
        let halved = || {
            let cells = (!carets).then(|| halved(piece, wiki || above > 0))??;
            (doubled != Some(false) || cells.len() == above).then_some(cells)
        };
        let told = by_carets.or_else(halved);
        doubled = doubled.or(Some(told.is_some() && !carets));
        // In such a table two pipes that open a row of values set its first cell as a head.
        let headed = told.is_none() && wiki && piece.trim_start().text.starts_with("||");
        let piece = &if headed { piece.trim_start().shorten(1, 0) } else { *piece };
        strong += u32::from(told.is_some() || is_strong(piece, shape));
        let (fields, next) = match told {
            Some(fields) => (fields, index + 1),
            None => match bare {
                Some(columns) => (bare_row(piece, columns), index + 1),
                None => row(lines, index, piece),
            },
        };
        whole &= next == index + 1;
        above = fields.len();
        most = most.max(above);
        index = next;
        if let Some(broken) = broken_row(&mut rows, piece, &fields, most) {
            broken.extend(fields);
            continue;
        }
        rows.push(Entry::Row(SetLine::of(piece, fields)));
    }
    let filled = rows.iter().any(|r| matches!(r, Entry::Row(_)));
    let table = filled && (strong >= 2 || (rulings > 0 && most >= 2) || (strong == 1 && most >= 3));
    if !table && index - first > LONG_RUN {
        lines.no_pipes_before.set(index);
    }
    table.then(|| {
        let mut rows = boxes::merge(rows, whole && !carets);
        marked::resolve(&mut rows);
        repeated(&mut rows);
        unnamed(&mut rows);
        found(grid(rows, Origin::Separators), index)
    })
}

/// The columns of a table by the line below its heads, where no pipes stand at the ends of that
/// line: `--- | ---`.
fn bare_columns(ruling: &Piece) -> Option<usize> {
    let text = ruling.text.trim();
    let bare = text.contains(is_pipe) && text.starts_with(['-', ':']);
    bare.then(|| split(ruling).len())
}

/// The cells of a row of such a table: a pipe that opens it stands behind a blank cell.
fn bare_row(piece: &Piece, columns: usize) -> Vec<Field> {
    let mut fields = split(piece);
    if piece.text.trim_start().starts_with(is_pipe) && fields.len() < columns {
        fields.insert(0, Field { at: piece.at().with_chars(None), ..Field::default() });
    }
    fields
}

/// A row of a table that stands in a quotation: what is behind the signs `>`.
pub(crate) fn quoted_row<'a>(piece: &Piece<'a>) -> Option<Piece<'a>> {
    let line = piece.trim_start();
    let inside = line.text.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
    let is_row = line.text.starts_with('>') && inside.starts_with(is_pipe);
    is_row.then(|| line.shorten(line.text.len() - inside.len(), 0))
}

/// Columns at least over which a repeated text is one cell.
const LEAST_REPEATED: usize = 4;

/// Converters print the text of a cell that spans a row in each of its columns: one is left.
fn repeated(rows: &mut [Vec<Field>]) {
    for row in rows {
        let Some((first, rest)) = row.split_first_mut() else { continue };
        let same = rest.len() + 1 >= LEAST_REPEATED
            && !first.text.is_empty()
            && rest.iter().all(|field| field.text == first.text);
        if same {
            rest.iter_mut().for_each(|field| field.text.clear());
        }
    }
}

/// Converters print the number of a column where its head is blank: `Col2`.
fn unnamed(rows: &mut [Vec<Field>]) {
    let Some(head) = rows.first_mut() else { return };
    for (number, field) in head.iter_mut().enumerate() {
        let printed = field.text.trim().strip_prefix("Col").and_then(|n| n.parse().ok());
        if printed == Some(number + 1) {
            *field = Field { at: field.at.with_chars(None), ..Field::default() };
        }
    }
}

/// A line of a pipe table.
#[derive(Debug)]
pub(super) enum Entry {
    /// Fields of one physical line.
    Row(SetLine),
    /// A drawn line through all columns.
    Ruling,
    /// A drawn line through some columns, with what stands in the others.
    Partial(Vec<Option<Field>>),
}

/// `+---+` and the like: a ruling that is more than dashes, so that it is part
/// of a table without any pipe.
fn drawn_border(piece: &Piece) -> bool {
    let text = piece.text.trim();
    let corner = |c: char| c == '+' || ('\u{250C}'..='\u{257F}').contains(&c);
    text.starts_with(corner) && text.ends_with(corner)
}

/// A line that is a table row whatever its neighbours are.
fn is_strong(piece: &Piece, shape: &Shape) -> bool {
    let text = piece.text.trim();
    shape.pipes >= 2 && (text.starts_with(is_pipe) || text.ends_with(is_pipe) || shape.pipes >= 3)
}

/// Most lines over which one row may be broken.
const MAX_BROKEN: usize = 20;

/// The fields of a row. A row that opens with a pipe and does not close with
/// one goes on over the next lines until one does.
fn row(lines: Lines, first: usize, piece: &Piece) -> (Vec<Field>, usize) {
    let mut fields = split(piece);
    let text = piece.text.trim();
    if !text.starts_with(is_pipe) || text.ends_with(is_pipe) {
        return (fields, first + 1);
    }
    let mut parts = Vec::new();
    for index in first + 1..first + MAX_BROKEN {
        let Some((next, shape)) = lines.get(index) else {
            break;
        };
        let text = next.text.trim();
        if shape.blank
            || shape.ruling
            || text.starts_with(is_pipe)
            || !lines.same_page(first, index)
        {
            break;
        }
        parts.push(*next);
        if text.ends_with(is_pipe) {
            for part in parts {
                let mut more = split(&part).into_iter();
                if let (Some(last), Some(head)) = (fields.last_mut(), more.next()) {
                    last.wrap(head);
                }
                fields.extend(more);
            }
            return (fields, index + 1);
        }
    }
    (fields, first + 1)
}

/// The row before, if a line end between two of its cells broke it: this line opens without a
/// pipe, and only together they have as many cells as the widest row.
fn broken_row<'r>(
    rows: &'r mut [Entry],
    piece: &Piece,
    fields: &[Field],
    width: usize,
) -> Option<&'r mut Vec<Field>> {
    let text = piece.text.trim();
    let open = text.starts_with(is_pipe) || !text.ends_with(is_pipe);
    let headed = rows.iter().take(2).any(|row| matches!(row, Entry::Ruling));
    match rows.last_mut() {
        Some(Entry::Row(line)) if !open && headed => {
            (line.fields.len() + fields.len() == width).then_some(&mut line.fields)
        }
        _ => None,
    }
}

/// Cells at least of a row that is set between two pipes each: fewer may be a row of single pipes
/// in which each other cell is blank.
const LEAST_DOUBLED: usize = 3;

/// The cells of a row in which two pipes stand wherever one may: `|| 一级指标 || 二级指标 ||`. Nothing
/// at all stands in a cell only `within` a table of such rows.
fn halved(piece: &Piece, within: bool) -> Option<Vec<Field>> {
    let text = piece.text.trim();
    if !text.starts_with("||") || !text.ends_with("||") {
        return None;
    }
    // Between the two pipes of a pair nothing stands, not even white space.
    let cells = split_raw(piece);
    let (between, texts): (Vec<_>, Vec<_>) =
        cells.iter().enumerate().partition(|(number, _)| number % 2 == 0);
    let pairs = between.iter().all(|(_, cell)| cell.text.is_empty());
    if !pairs || texts.len() < LEAST_DOUBLED {
        return None;
    }
    let told = within || texts.iter().all(|(_, cell)| !cell.text.is_empty());
    told.then(|| texts.iter().map(|(_, cell)| Field::of(&bare(cell))).collect())
}

/// A cell without the quotes by which wikis set it bold.
fn bare<'a>(cell: &Piece<'a>) -> Piece<'a> {
    let cell = cell.trim();
    let text = cell.text.strip_prefix("'''").and_then(|text| text.strip_suffix("'''"));
    if text.is_some() { cell.shorten(3, 3).trim() } else { cell }
}

/// Splits at pipes that are not escaped; an outer pipe opens or closes the row.
pub(super) fn split(piece: &Piece) -> Vec<Field> {
    split_raw(piece).iter().map(Field::of).collect()
}

/// The cells of a row with the white space in them.
pub(super) fn split_raw<'a>(piece: &Piece<'a>) -> Vec<Piece<'a>> {
    split_where(piece, |text, at, c| is_pipe(c) && !is_escaped(text, at))
}

/// The parts of a row between its separators, of which an offset and a character are told.
pub(super) fn split_where<'a>(
    piece: &Piece<'a>,
    parts: impl Fn(&str, usize, char) -> bool,
) -> Vec<Piece<'a>> {
    let mut rest = piece.trim();
    let next = |text: &str| text.char_indices().find(|&(at, c)| parts(text, at, c));
    if let Some((_, c)) = next(rest.text).filter(|&(at, _)| at == 0) {
        rest = rest.shorten(c.len_utf8(), 0);
    }
    let mut fields = Vec::new();
    loop {
        let Some((at, c)) = next(rest.text) else {
            // Text after the last pipe; nothing there means that the pipe
            // closed the row.
            if !rest.is_blank() || fields.is_empty() {
                fields.push(rest);
            }
            return fields;
        };
        let (head, tail) = rest.split(at);
        fields.push(head);
        rest = tail.shorten(c.len_utf8(), 0);
    }
}

/// Whether an odd number of backslashes stands before an offset.
fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}
