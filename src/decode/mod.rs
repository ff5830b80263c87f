//! Bytes to pages of lines and grids, in reading order. The last stage that may
//! fail, and the border after which nobody asks where a table came from.

mod asciidoc;
mod blank;
mod encoding;
mod glyphs;
mod html;
mod inline;
mod kind;
mod latex;
mod left_out;
mod lines;
mod markdown;
mod mediawiki;
mod mhtml;
mod mojibake;
mod ofd;
mod otsl;
mod package;
mod pdf;
#[cfg(feature = "ocr")]
mod picture;
mod picture_kind;
mod raised;
mod recognised;
#[cfg(feature = "ocr")]
mod scans;
mod serves_layout;
mod shape;
mod sheet;
mod spanned;
mod stars;
mod structured;
mod tables;
mod text;
#[cfg(feature = "cli")]
mod told;
mod word;

#[cfg(any(feature = "cli", feature = "ocr"))]
pub(crate) use pdf::contained;
#[cfg(feature = "cli")]
pub(crate) use pdf::{Painted, is_contained};
#[cfg(all(feature = "cli", feature = "second-reader"))]
pub(crate) use pdf::{ReadAgain, STACK, read_again};
#[cfg(feature = "second-reader")]
pub(crate) use pdf::{SecondReader, Twice};
#[cfg(all(feature = "cli", feature = "ocr"))]
pub(crate) use picture::{is_picture, page_order, shown as shown_pictures};
#[cfg(feature = "cli")]
pub(crate) use told::{TextLine, ofd_pages, pdf_pages, told_lines};

use kind::Kind;

use crate::document::Document;
use crate::error::DecodeError;
use crate::fold;
use crate::model::{Encoding, Format, Note};
use crate::patterns::Patterns;
use crate::source::Source;
use crate::words::words;

/// Decodes a source.
///
/// # Errors
/// If the bytes are of a kind that is not read, are not text in any encoding
/// that reports use, or hold nothing.
pub fn document(source: &Source<'_>, patterns: &Patterns) -> Result<Document, DecodeError> {
    let mut document = of_kind(source, patterns)?;
    blank::blank_cells(&mut document, patterns);
    Ok(document)
}

fn of_kind(source: &Source<'_>, patterns: &Patterns) -> Result<Document, DecodeError> {
    match kind::kind(source.name, source.bytes)? {
        Kind::Pdf => pdf::document(source, patterns),
        Kind::Word => word::document(source, patterns),
        #[cfg(feature = "doc")]
        Kind::OldWord => word::old_document(source),
        Kind::Workbook => sheet::xlsx(source, patterns),
        Kind::OldWorkbook => sheet::xls(source, patterns),
        Kind::Ofd => ofd::document(source, patterns),
        #[cfg(feature = "ocr")]
        Kind::Picture(kind) => picture::document(source, kind, patterns),
        #[cfg(feature = "ocr")]
        Kind::Pictures => picture::package(source, patterns),
        Kind::Text => match mhtml::page(source.bytes) {
            Some(page) => {
                text_document(&Source { bytes: &page, sha256: None, ..*source }, patterns)
            }
            None => text_document(source, patterns),
        },
    }
}

/// What bytes are, by a word, without reading them through.
///
/// # Errors
/// If they are of a kind that is not read, or hold nothing.
#[cfg(feature = "cli")]
pub(crate) fn kind_of(name: &str, bytes: &[u8]) -> Result<&'static str, DecodeError> {
    Ok(match kind::kind(name, bytes)? {
        Kind::Pdf => "pdf",
        Kind::Word => "docx",
        #[cfg(feature = "doc")]
        Kind::OldWord => "doc",
        Kind::Workbook => "xlsx",
        Kind::OldWorkbook => "xls",
        Kind::Ofd => "ofd",
        #[cfg(feature = "ocr")]
        Kind::Picture(_) | Kind::Pictures => "image",
        Kind::Text => "text",
    })
}

/// Whether bytes are read as text, whatever is in it.
#[cfg(feature = "cli")]
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    kind::is_text(bytes)
}

/// Decodes a source that is text.
fn text_document(source: &Source<'_>, patterns: &Patterns) -> Result<Document, DecodeError> {
    let name = source.name;
    let (text, encoding, mut notes) = readable(source, patterns)?;
    if word::is_xml(&text) {
        let mut document = word::xml_document(name, &text, encoding, patterns)?;
        document.notes.splice(..0, notes);
        return Ok(document);
    }
    if sheet::xml2003::is_spreadsheet(&text) {
        let read = sheet::spreadsheet_ml(name, &text, patterns)?;
        notes.extend(read.notes);
        return Ok(Document { encoding: Some(encoding), notes, ..read });
    }
    if let Some(found) = structured::find(name, &text)? {
        let read = recognised::document(name, found.tool, &text, &found.values, patterns)?;
        notes.extend(read.notes);
        return Ok(Document { encoding: Some(encoding), notes, ..read });
    }
    let pieces = lines::lines(&text);
    let page_count = lines::page_count(&pieces);
    let html = html::page::is_html(&text);
    let mut items = if html {
        html::page::items(&text, &pieces, patterns)
    } else {
        text::items(&text, &pieces, patterns)
    };
    notes.append(&mut items.notes);
    let format = match (html, items.markdown) {
        (true, _) => Format::Html,
        (false, true) => Format::Markdown,
        // Nothing but tables of separated values.
        (false, false) if items.is_csv() => Format::Csv,
        (false, false) => Format::Text,
    };
    Ok(Document {
        format: Some(format),
        encoding: Some(encoding),
        page_count,
        pages: items.pages(page_count),
        notes,
        ..Document::default()
    })
}

/// The text of a source with its encoding, and what was wrong with its bytes.
fn readable(
    source: &Source<'_>,
    patterns: &Patterns,
) -> Result<(String, Encoding, Vec<Note>), DecodeError> {
    let decoded = encoding::decode(source.name, source.bytes, &patterns.encodings)?;
    let mut notes = Vec::new();
    let mut text = decoded.text;
    if decoded.bad_count > 0 {
        notes.push(bad_bytes(&text, decoded.bad_count, &decoded.bad));
    }
    if let Some((reversed, note)) = mojibake::mojibake(&text, &patterns.encodings) {
        text = reversed.unwrap_or(text);
        notes.push(note);
    }
    Ok((fold::without_radicals(text), decoded.encoding, notes))
}

/// Text in any encoding that reports have, of a file that is no report.
///
/// # Errors
/// If the bytes are not text, or hold nothing.
pub(crate) fn text(name: &str, bytes: &[u8], patterns: &Patterns) -> Result<String, DecodeError> {
    encoding::decode(name, bytes, &patterns.encodings).map(|decoded| decoded.text)
}

/// Bytes that are not in the encoding: how many, at which offsets, and the
/// place of the first.
fn bad_bytes(text: &str, count: usize, offsets: &[usize]) -> Note {
    let at = text.find('\u{FFFD}').map(|byte| mojibake::place(text, byte)).unwrap_or_default();
    let shown: Vec<String> = offsets.iter().map(ToString::to_string).collect();
    let more = if count > offsets.len() { ", …" } else { "" };
    let shown = shown.join(", ");
    let message = words!(
        en: "{count} sequence(s) of bytes are not in the encoding of the text and stand as U+FFFD; at byte {shown}{more}",
        zh: "有 {count} 处字节不符合文本编码，以 U+FFFD 代替；位于第 {shown}{more} 字节"
    );
    Note::new("bad_bytes", message, at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Item;
    use crate::location::At;

    #[test]
    fn a_value_behind_mark_up_is_traced_to_its_own_place() {
        let source = Source::new("x", "**填报人：** 林\\_初夏");
        let document = document(&source, Patterns::builtin()).unwrap();
        let Some(Item::Line(line)) = document.pages.first().and_then(|p| p.items.first()) else {
            panic!("expected a line");
        };
        assert_eq!(line.text, "填报人： 林_初夏");
        let from = line.text.find('初').unwrap();
        let at = line.passage().at(from, line.text.len());
        assert_eq!(at, At::on_line(None, 1, 12, 14));
    }
}
