//! `*_content_list.json`: the blocks of all pages in one list, boxes in thousandths of the page
//! (none before 2.x).

use serde_json::Value;

use super::{WHOLE, block, per_mille};
use crate::decode::recognised::Made;
use crate::decode::recognised::json::{bbox, items, list, text, whole};
use crate::decode::recognised::labels::{Label, label};
use crate::decode::recognised::output::Output;
use crate::decode::recognised::places::place;
use crate::model::PageUnit;

pub(in crate::decode::recognised) fn read(values: &[Value], out: &mut Output<'_>) -> Made {
    out.unit(PageUnit::PerMille);
    let blocks = || values.iter().flat_map(|value| items(Some(value)));
    // Where one box is beyond the page, none is in thousandths of it.
    let fits = |block: &Value| {
        let told = bbox(block.get("bbox"));
        told.is_none() || per_mille(told).is_some()
    };
    let placed = blocks().all(fits);
    for item in blocks() {
        let number =
            whole(item, "page_idx").and_then(|index| u32::try_from(index.saturating_add(1)).ok());
        let number = number.filter(|&number| number > 0);
        let bbox = per_mille(bbox(item.get("bbox"))).filter(|_| placed);
        let at = place(number, bbox);
        if let Some(number) = number {
            out.page(number, Some([WHOLE, WHOLE]));
        }
        let lines = |key: &str, out: &mut Output<'_>| {
            for line in list(item, key).iter().filter_map(Value::as_str) {
                out.text(line, at, None, None);
            }
        };
        let kind = text(item, "type");
        match label(kind) {
            Label::Table => {
                lines("table_caption", out);
                match text(item, "table_body") {
                    "" => out.table_without_cells(at),
                    body => out.table(body, at, &|_| Vec::new()),
                }
                lines("table_footnote", out);
            }
            Label::Text if !list(item, "list_items").is_empty() => lines("list_items", out),
            Label::Text if kind == "code" => block(out, kind, text(item, "code_body"), at),
            Label::Text if whole(item, "text_level").is_some_and(|level| level > 0) => {
                block(out, "title", text(item, "text"), at);
            }
            _ => block(out, kind, text(item, "text"), at),
        }
    }
    None
}
