//! JSON of whatever can be serialised, on one line or in lines: byte for byte what `serde_json`
//! writes, at three quarters of the cost.
//!
//! A report is some thousand short strings. Each is looked through eight bytes at a time for what
//! has to be escaped, and goes to where it stays at once; nothing on the way asks whether it
//! can be written.

use serde::Serialize;
use serde::ser::{self, Error as _};
pub(crate) use serde_json::Error;

type Result<T> = std::result::Result<T, Error>;

/// Room that is made at once: most reports take little more.
const ROOM: usize = 1 << 16;

/// A value as JSON, in lines or on one.
///
/// # Errors
/// Those of the value's own `Serialize`.
pub(crate) fn to_vec(value: &impl Serialize, lines: bool) -> Result<Vec<u8>> {
    let mut out = Vec::with_capacity(ROOM);
    write(value, lines, &mut out, None)?;
    Ok(out)
}

/// Takes what is written off a buffer that is full.
pub(crate) struct Full<'f> {
    /// So many bytes fill it.
    pub(crate) most: usize,
    /// Asked between two values of the JSON, so that no character is cut.
    pub(crate) take: &'f mut dyn FnMut(&mut Vec<u8>),
}

/// Adds a value to a buffer, as JSON in lines or on one.
///
/// # Errors
/// Those of the value's own `Serialize`.
pub(crate) fn write<'o>(
    value: &impl Serialize,
    lines: bool,
    out: &'o mut Vec<u8>,
    full: Option<Full<'o>>,
) -> Result<()> {
    value.serialize(&mut Json { out, layout: Layout::new(lines), full })
}

/// JSON on one line or in lines.
pub(crate) struct Layout {
    lines: bool,
    depth: usize,
    /// Whether the array or object that was opened last holds something.
    pub(crate) filled: bool,
}

/// The end of a line and the start of the next, down to [`DEEPEST`].
const LINE: &[u8; 2 + 2 * DEEPEST] =
    b",\n                                                                ";

const DEEPEST: usize = 32;

impl Layout {
    pub(crate) fn new(lines: bool) -> Self {
        Self { lines, depth: 0, filled: false }
    }

    /// What stands before a value or behind the last one, and how many times two spaces more.
    pub(crate) fn line(&self, comma: bool) -> (&'static [u8], usize) {
        let from = usize::from(!comma);
        match self.lines {
            true => {
                let indent = self.depth.min(DEEPEST);
                (&LINE[from..2 + 2 * indent], self.depth - indent)
            }
            false => (&LINE[from..1], 0),
        }
    }

    pub(crate) fn open(&mut self) {
        self.depth += 1;
        self.filled = false;
    }

    /// Whether there was anything to close.
    pub(crate) fn close(&mut self) -> bool {
        let open = !self.is_closed();
        self.depth = self.depth.saturating_sub(1);
        open
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.depth == 0
    }
}

/// JSON as far as it is written.
struct Json<'o> {
    out: &'o mut Vec<u8>,
    layout: Layout,
    full: Option<Full<'o>>,
}

impl Json<'_> {
    fn put(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    fn line(&mut self, comma: bool) {
        let (line, deeper) = self.layout.line(comma);
        self.put(line);
        (0..deeper).for_each(|_| self.put(b"  "));
    }

    fn open(&mut self, sign: &[u8]) {
        self.layout.open();
        self.put(sign);
    }

    fn close(&mut self, sign: &[u8]) {
        self.layout.close();
        if self.layout.filled {
            self.line(false);
        }
        self.put(sign);
    }

    /// Begins a value of an array, or a name of an object.
    #[inline]
    fn next(&mut self) {
        match (self.layout.lines, self.layout.filled) {
            (true, comma) => self.line(comma),
            (false, true) => self.out.push(b','),
            (false, false) => {}
        }
    }

    /// Ends a value of an array or object.
    #[inline]
    fn done(&mut self) {
        self.layout.filled = true;
        if let Some(full) = &mut self.full
            && self.out.len() > full.most
        {
            (full.take)(self.out);
        }
    }

    /// The name of a field, which is one of the sources: nothing in it has to be escaped.
    fn name(&mut self, name: &'static str) {
        debug_assert!(escaped(name.as_bytes()).is_none(), "{name}");
        self.next();
        self.out.push(b'"');
        self.put(name.as_bytes());
        self.out.push(b'"');
        self.colon();
    }

    #[inline]
    fn colon(&mut self) {
        match self.layout.lines {
            true => self.put(b": "),
            false => self.out.push(b':'),
        }
    }

    fn string(&mut self, text: &str) {
        self.out.push(b'"');
        let mut rest = text.as_bytes();
        while let Some(at) = escaped(rest) {
            self.put(&rest[..at]);
            self.escape(rest[at]);
            rest = &rest[at + 1..];
        }
        self.put(rest);
        self.out.push(b'"');
    }

    fn escape(&mut self, byte: u8) {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let short = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            b'\t' => b't',
            b'\n' => b'n',
            0x0C => b'f',
            b'\r' => b'r',
            _ => {
                self.put(b"\\u00");
                self.put(&[HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
                return;
            }
        };
        self.put(&[b'\\', short]);
    }

    fn number(&mut self, mut number: u64, negative: bool) {
        const MOST: usize = 21;
        let mut digits = [0; MOST];
        let mut from = MOST;
        loop {
            from -= 1;
            digits[from] = b'0' + (number % 10) as u8;
            number /= 10;
            if number == 0 {
                break;
            }
        }
        if negative {
            from -= 1;
            digits[from] = b'-';
        }
        self.put(&digits[from..]);
    }
}

/// Where the first byte stands that does not stand for itself in a string of JSON.
fn escaped(bytes: &[u8]) -> Option<usize> {
    let is = |byte: &u8| *byte < 0x20 || matches!(byte, b'"' | b'\\');
    let (eights, tail) = bytes.as_chunks();
    for (number, eight) in eights.iter().enumerate() {
        if any_escaped(*eight) {
            let from = 8 * number;
            return bytes[from..].iter().position(is).map(|at| from + at);
        }
    }
    // The last eight once more cost less than each of the rest by itself.
    if bytes.last_chunk().is_some_and(|last| !any_escaped(*last)) {
        return None;
    }
    tail.iter().position(is).map(|at| bytes.len() - tail.len() + at)
}

/// The same of eight bytes at a time: whether there is one. In each, the subtraction borrows from
/// the topmost bit where the byte is less than it takes off.
fn any_escaped(bytes: [u8; 8]) -> bool {
    const fn all(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    let bytes = u64::from_le_bytes(bytes);
    let less = |bytes: u64, than: u8| bytes.wrapping_sub(all(than)) & !bytes;
    let is = |byte: u8| less(bytes ^ all(byte), 1);
    (less(bytes, 0x20) | is(b'"') | is(b'\\')) & all(0x80) != 0
}

/// An array or object that is open, and what closes it.
struct Open<'w, 'o> {
    json: &'w mut Json<'o>,
    close: &'static [u8],
}

impl<'w, 'o> Open<'w, 'o> {
    /// An object of one name, the variant, whose value is open.
    fn variant(
        json: &'w mut Json<'o>,
        variant: &'static str,
        open: &[u8],
        close: &'static [u8],
    ) -> Self {
        json.open(b"{");
        json.name(variant);
        json.open(open);
        Open { json, close }
    }

    fn value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        value.serialize(&mut *self.json)?;
        self.json.done();
        Ok(())
    }

    fn element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        self.json.next();
        self.value(value)
    }

    fn field<T: ?Sized + Serialize>(&mut self, name: &'static str, value: &T) -> Result<()> {
        self.json.name(name);
        self.value(value)
    }

    fn end(self) -> Result<()> {
        self.json.close(self.close);
        Ok(())
    }

    /// Closes the value of a variant, and the object around it.
    fn end_variant(self) -> Result<()> {
        self.json.close(self.close);
        self.json.done();
        self.json.close(b"}");
        Ok(())
    }
}

/// What serialises another kind as the widest of its kind does.
macro_rules! widened {
    ($($method:ident($of:ty) as $widest:ident)*) => {
        $(fn $method(self, value: $of) -> Result<()> {
            self.$widest(value.into())
        })*
    };
}

impl<'w, 'o> ser::Serializer for &'w mut Json<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Open<'w, 'o>;
    type SerializeTuple = Open<'w, 'o>;
    type SerializeTupleStruct = Open<'w, 'o>;
    type SerializeTupleVariant = Open<'w, 'o>;
    type SerializeMap = Open<'w, 'o>;
    type SerializeStruct = Open<'w, 'o>;
    type SerializeStructVariant = Open<'w, 'o>;

    widened! {
        serialize_u8(u8) as serialize_u64
        serialize_u16(u16) as serialize_u64
        serialize_u32(u32) as serialize_u64
        serialize_i8(i8) as serialize_i64
        serialize_i16(i16) as serialize_i64
        serialize_i32(i32) as serialize_i64
    }

    fn serialize_u64(self, number: u64) -> Result<()> {
        self.number(number, false);
        Ok(())
    }

    fn serialize_i64(self, number: i64) -> Result<()> {
        self.number(number.unsigned_abs(), number < 0);
        Ok(())
    }

    // Numbers with a point are few, and `serde_json` knows their shortest form.
    fn serialize_f32(self, number: f32) -> Result<()> {
        serde_json::to_writer(&mut *self.out, &number)
    }

    fn serialize_f64(self, number: f64) -> Result<()> {
        serde_json::to_writer(&mut *self.out, &number)
    }

    fn serialize_bool(self, value: bool) -> Result<()> {
        self.put(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<()> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<()> {
        self.string(text);
        Ok(())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<()> {
        self.collect_seq(bytes)
    }

    fn serialize_none(self) -> Result<()> {
        self.serialize_unit()
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<()> {
        self.put(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<()> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<()> {
        self.serialize_str(variant)
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
        variant: &'static str,
        value: &T,
    ) -> Result<()> {
        self.open(b"{");
        let mut object = Open { json: self, close: b"}" };
        object.field(variant, value)?;
        object.end()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'w, 'o>> {
        self.open(b"[");
        Ok(Open { json: self, close: b"]" })
    }

    fn serialize_tuple(self, length: usize) -> Result<Open<'w, 'o>> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Open<'w, 'o>> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'w, 'o>> {
        Ok(Open::variant(self, variant, b"[", b"]"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'w, 'o>> {
        self.open(b"{");
        Ok(Open { json: self, close: b"}" })
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Open<'w, 'o>> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'w, 'o>> {
        Ok(Open::variant(self, variant, b"{", b"}"))
    }
}

/// The kinds of arrays and objects, by what adds a value and what ends them.
macro_rules! opened {
    ($($of:ident { $method:ident($($name:ident)?) as $add:ident, $end:ident })*) => {
        $(impl ser::$of for Open<'_, '_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: ?Sized + Serialize>(
                &mut self,
                $($name: &'static str,)?
                value: &T,
            ) -> Result<()> {
                self.$add($($name,)? value)
            }

            fn end(self) -> Result<()> {
                Open::$end(self)
            }
        })*
    };
}

opened! {
    SerializeSeq { serialize_element() as element, end }
    SerializeTuple { serialize_element() as element, end }
    SerializeTupleStruct { serialize_field() as element, end }
    SerializeTupleVariant { serialize_field() as element, end_variant }
    SerializeStruct { serialize_field(name) as field, end }
    SerializeStructVariant { serialize_field(name) as field, end_variant }
}

impl ser::SerializeMap for Open<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, name: &T) -> Result<()> {
        self.json.next();
        let from = self.json.out.len();
        name.serialize(&mut *self.json)?;
        // Names of all types that are a name are texts, or a number without its marks.
        match self.json.out.get(from) {
            Some(b'"') => {}
            Some(b'0'..=b'9' | b'-' | b't' | b'f') => {
                self.json.out.insert(from, b'"');
                self.json.out.push(b'"');
            }
            _ => return Err(Error::custom("expected a text for a name, but found another value")),
        }
        self.json.colon();
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        self.value(value)
    }

    fn end(self) -> Result<()> {
        Open::end(self)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Serialize)]
    enum Kind {
        Unit,
        New(u8),
        Pair(i8, Option<&'static str>),
        Named { a: f32, b: Vec<Kind> },
    }

    #[derive(Serialize)]
    struct Flat {
        own: (),
        #[serde(flatten)]
        more: BTreeMap<String, u64>,
    }

    fn assert_same(value: &impl Serialize) {
        let text = |json: Result<Vec<u8>>| String::from_utf8(json.unwrap()).unwrap();
        assert_eq!(text(to_vec(value, false)), serde_json::to_string(value).unwrap());
        assert_eq!(text(to_vec(value, true)), serde_json::to_string_pretty(value).unwrap());
    }

    #[test]
    fn it_writes_what_serde_json_writes() {
        assert_same(&[Kind::Unit, Kind::New(7), Kind::Pair(-8, None), Kind::Pair(8, Some("八"))]);
        let inner = vec![Kind::Named { a: 0.1, b: Vec::new() }, Kind::New(0)];
        assert_same(&Kind::Named { a: f32::NAN, b: inner });
        assert_same(&(u64::MAX, i64::MIN, f64::MIN_POSITIVE, -0.0, 1e21, true, 'é', b"ab"));
        assert_same(&Flat { own: (), more: [("一".to_owned(), 1), (String::new(), 2)].into() });
        assert_same(&BTreeMap::from([(-1, [(); 0]), (20, [])]));
        assert_same(&BTreeMap::from([(false, "a"), (true, "b")]));
        assert!(to_vec(&BTreeMap::from([((1, 2), 3)]), false).is_err());
    }

    #[test]
    fn what_has_to_be_escaped_is_found_wherever_it_stands() {
        for c in ('\u{0}'..'\u{100}').chain(['控', '𠀀']) {
            for (before, behind) in (0..18).flat_map(|before| [(before, 0), (before, 9)]) {
                let text = "a".repeat(before) + &String::from(c) + &"字".repeat(behind);
                assert_same(&[&text, "\u{7f}"]);
            }
        }
    }

    #[test]
    fn lines_are_indented_at_any_depth() {
        let text = "[".repeat(40) + "{\"a\":[]},2" + &"]".repeat(40);
        assert_same(&serde_json::from_str::<serde_json::Value>(&text).unwrap());
    }

    #[test]
    fn a_full_buffer_is_taken_between_values() {
        let values: Vec<String> = (0..100).map(|n| "控".repeat(n)).collect();
        let (mut parts, mut out) = (Vec::new(), Vec::new());
        let mut take = |out: &mut Vec<u8>| {
            assert!(out.len() > 50 && std::str::from_utf8(out).is_ok());
            parts.append(out);
        };
        let full = Full { most: 50, take: &mut take };
        write(&values, true, &mut out, Some(full)).unwrap();
        parts.append(&mut out);
        assert_eq!(parts, serde_json::to_vec_pretty(&values).unwrap());
    }
}
