//! Pages of PDF, painted by `hayro`, which interprets them as the reader's `hayro-interpret`
//! does: why pictures and no vectors is told in docs/pdf.md.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

use super::super::html::Html;
use super::super::spots::Spots;
use super::{Again, SourceView, boxed, frame, raster, unreadable};
use crate::decode::{Painted, contained};
use crate::words::words;

/// Pixels of a point: enough to read small print on a screen, and to print.
const SCALE: f32 = 2.0;

/// Pixels of a side at most: of a page that is larger than a table.
const LARGEST: f32 = 3000.0;

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
    let cache = RenderCache::new();
    for (number, page) in (1u32..).zip(opened.pdf.pages().iter()) {
        let size = page.render_dimensions();
        let picture = match (number as usize) <= MOST && opened.takes(page) {
            true => contained(|| painted(page, &cache)).flatten(),
            false => None,
        };
        let content = match picture {
            Some(address) => format!("<img alt=\"\" decoding=\"async\" src=\"{address}\">"),
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
    let missing = match unpainted.is_empty() {
        true => Vec::new(),
        false => {
            let pages: Vec<String> = unpainted.iter().map(u32::to_string).collect();
            let pages = pages.join(", ");
            vec![Html::words(&words!(
                en: "page(s) {pages} could not be painted: the text that was read stands in its place",
                zh: "第 {pages} 页无法绘出，以读出的文字代替"
            ))]
        }
    };
    SourceView { kind: "pages", html: Html(html), missing }
}

/// A page as the address of a picture.
fn painted<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>) -> Option<String> {
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
    raster::address(pixels.data_as_u8_slice(), width, height)
}
