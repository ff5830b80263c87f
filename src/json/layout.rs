//! How JSON is set: on one line, or in lines.

use super::Lines;

/// What stands between the parts of lists and objects, and which of them are left out.
pub(super) trait Layout {
    /// Whether members of objects may be left out.
    const LEAN: bool = false;

    /// What stands behind a key.
    fn colon(&self) -> &'static [u8];

    /// A list or an object was opened.
    fn open(&mut self);

    /// Before the sign that closes one.
    fn close(&mut self, held: &mut Vec<u8>, empty: bool);

    /// Before a value of a list, or a key.
    fn next(&self, held: &mut Vec<u8>, first: bool);

    /// A key that needs no escapes, with what stands before and behind it.
    #[inline]
    fn key(&self, held: &mut Vec<u8>, first: bool, name: &str) {
        self.next(held, first);
        super::quote(held, name);
        held.extend_from_slice(self.colon());
    }

    /// Whether a field is left out, whatever it holds.
    #[inline]
    fn leaves_out(&self, _: &'static str) -> bool {
        false
    }
}

pub(super) struct OnOneLine;

impl Layout for OnOneLine {
    #[inline]
    fn colon(&self) -> &'static [u8] {
        b":"
    }

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

    /// Signs that stand together are written together: a report has thousands of keys.
    #[inline]
    fn key(&self, held: &mut Vec<u8>, first: bool, name: &str) {
        match first {
            true => held.push(b'"'),
            false => held.extend_from_slice(b",\""),
        }
        held.extend_from_slice(name.as_bytes());
        held.extend_from_slice(b"\":");
    }
}

#[derive(Default)]
pub(super) struct InLines(Lines);

impl Layout for InLines {
    #[inline]
    fn colon(&self) -> &'static [u8] {
        b": "
    }

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
