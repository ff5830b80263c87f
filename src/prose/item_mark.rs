//! Numbers of list items that run into what they number.

use rust_decimal::Decimal;

use super::quantities::{Found, Reader};
use crate::fold::clause::{self, ends_words};

impl Reader<'_> {
    /// The length of the mark of a list item with which a sentence starts: `1. 3个`, `3.项目管理`. What
    /// is counted has no decimals that could be lost.
    pub(super) fn enumerator(&self, from: usize) -> Option<usize> {
        const LONGEST_MARK: usize = 2;
        let rest = self.text.get(from..)?;
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let item = rest.get(length..)?.strip_prefix('.')?;
        let counted = || {
            self.patterns.units.at_start(item).is_some_and(|(_, unit)| unit.dimension == "count")
        };
        let mark = length <= LONGEST_MARK && (item.starts_with(' ') || counted());
        (mark && from == self.sentence_from).then_some(length + 1)
    }

    /// Whether a statement starts with the number of an item that ran into a count: 7.21个站所, or 1.缺口3万元；2.8个
    /// 标段延期.
    pub(super) fn is_an_item(&self, found: &Found) -> bool {
        const MOST: u32 = 100;
        if found.number.scale() == 0 || found.number >= Decimal::from(MOST) {
            return false;
        }
        let unit = self.patterns.units.at_start(&found.unit);
        let whole = || {
            unit.is_some_and(|(_, unit)| unit.dimension == "count" && unit.factor == Decimal::ONE)
        };
        // Behind an item 1. even 2.8万人 may be the 8万人 of the next.
        found.from == self.sentence_from && whole() || self.follows_an_item(found)
    }

    /// Whether a number straight behind the mark between two statements goes on with a list: the item before it has the
    /// whole number before its own.
    fn follows_an_item(&self, found: &Found) -> bool {
        const LONGEST_ITEM: usize = 600;
        let head = self.text.get(..found.from).unwrap_or_default();
        let before = found.number.trunc() - Decimal::ONE;
        if before < Decimal::ONE || !head.ends_with(clause::ends_statement) {
            return false;
        }
        let start = head.ceil_char_boundary(head.len().saturating_sub(LONGEST_ITEM));
        let near = head.get(start..).unwrap_or_default();
        let begins = |at: usize| {
            let head = self.text.get(..start + at).unwrap_or_default();
            head.is_empty() || head.ends_with(ends_words)
        };
        ['.', '、', ')']
            .into_iter()
            .any(|mark| near.match_indices(&format!("{before}{mark}")).any(|(at, _)| begins(at)))
    }
}
