//! Lines that were put together to one cell where nothing drawn parts the rows: a text goes on
//! below only where its line had no room for what follows.

use super::{Doubts, Table, doubt, gaps};
use crate::fold;
use crate::patterns::{Patterns, Role, RowKind};
use crate::table::doubt::Reason;
use crate::value::quantity;

/// Cells whose text is wrapped.
const WRAPPED: [Role; 4] = [Role::Name, Role::Target, Role::Actual, Role::Reason];

/// What of a row whose cells are told by their order alone stands elsewhere if one is not told.
const MOVED: [Role; 6] =
    [Role::Name, Role::Target, Role::Actual, Role::Weight, Role::Score, Role::Reason];

/// A line with so much room left, in columns of a display, may be as full as it gets.
const SLACK: usize = 2;

/// The same where the lines of a cell may be told by empty lines around it.
const LOOSE: usize = 4;

/// The lines of each cell are those of one text.
pub(super) fn lines_go_on(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    if !table.told.inferred {
        return;
    }
    for (number, row) in table.rows.iter().enumerate() {
        let mixed = row.fields().iter().filter(|(role, field)| {
            field.unowned() && !field.is_blank() && !matches!(role, Role::Level1 | Role::Level2)
        });
        doubts.extend(mixed.map(|(role, _)| (number, doubt(*role, Reason::LinesNotTold))));
    }
    reasons_end(table, doubts);
    names_start(table, doubts);
    for role in WRAPPED {
        let cells: Vec<Vec<&str>> =
            table.rows.iter().map(|row| row.text(role).trim().split('\n').collect()).collect();
        let Some(room) = room(table, role) else { continue };
        let slack = match table.told.flattened {
            true if role == Role::Name && are_two_names(&cells) => 0,
            true => LOOSE,
            false => SLACK,
        };
        let goes_on = |line: &str, next: &str| goes_on(line, next, room, slack);
        for (number, lines) in cells.iter().enumerate() {
            let several = lines.len() > 1;
            let loose = lines.windows(2).any(|two| !goes_on(two[0], two[1]))
                || several && lines.iter().any(|line| is_of_another(line, table.kinds.patterns));
            if !loose {
                continue;
            }
            let roles: &[Role] = if table.told.flattened { &MOVED } else { &[role] };
            let mut doubted = |number: usize, role: Role| {
                if table.rows.get(number).is_some_and(|row| row.filled(role).is_some()) {
                    doubts.push((number, doubt(role, Reason::LinesNotTold)));
                }
            };
            roles.iter().for_each(|&role| doubted(number, role));
            // What is too much here may be what a neighbour lacks.
            let ends = |above: usize, below: usize| {
                let (above, below) = (cells.get(above), cells.get(below));
                let last = above.and_then(|lines| lines.last());
                let first = below.and_then(|lines| lines.first());
                last.zip(first).is_none_or(|(last, first)| !goes_on(last, first))
            };
            if let Some(before) = number.checked_sub(1).filter(|&n| !ends(n, number)) {
                doubted(before, role);
            }
            if !ends(number, number + 1) {
                doubted(number + 1, role);
            }
        }
    }
}

/// Fewest ideographs of a line that may be a name of its own.
const SHORTEST_NAME: usize = 4;

/// Whether one name alone in its column has several lines, each of which may be a name.
fn are_two_names(cells: &[Vec<&str>]) -> bool {
    let mut several = cells.iter().filter(|lines| lines.len() > 1);
    let (Some(lines), None) = (several.next(), several.next()) else { return false };
    let ideographs = |line: &str| line.chars().filter(|&c| fold::is_cjk(c)).count();
    lines.iter().all(|line| ideographs(line) >= SHORTEST_NAME)
}

/// Reasons of neighbouring rows are two where the first one ends: not where its line is full.
fn reasons_end(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let text =
        |number: usize| table.rows.get(number).map_or("", |row| row.text(Role::Reason).trim());
    let lines = || table.rows.iter().flat_map(|row| row.text(Role::Reason).split('\n'));
    let room = lines().map(width).max().unwrap_or(0);
    for number in 1..table.rows.len() {
        let (above, own) = (text(number - 1), text(number));
        let last = above.rsplit('\n').next().unwrap_or_default();
        let first = own.split('\n').next().unwrap_or_default();
        let ends = above.ends_with(['。', '；', ';', '！']) || last.is_empty() || first.is_empty();
        // The same reason in two rows is no reason that goes on.
        if !ends && above != own && goes_on(last, first, room, SLACK) {
            doubts.push((number - 1, doubt(Role::Reason, Reason::LinesNotTold)));
            doubts.push((number, doubt(Role::Reason, Reason::LinesNotTold)));
        }
    }
}

/// Of cells that are told by their order alone, the last line of a reason may be the first one of
/// the name that follows: where names are wrapped, and the line is as full as theirs.
fn names_start(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let Some(room) = room(table, Role::Name).filter(|_| table.told.flattened) else { return };
    for (number, two) in table.rows.windows(2).enumerate() {
        let reason = two[0].text(Role::Reason).trim();
        let last = reason.rsplit('\n').next().unwrap_or_default();
        let first = two[1].text(Role::Name).trim().split('\n').next().unwrap_or_default();
        let ends = reason.ends_with(['。', '；', ';', '！']) || last.is_empty() || first.is_empty();
        if !ends && width(last) <= room && goes_on(last, first, room, 0) {
            doubts.push((number, doubt(Role::Reason, Reason::LinesNotTold)));
            doubts.push((number + 1, doubt(Role::Name, Reason::LinesNotTold)));
        }
    }
}

/// How wide a line may be in the column of a role; none where no cell has two.
fn room(table: &Table<'_, '_, '_>, role: Role) -> Option<usize> {
    let texts = || table.rows.iter().map(|row| row.text(role).trim());
    if !texts().any(|text| text.contains('\n')) {
        return None;
    }
    let one = |text: &&str| !gaps::has_gap(text, table.told);
    texts().filter(one).flat_map(|text| text.split('\n')).map(width).max()
}

/// Whether a line is none of a text that goes on: a head, a label with its number, a word for sums,
/// a placeholder.
fn is_of_another(line: &str, patterns: &Patterns) -> bool {
    patterns.columns.role(line).is_some()
        || patterns.levels.exact(1, line).is_some()
        || patterns.tables.row_kind(line) == Some(RowKind::Total)
        || quantity::is_placeholder(line, patterns)
}

/// Whether a text may go on from a line to the next.
fn goes_on(line: &str, next: &str, room: usize, slack: usize) -> bool {
    // A remark in brackets may have a line of its own.
    let remark =
        next.trim_start().starts_with(['(', '（']) && next.trim_end().ends_with([')', '）']);
    // A line may well end where a clause does.
    let clause = line.trim_end().ends_with(['，', '、', '；', ',', ';']);
    remark || clause || width(line) + first_unit(next.trim()) + slack > room
}

/// The columns of a display that a text takes, white space aside.
fn width(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// How wide the first thing is that a line end cannot break: a number, a Latin word, an
/// ideograph with the marks that may not begin a line.
fn first_unit(text: &str) -> usize {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '%' | ',');
    let opens = |c: char| matches!(fold::fold_char(c), '(' | '《' | '<' | '[' | '≥' | '≤' | '"');
    let closes = |c: char| !c.is_alphanumeric() && !opens(c) && !c.is_whitespace();
    let mut taken = 0;
    let mut before: Option<char> = None;
    for c in text.chars() {
        let goes_on = before.is_none_or(|b| word(b) && word(c) || opens(b) || closes(c));
        if !goes_on {
            break;
        }
        taken += if c.is_ascii() { 1 } else { 2 };
        before = Some(c);
    }
    taken
}
