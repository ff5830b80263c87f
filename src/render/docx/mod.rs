//! Working papers (工作底稿) as Word documents: headings, paragraphs and tables, which is
//! all that they need, in the few parts that Word and LibreOffice ask for.
//!
//! A crate for DOCX would bring pictures, revisions and an XML library of its own; `zip`
//! and `quick-xml` are here already.

mod body;

use std::io::{self, Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

pub(super) use body::{Body, Cell};

const CONTENT_TYPES: &str = include_str!("content_types.xml");
const RELATIONSHIPS: &str = include_str!("relationships.xml");
const OF_DOCUMENT: &str = include_str!("document_relationships.xml");
const STYLES: &str = include_str!("styles.xml");
const FOOTER: &str = include_str!("footer.xml");

/// A body as the bytes of a DOCX file. The same body gives the same bytes.
pub(super) fn package(body: Body) -> io::Result<Vec<u8>> {
    let document = body.finish()?;
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let parts: [(&str, &[u8]); 6] = [
        ("[Content_Types].xml", CONTENT_TYPES.as_bytes()),
        ("_rels/.rels", RELATIONSHIPS.as_bytes()),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", OF_DOCUMENT.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/footer1.xml", FOOTER.as_bytes()),
    ];
    for (name, content) in parts {
        archive.start_file(name, SimpleFileOptions::default())?;
        archive.write_all(content)?;
    }
    Ok(archive.finish()?.into_inner())
}
