//! Rows that are written as records: a line for each column, its head before a colon
//! (`三级指标：…`), as forms, YAML and JSON write them.

use super::{Field, Found, Lines, found, grid};
use crate::decode::lines::Piece;
use crate::document::Origin;
use crate::fold;
use crate::patterns::{Patterns, Role};

/// Records at least, and columns at least that they name.
const LEAST: usize = 2;
const LEAST_NAMED: usize = 3;
/// Most columns. The widest form known has 13.
const MOST_COLUMNS: usize = 24;
/// Longest head, in bytes.
const LONGEST_HEAD: usize = 90;
/// Longest line between two records that only counts them (指标2), in bytes.
const LONGEST_COUNT: usize = 30;
/// Entries after which records show that they are a table, if they are one: two of the longest.
const ENOUGH: usize = 2 * MOST_COLUMNS;
/// Lines at most that stand between two entries and name nothing.
const MOST_BETWEEN: usize = 4;

/// The records that start with line `first`.
pub(crate) fn records(lines: Lines, first: usize, patterns: &Patterns) -> Found {
    let (piece, _) = lines.get(first)?;
    let (head, _) = entry(piece).filter(|(head, _)| is_head(head, patterns))?;
    let mut all = Records { heads: vec![head], rows: Vec::new() };
    let (mut index, mut end) = (first, first);
    let mut entries = 0;
    // Lines behind the last entry that belong to it only if another follows.
    let mut pending: Vec<Pending> = Vec::new();
    while let Some((piece, shape)) = lines.get(index).filter(|_| lines.same_page(first, index)) {
        index += 1;
        let known = entry(piece).filter(|(head, _)| {
            all.heads.iter().any(|own| own.text == head.text) || is_head(head, patterns)
        });
        if let Some((head, value)) = known {
            if !all.take(std::mem::take(&mut pending), &head) {
                break;
            }
            all.put(head, value);
            (end, entries) = (index, entries + 1);
            // Each line of a long list may start one: none is read to its end in vain.
            if entries == ENOUGH && !all.is_table(patterns) {
                return None;
            }
            continue;
        }
        if pending.len() == MOST_BETWEEN || shape.pipes > 0 || shape.tabs > 0 {
            break;
        }
        pending.push(Pending::of(piece));
    }
    all.is_table(patterns).then(|| found(grid(all.into_rows(), Origin::Separators), end))
}

/// A line between two entries.
enum Pending {
    /// Brackets, dashes, or nothing.
    Border,
    /// A head that no pattern names, and what stands behind it.
    Entry(Field, Field),
    Text(Field),
}

impl Pending {
    fn of(piece: &Piece) -> Pending {
        if !piece.text.contains(char::is_alphanumeric) {
            return Pending::Border;
        }
        match entry(piece) {
            Some((head, value)) => Pending::Entry(head, value),
            None => Pending::Text(Field::of(piece)),
        }
    }
}

struct Records {
    heads: Vec<Field>,
    rows: Vec<Vec<Field>>,
}

impl Records {
    /// Whether an entry starts a record: its head is the first one, or filled in this record.
    fn starts(&self, head: &Field) -> bool {
        let column = self.heads.iter().position(|own| own.text == head.text);
        let taken = |row: &Vec<Field>| {
            column
                .is_some_and(|c| c == 0 || row.get(c).is_some_and(|f| f.at != Field::default().at))
        };
        self.rows.last().is_none_or(taken)
    }

    /// Takes the lines that stand before an entry. Whether the records go on with it.
    fn take(&mut self, pending: Vec<Pending>, next: &Field) -> bool {
        let starts = self.starts(next);
        let mut parted = false;
        for line in pending {
            match line {
                Pending::Border => parted = true,
                Pending::Entry(head, value) if !starts => self.put(head, value),
                // Within a record a line goes on with the cell before it.
                Pending::Text(text) if !starts || !parted => self.wrap(text),
                Pending::Text(text) if text.text.len() <= LONGEST_COUNT => {}
                Pending::Entry(..) | Pending::Text(_) => return false,
            }
        }
        true
    }

    fn put(&mut self, head: Field, value: Field) {
        if self.starts(&head) {
            self.rows.push(Vec::new());
        }
        let column = self.heads.iter().position(|own| own.text == head.text);
        let column = column.unwrap_or(self.heads.len());
        if column == self.heads.len() {
            self.heads.push(head);
        }
        let Some(row) = self.rows.last_mut() else { return };
        if row.len() <= column {
            row.resize(column + 1, Field::default());
        }
        row[column] = value;
    }

    fn wrap(&mut self, text: Field) {
        let last = self
            .rows
            .last_mut()
            .and_then(|row| row.iter_mut().rev().find(|field| field.at != Field::default().at));
        if let Some(field) = last {
            field.wrap(text);
        }
    }

    /// Whether the records name indicators and what is measured of them.
    fn is_table(&self, patterns: &Patterns) -> bool {
        let roles = self.heads.iter().filter_map(|head| patterns.columns.role(&head.text));
        let roles: Vec<Role> = roles.collect();
        let has = |wanted: &[Role]| roles.iter().any(|role| wanted.contains(role));
        self.rows.len() >= LEAST
            && self.heads.len() <= MOST_COLUMNS
            && roles.len() >= LEAST_NAMED
            && has(&[Role::Name, Role::Level4])
            && has(&[Role::Target, Role::Actual])
    }

    fn into_rows(self) -> Vec<Vec<Field>> {
        std::iter::once(self.heads).chain(self.rows).collect()
    }
}

/// Whether a text is the head of a column of indicators.
fn is_head(head: &Field, patterns: &Patterns) -> bool {
    const OF_ROWS: [Role; 9] = [
        Role::Level1,
        Role::Level2,
        Role::Name,
        Role::Level4,
        Role::Target,
        Role::Actual,
        Role::Weight,
        Role::Score,
        Role::Reason,
    ];
    head.text.len() <= LONGEST_HEAD
        && patterns.columns.role(&head.text).is_some_and(|role| OF_ROWS.contains(&role))
}

/// What stands before and behind the first colon of a line, without the signs of lists and the
/// quotes of YAML and JSON.
fn entry(piece: &Piece) -> Option<(Field, Field)> {
    let line = piece.trim();
    let lead = line.text.len() - line.text.trim_start_matches(is_sign).len();
    let line = line.shorten(lead, 0);
    let (at, colon) = line.text.char_indices().find(|&(_, c)| matches!(c, ':' | '：'))?;
    if at > LONGEST_HEAD + 2 || !line.text.starts_with(|c| fold::is_cjk(c) || quotes(c)) {
        return None;
    }
    let (head, value) = line.split(at);
    let head = Field::of(&bare(&head, false));
    let mut value = Field::of(&bare(&value.shorten(colon.len_utf8(), 0), true));
    if value.text == "null" {
        value.text.clear();
    }
    (!head.text.is_empty()).then_some((head, value))
}

fn is_sign(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '*' | '•' | '·' | '{' | '[' | ',')
}

fn quotes(c: char) -> bool {
    matches!(c, '"' | '\'')
}

/// A text without the quotes around it. `value`: and without the comma and brackets behind it.
fn bare<'a>(piece: &Piece<'a>, value: bool) -> Piece<'a> {
    let mut piece = piece.trim();
    let quoted = piece.text.starts_with(quotes);
    if value {
        let open = |text: &str| text.contains(['{', '[']);
        while let Some(last) = piece.text.chars().next_back() {
            let ends = matches!(last, ',') || (matches!(last, '}' | ']') && !open(piece.text));
            if !ends {
                break;
            }
            piece = piece.shorten(0, last.len_utf8()).trim();
        }
    }
    let closed = piece.text.chars().next_back().is_some_and(quotes) && piece.text.len() >= 2;
    if quoted && closed { piece.shorten(1, 1) } else { piece }
}
