//! Why pages have no text that can be used.

use crate::words::{Phrase, Words};

/// Why pages have no text that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoTextReason {
    /// They are pictures (扫描件).
    Pictures,
    /// It is not told which characters the glyphs are.
    Unmapped,
    /// They are pictures, and no text was found in them.
    NothingRead,
}

/// What to do about pictures that are not read.
pub(super) const ADVICE: Phrase = if cfg!(feature = "ocr") {
    Phrase {
        en: "run `jiaokan models install` once, and pictures are read (not with `--ocr off`)",
        zh: "请先运行一次 `jiaokan models install` 安装识别模型，即可识别图片（`--ocr off` 时不识别）",
    }
} else {
    Phrase {
        en: "run text recognition on it first and give its text",
        zh: "请先做文字识别，再给出识别后的文本",
    }
};

impl NoTextReason {
    pub(super) fn code(self) -> &'static str {
        match self {
            NoTextReason::Pictures => "E_SCAN",
            NoTextReason::Unmapped => "E_UNMAPPED",
            NoTextReason::NothingRead => "E_NOTHING_READ",
        }
    }

    pub(super) fn message(self, name: &str, kind: &Words) -> String {
        let kind = &kind.en;
        match self {
            NoTextReason::Pictures => format!(
                "expected text in {name}, {kind}, but found only pictures of pages; {}",
                ADVICE.en
            ),
            NoTextReason::NothingRead => format!(
                "expected a report in {name}, {kind}, but no text was found in its pictures; check that it is not blank, and scan it at 300 dpi"
            ),
            NoTextReason::Unmapped => format!(
                "expected text in {name}, {kind}, but it does not tell which characters its glyphs are; run text recognition on it first and give its text"
            ),
        }
    }
}
