//! Word documents to paragraphs and tables: .docx, the same as one XML file, and Word 2003 XML.
//!
//! ```text
//! package or XML → parts → reader (styles, numbering, fields, wrappers) → paragraphs, grids
//! ```
//!
//! `line` of a place is the number of the paragraph in the order of the document, those in cells
//! included; `chars` are within its text as it is printed. `page` is known if the program that
//! saved the file wrote where its pages ended.

mod cells;
mod field;
mod numbering;
mod numeral;
#[cfg(feature = "doc")]
mod old;
mod page;
mod paragraph;
mod parts;
mod reader;
mod run;
mod style;
mod symbol;
mod table;
mod told;
mod wrap;

use std::mem::take;

use crate::decode::package::{Package, PackageError, xml};
use crate::document::{Document, Item, Page};
use crate::error::DecodeError;
use crate::model::{Encoding, Format};
use crate::patterns::Patterns;
use crate::source::Source;
use crate::words::{Words, words};

use parts::{Parts, Texts};
use reader::{Block, NoteReference, Reader};
use told::Matter;

/// Decodes a package that is a Word document.
///
/// # Errors
/// If it is damaged, encrypted, larger than is read, or holds no text.
pub(super) fn document(source: &Source<'_>, patterns: &Patterns) -> Result<Document, DecodeError> {
    let fail = |error: PackageError| error.of(source.name, kind());
    let mut package = Package::open(source.bytes).map_err(fail)?;
    let texts = Texts::of(&mut package).map_err(fail)?;
    drop(package);
    let trees = texts.trees().map_err(fail)?;
    let parts = texts.parts(&trees).map_err(fail)?;
    read(source.name, &parts, Format::Docx, patterns)
}

#[cfg(feature = "doc")]
pub(super) use old::document as old_document;

/// Whether a text is a Word document in one XML file.
pub(super) fn is_xml(text: &str) -> bool {
    /// The root element stands within so many bytes.
    const HEAD: usize = 4096;
    let text = text.trim_start();
    let head = text.as_bytes().get(..HEAD).unwrap_or(text.as_bytes());
    let has = |mark: &str| memchr::memmem::find(head, mark.as_bytes()).is_some();
    text.starts_with('<') && (has(":wordDocument") || has("<wordDocument") || has("pkg:package"))
}

/// Decodes a Word document in one XML file: Word 2003 XML (which templates of web systems write
/// as .doc), or a package in one file.
///
/// # Errors
/// As [`document`].
pub(super) fn xml_document(
    name: &str,
    text: &str,
    encoding: Encoding,
    patterns: &Patterns,
) -> Result<Document, DecodeError> {
    let fail = |error: PackageError| error.of(name, kind());
    let tree = xml::Tree::parse(text).map_err(fail)?;
    let parts = Parts::of_one(text, &tree).map_err(fail)?;
    let old = tree.root().name() == "wordDocument";
    let format = if old { Format::Doc } else { Format::Docx };
    let document = read(name, &parts, format, patterns)?;
    Ok(Document { encoding: Some(encoding), ..document })
}

fn kind() -> Words {
    words!(en: "a Word document", zh: "Word 文档")
}

fn read(
    name: &str,
    parts: &Parts<'_, '_>,
    format: Format,
    patterns: &Patterns,
) -> Result<Document, DecodeError> {
    let mut reader = Reader::new(parts);
    let mut blocks = Vec::new();
    for body in &parts.bodies {
        blocks.append(&mut reader.read(*body));
    }
    let page_count = reader.pages.here();
    let blocks = with_notes(blocks, &mut reader, parts);
    let mut items = items(blocks);
    // What running heads hold is not told.
    let (told, left_out) = (take(&mut reader.told), take(&mut reader.left_out));
    if !items.iter().any(|item| is_title(item, patterns)) {
        items.splice(..0, title_of_heads(&mut reader, parts, patterns));
    }
    if let Some(found) = reader.limit.take() {
        return Err(DecodeError::TooLarge { name: name.to_owned(), found });
    }
    if items.is_empty() {
        return Err(empty(name, told.has(Matter::Picture)));
    }
    let mut notes = left_out.notes();
    notes.append(&mut told.notes());
    // Text flows from page to page: no line or row begins or ends with one.
    let pages = vec![Page { number: None, items }];
    Ok(Document { format: Some(format), page_count, pages, notes, ..Document::default() })
}

/// Puts the notes at the foot of a page behind what stands on that page, those at the end to
/// the end; all of them where pages are not known.
fn with_notes<'t, 'a>(
    blocks: Vec<Block>,
    reader: &mut Reader<'t, 'a>,
    parts: &Parts<'t, 'a>,
) -> Vec<Block> {
    let mut references = std::mem::take(&mut reader.references);
    // Notes within notes are not printed apart; each is printed once.
    references.sort_by_key(|reference| (reference.endnote, reference.page));
    references.dedup_by(|a, b| a.endnote == b.endnote && a.id == b.id);
    let mut feet: Vec<(Option<u32>, Vec<Block>)> = Vec::new();
    for NoteReference { endnote, id, page } in references {
        let notes = if endnote { &parts.endnotes } else { &parts.footnotes };
        if let Some(note) = notes.get(&id) {
            let page = page.filter(|_| !endnote);
            if let Some(page) = page {
                reader.pages = reader.pages.at_page(page);
            }
            feet.push((page, reader.read(*note)));
        }
    }
    let mut feet = feet.into_iter().peekable();
    let mut whole = Vec::with_capacity(blocks.len());
    for block in blocks {
        while let (Some((Some(foot), _)), Some(page)) = (feet.peek(), block.page())
            && *foot < page
        {
            whole.extend(feet.next().into_iter().flat_map(|(_, blocks)| blocks));
        }
        whole.push(block);
    }
    whole.extend(feet.flat_map(|(_, blocks)| blocks));
    whole
}

fn items(blocks: Vec<Block>) -> Vec<Item> {
    let mut items = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                items.extend(paragraph.lines().into_iter().map(Item::Line))
            }
            Block::Grid(grid) => items.push(Item::Grid(grid)),
        }
    }
    items
}

fn is_title(item: &Item, patterns: &Patterns) -> bool {
    match item {
        Item::Line(line) => patterns.kinds.is_title(&line.text),
        Item::Grid(grid) => grid.cells.iter().any(|cell| patterns.kinds.is_title(&cell.text)),
    }
}

/// The title, if it stands in a running head and nowhere else.
fn title_of_heads<'t, 'a>(
    reader: &mut Reader<'t, 'a>,
    parts: &Parts<'t, 'a>,
    patterns: &Patterns,
) -> Option<Item> {
    let heads = parts.heads.iter();
    let mut items = heads.flat_map(|head| items(reader.read(*head)));
    items.find(|item| matches!(item, Item::Line(_)) && is_title(item, patterns))
}

fn empty(name: &str, pictures: bool) -> DecodeError {
    if !pictures {
        return DecodeError::Empty { name: name.to_owned() };
    }
    DecodeError::UnsupportedKind {
        name: name.to_owned(),
        found: words!(
            en: "a Word document that holds pictures and no text",
            zh: "只有图片而没有文字的 Word 文档"
        ),
        advice: words!(
            en: "run text recognition on the pictures first and give its text or Markdown",
            zh: "请先对图片做文字识别，再给出识别后的文本或 Markdown"
        ),
    }
}
