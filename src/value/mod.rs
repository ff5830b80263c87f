//! Strings to typed values: numerals, quantities, units, dates, completion.
//! Knows nothing of reports.
#![allow(missing_docs, unused)]
pub mod numeral {
    use crate::patterns::Patterns;
    pub fn read(t: &str, _: &Patterns) -> Option<rust_decimal::Decimal> {
        t.parse().ok()
    }
}
pub mod unit {
    use crate::patterns::Patterns;
    pub struct Unit {
        pub sign: String,
    }
    impl Unit {
        pub fn is_money(&self) -> bool {
            true
        }
    }
    pub fn find(_: &str, _: &Patterns) -> Option<Unit> {
        None
    }
    pub fn in_name<'a>(n: &'a str, _: &Patterns) -> (&'a str, Option<String>) {
        (n, None)
    }
}
pub mod quantity {
    use crate::location::At;
    use crate::model::Quantity;
    use crate::patterns::Patterns;
    pub struct Reading {
        pub quantity: Quantity,
        pub tail: Option<String>,
    }
    pub fn read_with_tail(r: &str, at: At, _: &Patterns) -> Reading {
        Reading {
            quantity: Quantity::blank(r, at),
            tail: None,
        }
    }
    pub fn read(r: &str, at: At, p: &Patterns) -> Quantity {
        read_with_tail(r, at, p).quantity
    }
    pub fn combine(_: Option<&str>, q: Quantity, _: Option<&str>, _: &Patterns) -> Quantity {
        q
    }
    pub fn is_placeholder(t: &str, _: &Patterns) -> bool {
        t.trim().is_empty()
    }
}
pub mod completion {
    use crate::model::*;
    use crate::patterns::Patterns;
    pub fn completion(_: &Quantity, _: &Quantity, _: Option<&str>, _: &Patterns) -> Completion {
        Completion {
            rate: None,
            kind: CompletionKind::NotEvaluable,
            met: None,
        }
    }
}
