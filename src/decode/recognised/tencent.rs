//! Tencent: table recognition (`TableDetections`), its older form (`TextDetections` with rows and
//! columns), and the recognition of lines. One answer a page. Rows and columns end before `…Br`;
//! -1 is text outside the table.

use serde_json::Value;

use super::Made;
use super::cells::Told;
use super::json::{bbox, list, number, share, text, whole};
use super::output::{Loose, Output};
use super::places::{place, union};

pub(super) fn read(values: &[Value], out: &mut Output<'_>) -> Made {
    for (page, value) in (1u32..).zip(values) {
        let answer = value.get("Response").unwrap_or(value);
        out.page(page, None);
        let detections = list(answer, "TextDetections");
        if detections.iter().any(|cell| cell.get("RowTl").is_some()) {
            table(detections, page, None, out);
        } else {
            out.loose(page, detections.iter().filter_map(line));
        }
        for detection in list(answer, "TableDetections") {
            for title in list(detection, "Titles") {
                out.text(text(title, "Text"), place(Some(page), polygon(title)), None, None);
            }
            let around = bbox(detection.get("TableCoordPoint"));
            table(list(detection, "Cells"), page, around, out);
        }
    }
    None
}

/// The cells of a table, and the lines before and after it.
fn table(cells: &[Value], page: u32, around: Option<[f32; 4]>, out: &mut Output<'_>) {
    let mut told: Vec<Told> = Vec::new();
    let mut after: Vec<&Value> = Vec::new();
    let outside = |cell: &Value, out: &mut Output<'_>| {
        out.text(text(cell, "Text"), place(Some(page), polygon(cell)), None, sure(cell));
    };
    for cell in cells {
        let at = |key| whole(cell, key).unwrap_or(-1);
        let (row, col) = (at("RowTl"), at("ColTl"));
        if row < 0 || col < 0 {
            match told.is_empty() && text(cell, "Type") != "footer" {
                true => outside(cell, out),
                false => after.push(cell),
            }
            continue;
        }
        told.push(Told {
            row,
            col,
            rows: at("RowBr").saturating_sub(row),
            cols: at("ColBr").saturating_sub(col),
            text: text(cell, "Text").to_owned(),
            at: place(Some(page), polygon(cell)),
            confidence: sure(cell),
        });
    }
    if !told.is_empty() {
        let cells = told.iter().filter_map(|cell| cell.at.bbox()).reduce(union);
        out.cells(told, place(Some(page), around.or(cells)), &|_| Vec::new());
    }
    after.into_iter().for_each(|cell| outside(cell, out));
}

fn line(value: &Value) -> Option<Loose> {
    let text = text(value, "DetectedText").to_owned();
    Some(Loose { text, bbox: polygon(value)?, confidence: sure(value) })
}

fn polygon(value: &Value) -> Option<[f32; 4]> {
    bbox(value.get("Polygon"))
}

fn sure(value: &Value) -> Option<f32> {
    share(number(value, "Confidence"), 100.0)
}
