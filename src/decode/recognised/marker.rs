//! Marker: a tree of blocks with HTML, or its list of chunks. Boxes in points; those of the cells of
//! tables are placeholders.

use serde_json::Value;

use super::Made;
use super::json::{at, bbox, list, text};
use super::labels::{Label, label};
use super::output::Output;
use super::places::place;
use crate::document::Mark;
use crate::model::PageUnit;

pub(super) fn read(values: &[Value], out: &mut Output<'_>) -> Made {
    out.unit(PageUnit::Pt);
    for value in values {
        let pages = at(value, "page_info").and_then(Value::as_object);
        for (number, page) in pages.into_iter().flatten() {
            if let Ok(number) = number.parse::<u32>() {
                out.page(number.saturating_add(1), extent(page));
            }
        }
        let blocks = list(value, "children").iter().chain(list(value, "blocks"));
        blocks.for_each(|block| one(block, out, 0));
    }
    None
}

/// Blocks within blocks at most: JSON is no deeper.
const DEEPEST: usize = 128;

fn one(block: &Value, out: &mut Output<'_>, depth: usize) {
    let kind = text(block, "block_type");
    let number = text(block, "id").strip_prefix("/page/").and_then(|id| id.split('/').next());
    let number = number.and_then(|number| number.parse::<u32>().ok());
    let at = place(
        number.map(|number| number.saturating_add(1)),
        bbox(block.get("bbox").or(block.get("polygon"))),
    );
    if kind == "Page"
        && let Some(page) = at.page()
    {
        out.page(page, extent(block));
    }
    let children = list(block, "children");
    let holds = kind == "Page" || kind == "Document" || kind.ends_with("Group");
    if holds && depth < DEEPEST {
        // Of a group only the pictures are no text.
        return children.iter().for_each(|child| one(child, out, depth + 1));
    }
    let html = text(block, "html");
    match label(kind) {
        Label::Title => out.html(html, at, Some(Mark::Heading)),
        Label::Item => out.html(html, at, Some(Mark::Bullet)),
        Label::Text => out.html(html, at, None),
        Label::Table => out.table(html, at, &|_| Vec::new()),
        Label::Seal | Label::Aside => out.aside(kind, html, at),
        Label::Unknown => out.unknown(at),
    }
}

/// Width and height of a page from its box.
fn extent(page: &Value) -> Option<[f32; 2]> {
    let [left, top, right, bottom] = bbox(page.get("bbox").or(page.get("polygon")))?;
    (right > left && bottom > top).then_some([right - left, bottom - top])
}
