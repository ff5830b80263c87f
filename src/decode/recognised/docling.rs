//! Docling: texts, tables and groups in lists of their own, put in order by references from the
//! body. Boxes name their origin: the bottom left corner of the page for most, the top left one
//! for the cells of tables.

use std::borrow::Cow;

use rustc_hash::FxHashSet as HashSet;
use serde_json::Value;

use super::Made;
use super::cells::Told;
use super::json::{at, list, number, size, text, whole};
use super::labels::{Label, label};
use super::output::Output;
use super::places::place;
use crate::document::Mark;
use crate::location::At;
use crate::model::PageUnit;

pub(super) fn read(values: &[Value], out: &mut Output<'_>) -> Made {
    out.unit(PageUnit::Pt);
    let mut version = None;
    for value in values {
        let document = at(value, "document.json_content").unwrap_or(value);
        let told = text(document, "version");
        version = version.or((!told.is_empty()).then(|| told.to_owned()));
        let mut walk = Walk { document, out, seen: HashSet::default() };
        walk.pages();
        walk.children(&document["body"]);
    }
    Some(("Docling".to_owned(), version))
}

struct Walk<'v, 'o, 'p> {
    document: &'v Value,
    out: &'o mut Output<'p>,
    /// References followed: a file may point in circles.
    seen: HashSet<&'v str>,
}

impl<'v> Walk<'v, '_, '_> {
    fn pages(&mut self) {
        let pages = self.document.get("pages").and_then(Value::as_object);
        for (number, page) in pages.into_iter().flatten() {
            if let Some(number) = number.parse().ok().filter(|&number: &u32| number > 0) {
                self.out.page(number, size(page, "size.width", "size.height"));
            }
        }
    }

    /// All that stands below an item, in order. Not by recursion: references may be as deep as
    /// the file is long.
    fn children(&mut self, top: &'v Value) {
        let mut open: Vec<&'v Value> = list(top, "children").iter().rev().collect();
        while let Some(reference) = open.pop() {
            let Some((kind, item)) = self.follow(reference) else { continue };
            if self.one(kind, item) {
                open.extend(list(item, "children").iter().rev());
            }
        }
    }

    /// The item that a reference (`#/texts/0`) names, and the list that it stands in; once.
    fn follow(&mut self, reference: &'v Value) -> Option<(&'v str, &'v Value)> {
        self.seen.insert(path(reference)?).then(|| self.item(reference))?
    }

    /// The item that a reference names, and the list that it stands in.
    fn item(&self, reference: &'v Value) -> Option<(&'v str, &'v Value)> {
        let (kind, index) = path(reference)?.strip_prefix("#/")?.split_once('/')?;
        Some((kind, self.document.get(kind)?.get(index.parse::<usize>().ok()?)?))
    }

    /// Reads an item; whether what stands below it is read as well.
    fn one(&mut self, kind: &str, item: &'v Value) -> bool {
        if !matches!(text(item, "content_layer"), "" | "body") {
            self.out.aside(text(item, "label"), text(item, "text"), self.place(item));
            return kind == "texts" || kind == "groups";
        }
        let place = self.place(item);
        match kind {
            "texts" => {
                self.text(item, place);
                true
            }
            // A field of a form holds its label and its value.
            "groups" | "field_regions" | "field_items" => true,
            "tables" => {
                self.around(item, "captions");
                self.table(item, place);
                self.around(item, "footnotes");
                false
            }
            "pictures" => false,
            _ => {
                self.out.unknown(place);
                false
            }
        }
    }

    fn text(&mut self, item: &Value, at: At) {
        let name = text(item, "label");
        let told = text(item, "text");
        match label(name) {
            Label::Title => self.out.text(told, at, Some(Mark::Heading), None),
            Label::Item => {
                // The number of an item stands apart from its text.
                let marker = text(item, "marker").trim();
                let numbered = marker.contains(char::is_alphanumeric) && !told.starts_with(marker);
                let (told, mark) = match numbered {
                    true => (Cow::Owned(format!("{marker}{told}")), None),
                    false => (Cow::Borrowed(told), Some(Mark::Bullet)),
                };
                self.out.text(&told, at, mark, None);
            }
            Label::Text | Label::Table => self.out.text(told, at, None, None),
            Label::Seal | Label::Aside => self.out.aside(name, told, at),
            Label::Unknown if told.trim().is_empty() => {}
            Label::Unknown => self.out.unknown(at),
        }
    }

    /// The captions or notes of a table.
    fn around(&mut self, item: &'v Value, key: &str) {
        for reference in list(item, key) {
            if let Some((_, found)) = self.follow(reference) {
                let at = self.place(found);
                self.text(found, at);
            }
        }
    }

    fn table(&mut self, item: &'v Value, at: At) {
        let grid = list(item, "data.grid").iter().filter_map(Value::as_array).flatten();
        let mut cells: Vec<&Value> = list(item, "data.table_cells").iter().collect();
        if cells.is_empty() {
            cells = grid.collect();
        }
        let page = at.page();
        let told = cells.into_iter().filter_map(|cell| {
            let range = |start: &str, end: &str, span: &str| {
                let start = whole(cell, start)?;
                let end =
                    whole(cell, end).or_else(|| Some(start.saturating_add(whole(cell, span)?)));
                Some((start, end.map_or(1, |end| end.saturating_sub(start))))
            };
            let (row, rows) = range("start_row_offset_idx", "end_row_offset_idx", "row_span")?;
            let (col, cols) = range("start_col_offset_idx", "end_col_offset_idx", "col_span")?;
            let bbox = cell.get("bbox").and_then(|bbox| self.bbox(bbox, page));
            let at = place(page, bbox.or(at.bbox()));
            let text = match (text(cell, "text"), cell.get("ref")) {
                ("", Some(reference)) => self.text_of(reference),
                (text, _) => text.to_owned(),
            };
            Some(Told { row, col, rows, cols, text, at, ..Told::default() })
        });
        let told = told.collect();
        self.out.cells(told, at, &|_| Vec::new());
    }

    /// The text of an item and of all below it: what a cell of more than plain text holds.
    fn text_of(&self, reference: &'v Value) -> String {
        const MOST_ITEMS: usize = 1000;
        let (mut open, mut parts, mut count) = (vec![reference], Vec::new(), 0);
        while let Some(reference) = open.pop().filter(|_| count < MOST_ITEMS) {
            count += 1;
            let Some((_, item)) = self.item(reference) else { continue };
            parts.extend(Some(text(item, "text")).filter(|text| !text.is_empty()));
            open.extend(list(item, "children").iter().rev());
        }
        parts.join("\n")
    }

    /// Where an item stands: of one that goes over several pages, its first part.
    fn place(&self, item: &Value) -> At {
        let Some(first) = list(item, "prov").first() else { return At::default() };
        let page = whole(first, "page_no").and_then(|page| u32::try_from(page).ok());
        let page = page.filter(|&page| page > 0);
        place(page, first.get("bbox").and_then(|bbox| self.bbox(bbox, page)))
    }

    /// A box from the top left of its page, in points.
    fn bbox(&self, bbox: &Value, page: Option<u32>) -> Option<[f32; 4]> {
        let side = |key| number(bbox, key);
        let (left, right) = (side("l")?, side("r")?);
        let (top, bottom) = (side("t")?, side("b")?);
        if text(bbox, "coord_origin") != "BOTTOMLEFT" {
            return Some([left, top.min(bottom), right, top.max(bottom)]);
        }
        let height = number(self.document, &format!("pages.{}.size.height", page?))?;
        Some([left, height - top.max(bottom), right, height - top.min(bottom)])
    }
}

/// Where a reference points.
fn path(reference: &Value) -> Option<&str> {
    ["$ref", "cref"].iter().find_map(|key| reference.get(key)?.as_str())
}
