//! `*_content_list_v2.json`: a list of blocks for each page, their text in spans.

use serde_json::Value;

use super::{WHOLE, block, per_mille};
use crate::decode::recognised::Made;
use crate::decode::recognised::json::{at, bbox, items, list, text};
use crate::decode::recognised::labels::{Label, label};
use crate::decode::recognised::output::Output;
use crate::decode::recognised::places::place;
use crate::model::PageUnit;

pub(in crate::decode::recognised) fn read(values: &[Value], out: &mut Output<'_>) -> Made {
    out.unit(PageUnit::PerMille);
    let pages = values.iter().flat_map(|value| items(Some(value)));
    for (number, page) in (1u32..).zip(pages) {
        out.page(number, Some([WHOLE, WHOLE]));
        for item in items(Some(page)) {
            let at = place(Some(number), per_mille(bbox(item.get("bbox"))));
            one(item, at, out);
        }
    }
    None
}

fn one(item: &Value, place: crate::location::At, out: &mut Output<'_>) {
    let kind = text(item, "type");
    let content = item.get("content").unwrap_or(&Value::Null);
    let caption = |key: &str, out: &mut Output<'_>| {
        let mut text = String::new();
        spans(content.get(key), &mut text, 0);
        out.text(&text, place, None, None);
    };
    match label(kind) {
        Label::Table => {
            caption("table_caption", out);
            match text(content, "html") {
                "" => out.table_without_cells(place),
                html => out.table(html, place, &|_| Vec::new()),
            }
            caption("table_footnote", out);
        }
        Label::Text if at(content, "list_items").is_some() => {
            for entry in list(content, "list_items") {
                let mut line = String::new();
                spans(entry.get("item_content").or(Some(entry)), &mut line, 0);
                out.text(&line, place, None, None);
            }
        }
        _ => {
            let own = format!("{kind}_content");
            let mut line = String::new();
            spans(content.get(&own).or(Some(content)), &mut line, 0);
            block(out, kind, &line, place);
        }
    }
}

/// Spans within spans at most: JSON is no deeper.
const DEEPEST: usize = 128;

/// The text of spans, one after the other.
fn spans(value: Option<&Value>, out: &mut String, depth: usize) {
    match value {
        Some(Value::String(text)) => out.push_str(text),
        Some(Value::Array(items)) if depth < DEEPEST => {
            items.iter().for_each(|item| spans(Some(item), out, depth + 1));
        }
        Some(Value::Object(map)) if depth < DEEPEST => {
            let kind = map.get("type").and_then(Value::as_str).unwrap_or_default();
            let around = if kind.starts_with("equation") { "$" } else { "" };
            out.push_str(around);
            spans(map.get("content"), out, depth + 1);
            out.push_str(around);
        }
        _ => {}
    }
}
