//! What the pages of an opened file name: widths, functions, colour spaces, conditions. Each
//! object is looked at once.

use std::borrow::Cow;
use std::ops::Range;

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{
    Array, Dict, MaybeRef, ObjRef, Object, ObjectIdentifier, Stream,
};
use hayro_interpret::hayro_syntax::page::Page;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::LeftOut;
use super::programs;
use super::streams::{self, Packed, Unopened};
use super::widths::{MOST_WIDTHS, MOST_WIDTHS_IN_SUM, count_widths};
use crate::error::PdfExcess;

/// How deep functions, colour spaces and conditions may lie in each other.
const DEEPEST: usize = 48;

/// How many of them one may come to if each is counted as often as it is named.
const MOST_NESTED: u64 = 1 << 18;

/// The longest program of a function.
const LONGEST_PROGRAM: usize = 32 << 10;

/// Inputs of a function of samples.
const MOST_INPUTS: usize = 8;

/// What goes beyond a bound, and where it stands in the bytes of the file.
pub(super) struct Excess {
    pub(super) place: Range<usize>,
    pub(super) left_out: LeftOut,
}

/// What was found of the objects that pages name.
#[derive(Default)]
pub(super) struct Found {
    pub(super) excesses: Vec<Excess>,
    /// The font programs that reading does not need.
    pub(super) programs: Vec<Range<usize>>,
}

/// What of the objects of a file goes beyond bounds.
///
/// # Errors
/// If something does that cannot be left out: it is packed with other objects.
pub(super) fn found(pdf: &Pdf, unopened: &[Unopened]) -> Result<Found, PdfExcess> {
    let mut walk = Walk {
        pdf,
        bytes: pdf.data().as_ref(),
        found: Found::default(),
        needed: Vec::new(),
        dicts: HashSet::default(),
        objects: HashSet::default(),
        nested: HashMap::default(),
        widths: 0,
        ahead: Vec::new(),
    };
    let packed = unopened.iter().filter_map(|Unopened { id, place }| {
        let stream = pdf.xref().get::<Stream<'_>>(*id)?;
        Some(Packed::of((stream, *id, place), |(stream, ..)| stream, place.len()))
    });
    let measure = |(stream, ..): &(Stream<'_>, _, _), bound| streams::measured(stream, bound);
    for (_, id, place) in streams::too_much(packed.collect(), walk.bytes.len(), measure)? {
        walk.leave_out(Some(place.clone()), Some(id.obj_number), PdfExcess::Unpacked)?;
    }
    for page in pdf.pages().iter() {
        walk.page(page)?;
    }
    // Another font may have the same program.
    let Walk { needed, found, .. } = &mut walk;
    found.programs.retain(|place| !needed.contains(place));
    Ok(walk.found)
}

/// Entries that hold numbers and names, or lead back, or are held against bounds elsewhere.
const PLAIN: &[&[u8]] = &[
    b"BBox",
    b"BaseFont",
    b"CIDSystemInfo",
    b"CIDToGIDMap",
    b"Decode",
    b"DecodeParms",
    b"Differences",
    b"Filter",
    b"FontBBox",
    b"FontDescriptor",
    b"FontMatrix",
    b"Height",
    b"Length",
    b"Matrix",
    b"Metadata",
    b"P",
    b"Parent",
    b"PieceInfo",
    b"StructParent",
    b"StructParents",
    b"Subtype",
    b"ToUnicode",
    b"Type",
    b"W",
    b"W2",
    b"Width",
    b"Widths",
];

struct Walk<'a> {
    pdf: &'a Pdf,
    bytes: &'a [u8],
    found: Found,
    /// The font programs that reading needs.
    needed: Vec<Range<usize>>,
    /// Dictionaries by their place, and objects by their number.
    dicts: HashSet<usize>,
    objects: HashSet<ObjectIdentifier>,
    /// How many functions and colour spaces an object comes to; `None` if that is too much.
    nested: HashMap<ObjectIdentifier, Option<u64>>,
    widths: u64,
    ahead: Vec<Object<'a>>,
}

impl<'a> Walk<'a> {
    fn page(&mut self, page: &Page<'a>) -> Result<(), PdfExcess> {
        let resources = page.resources();
        for dict in [
            &resources.ext_g_states,
            &resources.fonts,
            &resources.properties,
            &resources.color_spaces,
            &resources.x_objects,
            &resources.patterns,
            &resources.shadings,
        ] {
            self.ahead.push(Object::Dict(dict.clone()));
        }
        if let Some(notes) = page.raw().get::<Array<'a>>(b"Annots".as_slice())
            && self.dicts.insert(notes.data().as_ptr() as usize)
        {
            for note in notes.iter::<Dict<'a>>() {
                self.entry(&note, b"AP");
            }
        }
        while let Some(object) = self.ahead.pop() {
            match &object {
                Object::Dict(dict) => self.dict(dict, None)?,
                Object::Stream(stream) => self.dict(stream.dict(), Some(stream))?,
                Object::Array(array) => self.array(array)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn dict(&mut self, dict: &Dict<'a>, stream: Option<&Stream<'a>>) -> Result<(), PdfExcess> {
        if dict.is_empty() || !self.dicts.insert(dict.data().as_ptr() as usize) {
            return Ok(());
        }
        if dict.contains_key(b"DescendantFonts".as_slice()) {
            self.font(dict)?;
        }
        if let Some(programs::Named { packed, spare }) = programs::named(dict) {
            let places: Vec<_> = packed.into_iter().filter_map(|data| self.place(data)).collect();
            let of = if spare { &mut self.found.programs } else { &mut self.needed };
            of.extend(places);
        }
        if dict.contains_key(b"FunctionType".as_slice()) {
            self.function(dict, stream)?;
        }
        for key in dict.keys() {
            if PLAIN.binary_search(&key.as_ref()).is_err() {
                self.entry(dict, key.as_ref());
            }
        }
        Ok(())
    }

    /// Looks at an entry later.
    fn entry(&mut self, dict: &Dict<'a>, key: &[u8]) {
        if let Some(value) = dict.get_raw::<Object<'a>>(key) {
            self.later(value);
        }
    }

    fn later(&mut self, value: MaybeRef<Object<'a>>) {
        let object = match value {
            MaybeRef::NotRef(object) => Some(object),
            MaybeRef::Ref(to) if self.objects.insert(to.into()) => self.named(to),
            MaybeRef::Ref(_) => None,
        };
        self.ahead.extend(object.filter(is_compound));
    }

    fn named(&self, to: ObjRef) -> Option<Object<'a>> {
        self.pdf.xref().get::<Object<'a>>(to.into())
    }

    fn array(&mut self, array: &Array<'a>) -> Result<(), PdfExcess> {
        if !may_hold_others(array.data()) {
            return Ok(());
        }
        if self.items(array, 0).is_none() {
            return self.leave_out(self.place(array.data()), None, PdfExcess::Nested);
        }
        for item in array.raw_iter() {
            self.later(item);
        }
        Ok(())
    }

    /// How many functions, colour spaces and conditions one comes to; `None` if they lie too deep
    /// in each other or are too many.
    fn nested(&mut self, value: MaybeRef<Object<'a>>, depth: usize) -> Option<u64> {
        let id: ObjectIdentifier = match value {
            MaybeRef::NotRef(object) => return self.nested_in(&object, depth),
            MaybeRef::Ref(to) => to.into(),
        };
        if let Some(&known) = self.nested.get(&id) {
            return known;
        }
        // Until it is known: an object that holds itself has no end.
        self.nested.insert(id, None);
        let object = self.named(ObjRef::from(id));
        let count = object.map_or(Some(1), |object| self.nested_in(&object, depth));
        self.nested.insert(id, count);
        count
    }

    fn nested_in(&mut self, object: &Object<'a>, depth: usize) -> Option<u64> {
        let dict = match object {
            Object::Array(array) => return self.items(array, depth),
            Object::Dict(dict) => dict,
            Object::Stream(stream) => stream.dict(),
            _ => return Some(1),
        };
        let key = match () {
            () if dict.contains_key(b"FunctionType".as_slice()) => b"Functions".as_slice(),
            () if dict.contains_key(b"Alternate".as_slice()) => b"Alternate",
            () => return Some(1),
        };
        match dict.get_raw::<Object<'a>>(key) {
            Some(within) => self.nested(within, depth + 1),
            None => Some(1),
        }
    }

    fn items(&mut self, array: &Array<'a>, depth: usize) -> Option<u64> {
        if depth > DEEPEST {
            return None;
        }
        if !may_hold_others(array.data()) {
            return Some(1);
        }
        let mut count = 1_u64;
        for item in array.raw_iter() {
            let is_simple = matches!(&item, MaybeRef::NotRef(object) if !is_compound(object));
            if !is_simple {
                count = count.saturating_add(self.nested(item, depth + 1)?);
            }
            if count > MOST_NESTED {
                return None;
            }
        }
        Some(count)
    }

    fn function(&mut self, dict: &Dict<'a>, stream: Option<&Stream<'a>>) -> Result<(), PdfExcess> {
        let object = dict.obj_id().map(|id| id.obj_number);
        let kind = dict.get::<u8>(b"FunctionType".as_slice());
        if let (Some(4), Some(stream)) = (kind, stream) {
            let program = stream.decoded_data().unwrap_or_default();
            if is_excessive(&program) {
                let place = match stream.raw_data() {
                    Cow::Borrowed(data) => self.place(data),
                    Cow::Owned(_) => None,
                };
                self.leave_out(place, object, PdfExcess::Nested)?;
            }
        }
        // Between samples all corners are weighed: two for each input.
        let size = dict.get::<Array<'a>>(b"Size".as_slice());
        if let (Some(0), Some(size)) = (kind, size)
            && size.iter::<f32>().count() > MOST_INPUTS
        {
            self.leave_out(self.place(size.data()), object, PdfExcess::Nested)?;
        }
        let Some(parts) = dict.get::<Array<'a>>(b"Functions".as_slice()) else { return Ok(()) };
        match self.items(&parts, 0) {
            Some(_) => Ok(()),
            None => self.leave_out(self.place(parts.data()), object, PdfExcess::Nested),
        }
    }

    /// A font of which the widths are told by its descendant: without one it is not used.
    fn font(&mut self, dict: &Dict<'a>) -> Result<(), PdfExcess> {
        let Some(descendants) = dict.get::<Array<'a>>(b"DescendantFonts".as_slice()) else {
            return Ok(());
        };
        let Some(descendant) = descendants.iter::<Dict<'a>>().next() else { return Ok(()) };
        let widths = |key: &[u8], vertical| {
            let widths = descendant.get::<Array<'a>>(key);
            widths.map_or(0, |widths| count_widths(&widths, vertical))
        };
        let count = widths(b"W", false).saturating_add(widths(b"W2", true));
        self.widths = self.widths.saturating_add(count);
        if count <= MOST_WIDTHS && self.widths <= MOST_WIDTHS_IN_SUM {
            return Ok(());
        }
        self.widths -= count;
        let object = dict.obj_id().map(|id| id.obj_number);
        self.leave_out(self.place(descendants.data()), object, PdfExcess::Widths)
    }

    /// Where bytes of the file stand; `None` of those that were unpacked.
    fn place(&self, data: &[u8]) -> Option<Range<usize>> {
        let from = (data.as_ptr() as usize).checked_sub(self.bytes.as_ptr() as usize)?;
        let to = from + data.len();
        (to <= self.bytes.len()).then_some(from..to)
    }

    fn leave_out(
        &mut self,
        place: Option<Range<usize>>,
        object: Option<u32>,
        excess: PdfExcess,
    ) -> Result<(), PdfExcess> {
        let place = place.filter(|place| !place.is_empty()).ok_or(excess)?;
        self.found.excesses.push(Excess { place, left_out: LeftOut { object, excess } });
        Ok(())
    }
}

fn is_compound(object: &Object<'_>) -> bool {
    matches!(object, Object::Array(_) | Object::Dict(_) | Object::Stream(_))
}

/// Whether an array may name or hold anything but numbers and names.
fn may_hold_others(data: &[u8]) -> bool {
    data.iter().any(|byte| matches!(byte, b'R' | b'[' | b'<'))
}

/// Whether the program of a function is too long, or its parts lie too deep in each other.
fn is_excessive(program: &[u8]) -> bool {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in program {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    program.len() > LONGEST_PROGRAM || deepest > DEEPEST
}

#[cfg(test)]
mod tests;
