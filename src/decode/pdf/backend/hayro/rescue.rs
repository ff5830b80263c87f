//! Characters that `hayro-font` does not tell, from what else the file holds:
//! the character collection Adobe-GB1 (or its sisters) of an embedded font
//! without `ToUnicode`, and the font program's own cmap.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap as HashMap;

use hayro_interpret::font::OutlineGlyph;
use hayro_interpret::hayro_cmap::{
    BfString, CMap, CMapName, CharacterCollection, CidFamily, load_embedded,
};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_interpret::hayro_syntax::page::{Page, Resources};

use crate::decode::glyphs::{glyphs_to_chars, is_private};

/// A character code as a font reads it, with what identifies the font.
pub(super) struct Code {
    code: u32,
    glyph: u32,
    /// Identifies the font program; `None` where the font is not embedded.
    program: Option<u128>,
    /// Name of the font, without the prefix of a subset.
    name: String,
    font: OutlineGlyph,
}

impl Code {
    pub(super) fn of(glyph: &OutlineGlyph) -> Code {
        let data = glyph.font_data();
        Code {
            code: glyph.char_code(),
            glyph: glyph.glyph_id().to_u32(),
            program: data.as_ref().map(|d| d.cache_key),
            name: data.and_then(|d| d.postscript_name).unwrap_or_default(),
            font: glyph.clone(),
        }
    }
}

/// What is known of the fonts of a document that tell no characters.
#[derive(Default)]
pub(super) struct Rescue {
    /// Character collections by name of font.
    collections: HashMap<String, Option<Collection>>,
    /// Characters by glyph, by font program.
    programs: HashMap<u128, HashMap<u32, char>>,
    /// Characters of a collection by CID, parsed once.
    characters: HashMap<CidFamilyKey, CMap>,
}

type CidFamilyKey = u8;

/// How the codes of a font lead to the characters of its collection.
struct Collection {
    encoding: CMap,
    family: CidFamilyKey,
}

impl Rescue {
    /// The character of a code, if anything in the file tells it.
    pub(super) fn char(&mut self, code: &Code, page: &Page<'_>) -> Option<char> {
        self.by_collection(code, page).or_else(|| self.by_program(code))
    }

    fn by_collection(&mut self, code: &Code, page: &Page<'_>) -> Option<char> {
        if code.name.is_empty() {
            return None;
        }
        if !self.collections.contains_key(&code.name) {
            let dict = font_named(page.resources(), &code.name, 0);
            let read = dict.and_then(|font| self.collection(&font));
            self.collections.insert(code.name.clone(), read);
        }
        let collection = self.collections.get(&code.name)?.as_ref()?;
        // The length of a code is not told: one byte where it fits, then two.
        let lengths = if code.code <= 0xFF { [1, 2, 4] } else { [2, 4, 3] };
        let cid = lengths
            .iter()
            .find_map(|&length| collection.encoding.lookup_cid_code(code.code, length))?;
        let characters = self.characters.get(&collection.family)?;
        match characters.lookup_bf_string(cid)? {
            BfString::Char(char) => Some(char).filter(|&c| !is_private(c)),
            BfString::String(_) => None,
        }
    }

    fn collection(&mut self, font: &Dict<'_>) -> Option<Collection> {
        if font.contains_key(b"ToUnicode".as_slice()) {
            return None;
        }
        let encoding = match font.get::<Object<'_>>(b"Encoding".as_slice())? {
            Object::Name(name) => named_encoding(&name)?,
            Object::Stream(stream) => CMap::parse(&stream.decoded_data().ok()?, load_embedded)?,
            _ => return None,
        };
        let told = |c: &CharacterCollection| {
            !matches!(c.family, CidFamily::AdobeIdentity | CidFamily::Custom { .. })
        };
        let of_encoding = encoding.metadata().character_collection.clone().filter(told);
        let family = match of_encoding {
            Some(collection) => collection.family,
            None => family_of_descendant(font)?,
        };
        let key = key_of(&family)?;
        if let Entry::Vacant(vacant) = self.characters.entry(key) {
            vacant.insert(CMap::parse(load_embedded(family.ucs2_cmap()?)?, load_embedded)?);
        }
        Some(Collection { encoding, family: key })
    }

    fn by_program(&mut self, code: &Code) -> Option<char> {
        let glyphs = self.programs.entry(code.program?).or_insert_with(|| {
            let Some(data) = code.font.font_data() else {
                return HashMap::default();
            };
            glyphs_to_chars((*data.data).as_ref())
        });
        glyphs.get(&code.glyph).copied()
    }
}

fn named_encoding(name: &Name<'_>) -> Option<CMap> {
    match name.as_ref() {
        b"Identity-H" => Some(CMap::identity_h()),
        b"Identity-V" => Some(CMap::identity_v()),
        name => CMap::parse(load_embedded(CMapName::from_bytes(name))?, load_embedded),
    }
}

fn family_of_descendant(font: &Dict<'_>) -> Option<CidFamily> {
    let descendants = font.get::<Array<'_>>(b"DescendantFonts".as_slice())?;
    let descendant = descendants.iter::<Dict<'_>>().next()?;
    let info = descendant.get::<Dict<'_>>(b"CIDSystemInfo".as_slice())?;
    let part = |key: &[u8]| {
        let text = info.get::<hayro_interpret::hayro_syntax::object::String<'_>>(key)?;
        Some(text.as_bytes().to_vec())
    };
    Some(CidFamily::from_registry_ordering(&part(b"Registry")?, &part(b"Ordering")?))
}

/// The collections whose characters are known, as keys.
fn key_of(family: &CidFamily) -> Option<CidFamilyKey> {
    match family {
        CidFamily::AdobeGB1 => Some(0),
        CidFamily::AdobeCNS1 => Some(1),
        CidFamily::AdobeJapan1 => Some(2),
        CidFamily::AdobeKorea1 => Some(3),
        _ => None,
    }
}

/// Forms within forms are followed no deeper.
const DEEPEST_FORM: usize = 6;

/// The font of this name among the resources of a page and of the forms on it.
fn font_named<'a>(resources: &Resources<'a>, name: &str, depth: usize) -> Option<Dict<'a>> {
    let fonts = resources.fonts.keys().filter_map(|key| resources.get_font(&key));
    let mut named = fonts.filter(|font| {
        let base = font.get::<Name<'_>>(b"BaseFont".as_slice());
        base.is_some_and(|base| {
            let base = base.as_str();
            // ABCDEF+Name: a subset.
            base == name || base.split_once('+').is_some_and(|(_, rest)| rest == name)
        })
    });
    if let Some(font) = named.next() {
        return Some(font);
    }
    if depth == DEEPEST_FORM {
        return None;
    }
    resources.x_objects.keys().find_map(|key| {
        let form: Stream<'_> = resources.get_x_object(&key)?;
        let own = form.dict().get::<Dict<'_>>(b"Resources".as_slice())?;
        font_named(&Resources::new(own), name, depth + 1)
    })
}
