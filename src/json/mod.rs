//! Reports as JSON: what `serde_json` writes, at two thirds of the cost, which was a tenth of all that
//! a report costs. It looks at each byte by itself to see whether it must be escaped, names of
//! fields among them; here eight are looked at together, and names, which never must, not at all.

mod compound;
mod layout;
mod lean;
mod lines;

use serde::Serialize;
use serde::ser::{Error as _, Serializer};
use serde_json::ser::{CompactFormatter, Formatter};
use serde_json::{Error, Result};

use compound::Compound;
use layout::{InLines, Layout, OnOneLine};
use lean::Lean;
pub(crate) use lines::Lines;

/// Where JSON goes.
pub trait Sink {
    /// What was written and is still here; more is added at its end.
    fn held(&mut self) -> &mut Vec<u8>;

    /// A value is whole: what is held may be taken.
    fn whole(&mut self) {}
}

impl Sink for Vec<u8> {
    #[inline]
    fn held(&mut self) -> &mut Vec<u8> {
        self
    }
}

/// What the JSON of most reports takes: as much room is there from the start, since one that grows
/// is copied from place to place.
pub(crate) const ROOM: usize = 1 << 17;

/// A value as JSON on one line.
///
/// # Errors
/// Those of the value's own `Serialize`.
pub fn to_vec(value: &impl Serialize) -> Result<Vec<u8>> {
    let mut out = Vec::with_capacity(ROOM);
    write(&mut out, value, false)?;
    Ok(out)
}

/// Writes a value as JSON, in lines with an indentation of two spaces or on one.
///
/// # Errors
/// Those of the value's own `Serialize`.
pub fn write(to: &mut impl Sink, value: &impl Serialize, lines: bool) -> Result<()> {
    match lines {
        true => value.serialize(&mut Writer { to, layout: InLines::default() }),
        false => value.serialize(&mut Writer { to, layout: OnOneLine }),
    }
}

/// The same without the members of objects that are null, and without one member of the
/// outermost object. What stands in lists stays.
///
/// # Errors
/// The same.
pub fn write_lean(
    to: &mut impl Sink,
    value: &impl Serialize,
    without: &'static str,
    lines: bool,
) -> Result<()> {
    value.serialize(&mut Writer { to, layout: Lean::new(without, lines) })
}

/// Writes one value behind another.
struct Writer<'s, S, L> {
    to: &'s mut S,
    layout: L,
}

impl<S: Sink, L: Layout> Writer<'_, S, L> {
    #[inline]
    fn open(&mut self, sign: u8) {
        self.to.held().push(sign);
        self.layout.open();
    }

    #[inline]
    fn close(&mut self, sign: u8, empty: bool) {
        let held = self.to.held();
        self.layout.close(held, empty);
        held.push(sign);
    }

    /// What stands before a value of a list, or before a key.
    #[inline]
    fn next(&mut self, first: bool) {
        self.layout.next(self.to.held(), first);
    }

    /// A key that needs no escapes, as no name of a field does, and what stands before it.
    #[inline]
    fn key(&mut self, first: bool, name: &str) {
        debug_assert!(is_plain(name.as_bytes()));
        self.layout.key(self.to.held(), first, name);
    }

    fn text(&mut self, text: &str) -> Result<()> {
        if is_plain(text.as_bytes()) {
            quote(self.to.held(), text);
            return Ok(());
        }
        serde_json::to_writer(self.to.held(), text)
    }

    /// A variant with something of its own is an object of one pair, which [`Compound`] closes.
    fn variant(&mut self, name: &'static str) {
        self.open(b'{');
        self.key(true, name);
    }
}

/// Adds a text that needs no escapes.
#[inline]
fn quote(to: &mut Vec<u8>, text: &str) {
    debug_assert!(is_plain(text.as_bytes()));
    to.reserve(text.len() + 2);
    to.push(b'"');
    to.extend_from_slice(text.as_bytes());
    to.push(b'"');
}

/// Whether nothing of a text must be escaped.
fn is_plain(text: &[u8]) -> bool {
    const MANY: usize = 16;
    let Some(last) = text.last_chunk::<MANY>() else { return is_plain_and_short(text) };
    // Without a turn in between, so that all are looked at together.
    let is_odd = |&byte: &u8| (byte < b' ') | (byte == b'"') | (byte == b'\\');
    let are_plain = |many: &[u8; MANY]| !many.iter().fold(false, |odd, byte| odd | is_odd(byte));
    let (many, _) = text.as_chunks();
    // The last bytes may have been looked at already.
    many.iter().all(are_plain) && are_plain(last)
}

/// The same of a text of few bytes.
fn is_plain_and_short(text: &[u8]) -> bool {
    match text.last_chunk() {
        Some(&last) => {
            let first = text.first_chunk().unwrap_or(&last);
            are_plain(u64::from_le_bytes(*first)) && are_plain(u64::from_le_bytes(last))
        }
        None => text.iter().all(|&byte| byte >= b' ' && byte != b'"' && byte != b'\\'),
    }
}

/// Whether none of eight bytes must be escaped.
#[inline]
fn are_plain(eight: u64) -> bool {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    // The highest bit of a byte is set if it is less than another; bytes above 0x7F never are.
    let less = |eight: u64, than: u8| eight.wrapping_sub(ONES * u64::from(than)) & !eight;
    let is = |byte: u8| less(eight ^ (ONES * u64::from(byte)), 1);
    (less(eight, b' ') | is(b'"') | is(b'\\')) & HIGH == 0
}

/// Numbers are written as `serde_json` does.
macro_rules! numbers {
    ($($method:ident: $type:ty, $write:ident;)*) => {
        $(fn $method(self, number: $type) -> Result<()> {
            CompactFormatter.$write(self.to.held(), number).map_err(Error::custom)
        })*
    };
}

impl<'w, 's, S: Sink, L: Layout> Serializer for &'w mut Writer<'s, S, L> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Compound<'w, 's, S, L>;
    type SerializeTuple = Compound<'w, 's, S, L>;
    type SerializeTupleStruct = Compound<'w, 's, S, L>;
    type SerializeTupleVariant = Compound<'w, 's, S, L>;
    type SerializeMap = Compound<'w, 's, S, L>;
    type SerializeStruct = Compound<'w, 's, S, L>;
    type SerializeStructVariant = Compound<'w, 's, S, L>;

    numbers! {
        serialize_i8: i8, write_i8;
        serialize_i16: i16, write_i16;
        serialize_i32: i32, write_i32;
        serialize_i64: i64, write_i64;
        serialize_i128: i128, write_i128;
        serialize_u8: u8, write_u8;
        serialize_u16: u16, write_u16;
        serialize_u32: u32, write_u32;
        serialize_u64: u64, write_u64;
        serialize_u128: u128, write_u128;
    }

    fn serialize_f32(self, number: f32) -> Result<()> {
        serde_json::to_writer(self.to.held(), &number)
    }

    fn serialize_f64(self, number: f64) -> Result<()> {
        serde_json::to_writer(self.to.held(), &number)
    }

    fn serialize_bool(self, yes: bool) -> Result<()> {
        let held = self.to.held();
        if yes {
            held.extend_from_slice(b"true")
        } else {
            held.extend_from_slice(b"false")
        }
        Ok(())
    }

    fn serialize_char(self, c: char) -> Result<()> {
        self.text(c.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<()> {
        self.text(text)
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<()> {
        bytes.serialize(self)
    }

    fn serialize_none(self) -> Result<()> {
        self.serialize_unit()
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<()> {
        self.to.held().extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<()> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<()> {
        quote(self.to.held(), name);
        Ok(())
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<()> {
        self.variant(name);
        value.serialize(&mut *self)?;
        self.close(b'}', false);
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq> {
        Ok(Compound::list(self))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple> {
        Ok(Compound::list(self))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct> {
        Ok(Compound::list(self))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant> {
        self.variant(name);
        Ok(Compound::list(self).of_variant())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap> {
        Ok(Compound::object(self))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct> {
        Ok(Compound::object(self))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant> {
        self.variant(name);
        Ok(Compound::object(self).of_variant())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    #[derive(Serialize)]
    #[serde(rename_all = "snake_case")]
    enum Variant {
        Alone,
        New(u8),
        Tuple(i64, char),
        Struct { rate: f64 },
    }

    fn written(value: &impl Serialize) {
        assert_eq!(to_vec(value).unwrap(), serde_json::to_vec(value).unwrap());
        let mut lines = Vec::new();
        write(&mut lines, value, true).unwrap();
        assert_eq!(lines, serde_json::to_vec_pretty(value).unwrap());
    }

    #[test]
    fn it_writes_what_serde_json_writes() {
        written(&json!({
            "a": {}, "b": [], "c": [[], [{}]], "d": [1, -2.5, 0.1, 72.33, null, true],
            "控\"": "制\n", "e": ["", u64::MAX, i64::MIN, 1e300],
        }));
        written(&[Variant::Alone, Variant::New(7), Variant::Tuple(-3, '"')]);
        written(&(Variant::Struct { rate: f64::NAN }, 0.1_f32, Some("文"), (), b"ab"));
        written(&BTreeMap::from([(1, "x"), (20, "y")]));
        written(&BTreeMap::from([("\\", ['a', '\u{7f}'])]));
    }

    #[test]
    fn every_byte_that_must_be_escaped_is_found_wherever_it_stands() {
        for c in (0..=0x2FF).filter_map(char::from_u32) {
            for length in 0..18 {
                let before = "é".repeat(length / 2) + &"a".repeat(length % 2);
                let text = format!("{before}{c}预算bcd");
                written(&text);
                let plain = serde_json::to_string(&text).unwrap().len() == text.len() + 2;
                assert_eq!(is_plain(text.as_bytes()), plain, "{text:?}");
            }
        }
    }
}
