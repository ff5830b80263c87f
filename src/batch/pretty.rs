//! JSON on one line to JSON in lines.

use std::io::{self, Result, Write};

use memchr::memchr2;

use crate::json::Lines;

/// Writes JSON that this program wrote on one line in the same form, to be looked at. It may be
/// large, and no second copy of it is made.
///
/// Nothing of it is parsed: to read 70 kB and write them again costs a fifth of what it costs to
/// find them in the report.
pub(super) struct Pretty<'t, W> {
    to: &'t mut W,
    lines: Lines,
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
        let lines = Lines::default();
        Self { to, lines, within: false, escaped: false, opened: false, empty: true }
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
            let (to, lines) = (&mut *self.to, &mut self.lines);
            let closes = matches!(sign, b'}' | b']');
            let first = std::mem::take(&mut self.opened);
            if first && !closes {
                lines.line(to, false)?;
            }
            match sign {
                b'{' | b'[' => {
                    self.opened = true;
                    lines.open();
                    to.write_all(token)?;
                }
                b'}' | b']' if lines.is_whole() => return Err(no_json()),
                b'}' | b']' => {
                    lines.close(to, first)?;
                    to.write_all(token)?;
                }
                b',' => lines.line(to, true)?,
                b':' => to.write_all(b": ")?,
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
        let whole = self.lines.is_whole() && !self.within && !self.empty;
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

    fn in_lines(parts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Result<Vec<u8>> {
        let mut written = Vec::new();
        let mut pretty = Pretty::new(&mut written);
        parts.into_iter().try_for_each(|part| pretty.write(part.as_ref()))?;
        pretty.end()?;
        Ok(written)
    }

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
                let written = in_lines(text.as_bytes().chunks(length)).unwrap();
                assert_eq!(String::from_utf8(written).unwrap(), expected);
            }
        }
    }

    #[test]
    fn lines_are_indented_at_any_depth() {
        let text = "[".repeat(40) + "1,2" + &"]".repeat(40);
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let expected = serde_json::to_vec_pretty(&value).unwrap();
        assert_eq!(in_lines([text]).unwrap(), expected);
    }

    #[test]
    fn what_is_no_json_is_an_error() {
        for text in [&b"\"open"[..], b"\"\\", b"}}]]", b"{[", b""] {
            assert!(in_lines([text]).is_err());
        }
    }
}
