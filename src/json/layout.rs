//! Where the lines of JSON end, and how far they are indented.

/// JSON on one line or in lines.
pub(crate) struct Layout {
    pub(super) lines: bool,
    depth: usize,
    /// Whether the array or object that was opened last holds something.
    pub(crate) filled: bool,
}

/// The end of a line and the start of the next, down to [`DEEPEST`].
const LINE: &[u8; 2 + 2 * DEEPEST] =
    b",\n                                                                ";

const DEEPEST: usize = 32;

impl Layout {
    pub(crate) fn new(lines: bool) -> Self {
        Self { lines, depth: 0, filled: false }
    }

    /// What stands before a value or behind the last one, and how many times two spaces more.
    pub(crate) fn line(&self, comma: bool) -> (&'static [u8], usize) {
        let from = usize::from(!comma);
        match self.lines {
            true => {
                let indent = self.depth.min(DEEPEST);
                (&LINE[from..2 + 2 * indent], self.depth - indent)
            }
            false => (&LINE[from..1], 0),
        }
    }

    pub(crate) fn open(&mut self) {
        self.depth += 1;
        self.filled = false;
    }

    /// Whether there was anything to close.
    pub(crate) fn close(&mut self) -> bool {
        let open = !self.is_closed();
        self.depth = self.depth.saturating_sub(1);
        open
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.depth == 0
    }
}
