//! Rows that are written as records: a line for each column, its head before a colon
//! (`三级指标：…`), as forms, YAML and JSON write them.

use super::{Field, Found, Lines, found, grid};
use crate::decode::lines::Piece;
use crate::document::Origin;
use crate::fold::{self, clause};
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
    let (from, to) = lines.no_entries.get();
    if (from..to).contains(&first) {
        return None;
    }
    let (piece, _) = lines.get(first)?;
    entry(piece).filter(|(head, _)| Head::of(head, patterns).is_some())?;
    let mut all = Records::default();
    let (mut index, mut end, mut entries) = (first, first, 0);
    // Lines behind the last entry that belong to it only if another follows.
    let mut pending: Vec<Pending> = Vec::new();
    while let Some((piece, shape)) = lines.get(index).filter(|_| lines.same_page(first, index)) {
        index += 1;
        let known = entry(piece)
            .filter(|(head, _)| all.column(head).is_some() || Head::of(head, patterns).is_some());
        if let Some((head, value)) = known {
            if !all.take(std::mem::take(&mut pending), head, value, patterns) {
                break;
            }
            (end, entries) = (index, entries + 1);
            // Each line of a long list may start one: none is read to its end in vain.
            if entries == ENOUGH && !all.is_table() {
                return None;
            }
            continue;
        }
        if pending.len() == MOST_BETWEEN || shape.pipes > 0 || shape.tabs > 0 {
            break;
        }
        pending.push(Pending::of(piece));
    }
    let table = all.is_table() && all.starts_whole();
    if !table && entries >= ENOUGH && first >= to {
        // One of the next lines may start it; behind them none is tried in vain.
        lines.no_entries.set((first + ENOUGH, end));
    }
    table.then(|| found(grid(all.into_rows(), Origin::Separators), end))
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

/// What a head names, in the order in which records tell it.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
enum Head {
    /// The number of a record.
    Number,
    /// The level of an indicator.
    Level,
    /// Its name.
    Name,
    /// Its target, or what came of it.
    Measured,
    /// Its points, or a reason.
    Judged,
}

impl Head {
    fn of(head: &Field, patterns: &Patterns) -> Option<Head> {
        if head.text.len() > LONGEST_HEAD {
            return None;
        }
        Some(match patterns.columns.role(&head.text)? {
            Role::Number => Head::Number,
            Role::Level1 | Role::Level2 => Head::Level,
            Role::Name | Role::Level4 => Head::Name,
            Role::Target | Role::Actual => Head::Measured,
            Role::Weight | Role::Score | Role::Reason => Head::Judged,
            _ => return None,
        })
    }

    /// Whether a record may well start with it: it tells which one this is.
    fn opens(self) -> bool {
        matches!(self, Head::Number | Head::Level | Head::Name)
    }
}

struct Column {
    head: Field,
    names: Option<Head>,
    /// Whether any pattern names the head.
    known: bool,
}

#[derive(Default)]
struct Record {
    fields: Vec<Option<Field>>,
    /// Whether no border stands before it.
    joined: bool,
    /// Whether a border stands within it, before what is told of it.
    parted: bool,
}

#[derive(Default)]
struct Records {
    columns: Vec<Column>,
    rows: Vec<Record>,
}

impl Records {
    fn column(&self, head: &Field) -> Option<usize> {
        self.columns.iter().position(|own| own.head.text == head.text)
    }

    /// The columns of the last record that are filled, and what they name.
    fn filled(&self) -> impl Iterator<Item = (usize, Option<Head>)> {
        let fields = self.rows.last().into_iter().flat_map(|row| &row.fields).zip(&self.columns);
        let filled = fields.enumerate().filter(|(_, (field, _))| field.is_some());
        filled.map(|(column, (_, own))| (column, own.names))
    }

    /// Whether an entry starts a record: this one has such an entry already, or the entry tells
    /// which record it is of, and what is told of one stands before it. Then either a border parts
    /// them, or all records start with such an entry.
    fn starts(&self, head: &Field, names: Option<Head>, bordered: bool) -> bool {
        let column = self.column(head);
        if self.rows.is_empty() || self.filled().any(|(own, _)| Some(own) == column) {
            return true;
        }
        let behind = |than: Head| self.filled().any(|(_, own)| own.is_some_and(|own| own > than));
        names.filter(|names| names.opens()).is_some_and(|names| {
            bordered && behind(Head::Name) || column == Some(0) && behind(names)
        })
    }

    /// Takes an entry and the lines that stand before it. Whether the records go on with it.
    fn take(
        &mut self,
        pending: Vec<Pending>,
        head: Field,
        value: Field,
        patterns: &Patterns,
    ) -> bool {
        let bordered = pending.iter().any(|line| matches!(line, Pending::Border));
        let names = Head::of(&head, patterns);
        let starts = self.starts(&head, names, bordered);
        let mut border = false;
        for line in pending {
            match line {
                Pending::Border => border = true,
                // Within a record a line goes on with the cell before it.
                Pending::Entry(head, value) if !starts || !border => {
                    self.put(head, value, patterns);
                }
                Pending::Text(text) if !starts || !border => self.wrap(text),
                Pending::Text(text) if text.text.len() <= LONGEST_COUNT => {}
                Pending::Entry(..) | Pending::Text(_) => return false,
            }
        }
        if starts {
            self.rows.push(Record { joined: !bordered, ..Record::default() });
        } else if let Some(row) = self.rows.last_mut() {
            row.parted |= bordered && !names.is_some_and(Head::opens);
        }
        self.put(head, value, patterns);
        true
    }

    /// Puts an entry into the last record.
    fn put(&mut self, head: Field, value: Field, patterns: &Patterns) {
        let column = self.column(&head).unwrap_or(self.columns.len());
        if column == self.columns.len() {
            let names = Head::of(&head, patterns);
            let known = patterns.columns.role(&head.text).is_some();
            self.columns.push(Column { head, names, known });
        }
        let Some(Record { fields, .. }) = self.rows.last_mut() else { return };
        if fields.len() <= column {
            fields.resize(column + 1, None);
        }
        match &mut fields[column] {
            Some(field) => field.wrap(value),
            field => *field = Some(value),
        }
    }

    fn wrap(&mut self, text: Field) {
        let fields = self.rows.last_mut().into_iter().flat_map(|row| row.fields.iter_mut().rev());
        if let Some(field) = fields.flatten().next() {
            field.wrap(text);
        }
    }

    /// Whether the records name indicators and what is measured of them, the first one its own.
    fn is_table(&self) -> bool {
        let has = |wanted| self.columns.iter().any(|column| column.names == Some(wanted));
        let first = self.rows.first().into_iter().flat_map(|row| &row.fields).zip(&self.columns);
        let mut first = first.filter(|(field, _)| field.is_some()).map(|(_, own)| own.names);
        self.rows.len() >= LEAST
            && self.columns.len() <= MOST_COLUMNS
            && self.columns.iter().filter(|column| column.known).count() >= LEAST_NAMED
            && has(Head::Name)
            && has(Head::Measured)
            && first.any(|names| matches!(names, Some(Head::Level | Head::Name)))
    }

    /// Whether the first record starts where one starts, and not within one of which the start is
    /// lost: then each name stands beside the values of the record before it. That shows where the
    /// last record has no name, the first one having its name behind its values, and where
    /// borders stand within most records and not between them.
    fn starts_whole(&self) -> bool {
        let (Some(first), Some(last)) = (self.rows.first(), self.rows.last()) else { return false };
        let told = |own: &Column| own.names.is_some_and(|names| !names.opens());
        let own = self.columns.iter().enumerate().take(first.fields.len());
        let behind = own.skip_while(|(_, own)| !told(own));
        let mut names = behind.filter(|(_, own)| own.names.is_some_and(Head::opens));
        let parted = self.rows.iter().filter(|row| row.parted).count() * 2 > self.rows.len();
        names.all(|(column, _)| last.fields.get(column).is_some_and(Option::is_some))
            && !(parted && self.rows.iter().skip(1).any(|row| row.joined))
    }

    fn into_rows(self) -> Vec<Vec<Field>> {
        let heads = self.columns.into_iter().map(|column| column.head).collect();
        let rows = self.rows.into_iter();
        let rows = rows.map(|row| row.fields.into_iter().map(Option::unwrap_or_default).collect());
        std::iter::once(heads).chain(rows).collect()
    }
}

/// What stands before and behind the first colon of a line, without the signs of lists and the
/// quotes of YAML and JSON.
fn entry(piece: &Piece) -> Option<(Field, Field)> {
    let line = piece.trim();
    let lead = line.text.len() - line.text.trim_start_matches(is_sign).len();
    let line = line.shorten(lead, 0);
    if !line.text.starts_with(|c| fold::is_cjk(c) || quotes(c)) {
        return None;
    }
    let start = &line.text[..line.text.ceil_char_boundary(LONGEST_HEAD + 3)];
    let at = clause::next(start, |c| matches!(c, ':' | '：'))?;
    let colon = line.text[at..].chars().next()?;
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
