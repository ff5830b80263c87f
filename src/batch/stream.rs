//! Documents that come one after another, from a program whose own they are: read within the
//! bounds of a batch and answered in the order in which they came.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Mutex;

<<<<<<< HEAD
use super::answer::{Answer, Complaint};
use super::crew::{Hand, Job, crew};
use super::duty::Duty;
use super::engine::{Ended, Interrupt, Options, Outcome};
use super::inputs::{Input, Place};
use super::queue::Feeder;
use super::reading::read;
=======
use super::answer::Complaint;
use super::crew::{Hand, Job, crew};
use super::duty::Duty;
use super::engine::{Ended, Interrupt, KeepNothing, Options, Outcome, outcome};
use super::inputs::{Input, Place};
use super::queue::Held;
>>>>>>> wheel
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
<<<<<<< HEAD
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
    type Outcome = Outcome;

    fn next(&self, feeder: &Feeder<'_, '_, Outcome>) -> Result<Option<(usize, Document)>> {
        // Who holds it takes the place that belongs to what it gives.
        let mut next = locked(&self.next);
        let document = next().map_err(|source| Error::Read { path: PathBuf::from("-"), source })?;
        Ok(document.and_then(|document| Some((feeder.take()?, document))))
    }

    fn one(&self, index: usize, document: Document, hand: &mut Hand<'_>) -> Result<Outcome> {
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
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(complaint) => {
                return Ok(Outcome { sha256: None, result: Err(complaint), recalled: false });
            }
        };
        let sha256 = Some(source::sha256(&bytes));
        let result = hand.ask(&name, &[&bytes], false)?.read(&name, Answer::from_bytes);
        Ok(Outcome { sha256, result, recalled: false })
=======
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
>>>>>>> wheel
    }
}
