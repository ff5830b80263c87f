//! Why a PDF gives no text.

use super::no_text::ADVICE;
use super::pdf_excess::PdfExcess;

/// Why a PDF gives no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PdfProblem {
    /// Its objects or its page tree cannot be found.
    Damaged,
    /// It is encrypted and needs a password.
    NeedsPassword,
    /// It is encrypted with another password.
    WrongPassword,
    /// It is encrypted in a way that is not read.
    UnknownEncryption,
    /// All its pages are pictures (扫描件).
    Scan,
    /// It does not tell which characters its glyphs are.
    Unmapped,
    /// It asks for more work or memory than any report needs.
    Excessive(PdfExcess),
}

impl PdfProblem {
    pub(super) fn code(self) -> &'static str {
        match self {
            PdfProblem::Damaged => "E_PDF_DAMAGED",
            PdfProblem::NeedsPassword | PdfProblem::WrongPassword => "E_PDF_ENCRYPTED",
            PdfProblem::UnknownEncryption => "E_PDF_ENCRYPTION",
            PdfProblem::Scan => "E_PDF_SCAN",
            PdfProblem::Unmapped => "E_PDF_UNMAPPED",
            PdfProblem::Excessive(_) => "E_PDF_EXCESSIVE",
        }
    }

    pub(super) fn message(self, name: &str) -> String {
        match self {
            PdfProblem::Damaged => format!(
                "expected the pages of a PDF in {name}, but its page tree cannot be found; check that the file was copied whole"
            ),
            PdfProblem::NeedsPassword => format!(
                "expected a PDF that opens without a password, but {name} is encrypted; give its password"
            ),
            PdfProblem::WrongPassword => format!(
                "expected the password of {name}, but it does not open with the one given; check it, or ask who encrypted the file"
            ),
            PdfProblem::UnknownEncryption => format!(
                "expected RC4 or AES encryption in {name}, but found another; save it without encryption first"
            ),
            PdfProblem::Scan => format!(
                "expected text in {name}, but found only pictures of pages; {}; or give a PDF with a text layer",
                ADVICE.en
            ),
            PdfProblem::Unmapped => format!(
                "expected text in {name}, but the file does not tell which characters its glyphs are; {}",
                ADVICE.en
            ),
            PdfProblem::Excessive(excess) => format!(
                "expected a PDF that is read in bounded time and memory, but {name} {}; save the report as PDF again with the program that made it, and do not trust a file whose sender you do not know",
                excess.found().en
            ),
        }
    }
}
