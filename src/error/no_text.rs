//! Why pages have no text that can be used.

use crate::words::Words;

/// Why pages have no text that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoTextReason {
    /// They are pictures (扫描件).
    Pictures,
    /// It is not told which characters the glyphs are.
    Unmapped,
}

impl NoTextReason {
    pub(super) fn code(self) -> &'static str {
        match self {
            NoTextReason::Pictures => "E_SCAN",
            NoTextReason::Unmapped => "E_UNMAPPED",
        }
    }

    pub(super) fn message(self, name: &str, kind: &Words) -> String {
        let kind = &kind.en;
        match self {
            NoTextReason::Pictures => format!(
                "expected text in {name}, {kind}, but found only pictures of pages; run text recognition on it first and give its text"
            ),
            NoTextReason::Unmapped => format!(
                "expected text in {name}, {kind}, but it does not tell which characters its glyphs are; run text recognition on it first and give its text"
            ),
        }
    }
}
