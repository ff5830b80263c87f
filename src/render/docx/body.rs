//! The text of a document, part after part.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

use crate::visible;

/// A4 across, in twentieths of a point, and what its margins leave.
const PAGE: [&str; 2] = ["16838", "11906"];
const MARGIN: &str = "1021";
const WIDTH: u32 = 14796;

/// The body of a document. What cannot be written to memory is told at the end.
pub(in crate::render) struct Body {
    writer: Writer<Vec<u8>>,
    failed: Option<io::Error>,
    /// Whether anything stands in it yet.
    begun: bool,
}

/// A cell of a table: paragraphs, and beneath them smaller ones (places, sources).
#[derive(Debug, Clone, Default)]
pub(in crate::render) struct Cell {
    text: String,
    small: String,
    bold: bool,
    /// Room to be written into by hand, in twentieths of a point.
    room: Option<u32>,
}

impl Cell {
    /// A text, of which each line is a paragraph.
    pub(in crate::render) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A label.
    pub(in crate::render) fn label(text: &str) -> Self {
        Self { text: text.to_owned(), bold: true, ..Self::default() }
    }

    /// With smaller lines beneath.
    pub(in crate::render) fn small(mut self, text: impl Into<String>) -> Self {
        self.small = text.into();
        self
    }

    /// An empty cell with room for a few lines.
    pub(in crate::render) fn open(lines: u32) -> Self {
        Self { room: Some(lines * 400), ..Self::default() }
    }
}

impl Body {
    pub(in crate::render) fn new() -> Self {
        let mut body = Self { writer: Writer::new(Vec::new()), failed: None, begun: false };
        body.put(Event::Decl(quick_xml::events::BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        let mut start = BytesStart::new("w:document");
        start.push_attribute((
            "xmlns:w",
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        ));
        start.push_attribute((
            "xmlns:r",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        ));
        body.put(Event::Start(start));
        body.open("w:body");
        body
    }

    /// The title of a paper, which begins on a page of its own.
    pub(in crate::render) fn title(&mut self, text: &str) {
        let new_page = std::mem::replace(&mut self.begun, true);
        self.open("w:p");
        self.open("w:pPr");
        self.value("w:pStyle", "Title");
        if new_page {
            self.empty("w:pageBreakBefore");
        }
        self.close("w:pPr");
        self.run(text, false);
        self.close("w:p");
    }

    pub(in crate::render) fn heading(&mut self, text: &str) {
        self.paragraph("Heading1", text, false);
    }

    pub(in crate::render) fn text(&mut self, text: &str) {
        self.paragraph("Normal", text, false);
    }

    /// A table with columns of these shares of the page. The head is printed again on each
    /// page; no row is broken over two.
    pub(in crate::render) fn table(&mut self, shares: &[u32], head: &[&str], rows: &[Vec<Cell>]) {
        let whole = shares.iter().sum::<u32>().max(1);
        let widths: Vec<String> =
            shares.iter().map(|share| (WIDTH * share / whole).to_string()).collect();
        self.open("w:tbl");
        self.open("w:tblPr");
        self.with("w:tblW", &[("w:w", &WIDTH.to_string()), ("w:type", "dxa")]);
        self.open("w:tblBorders");
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            let name = format!("w:{side}");
            self.with(&name, &[("w:val", "single"), ("w:sz", "4"), ("w:color", "808080")]);
        }
        self.close("w:tblBorders");
        self.with("w:tblLayout", &[("w:type", "fixed")]);
        self.open("w:tblCellMar");
        for side in ["left", "right"] {
            self.with(&format!("w:{side}"), &[("w:w", "85"), ("w:type", "dxa")]);
        }
        self.close("w:tblCellMar");
        self.close("w:tblPr");
        self.open("w:tblGrid");
        for width in &widths {
            self.with("w:gridCol", &[("w:w", width)]);
        }
        self.close("w:tblGrid");
        if !head.is_empty() {
            let cells: Vec<Cell> = head.iter().map(|text| Cell::label(text)).collect();
            self.row(&widths, &cells, true);
        }
        for row in rows {
            self.row(&widths, row, false);
        }
        self.close("w:tbl");
        // Two tables on end would be one.
        self.paragraph("Small", "", false);
    }

    fn row(&mut self, widths: &[String], cells: &[Cell], is_head: bool) {
        self.open("w:tr");
        self.open("w:trPr");
        self.empty("w:cantSplit");
        let room = cells.iter().filter_map(|cell| cell.room).max();
        if let Some(room) = room {
            self.with("w:trHeight", &[("w:val", &room.to_string()), ("w:hRule", "atLeast")]);
        }
        if is_head {
            self.empty("w:tblHeader");
        }
        self.close("w:trPr");
        for (cell, width) in cells.iter().zip(widths) {
            self.open("w:tc");
            self.open("w:tcPr");
            self.with("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
            if cell.bold {
                self.with(
                    "w:shd",
                    &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", "EDF0F5")],
                );
            }
            self.close("w:tcPr");
            for line in cell.text.split('\n') {
                self.paragraph("Cell", line, cell.bold);
            }
            for line in cell.small.lines() {
                self.paragraph("Small", line, false);
            }
            self.close("w:tc");
        }
        self.close("w:tr");
    }

    fn paragraph(&mut self, style: &str, text: &str, bold: bool) {
        self.open("w:p");
        self.open("w:pPr");
        self.value("w:pStyle", style);
        self.close("w:pPr");
        if !text.is_empty() {
            self.run(text, bold);
        }
        self.close("w:p");
    }

    fn run(&mut self, text: &str, bold: bool) {
        self.open("w:r");
        if bold {
            self.open("w:rPr");
            self.empty("w:b");
            self.close("w:rPr");
        }
        let mut start = BytesStart::new("w:t");
        start.push_attribute(("xml:space", "preserve"));
        self.put(Event::Start(start));
        self.put(Event::Text(BytesText::new(&harmless(text))));
        self.close("w:t");
        self.close("w:r");
    }

    /// Ends the document; gives its XML.
    pub(super) fn finish(mut self) -> io::Result<Vec<u8>> {
        self.open("w:sectPr");
        self.with("w:footerReference", &[("w:type", "default"), ("r:id", "rId2")]);
        let [width, height] = PAGE;
        self.with("w:pgSz", &[("w:w", width), ("w:h", height), ("w:orient", "landscape")]);
        self.with(
            "w:pgMar",
            &[
                ("w:top", MARGIN),
                ("w:right", MARGIN),
                ("w:bottom", MARGIN),
                ("w:left", MARGIN),
                ("w:header", "567"),
                ("w:footer", "567"),
                ("w:gutter", "0"),
            ],
        );
        self.close("w:sectPr");
        self.close("w:body");
        self.close("w:document");
        match self.failed {
            None => Ok(self.writer.into_inner()),
            Some(error) => Err(error),
        }
    }

    fn open(&mut self, name: &str) {
        self.put(Event::Start(BytesStart::new(name)));
    }

    fn close(&mut self, name: &str) {
        self.put(Event::End(BytesEnd::new(name)));
    }

    fn empty(&mut self, name: &str) {
        self.put(Event::Empty(BytesStart::new(name)));
    }

    fn value(&mut self, name: &str, value: &str) {
        self.with(name, &[("w:val", value)]);
    }

    fn with(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let mut start = BytesStart::new(name);
        attributes.iter().for_each(|attribute| start.push_attribute(*attribute));
        self.put(Event::Empty(start));
    }

    fn put(&mut self, event: Event<'_>) {
        if let Err(error) = self.writer.write_event(event)
            && self.failed.is_none()
        {
            self.failed = Some(error);
        }
    }
}

/// Text without characters that XML does not know.
fn harmless(text: &str) -> String {
    let known = |c: char| match c {
        '\t' | '\n' => ' ',
        '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
        c => c,
    };
    visible::text(text).chars().map(known).collect()
}
