//! Word 97-2003 (.doc), read by a library that gives paragraphs and tables with their spans, but
//! no automatic numbers and no places: `line` is the number of the paragraph that it gives.

use std::io::Cursor;

use office_oxide::doc::DocError;
use office_oxide::ir::{Element, InlineContent, TableCell, VerticalAlign};
use office_oxide::{Document as Opened, DocumentFormat, OfficeError};

use super::paragraph::Paragraph;
use super::reader::Block;
use super::style::Height;
use super::told::Told;
use crate::decode::left_out::{LeftOut, Reason};
use crate::decode::serves_layout::serves_layout;
use crate::decode::spanned::{Covered, Spanned, grid};
use crate::document::{Document, Page};
use crate::error::DecodeError;
use crate::location::At;
use crate::model::{Format, Note};
use crate::source::Source;
use crate::words::{Words, words};

/// Elements within elements at most.
const DEEPEST: usize = 32;

/// Decodes a Word 97-2003 document.
///
/// # Errors
/// If it is damaged, encrypted, or holds no text.
pub(in crate::decode) fn document(source: &Source<'_>) -> Result<Document, DecodeError> {
    let name = source.name;
    let bytes = Cursor::new(source.bytes.to_vec());
    let opened =
        Opened::from_reader(bytes, DocumentFormat::Doc).map_err(|error| fail(name, &error))?;
    let mut reader = Reader::default();
    let mut blocks = Vec::new();
    for section in opened.to_ir().sections {
        reader.blocks(&section.elements, 0, &mut blocks);
    }
    let items = super::items(blocks);
    if items.is_empty() {
        return Err(DecodeError::Empty { name: name.to_owned() });
    }
    let message = words!(
        en: "automatic numbers of headings and lists are not read from Word 97-2003 documents: save it as DOCX if sections are missing",
        zh: "Word 97-2003 文档中标题和列表的自动编号未读取：若缺少章节，请另存为 DOCX"
    );
    let mut notes = vec![Note::new("legacy_word", message, At::default())];
    let lost = opened.damage().iter().filter(|damage| damage.is_loss()).count();
    if lost > 0 {
        let message = words!(
            en: "{lost} part(s) of the file could not be read, so that text may be missing",
            zh: "文件中有 {lost} 处无法读取，文字可能不全"
        );
        notes.push(Note::new("text_missing", message, At::default()));
    }
    notes.append(&mut reader.left_out.notes());
    notes.append(&mut reader.told.notes());
    let pages = vec![Page { number: None, items }];
    Ok(Document { format: Some(Format::Doc), pages, notes, ..Document::default() })
}

fn kind() -> Words {
    words!(en: "a Word 97-2003 document (.doc)", zh: "Word 97-2003 文档（.doc）")
}

fn fail(name: &str, error: &OfficeError) -> DecodeError {
    let name = name.to_owned();
    if matches!(error, OfficeError::Doc(DocError::Encrypted)) {
        return DecodeError::NeedsPassword { name, kind: kind() };
    }
    let found = words!(
        en: "the reader of such files says: {error}",
        zh: "读取此类文件的程序库报告：{error}"
    );
    DecodeError::Damaged { name, kind: Box::new(kind()), found }
}

#[derive(Default)]
struct Reader {
    line: u32,
    left_out: LeftOut,
    told: Told,
}

impl Reader {
    fn blocks(&mut self, elements: &[Element], depth: usize, blocks: &mut Vec<Block>) {
        if depth == DEEPEST {
            return;
        }
        for element in elements {
            match element {
                Element::Heading(heading) => {
                    let mut paragraph = self.paragraph(&heading.content);
                    paragraph.heading = true;
                    blocks.push(Block::Paragraph(paragraph));
                }
                Element::Paragraph(found) => {
                    let mut paragraph = self.paragraph(&found.content);
                    paragraph.heading = found.outline_level.is_some_and(|level| level < 9);
                    blocks.push(Block::Paragraph(paragraph));
                }
                Element::List(list) => {
                    for item in &list.items {
                        self.blocks(&item.content, depth + 1, blocks);
                        if let Some(nested) = &item.nested {
                            let nested = [Element::List(nested.clone())];
                            self.blocks(&nested, depth + 1, blocks);
                        }
                    }
                }
                Element::Table(table) => {
                    let rows: Vec<&[TableCell]> =
                        table.rows.iter().map(|row| row.cells.as_slice()).collect();
                    self.table(&rows, depth, blocks);
                }
                Element::TextBox(text) => self.blocks(&text.content, depth + 1, blocks),
                // Comments come as notes too; these have an author.
                Element::Footnote(note) | Element::Endnote(note) if note.author.is_none() => {
                    self.blocks(&note.content, depth + 1, blocks);
                }
                Element::Image(_) => self.told.add(super::Matter::Picture, self.here()),
                _ => {}
            }
        }
    }

    fn here(&self) -> At {
        At::on_line(None, self.line.max(1), 0, 0)
    }

    fn paragraph(&mut self, content: &[InlineContent]) -> Paragraph {
        self.line += 1;
        let mut paragraph = Paragraph::open(self.line, None, None);
        for part in content {
            match part {
                InlineContent::Text(span) if span.strikethrough => {
                    self.left_out.add(Reason::Struck, paragraph.here());
                }
                InlineContent::Text(span) => {
                    let height = match span.vertical_align {
                        Some(VerticalAlign::Superscript) => Height::Raised,
                        Some(VerticalAlign::Subscript) => Height::Lowered,
                        _ => Height::Line,
                    };
                    paragraph.push(&span.text, height, &mut self.left_out);
                }
                InlineContent::LineBreak => paragraph.push("\n", Height::Line, &mut self.left_out),
                InlineContent::FootnoteRef(_) | InlineContent::EndnoteRef(_) => {
                    self.left_out.add(Reason::NoteMark, paragraph.here());
                }
                _ => {}
            }
        }
        paragraph.close(&mut self.left_out);
        paragraph
    }

    fn table(&mut self, rows: &[&[TableCell]], depth: usize, blocks: &mut Vec<Block>) {
        let holds = |cell: &TableCell| {
            cell.content.iter().any(|element| matches!(element, Element::Table(_)))
        };
        if serves_layout(rows.iter().map(|row| row.iter().map(holds))) {
            for cell in rows.iter().flat_map(|row| row.iter()) {
                self.blocks(&cell.content, depth + 1, blocks);
            }
            return;
        }
        let rows = rows.iter().map(|row| row.iter().map(|cell| self.cell(cell, depth)).collect());
        let grid = grid(rows.collect(), Covered::Blank);
        if grid.rows > 0 && grid.cols > 0 {
            blocks.push(Block::Grid(grid));
        }
    }

    fn cell(&mut self, cell: &TableCell, depth: usize) -> Spanned {
        let empty = At::on_line(None, self.line + 1, 0, 0);
        let mut blocks = Vec::new();
        self.blocks(&cell.content, depth + 1, &mut blocks);
        let (text, at) = super::cells::cell_text(&blocks, &mut self.told);
        Spanned { text, at: at.unwrap_or(empty), rows: cell.row_span, cols: cell.col_span }
    }
}
