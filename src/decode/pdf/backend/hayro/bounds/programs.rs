//! Font programs that reading does not need. A font that tells by itself which characters its
//! codes are, and how wide, needs its program only to be painted, and unpacking it is a large part
//! of what a page costs. In a copy of the file one without glyphs stands for it. What the font
//! does not tell is then not told by the program either: a page that shows such a code is read
//! again with the programs.

use std::borrow::Cow;
use std::ops::Range;

use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Stream};
use hayro_interpret::hayro_syntax::{Filter, Pdf};

use super::super::load;

/// A font program without tables, packed; what follows it in a stream is not looked at.
const EMPTY: &[u8] = b"\x78\x01\x01\x0C\x00\xF3\xFF\x00\x01\x00\x00\
    \x00\x00\x00\x00\x00\x00\x00\x00\x00\x17\x00\x02";

/// Where the programs of a file stand that reading does not need.
#[derive(Debug, Default)]
pub(in super::super) struct Programs(pub(in super::super) Vec<Range<usize>>);

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
        for place in &self.0 {
            data.get_mut(place.start..place.start + EMPTY.len())?.copy_from_slice(EMPTY);
        }
        load(data, password).ok()
    }
}

/// The programs that a font names.
pub(super) struct Named<'a> {
    /// Their bytes in the file.
    pub(super) packed: Vec<&'a [u8]>,
    /// Whether reading does not need them.
    pub(super) spare: bool,
}

/// The programs that a dictionary names, if it is a font.
pub(super) fn named<'a>(font: &Dict<'a>) -> Option<Named<'a>> {
    let kind = font.get::<Name<'_>>(b"Subtype".as_slice())?;
    let has = |key: &[u8]| font.contains_key(key);
    let (described, has_widths) = match kind.as_ref() {
        b"Type0" => (descendant(font)?, true),
        // Where widths are not told the program tells them.
        b"TrueType" | b"OpenType" | b"Type1" | b"MMType1" => {
            (font.clone(), has(b"Widths") && has(b"FirstChar") && has(b"LastChar"))
        }
        _ => return None,
    };
    let descriptor = described.get::<Dict<'a>>(b"FontDescriptor".as_slice())?;
    let names = [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"];
    let streams = names.into_iter().filter_map(|name| descriptor.get::<Stream<'a>>(name));
    Some(Named {
        packed: streams.filter_map(|stream| packed(&stream)).collect(),
        spare: has(b"ToUnicode") && has_widths,
    })
}

fn descendant<'a>(font: &Dict<'a>) -> Option<Dict<'a>> {
    font.get::<Array<'a>>(b"DescendantFonts".as_slice())?.iter::<Dict<'a>>().next()
}

/// The bytes of a stream as they stand in the file, if others that are packed the same way may
/// stand for them.
fn packed<'a>(stream: &Stream<'a>) -> Option<&'a [u8]> {
    let dict = stream.dict();
    let plain = *stream.filters() == [Filter::FlateDecode]
        && [b"DecodeParms".as_slice(), b"DP"].iter().all(|key| !dict.contains_key(*key));
    match stream.raw_data() {
        Cow::Borrowed(data) if plain && data.len() >= EMPTY.len() => Some(data),
        Cow::Borrowed(_) | Cow::Owned(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::decoded;
    use super::*;

    #[test]
    fn a_program_without_glyphs_is_one() {
        let followed = [EMPTY, b"what stood there before"].concat();
        let program = decoded("/FlateDecode", &followed).unwrap();
        assert_eq!(program.len(), 12);
        assert!(skrifa::FontRef::new(&program).is_ok());
    }
}
