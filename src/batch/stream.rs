//! Documents that come one after another, from a program whose own they are: read within the
//! bounds of a batch and answered in the order in which they came.

use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Mutex;

use super::answer::{Complaint, Reply};
use super::crew::{Begun, Job, crew};
use super::duty::Duty;
use super::engine::{Ended, FileToRead, Interrupt, Options, Outcome};
use super::inputs::{Input, Place};
use super::queue::{Feeder, Turn};
use super::reading::read;
use super::watch::locked;
use crate::batch::error::{Error, Result};
use crate::source;

/// A document that is to be read.
#[derive(Debug)]
pub struct Document {
    /// Its name in the report, which decides nothing.
    pub name: String,
    /// What is to be read.
    pub content: Content,
}

/// Where the bytes of a document are.
#[derive(Debug)]
pub enum Content {
    /// Here.
    Bytes(Vec<u8>),
    /// In a file.
    File(PathBuf),
}

/// Reads documents until `next` gives none, so many at a time as the options say, and hands
/// their outcomes to `sink` in the order in which they came. Memory does not grow with their
/// number: `next` is only asked when there is room.
///
/// # Errors
/// If no worker starts, or `next` fails.
pub fn stream(
    next: impl FnMut() -> io::Result<Option<Document>> + Send,
    options: &Options,
    sink: &mut dyn FnMut(Outcome) -> ControlFlow<()>,
) -> Result<Ended> {
    let coming = Coming { next: Mutex::new(next), options };
    let interrupt = Interrupt::default();
    crew(
        &coming,
        usize::MAX,
        Duty::Read,
        options,
        &interrupt,
        &mut |_, outcome| match sink(outcome) {
            ControlFlow::Continue(()) => ControlFlow::Continue(()),
            ControlFlow::Break(()) => ControlFlow::Break(Ended::Stopped),
        },
    )
}

/// Documents that are yet to come.
struct Coming<'o, N> {
    next: Mutex<N>,
    options: &'o Options,
}

impl<N: FnMut() -> io::Result<Option<Document>> + Send> Job for Coming<'_, N> {
    type Thing = Document;
    type Question = FileToRead;
    type Outcome = Outcome;

    fn next(
        &self,
        feeder: &Feeder<'_, '_, Outcome>,
        turn: Turn,
    ) -> Result<Option<(usize, Document)>> {
        if turn != Turn::Awaited {
            // Whoever sends them may wait for the answer to the last before sending the next.
            return Ok(None);
        }
        // Who holds it takes the place that belongs to what it gives.
        let mut next = locked(&self.next);
        let document = next().map_err(|source| Error::Read { path: PathBuf::from("-"), source })?;
        Ok(document.and_then(|document| Some((feeder.take(turn)?, document))))
    }

    fn begin(&self, index: usize, document: Document) -> Result<Begun<FileToRead, Outcome>> {
        let Document { name, content } = document;
        let limit = self.options.max_size;
        let bytes = match content {
            Content::File(path) => {
                read(&Input { index, source: name.clone(), place: Place::File(path) }, limit)
            }
            Content::Bytes(bytes) if bytes.len() as u64 > limit => {
                let size = bytes.len() as u64;
                Err(Complaint::from(&Error::TooLarge { name: name.clone(), size, limit }))
            }
            Content::Bytes(bytes) => Ok(bytes),
        };
        Ok(match bytes {
            Ok(bytes) => {
                let sha256 = source::sha256(&bytes);
                Begun::Asks(FileToRead { name, bytes, sha256, harmless: false })
            }
            Err(complaint) => Begun::Done(Outcome::unread(complaint)),
        })
    }

    fn end(&self, _: usize, file: FileToRead, reply: Reply) -> Result<Outcome> {
        Ok(file.outcome(reply))
    }
}
