//! Pages of a PDF that are pictures, or whose text cannot be used: drawn, and read.

use std::collections::BTreeSet;

use super::backend::{Backend, Draw, Hayro, contained};
use crate::decode::picture;
use crate::decode::scans::{self, Scans, Seen, Taken};
use crate::document::Document;
use crate::layout::geometry::PageGeometry;
use crate::layout::{PageText, Reader, lacks_lines, page_text};
use crate::location::At;
use crate::model::Note;
use crate::recognition::RecognitionMode;
use crate::source::Source;
use crate::words::Words;

/// Which pages were read, and how it went.
pub(super) struct Scanned {
    /// Their numbers, from 1.
    pages: BTreeSet<u32>,
    /// Why none could be read, if the models cannot be used.
    pub(super) problem: Option<Words>,
}

/// Gives the pages of a file to the layout, those that need it as they are read in their
/// pictures.
pub(super) fn pages(file: &Hayro, source: &Source<'_>, reader: &mut Reader<'_>) -> Scanned {
    let mut scans = Scans::new(source.recognition);
    let mut read = BTreeSet::new();
    reader.advise(scans.advice());
    let count = file.page_count() as u32;
    scans::lay_out(source.recognition, reader, count, |give| {
        file.pages(&mut |index, geometry| {
            let Some(geometry) = geometry else { return give(index, Taken::Told(None)) };
            let text = page_text(&geometry);
            let recogniser = match wanted(text, scans.mode()) {
                true => scans.recogniser(),
                false => None,
            };
            let Some(recogniser) = recogniser else {
                let looked_at =
                    scans.mode() != RecognitionMode::Off && lacks_lines(&geometry, text);
                let ruled = looked_at.then(|| ruled(file, index, &scans, &geometry)).flatten();
                return give(index, Taken::Told(Some(Box::new(ruled.unwrap_or(geometry)))));
            };
            let at = At::default().with_page(Some(index as u32 + 1));
            match file.draw(index, scans.dpi()) {
                Ok(frame) => {
                    read.insert(index as u32 + 1);
                    let notes = if frame.whole { Vec::new() } else { vec![picture::cut(at)] };
                    let told = (text == PageText::Recognised).then(|| Box::new(geometry));
                    let pixels = frame.pixels;
                    give(
                        index,
                        Taken::Seen(Box::new(Seen {
                            recogniser,
                            pixels,
                            told,
                            notes,
                            on_drawing: source.recognition.on_drawing.clone(),
                        })),
                    );
                }
                // What a scanner wrote under the picture is better than nothing.
                Err(_) if text.is_usable() => give(index, Taken::Told(Some(Box::new(geometry)))),
                Err(problem) => give(index, Taken::Lost(problem.note(at))),
            }
        });
    });
    let problem = scans.problem().cloned();
    if let Some(found) = &problem {
        reader.note(Note::new("recogniser_failed", found.clone(), At::default()));
    }
    Scanned { pages: read, problem }
}

/// Lines are seen as well at this resolution as at a finer one.
const LINES_DPI: f32 = 200.0;

/// The page with the lines that its picture shows, where nobody is there to read it; `None` if
/// there are none.
fn ruled(
    file: &Hayro,
    index: usize,
    scans: &Scans<'_>,
    geometry: &PageGeometry,
) -> Option<PageGeometry> {
    let frame = file.draw(index, scans.dpi().min(LINES_DPI)).ok().filter(|frame| frame.whole)?;
    contained(|| crate::picture::ruled::ruled(&frame.pixels, geometry)).flatten()
}

/// Whether a page with such a text is read in its picture.
fn wanted(text: PageText, mode: RecognitionMode) -> bool {
    match mode {
        RecognitionMode::Off => false,
        RecognitionMode::Force => text != PageText::Blank,
        RecognitionMode::Auto => matches!(
            text,
            PageText::Picture | PageText::Recognised | PageText::Unmapped(_) | PageText::Garbage
        ),
    }
}

impl Scanned {
    /// The document with what is doubtful of the pages that were read.
    pub(super) fn told(&self, document: Document) -> Document {
        scans::told(document, &self.pages)
    }
}
