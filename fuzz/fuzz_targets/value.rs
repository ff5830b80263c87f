//! The text of one cell: quantities, numbers, dates, units.
#![no_main]

use jiaokan::Patterns;
use jiaokan::internals::fold::fold_char;
use jiaokan::internals::location::At;
use jiaokan::internals::value::{date, quantity, unit};

/// Characters that say a number and are letters to Unicode.
const NUMERALS: &str =
    "零一二三四五六七八九十百千万亿兆两半廿卅壹贰叁肆伍陆柒捌玖拾佰仟壱弐参貳貮肄陸萬億兩双倍成弌參叄";

libfuzzer_sys::fuzz_target!(|text: &str| {
    let patterns = Patterns::builtin();
    let read = quantity::read(text, At::default(), patterns);
    assert_eq!(read.raw, text, "what is printed stays");
    if read.number.is_some() {
        // A radical (⼆) is printed where the ideograph is meant.
        let says = |c: char| c.is_numeric() || NUMERALS.contains(c);
        assert!(text.chars().map(fold_char).any(says), "a number out of nothing: {text:?}");
    }
    let _ = quantity::read_with_tail(text, At::default(), patterns);
    let _ = quantity::number(text, At::default(), patterns);
    let _ = date::date(text, patterns);
    let _ = date::full_date(text, patterns);
    let _ = unit::same_dimension;
});
