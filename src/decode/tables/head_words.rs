//! The words of a head set apart by single spaces: a head that was wrapped in its cell stands in two
//! words, or ends on the next line.

use super::{Field, Lines, words};
use crate::decode::lines::Piece;
use crate::patterns::{Patterns, Role};

/// Lines at most over which the heads of a table are wrapped.
const MOST_LINES: usize = 12;

/// Longest line of heads, in bytes.
const MAX_LINE: u32 = 600;

/// Columns that a header must name to be taken for one.
const LEAST_NAMED: usize = 3;

/// How many quarters of the words name columns: on one line one in four may be unknown.
const MOST_OF_THEM: usize = 3;
const ALL_OF_THEM: usize = 4;

/// The heads that start with a line, what they name, and the index of the line behind them.
#[derive(Clone)]
pub(super) struct HeadWords {
    pub(super) fields: Vec<Field>,
    pub(super) roles: Vec<Option<Role>>,
    pub(super) next: usize,
    /// Whether a head ends on the next line, and others follow it there: lines end where cells are
    /// wrapped.
    pub(super) in_order: bool,
}

/// Heads on one line, or on more where all words of the next lines name columns or end a head.
pub(super) fn head_words(lines: Lines, first: usize, patterns: &Patterns) -> Option<HeadWords> {
    let (piece, shape) = lines.get(first)?;
    let known = || words(piece).take(2).any(|word| patterns.columns.role(word.text).is_some());
    if shape.length > MAX_LINE || !known() {
        return None;
    }
    let mut head =
        HeadWords { fields: Vec::new(), roles: Vec::new(), next: first + 1, in_order: false };
    head.extend(words(piece), patterns);
    let on_one_line = head.is_header(MOST_OF_THEM).then(|| head.clone());
    let mut best = None;
    while head.is_open_at_its_end() {
        if head.is_header(ALL_OF_THEM) {
            best = Some(head.clone());
        }
        let index = head.next;
        let Some((piece, shape)) = lines.get(index).filter(|_| index < first + MOST_LINES) else {
            break;
        };
        if shape.blank || shape.length > MAX_LINE || !lines.same_page(first, index) {
            break;
        }
        let mut rest = words(piece).peekable();
        let ended = rest.next_if(|word| head.takes(&Field::of(word), patterns)).is_some();
        if !ended && head.roles.last().is_some_and(Option::is_none) {
            break;
        }
        head.in_order |= ended && rest.peek().is_some();
        head.extend(rest, patterns);
        head.next = index + 1;
    }
    let mut found = best.or(on_one_line)?;
    // Among heads, those count that only tables tell.
    for (role, field) in found.roles.iter_mut().zip(&found.fields) {
        *role = role.or_else(|| patterns.columns.in_head(&field.text));
    }
    // The label of the group column, of which the first part stands above (绩效 over 指标).
    let names = found.roles.iter().filter(|&&role| role == Some(Role::Name)).count();
    if names > 1 && matches!(found.roles[..], [Some(Role::Name), Some(Role::Level1), ..]) {
        found.roles.remove(0);
        found.fields.remove(0);
    }
    Some(found)
}

/// Whether two texts are parts of one head: they name a column together, and the second by itself
/// none that the first leaves open.
pub(super) fn is_one_head(first: &str, second: &str, patterns: &Patterns) -> bool {
    if !patterns.columns.may_name(first) {
        return false;
    }
    let whole = patterns.columns.role(&format!("{first}{second}"));
    let own = patterns.columns.role(first);
    whole.is_some() && (patterns.columns.role(second).is_none() || own.is_none() || own == whole)
}

/// The words of a line, those of one head put together, and how many words each takes.
pub(super) fn joined<'a>(
    whole: &Piece<'a>,
    words: &[Piece<'a>],
    patterns: &Patterns,
) -> Vec<(Piece<'a>, usize)> {
    let mut found = Vec::with_capacity(words.len());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let next = words.get(at + 1);
        match next.filter(|next| is_one_head(word.text, next.text, patterns)) {
            Some(next) => {
                let length = next.start + next.text.len() - word.start;
                let both = whole.split(word.start - whole.start).1.split(length).0;
                found.push((both, 2));
                at += 2;
            }
            None => {
                found.push((*word, 1));
                at += 1;
            }
        }
    }
    found
}

impl HeadWords {
    /// Takes the rest of the last head, if a text is that.
    fn takes(&mut self, field: &Field, patterns: &Patterns) -> bool {
        let (Some(last), Some(role)) = (self.fields.last_mut(), self.roles.last_mut()) else {
            return false;
        };
        if !is_one_head(&last.text, &field.text, patterns) {
            return false;
        }
        last.wrap(field.clone());
        *role = patterns.columns.role(&last.text);
        true
    }

    fn extend<'a>(&mut self, words: impl Iterator<Item = Piece<'a>>, patterns: &Patterns) {
        for word in words {
            let field = Field::of(&word);
            self.roles.push(patterns.columns.role(&field.text));
            self.fields.push(field);
        }
    }

    /// Whether all words name columns, but for the last, which may end on the next line.
    fn is_open_at_its_end(&self) -> bool {
        self.roles.split_last().is_some_and(|(_, inner)| inner.iter().all(Option::is_some))
    }

    /// Whether the words are the head of a table of indicators, so many quarters of them named.
    fn is_header(&self, quarters: usize) -> bool {
        let named = self.roles.iter().flatten().count();
        let enough = named * 4 >= self.roles.len() * quarters;
        named >= LEAST_NAMED && enough && self.roles.contains(&Some(Role::Name))
    }
}
