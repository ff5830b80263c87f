//! JSON for people: with line feeds and an indentation of two spaces.

use std::io::{Result, Write};

/// How deep what is written stands: so many arrays and objects are open.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    depth: usize,
}

/// The end of a line and the start of the next, as deep as reports are.
const LINE: &[u8] = b",\n                                                                ";

impl Lines {
    /// A new line, behind a comma or not.
    ///
    /// # Errors
    /// If it cannot be written.
    #[inline]
    pub(crate) fn line<W: ?Sized + Write>(&self, to: &mut W, comma: bool) -> Result<()> {
        let end = LINE.len().min(2 + 2 * self.depth);
        to.write_all(&LINE[usize::from(!comma)..end])?;
        (end..2 + 2 * self.depth).try_for_each(|_| to.write_all(b" "))
    }

    /// What is written now stands in what was opened.
    pub(crate) fn open(&mut self) {
        self.depth += 1;
    }

    /// What was opened ends, on a line of its own if it holds something.
    ///
    /// # Errors
    /// If the line cannot be written.
    pub(crate) fn close<W: ?Sized + Write>(&mut self, to: &mut W, empty: bool) -> Result<()> {
        self.depth = self.depth.saturating_sub(1);
        if empty { Ok(()) } else { self.line(to, false) }
    }

    /// Whether nothing is open.
    pub(crate) fn is_whole(&self) -> bool {
        self.depth == 0
    }
}
