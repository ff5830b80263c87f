//! `*_middle.json`: lines and spans of each page, boxes in points. The same blocks stand in it
//! before and after they were put in order; the latter (`para_blocks`) count.

use serde_json::Value;

use super::block;
use crate::decode::recognised::Made;
use crate::decode::recognised::json::{bbox, float, items, list, number, text, whole};
use crate::decode::recognised::labels::{Label, label};
use crate::decode::recognised::output::{Output, Part};
use crate::decode::recognised::places::place;
use crate::document::Mark;
use crate::location::At;
use crate::model::PageUnit;

pub(in crate::decode::recognised) fn read(values: &[Value], out: &mut Output<'_>) -> Made {
    out.unit(PageUnit::Pt);
    let mut version = None;
    for value in values {
        let told = text(value, "_version_name");
        version = version.or((!told.is_empty()).then(|| told.to_owned()));
        for (number, page) in (0i64..).zip(list(value, "pdf_info")) {
            let index = whole(page, "page_idx").unwrap_or(number);
            let number = u32::try_from(index.saturating_add(1)).unwrap_or(1).max(1);
            out.page(number, size(page.get("page_size")));
            let blocks = match list(page, "para_blocks") {
                [] => list(page, "preproc_blocks"),
                blocks => blocks,
            };
            blocks.iter().for_each(|block| one(block, number, out, 0));
            // What was taken for no text of the page: of that only seals are told.
            for block in list(page, "discarded_blocks") {
                if label(text(block, "type")) == Label::Seal {
                    one(block, number, out, 0);
                }
            }
        }
    }
    Some(("MinerU".to_owned(), version))
}

fn size(value: Option<&Value>) -> Option<[f32; 2]> {
    match items(value) {
        [width, height] => {
            let size = [float(width)?, float(height)?];
            size.iter().all(|side| *side > 0.0).then_some(size)
        }
        _ => None,
    }
}

/// Blocks within blocks at most: JSON is no deeper.
const DEEPEST: usize = 128;

fn one(item: &Value, page: u32, out: &mut Output<'_>, depth: usize) {
    let kind = text(item, "type");
    let at = place(Some(page), bbox(item.get("bbox")));
    let label = label(kind);
    let inner = list(item, "blocks");
    // A figure and its captions; a table, its captions and its notes; a list and its items.
    if !inner.is_empty() && depth < DEEPEST && !matches!(label, Label::Aside | Label::Seal) {
        return inner.iter().for_each(|block| one(block, page, out, depth + 1));
    }
    let parts = parts(item, page);
    match label {
        Label::Table => table(item, at, out),
        Label::Title => out.paragraph(&parts, Some(Mark::Heading)),
        Label::Text if kind == "list" || kind == "index" => {
            // Each line of a list that is one block, unless it goes on with the one before.
            let starts = |line: &Value| line.get("is_list_start_line").is_some();
            let told = list(item, "lines").iter().any(starts);
            let mut from = 0;
            for (place, part) in parts.iter().enumerate() {
                if place > from && part.apart && (!told || part.starts) {
                    out.paragraph(parts.get(from..place).unwrap_or_default(), None);
                    from = place;
                }
            }
            out.paragraph(parts.get(from..).unwrap_or_default(), None);
        }
        Label::Text | Label::Item => out.paragraph(&parts, None),
        Label::Seal | Label::Aside | Label::Unknown => {
            let whole: String = parts.iter().map(|part| part.text.as_str()).collect();
            block(out, kind, &whole, at);
        }
    }
}

/// The table in the spans of a block.
fn table(item: &Value, at: At, out: &mut Output<'_>) {
    let spans = list(item, "lines").iter().flat_map(|line| list(line, "spans"));
    let mut found = false;
    for span in spans {
        let told = [text(span, "html"), text(span, "latex"), text(span, "content")];
        if let Some(source) = told.into_iter().find(|source| !source.is_empty()) {
            found = true;
            out.table(source, at, &|_| Vec::new());
        }
    }
    // A block that went into the table of the page before holds nothing.
    if !found && item.get("lines_deleted").and_then(Value::as_bool) != Some(true) {
        out.table_without_cells(at);
    }
}

/// The text of a block, span by span.
fn parts(item: &Value, page: u32) -> Vec<Part> {
    let mut parts = Vec::new();
    for line in list(item, "lines") {
        let line_box = bbox(line.get("bbox"));
        let mut apart = true;
        for span in list(line, "spans") {
            let source = text(span, "content");
            if source.is_empty() {
                continue;
            }
            // A paragraph that goes on on the next page stands where it starts.
            let over = span.get("cross_page").and_then(Value::as_bool) == Some(true);
            let bbox = bbox(span.get("bbox")).or(line_box);
            let formula = text(span, "type") == "inline_equation";
            parts.push(Part {
                text: if formula { format!("${source}$") } else { source.to_owned() },
                at: place(Some(page.saturating_add(u32::from(over))), bbox),
                confidence: number(span, "score"),
                apart: std::mem::take(&mut apart),
                starts: line.get("is_list_start_line").and_then(Value::as_bool) == Some(true),
            });
        }
    }
    parts
}
