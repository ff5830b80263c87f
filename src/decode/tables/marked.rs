//! What wikis write into the cells of a row of pipes: carets around heads (DokuWiki), marks of
//! heads, spans and alignment (Textile, Creole, TWiki), signs for "as above".

use super::pipes::split_where;
use super::{Field, MAX_PADDED};
use crate::decode::lines::Piece;
use crate::decode::shape::is_pipe;
use crate::fold;

/// Cells at least of a row that is told by carets.
const LEAST_CELLS: usize = 3;
/// Most rows or columns that a mark may make a cell cover.
const MOST_SPANNED: usize = 100;

/// Whether a line starts and ends as a row of heads of DokuWiki: `^ 一级指标 ^ 二级指标 ^`.
pub(super) fn opens_with_caret(piece: &Piece) -> bool {
    let text = piece.text.trim();
    text.starts_with('^') && text.ends_with(|c| c == '^' || is_pipe(c)) && text.len() > 1
}

/// The cells of a row in which carets stand where pipes may: before heads. `within`: whether such
/// rows stand above.
pub(super) fn by_carets(piece: &Piece, within: bool) -> Option<Vec<Field>> {
    let text = piece.text.trim();
    let head = opens_with_caret(piece);
    let closed = text.starts_with(is_pipe) && (text.ends_with('^') || within);
    if !(head || closed && text.contains('^')) {
        return None;
    }
    let parts = |text: &str, at: usize, c: char| {
        // In a row of values it may be the sign of a power.
        let bounded = || {
            let (before, after) = text.split_at_checked(at).unwrap_or_default();
            let after = after.get(1..).unwrap_or_default();
            before.trim_end() != before || after.trim_start() != after || after.is_empty()
        };
        is_pipe(c) || (c == '^' && (head || bounded()))
    };
    let fields: Vec<Field> = split_where(piece, parts).iter().map(Field::of).collect();
    (fields.len() >= LEAST_CELLS).then_some(fields)
}

/// Takes the marks out of the cells of a table. Where they say that a cell covers others that are
/// then not written, blank cells take their places.
pub(super) fn resolve(rows: &mut [Vec<Field>]) {
    rows.iter_mut().for_each(|row| heads(row));
    for field in rows.iter_mut().flatten().filter(|field| is_as_above(&field.text)) {
        field.text.clear();
    }
    let mut marks = rows.iter().flatten().filter_map(|field| Mark::read(&field.text));
    if marks.any(|mark| mark.tells) {
        spread(rows);
    }
}

/// Signs that the cell above covers this one: DokuWiki, TWiki, MultiMarkdown.
fn is_as_above(text: &str) -> bool {
    matches!(text, ":::" | "^" | "^^")
}

/// Takes the signs off a row of which all cells are set as heads: `|=一级指标`, `*一级指标*`.
fn heads(row: &mut [Field]) {
    let inside = |text: &str, sign: char| -> Option<usize> {
        let rest = text.strip_prefix(sign)?;
        let head = rest.trim_start().starts_with(fold::is_cjk);
        head.then_some(text.len() - rest.trim_start().len())
    };
    for sign in ['=', '*'] {
        let filled = || row.iter().filter(|field| !field.text.is_empty());
        let closed = |text: &str| sign == '=' || text.ends_with(sign);
        let all = filled().all(|f| inside(&f.text, sign).is_some() && closed(&f.text));
        if !all || filled().count() < LEAST_CELLS {
            continue;
        }
        for field in row.iter_mut() {
            if let Some(from) = inside(&field.text, sign) {
                strip(field, from);
                let kept = field.text.trim_end_matches(sign).trim_end().len();
                field.text.truncate(kept);
            }
        }
    }
}

/// Takes the first bytes, which are ASCII, off a field.
fn strip(field: &mut Field, length: usize) {
    let whole = field.at.chars().map_or(0, |[from, to]| to.saturating_sub(from) as usize);
    field.text.drain(..length);
    field.at = field.at.part(length.min(whole), whole);
}

/// How Textile says that a cell is set: `_. ` a head, `\2. ` over two columns, `/3. ` over three
/// rows, `>. ` to the right.
struct Mark {
    rows: usize,
    cols: usize,
    length: usize,
    /// Whether nothing else can be meant.
    tells: bool,
}

impl Mark {
    fn read(text: &str) -> Option<Mark> {
        let mut mark = Mark { rows: 1, cols: 1, length: 0, tells: false };
        let mut at = 0;
        loop {
            let rest = text.get(at..)?;
            match rest.chars().next()? {
                '_' => (at, mark.tells) = (at + 1, true),
                sign @ ('\\' | '/') => {
                    let digits = rest.bytes().skip(1).take_while(u8::is_ascii_digit).count();
                    let count = rest.get(1..=digits)?.parse::<usize>().ok()?;
                    let count = count.clamp(1, MOST_SPANNED);
                    if sign == '/' {
                        mark.rows = count;
                    } else {
                        mark.cols = count;
                    }
                    (at, mark.tells) = (at + 1 + digits, true);
                }
                '<' | '>' | '=' | '~' => at += 1,
                '.' if at > 0 => {
                    let after = rest.get(1..)?;
                    mark.length = at + 1 + after.len() - after.trim_start().len();
                    return (after.is_empty() || after.starts_with(' ')).then_some(mark);
                }
                _ => return None,
            }
        }
    }
}

/// Takes the marks of Textile off all cells and puts blank ones where a cell covers others.
fn spread(rows: &mut [Vec<Field>]) {
    // For each column how many of the next rows are covered from above.
    let mut covered: Vec<usize> = Vec::new();
    for row in rows.iter_mut() {
        let mut out: Vec<Field> = Vec::with_capacity(row.len());
        let blank = |at: &Field| Field { at: at.at.with_chars(None), ..Field::default() };
        let mut below: Vec<usize> = Vec::new();
        for mut field in std::mem::take(row) {
            while let Some(left) = covered.get_mut(out.len()).filter(|left| **left > 0) {
                *left -= 1;
                below.push(*left);
                out.push(blank(&field));
            }
            let mark = Mark::read(&field.text);
            // Behind the columns that any form has nothing is covered: it would take memory alone.
            let covers = mark.as_ref().filter(|mark| out.len() + mark.cols <= MAX_PADDED);
            let (over, beside) = covers.map_or((1, 1), |mark| (mark.rows, mark.cols));
            if let Some(mark) = mark {
                strip(&mut field, mark.length);
            }
            let more = blank(&field);
            out.push(field);
            out.extend(std::iter::repeat_n(more, beside - 1));
            below.resize(out.len(), over - 1);
        }
        below.extend(covered.iter().skip(out.len()).map(|left| left.saturating_sub(1)));
        covered = below;
        *row = out;
    }
}
