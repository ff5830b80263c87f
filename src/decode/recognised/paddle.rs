//! PaddleOCR: the pages of PP-StructureV3, PaddleOCR-VL and table recognition, the lines of
//! PP-OCR, and the answers of its services. The same table stands in a page as the content of a
//! block and again in `table_res_list`: the one is read, the other is its witness.

use serde_json::Value;

use super::Made;
use super::boxes;
use super::content;
use super::json::{at, bbox, float, items, list, size, text, whole};
use super::labels::{Label, label};
use super::output::{Loose, Output};
use super::places::{holds, least, place, union};
use super::witness::{self, Seen};
use crate::document::{Grid, Mark};
use crate::location::At;
use crate::model::Note;

/// Pages, one a value.
pub(super) fn read(values: &[Value], out: &mut Output<'_>) -> Made {
    for (number, value) in (1u32..).zip(values) {
        let page = value.get("res").or_else(|| value.get("prunedResult")).unwrap_or(value);
        let told = whole(page, "page_index").and_then(|index| u32::try_from(index).ok());
        // Several files in one: their pages follow each other.
        let number =
            if values.len() == 1 { told.map_or(1, |n| n.saturating_add(1)) } else { number };
        one(page, number, size(page, "width", "height"), out);
    }
    None
}

/// Answers of services, each of one or more pages.
pub(super) fn serving(values: &[Value], out: &mut Output<'_>) -> Made {
    const LISTS: [&str; 3] = ["layoutParsingResults", "tableRecResults", "ocrResults"];
    let mut number = 0;
    for value in values {
        let result = value.get("result").unwrap_or(value);
        let sizes = list(result, "dataInfo.pages");
        let whole = at(result, "dataInfo");
        let results = LISTS.iter().flat_map(|key| list(result, key));
        for (index, page) in results.enumerate() {
            number += 1;
            let page = page.get("prunedResult").unwrap_or(page);
            let told = sizes.get(index).or(whole).and_then(|info| size(info, "width", "height"));
            one(page, number, size(page, "width", "height").or(told), out);
        }
    }
    None
}

/// Lines times blocks of a page at most.
const MOST_PAIRS: usize = 20_000_000;

fn one(page: &Value, number: u32, size: Option<[f32; 2]>, out: &mut Output<'_>) {
    out.page(number, size);
    let all = lines(page.get("overall_ocr_res"));
    let blocks = list(page, "parsing_res_list");
    let tables: Vec<Table<'_>> = list(page, "table_res_list").iter().map(Table::of).collect();
    if blocks.is_empty() && tables.is_empty() {
        let own = if page.get("rec_texts").is_some() { lines(Some(page)) } else { all };
        if own.is_empty() {
            // Texts without places come one after the other.
            for line in list(page, "rec_texts").iter().filter_map(Value::as_str) {
                out.text(line, place(Some(number), None), None, None);
            }
        }
        let loose = own.into_iter().map(|seen| Loose {
            text: seen.text,
            bbox: seen.bbox,
            confidence: seen.confidence,
        });
        return out.loose(number, loose);
    }
    if blocks.is_empty() {
        return of_tables(&tables, &all, number, out);
    }
    // A page of more lines and blocks than any page has: no line is looked for in a block.
    let all = if all.len().saturating_mul(blocks.len()) > MOST_PAIRS { Vec::new() } else { all };
    let is_table = |block: &&Value| {
        let name = block.get("block_label").or_else(|| block.get("label"));
        name.and_then(Value::as_str).is_some_and(|name| label(name) == Label::Table)
    };
    let alone = blocks.iter().filter(is_table).count() == 1 && tables.len() == 1;
    for block in blocks {
        // As the files name them, and as the objects of the library do.
        let either = |one, two| block.get(one).or_else(|| block.get(two));
        let word = |one, two| either(one, two).and_then(Value::as_str).unwrap_or_default();
        let name = word("block_label", "label");
        let content = word("block_content", "content");
        let at = place(Some(number), bbox(either("block_bbox", "bbox")));
        let sure = || within(&all, at.bbox()).fold(None, |sure, seen| least(sure, seen.confidence));
        match label(name) {
            Label::Title => out.text(content, at, Some(Mark::Heading), sure()),
            Label::Text | Label::Item => out.text(content, at, None, sure()),
            Label::Table => {
                let same = |table: &&Table<'_>| {
                    alone || at.bbox().zip(table.bbox).is_some_and(|(one, two)| holds(one, two))
                };
                let table = tables.iter().find(same);
                let source = match (content, table) {
                    ("", Some(table)) => table.html,
                    (content, _) => content,
                };
                out.table(source, at, &|grid| confront(grid, content, table, &all, at));
            }
            Label::Seal | Label::Aside => out.aside(name, content, at),
            Label::Unknown => out.unknown(at),
        }
    }
}

/// A table in the list of tables.
struct Table<'v> {
    html: &'v str,
    /// Around its cells.
    bbox: Option<[f32; 4]>,
    cells: Vec<[f32; 4]>,
    lines: Vec<Seen>,
}

impl<'v> Table<'v> {
    fn of(value: &'v Value) -> Self {
        let told = list(value, "cell_box_list");
        let cells: Vec<[f32; 4]> = told.iter().filter_map(|cell| bbox(Some(cell))).collect();
        let lines = lines(value.get("table_ocr_pred"));
        let around = cells.iter().copied().chain(lines.iter().map(|line| line.bbox));
        Table { html: text(value, "pred_html"), bbox: around.reduce(union), cells, lines }
    }
}

/// Holds a table against its other copy and against the lines within it.
fn confront(
    grid: &mut Grid,
    content: &str,
    table: Option<&Table<'_>>,
    all: &[Seen],
    at: At,
) -> Vec<Note> {
    let mut notes = Vec::new();
    if let Some(table) = table {
        // Boxes of a part cut out of the page say nothing of it.
        let around = table.cells.iter().copied().reduce(union);
        if at.bbox().zip(around).is_none_or(|(outer, inner)| holds(outer, inner)) {
            boxes::put(grid, &table.cells);
        }
        if !content.is_empty()
            && !table.html.contains(content)
            && let Some(other) = content::grid(table.html)
        {
            notes.extend(witness::of_other_copy(grid, &other));
        }
    }
    let mut lines: Vec<Seen> = table.map(|table| table.lines.clone()).unwrap_or_default();
    if within(&lines, at.bbox()).count() * 2 < lines.len()
        && within(all, at.bbox()).next().is_some()
    {
        lines.clear();
    }
    let own = lines.len();
    let count = within(all, at.bbox()).count();
    for seen in within(all, at.bbox()) {
        // The lines of a table are those of the page, parted where they go over several cells.
        let few = own.saturating_mul(count) <= MOST_PAIRS;
        let known = few
            && lines
                .iter()
                .take(own)
                .any(|line| holds(line.bbox, seen.bbox) || holds(seen.bbox, line.bbox));
        if !known {
            lines.push(seen.clone());
        }
    }
    notes.extend(witness::confront(grid, &lines));
    notes
}

/// The lines whose middle lies in a box.
fn within(lines: &[Seen], bbox: Option<[f32; 4]>) -> impl Iterator<Item = &Seen> {
    let inside = move |seen: &&Seen| bbox.is_some_and(|bbox| holds(bbox, seen.bbox));
    lines.iter().filter(inside)
}

/// The answer of table recognition alone: tables, and the lines beside them.
fn of_tables(tables: &[Table<'_>], all: &[Seen], number: u32, out: &mut Output<'_>) {
    let inside = |seen: &&Seen| {
        tables.iter().any(|table| table.bbox.is_some_and(|bbox| holds(bbox, seen.bbox)))
    };
    let mut beside: Vec<&Seen> = all.iter().filter(|seen| !inside(seen)).collect();
    beside.sort_by(|a, b| a.bbox[1].total_cmp(&b.bbox[1]));
    let mut beside = beside.into_iter().peekable();
    let line = |seen: &Seen, out: &mut Output<'_>| {
        out.text(&seen.text, place(Some(number), Some(seen.bbox)), None, seen.confidence);
    };
    let mut order: Vec<&Table<'_>> = tables.iter().collect();
    let top = |table: &Table<'_>| table.bbox.map_or(0.0, |bbox| bbox[1]);
    order.sort_by(|a, b| top(a).total_cmp(&top(b)));
    for table in order {
        while let Some(seen) = beside.next_if(|seen| seen.bbox[1] < top(table)) {
            line(seen, out);
        }
        let at = place(Some(number), table.bbox);
        out.table(table.html, at, &|grid| confront(grid, "", Some(table), all, at));
    }
    beside.for_each(|seen| line(seen, out));
}

/// The lines of a recognition: texts, boxes and scores in lists of their own.
fn lines(value: Option<&Value>) -> Vec<Seen> {
    let Some(value) = value else { return Vec::new() };
    let boxes = ["rec_boxes", "rec_polys", "dt_polys"].map(|key| list(value, key));
    let texts = list(value, "rec_texts");
    let boxes = boxes.into_iter().find(|boxes| boxes.len() == texts.len()).unwrap_or_default();
    let scores = items(value.get("rec_scores"));
    let seen = texts.iter().enumerate().filter_map(|(index, text)| {
        Some(Seen {
            text: text.as_str()?.to_owned(),
            bbox: bbox(boxes.get(index))?,
            confidence: scores.get(index).and_then(float),
        })
    });
    seen.collect()
}
