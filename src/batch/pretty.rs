//! JSON for people: with line feeds and an indentation of two spaces.

use std::io::{self, Result, Write};

use memchr::memchr2;
use serde::Serialize;
use serde_json::ser::Formatter;

/// A value as `serde_json::to_vec_pretty` writes it, at less cost.
///
/// # Errors
/// Those of the value's own `Serialize`.
pub fn indented(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(1 << 16);
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Indented::default()))?;
    Ok(out)
}

/// Writes JSON that this program wrote on one line in the same form, to be looked at. It may be
/// large, and no second copy of it is made.
///
/// Nothing of it is parsed: to read 70 kB and write them again costs a fifth of what it costs to
/// find them in the report.
///
/// # Errors
/// If a string or a bracket is not closed, or it cannot be written.
pub fn pretty(line: &[u8], to: &mut impl Write) -> Result<()> {
    let mut lines = Indented::default();
    let mut rest = line;
    while let Some(&sign) = rest.first() {
        let length = match sign {
            b'"' => string_length(rest).ok_or_else(no_json)?,
            b'{' | b'[' | b'}' | b']' | b',' | b':' => 1,
            _ => rest.iter().position(|b| matches!(b, b',' | b'}' | b']')).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(length);
        match sign {
            b'{' | b'[' => {
                lines.open(to, token)?;
                if !matches!(after, [b'}' | b']', ..]) {
                    lines.line(to, false)?;
                }
            }
            b'}' | b']' if lines.depth == 0 => return Err(no_json()),
            b'}' | b']' => lines.close(to, token)?,
            b',' => lines.line(to, true)?,
            b':' => to.write_all(b": ")?,
            _ => to.write_all(token)?,
        }
        lines.filled = !matches!(sign, b'{' | b'[');
        rest = after;
    }
    if lines.depth == 0 && !line.is_empty() { Ok(()) } else { Err(no_json()) }
}

fn no_json() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "expected JSON on one line")
}

/// The length of the string that a text starts with, with both its marks.
fn string_length(text: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        at += memchr2(b'"', b'\\', text.get(at..)?)?;
        match text.get(at)? {
            b'"' => return Some(at + 1),
            _ => at += 2,
        }
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
    fn what_is_no_json_is_an_error() {
        for text in [&b"\"open"[..], b"\"\\", b"}}]]", b"{[", b""] {
            assert!(pretty(text, &mut Vec::new()).is_err());
        }
    }
}
