//! What the bytes are, from the content and never from a file name.

use crate::error::DecodeError;

/// Refuses kinds that are not read, and bytes that hold nothing.
///
/// # Errors
/// [`DecodeError::UnsupportedKind`] with what was found and what to do about it;
/// [`DecodeError::Empty`].
pub(crate) fn admit(name: &str, bytes: &[u8]) -> Result<(), DecodeError> {
    if let Some((found, advice)) = foreign(bytes) {
        return Err(DecodeError::UnsupportedKind { name: name.to_owned(), found, advice });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(DecodeError::Empty { name: name.to_owned() });
    }
    Ok(())
}

/// How far into the bytes a PDF header may stand: readers of PDF accept it
/// within the first 1024 bytes, and mail gateways and scanners do put lines
/// before it.
const PDF_HEADER_WITHIN: usize = 1024;

/// Whether the bytes are a PDF.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..PDF_HEADER_WITHIN).unwrap_or(bytes);
    let found = memchr::memmem::find(head, b"%PDF-");
    found.is_some_and(|found| stands_for_pdf(head, found))
}

/// Kind and advice, if the bytes are of a known kind that is not text.
fn foreign(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const SCAN: &str = "run text recognition on it first and give its text or Markdown";
    const ARCHIVE: &str = "unpack it and give the files inside";
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        return Some(zip(bytes));
    }
    if starts(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Some((
            "an Office 97-2003 document (.doc or .xls)",
            "save it as text or HTML in the program that made it",
        ));
    }
    if starts(b"{\\rtf") {
        return Some(("an RTF document", "save it as text or HTML in a word processor"));
    }
    if starts(b"\x89PNG") {
        return Some(("a PNG image", SCAN));
    }
    if starts(b"\xFF\xD8\xFF") {
        return Some(("a JPEG image", SCAN));
    }
    if starts(b"II*\0") || starts(b"MM\0*") {
        return Some(("a TIFF image", SCAN));
    }
    if starts(b"GIF87a") || starts(b"GIF89a") {
        return Some(("a GIF image", SCAN));
    }
    if starts(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return Some(("a BMP image", SCAN));
    }
    if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(("a WebP image", SCAN));
    }
    if starts(b"\x1F\x8B") {
        return Some(("a gzip archive", ARCHIVE));
    }
    if starts(b"7z\xBC\xAF\x27\x1C") {
        return Some(("a 7-Zip archive", ARCHIVE));
    }
    if starts(b"Rar!\x1A\x07") {
        return Some(("a RAR archive", ARCHIVE));
    }
    None
}

/// Whether `%PDF-` is a header and not a mention of it in a text: it starts the
/// bytes, or starts a line, or follows bytes that are no text; and a version
/// follows.
fn stands_for_pdf(head: &[u8], at: usize) -> bool {
    let version = head.get(at + 5).is_some_and(u8::is_ascii_digit);
    let before = head.get(..at).unwrap_or_default();
    let clean_text = std::str::from_utf8(before).is_ok() && !before.contains(&0);
    let starts_line = matches!(before.last(), None | Some(b'\n' | b'\r'));
    version && (starts_line || !clean_text)
}

/// Tells the kinds of zip apart by the names of their members, which stand
/// uncompressed.
fn zip(bytes: &[u8]) -> (&'static str, &'static str) {
    let has = |member: &str| memchr::memmem::find(bytes, member.as_bytes()).is_some();
    if has("word/document.xml") {
        ("a Word document (.docx)", "save it as text or HTML first")
    } else if has("xl/workbook.xml") {
        ("an Excel workbook (.xlsx)", "save the sheet as tab-separated text or HTML first")
    } else if has("content.xml") && has("opendocument") {
        ("an OpenDocument file", "save it as text or HTML first")
    } else if has("Document.xml") && has("OFD.xml") {
        ("an OFD document", "convert it to text first")
    } else {
        ("a zip archive", "unpack it and give the files inside")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bytes: &[u8]) -> &'static str {
        match admit("x.txt", bytes) {
            Ok(()) => "text",
            Err(DecodeError::UnsupportedKind { found, .. }) => found,
            Err(DecodeError::Empty { .. }) => "empty",
            Err(_) => "other",
        }
    }

    #[test]
    fn kinds_are_told_by_their_first_bytes() {
        assert!(is_pdf(b"%PDF-1.7\n"));
        assert!(is_pdf(b"X-Scan: 1\r\n%PDF-1.4\r\n"));
        assert!(is_pdf(b"\x00\x01%PDF-1.4"));
        assert_eq!(found(b"PK\x03\x04....word/document.xml"), "a Word document (.docx)");
        assert_eq!(found(b"PK\x03\x04....xl/workbook.xml"), "an Excel workbook (.xlsx)");
        assert_eq!(found(b"{\\rtf1\\ansi"), "an RTF document");
        assert_eq!(found(b"\x1F\x8B\x08\0"), "a gzip archive");
    }

    #[test]
    fn a_report_that_mentions_pdf_is_text() {
        assert!(!is_pdf("说明：附件以%PDF-1.4格式报送".as_bytes()));
        assert_eq!(found("PK 比赛经费".as_bytes()), "text");
    }

    #[test]
    fn nothing_but_white_space_is_empty() {
        assert_eq!(found(b""), "empty");
        assert_eq!(found(b" \r\n\t"), "empty");
    }
}
