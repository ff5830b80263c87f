//! XML as events by local names, for parts that are too large for a tree.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};

use crate::decode::package::PackageError;
use crate::words::words;

/// What comes next in a part.
#[derive(Debug)]
pub(super) enum Next<'a> {
    /// An element begins; one that is empty ends at once.
    Start(BytesStart<'a>),
    /// An element ends.
    End,
    /// Text.
    Text(String),
}

/// The events of a part.
pub(super) struct Events<'a> {
    reader: Reader<&'a [u8]>,
    /// Open elements.
    depth: usize,
}

impl<'a> Events<'a> {
    pub(super) fn new(text: &'a str) -> Events<'a> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        reader.config_mut().expand_empty_elements = true;
        Events { reader, depth: 0 }
    }

    /// Open elements; of an element that begins, those around it and itself.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// What comes next; `None` at the end.
    ///
    /// # Errors
    /// If the part is no well-formed XML.
    pub(super) fn next(&mut self) -> Result<Option<Next<'a>>, PackageError> {
        loop {
            let event = self.reader.read_event().map_err(|_| not_xml())?;
            return Ok(Some(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    Next::Start(start)
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Next::End
                }
                Event::Text(text) => Next::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Next::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(reference) => {
                    let char = reference.resolve_char_ref().ok().flatten();
                    let name = reference.xml10_content();
                    let entity = || resolve_predefined_entity(&name).map(str::to_owned);
                    // An entity of the document's own is not expanded.
                    Next::Text(char.map(String::from).or_else(entity).unwrap_or_default())
                }
                Event::Eof if self.depth == 0 => return Ok(None),
                Event::Eof => return Err(not_xml()),
                _ => continue,
            }));
        }
    }

    /// Goes behind the end of the element that has just begun.
    pub(super) fn skip(&mut self) -> Result<(), PackageError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// The text in the element that has just begun, up to its end.
    pub(super) fn text(&mut self) -> Result<String, PackageError> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            match self.next()? {
                Some(Next::Text(part)) => text.push_str(&part),
                Some(_) => {}
                None => break,
            }
        }
        Ok(text)
    }
}

/// The name of an element without prefix.
pub(super) fn name<'s>(start: &'s BytesStart<'_>) -> &'s str {
    start.local_name().into_inner()
}

/// The attributes of an element by their names without prefix.
pub(super) fn attributes<'s>(
    start: &'s BytesStart<'_>,
) -> impl Iterator<Item = (&'s str, std::borrow::Cow<'s, str>)> {
    let mut attributes: Attributes<'s> = start.attributes();
    attributes.with_checks(false);
    attributes.flatten().map(|attribute| {
        let name = attribute.key.into_inner();
        (name.rsplit(':').next().unwrap_or(name), attribute.value)
    })
}

pub(super) fn not_xml() -> PackageError {
    PackageError::Damaged(words!(
        en: "a part of it is no well-formed XML",
        zh: "其中有部件不是格式完好的 XML"
    ))
}
