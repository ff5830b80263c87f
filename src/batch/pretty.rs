//! JSON for people: with line feeds and an indentation of two spaces.

use std::io::{self, Result, Write};

use memchr::memchr2;
use serde_json::ser::Formatter;

/// Sets what `serde_json` writes in lines, as its `PrettyFormatter` does, which writes each two
/// spaces by themselves: that costs more than all else of a report's JSON.
#[derive(Debug, Default)]
pub(super) struct InLines {
    /// So many arrays and objects are open.
    depth: usize,
    /// Whether the one that was opened last holds something.
    filled: bool,
}

/// The end of a line and the start of the next, as deep as reports are.
const LINE: &[u8] = b",\n                                                                ";

impl InLines {
    fn line<W: ?Sized + Write>(&self, to: &mut W, comma: bool) -> Result<()> {
        let end = LINE.len().min(2 + 2 * self.depth);
        to.write_all(&LINE[usize::from(!comma)..end])?;
        (end..2 + 2 * self.depth).try_for_each(|_| to.write_all(b" "))
    }

    fn open<W: ?Sized + Write>(&mut self, to: &mut W, sign: &[u8]) -> Result<()> {
        (self.depth, self.filled) = (self.depth + 1, false);
        to.write_all(sign)
    }

    fn close<W: ?Sized + Write>(&mut self, to: &mut W, sign: &[u8]) -> Result<()> {
        self.depth = self.depth.saturating_sub(1);
        if self.filled {
            self.line(to, false)?;
        }
        to.write_all(sign)
    }
}

impl Formatter for InLines {
    fn begin_array<W: ?Sized + Write>(&mut self, to: &mut W) -> Result<()> {
        self.open(to, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, to: &mut W) -> Result<()> {
        self.close(to, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> Result<()> {
        self.line(to, !first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, to: &mut W) -> Result<()> {
        self.open(to, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, to: &mut W) -> Result<()> {
        self.close(to, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> Result<()> {
        self.line(to, !first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> Result<()> {
        to.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> Result<()> {
        self.end_array_value(to)
    }
}

/// JSON that this program wrote on one line, in lines.
///
/// # Errors
/// If it is none.
pub(super) fn in_lines(json: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::with_capacity(2 * json.len());
    let mut pretty = Pretty::new(&mut out);
    pretty.write(json)?;
    pretty.end()?;
    Ok(out)
}

/// Writes JSON that this program wrote on one line in the same form, to be looked at. It may be
/// large, and no second copy of it is made.
///
/// Nothing of it is parsed: to read 70 kB and write them again costs a fifth of what it costs to
/// find them in the report.
pub(super) struct Pretty<'t, W> {
    to: &'t mut W,
    format: InLines,
    /// What comes next stands in a string.
    within: bool,
    /// What comes next is escaped.
    escaped: bool,
    /// The last sign opened an array or object.
    opened: bool,
    /// Nothing came yet.
    empty: bool,
}

impl<'t, W: Write> Pretty<'t, W> {
    pub(super) fn new(to: &'t mut W) -> Self {
        let format = InLines::default();
        Self { to, format, within: false, escaped: false, opened: false, empty: true }
    }

    /// Writes the next part of the JSON, which may end anywhere.
    ///
    /// # Errors
    /// If a bracket is closed that was not opened, or it cannot be written.
    pub(super) fn write(&mut self, part: &[u8]) -> Result<()> {
        let mut rest = part;
        self.empty &= rest.is_empty();
        while let Some(&sign) = rest.first() {
            // In a string no sign means anything.
            let sign = if self.within { b'"' } else { sign };
            let length = match sign {
                _ if self.within => self.string_length(rest),
                b'"' => {
                    self.within = true;
                    1 + self.string_length(rest.get(1..).unwrap_or_default())
                }
                b'{' | b'[' | b'}' | b']' | b',' | b':' => 1,
                _ => {
                    let ends = |sign: &u8| matches!(sign, b',' | b'}' | b']');
                    rest.iter().position(ends).unwrap_or(rest.len())
                }
            };
            let (token, after) = rest.split_at(length);
            rest = after;
            let (to, format) = (&mut *self.to, &mut self.format);
            let closes = matches!(sign, b'}' | b']');
            let first = std::mem::take(&mut self.opened);
            if first && !closes {
                format.line(to, false)?;
            }
            match sign {
                b'{' | b'[' => {
                    self.opened = true;
                    format.open(to, token)?;
                }
                b'}' | b']' if format.depth == 0 => return Err(no_json()),
                b'}' | b']' => {
                    format.filled = !first;
                    format.close(to, token)?;
                }
                b',' => format.line(to, true)?,
                b':' => format.begin_object_value(to)?,
                _ => to.write_all(token)?,
            }
        }
        Ok(())
    }

    /// Makes sure that nothing is left open.
    ///
    /// # Errors
    /// If a string or a bracket is.
    pub(super) fn end(self) -> Result<()> {
        let whole = self.format.depth == 0 && !self.within && !self.empty;
        if whole { Ok(()) } else { Err(no_json()) }
    }

    /// How much of a text is the rest of a string, with the mark that closes it.
    fn string_length(&mut self, text: &[u8]) -> usize {
        let mut at = usize::from(std::mem::take(&mut self.escaped));
        loop {
            let Some(next) = text.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) else {
                return text.len();
            };
            at += next;
            if text.get(at) == Some(&b'"') {
                self.within = false;
                return at + 1;
            }
            at += 2;
            if at > text.len() {
                self.escaped = true;
                return text.len();
            }
        }
    }
}

fn no_json() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "expected JSON on one line")
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
            // In one part, and cut anywhere.
            for length in 1..=text.len() {
                let mut written = Vec::new();
                let mut pretty = Pretty::new(&mut written);
                text.as_bytes().chunks(length).for_each(|part| pretty.write(part).unwrap());
                pretty.end().unwrap();
                assert_eq!(String::from_utf8(written).unwrap(), expected);
            }
            assert_eq!(in_lines(text.as_bytes()).unwrap(), expected.as_bytes());
        }
    }

    #[test]
    fn lines_are_indented_at_any_depth() {
        let text = "[".repeat(40) + "1,2" + &"]".repeat(40);
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let expected = serde_json::to_vec_pretty(&value).unwrap();
        assert_eq!(in_lines(text.as_bytes()).unwrap(), expected);
    }

    #[test]
    fn what_is_no_json_is_an_error() {
        for text in [&b"\"open"[..], b"\"\\", b"}}]]", b"{[", b""] {
            let mut written = Vec::new();
            let mut pretty = Pretty::new(&mut written);
            assert!(pretty.write(text).and_then(|()| pretty.end()).is_err());
        }
    }
}
