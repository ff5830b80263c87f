//! Pages of which boxes with texts are known, and pictures with boxes over them.

use std::fmt::Write;

use super::super::html::{Html, push_text};
use super::super::spots::Spots;
use super::{Again, SourceView, flow, frame, raster, unreadable};
use crate::document::{Document, Item};
use crate::location::At;
use crate::words::words;

/// The pages of a document, each text in its box.
pub(super) fn view(document: &Document, spots: &Spots) -> SourceView {
    if !items(document).any(|(at, _)| at.bbox().is_some()) {
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

/// Pictures of pages, with what was read in their boxes: as they are where browsers show them,
/// else painted anew.
pub(super) fn picture(again: &Again<'_>, spots: &Spots) -> SourceView {
    let mut html = String::new();
    let mut missing = Vec::new();
    let mut push = |number: u32, address: &str| {
        let content = format!("<img alt=\"\" decoding=\"async\" src=\"{address}\">");
        frame::push(&mut html, number, again.size(number), &content, spots);
    };
    let bytes = again.source.bytes;
    match shown_by_browsers(bytes) {
        Some(kind) => push(1, &raster::data(kind, bytes)),
        None => painted(bytes, &mut |number, address| match address {
            Some(address) => push(number, &address),
            None => missing.push(Html::words(&words!(
                en: "page {number}: the picture cannot be decoded",
                zh: "第 {number} 页的图片无法解码"
            ))),
        }),
    }
    if html.is_empty() {
        let mut view = match again.document() {
            Ok(document) => view(document, spots),
            Err(error) => unreadable(&error.to_string(), &error.message_zh()),
        };
        view.missing.push(Html::words(&words!(
            en: "browsers do not show a picture of this kind: the text that was read stands in its place",
            zh: "浏览器不能显示这种图片，以读出的文字代替"
        )));
        return view;
    }
    SourceView { kind: "pages", html: Html(html), missing }
}

/// The addresses of pictures that browsers do not show (TIFF), or that lie in a package.
#[cfg(feature = "ocr")]
fn painted(bytes: &[u8], each: &mut dyn FnMut(u32, Option<String>)) {
    /// In dots an inch: as fine as pages of PDF are painted, and fine enough to read.
    const FINEST: f32 = 144.0;
    let mut number = 0;
    crate::decode::shown_pictures(bytes, FINEST, &mut |pixels| {
        number += 1;
        let address = pixels.and_then(|pixels| {
            let with_alpha = pixels.rgb.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], u8::MAX]);
            let painted: Vec<u8> = with_alpha.collect();
            raster::address(&painted, pixels.width, pixels.height)
        });
        each(number, address);
    });
}

/// Without what decodes pictures there are none.
#[cfg(not(feature = "ocr"))]
fn painted(_: &[u8], _: &mut dyn FnMut(u32, Option<String>)) {}

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
    let here = items(document).filter(|(at, _)| at.page().unwrap_or(1) == number);
    for (at, text) in here {
        let Some([left, top, right, bottom]) = at.bbox() else { continue };
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
pub(super) fn size(document: &Document, number: u32) -> [f32; 2] {
    let told = document.page_sizes.get(number.saturating_sub(1) as usize).copied();
    told.filter(|[width, height]| *width > 0.0 && *height > 0.0).unwrap_or_else(|| {
        let here = items(document).filter(|(at, _)| at.page().unwrap_or(1) == number);
        let boxes = here.filter_map(|(at, _)| at.bbox());
        let around = boxes.fold([1.0f32, 1.0], |[width, height], [_, _, right, bottom]| {
            [width.max(right), height.max(bottom)]
        });
        around.map(|side| side * 1.03)
    })
}

#[cfg(all(test, feature = "ocr"))]
mod tests {
    use std::cell::OnceCell;

    use super::*;
    use crate::model::{Format, SourceInfo};
    use crate::patterns::Patterns;
    use crate::source::Source;

    fn shown(bytes: &[u8]) -> SourceView {
        let source = Source::new("x.tif", bytes);
        let read = SourceInfo {
            name: String::new(),
            sha256: String::new(),
            bytes: 0,
            format: Format::Image,
            encoding: None,
            pages: Some(2),
            recognised_by: None,
            page_sizes: vec![[1654.0, 2339.0]; 2],
            page_unit: None,
        };
        let patterns = &Patterns::builtin();
        let again = Again { source: &source, read: &read, patterns, document: OnceCell::new() };
        picture(&again, &Spots::default())
    }

    #[test]
    fn each_picture_of_a_tiff_is_painted_on_its_page() {
        let view = shown(include_bytes!("../../../fixtures/scans/two-pages.tif"));
        assert_eq!(view.html.0.matches("src=\"data:image/png;base64,").count(), 2);
        assert!(view.missing.is_empty());
    }

    #[test]
    fn where_no_picture_can_be_shown_the_text_stands_in_its_place() {
        let view = shown(b"II*\0");
        assert!(!view.html.0.contains("<img"));
        assert!(!view.missing.is_empty());
    }
}
