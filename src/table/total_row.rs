//! The row that adds up (合计, 总分), wherever its word stands.

use super::matrix::{Holds, Row};
use super::open::Open;
use crate::fold;
use crate::patterns::{Patterns, Role, RowKind};

/// Whether a row under these heads adds up.
pub(super) fn is_total(row: &Row<'_>, open: &[Open<'_>], patterns: &Patterns) -> bool {
    let is_word = |text: &str| patterns.tables.row_kind(text) == Some(RowKind::Total);
    let first = row.own().next().map(|(_, field)| field.text()).unwrap_or_default();
    // Set over several columns, the word may be parted by their borders.
    let parted = || {
        let words = row.own().map(|(_, field)| field.text().trim());
        let words: String = words.take_while(|text| text.chars().all(fold::is_cjk)).collect();
        is_word(&words)
    };
    // What was set over it, or ran into it, does not make it an indicator.
    let among = || {
        const OVER: usize = 2;
        let covered = row.fields.iter().flatten().filter(|f| f.holds == Holds::FromLeft);
        first.split_whitespace().any(is_word) && covered.count() >= OVER
    };
    // A label that covers it, or what is left of one, may stand before it.
    let named = || {
        let names = open.iter().filter_map(|open| open.layout.column(Role::Name));
        let mut names = names.filter_map(|col| row.fields.get(col)?.as_ref());
        names.any(|field| is_word(field.text()))
    };
    is_word(first) || parted() || among() || named()
}
