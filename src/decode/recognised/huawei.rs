//! Huawei: table recognition (`words_region_list`: areas of text, and tables whose cells tell the
//! numbers of the rows and columns that they cover), and the recognition of lines
//! (`words_block_list`). One answer a page.

use serde_json::Value;

use super::Made;
use super::cells::Told;
use super::json::{bbox, list, number, range, share, text};
use super::output::{Loose, Output};
use super::places::{place, union};

pub(super) fn read(values: &[Value], out: &mut Output<'_>) -> Made {
    for (page, value) in (1u32..).zip(values) {
        let answer = value.get("result").or_else(|| value.get("data")).unwrap_or(value);
        out.page(page, None);
        for region in list(answer, "words_region_list") {
            let blocks = list(region, "words_block_list");
            match text(region, "type") {
                "table" => table(blocks, page, out),
                _ => blocks.iter().for_each(|block| line(block, page, out)),
            }
        }
        let blocks = list(answer, "words_block_list");
        if blocks.iter().all(|block| bbox(block.get("location")).is_some()) {
            out.loose(page, blocks.iter().filter_map(loose));
        } else {
            blocks.iter().for_each(|block| line(block, page, out));
        }
    }
    None
}

fn table(blocks: &[Value], page: u32, out: &mut Output<'_>) {
    let told = blocks.iter().filter_map(|block| {
        let ((row, rows), (col, cols)) = (range(block, "rows")?, range(block, "columns")?);
        let bbox = bbox(block.get("cell_location")).or_else(|| bbox(block.get("location")));
        let (text, at) = (text(block, "words").to_owned(), place(Some(page), bbox));
        Some(Told { row, col, rows, cols, text, at, confidence: sure(block) })
    });
    let told: Vec<Told> = told.collect();
    let around = told.iter().filter_map(|cell| cell.at.bbox()).reduce(union);
    out.cells(told, place(Some(page), around), &|_| Vec::new());
}

fn line(block: &Value, page: u32, out: &mut Output<'_>) {
    let at = place(Some(page), bbox(block.get("location")));
    out.text(text(block, "words"), at, None, sure(block));
}

fn loose(block: &Value) -> Option<Loose> {
    let (text, bbox) = (text(block, "words").to_owned(), bbox(block.get("location"))?);
    Some(Loose { text, bbox, confidence: sure(block) })
}

fn sure(block: &Value) -> Option<f32> {
    share(number(block, "confidence"), 1.0)
}
