//! JSON of whatever can be serialised, on one line or in lines: byte for byte what `serde_json`
//! writes, at three quarters of the cost.
//!
//! A report is some thousand short strings. Each is looked through eight bytes at a time for what
//! has to be escaped, and goes to where it stays at once; nothing on the way asks whether it
//! can be written.

mod escaped;
mod layout;
mod serializer;

use serde::Serialize;
pub(crate) use serde_json::Error;

use escaped::escaped;
pub(crate) use layout::Layout;

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

#[cfg(test)]
mod tests;
