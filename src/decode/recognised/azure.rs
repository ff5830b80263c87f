//! Azure Document Intelligence (layout): paragraphs, tables and lines, each with the region that
//! it stands in, in inches for PDF and pixels for pictures.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap as HashMap;
use serde_json::Value;

use super::Made;
use super::cells::Told;
use super::json::{bbox, list, number, size, text, whole};
use super::labels::{Label, label};
use super::output::{Loose, Output};
use super::places::{holds, least, place};
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
        let pages = list(result, "pages").iter().filter_map(Page::of);
        let pages: Pages = pages.map(|page| (page.number, page)).collect();
        let inches = pages.values().any(|page| page.scale != 1.0);
        out.unit(if inches { PageUnit::Pt } else { PageUnit::Px });
        for (number, page) in &pages {
            out.page(*number, page.size);
        }
        document(result, &pages, out);
    }
    Some(("Azure Document Intelligence".to_owned(), version))
}

type Pages = BTreeMap<u32, Page>;

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

/// A paragraph, or a line where no paragraphs are told.
struct Text<'v> {
    text: &'v str,
    role: &'v str,
    at: At,
    sure: Option<f32>,
}

fn document(result: &Value, pages: &Pages, out: &mut Output<'_>) {
    let paragraphs = list(result, "paragraphs");
    let tables = list(result, "tables");
    if paragraphs.is_empty() && tables.is_empty() {
        for page in pages.values() {
            let loose = page.lines.iter().map(|seen| Loose {
                text: seen.text.clone(),
                bbox: seen.bbox,
                confidence: seen.confidence,
            });
            out.loose(page.number, loose);
        }
        return;
    }
    let tables: Vec<(At, &Value)> =
        tables.iter().map(|table| (region(table, pages), table)).collect();
    let mut areas: HashMap<Option<u32>, Vec<[f32; 4]>> = HashMap::default();
    for (at, _) in &tables {
        areas.entry(at.page()).or_default().extend(at.bbox());
    }
    let outside = |text: &Text<'_>| {
        // No page has so many tables.
        const MOST: usize = 500;
        let mut areas = areas.get(&text.at.page()).into_iter().flatten().take(MOST);
        !text.at.bbox().is_some_and(|inner| areas.any(|&outer| holds(outer, inner)))
    };
    let few = are_few(pages, tables.len());
    let mut texts = texts(paragraphs, pages);
    texts.retain(outside);
    let mut texts = texts.into_iter().peekable();
    for (at, table) in tables {
        let top = |at: At| (at.page(), at.bbox().map_or(0.0, |bbox| bbox[1]));
        while let Some(text) = texts.next_if(|text| top(text.at) < top(at)) {
            one(&text, out);
        }
        one_table(table, at, pages, few, out);
    }
    texts.for_each(|text| one(&text, out));
}

/// The paragraphs; the lines of a file without any.
fn texts<'v>(paragraphs: &'v [Value], pages: &'v Pages) -> Vec<Text<'v>> {
    if paragraphs.is_empty() {
        let lines = pages.values();
        let lines = lines.flat_map(|page| page.lines.iter().map(move |seen| (page, seen)));
        let lines = lines.map(|(page, seen)| Text {
            text: &seen.text,
            role: "",
            at: place(Some(page.number), Some(seen.bbox)),
            sure: seen.confidence,
        });
        return lines.collect();
    }
    let few = are_few(pages, paragraphs.len());
    let texts = paragraphs.iter().map(|paragraph| {
        let at = region(paragraph, pages);
        let page = at.page().filter(|_| few).and_then(|page| pages.get(&page));
        let lines = page.into_iter().flat_map(|page| &page.lines);
        let own = lines.filter(|seen| at.bbox().is_some_and(|outer| holds(outer, seen.bbox)));
        let sure = own.fold(None, |sure, seen| least(sure, seen.confidence));
        Text { text: text(paragraph, "content"), role: text(paragraph, "role"), at, sure }
    });
    texts.collect()
}

/// Whether lines can be looked for in so many areas: no document has more.
fn are_few(pages: &Pages, areas: usize) -> bool {
    const MOST_PAIRS: usize = 20_000_000;
    let most = pages.values().map(|page| page.lines.len()).max().unwrap_or(0);
    most.saturating_mul(areas) <= MOST_PAIRS
}

/// Where something stands: of what goes over several pages, its first part.
fn region(value: &Value, pages: &Pages) -> At {
    let Some(first) = list(value, "boundingRegions").first() else { return At::default() };
    let number = whole(first, "pageNumber").and_then(|number| u32::try_from(number).ok());
    let number = number.filter(|&number| number > 0);
    let page = number.and_then(|number| pages.get(&number));
    let scale = page.map_or(1.0, |page| page.scale);
    let points = bbox(first.get("polygon")).map(|bbox| bbox.map(|side| side * scale));
    place(number, points)
}

fn one(text: &Text<'_>, out: &mut Output<'_>) {
    match label(text.role) {
        Label::Title => out.text(text.text, text.at, Some(Mark::Heading), text.sure),
        Label::Seal | Label::Aside => out.aside(text.role, text.text, text.at),
        _ => out.text(text.text, text.at, None, text.sure),
    }
}

fn one_table(table: &Value, at: At, pages: &Pages, few: bool, out: &mut Output<'_>) {
    let told = list(table, "cells").iter().filter_map(|cell| {
        let own = region(cell, pages);
        Some(Told {
            row: whole(cell, "rowIndex")?,
            col: whole(cell, "columnIndex")?,
            rows: whole(cell, "rowSpan").unwrap_or(1),
            cols: whole(cell, "columnSpan").unwrap_or(1),
            text: text(cell, "content").to_owned(),
            at: if own.bbox().is_some() { own } else { at },
            confidence: None,
        })
    });
    // The lines of a table over several pages stand on each of them.
    let several = list(table, "boundingRegions").len() > 1;
    let page = at.page().filter(|_| few && !several).and_then(|page| pages.get(&page));
    let inside = |seen: &&Seen| at.bbox().is_some_and(|bbox| holds(bbox, seen.bbox));
    let lines = page.into_iter().flat_map(|page| &page.lines).filter(inside);
    let lines: Vec<Seen> = lines.cloned().collect();
    out.cells(told.collect(), at, &|grid| witness::confront(grid, &lines));
}
