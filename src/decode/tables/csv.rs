//! Cells separated by commas or semicolons, as spreadsheets export them, or by another sign that
//! stands between the names of columns.

use super::{Field, Found, Lines, Recognised, found, grid};
use crate::decode::lines::Piece;
use crate::document::Origin;
use crate::fold;
use crate::patterns::{Patterns, Role};

/// Separators at least on each record: sentences hold as many, but not on each of
/// three lines in the same number under names of columns.
const LEAST_SEPARATORS: u32 = 3;

/// Records at least.
const LEAST_RECORDS: usize = 3;

/// Header cells at least that must name a column.
const LEAST_NAMED: usize = 2;

/// Records at most above the header: title, fields of the form, the budget.
const MOST_ABOVE: usize = 200;

/// Longest record, in lines, that quotation marks may hold together.
const MAX_QUOTED_LINES: usize = 40;

/// A run of records of one width, one of which names columns.
pub(crate) fn csv(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let (_, shape) = lines.get(first)?;
    if first < lines.no_records_before.get() {
        return None;
    }
    let separator = match () {
        () if shape.commas >= LEAST_SEPARATORS => ',',
        () if shape.semicolons >= LEAST_SEPARATORS => ';',
        () => return by_rare_sign(lines, first, patterns),
    };
    if !goes_on(lines, first, separator) {
        return by_rare_sign(lines, first, patterns);
    }
    let named = |record: &[Field]| names(record, patterns) >= LEAST_NAMED;
    let mut records: Vec<Vec<Field>> = Vec::new();
    let (mut index, mut header): (usize, Option<usize>) = (first, None);
    while let Some((record, next)) = record(lines, first, index, separator) {
        let width = records.first().map_or(record.len(), Vec::len);
        let mut record = record;
        if let Some(head) = header.filter(|_| record.len() > width) {
            join_thousands(&mut record, &records[head], patterns);
        }
        if record.len() != width {
            // Programs leave out the empty cells at the end of a record.
            let shorter = header.is_some() && record.len() < width && record.len() > 2;
            // A separator within a cell makes two of it: which two cells that are is not told.
            let wider = header.is_some() && is_wide_row(&record, width);
            if !shorter && !wider {
                break;
            }
        }
        if header.is_none() && named(&record) {
            header = Some(records.len());
        }
        records.push(record);
        index = next;
    }
    let Some(header) = header.filter(|&header| header <= MOST_ABOVE) else {
        lines.no_records_before.set(index);
        return None;
    };
    // A form of its own above the header is a part of the table; lines of prose that hold
    // commas are none, and no table starts with them.
    (records.len() >= LEAST_RECORDS.max(header + 2))
        .then(|| Recognised { csv: true, ..found(grid(records, Origin::Separators), index) })
}

/// Head cells at least that a rare sign sets apart, most of which name columns.
const LEAST_NAMED_RARELY: usize = 4;

/// Longest line of heads, in bytes.
const LONGEST_HEAD: u32 = 400;

/// Records below a line of names that the same sign sets apart.
fn by_rare_sign(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let (piece, shape) = lines.get(first)?;
    if shape.length > LONGEST_HEAD || shape.pipes > 0 || shape.tabs > 0 {
        return None;
    }
    let (separator, enclosed) = rare_separator(piece.text.trim(), patterns)?;
    let head = cells(piece, separator, enclosed);
    let named = names(&head, patterns);
    if named < LEAST_NAMED_RARELY || named * 4 < head.len() * 3 {
        return None;
    }
    let width = head.len();
    let mut records = vec![head];
    let mut index = first + 1;
    while let Some((piece, shape)) = lines.get(index).filter(|_| lines.same_page(first, index)) {
        let record = cells(piece, separator, enclosed);
        // A record may lack its last cells, or hold the sign in a text.
        if shape.blank || record.len() < LEAST_NAMED_RARELY {
            break;
        }
        records.push(record);
        index += 1;
    }
    let whole = records.iter().filter(|record| record.len() == width).count();
    let table = whole >= LEAST_RECORDS && whole * 2 > records.len();
    table.then(|| found(grid(records, Origin::Separators), index))
}

/// Whether a character may set cells apart where nothing else does: any sign but brackets and
/// quotes, and letters that look like a line.
fn may_separate(c: char) -> bool {
    const LINES: [char; 2] = ['\u{4E28}', '\u{01C0}'];
    let encloses = |c: char| "()[]{}<>\"'《》“”‘’%".contains(fold::fold_char(c));
    LINES.contains(&c) || !(fold::is_of_word(c) || c.is_whitespace() || encloses(c))
}

/// The sign behind the first name of a line of heads, and whether it stands around the line as well.
/// Several of one sign are one: `一级指标——二级指标`.
fn rare_separator<'t>(line: &'t str, patterns: &Patterns) -> Option<(&'t str, bool)> {
    let run = |text: &'t str| -> Option<&'t str> {
        let sign = text.chars().next()?;
        text.get(..text.len() - text.trim_start_matches(sign).len())
    };
    let enclosed = line.starts_with(may_separate);
    let heads = if enclosed { line.strip_prefix(run(line)?)? } else { line };
    // Nearly all lines start as no name does.
    if !patterns.columns.may_name(heads) {
        return None;
    }
    let at = heads.find(may_separate)?;
    let separator = run(heads.get(at..)?)?;
    // Nor does most prose hold the sign behind its first words again and again.
    if heads.matches(separator).take(LEAST_NAMED_RARELY - 1).count() < LEAST_NAMED_RARELY - 1 {
        return None;
    }
    patterns.columns.role(heads.get(..at)?)?;
    (!enclosed || line.starts_with(separator)).then_some((separator, enclosed))
}

/// The parts of a line between separators. `enclosed`: those around the line part nothing.
fn cells(piece: &Piece<'_>, separator: &str, enclosed: bool) -> Vec<Field> {
    let mut rest = piece.trim();
    if enclosed {
        let ends = |ends: bool| if ends { separator.len() } else { 0 };
        rest = rest.shorten(ends(rest.text.starts_with(separator)), 0);
        rest = rest.shorten(0, ends(rest.text.ends_with(separator)));
    }
    let mut found = Vec::new();
    while let Some(at) = rest.text.find(separator) {
        let (cell, tail) = rest.split(at);
        found.push(Field::of(&cell));
        rest = tail.shorten(separator.len(), 0);
    }
    found.push(Field::of(&rest));
    found
}

/// How many cells name a column.
fn names(record: &[Field], patterns: &Patterns) -> usize {
    record.iter().filter(|f| patterns.columns.role(&f.text).is_some()).count()
}

/// Puts numbers together that the commas between their thousands parted (4,712人), if then the
/// record has as many cells as its heads, and its first number and its points stand under theirs.
fn join_thousands(record: &mut Vec<Field>, heads: &[Field], patterns: &Patterns) {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let ends = |text: &str| text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let parted = |left: &Field, right: &Field| {
        (1..=3).contains(&ends(&left.text)) && digits(&right.text) == 3
    };
    let pairs: Vec<usize> =
        (1..record.len()).filter(|&at| parted(&record[at - 1], &record[at])).collect();
    let number = |f: &Field| digits(f.text.trim_start_matches(|c: char| !c.is_alphanumeric())) > 0;
    let worded = |f: &Field| !number(f) && f.text.chars().any(fold::is_cjk);
    let role = |f: &Field| patterns.columns.role(&f.text);
    let is_points = |f: &Field| matches!(role(f), Some(Role::Weight | Role::Score));
    let is_value = |f: &Field| is_points(f) || matches!(role(f), Some(Role::Target | Role::Actual));
    let Some(first) = heads.iter().position(is_value) else { return };
    // Two texts beside each other behind the first number may be one that holds a comma.
    let texts: Vec<bool> = record.iter().skip(first).map(worded).collect();
    let parted_text = texts.first() == Some(&true) || texts.windows(2).any(|two| two[0] && two[1]);
    if pairs.len() + heads.len() != record.len() || parted_text {
        return;
    }
    // One cell too many may as well be a blank one, or one that stands twice; points may be alike.
    let last = record.iter().rposition(|f| !f.text.is_empty()).unwrap_or(0);
    let mut inside = record.iter().take(last);
    let bare = |f: &Field| f.text.bytes().all(|byte| byte.is_ascii_digit());
    let mut beside = record.windows(2).enumerate();
    let same = |one: &Field, other: &Field| one.text == other.text && !one.text.is_empty();
    let twice = beside.any(|(at, two)| same(&two[0], &two[1]) && (at < first || !bare(&two[0])))
        || record.windows(3).any(|three| same(&three[0], &three[1]) && same(&three[1], &three[2]));
    if pairs.len() == 1 && (twice || inside.any(|f| f.text.is_empty())) {
        return;
    }
    let mut joined = record.clone();
    for at in pairs.into_iter().rev() {
        let right = joined.remove(at);
        let left = &mut joined[at - 1];
        left.text.push(',');
        left.text.push_str(&right.text);
        left.at = left.at.until(right.at);
    }
    let plain = |f: &Field| f.text.chars().all(|c| c.is_ascii_digit() || c == '.');
    if heads.iter().zip(&joined).all(|(head, cell)| !is_points(head) || plain(cell)) {
        *record = joined;
    }
}

/// Whether a record with too many cells is a row all the same: it holds as many numbers as rows do
/// and sentences do not.
fn is_wide_row(record: &[Field], width: usize) -> bool {
    const MOST_TOO_MANY: usize = 3;
    const LEAST_NUMBERS: usize = 3;
    let number = |f: &&Field| f.text.starts_with(|c: char| c.is_ascii_digit());
    record.len() <= width + MOST_TOO_MANY && record.iter().filter(number).count() >= LEAST_NUMBERS
}

/// Whether the line behind the first may be a record as well, or a part of the first.
fn goes_on(lines: Lines, first: usize, separator: char) -> bool {
    let next = lines.get(first + 1).is_some_and(|(piece, shape)| {
        let count = if separator == ',' { shape.commas } else { shape.semicolons };
        !shape.blank && (count > 0 || opens_quoted(piece))
    });
    next || lines.get(first).is_some_and(|(piece, _)| piece.text.contains('"'))
}

/// The record that starts on a line, and the index of the line behind it. A quoted field may go on
/// over the next lines.
fn record(
    lines: Lines,
    first: usize,
    start: usize,
    separator: char,
) -> Option<(Vec<Field>, usize)> {
    let (piece, shape) = lines.get(start)?;
    let count = if separator == ',' { shape.commas } else { shape.semicolons };
    let below = start > first && (count > 0 || opens_quoted(piece));
    let short = count < LEAST_SEPARATORS && !below;
    if shape.blank || short || !lines.same_page(first, start) {
        return None;
    }
    let mut fields: Vec<Field> = Vec::new();
    let mut rest = piece.trim();
    let mut index = start;
    loop {
        let (field, after) = if rest.text.starts_with('"') {
            quoted(lines, &mut index, start, &rest)?
        } else {
            let end = memchr::memchr(separator as u8, rest.text.as_bytes());
            let (head, tail) = rest.split(end.unwrap_or(rest.text.len()));
            (Field::of(&head), tail)
        };
        fields.push(without_formula(field));
        if after.text.is_empty() {
            return Some((fields, index + 1));
        }
        if !after.text.starts_with(separator) {
            return None;
        }
        rest = after.shorten(1, 0).trim_start();
    }
}

/// `="0012"`, as exports write a text that spreadsheets must not take for a number: the text.
fn without_formula(mut field: Field) -> Field {
    let inside = field.text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"'));
    if let Some(inside) = inside.filter(|inside| !inside.contains('"')) {
        field.text = inside.to_owned();
    }
    field
}

/// Whether the first cell of a record goes on over the next lines.
fn opens_quoted(piece: &Piece) -> bool {
    piece.text.trim_start().strip_prefix('"').is_some_and(|text| closing(text).is_none())
}

/// A quoted field, and what follows it.
fn quoted<'a>(
    lines: Lines<'a, '_>,
    index: &mut usize,
    start: usize,
    piece: &Piece<'a>,
) -> Option<(Field, Piece<'a>)> {
    let mut rest = piece.shorten(1, 0);
    let mut field: Option<Field> = None;
    loop {
        let end = closing(rest.text);
        let (inside, after) = rest.split(end.unwrap_or(rest.text.len()));
        let mut part = Field::of(&inside);
        part.text = part.text.replace("\"\"", "\"");
        match &mut field {
            Some(field) => field.wrap(part),
            None => field = Some(part),
        }
        if end.is_some() {
            return Some((field?, after.shorten(1, 0).trim_start()));
        }
        *index += 1;
        let (next, _) = lines.get(*index)?;
        if *index > start + MAX_QUOTED_LINES || !lines.same_page(start, *index) {
            return None;
        }
        rest = *next;
    }
}

/// The quotation mark that closes a field: the first that is not doubled.
fn closing(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += memchr::memchr(b'"', bytes.get(at..)?)?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// Whether the first line of a text only tells the separator, as spreadsheet programs want it:
/// `sep=,`.
pub(crate) fn tells_separator(line: &str) -> bool {
    let line = line.trim_matches(['\u{FEFF}', ' ', '\r', '"']);
    let head = line.get(..4).filter(|head| head.eq_ignore_ascii_case("sep="));
    head.is_some() && line.chars().count() == 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_tell_the_separator() {
        for line in ["sep=,", "\"sep=;\"", "\u{FEFF}SEP=,\r"] {
            assert!(tells_separator(line), "{line}");
        }
        for line in ["sep=", "sep=,;", "指标,目标", ""] {
            assert!(!tells_separator(line), "{line}");
        }
    }
}
