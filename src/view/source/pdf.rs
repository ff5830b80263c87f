//! Pages of PDF, painted by `hayro`, which interprets them as the reader's `hayro-interpret`
//! does: why pictures and no vectors is told in docs/pdf.md.

use std::fmt::Write;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

use super::super::html::Html;
use super::super::spots::Spots;
use super::{Again, SourceView, boxed, frame, letters, raster, unreadable};
use crate::decode::{self, Painted, contained};
use crate::layout::geometry::{Glyph, PageGeometry, Rect, UNMAPPED};
use crate::words::words;

/// Pixels of a point: enough to read small print on a screen, and to print.
const SCALE: f32 = 2.0;

/// Pixels of a side at most: of a page that is larger than a table.
const LARGEST: f32 = 3000.0;

/// How far a letter may reach into the cell of its neighbour, in widths of the cell.
const OVERHANG: f32 = 0.12;

/// Pages at most that are painted; those after them are drawn from what was read.
const MOST: usize = 200;

/// The pages of a PDF.
pub(super) fn view(again: &Again<'_>, spots: &Spots) -> SourceView {
    let Some(opened) = Painted::open(again.source.bytes, again.source.password) else {
        return match again.document() {
            Ok(document) => boxed::view(document, spots),
            Err(error) => unreadable(&error.to_string(), &error.message_zh()),
        };
    };
    let mut html = String::new();
    let mut unpainted = Vec::new();
    let mut borrowed = Vec::new();
    let read = decode::pdf_pages(again.source);
    let cache = RenderCache::new();
    for (number, page) in (1u32..).zip(opened.pdf.pages().iter()) {
        let size = page.render_dimensions();
        let picture = match (number as usize) <= MOST && opened.takes(page) {
            true => contained(|| painted(page, &cache)).flatten(),
            false => None,
        };
        let content = match picture {
            Some(picture) => {
                let read = read.get(number as usize - 1).and_then(Option::as_ref);
                let lacking = read.map(|page| picture.lacking(page)).unwrap_or_default();
                let mut content = picture.image;
                if !lacking.is_empty() {
                    borrowed.push(number);
                    let _ = write!(
                        content,
                        "<svg class=\"letters\" viewBox=\"0 0 {:.2} {:.2}\" aria-hidden=\"true\">",
                        size.0, size.1
                    );
                    letters::push(&mut content, &lacking);
                    content.push_str("</svg>");
                }
                content
            }
            None => {
                unpainted.push(number);
                let read = again
                    .document()
                    .map(|document| boxed::content(document, number, [size.0, size.1]));
                read.unwrap_or_default()
            }
        };
        frame::push(&mut html, number, [size.0, size.1], &content, spots);
    }
    let mut missing = Vec::new();
    if let Some(pages) = listed(&unpainted) {
        missing.push(Html::words(&words!(
            en: "page(s) {pages} could not be painted: the text that was read stands in its place",
            zh: "第 {pages} 页无法绘出，以读出的文字代替"
        )));
    }
    if let Some(pages) = listed(&borrowed) {
        missing.push(Html::words(&words!(
            en: "page(s) {pages} use fonts that the file does not hold: letters are shown in a font of this computer, as they were read",
            zh: "第 {pages} 页使用了文件未嵌入的字体：文字按读出的内容以本机字体显示"
        )));
    }
    SourceView { kind: "pages", html: Html(html), missing }
}

/// Numbers of pages as they are told; `None` of none.
fn listed(pages: &[u32]) -> Option<String> {
    let numbers: Vec<String> = pages.iter().map(u32::to_string).collect();
    (!numbers.is_empty()).then(|| numbers.join(", "))
}

/// A painted page.
struct Picture {
    pixels: Pixmap,
    /// Pixels of a point.
    scale: f32,
    /// The element that shows it.
    image: String,
}

impl Picture {
    /// The letters of the page that left no ink in its picture, though they are to be seen: those
    /// of fonts that the file does not hold, for which the painter has none of its own.
    fn lacking<'g>(&self, page: &'g PageGeometry) -> Vec<&'g Glyph> {
        let is_seen = |glyph: &&Glyph| {
            !glyph.invisible && glyph.char != UNMAPPED && !glyph.char.is_whitespace()
        };
        page.glyphs.iter().filter(is_seen).filter(|glyph| self.is_blank(glyph.bbox)).collect()
    }

    /// Whether an area of the page is of one colour, and lies within the picture.
    fn is_blank(&self, area: Rect) -> bool {
        let (width, height) = (usize::from(self.pixels.width()), usize::from(self.pixels.height()));
        let pixel = |length: f32, most: usize| ((length * self.scale).max(0.0) as usize).min(most);
        // The painter's own digits are a little wider than those of Chinese fonts.
        let over = OVERHANG * area.width();
        let (left, right) = (pixel(area.left + over, width), pixel(area.right - over, width));
        let (top, bottom) = (pixel(area.top, height), pixel(area.bottom, height));
        let rows = self.pixels.data_as_u8_slice().chunks_exact((width * 4).max(4));
        let mut area = rows
            .skip(top)
            .take(bottom.saturating_sub(top))
            .flat_map(|row| row.get(left * 4..right * 4).unwrap_or_default().chunks_exact(4));
        area.next().is_some_and(|first| area.all(|pixel| pixel == first))
    }
}

fn painted<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>) -> Option<Picture> {
    let (width, height) = page.render_dimensions();
    let scale = SCALE.min(LARGEST / width.max(height).max(1.0));
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixels = hayro::render(
        page,
        cache,
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    let (width, height) = (u32::from(pixels.width()), u32::from(pixels.height()));
    let address = raster::address(pixels.data_as_u8_slice(), width, height)?;
    let image = format!("<img alt=\"\" decoding=\"async\" src=\"{address}\">");
    Some(Picture { pixels, scale, image })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample;

    /// A picture of a page of 100 by 50 points with ink from 12 to 20 points across.
    fn picture() -> Picture {
        let mut pixels = Pixmap::new(200, 100);
        for (at, pixel) in pixels.data_as_u8_slice_mut().chunks_exact_mut(4).enumerate() {
            let ink = (24..40).contains(&(at % 200));
            pixel.copy_from_slice(if ink { &[0, 0, 0, 255] } else { &[255; 4] });
        }
        Picture { pixels, scale: 2.0, image: String::new() }
    }

    #[test]
    fn letters_that_left_no_ink_are_lacking() {
        // The ink reaches a little into the cell of the second letter.
        let mut page = sample::page().text(9.0, 30.0, 10.0, "年度预算 8");
        assert_eq!(picture().lacking(&page).iter().map(|g| g.char).collect::<String>(), "度预算8");
        page.glyphs[1].invisible = true;
        assert_eq!(picture().lacking(&page).iter().map(|g| g.char).collect::<String>(), "预算8");
        let outside = sample::page().text(400.0, 30.0, 10.0, "年");
        assert!(picture().lacking(&outside).is_empty());
    }
}
