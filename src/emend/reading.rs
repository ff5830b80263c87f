//! A typed value as one line of text, which the grammar reads back to the same value.

use rust_decimal::Decimal;

use crate::model::Quantity;

/// A target or actual value as it was understood: `≥310个`, `10-20%`, words as they are;
/// `None` where there is no value.
///
/// ```
/// use jiaokan::{Patterns, internals::{emend, location::At, value::quantity}};
/// let read = quantity::read("不低于 1,200.50 万元", At::default(), Patterns::builtin());
/// assert_eq!(emend::quantity(&read).as_deref(), Some("≥1200.50万元"));
/// ```
#[must_use]
pub fn quantity(quantity: &Quantity) -> Option<String> {
    let Some(number) = quantity.number else {
        return quantity.text.clone();
    };
    let mut text = String::new();
    if let Some(comparator) = quantity.comparator {
        text.push_str(comparator.sign());
    }
    if quantity.approximate {
        text.push('≈');
    }
    text.push_str(&number.to_string());
    if let Some(upper) = quantity.upper {
        text.push('-');
        text.push_str(&upper.to_string());
    }
    text.push_str(quantity.unit.as_deref().unwrap_or_default());
    Some(text)
}

/// A plain number as text.
#[must_use]
pub fn number(number: Decimal) -> String {
    number.to_string()
}
