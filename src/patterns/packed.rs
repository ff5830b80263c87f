//! The form in which `build.rs` writes pattern files for the program: what JSON says, to be read
//! without looking for the ends of anything.
//!
//! A value is a sign and what follows it: `t`, `f`; `i` and a number; `s`, a number of bytes and the
//! text; `[`, a number of values and these; `{`, a number of pairs and these, the keys as texts
//! without their sign. A number is in digits of 64, the lowest first, of which all but the last
//! have 64 added; the lowest bit of the number behind `i` is set if it is less than nought.

use serde::Deserialize;
use serde::de::value::{BorrowedStrDeserializer, Error};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

/// Reads a value.
///
/// # Errors
/// If `build.rs` did not write it, or it is of another type.
pub(super) fn read<'de, T: Deserialize<'de>>(data: &'de str) -> Result<T, Error> {
    let mut packed = Packed { data, at: 0 };
    let value = T::deserialize(&mut packed)?;
    if packed.at == data.len() { Ok(value) } else { Err(broken()) }
}

/// A text that is read, and up to where.
struct Packed<'de> {
    data: &'de str,
    at: usize,
}

#[cold]
fn broken() -> Error {
    Error::custom("expected what build.rs writes")
}

impl<'de> Packed<'de> {
    #[inline]
    fn sign(&mut self) -> Result<u8, Error> {
        let sign = *self.data.as_bytes().get(self.at).ok_or_else(broken)?;
        self.at += 1;
        Ok(sign)
    }

    #[inline]
    fn number(&mut self) -> Result<u64, Error> {
        // Nearly all have one digit.
        let digit = self.sign()?;
        if digit < 0x40 { Ok(u64::from(digit)) } else { self.long_number(digit) }
    }

    /// A number of several digits, the first of which was read.
    fn long_number(&mut self, mut digit: u8) -> Result<u64, Error> {
        let (mut number, mut shift) = (0u64, 0);
        loop {
            number |= u64::from(digit & 0x3F).checked_shl(shift).ok_or_else(broken)?;
            shift += 6;
            if digit & 0x40 == 0 {
                return Ok(number);
            }
            digit = self.sign()?;
        }
    }

    #[inline]
    fn count(&mut self) -> Result<usize, Error> {
        usize::try_from(self.number()?).map_err(|_| broken())
    }

    /// Within its callers: nearly all that is read is texts, thousands at each start.
    #[inline(always)]
    fn text(&mut self) -> Result<&'de str, Error> {
        let length = self.count()?;
        let end = self.at.checked_add(length).ok_or_else(broken)?;
        let text = self.data.get(self.at..end).ok_or_else(broken)?;
        self.at = end;
        Ok(text)
    }
}

impl<'de> Deserializer<'de> for &mut Packed<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.sign()? {
            b's' => visitor.visit_borrowed_str(self.text()?),
            b'[' => {
                let left = self.count()?;
                visitor.visit_seq(Items { packed: self, left })
            }
            b'{' => {
                let left = self.count()?;
                visitor.visit_map(Items { packed: self, left })
            }
            b't' => visitor.visit_bool(true),
            b'f' => visitor.visit_bool(false),
            b'i' => {
                let number = self.number()?;
                let size = (number >> 1) as i64;
                visitor.visit_i64(if number & 1 == 0 { size } else { -size })
            }
            _ => Err(broken()),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.sign()? {
            b's' => visitor.visit_enum(BorrowedStrDeserializer::new(self.text()?)),
            _ => Err(broken()),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// The values of a list, or the pairs of a table.
struct Items<'p, 'de> {
    packed: &'p mut Packed<'de>,
    left: usize,
}

impl Items<'_, '_> {
    /// Whether another comes.
    fn goes_on(&mut self) -> bool {
        let goes_on = self.left > 0;
        self.left = self.left.saturating_sub(1);
        goes_on
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        self.goes_on().then(|| seed.deserialize(&mut *self.packed)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        if !self.goes_on() {
            return Ok(None);
        }
        let key = BorrowedStrDeserializer::new(self.packed.text()?);
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(&mut *self.packed)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case", deny_unknown_fields)]
    enum Kind {
        Word,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Entry {
        id: Kind,
        #[serde(default)]
        words: Vec<String>,
        least: Option<i8>,
        #[serde(default)]
        alone: bool,
    }

    #[test]
    fn what_is_written_is_read() {
        let long = "预算执行率".repeat(9);
        let text = format!(
            "{{\u{4}\u{2}ids\u{4}word\u{5}words[\u{2}s\u{0}sG\u{2}{long}\u{5}leasti\u{7}\u{5}alonet"
        );
        let words = vec![String::new(), long];
        let read: Entry = read(&text).unwrap();
        assert_eq!(read, Entry { id: Kind::Word, words, least: Some(-3), alone: true });
    }

    #[test]
    fn what_is_cut_or_goes_on_is_an_error() {
        let text = "{\u{1}\u{1}a[\u{1}s\u{3}b国";
        for length in (0..text.len()).filter(|&length| text.is_char_boundary(length)) {
            assert!(read::<BTreeMap<String, Vec<String>>>(&text[..length]).is_err());
        }
        assert!(read::<Kind>("s\u{3}sum").is_err());
        assert!(read::<bool>("tt").is_err());
        assert!(
            read::<u64>(
                "i\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}"
            )
            .is_err()
        );
    }
}
