//! How JSON is set: on one line, or in lines.

use super::Lines;

/// What stands between the parts of lists and objects.
pub(super) trait Layout {
    /// What stands behind a key.
    const COLON: &'static [u8];

    /// A list or an object was opened.
    fn open(&mut self);

    /// Before the sign that closes one.
    fn close(&mut self, held: &mut Vec<u8>, empty: bool);

    /// Before a value of a list, or a key.
    fn next(&self, held: &mut Vec<u8>, first: bool);
}

pub(super) struct OnOneLine;

impl Layout for OnOneLine {
    const COLON: &'static [u8] = b":";

    #[inline]
    fn open(&mut self) {}

    #[inline]
    fn close(&mut self, _: &mut Vec<u8>, _: bool) {}

    #[inline]
    fn next(&self, held: &mut Vec<u8>, first: bool) {
        if !first {
            held.push(b',');
        }
    }
}

#[derive(Default)]
pub(super) struct InLines(Lines);

impl Layout for InLines {
    const COLON: &'static [u8] = b": ";

    #[inline]
    fn open(&mut self) {
        self.0.open();
    }

    #[inline]
    fn close(&mut self, held: &mut Vec<u8>, empty: bool) {
        // Memory takes whatever is written.
        let _ = self.0.close(held, empty);
    }

    #[inline]
    fn next(&self, held: &mut Vec<u8>, first: bool) {
        let _ = self.0.line(held, !first);
    }
}
