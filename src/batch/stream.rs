//! Documents that come one after another, from a program whose own they are: read within the
//! bounds of a batch and answered in the order in which they came.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Mutex;

use super::answer::Complaint;
use super::crew::{Hand, Job, crew};
use super::duty::Duty;
use super::engine::{Ended, Interrupt, KeepNothing, Options, Outcome, outcome};
use super::inputs::{Input, Place};
use super::queue::Held;
use super::watch::locked;
use crate::batch::error::{Error, Result};

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
    let coming = Mutex::new(Coming { next, come: 0, waiting: BTreeMap::new() });
    let job = Stream { coming, options };
    let interrupt = Interrupt::default();
    crew(&job, usize::MAX, Duty::Read, options, &interrupt, &mut |_, Answered(outcome)| {
        match outcome.map(&mut *sink) {
            None => ControlFlow::Break(Ended::Complete),
            Some(ControlFlow::Break(())) => ControlFlow::Break(Ended::Stopped),
            Some(ControlFlow::Continue(())) => ControlFlow::Continue(()),
        }
    })
}

struct Stream<'s, N> {
    coming: Mutex<Coming<N>>,
    options: &'s Options,
}

/// The documents in their order. Whoever is first reads those before its own too.
struct Coming<N> {
    next: N,
    /// How many have come.
    come: usize,
    /// Those whose turn others have.
    waiting: BTreeMap<usize, Document>,
}

impl<N: FnMut() -> io::Result<Option<Document>>> Coming<N> {
    /// The document of this number, from 0; `None` if there are not so many.
    fn document(&mut self, index: usize) -> io::Result<Option<Document>> {
        while self.come <= index {
            let Some(document) = (self.next)()? else { return Ok(None) };
            self.waiting.insert(self.come, document);
            self.come += 1;
        }
        Ok(self.waiting.remove(&index))
    }
}

/// What became of a document; nothing after the last.
struct Answered(Option<Outcome>);

impl Held for Answered {
    fn size(&self) -> usize {
        self.0.as_ref().map_or(0, Held::size)
    }
}

impl<N: FnMut() -> io::Result<Option<Document>> + Send> Job for Stream<'_, N> {
    type Outcome = Answered;

    fn one(&self, index: usize, hand: &mut Hand<'_>) -> Result<Answered> {
        let document = locked(&self.coming).document(index);
        let path = || PathBuf::from("-");
        let document = document.map_err(|source| Error::Read { path: path(), source })?;
        let Some(Document { name, content }) = document else {
            return Ok(Answered(None));
        };
        let limit = self.options.max_size;
        let input = match content {
            Content::File(path) => Input { index, source: name, place: Place::File(path) },
            Content::Bytes(bytes) if bytes.len() as u64 > limit => {
                let error = Error::TooLarge { name, size: bytes.len() as u64, limit };
                let result = Err(Complaint::from(&error));
                return Ok(Answered(Some(Outcome { sha256: None, result, recalled: false })));
            }
            Content::Bytes(bytes) => Input::at_hand(&name, bytes),
        };
        outcome(&input, self.options, &KeepNothing, hand).map(|outcome| Answered(Some(outcome)))
    }
}
