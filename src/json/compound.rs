//! Lists and objects.

use serde::Serialize;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};
use serde_json::{Error, Result};

use super::{Layout, Sink, Writer};

/// A list or an object that is being written.
pub(super) struct Compound<'w, 's, S, L> {
    writer: &'w mut Writer<'s, S, L>,
    /// The sign that closes it.
    close: u8,
    empty: bool,
    /// Where the last key begins with what stands before it, if it may be left out again.
    start: usize,
    /// It stands in the object of a variant, which is closed with it.
    of_variant: bool,
}

impl<'w, 's, S: Sink, L: Layout> Compound<'w, 's, S, L> {
    pub(super) fn list(writer: &'w mut Writer<'s, S, L>) -> Self {
        writer.open(b'[');
        Self { writer, close: b']', empty: true, start: 0, of_variant: false }
    }

    pub(super) fn object(writer: &'w mut Writer<'s, S, L>) -> Self {
        writer.open(b'{');
        Self { writer, close: b'}', empty: true, start: 0, of_variant: false }
    }

    pub(super) fn of_variant(self) -> Self {
        Self { of_variant: true, ..self }
    }

    #[inline]
    fn next(&mut self) {
        self.writer.next(std::mem::take(&mut self.empty));
    }

    #[inline]
    fn value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        value.serialize(&mut *self.writer)?;
        self.writer.to.whole();
        Ok(())
    }

    #[inline]
    fn item<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        self.next();
        self.value(value)
    }

    /// Notes where a key begins, if it may be left out again.
    #[inline]
    fn member(&mut self) {
        if L::LEAN {
            self.start = self.writer.to.held().len();
        }
    }

    /// The value behind a key.
    #[inline]
    fn of_member<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        if !L::LEAN {
            return self.value(value);
        }
        value.serialize(&mut *self.writer)?;
        let held = self.writer.to.held();
        // No other value ends so, and what is null is not taken before it is whole.
        if held.ends_with(b"null") {
            // Before all but the first a comma stands.
            self.empty = held.get(self.start) != Some(&b',');
            held.truncate(self.start);
        } else {
            self.writer.to.whole();
        }
        Ok(())
    }

    #[inline]
    fn field<T: ?Sized + Serialize>(&mut self, name: &'static str, value: &T) -> Result<()> {
        if L::LEAN && self.writer.layout.leaves_out(name) {
            return Ok(());
        }
        self.member();
        self.writer.key(std::mem::take(&mut self.empty), name);
        self.of_member(value)
    }

    fn close(self) -> Result<()> {
        self.writer.close(self.close, self.empty);
        if self.of_variant {
            self.writer.close(b'}', false);
        }
        Ok(())
    }
}

impl<S: Sink, L: Layout> SerializeMap for Compound<'_, '_, S, L> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<()> {
        self.member();
        self.next();
        let start = self.writer.to.held().len();
        key.serialize(&mut *self.writer)?;
        // A number is a text where it is a key.
        let held = self.writer.to.held();
        if held.get(start) != Some(&b'"') {
            held.insert(start, b'"');
            held.push(b'"');
        }
        held.extend_from_slice(self.writer.layout.colon());
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
        self.of_member(value)
    }

    fn end(self) -> Result<()> {
        self.close()
    }
}

/// Each trait of lists and of objects asks for the same.
macro_rules! compounds {
    (lists: $($list:ident :: $item:ident),*; objects: $($object:ident),*;) => {
        $(impl<S: Sink, L: Layout> $list for Compound<'_, '_, S, L> {
            type Ok = ();
            type Error = Error;

            fn $item<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<()> {
                self.item(value)
            }

            fn end(self) -> Result<()> {
                self.close()
            }
        })*
        $(impl<S: Sink, L: Layout> $object for Compound<'_, '_, S, L> {
            type Ok = ();
            type Error = Error;

            // Where it is asked for the length of the name is known.
            #[inline]
            fn serialize_field<T: ?Sized + Serialize>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<()> {
                self.field(name, value)
            }

            fn end(self) -> Result<()> {
                self.close()
            }
        })*
    };
}

compounds! {
    lists: SerializeSeq::serialize_element, SerializeTuple::serialize_element,
        SerializeTupleStruct::serialize_field, SerializeTupleVariant::serialize_field;
    objects: SerializeStruct, SerializeStructVariant;
}
