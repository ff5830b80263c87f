use std::panic::{AssertUnwindSafe, catch_unwind};

use super::super::drawn::{GLYPH, MOST_DRAWN};
use super::*;

#[test]
fn a_page_ends_when_too_much_is_drawn_and_so_does_a_file() {
    let work = Work::of(0);
    let mut drawn = work.drawn();
    drawn.add(MOST_DRAWN as usize);
    assert!(catch_unwind(AssertUnwindSafe(|| drawn.add(1))).is_err());
    for _ in 1..4 {
        work.drawn().add(MOST_DRAWN as usize);
    }
    assert!(catch_unwind(AssertUnwindSafe(|| work.drawn().add(GLYPH))).is_err());
}
