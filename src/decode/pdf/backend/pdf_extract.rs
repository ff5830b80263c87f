//! `pdf-extract` as the second reader: another library, written independently,
//! whose agreement on a digit is evidence. It panics on the fonts of many Chinese
//! documents (docs/pdf.md), and gives no page rotation and no pictures.

use pdf_extract::{
    Dictionary, Document, MediaBox, Object, ObjectId, OutputDev, OutputError, Transform,
    output_doc_page,
};

use super::{Backend, OpenError, contained};
use crate::layout::geometry::{Glyph, PageGeometry, Rect, Run, UNMAPPED};

/// A PDF opened with `lopdf`.
pub(in crate::decode::pdf) struct PdfExtract {
    document: Document,
}

impl PdfExtract {
    /// Opens a PDF; without a password the empty one is tried.
    pub(in crate::decode::pdf) fn open(
        bytes: &[u8],
        password: Option<&str>,
    ) -> Result<Self, OpenError> {
        let opened = contained(|| {
            let mut document = Document::load_mem(bytes).map_err(|_| OpenError::Damaged)?;
            if document.is_encrypted() {
                let password = password.unwrap_or_default();
                document.decrypt(password).map_err(|_| OpenError::Encrypted)?;
            }
            Ok(PdfExtract { document })
        });
        opened.unwrap_or(Err(OpenError::Damaged))
    }

    fn page(&self, number: u32, id: ObjectId) -> Option<PageGeometry> {
        let (rotation, crop) = contained(|| self.page_box(id))?;
        let mut glyphs = Glyphs { page: PageGeometry::default(), area: crop, rotation };
        contained(|| output_doc_page(&self.document, &mut glyphs, number))?.ok()?;
        Some(glyphs.page)
    }

    /// The rotation of a page in degrees, and its crop box. Both may stand in a
    /// node above it.
    fn page_box(&self, id: ObjectId) -> (i64, Option<[f64; 4]>) {
        let (mut rotation, mut crop) = (None, None);
        let mut node = self.document.get_dictionary(id).ok();
        for _ in 0..DEEPEST {
            let Some(dictionary) = node else { break };
            let get = |key: &[u8]| self.resolved(dictionary, key);
            rotation = rotation.or_else(|| get(b"Rotate")?.as_i64().ok());
            crop = crop.or_else(|| {
                let sides = get(b"CropBox")?.as_array().ok()?;
                let side = |n: usize| Some(f64::from(sides.get(n)?.as_float().ok()?));
                Some([side(0)?, side(1)?, side(2)?, side(3)?])
            });
            node = get(b"Parent").and_then(|parent| parent.as_dict().ok());
        }
        (rotation.unwrap_or(0).rem_euclid(360), crop)
    }

    fn resolved<'d>(&'d self, dictionary: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
        let object = dictionary.get(key).ok()?;
        self.document.dereference(object).ok().map(|(_, object)| object)
    }
}

/// Page trees are not deeper.
const DEEPEST: usize = 32;

impl Backend for PdfExtract {
    fn page_count(&self) -> usize {
        self.document.get_pages().len()
    }

    fn pages(&self, each: &mut dyn FnMut(usize, Option<PageGeometry>)) {
        for (index, (number, id)) in self.document.get_pages().into_iter().enumerate() {
            each(index, self.page(number, id));
        }
    }
}

/// Takes down the glyphs of a page.
struct Glyphs {
    page: PageGeometry,
    /// Left, bottom, right, top, of what is displayed.
    area: Option<[f64; 4]>,
    rotation: i64,
}

impl Glyphs {
    /// A point of the file on the displayed page.
    fn displayed(&self, x: f64, y: f64) -> (f32, f32) {
        let [left, bottom, right, top] = self.area.unwrap_or_default();
        let (x, y, width, height) = (x - left, top - y, right - left, top - bottom);
        let (x, y) = match self.rotation {
            90 => (height - y, x),
            180 => (width - x, height - y),
            270 => (y, width - x),
            _ => (x, y),
        };
        (x as f32, y as f32)
    }
}

impl OutputDev for Glyphs {
    fn begin_page(
        &mut self,
        _: u32,
        media: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        let media = [media.llx, media.lly, media.urx, media.ury];
        let [left, bottom, right, top] = *self.area.get_or_insert(media);
        let (width, height) = ((right - left) as f32, (top - bottom) as f32);
        (self.page.width, self.page.height) = match self.rotation {
            90 | 270 => (height, width),
            _ => (width, height),
        };
        Ok(())
    }

    fn output_character(
        &mut self,
        transform: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let place = |x: f64, y: f64| {
            let t = transform;
            self.displayed(t.m11 * x + t.m21 * y + t.m31, t.m12 * x + t.m22 * y + t.m32)
        };
        // The transform leaves the size of the font out.
        let (right, top, bottom) = (width * size, 0.88 * size, -0.12 * size);
        let corners =
            [place(0.0, bottom), place(0.0, top), place(right, bottom), place(right, top)];
        let (origin, up) = (place(0.0, 0.0), place(0.0, size));
        let (dx, dy) = (up.0 - origin.0, up.1 - origin.1);
        let run = match (dx.abs() < dy.abs(), dx > 0.0, dy < 0.0) {
            (true, _, true) => Run::Right,
            (true, _, false) => Run::Left,
            (false, true, _) => Run::Down,
            (false, false, _) => Run::Up,
        };
        let around = |pick: fn(&(f32, f32)) -> f32, by: fn(f32, f32) -> f32| {
            corners.iter().map(pick).reduce(by).unwrap_or_default()
        };
        let bbox = Rect {
            left: around(|c| c.0, f32::min),
            top: around(|c| c.1, f32::min),
            right: around(|c| c.0, f32::max),
            bottom: around(|c| c.1, f32::max),
        };
        let one = |char: char| Glyph {
            char,
            bbox,
            size: dx.hypot(dy),
            run,
            vertical: false,
            invisible: false,
            color: [0; 3],
            slanted: false,
            watermark: false,
            stretch: 0,
            confidence: 1.0,
        };
        if text.is_empty() {
            self.page.glyphs.push(one(UNMAPPED));
        }
        self.page.glyphs.extend(text.chars().map(one));
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
