use super::*;
use hayro_interpret::hayro_syntax::object::FromBytes;

fn count(widths: &str) -> u64 {
    count_widths(&Array::from_bytes(widths.as_bytes()).unwrap(), false)
}

#[test]
fn widths_are_counted_without_entering_them() {
    assert!(count("[0 65535 1000]") <= MOST_WIDTHS);
    // Whichever two of its numbers are a range.
    assert!(count("[1 [500 600 700] 20 300 500]") < 2000);
    assert!(count("[0 4294967295 500]") > MOST_WIDTHS);
    assert!(count("[0 % 1\n4294967295 500]") > MOST_WIDTHS);
    assert!(count(&format!("[{}]", "0 65535 500 ".repeat(9))) > MOST_WIDTHS);
    // Printed as it is in many files: all ranges together are few.
    let ordinary: String = (0..3000).map(|n| format!("{} {} 1000 ", n * 9, n * 9 + 5)).collect();
    assert!(count(&format!("[{ordinary}]")) <= MOST_WIDTHS);
}

#[test]
fn programs_are_held_against_depth_and_length() {
    assert!(!is_excessive(b"{dup 0.5 gt {pop 1} {2 mul} ifelse}"));
    assert!(is_excessive("{".repeat(60).as_bytes()));
    assert!(is_excessive(&[b' '; LONGEST_PROGRAM + 1]));
}

#[test]
fn plain_entries_are_in_order() {
    assert!(PLAIN.is_sorted());
}
