//! The tables of a document: rows and cells as their elements tell.

use super::page::Pages;
use super::reader::{Block, Reader};
use super::style::{on, own_value, value};
use super::table::{self, Given, Merge, Row};
use super::told::{Matter, Told};
use super::wrap::{Wrap, holds_table, wrap};
use crate::decode::left_out::Reason;
use crate::decode::package::xml::Element;
use crate::decode::serves_layout::serves_layout;
use crate::location::At;
use crate::words::words;

/// Cells of all tables at most.
const MOST_CELLS: usize = 200_000;

/// Bytes of the text of a cell at most.
const LONGEST_CELL: usize = 1 << 20;

impl<'t, 'a> Reader<'t, 'a> {
    /// A table to a grid, or to what it holds if it only serves layout.
    pub(super) fn table(&mut self, element: Element<'t, 'a>, blocks: &mut Vec<Block>) {
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
            if let (None, Some(page), false) = (&start, given.at.page(), given.text.is_empty()) {
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
        let empty = At::on_line(self.pages.here(), self.line + 1, 0, 0);
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

/// Whether a tracked change of Word 2003 takes out a row.
fn is_deleted(properties: Option<Element<'_, '_>>) -> bool {
    let changes = properties.and_then(|p| p.child("annotation"));
    changes.is_some_and(|change| wrap(change) == Wrap::Deleted)
}

fn value_of(element: Element<'_, '_>) -> String {
    own_value(element).unwrap_or_default()
}
