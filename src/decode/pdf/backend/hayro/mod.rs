//! `hayro-interpret` as the reader of PDF: why this one is told in docs/pdf.md.

mod bounds;
#[cfg(feature = "ocr")]
mod canvas;
mod cell;
#[cfg(feature = "ocr")]
mod draw;
mod painter;
#[cfg(feature = "ocr")]
mod pictures;
mod rescue;
#[cfg(feature = "ocr")]
mod sampled;
mod unencrypted;

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::Rect as Area;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, InterpreterWarning, TransformExt,
    interpret_page,
};

use super::{Backend, OpenError, contained};
#[cfg(feature = "ocr")]
use crate::decode::picture::{Frame, Problem};
use crate::fold;
use crate::layout::geometry::PageGeometry;

#[cfg(feature = "cli")]
pub(crate) use bounds::Painted;
use bounds::{Drawn, LeftOut, Work};
use painter::Painter;
use rescue::Rescue;

/// A PDF opened with `hayro-syntax`.
pub(in crate::decode::pdf) struct Hayro {
    pdf: Pdf,
    work: Work,
    left_out: Vec<LeftOut>,
    /// The places of pages that take too much.
    excessive: RefCell<Vec<usize>>,
}

impl Hayro {
    /// Opens a PDF; without a password the empty one is tried.
    pub(in crate::decode::pdf) fn open(
        bytes: &[u8],
        password: Option<&str>,
    ) -> Result<Self, OpenError> {
        let (pdf, work, left_out) = bounds::open(bytes, password)?;
        Ok(Hayro { pdf, work, left_out, excessive: RefCell::default() })
    }

    /// What of it was left out because it asks for too much, and on which pages.
    pub(in crate::decode::pdf) fn left_out(&self) -> (&[LeftOut], Vec<usize>) {
        let mut pages = self.excessive.borrow().clone();
        pages.sort_unstable();
        pages.dedup();
        (&self.left_out, pages)
    }

    /// The result of drawing a page; `None` if it takes too much, or fails.
    fn within<'p, T>(
        &'p self,
        index: usize,
        page: &'p Page<'p>,
        work: impl FnOnce(Drawn) -> T,
    ) -> Option<T> {
        let drawn = self.work.drawn();
        let left = drawn.left();
        let takes = contained(|| self.work.takes(page));
        let done = takes.filter(|takes| *takes).and_then(|_| contained(|| work(drawn)));
        if takes == Some(false) || left.is_spent() {
            self.excessive.borrow_mut().push(index);
        }
        done
    }
}

/// Opens bytes that were held against bounds.
fn load(bytes: Vec<u8>, password: Option<&str>) -> Result<Pdf, OpenError> {
    let password = password.unwrap_or_default();
    match contained(|| Pdf::new_with_password(bytes, password)) {
        Some(Ok(pdf)) => Ok(pdf),
        Some(Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) => {
            Err(OpenError::Encrypted)
        }
        Some(Err(LoadPdfError::Decryption(_))) => Err(OpenError::UnknownEncryption),
        Some(Err(LoadPdfError::Invalid)) | None => Err(OpenError::Damaged),
    }
}

impl Backend for Hayro {
    fn page_count(&self) -> usize {
        self.pdf.pages().len()
    }

    fn pages(&self, each: &mut dyn FnMut(usize, Option<PageGeometry>)) {
        // Fonts are read once a document; the cache is not to be shared.
        let cache = InterpreterCache::new();
        let mut rescue = Rescue::default();
        for (index, page) in self.pdf.pages().iter().enumerate() {
            let read = |drawn| geometry(&self.pdf, page, &cache, &mut rescue, drawn);
            each(index, self.within(index, page, read));
        }
    }
}

#[cfg(feature = "ocr")]
impl super::Draw for Hayro {
    fn draw(&self, index: usize, finest: f32) -> Result<Frame, Problem> {
        let page = self.pdf.pages().get(index).ok_or(Problem::Unreadable)?;
        let drawn = |drawn| draw::draw(&self.pdf, page, finest, drawn);
        self.within(index, page, drawn).unwrap_or(Err(Problem::Unreadable))
    }
}

fn geometry<'a>(
    pdf: &'a Pdf,
    page: &'a Page<'a>,
    cache: &InterpreterCache<'a>,
    rescue: &mut Rescue,
    drawn: Drawn,
) -> PageGeometry {
    let (width, height) = page.render_dimensions();
    let transform = page.initial_transform(true).to_kurbo();
    let area = Area::new(0.0, 0.0, f64::from(width), f64::from(height));
    // Text in a font that cannot be loaded is passed over in silence.
    let unread = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&unread);
    let warning_sink = Arc::new(move |warning| {
        if matches!(warning, InterpreterWarning::UnsupportedFont) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    });
    let settings = InterpreterSettings { warning_sink, ..InterpreterSettings::default() };
    let mut context = Context::new(transform, area, cache, pdf.xref(), settings);
    let mut painter = Painter::new(width, height, drawn, Arc::clone(&unread));
    interpret_page(page, &mut context, &mut painter);
    painter.drawing.page.unread_fonts = unread.load(Ordering::Relaxed);
    for (index, code) in &painter.lost {
        let glyph = painter.drawing.page.glyphs.get_mut(*index);
        if let (Some(glyph), Some(char)) = (glyph, rescue.char(code, page)) {
            glyph.char = fold::radical_to_ideograph(char);
        }
    }
    painter.drawing.finish()
}
