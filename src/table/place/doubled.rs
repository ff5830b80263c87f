//! Whether a cell holds what belongs to two: labels, values or points that ran together.

use rust_decimal::Decimal;

use super::kind::{Kinds, SIGNS};
use crate::fold::{self, clause};

/// The dimensions of which no value is put together of two units: 家 and 人, % and ‰ are no parts of
/// each other.
const OF_ONE_UNIT: [&str; 2] = ["count", "ratio"];

impl Kinds<'_> {
    /// Whether a text is two labels or more, one after the other.
    pub(in crate::table) fn is_two_labels(self, level: u8, text: &str) -> bool {
        // No two labels are longer.
        const LONGEST: usize = 120;
        let levels = &self.patterns.levels;
        if text.len() > LONGEST || self.is_label(level, text) {
            return false;
        }
        if levels.is_several(text) {
            return true;
        }
        let is_label = |part: &str| levels.exact(level, part).is_some();
        let parts: Vec<&str> = text.split_whitespace().collect();
        if let [first, second] = parts[..] {
            return is_label(first) && is_label(second);
        }
        let label = levels.text(text);
        label.char_indices().any(|(at, _)| {
            let (first, second) = label.split_at(at);
            // 经济社会效益指标 is one label of two aspects.
            let long = |part: &str| part.chars().nth(2).is_some();
            let apart = level == 1 || !levels.is_bare(first) || long(first) && long(second);
            apart && is_label(first) && is_label(second)
        })
    }

    /// Whether a cell holds values, one after the other (≥48 ≥90%).
    pub(in crate::table) fn is_two_values(self, text: &str) -> bool {
        if clause::next(text, char::is_whitespace).is_none() {
            return false;
        }
        let parts: Vec<&str> = text.split_whitespace().collect();
        parts.len() > 1 && parts.iter().all(|part| self.is_value(part))
    }

    /// Whether a text is two bounds of one kind with nothing between them (≥12000≥150).
    pub(in crate::table) fn is_two_bounds(self, text: &str) -> bool {
        let text = text.trim();
        let Some(sign) = text.chars().next().filter(|c| SIGNS.contains(c)) else { return false };
        let mut before = sign;
        text.chars().skip(1).any(|c| {
            let again = c == sign && before.is_ascii_digit();
            before = c;
            again
        })
    }

    /// Whether a value starts behind the unit of another in a cell (18个100%).
    pub(in crate::table) fn is_glued_values(self, text: &str) -> bool {
        let starts = |c: char| c.is_ascii_digit() || SIGNS.contains(&c);
        let mut before = ' ';
        text.char_indices().any(|(at, c)| {
            let sign = |c: char| SIGNS.contains(&c);
            // A number may end before a sign, and neither goes on with one of its kind.
            let apart = if sign(c) { !sign(before) } else { !starts(before) };
            let border =
                starts(c) && apart && !" .,:-~".contains(fold::fold_char(before)) && at > 0;
            before = c;
            border && {
                let (first, second) = text.split_at(at);
                self.is_whole_value(first)
                    && self.is_whole_value(second)
                    && !self.is_whole_value(text)
                    && !self.are_of_one_measure(first, second)
            }
        })
    }

    /// Whether a text is one value; what follows a sign may be more.
    pub(in crate::table) fn is_whole_value(self, text: &str) -> bool {
        match text.trim_start().starts_with(SIGNS) {
            true => self.reading(&self.told(text), text).is_number(),
            false => self.is_value(text),
        }
    }

    /// Whether the second of two values is in a smaller unit of the same kind (1小时30分钟).
    fn are_of_one_measure(self, first: &str, second: &str) -> bool {
        let units = &self.patterns.units;
        let unit = |text: &str| self.reading(&self.told(text), text).quantity.unit.clone();
        let (Some(first), Some(second)) = (unit(first), unit(second)) else { return false };
        let kinds = (units.find(&first), units.find(&second));
        let (Some(one), Some(other)) = kinds else { return false };
        first != second
            && one.dimension == other.dimension
            && !OF_ONE_UNIT.contains(&&*one.dimension)
    }

    /// Whether a cell of points holds so much more than the whole table has that the
    /// digits of two ran together.
    pub(in crate::table) fn is_two_points(self, text: &str) -> bool {
        const FAR: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
        let told = self.told(text);
        self.reading(&told, text).quantity.number.is_some_and(|n| n > self.most_points * FAR)
    }
}
