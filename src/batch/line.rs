//! The JSON of a report on its way to whoever asked for it.

use serde::Serialize;

use crate::json::{self, Full};
use crate::visible;

/// So many bytes go at a time.
const PART: usize = 1 << 20;

/// Room that is made at once: most reports take little more.
const ROOM: usize = 1 << 16;

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
        Self { held: Vec::with_capacity(ROOM), send: None }
    }

    /// One that goes in parts, if it is long.
    pub(super) fn in_parts(send: Sender<'s>) -> Self {
        Self { held: Vec::with_capacity(ROOM), send: Some(send) }
    }

    /// Adds JSON that is whole.
    pub(super) fn add(&mut self, json: Vec<u8>) {
        match self.held.is_empty() {
            true => self.held = json,
            false => self.held.extend(json),
        }
    }

    /// Adds a value as JSON, in lines or on one.
    ///
    /// # Errors
    /// Those of the value's own `Serialize`.
    pub(super) fn write(&mut self, value: &impl Serialize, lines: bool) -> serde_json::Result<()> {
        let Some(send) = &mut self.send else {
            return json::write(value, lines, &mut self.held, None);
        };
        let mut take = |held: &mut Vec<u8>| {
            let part = visible::json(std::mem::take(held));
            send(&part);
            *held = part;
            held.clear();
        };
        let full = Full { most: PART, take: &mut take };
        json::write(value, lines, &mut self.held, Some(full))
    }

    /// What has not gone.
    pub(super) fn rest(self) -> Vec<u8> {
        visible::json(self.held)
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
            whole.write(&texts, false).unwrap();
            let whole = whole.rest();
            let (mut parts, mut count) = (Vec::new(), 0);
            let mut send = |part: &[u8]| {
                assert!(std::str::from_utf8(part).is_ok());
                parts.extend_from_slice(part);
                count += 1;
            };
            let mut line = Line::in_parts(&mut send);
            line.write(&texts, false).unwrap();
            let rest = line.rest();
            assert_eq!([parts, rest].concat(), whole);
            assert_eq!(count > 0, length == PART);
            assert_eq!(serde_json::from_slice::<Vec<String>>(&whole).unwrap(), texts);
        }
    }
}
