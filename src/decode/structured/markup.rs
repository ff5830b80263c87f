//! XML, pages of words and other data that is no JSON.

use super::{Kind, give_the_report};
use crate::decode::html;
use crate::decode::kind::Foreign;
use crate::decode::recognised::Tool;
use crate::words::words;

/// Elements and names by which XML, and the pages of words of recognisers, are known.
const XML: &[(&[&str], Tool)] = &[
    (&["<PcGts"], Tool::Page),
    (&[":PcGts"], Tool::Page),
    (&["<alto"], Tool::Alto),
    (&[":alto "], Tool::Alto),
    (&["ocr_page", "ocrx_word"], Tool::Hocr),
    (&["ocr_page", "ocr_line"], Tool::Hocr),
];

/// Names by which the XML of office programs is known.
const OFFICE: &[(&str, &str)] = &[
    ("progid=\"Word.Document\"", "Word 2003"),
    ("progid=\"Excel.Sheet\"", "Excel 2003"),
    ("<pkg:package", "Word"),
];

/// Bytes in which the marks of a tool are looked for.
const HEAD: usize = 1 << 18;

/// XML that is no web page, and the web pages of recognisers that hold each word by itself.
pub(super) fn xml(text: &str) -> Option<Kind> {
    let bytes = text.as_bytes();
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let has = |mark: &str| memchr::memmem::find(head, mark.as_bytes()).is_some();
    let found = XML.iter().find(|(marks, _)| marks.iter().all(|mark| has(mark)));
    let office = || OFFICE.iter().find(|(mark, _)| has(mark));
    if let Some(&(_, tool)) = found {
        return Some(Kind::Read(tool));
    }
    if let Some((_, name)) = office() {
        return Some(Kind::Refused(Foreign {
            found: words!(en: "XML of {name}", zh: "{name} 的 XML"),
            advice: words!(
                en: "save it as DOCX, XLSX or HTML first",
                zh: "请先另存为 DOCX、XLSX 或 HTML"
            ),
        }));
    }
    let markup = text.starts_with("<?") || is_one_element(text);
    (markup && !html::page::is_html(text)).then(|| {
        Kind::Refused(Foreign {
            found: words!(en: "XML that is no web page", zh: "XML（不是网页）"),
            advice: give_the_report(),
        })
    })
}

/// Whether a text is one element that HTML does not know: `<name …>` to `</name>`.
fn is_one_element(text: &str) -> bool {
    let name = |text: &'_ str| -> usize {
        text.bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'_' | b'-'))
            .count()
    };
    let body = text.get(1..).unwrap_or_default();
    let Some(name) = body.get(..name(body)).filter(|name| name.len() > 1) else {
        return false;
    };
    let closed = text.trim_end().strip_suffix('>').and_then(|t| t.trim_end().strip_suffix(name));
    closed.is_some_and(|head| head.ends_with("</")) && !html::is_element(name) && name != OTSL
}

/// The element of a table language that is read.
const OTSL: &str = "otsl";

/// Data that is neither JSON nor XML.
pub(super) fn other(text: &str) -> Option<Kind> {
    if text.starts_with("level\tpage_num\tblock_num") {
        return Some(Kind::Read(Tool::Tesseract));
    }
    let archive = text.starts_with("MIME-Version:") || text.starts_with("From: <Saved by ");
    let head = text.get(..text.len().min(2000)).unwrap_or_default();
    (archive && head.to_ascii_lowercase().contains("multipart/related")).then(|| {
        Kind::Refused(Foreign {
            found: words!(en: "a web archive (MHTML)", zh: "网页归档（MHTML）"),
            advice: words!(
                en: "save it as HTML or text first",
                zh: "请先另存为 HTML 或文本"
            ),
        })
    })
}
