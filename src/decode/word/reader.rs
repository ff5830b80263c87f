//! The body of a document to paragraphs and grids, in the order of the source.

use rustc_hash::FxHashMap as HashMap;

use super::field::{self, Fields};
use super::numbering::{Number, Numbering};
use super::page::Pages;
use super::paragraph::Paragraph;
use super::parts::Parts;
use super::style::{Paragraphs, Style, Styles, on, value};
use super::symbol::symbol;
use super::told::{Matter, Told};
use super::wrap::{Control, Wrap, control, wrap};
use crate::decode::left_out::LeftOut;
use crate::decode::package::xml::{Element, Node};
use crate::document::Grid;
use crate::location::At;
use crate::words::Words;

/// A paragraph or a table.
#[derive(Debug)]
pub(super) enum Block {
    Paragraph(Paragraph),
    Grid(Grid),
}

impl Block {
    /// The page where it starts.
    pub(super) fn page(&self) -> Option<u32> {
        match self {
            Block::Paragraph(paragraph) => paragraph.at().page(),
            Block::Grid(grid) => grid.at.page(),
        }
    }
}

/// A reference to a note at the foot of a page or at the end.
#[derive(Debug, Clone)]
pub(super) struct NoteReference {
    pub(super) endnote: bool,
    pub(super) id: String,
    pub(super) page: Option<u32>,
}

/// Reads blocks; what is counted over the whole document stands in it.
pub(super) struct Reader<'t, 'a> {
    pub(super) styles: Styles<'t, 'a>,
    numbering: Numbering,
    /// The parts that a part names, by the name that it gives them.
    targets: HashMap<String, String>,
    /// Whether there may be any.
    fielded: bool,
    pub(super) fields: Fields,
    pub(super) pages: Pages,
    /// Paragraphs so far.
    pub(super) line: u32,
    pub(super) left_out: LeftOut,
    pub(super) told: Told,
    /// Blocks of text boxes, which stand behind the block that they hang on.
    boxes: Vec<Block>,
    pub(super) references: Vec<NoteReference>,
    /// Cells of all tables so far.
    pub(super) cells: usize,
    /// More than is read of one document.
    pub(super) limit: Option<Words>,
}

impl<'t, 'a> Reader<'t, 'a> {
    pub(super) fn new(parts: &Parts<'t, 'a>) -> Self {
        Self {
            styles: Styles::of(parts.styles),
            numbering: Numbering::of(parts.numbering),
            targets: parts.targets.clone(),
            fielded: parts.fields,
            fields: Fields::default(),
            pages: Pages::new(parts.paged),
            line: 0,
            left_out: LeftOut::default(),
            told: Told::default(),
            boxes: Vec::new(),
            references: Vec::new(),
            cells: 0,
            limit: None,
        }
    }

    /// The place behind the last paragraph.
    pub(super) fn here(&self) -> At {
        At::on_line(self.pages.here(), self.line.max(1), 0, 0)
    }

    /// The blocks of a body or of a note.
    pub(super) fn read(&mut self, text: Element<'t, 'a>) -> Vec<Block> {
        self.fields = if self.fielded { Fields::of(text) } else { Fields::default() };
        let mut blocks = Vec::new();
        self.blocks(text, true, &mut blocks);
        blocks
    }

    /// The elements in an element, with those in wrappers in the place of these.
    pub(super) fn within(&mut self, parent: Element<'t, 'a>) -> Vec<Element<'t, 'a>> {
        let mut found = Vec::new();
        self.unwrap(parent, &mut found);
        found
    }

    // As deep as elements are: bounded when the tree is made.
    fn unwrap(&mut self, parent: Element<'t, 'a>, found: &mut Vec<Element<'t, 'a>>) {
        for child in parent.children() {
            match wrap(child) {
                Wrap::Content if child.name() == "fldSimple" => {
                    let instruction = child.attribute("instr").unwrap_or_default();
                    if field::is_contents(&instruction) {
                        self.told.add(Matter::Contents, self.here());
                    } else {
                        self.unwrap(child, found);
                    }
                }
                Wrap::Content => found.push(child),
                Wrap::Around => self.unwrap(child, found),
                Wrap::Inserted => {
                    // The marks of inserted rows and paragraph ends hold nothing.
                    if child.children().next().is_some() {
                        self.told.add(Matter::Inserted, self.here());
                    }
                    self.unwrap(child, found);
                }
                Wrap::Deleted => {
                    if child.children().next().is_some() {
                        self.told.add(Matter::Deleted, self.here());
                    }
                }
                Wrap::Alternatives => {
                    let choice = child.child("Choice").or_else(|| child.child("Fallback"));
                    if let Some(choice) = choice {
                        self.unwrap(choice, found);
                    }
                }
                Wrap::Control => match control(child) {
                    Control::Box(_) => found.push(child),
                    Control::Contents => {
                        let count = child.descendants().filter(|e| e.name() == "p").count();
                        for _ in 0..count {
                            self.told.add(Matter::Contents, self.here());
                        }
                        // The paragraphs are counted, as in every other place.
                        self.line += count as u32;
                    }
                    Control::Placeholder => self.told.add(Matter::Placeholder, self.here()),
                    Control::Text => self.unwrap(child, found),
                },
                Wrap::Out => {}
            }
        }
    }

    pub(super) fn blocks(
        &mut self,
        parent: Element<'t, 'a>,
        outermost: bool,
        blocks: &mut Vec<Block>,
    ) {
        // What a paragraph whose end was deleted leaves to the next one.
        let mut left: Option<Paragraph> = None;
        for child in self.within(parent) {
            if self.limit.is_some() {
                return;
            }
            match child.name() {
                "p" => {
                    let (paragraph, ends) = self.paragraph(child, left.take());
                    match paragraph {
                        Some(paragraph) if ends => blocks.push(Block::Paragraph(paragraph)),
                        paragraph => left = paragraph,
                    }
                }
                "tbl" => {
                    blocks.extend(left.take().map(Block::Paragraph));
                    self.table(child, blocks);
                }
                "altChunk" => {
                    let id = child.attribute("id").unwrap_or_default();
                    self.embedded(&id);
                }
                "sdt" => {
                    // A box to tick that is a block of its own.
                    self.line += 1;
                    let mut paragraph = Paragraph::open(self.line, self.pages.here(), None);
                    self.tick(child, &mut paragraph);
                    blocks.push(Block::Paragraph(paragraph));
                }
                "sectPr" => self.section(child),
                _ => {}
            }
            if outermost {
                blocks.append(&mut self.boxes);
            }
        }
        blocks.extend(left.map(Block::Paragraph));
    }

    /// A section ends; the next one begins on a new page unless it says otherwise.
    fn section(&mut self, properties: Element<'t, 'a>) {
        let kind = value(properties, "type").unwrap_or_default();
        if !matches!(kind.as_str(), "continuous" | "nextColumn") {
            self.pages.ask();
        }
    }

    /// A part that is named and not read.
    pub(super) fn embedded(&mut self, id: &str) {
        if let Some(target) = self.targets.get(id) {
            self.told.part(&target.clone(), self.here());
        }
    }

    /// A paragraph, and whether its end is there; `None` if it is of a table of contents.
    fn paragraph(
        &mut self,
        element: Element<'t, 'a>,
        before: Option<Paragraph>,
    ) -> (Option<Paragraph>, bool) {
        self.line += 1;
        let properties = element.child("pPr");
        let own = properties.map(Paragraphs::of).unwrap_or_default();
        let id = properties.and_then(|p| value(p, "pStyle"));
        let style = self.styles.of_paragraph(id.as_deref());
        if own.page_before.or(style.paragraphs.page_before) == Some(true) {
            self.pages.ask();
        }
        let mark = properties.and_then(|p| p.child("rPr"));
        let deleted =
            mark.is_some_and(|m| m.child("del").is_some() || m.child("moveFrom").is_some());
        let was_contents = self.fields.in_contents();
        let mut paragraph = Paragraph::open(self.line, self.pages.here(), before);
        self.inline(element, &style, &mut paragraph);
        paragraph.close(&mut self.left_out);
        if let Some(section) = properties.and_then(|p| p.child("sectPr")) {
            self.section(section);
        }
        let contents = was_contents || self.fields.in_contents();
        if style.contents || (contents && paragraph.is_blank()) {
            self.told.add(Matter::Contents, paragraph.here());
            return (None, true);
        }
        if mark.and_then(|mark| mark.child("vanish")).is_some_and(on) && paragraph.is_blank() {
            return (None, true);
        }
        if deleted {
            // It goes on with the next one, whose properties count.
            self.told.add(Matter::Deleted, paragraph.here());
            return (Some(paragraph), false);
        }
        paragraph.heading = style.is_heading(&own);
        paragraph.number = self.number(properties, &own, &style, id.as_deref(), &paragraph);
        let mut whole = own;
        whole.fill(style.paragraphs.clone());
        // What is before the first line of a list holds its number.
        paragraph.indent = if paragraph.number.is_none() { whole.indent() } else { 0 };
        (Some(paragraph), true)
    }

    /// The automatic number of a paragraph.
    fn number(
        &mut self,
        properties: Option<Element<'t, 'a>>,
        own: &Paragraphs,
        style: &Style,
        id: Option<&str>,
        paragraph: &Paragraph,
    ) -> Option<Number> {
        let of_style = &style.paragraphs;
        let list = own.list.as_deref().or(of_style.list.as_deref());
        let number = list.and_then(|list| {
            let level = own.level.or_else(|| {
                // A style takes part at the level that is bound to it.
                let bound = id.and_then(|id| self.numbering.level_of_style(list, id));
                bound.or(of_style.level)
            });
            self.numbering.next(list, level.unwrap_or(0))
        });
        if number == Some(Number::Unknown) {
            self.told.add(Matter::UnknownNumber, paragraph.here());
        }
        number.or_else(|| printed_number(properties?.child("listPr")?))
    }

    /// Takes the blocks of a text box.
    pub(super) fn text_box(&mut self, content: Element<'t, 'a>) {
        let mut blocks = Vec::new();
        self.blocks(content, false, &mut blocks);
        self.boxes.append(&mut blocks);
    }
}

/// What Word 2003 printed before a paragraph, as it writes beside the list.
fn printed_number(list: Element<'_, '_>) -> Option<Number> {
    let printed = list.child("t")?.attribute("val")?;
    let font = list.child("font").and_then(|font| font.attribute("val"));
    let is_symbol = font.is_some_and(|font| symbol(&font, 0x20).is_some());
    match printed.trim() {
        "" => None,
        _ if is_symbol => Some(Number::Bullet),
        text => Some(Number::Text(text.to_owned())),
    }
}

/// The text of a `t`, with white space as it is printed.
pub(super) fn text_of(element: Element<'_, '_>) -> String {
    let mut text = String::new();
    for node in element.nodes() {
        if let Node::Text(part) = node {
            text.push_str(part);
        }
    }
    if text.contains(['\n', '\r']) {
        // The file was set out to be looked at.
        let preserve = element.attribute("space").as_deref() == Some("preserve");
        let shown = if preserve { text.as_str() } else { text.trim() };
        text = shown.split(['\n', '\r']).map(str::trim).collect::<Vec<_>>().join(" ");
    }
    text
}
