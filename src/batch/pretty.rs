//! JSON as it is written: on one line, or for people with line feeds and an indentation of two
//! spaces. No active character stands in either as itself.

use std::io::{self, Result, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use crate::visible;

/// A value as `serde_json::to_vec_pretty` writes it, at less cost.
///
/// # Errors
/// Those of the value's own `Serialize`.
pub fn indented(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(1 << 16);
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Indented::default()))?;
    Ok(out)
}

/// A value on one line.
///
/// # Errors
/// Those of the value's own `Serialize`.
pub(super) fn line(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(1 << 16);
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, OneLine))?;
    Ok(out)
}

/// Writes JSON on one line in the same form as [`indented`], to be looked at on a terminal. It may
/// be large, and no second copy of it is made.
///
/// # Errors
/// If it is no JSON, or cannot be written.
pub fn pretty(line: &[u8], to: &mut impl Write) -> Result<()> {
    let mut from = serde_json::Deserializer::from_slice(line);
    let mut to = serde_json::Serializer::with_formatter(to, Indented::default());
    serde_transcode::transcode(&mut from, &mut to).map_err(io::Error::from)
}

struct OneLine;

impl Formatter for OneLine {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, part: &str) -> Result<()> {
        visible::json_part(out, part)
    }
}

/// Begins each line with one write; `serde_json`'s own makes one of each level.
#[derive(Default)]
struct Indented {
    depth: usize,
    /// Whether the array or object that was opened last holds something.
    filled: bool,
}

/// The end of a line and the start of the next, down to [`DEEPEST`].
const LINE: &[u8; 2 + 2 * DEEPEST] =
    b",\n                                                                ";

const DEEPEST: usize = 32;

impl Indented {
    fn line(&self, out: &mut (impl ?Sized + Write), comma: bool) -> Result<()> {
        let indent = self.depth.min(DEEPEST);
        out.write_all(&LINE[usize::from(!comma)..2 + 2 * indent])?;
        (DEEPEST..self.depth).try_for_each(|_| out.write_all(b"  "))
    }

    fn open(&mut self, out: &mut (impl ?Sized + Write), sign: &[u8]) -> Result<()> {
        self.depth += 1;
        self.filled = false;
        out.write_all(sign)
    }

    fn close(&mut self, out: &mut (impl ?Sized + Write), sign: &[u8]) -> Result<()> {
        self.depth -= 1;
        if self.filled {
            self.line(out, false)?;
        }
        out.write_all(sign)
    }
}

impl Formatter for Indented {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, part: &str) -> Result<()> {
        visible::json_part(out, part)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> Result<()> {
        self.line(out, !first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> Result<()> {
        self.line(out, !first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_writes_what_serde_json_writes() {
        for text in [
            r#"{}"#,
            r#"[]"#,
            r#"null"#,
            r#"{"a":{},"b":[],"c":[[],[{}]],"d":[1,-2.5,0.1,72.33,null,true]}"#,
            r#"{"a \"{[,:]}\\":"x\\\"y\\","控":"制\n"}"#,
        ] {
            let value: serde_json::Value = serde_json::from_str(text).unwrap();
            let expected = serde_json::to_string_pretty(&value).unwrap();
            let mut written = Vec::new();
            pretty(text.as_bytes(), &mut written).unwrap();
            assert_eq!(String::from_utf8(written).unwrap(), expected);
            assert_eq!(String::from_utf8(indented(&value).unwrap()).unwrap(), expected);
        }
    }

    #[test]
    fn lines_are_indented_at_any_depth() {
        let text = "[".repeat(40) + "1,2" + &"]".repeat(40);
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let expected = serde_json::to_vec_pretty(&value).unwrap();
        assert_eq!(indented(&value).unwrap(), expected);
    }

    #[test]
    fn what_is_no_json_is_told() {
        for text in [&b"\"open"[..], b"\"\\", b"}}]]", b"{[", b""] {
            assert!(pretty(text, &mut Vec::new()).is_err());
        }
    }

    #[test]
    fn active_characters_are_escapes_in_every_form() {
        let value = "a\u{9b}b\u{7f}\u{202E}\u{2028}\u{E0041}\u{1b}…“é”\n\u{9b}";
        let line = line(&[value]).unwrap();
        let mut pretty = Vec::new();
        super::pretty(&line, &mut pretty).unwrap();
        for written in [line, pretty, indented(&[value]).unwrap()] {
            let text = String::from_utf8(written).unwrap();
            assert!(!text.contains(|c| visible::is_active(c) && c != '\n'), "{text:?}");
            assert!(text.contains("\\u009bb\\u007f\\u202e\\u2028\\udb40\\udc41"), "{text}");
            assert_eq!(serde_json::from_str::<Vec<String>>(&text).unwrap(), [value]);
        }
    }
}
