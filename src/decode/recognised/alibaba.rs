//! Alibaba: words and the cells of tables, mostly in a text within the answer (`Data`). The first
//! and the last row and column of a cell are both told.

use rustc_hash::FxHashMap as HashMap;
use serde_json::Value;

use super::Made;
use super::cells::Told;
use super::json::{at, bbox, list, number, share, size, text, whole};
use super::output::{Loose, Output};
use super::places::{place, union};
use super::witness::{self, Seen};
use crate::error::DecodeError;
use crate::words::words;

/// # Errors
/// If the text within the answer is no JSON.
pub(super) fn read(
    name: &str,
    values: &[Value],
    out: &mut Output<'_>,
) -> Result<Made, DecodeError> {
    for (page, value) in (1u32..).zip(values) {
        let data = at(value, "Data").or_else(|| at(value, "body.Data")).unwrap_or(value);
        let parsed;
        let answer = match data {
            Value::String(inner) => {
                parsed = serde_json::from_str(inner).map_err(|_| damaged(name))?;
                &parsed
            }
            other => other,
        };
        one(answer, page, out);
    }
    Ok(None)
}

fn damaged(name: &str) -> DecodeError {
    DecodeError::Damaged {
        name: name.to_owned(),
        kind: words!(en: "JSON in the `Data` of Alibaba OCR", zh: "阿里文字识别结果 Data 字段中的 JSON")
            .into(),
        found: words!(en: "it cannot be parsed", zh: "无法解析"),
    }
}

fn one(answer: &Value, page: u32, out: &mut Output<'_>) {
    out.page(page, size(answer, "width", "height"));
    let words = list(answer, "prism_wordsInfo");
    let tables = list(answer, "prism_tablesInfo");
    if tables.is_empty() {
        return out.loose(page, words.iter().filter_map(loose));
    }
    let mut of_table: HashMap<i64, Vec<Seen>> = HashMap::default();
    let mut beside = Vec::new();
    for word in words {
        match whole(word, "tableId") {
            Some(table) => {
                let seen = loose(word).map(|Loose { text, bbox, confidence }| Seen {
                    text,
                    bbox,
                    confidence,
                });
                of_table.entry(table).or_default().extend(seen);
            }
            None => beside.push(word),
        }
    }
    let mut beside = beside.into_iter().peekable();
    let top = |value: &Value| bbox(value.get("pos")).map_or(0.0, |bbox| bbox[1]);
    let line = |word: &Value, out: &mut Output<'_>| {
        out.text(text(word, "word"), place(Some(page), bbox(word.get("pos"))), None, sure(word));
    };
    for table in tables {
        let cells = list(table, "cellInfos");
        let told: Vec<Told> = cells.iter().filter_map(|value| cell(value, page)).collect();
        let around = told.iter().filter_map(|cell| cell.at.bbox()).reduce(union);
        let start = around.map_or(f32::INFINITY, |bbox| bbox[1]);
        while let Some(word) = beside.next_if(|word| top(word) < start) {
            line(word, out);
        }
        let own = whole(table, "tableId").and_then(|id| of_table.remove(&id)).unwrap_or_default();
        out.cells(told, place(Some(page), around), &|grid| witness::confront(grid, &own));
    }
    beside.for_each(|word| line(word, out));
}

fn cell(value: &Value, page: u32) -> Option<Told> {
    let (row, col) = (whole(value, "ysc")?, whole(value, "xsc")?);
    let span = |key, from: i64| {
        whole(value, key).map_or(1, |last| last.saturating_sub(from).saturating_add(1))
    };
    Some(Told {
        row,
        col,
        rows: span("yec", row),
        cols: span("xec", col),
        text: text(value, "word").to_owned(),
        at: place(Some(page), bbox(value.get("pos"))),
        confidence: None,
    })
}

fn loose(word: &Value) -> Option<Loose> {
    let bbox = bbox(word.get("pos"))?;
    Some(Loose { text: text(word, "word").to_owned(), bbox, confidence: sure(word) })
}

fn sure(word: &Value) -> Option<f32> {
    share(number(word, "prob"), 100.0)
}
