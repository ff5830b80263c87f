//! What the bytes are, from the content and never from a file name.

use super::package::ole::{self, Ole, OleKind};
use super::package::{Package, PackageKind};
use super::picture_kind::picture;
#[cfg(feature = "ocr")]
use super::picture_kind::{PictureKind, picture_kind};
use crate::error::DecodeError;
use crate::words::{Words, words};

/// Which decoder reads a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `pdf`.
    Pdf,
    /// A package that is a Word document.
    Word,
    /// Word 97-2003.
    #[cfg(feature = "doc")]
    OldWord,
    /// A package with an Excel workbook (`xlsx`).
    Workbook,
    /// An OLE container with a workbook of Excel 5 to 2003 (`xls`).
    OldWorkbook,
    /// `ofd`, in a package.
    Ofd,
    /// A picture of a page, or of several.
    #[cfg(feature = "ocr")]
    Picture(PictureKind),
    /// A package of pictures that are the pages of one report.
    #[cfg(feature = "ocr")]
    Pictures,
    /// Text of any kind: plain, Markdown, HTML, data.
    Text,
}

/// The kind of a source.
///
/// # Errors
/// [`DecodeError::UnsupportedKind`] of a kind that is not read, with what was found and what to
/// do about it; [`DecodeError::Empty`]; what is wrong with a package.
pub(crate) fn kind(name: &str, bytes: &[u8]) -> Result<Kind, DecodeError> {
    if is_pdf(bytes) {
        return Ok(Kind::Pdf);
    }
    if is_zip(bytes) {
        return package(name, bytes);
    }
    if bytes.starts_with(ole::MAGIC) {
        return container(name, bytes);
    }
    #[cfg(feature = "ocr")]
    if let Some(kind) = picture_kind(bytes) {
        return Ok(Kind::Picture(kind));
    }
    if let Some(foreign) = foreign(bytes) {
        return Err(foreign.error(name));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(DecodeError::Empty { name: name.to_owned() });
    }
    Ok(Kind::Text)
}

/// Whether bytes are read as text, as [`kind`] says; nothing is opened to find out.
#[cfg(feature = "cli")]
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    let is_packed = is_zip(bytes) || bytes.starts_with(ole::MAGIC);
    !is_pdf(bytes) && !is_packed && matches!(kind("", bytes), Ok(Kind::Text))
}

/// How far into the bytes a PDF header may stand: readers of PDF accept it
/// within the first 1024 bytes, and mail gateways and scanners do put lines
/// before it.
const PDF_HEADER_WITHIN: usize = 1024;

/// Whether the bytes are a PDF.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..PDF_HEADER_WITHIN).unwrap_or(bytes);
    let found = memchr::memmem::find(head, b"%PDF-");
    found.is_some_and(|found| stands_for_pdf(head, found) || has_objects(bytes, found))
}

/// Whether objects of a PDF follow a header that stands behind other text.
fn has_objects(bytes: &[u8], from: usize) -> bool {
    let version = bytes.get(from + 5).is_some_and(u8::is_ascii_digit);
    let rest = bytes.get(from..).unwrap_or_default();
    let has = |word: &[u8]| memchr::memmem::find(rest, word).is_some();
    version && has(b" obj") && has(b"endobj") && has(b"%%EOF")
}

/// What was found that is not read, and what to do about it.
pub(crate) struct Foreign {
    pub(crate) found: Words,
    pub(crate) advice: Words,
}

impl Foreign {
    /// The error of a source.
    pub(crate) fn error(self, name: &str) -> DecodeError {
        DecodeError::UnsupportedKind {
            name: name.to_owned(),
            found: self.found,
            advice: self.advice,
        }
    }
}

/// Kind and advice, if the bytes are of a known kind that is not text.
fn foreign(bytes: &[u8]) -> Option<Foreign> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if starts(b"{\\rtf") {
        return Some(Foreign {
            found: words!(en: "an RTF document", zh: "RTF 文档"),
            advice: words!(
                en: "save it as DOCX: `soffice --headless --convert-to docx FILE`",
                zh: "请另存为 DOCX：`soffice --headless --convert-to docx 文件`"
            ),
        });
    }
    picture(bytes).map(scan).or_else(|| archive(bytes).map(packed))
}

fn archive(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 3] =
        [(b"\x1F\x8B", "gzip"), (b"7z\xBC\xAF\x27\x1C", "7-Zip"), (b"Rar!\x1A\x07", "RAR")];
    kinds.into_iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| name)
}

fn scan(kind: &str) -> Foreign {
    Foreign {
        found: words!(en: "a {kind} image", zh: "{kind} 图片"),
        advice: if cfg!(feature = "ocr") {
            words!(en: "save it as PNG, JPEG or TIFF", zh: "请另存为 PNG、JPEG 或 TIFF")
        } else {
            words!(
                en: "run text recognition on it first and give what the recogniser writes (JSON, Markdown or text)",
                zh: "请先做文字识别，再给出识别工具的输出（JSON、Markdown 或文本）"
            )
        },
    }
}

/// An archive that stands alone, or within another: those of a batch are opened before.
fn packed(kind: &str) -> Foreign {
    let is_read = matches!(kind, "zip" | "gzip");
    Foreign {
        found: words!(en: "a {kind} archive", zh: "{kind} 压缩包"),
        advice: match is_read {
            true => words!(
                en: "unpack it and give the files inside; `extract` and `check` read the files of a .zip or .tar.gz as a batch, but none of an archive within another",
                zh: "请先解压，再给出其中的文件；extract 与 check 可按批处理读取 .zip 或 .tar.gz 内的文件，但不读取嵌套的压缩包"
            ),
            false => words!(
                en: "this kind of archive is not opened: unpack it with 7-Zip or the like and give the files inside, or pack them as .zip",
                zh: "不能打开这种压缩包：请用 7-Zip 等软件解压后给出其中的文件，或改用 .zip 压缩"
            ),
        },
    }
}

/// Whether `%PDF-` is a header and not a mention of it in a text: it starts the
/// bytes, or starts a line, or follows bytes that are no text; and a version
/// follows.
fn stands_for_pdf(head: &[u8], at: usize) -> bool {
    let version = head.get(at + 5).is_some_and(u8::is_ascii_digit);
    let before = head.get(..at).unwrap_or_default();
    // What writes text writes a byte order mark before anything.
    let before = before.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(before);
    let clean_text = std::str::from_utf8(before).is_ok() && !before.contains(&0);
    let starts_line = matches!(before.last(), None | Some(b'\n' | b'\r'));
    version && (starts_line || !clean_text)
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// What a package holds.
fn package(name: &str, bytes: &[u8]) -> Result<Kind, DecodeError> {
    let what = || words!(en: "a package of parts (zip)", zh: "部件压缩包（zip）");
    let mut opened = Package::open(bytes).map_err(|error| error.of(name, what()))?;
    let kind = PackageKind::of(&mut opened).map_err(|error| error.of(name, what()))?;
    #[cfg(feature = "ocr")]
    if kind == PackageKind::Archive && super::picture::are_pages(&opened.names()) {
        return Ok(Kind::Pictures);
    }
    let foreign = |found: Words, advice: Words| Err(Foreign { found, advice }.error(name));
    match kind {
        PackageKind::Word => Ok(Kind::Word),
        PackageKind::Workbook => Ok(Kind::Workbook),
        PackageKind::Ofd => Ok(Kind::Ofd),
        PackageKind::Slides => foreign(
            words!(en: "slides (.pptx)", zh: "演示文稿（.pptx）"),
            words!(en: "give the report itself", zh: "请给出报告原件"),
        ),
        PackageKind::OpenDocument => foreign(
            words!(en: "an OpenDocument file", zh: "OpenDocument 文档"),
            words!(
                en: "save it as DOCX, XLSX or HTML first",
                zh: "请先另存为 DOCX、XLSX 或 HTML"
            ),
        ),
        PackageKind::Archive => Err(packed("zip").error(name)),
    }
}

/// What an OLE container holds.
fn container(name: &str, bytes: &[u8]) -> Result<Kind, DecodeError> {
    let what = || words!(en: "an Office 97-2003 document", zh: "Office 97-2003 文档");
    let kind = Ole::open(bytes).map(|ole| ole.kind()).map_err(|error| error.of(name, what()))?;
    let foreign = |found: Words, advice: Words| Err(Foreign { found, advice }.error(name));
    match kind {
        #[cfg(feature = "doc")]
        OleKind::Word => Ok(Kind::OldWord),
        #[cfg(not(feature = "doc"))]
        OleKind::Word => foreign(
            words!(en: "a Word 97-2003 document (.doc)", zh: "Word 97-2003 文档（.doc）"),
            words!(
                en: "save it as DOCX: `soffice --headless --convert-to docx FILE`",
                zh: "请另存为 DOCX：`soffice --headless --convert-to docx 文件`"
            ),
        ),
        OleKind::Workbook => Ok(Kind::OldWorkbook),
        OleKind::Encrypted => Err(DecodeError::NeedsPassword {
            name: name.to_owned(),
            kind: words!(
                en: "an Office document (.docx or .xlsx)",
                zh: "Office 文档（.docx 或 .xlsx）"
            ),
        }),
        OleKind::Slides => foreign(
            words!(en: "slides (.ppt)", zh: "演示文稿（.ppt）"),
            words!(en: "give the report itself", zh: "请给出报告原件"),
        ),
        OleKind::Mail => foreign(
            words!(en: "a mail (.msg)", zh: "邮件（.msg）"),
            words!(
                en: "give the file that is attached to it",
                zh: "请给出邮件所附的文件"
            ),
        ),
        OleKind::Other => foreign(
            words!(en: "an OLE container of no known program", zh: "未知程序的 OLE 文件"),
            words!(
                en: "save it as DOCX, XLSX or PDF in the program that made it",
                zh: "请用原程序另存为 DOCX、XLSX 或 PDF"
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::package::ole::sample;

    fn found(bytes: &[u8]) -> String {
        match kind("x.txt", bytes) {
            Ok(Kind::Text) => "text".to_owned(),
            Ok(kind) => format!("{kind:?}"),
            Err(DecodeError::UnsupportedKind { found, .. }) => found.en,
            Err(DecodeError::Empty { .. }) => "empty".to_owned(),
            Err(_) => "other".to_owned(),
        }
    }

    #[test]
    fn kinds_are_told_by_their_first_bytes() {
        assert!(is_pdf(b"%PDF-1.7\n"));
        assert!(is_pdf(b"X-Scan: 1\r\n%PDF-1.4\r\n"));
        assert!(is_pdf(b"\x00\x01%PDF-1.4"));
        assert!(is_pdf(b"\xEF\xBB\xBF%PDF-1.4"));
        let objects = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF";
        assert!(is_pdf(&[b" ".as_slice(), objects].concat()));
        assert!(is_pdf(&[b"x".repeat(1018).as_slice(), objects].concat()));
        assert!(!is_pdf(&[b"x".repeat(1020).as_slice(), objects].concat()));
        assert_eq!(found(b"{\\rtf1\\ansi"), "an RTF document");
        assert_eq!(found(b"\x1F\x8B\x08\0"), "a gzip archive");
    }

    #[test]
    fn an_encrypted_package_needs_a_password() {
        let bytes = sample::ole(&[("EncryptionInfo", b""), ("EncryptedPackage", b"x")]);
        let error = kind("x.xlsx", &bytes).unwrap_err();
        assert_eq!(error.code(), "E_NEEDS_PASSWORD");
    }

    #[test]
    fn a_report_that_mentions_pdf_is_text() {
        assert!(!is_pdf("说明：附件以%PDF-1.4格式报送".as_bytes()));
        assert!(!is_pdf(b" %PDF-1.4 is what they ask for, one obj or another"));
        assert_eq!(found("PK 比赛经费".as_bytes()), "text");
    }

    #[test]
    fn nothing_but_white_space_is_empty() {
        assert_eq!(found(b""), "empty");
        assert_eq!(found(b" \r\n\t"), "empty");
    }
}
