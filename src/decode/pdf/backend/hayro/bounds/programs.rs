//! Font programs that reading does not need. A font that tells by itself which characters its
//! codes are, and how wide, needs its program only to be painted; unpacking it is a large part of
//! what a page costs. Without it the library takes one of its own fonts for it, which tells the
//! same of those codes. Of others it might tell something else: who reads a page that way looks
//! whether it shows any ([`is_told_alone`]), and then reads it again with the programs.

use std::ops::Range;

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::{BfString, CMap, load_embedded};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Stream};
use memchr::memmem;

use super::super::load;
use super::super::rescue::family_of_descendant;

/// What is to be overwritten in a file for its programs not to be read.
#[derive(Debug, Default)]
pub(in super::super) struct Programs(pub(super) Vec<Overwritten>);

/// Bytes of a file, and what stands for each of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Overwritten {
    pub(super) place: Range<usize>,
    by: u8,
}

impl Programs {
    /// The file without them; `None` if it has none, or is so large that it is not to be held
    /// twice.
    pub(in super::super) fn left_out_of(&self, pdf: &Pdf, password: Option<&str>) -> Option<Pdf> {
        const LARGEST: usize = 64 << 20;
        let data = pdf.data().as_ref();
        if self.0.is_empty() || data.len() > LARGEST {
            return None;
        }
        let mut data = data.to_vec();
        for Overwritten { place, by } in &self.0 {
            data.get_mut(place.clone())?.fill(*by);
        }
        load(data, password).ok()
    }
}

/// Whether a glyph is the same without the program of its font: one of the codes that the font
/// tells of, which have a width.
pub(in super::super) fn is_told_alone(glyph: &Glyph<'_>, advance: Option<f32>) -> bool {
    match glyph {
        Glyph::Outline(outline) => outline.char_code() > 0 && advance.is_some_and(|a| a > 0.0),
        Glyph::Type3(_) => true,
    }
}

/// The programs that a font names.
pub(super) struct Named<'a> {
    /// Their names, where they stand.
    pub(super) names: Vec<&'a [u8]>,
    /// If reading does not need them: the widths of codes that the font does not tell.
    pub(super) untold: Option<Vec<&'a [u8]>>,
}

impl Named<'_> {
    /// What is to be overwritten if `place` tells where bytes of the file stand: the names by
    /// others of the same length, the widths by none. `None` if it is not all in the file.
    pub(super) fn overwritten(
        &self,
        place: impl Fn(&[u8]) -> Option<Range<usize>>,
    ) -> Option<Vec<Overwritten>> {
        let names = self.names.iter().map(|name| {
            let at = place(name)?.start + 1;
            Some(Overwritten { place: at..at + 1, by: b'f' })
        });
        let untold = self.untold.iter().flatten();
        let widths = untold.map(|digits| Some(Overwritten { place: place(digits)?, by: b'0' }));
        names.chain(widths).collect()
    }
}

/// The programs that a dictionary names, if it is a font.
pub(super) fn named<'a>(font: &Dict<'a>) -> Option<Named<'a>> {
    const NAME: &[u8] = b"/FontFile";
    let kind = font.get::<Name<'_>>(b"Subtype".as_slice())?;
    let composite = match kind.as_ref() {
        b"Type0" => true,
        b"TrueType" | b"OpenType" | b"Type1" | b"MMType1" => false,
        _ => return None,
    };
    let described = if composite { descendant(font)? } else { font.clone() };
    let descriptor = described.get::<Dict<'a>>(b"FontDescriptor".as_slice())?;
    let data = descriptor.data();
    let names = memmem::find_iter(data, NAME).filter_map(|at| data.get(at..at + NAME.len()));
    let names: Vec<&[u8]> = names.collect();
    let untold = match composite {
        _ if names.is_empty() => None,
        true => tells_all_it_can(font).then(Vec::new),
        false => untold_widths(font, &descriptor),
    };
    Some(Named { names, untold })
}

fn descendant<'a>(font: &Dict<'a>) -> Option<Dict<'a>> {
    font.get::<Array<'a>>(b"DescendantFonts".as_slice())?.iter::<Dict<'a>>().next()
}

/// Whether the codes of a font are the numbers of its glyphs, and nothing else tells which
/// characters they are: those that it does not tell stay untold.
fn tells_all_it_can(font: &Dict<'_>) -> bool {
    let encoding = font.get::<Name<'_>>(b"Encoding".as_slice());
    let plain = || family_of_descendant(font).is_none_or(|family| family.ucs2_cmap().is_none());
    font.contains_key(b"ToUnicode".as_slice())
        && encoding.is_some_and(|encoding| *encoding == *b"Identity-H")
        && plain()
}

/// The widths of the codes of one byte whose characters a font does not tell, as they are
/// printed; all others have none. `None` if that cannot be said.
fn untold_widths<'a>(font: &Dict<'a>, descriptor: &Dict<'_>) -> Option<Vec<&'a [u8]>> {
    let first = font.get::<u32>(b"FirstChar".as_slice())?;
    let last = font.get::<u32>(b"LastChar".as_slice())?;
    let widths = font.get::<Array<'a>>(b"Widths".as_slice())?.data();
    let missing = descriptor.get::<f32>(b"MissingWidth".as_slice()).unwrap_or_default();
    let plain = |byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'[' | b']') || is_blank(*byte);
    if missing != 0.0 || first > last || !widths.iter().all(plain) {
        return None;
    }
    let told = font.get::<Stream<'_>>(b"ToUnicode".as_slice())?.decoded_data().ok()?;
    let told = CMap::parse(&told, load_embedded)?;
    let is_told = |code| told.lookup_bf_string(code).is_some_and(|c| c != NOTHING);
    let numbers = widths.split(|byte| is_blank(*byte) || matches!(byte, b'[' | b']'));
    let numbers = (first..=last.min(255)).zip(numbers.filter(|number| !number.is_empty()));
    let untold = numbers.filter(|&(code, _)| !is_told(code));
    Some(untold.flat_map(|(_, number)| number.split(|&byte| byte == b'.')).collect())
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

/// Some files say so of codes of which they say nothing; the library then looks elsewhere.
const NOTHING: BfString = BfString::Char('\0');

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::hayro_syntax::object::FromBytes;

    fn named_in(font: &str) -> Option<(usize, Option<Vec<String>>)> {
        let font = Dict::from_bytes(font.as_bytes()).unwrap();
        let found = named(&font)?;
        let text = |digits: &&[u8]| String::from_utf8_lossy(digits).into_owned();
        Some((found.names.len(), found.untold.map(|all| all.iter().map(text).collect())))
    }

    #[test]
    fn a_composite_font_needs_no_program_where_nothing_else_tells_its_characters() {
        let font = |encoding: &str, ordering: &str, told: &str| {
            named_in(&format!(
                "<</Type/Font/Subtype/Type0/Encoding/{encoding}{told}/DescendantFonts[<<\
                 /Subtype/CIDFontType2/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})>>\
                 /FontDescriptor<</FontFile2 7 0 R>>>>]>>"
            ))
        };
        let told = "/ToUnicode 8 0 R";
        assert_eq!(font("Identity-H", "Identity", told), Some((1, Some(vec![]))));
        assert_eq!(font("Identity-H", "Identity", ""), Some((1, None)));
        assert_eq!(font("Identity-H", "GB1", told), Some((1, None)));
        assert_eq!(font("Identity-V", "Identity", told), Some((1, None)));
        assert_eq!(font("GBK-EUC-H", "Identity", told), Some((1, None)));
    }

    #[test]
    fn what_is_no_font_names_none() {
        assert_eq!(named_in("<</Subtype/CIDFontType2/FontDescriptor<</FontFile2 7 0 R>>>>"), None);
        assert_eq!(named_in("<</FontFile2 7 0 R>>"), None);
        assert_eq!(named_in("<</Subtype/Type3/ToUnicode 8 0 R>>"), None);
    }
}
