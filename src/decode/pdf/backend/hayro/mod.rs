//! `hayro-interpret` as the reader of PDF: why this one is told in docs/pdf.md.

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

use painter::Painter;
use rescue::Rescue;

/// A PDF opened with `hayro-syntax`.
pub(in crate::decode::pdf) struct Hayro {
    pdf: Pdf,
}

impl Hayro {
    /// Opens a PDF; without a password the empty one is tried.
    pub(in crate::decode::pdf) fn open(
        bytes: &[u8],
        password: Option<&str>,
    ) -> Result<Self, OpenError> {
        let password = password.unwrap_or_default();
        let opened = contained(|| Pdf::new_with_password(bytes.to_vec(), password));
        match opened {
            Some(Ok(pdf)) => Ok(Hayro { pdf }),
            Some(Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) => {
                Err(OpenError::Encrypted)
            }
            Some(Err(LoadPdfError::Decryption(_))) => Err(OpenError::UnknownEncryption),
            Some(Err(LoadPdfError::Invalid)) | None => Err(OpenError::Damaged),
        }
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
            each(index, contained(|| geometry(&self.pdf, page, &cache, &mut rescue)));
        }
    }
}

#[cfg(feature = "ocr")]
impl super::Draw for Hayro {
    fn draw(&self, index: usize, finest: f32) -> Result<Frame, Problem> {
        let page = self.pdf.pages().get(index).ok_or(Problem::Unreadable)?;
        contained(|| draw::draw(&self.pdf, page, finest)).unwrap_or(Err(Problem::Unreadable))
    }
}

fn geometry<'a>(
    pdf: &'a Pdf,
    page: &'a Page<'a>,
    cache: &InterpreterCache<'a>,
    rescue: &mut Rescue,
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
    let mut painter = Painter::new(width, height);
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
