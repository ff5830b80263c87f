//! Characters by glyph, from the cmap of an embedded font program: what tells the text where
//! a file gives glyphs only.

use rustc_hash::FxHashMap as HashMap;
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::prelude::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// Characters of private use mean nothing outside the font.
pub(super) fn is_private(char: char) -> bool {
    matches!(char, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// The cmap of a font program, the other way round. Where several characters
/// have one glyph, the first counts: an ideograph before its compatibility form.
pub(super) fn glyphs_to_chars(program: &[u8]) -> HashMap<u32, char> {
    let mut chars = HashMap::default();
    let Some(font) = font(program) else {
        return chars;
    };
    for (code, glyph) in font.charmap().mappings() {
        if let Some(char) = char::from_u32(code).filter(|&c| !is_private(c) && !c.is_control()) {
            chars.entry(glyph.to_u32()).or_insert(char);
        }
    }
    chars
}

/// Whether a glyph of a font program paints anything; `false` if that cannot be told.
pub(super) fn is_painted(program: &[u8], glyph: u32) -> bool {
    struct Any(bool);
    impl OutlinePen for Any {
        fn move_to(&mut self, _: f32, _: f32) {}
        fn line_to(&mut self, _: f32, _: f32) {
            self.0 = true;
        }
        fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
            self.0 = true;
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
            self.0 = true;
        }
        fn close(&mut self) {}
    }
    let Some(outline) = font(program).and_then(|f| f.outline_glyphs().get(GlyphId::new(glyph)))
    else {
        return false;
    };
    let mut any = Any(false);
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    outline.draw(settings, &mut any).is_ok() && any.0
}

/// The font of a program, the first of a collection.
fn font(program: &[u8]) -> Option<FontRef<'_>> {
    FontRef::new(program).or_else(|_| FontRef::from_index(program, 0)).ok()
}
