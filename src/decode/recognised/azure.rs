//! Azure Document Intelligence (layout): paragraphs, tables and lines, each with the region that
//! it stands in, in inches for PDF and pixels for pictures.

use serde_json::Value;

use super::Made;
use super::cells::Told;
use super::json::{bbox, list, number, size, text, whole};
use super::labels::{Label, label};
use super::output::{Loose, Output, holds, least, place};
use super::witness::{self, Seen};
use crate::document::Mark;
use crate::location::At;
use crate::model::PageUnit;

/// Points in an inch.
const INCH: f32 = 72.0;

pub(super) fn read(values: &[Value], out: &mut Output<'_>) -> Made {
    let mut version = None;
    for value in values {
        let result = value.get("analyzeResult").unwrap_or(value);
        let told = text(result, "apiVersion");
        version = version.or((!told.is_empty()).then(|| told.to_owned()));
        let pages: Vec<Page> = list(result, "pages").iter().filter_map(Page::of).collect();
        let inches = pages.iter().any(|page| page.scale != 1.0);
        out.unit(if inches { PageUnit::Pt } else { PageUnit::Px });
        for page in &pages {
            out.page(page.number, page.size);
        }
        document(result, &pages, out);
    }
    Some(("Azure Document Intelligence".to_owned(), version))
}

/// A page with its lines.
struct Page {
    number: u32,
    /// Units of places in a unit of the file.
    scale: f32,
    size: Option<[f32; 2]>,
    lines: Vec<Seen>,
}

impl Page {
    fn of(value: &Value) -> Option<Page> {
        let page = u32::try_from(whole(value, "pageNumber")?).ok().filter(|&number| number > 0)?;
        let scale = if text(value, "unit") == "inch" { INCH } else { 1.0 };
        let seen = |value: &Value| {
            let bbox = bbox(value.get("polygon"))?.map(|side| side * scale);
            let confidence = number(value, "confidence");
            Some(Seen { text: text(value, "content").to_owned(), bbox, confidence })
        };
        let words: Vec<Seen> = list(value, "words").iter().filter_map(seen).collect();
        let mut lines: Vec<Seen> = list(value, "lines").iter().filter_map(seen).collect();
        if lines.is_empty() {
            lines = words;
        } else {
            put_confidence(&mut lines, words);
        }
        let size = size(value, "width", "height").map(|size| size.map(|side| side * scale));
        Some(Page { number: page, scale, size, lines })
    }
}

/// A line is as sure as the least sure word in it. Both come in reading order.
fn put_confidence(lines: &mut [Seen], words: Vec<Seen>) {
    let mut from = 0;
    for line in lines {
        let inside = |word: &&Seen| holds(line.bbox, word.bbox);
        let rest = words.get(from..).unwrap_or_default();
        let skipped = rest.iter().position(|word| inside(&word)).unwrap_or(rest.len());
        let own = rest.iter().skip(skipped).take_while(inside);
        let (count, sure) =
            own.fold((0, None), |(count, sure), word| (count + 1, least(sure, word.confidence)));
        if count > 0 {
            from += skipped + count;
            line.confidence = sure;
        }
    }
}

/// A paragraph or a table, where it stands.
struct Part<'v> {
    value: &'v Value,
    at: At,
}

fn document(result: &Value, pages: &[Page], out: &mut Output<'_>) {
    let part = |value| Part { value, at: region(value, pages) };
    let tables: Vec<Part<'_>> = list(result, "tables").iter().map(part).collect();
    let paragraphs = list(result, "paragraphs");
    let inside = |part: &Part<'_>| {
        tables.iter().any(|table| {
            let boxes = table.at.bbox.zip(part.at.bbox);
            table.at.page == part.at.page && boxes.is_some_and(|(outer, inner)| holds(outer, inner))
        })
    };
    let texts = paragraphs.iter().map(part);
    let mut texts = texts.filter(|part| !inside(part)).peekable();
    if paragraphs.is_empty() && tables.is_empty() {
        for page in pages {
            let loose = page.lines.iter().map(|seen| Loose {
                text: seen.text.clone(),
                bbox: seen.bbox,
                confidence: seen.confidence,
            });
            out.loose(page.number, loose);
        }
        return;
    }
    for table in &tables {
        let top = |part: &Part<'_>| (part.at.page, part.at.bbox.map_or(0.0, |bbox| bbox[1]));
        let before = |part: &Part<'_>| top(part) < top(table);
        while let Some(text) = texts.next_if(before) {
            one(&text, out);
        }
        one_table(table, pages, out);
    }
    texts.for_each(|text| one(&text, out));
}

/// Where something stands: of what goes over several pages, its first part.
fn region(value: &Value, pages: &[Page]) -> At {
    let Some(first) = list(value, "boundingRegions").first() else { return At::default() };
    let number = whole(first, "pageNumber").and_then(|number| u32::try_from(number).ok());
    let scale =
        pages.iter().find(|page| Some(page.number) == number).map_or(1.0, |page| page.scale);
    let points = bbox(first.get("polygon")).map(|bbox| bbox.map(|side| side * scale));
    place(number.filter(|&number| number > 0), points)
}

fn one(part: &Part<'_>, out: &mut Output<'_>) {
    let (role, told) = (text(part.value, "role"), text(part.value, "content"));
    match label(role) {
        Label::Title => out.text(told, part.at, Some(Mark::Heading), None),
        Label::Seal | Label::Aside => out.aside(role, told, part.at),
        _ => out.text(told, part.at, None, None),
    }
}

fn one_table(part: &Part<'_>, pages: &[Page], out: &mut Output<'_>) {
    let at = part.at;
    let told = list(part.value, "cells").iter().filter_map(|cell| {
        let own = region(cell, pages);
        Some(Told {
            row: whole(cell, "rowIndex")?,
            col: whole(cell, "columnIndex")?,
            rows: whole(cell, "rowSpan").unwrap_or(1),
            cols: whole(cell, "columnSpan").unwrap_or(1),
            text: text(cell, "content").to_owned(),
            at: if own.bbox.is_some() { own } else { at },
            confidence: None,
        })
    });
    let several = list(part.value, "boundingRegions").len() > 1;
    let page = pages.iter().find(|page| Some(page.number) == at.page && !several);
    let inside = |seen: &&Seen| at.bbox.is_some_and(|bbox| holds(bbox, seen.bbox));
    let lines = page.into_iter().flat_map(|page| &page.lines).filter(inside);
    let lines: Vec<Seen> = lines.cloned().collect();
    out.cells(told.collect(), at, &|grid| witness::confront(grid, &lines));
}
