//! What is drawn on the pages of a file, counted while it is drawn.

use std::cell::Cell;
use std::panic::resume_unwind;
use std::rc::Rc;

/// What is drawn on one page: a point of a line counts one, a line
/// [`PATH`] and a character [`GLYPH`] beside.
pub(super) const MOST_DRAWN: u64 = 2 << 20;
pub(in super::super) const GLYPH: usize = 8;
pub(in super::super) const PATH: usize = 4;

/// What a picture counts: it is decoded, and may be of one colour and yet large.
pub(in super::super) fn picture(width: u32, height: u32) -> usize {
    const PIXELS: u64 = 128;
    const LEAST: u64 = 1 << 9;
    usize::try_from(LEAST + u64::from(width) * u64::from(height) / PIXELS).unwrap_or(usize::MAX)
}

/// The same of all pages, and as much again for each byte of the file.
const MOST_DRAWN_IN_SUM: u64 = 8 << 20;
const DRAWN_PER_BYTE: u64 = 32;

/// What may still be drawn on the pages of a file.
pub(super) struct DrawnInSum(Rc<Cell<u64>>);

impl DrawnInSum {
    pub(super) fn of(length: usize) -> DrawnInSum {
        let own = DRAWN_PER_BYTE.saturating_mul(length as u64);
        DrawnInSum(Rc::new(Cell::new(MOST_DRAWN_IN_SUM.saturating_add(own))))
    }

    /// A count of what is drawn on a page.
    pub(super) fn of_page(&self) -> Drawn {
        Drawn { of_page: MOST_DRAWN, of_all: Rc::clone(&self.0), spent: Spent::default() }
    }
}

/// Counts what is drawn on a page, and ends it if that is too much.
#[derive(Debug)]
pub(in super::super) struct Drawn {
    of_page: u64,
    of_all: Rc<Cell<u64>>,
    spent: Spent,
}

/// Whether a page ended because too much was drawn.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Spent(Rc<Cell<bool>>);

impl Spent {
    pub(in super::super) fn is_spent(&self) -> bool {
        self.0.get()
    }
}

impl Drawn {
    /// Tells afterwards whether it was too much.
    pub(in super::super) fn left(&self) -> Spent {
        self.spent.clone()
    }

    /// Counts so many points of lines.
    ///
    /// # Panics
    /// If they are too many: what is drawn is of no use, and there is no other way out of the
    /// library. Nothing is printed.
    pub(in super::super) fn add(&mut self, count: usize) {
        let count = count as u64;
        let all = self.of_all.get();
        if count > self.of_page || count > all {
            self.spent.0.set(true);
            resume_unwind(Box::new("more is drawn than on any page of a report"));
        }
        self.of_page -= count;
        self.of_all.set(all - count);
    }
}
