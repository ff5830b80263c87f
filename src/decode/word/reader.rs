//! The body of a document to paragraphs and grids, in the order of the source.

use rustc_hash::FxHashMap as HashMap;

use super::field::{self, Fields};
use super::numbering::{Number, Numbering};
use super::page::Pages;
use super::paragraph::Paragraph;
use super::parts::Parts;
use super::style::{Paragraphs, Style, Styles, on, value};
use super::symbol::symbol;
use super::table::{self, Given, Merge, Row};
use super::told::{Matter, Told};
use super::wrap::{Control, Wrap, control, holds_table, wrap};
use crate::decode::left_out::{LeftOut, Reason};
use crate::decode::package::xml::{Element, Node};
use crate::decode::serves_layout::serves_layout;
use crate::document::Grid;
use crate::location::At;
use crate::words::{Words, words};

/// Cells of all tables at most.
const MOST_CELLS: usize = 200_000;

/// Bytes of the text of a cell at most.
const LONGEST_CELL: usize = 1 << 20;

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
            Block::Paragraph(paragraph) => paragraph.at().page,
            Block::Grid(grid) => grid.at.page,
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
    line: u32,
    pub(super) left_out: LeftOut,
    pub(super) told: Told,
    /// Blocks of text boxes, which stand behind the block that they hang on.
    boxes: Vec<Block>,
    pub(super) references: Vec<NoteReference>,
    cells: usize,
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
        At::line(self.pages.here(), self.line.max(1), 0, 0)
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

    fn blocks(&mut self, parent: Element<'t, 'a>, outermost: bool, blocks: &mut Vec<Block>) {
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

    /// A table to a grid, or to what it holds if it only serves layout.
    fn table(&mut self, element: Element<'t, 'a>, blocks: &mut Vec<Block>) {
        let mut declared = 0;
        let mut rows: Vec<(Element<'t, 'a>, Vec<Element<'t, 'a>>)> = Vec::new();
        for child in self.within(element) {
            match child.name() {
                "tblGrid" => {
                    declared = child.children().filter(|c| c.name() == "gridCol").count() as u32;
                }
                "tr" => {
                    let properties = child.child("trPr");
                    let has = |name: &str| properties.and_then(|p| p.child(name));
                    if has("del").is_some() || is_deleted(properties) {
                        self.told.add(Matter::Deleted, self.here());
                        continue;
                    }
                    if has("hidden").is_some_and(on) {
                        self.left_out.add(Reason::Hidden, self.here());
                        continue;
                    }
                    if has("ins").is_some() {
                        self.told.add(Matter::Inserted, self.here());
                    }
                    let cells = self.within(child).into_iter().filter(|cell| {
                        let properties = cell.child("tcPr");
                        let gone = properties.is_some_and(|p| p.child("cellDel").is_some());
                        cell.name() == "tc" && !gone
                    });
                    rows.push((child, cells.collect()));
                }
                _ => {}
            }
        }
        let cells = rows.iter().map(|(_, cells)| cells.iter().map(|&cell| holds_table(cell)));
        if serves_layout(cells) {
            for cell in rows.iter().flat_map(|(_, cells)| cells) {
                self.blocks(*cell, false, blocks);
            }
            return;
        }
        self.cells += rows.iter().map(|(_, cells)| cells.len()).sum::<usize>();
        if self.cells > MOST_CELLS {
            self.limit = Some(words!(
                en: "tables of more than {MOST_CELLS} cells",
                zh: "表格单元格超过 {MOST_CELLS} 个"
            ));
            return;
        }
        let given = rows.into_iter().map(|(row, cells)| self.row(row, cells)).collect();
        let (grid, covered) = table::grid(given, declared);
        for at in covered {
            self.left_out.add(Reason::Hidden, at);
        }
        if grid.rows > 0 && grid.cols > 0 {
            blocks.push(Block::Grid(grid));
        }
    }

    fn row(&mut self, element: Element<'t, 'a>, cells: Vec<Element<'t, 'a>>) -> Row {
        let properties = element.child("trPr");
        let count = |name| {
            let value = properties.and_then(|p| value(p, name));
            value.and_then(|v| v.trim().parse().ok()).unwrap_or(0)
        };
        let mut row = Row { before: count("gridBefore"), after: count("gridAfter"), cells: vec![] };
        // Cells beside each other start on one page, each may end on a later one.
        let mut start: Option<Pages> = None;
        let mut end = self.pages.clone();
        for cell in cells {
            if let Some(start) = &start {
                self.pages.clone_from(start);
            }
            let given = self.cell(cell);
            if let (None, Some(page), false) = (&start, given.at.page, given.text.is_empty()) {
                start = Some(self.pages.at_page(page));
            }
            end.join(&self.pages);
            row.cells.push(given);
        }
        self.pages = end;
        row
    }

    fn cell(&mut self, element: Element<'t, 'a>) -> Given {
        let properties = element.child("tcPr");
        let merge = |names: [&str; 2]| {
            let found = names.iter().find_map(|name| properties?.child(name));
            match found.map(|found| value_of(found)) {
                None => Merge::None,
                Some(value) if value == "restart" => Merge::Start,
                Some(_) => Merge::Continue,
            }
        };
        let span = properties.and_then(|p| value(p, "gridSpan"));
        let span = span.and_then(|span| span.trim().parse().ok()).unwrap_or(1);
        let empty = At::line(self.pages.here(), self.line + 1, 0, 0);
        let mut blocks = Vec::new();
        self.blocks(element, false, &mut blocks);
        let (text, at) = cell_text(&blocks, &mut self.told);
        if text.len() > LONGEST_CELL {
            self.limit = Some(words!(
                en: "a cell of more than {LONGEST_CELL} bytes of text",
                zh: "文字超过 {LONGEST_CELL} 字节的单元格"
            ));
        }
        Given {
            span,
            down: merge(["vMerge", "vmerge"]),
            across: merge(["hMerge", "hmerge"]),
            text,
            at: at.unwrap_or(empty),
        }
    }

    /// Takes the blocks of a text box.
    pub(super) fn text_box(&mut self, content: Element<'t, 'a>) {
        let mut blocks = Vec::new();
        self.blocks(content, false, &mut blocks);
        self.boxes.append(&mut blocks);
    }
}

/// The text of the blocks of a cell and the place of the first; a table within it is read as text.
pub(super) fn cell_text(blocks: &[Block], told: &mut Told) -> (String, Option<At>) {
    let (mut text, mut at) = (String::new(), None);
    let mut add = |part: &str, place: At| {
        if !part.is_empty() {
            if at.is_none() {
                at = Some(place);
            } else {
                text.push('\n');
            }
            text.push_str(part);
        }
    };
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => add(&paragraph.cell_text(), paragraph.at()),
            Block::Grid(grid) => {
                told.add(Matter::Nested, grid.at);
                grid.cells.iter().for_each(|cell| add(&cell.text, cell.at));
            }
        }
    }
    (text, at)
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

/// Whether a tracked change of Word 2003 takes out a row.
fn is_deleted(properties: Option<Element<'_, '_>>) -> bool {
    let changes = properties.and_then(|p| p.child("annotation"));
    changes.is_some_and(|change| wrap(change) == Wrap::Deleted)
}

fn value_of(element: Element<'_, '_>) -> String {
    super::style::own_value(element).unwrap_or_default()
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
