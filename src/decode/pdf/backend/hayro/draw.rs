//! A page drawn to pixels: its pictures, as scanners make pages of them, and all else that it
//! paints.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine as Matrix, Rect as Area};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page,
};

use super::bounds::Drawn;
use super::canvas::Canvas;
use super::pictures::Pictures;
use crate::decode::picture::bounds;
use crate::decode::picture::{Frame, Problem};
use crate::recognition::pixels::{Affine, Pixels};

/// Points in an inch.
pub(super) const POINTS: f32 = 72.0;

/// What is drawn and no picture is read as well at this resolution as at a finer one.
const DRAWN_DPI: f32 = 200.0;

/// Draws a page as fine as the finest of its pictures, but no finer than `finest` dots an inch.
pub(super) fn draw<'a>(
    pdf: &'a Pdf,
    page: &'a Page<'a>,
    finest: f32,
    drawn: Drawn,
) -> Result<Frame, Problem> {
    let (width, height) = page.render_dimensions();
    let cache = InterpreterCache::new();
    let area = Area::new(0.0, 0.0, f64::from(width), f64::from(height));
    let upright = page.initial_transform(true).to_kurbo();
    let settings = InterpreterSettings::default;
    let mut context = Context::new(upright, area, &cache, pdf.xref(), settings());
    let mut pictures = Pictures::new(width, height, drawn);
    interpret_page(page, &mut context, &mut pictures);
    if let Some((width, height)) = pictures.too_large {
        return Err(Problem::TooLarge { width, height });
    }
    let wanted = match pictures.finest {
        Some(dpi) if pictures.drawn => dpi.max(DRAWN_DPI),
        Some(dpi) => dpi,
        None => DRAWN_DPI,
    };
    let most = (bounds::MOST_PIXELS as f32 / 2.0 / (width * height).max(1.0)).sqrt() * POINTS;
    let scale = wanted.min(finest).min(most) / POINTS;
    let side = |length: f32| (length * scale).round().max(0.0) as u32;
    let mut canvas =
        Canvas::new(side(width), side(height), pictures.count).ok_or(Problem::Unreadable)?;
    let fine = Matrix::scale(f64::from(scale)) * upright;
    let area = Area::new(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
    let mut context = Context::new(fine, area, &cache, pdf.xref(), settings());
    interpret_page(page, &mut context, &mut canvas);
    let (width, height) = (canvas.width(), canvas.height());
    let whole = canvas.failed == 0;
    let to_page = Affine::scale(1.0 / scale);
    let pixels = Pixels { width, height, rgb: canvas.into_rgb(), to_page };
    Ok(Frame { pixels, whole, size: [width, height] })
}
