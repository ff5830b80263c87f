//! How each kind of value is written.

use serde::Serialize;
use serde::ser::{self, Error as _};

use super::{Error, Json, Result};

/// An array or object that is open, and what closes it.
pub(super) struct Open<'w, 'o> {
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
