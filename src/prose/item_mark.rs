//! Numbers of list items that run into what they number.

use rust_decimal::Decimal;

use super::quantities::{Found, Reader};

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

    /// Whether a sentence starts with the number of an item that ran into a count: 7.21个站所.
    pub(super) fn is_an_item(&self, found: &Found) -> bool {
        const MOST: u32 = 100;
        let unit = self.patterns.units.at_start(&found.unit);
        let whole =
            unit.is_some_and(|(_, unit)| unit.dimension == "count" && unit.factor == Decimal::ONE);
        found.from == self.sentence_from
            && whole
            && found.number.scale() > 0
            && found.number < Decimal::from(MOST)
    }
}
