//! What drawing the pages of a file comes to: the bytes of content that are gone through, those of
//! forms as often as they are drawn.

use std::cell::RefCell;
use std::collections::BTreeMap;

use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::{
    Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream,
};
use hayro_interpret::hayro_syntax::page::{Page, Resources};
use memchr::memmem;
use rustc_hash::FxHashMap as HashMap;

use super::drawn::{Drawn, DrawnInSum};
use super::unpacked::most;

/// Bytes of content of one page.
const LONGEST_CONTENT: u64 = 12 << 20;

/// Bytes of content that are gone through for one page, with all its forms.
const MOST_ON_A_PAGE: u64 = 48 << 20;

/// The same of all pages, and as much again for each byte of the file.
const MOST_IN_SUM: u64 = 96 << 20;
const SUM_PER_BYTE: u64 = 64;

/// Bytes of content of all pages that may come of streams that nobody measured.
const MOST_UNMEASURED: u64 = 32 << 20;

/// What drawing a form takes beside its content, in bytes of content.
const EACH: u64 = 64;

/// Forms that are looked at to tell what a page comes to.
const MOST_FORMS: usize = 20_000;

/// Forms are drawn no deeper in each other.
const DEEPEST_FORM: usize = 50;

/// More things of one kind than this are looked at only if they are named.
const FEW: usize = 64;

/// What may still be done for a file.
pub(in super::super) struct Work {
    left: RefCell<Left>,
    drawn: DrawnInSum,
}

struct Left {
    /// Bytes of content of all pages.
    content: u64,
    /// Bytes of content that may be unpacked without being measured first, which takes as long.
    unmeasured: u64,
    cuts_text_out: bool,
    /// The bytes of streams that pages are made of.
    lengths: HashMap<ObjectIdentifier, u64>,
    /// The bytes that a form comes to.
    forms: HashMap<ObjectIdentifier, u64>,
    /// Those that are unpacked for other things that content names, by their places.
    others: HashMap<usize, u64>,
}

impl Work {
    pub(super) fn of(length: usize) -> Work {
        let of = |most: u64, each: u64| most.saturating_add(each.saturating_mul(length as u64));
        let left = Left {
            content: of(MOST_IN_SUM, SUM_PER_BYTE),
            unmeasured: MOST_UNMEASURED,
            cuts_text_out: false,
            lengths: HashMap::default(),
            forms: HashMap::default(),
            others: HashMap::default(),
        };
        Work { left: RefCell::new(left), drawn: DrawnInSum::of(length) }
    }

    /// Whether a page can be gone through within bounds; if so it counts.
    pub(in super::super) fn takes(&self, page: &Page<'_>) -> bool {
        let mut left = self.left.borrow_mut();
        let Some(content) = left.content_of(page) else { return false };
        let most = MOST_ON_A_PAGE.min(left.content);
        let Left { forms: known, others, cuts_text_out, .. } = &mut *left;
        let active = Vec::new();
        let forms = Forms { known, others, cuts_text_out, active, looked_at: 0, most };
        let Some(all) = forms.page(page, content) else { return false };
        left.content = left.content.saturating_sub(all);
        all <= most
    }

    /// Whether any text seen so far is cut out of what is painted: that takes its outlines.
    pub(in super::super) fn cuts_text_out(&self) -> bool {
        self.left.borrow().cuts_text_out
    }

    /// Forgets what was told of places in a file that is gone.
    pub(in super::super) fn forget_places(&self) {
        self.left.borrow_mut().others.clear();
    }

    /// A count of what is drawn on a page.
    pub(in super::super) fn drawn(&self) -> Drawn {
        self.drawn.of_page()
    }
}

impl Left {
    /// The bytes of a page's content, before it is unpacked; `None` if they are too many.
    fn content_of<'a>(&mut self, page: &Page<'a>) -> Option<u64> {
        const KEY: &[u8] = b"Contents";
        let most_allowed = LONGEST_CONTENT.min(self.content);
        let dict = page.raw();
        let streams: Vec<Stream<'a>> = match dict.get::<Stream<'a>>(KEY) {
            Some(stream) => vec![stream],
            None => {
                let parts = dict.get::<Array<'a>>(KEY);
                let parts = parts.iter().flat_map(Array::raw_iter);
                parts.filter_map(|part| part_of(page, part)).collect()
            }
        };
        let of = |stream: &Stream<'_>| most(stream.raw_data().len() as u64, &stream.filters());
        let at_most = streams.iter().map(of).fold(0, u64::saturating_add);
        let unsure = at_most > most_allowed;
        if unsure && at_most > self.unmeasured {
            let mut exact = 0_u64;
            for stream in &streams {
                let length = || stream.decoded_data().map_or(0, |data| data.len() as u64);
                exact += *self.lengths.entry(stream.obj_id()).or_insert_with(length) + 1;
                if exact > most_allowed {
                    return None;
                }
            }
        }
        // Kept by the library, which is about to draw it.
        let length = page.page_stream().map_or(0, |content| content.len() as u64);
        if unsure {
            self.unmeasured = self.unmeasured.saturating_sub(length);
        }
        (length <= most_allowed).then_some(length)
    }
}

/// A part of a page's content, as the library takes them: one that is missing is passed over.
fn part_of<'a>(page: &Page<'a>, part: MaybeRef<Object<'a>>) -> Option<Stream<'a>> {
    match part {
        MaybeRef::Ref(to) => page.xref().get::<Stream<'a>>(to.into()),
        MaybeRef::NotRef(object) => object.into_stream(),
    }
}

/// What the forms of a page come to.
struct Forms<'w> {
    known: &'w mut HashMap<ObjectIdentifier, u64>,
    others: &'w mut HashMap<usize, u64>,
    cuts_text_out: &'w mut bool,
    /// The forms in which the one is drawn that is looked at, by the places of their entries.
    active: Vec<usize>,
    looked_at: usize,
    most: u64,
}

impl Forms<'_> {
    /// The bytes that a page with so many of its own comes to; `None` if they are too many.
    fn page(mut self, page: &Page<'_>, content: u64) -> Option<u64> {
        let resources = page.resources();
        let mut all = content;
        if content > 0 {
            let data = page.page_stream().unwrap_or_default();
            *self.cuts_text_out |= cuts_text_out(data);
            all = match self.at_most(data, resources) {
                Some(few) => few,
                None => self.content(data, resources)?,
            };
        }
        let notes = page.raw().get::<Array<'_>>(b"Annots".as_slice());
        for note in notes.iter().flat_map(Array::iter::<Dict<'_>>) {
            let Some(shown) = appearance(&note) else { continue };
            all = all.saturating_add(self.form(&shown, resources)?).saturating_add(EACH);
            if all > self.most {
                return None;
            }
        }
        Some(all)
    }

    /// More than content can come to, if that is little whatever it names.
    fn at_most(&mut self, data: &[u8], resources: &Resources<'_>) -> Option<u64> {
        let mut heaviest = 0;
        for named in Named::ALL {
            let dict = named.of(resources);
            if dict.len() > FEW {
                return None;
            }
            for key in dict.keys() {
                heaviest = heaviest.max(self.named(named, key.as_ref(), resources)?);
            }
        }
        if heaviest == 0 {
            return Some(data.len() as u64);
        }
        let steps = [b"Do", b"sh", b"gs", b"cn", b"CN"];
        let named: usize = steps.iter().map(|step| memmem::find_iter(data, step).count()).sum();
        let most = (named as u64).saturating_mul(heaviest).saturating_add(data.len() as u64);
        (most <= self.most / 64).then_some(most)
    }

    fn content(&mut self, data: &[u8], resources: &Resources<'_>) -> Option<u64> {
        let mut all = data.len() as u64;
        if Named::ALL.iter().all(|named| named.of(resources).is_empty()) {
            return Some(all);
        }
        let mut counts: BTreeMap<(Named, Vec<u8>), u64> = BTreeMap::new();
        let mut steps = TypedIter::new(data);
        while let Some(step) = steps.next() {
            let (named, name) = match step {
                TypedInstruction::XObject(form) => (Named::Form, form.0),
                TypedInstruction::Shading(shading) => (Named::Shading, shading.0),
                TypedInstruction::SetGraphicsState(state) => (Named::State, state.0),
                TypedInstruction::NonStrokeColorNamed(color) => match color.1 {
                    Some(pattern) => (Named::Pattern, pattern),
                    None => continue,
                },
                TypedInstruction::StrokeColorNamed(color) => match color.1 {
                    Some(pattern) => (Named::Pattern, pattern),
                    None => continue,
                },
                _ => continue,
            };
            *counts.entry((named, name.to_vec())).or_default() += 1;
        }
        for ((named, name), count) in counts {
            let within = match named {
                Named::Form => form_named(resources, &name).map(|form| place(form.dict())),
                _ => None,
            };
            let each = match within.is_some_and(|place| self.active.contains(&place)) {
                // It is drawn within itself, as deep as the library goes.
                true if count == 1 => (data.len() as u64).saturating_mul(DEEPEST_FORM as u64),
                true => return None,
                false => self.named(named, &name, resources)?,
            };
            all = all.saturating_add(each.saturating_mul(count));
            if all > self.most {
                return None;
            }
        }
        Some(all)
    }

    /// What it comes to that content names something.
    fn named(&mut self, named: Named, name: &[u8], resources: &Resources<'_>) -> Option<u64> {
        let bytes = match named {
            Named::Form => match form_named(resources, name) {
                Some(form) => self.form(&form, resources)?.saturating_add(EACH),
                None => 0,
            },
            Named::Shading | Named::Pattern | Named::State => {
                let object = named.of(resources).get::<Object<'_>>(name);
                object.map_or(0, |object| self.unpacked(&object, 0))
            }
        };
        Some(bytes)
    }

    /// The bytes that are unpacked each time that a shading, a pattern or a state is named.
    fn unpacked(&mut self, object: &Object<'_>, depth: usize) -> u64 {
        const DEEPEST: usize = 6;
        const PARTS: &[&[u8]] = &[b"ColorSpace", b"Function", b"G", b"SMask", b"Shading", b"TR"];
        if depth > DEEPEST {
            return 0;
        }
        let (dict, stream) = match object {
            Object::Array(parts) => {
                let parts = parts.iter::<Object<'_>>();
                return parts.map(|part| self.unpacked(&part, depth + 1)).sum();
            }
            Object::Dict(dict) => (dict, None),
            Object::Stream(stream) => (stream.dict(), Some(stream)),
            _ => return 0,
        };
        if dict.is_empty() {
            return 0;
        }
        if let Some(&known) = self.others.get(&place(dict)) {
            return known;
        }
        self.others.insert(place(dict), 0);
        // A tile is unpacked where it is painted.
        let is_tile = depth == 0 && dict.contains_key(b"XStep".as_slice());
        let mut bytes = stream.filter(|_| !is_tile).map_or(0, length);
        for part in PARTS {
            if let Some(part) = dict.get::<Object<'_>>(*part) {
                bytes = bytes.saturating_add(self.unpacked(&part, depth + 1));
            }
        }
        self.others.insert(place(dict), bytes);
        bytes
    }

    fn form(&mut self, form: &Stream<'_>, outer: &Resources<'_>) -> Option<u64> {
        let own = form.dict().get::<Dict<'_>>(b"Resources".as_slice()).map(Resources::new);
        let id = form.dict().obj_id().filter(|_| own.is_some());
        if let Some(known) = id.and_then(|id| self.known.get(&id)) {
            return Some(*known);
        }
        self.looked_at += 1;
        if self.looked_at > MOST_FORMS {
            return None;
        }
        if self.active.len() >= DEEPEST_FORM {
            return Some(0);
        }
        let data = form.decoded_data().unwrap_or_default();
        *self.cuts_text_out |= cuts_text_out(&data);
        self.active.push(place(form.dict()));
        let all = self.content(&data, own.as_ref().unwrap_or(outer));
        self.active.pop();
        let all = all?;
        if let Some(id) = id {
            self.known.insert(id, all);
        }
        Some(all)
    }
}

/// Whether content sets text as an outline in which alone what follows shows.
fn cuts_text_out(content: &[u8]) -> bool {
    memmem::find_iter(content, b"Tr").any(|at| {
        let before = content.get(..at).unwrap_or_default();
        let mode = before.trim_ascii_end();
        let is_step = mode.len() < before.len();
        let is_painted = |mode: &u8| (b'0'..=b'3').contains(mode);
        let one = mode.iter().rev().nth(1).is_none_or(u8::is_ascii_whitespace);
        is_step && !(one && mode.last().is_some_and(is_painted))
    })
}

/// What content names that is unpacked or gone through each time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Named {
    Form,
    Shading,
    Pattern,
    State,
}

impl Named {
    const ALL: [Named; 4] = [Named::Form, Named::Shading, Named::Pattern, Named::State];

    fn of<'r, 'a>(self, resources: &'r Resources<'a>) -> &'r Dict<'a> {
        match self {
            Named::Form => &resources.x_objects,
            Named::Shading => &resources.shadings,
            Named::Pattern => &resources.patterns,
            Named::State => &resources.ext_g_states,
        }
    }
}

/// What tells an object from others.
fn place(dict: &Dict<'_>) -> usize {
    dict.data().as_ptr() as usize
}

/// What a stream unpacks to, or a little more.
fn length(stream: &Stream<'_>) -> u64 {
    const LITTLE: u64 = 1 << 18;
    let most = most(stream.raw_data().len() as u64, &stream.filters());
    match most > LITTLE {
        true => stream.decoded_data().map_or(0, |data| data.len() as u64),
        false => most,
    }
}

fn form_named<'a>(resources: &Resources<'a>, name: &[u8]) -> Option<Stream<'a>> {
    let form = resources.x_objects.get::<Stream<'a>>(name)?;
    let subtype = form.dict().get::<Name<'_>>(b"Subtype".as_slice())?;
    (*subtype == *b"Form").then_some(form)
}

fn appearance<'a>(note: &Dict<'a>) -> Option<Stream<'a>> {
    note.get::<Dict<'a>>(b"AP".as_slice())?.get::<Stream<'a>>(b"N".as_slice())
}

#[cfg(test)]
mod tests;
