//! Documents that come one after another, from a program whose own they are: read within the
//! bounds of a batch and answered in the order in which they came.

use std::io;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Mutex;

use super::answer::Complaint;
use super::engine::{Ended, Interrupt, KeepNothing, Options, Outcome, Run};
use super::inputs::{Input, Place};
use super::queue::{Feeder, Queue};
use super::watch::{Watch, locked};
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
    let (watch, interrupt) = (Watch::new(options.timeout), Interrupt::default());
    let jobs = options.jobs.max(1);
    let run = Run::new(options, &KeepNothing, &watch, NonZero::<usize>::MIN)?;
    let queue = Queue::new(usize::MAX, jobs, &interrupt);
    let next = Mutex::new(next);
    let feed = |feeder: &Feeder<'_, '_>| {
        let mut worker = None;
        loop {
            let taken = {
                // Who holds it takes the place that belongs to what it gives.
                let mut next = locked(&next);
                match next() {
                    Ok(Some(document)) => feeder.take().map(|index| (index, document)),
                    Ok(None) => None,
                    Err(source) => {
                        let path = PathBuf::from("-");
                        return feeder.fail(Error::Read { path, source });
                    }
                }
            };
            let Some((index, Document { name, content })) = taken else { return };
            let input = |place| Input { index, source: name.clone(), place };
            let outcome = match content {
                Content::File(path) => run.one(&input(Place::File(path)), &mut worker),
                Content::Bytes(bytes) if bytes.len() as u64 > options.max_size => {
                    Ok(too_large(&name, bytes.len() as u64, options.max_size))
                }
                Content::Bytes(bytes) => run.outcome(&input(Place::Stdin), &bytes, &mut worker),
            };
            match outcome {
                Ok(outcome) => feeder.put(index, outcome),
                Err(error) => return feeder.fail(error),
            }
        }
    };
    run.conduct(&queue, jobs, &feed, &mut |_, outcome| sink(outcome))
}

fn too_large(name: &str, size: u64, limit: u64) -> Outcome {
    let error = Error::TooLarge { name: name.to_owned(), size, limit };
    Outcome { sha256: None, result: Err(Complaint::from(&error)), recalled: false }
}
