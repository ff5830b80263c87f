//! Pages of OFD, drawn from the geometry that they were read from: no library paints them.

use std::fmt::Write;

use super::super::html::Html;
use super::super::spots::Spots;
use super::{SourceView, frame, letters};
use crate::decode;
use crate::layout::geometry::{Glyph, PageGeometry};
use crate::patterns::Patterns;
use crate::source::Source;
use crate::words::words;

/// The pages of a document.
pub(super) fn view(source: &Source<'_>, patterns: &Patterns, spots: &Spots) -> SourceView {
    let mut html = String::new();
    let mut pictures = 0;
    let mut blank = Vec::new();
    for (number, page) in (1u32..).zip(decode::ofd_pages(source, patterns)) {
        match page {
            Some(page) => {
                pictures += page.images.len();
                let size = [page.width, page.height];
                frame::push(&mut html, number, size, &drawn(&page), spots);
            }
            None => {
                blank.push(number.to_string());
                frame::push(&mut html, number, [595.0, 842.0], "", spots);
            }
        }
    }
    let mut missing = Vec::new();
    if pictures > 0 {
        missing.push(Html::words(&words!(
            en: "pictures and seals of the OFD file are shown as grey areas ({pictures})",
            zh: "OFD 文件中的图片和印章以灰色区域表示（{pictures} 处）"
        )));
    }
    if !blank.is_empty() {
        let pages = blank.join(", ");
        missing.push(Html::words(&words!(
            en: "page(s) {pages} cannot be interpreted",
            zh: "第 {pages} 页无法解析"
        )));
    }
    SourceView { kind: "pages", html: Html(html), missing }
}

fn drawn(page: &PageGeometry) -> String {
    let (width, height) = (page.width, page.height);
    let mut svg = String::new();
    // Writing to a string cannot fail.
    let _ = write!(svg, "<svg viewBox=\"0 0 {width:.2} {height:.2}\" aria-hidden=\"true\">");
    for (class, areas) in [("fill", &page.fills), ("pic", &page.images)] {
        for area in areas {
            let _ = write!(
                svg,
                "<rect class=\"{class}\" x=\"{:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"{:.2}\"/>",
                area.left,
                area.top,
                area.width(),
                area.height()
            );
        }
    }
    if !page.rulings.is_empty() {
        svg.push_str("<path class=\"rule\" d=\"");
        for ruling in &page.rulings {
            let _ = match ruling.horizontal {
                true => write!(svg, "M{:.2} {:.2}H{:.2}", ruling.from, ruling.place, ruling.to),
                false => write!(svg, "M{:.2} {:.2}V{:.2}", ruling.place, ruling.from, ruling.to),
            };
        }
        svg.push_str("\"/>");
    }
    let seen: Vec<&Glyph> = page.glyphs.iter().filter(|glyph| !glyph.invisible).collect();
    letters::push(&mut svg, &seen);
    svg.push_str("</svg>");
    svg
}
