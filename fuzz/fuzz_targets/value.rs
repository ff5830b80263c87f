//! The text of one cell: quantities, numbers, dates, units.
#![no_main]

use jiaokan::Patterns;
use jiaokan::internals::location::At;
use jiaokan::internals::value::{date, quantity, unit};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let patterns = Patterns::builtin();
    let read = quantity::read(text, At::default(), patterns);
    assert_eq!(read.raw, text, "what is printed stays");
    if read.number.is_some() {
        let clean = text.chars().any(|c| c.is_numeric());
        assert!(clean, "a number out of nothing: {text:?}");
    }
    let _ = quantity::read_with_tail(text, At::default(), patterns);
    let _ = quantity::number(text, At::default(), patterns);
    let _ = date::date(text, patterns);
    let _ = date::full_date(text, patterns);
    let _ = unit::same_dimension;
});
