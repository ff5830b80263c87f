//! Pages of which boxes with texts are known, and pictures with boxes over them.

use std::fmt::Write;

use super::super::html::{Html, push_text};
use super::super::spots::Spots;
use super::{SourceView, flow, frame, raster};
use crate::document::{Document, Item};
use crate::location::At;
use crate::source::Source;
use crate::words::words;

/// The pages of a document, each text in its box.
pub(super) fn view(document: &Document, spots: &Spots) -> SourceView {
    if !items(document).any(|(at, _)| at.bbox.is_some()) {
        return flow::view(document, spots);
    }
    let mut html = String::new();
    for (index, page) in document.pages.iter().enumerate() {
        let number = page.number.unwrap_or(index as u32 + 1);
        let size = size(document, number);
        frame::push(&mut html, number, size, &content(document, number, size), spots);
    }
    SourceView { kind: "pages", html: Html(html), missing: Vec::new() }
}

/// A picture of one page, with what was read in its boxes.
pub(super) fn picture(source: &Source<'_>, document: &Document, spots: &Spots) -> SourceView {
    let Some(kind) = shown_by_browsers(source.bytes) else {
        let mut view = view(document, spots);
        view.missing.push(Html::words(&words!(
            en: "browsers do not show a picture of this kind: the text that was read stands in its place",
            zh: "浏览器不能显示这种图片，以读出的文字代替"
        )));
        return view;
    };
    let mut html = String::new();
    let address = raster::data(kind, source.bytes);
    let content = format!("<img alt=\"\" decoding=\"async\" src=\"{address}\">");
    frame::push(&mut html, 1, size(document, 1), &content, spots);
    SourceView { kind: "pages", html: Html(html), missing: Vec::new() }
}

/// The kind of a picture that browsers show, by its first bytes.
fn shown_by_browsers(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [b'B', b'M', ..] => Some("image/bmp"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

/// The texts of a page, each in its box.
pub(super) fn content(document: &Document, number: u32, [width, height]: [f32; 2]) -> String {
    let mut html = String::new();
    let here = items(document).filter(|(at, _)| at.page.unwrap_or(1) == number);
    for (at, text) in here {
        let Some([left, top, right, bottom]) = at.bbox else { continue };
        let share = |length: f32, whole: f32| length / whole.max(1.0) * 100.0;
        let size = type_size(text, right - left, bottom - top);
        // Writing to a string cannot fail.
        let _ = write!(
            html,
            "<span class=\"t\" style=\"left:{:.3}%;top:{:.3}%;width:{:.3}%;height:{:.3}%;font-size:{:.3}cqw\">",
            share(left, width),
            share(top, height),
            share(right - left, width),
            share(bottom - top, height),
            share(size, width),
        );
        push_text(&mut html, text);
        html.push_str("</span>");
    }
    html
}

/// The size of type with which a text fills its box, on one line or more.
fn type_size(text: &str, width: f32, height: f32) -> f32 {
    let ems: f32 = text.chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum();
    let ems = ems.max(1.0);
    // Lines a quarter apart.
    let on_one = (width / ems).min(height / 1.1);
    let on_many = (width * height / (ems * 1.25)).sqrt() * 0.92;
    on_one.max(on_many.min(height / 1.2)).clamp(1.0, height.max(1.0))
}

fn items(document: &Document) -> impl Iterator<Item = (At, &str)> {
    document.pages.iter().flat_map(|page| &page.items).flat_map(|item| match item {
        Item::Line(line) => vec![(line.at, line.text.as_str())],
        Item::Grid(grid) => grid.cells.iter().map(|cell| (cell.at, cell.text.as_str())).collect(),
    })
}

/// Width and height of a page, from what the file tells, or around all its boxes.
fn size(document: &Document, number: u32) -> [f32; 2] {
    let told = document.page_sizes.get(number.saturating_sub(1) as usize).copied();
    told.filter(|[width, height]| *width > 0.0 && *height > 0.0).unwrap_or_else(|| {
        let here = items(document).filter(|(at, _)| at.page.unwrap_or(1) == number);
        let boxes = here.filter_map(|(at, _)| at.bbox);
        let around = boxes.fold([1.0f32, 1.0], |[width, height], [_, _, right, bottom]| {
            [width.max(right), height.max(bottom)]
        });
        around.map(|side| side * 1.03)
    })
}
