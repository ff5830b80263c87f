//! PAGE: regions of text with lines and words, and tables whose cells are regions with a row and
//! a column (2019). One file a page.

use super::Made;
use super::cells::Told;
use super::json::around;
use super::output::{Loose, Output};
use super::places::place;
use crate::decode::package::xml::Element;
use crate::document::Mark;

pub(super) fn read(root: &Element<'_, '_>, out: &mut Output<'_>) -> Made {
    const NUMBER: u32 = 1;
    let first = |name: &str| root.descendants().find(|element| element.name() == name);
    let page = first("Page")?;
    let side = |name: &str| -> Option<f32> { page.attribute(name)?.trim().parse().ok() };
    let size = side("imageWidth").zip(side("imageHeight"));
    out.page(NUMBER, size.filter(|&(w, h)| w > 0.0 && h > 0.0).map(|(w, h)| [w, h]));
    let tables = page.children().any(|region| region.name() == "TableRegion");
    for region in in_order(&page) {
        match (region.name(), tables) {
            ("TableRegion", _) => table(&region, NUMBER, out),
            ("TextRegion", true) => text(&region, NUMBER, out),
            ("TextRegion", false) if !is_aside(&region) => out.loose(NUMBER, words(&region)),
            _ => {}
        }
    }
    let creator = first("Creator").map(|creator| creator.text().trim().to_owned());
    creator
        .filter(|name| name.chars().any(char::is_alphanumeric))
        .map(|name| super::named(&name, None))
}

/// The regions in reading order, where it is told.
fn in_order<'t, 'a>(page: &Element<'t, 'a>) -> Vec<Element<'t, 'a>> {
    let mut regions: Vec<Element<'_, '_>> = page.children().collect();
    if let Some(order) = page.child("ReadingOrder") {
        let named = order.descendants().filter_map(|reference| reference.attribute("regionRef"));
        let places: rustc_hash::FxHashMap<_, usize> = named.zip(0..).collect();
        let place = |region: &Element<'_, '_>| {
            region.attribute("id").and_then(|id| places.get(&id).copied()).unwrap_or(usize::MAX)
        };
        regions.sort_by_cached_key(place);
    }
    regions
}

/// Whether a region says that it is no text of the report.
fn is_aside(region: &Element<'_, '_>) -> bool {
    const ASIDE: [&str; 6] =
        ["header", "footer", "page-number", "marginalia", "catch-word", "signature-mark"];
    region.attribute("type").is_some_and(|kind| ASIDE.contains(&&*kind))
}

fn text(region: &Element<'_, '_>, page: u32, out: &mut Output<'_>) {
    if is_aside(region) {
        return;
    }
    let heading = region.attribute("type").is_some_and(|kind| kind == "heading");
    for line in lines(region) {
        let (text, sure) = told(&line);
        out.text(&text, place(Some(page), coords(&line)), heading.then_some(Mark::Heading), sure);
    }
}

fn table(region: &Element<'_, '_>, page: u32, out: &mut Output<'_>) {
    let at = place(Some(page), coords(region));
    let cells = region.children().filter_map(|cell| {
        let role = cell.child("Roles")?.child("TableCellRole")?;
        let number = |name: &str| -> Option<i64> { role.attribute(name)?.trim().parse().ok() };
        let lines: Vec<(String, Option<f32>)> = lines(&cell).iter().map(told).collect();
        let texts: Vec<&str> = lines.iter().map(|(text, _)| text.as_str()).collect();
        let sure = lines.iter().map(|(_, sure)| *sure).fold(None, super::places::least);
        Some(Told {
            row: number("rowIndex")?,
            col: number("columnIndex")?,
            rows: number("rowSpan").unwrap_or(1),
            cols: number("colSpan").unwrap_or(1),
            text: texts.join("\n"),
            at: place(Some(page), coords(&cell).or(at.bbox())),
            confidence: sure,
        })
    });
    let cells: Vec<Told> = cells.collect();
    if cells.is_empty() {
        // Its cells are not told: what stands in it is lines.
        region.children().for_each(|cell| text(&cell, page, out));
        return;
    }
    out.cells(cells, at, &|_| Vec::new());
}

/// The lines of a region; a region without lines is one.
fn lines<'t, 'a>(region: &Element<'t, 'a>) -> Vec<Element<'t, 'a>> {
    let lines = region.descendants().filter(|element| element.name() == "TextLine");
    let lines: Vec<Element<'_, '_>> = lines.collect();
    if lines.is_empty() { vec![*region] } else { lines }
}

/// The words of a region's lines; a line without words is one.
fn words(region: &Element<'_, '_>) -> Vec<Loose> {
    let lines = lines(region).into_iter().flat_map(|line| {
        let words: Vec<Element<'_, '_>> = line.children().filter(|e| e.name() == "Word").collect();
        if words.is_empty() { vec![line] } else { words }
    });
    let loose = lines.filter_map(|line| {
        let (text, confidence) = told(&line);
        Some(Loose { text, bbox: coords(&line)?, confidence })
    });
    loose.collect()
}

/// The first reading of a line or word, and how sure it is; of a line without one, that of its
/// words.
fn told(line: &Element<'_, '_>) -> (String, Option<f32>) {
    let reading = |of: &Element<'_, '_>| {
        let equivalent = of.child("TextEquiv")?;
        let sure = equivalent.attribute("conf").and_then(|sure| sure.trim().parse().ok());
        Some((equivalent.child("Unicode")?.text(), sure))
    };
    reading(line).unwrap_or_else(|| {
        let words = line.children().filter(|word| word.name() == "Word");
        let words: Vec<(String, Option<f32>)> = words.filter_map(|word| reading(&word)).collect();
        let sure = words.iter().map(|(_, sure)| *sure).fold(None, super::places::least);
        (words.into_iter().map(|(text, _)| text).collect::<Vec<_>>().join(" "), sure)
    })
}

/// The box around the corners of a region: `points="x,y x,y …"`, or points of their own.
fn coords(of: &Element<'_, '_>) -> Option<[f32; 4]> {
    let coords = of.child("Coords")?;
    let told = coords.attribute("points").unwrap_or_default();
    let mut flat: Vec<f32> = told.split([',', ' ']).filter_map(|side| side.parse().ok()).collect();
    if flat.is_empty() {
        let points = coords.children().filter(|point| point.name() == "Point");
        let sides = points.flat_map(|point| [point.attribute("x"), point.attribute("y")]);
        flat = sides.flatten().filter_map(|side| side.parse().ok()).collect();
    }
    around(&flat)
}
