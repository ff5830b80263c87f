//! The JSON of a report on its way to whoever asked for it.

use serde::Serialize;

use crate::{json, visible};

/// So many bytes go at a time, and the value that is written then.
const PART: usize = 1 << 20;

/// Takes the JSON of a report as it is written, so that a worker need not hold the report and all
/// of its JSON at once: of a large table that is most of its memory.
pub(super) struct Line<'s> {
    held: Vec<u8>,
    /// Where the first parts of a long one go; without it all is held.
    send: Option<Sender<'s>>,
}

/// Sends a part to whoever waits for it.
type Sender<'s> = &'s mut (dyn FnMut(&[u8]) + 's);

impl<'s> Line<'s> {
    /// One that is held whole.
    pub(super) fn whole() -> Self {
        Self { held: Vec::with_capacity(json::ROOM), send: None }
    }

    /// One that goes in parts, if it is long.
    pub(super) fn in_parts(send: Sender<'s>) -> Self {
        Self { held: Vec::with_capacity(json::ROOM), send: Some(send) }
    }

    /// Adds a value as JSON, in lines or on one.
    ///
    /// # Errors
    /// Those of the value's own `Serialize`.
    pub(super) fn json(&mut self, value: &impl Serialize, lines: bool) -> serde_json::Result<()> {
        json::write(self, value, lines)
    }

    /// Sends what is held, if it goes anywhere.
    #[cold]
    fn send(&mut self) {
        let Some(send) = &mut self.send else { return };
        let mut part = visible::json(std::mem::take(&mut self.held));
        send(&part);
        part.clear();
        self.held = part;
    }

    /// What has not gone.
    pub(super) fn rest(self) -> Vec<u8> {
        visible::json(self.held)
    }
}

impl json::Sink for Line<'_> {
    #[inline]
    fn held(&mut self) -> &mut Vec<u8> {
        &mut self.held
    }

    #[inline]
    fn whole(&mut self) {
        if self.held.len() > PART {
            self.send();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_the_rest_are_what_is_held_whole() {
        for length in [0, 10, PART / 9, PART] {
            let texts: Vec<String> =
                (0..length / 10).map(|n| format!("第{n}条\u{202E}\"\u{9b}𠀀")).collect();
            let mut whole = Line::whole();
            whole.json(&texts, false).unwrap();
            let whole = whole.rest();
            let (mut parts, mut count) = (Vec::new(), 0);
            let mut send = |part: &[u8]| {
                assert!(std::str::from_utf8(part).is_ok());
                parts.extend_from_slice(part);
                count += 1;
            };
            let mut line = Line::in_parts(&mut send);
            line.json(&texts, false).unwrap();
            let rest = line.rest();
            assert_eq!([parts, rest].concat(), whole);
            assert_eq!(count > 0, length == PART);
            assert_eq!(serde_json::from_slice::<Vec<String>>(&whole).unwrap(), texts);
        }
    }

    #[test]
    fn a_long_text_goes_whole() {
        let text = "字𠀀".repeat(PART / 3);
        let mut parts = Vec::new();
        let mut send = |part: &[u8]| parts.push(String::from_utf8(part.to_vec()).unwrap());
        let mut line = Line::in_parts(&mut send);
        line.json(&[&*text, "二"], false).unwrap();
        let rest = String::from_utf8(line.rest()).unwrap();
        assert_eq!(parts, [format!("[\"{text}\"")]);
        assert_eq!(rest, ",\"二\"]");
    }
}
