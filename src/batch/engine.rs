//! Reads the files of a run, and says how runs are run.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::answer::{Answer, Complaint, Reply};
use super::crew::{Begun, Job, Question, crew};
use super::duty::Duty;
use super::inputs::Input;
use super::queue::{Feeder, Held, Turn};
use super::reading::{is_small_text, read};
use super::work::Settings;
use crate::batch::error::Result;
use crate::source;

/// How a batch is run. Nothing of it but the settings matters to the results.
#[derive(Debug, Clone)]
pub struct Options {
    /// Files read at a time; at least one.
    pub jobs: usize,
    /// Time for one file, from the moment at which its worker begins.
    pub timeout: Duration,
    /// Memory of one worker in bytes.
    pub max_memory: Option<u64>,
    /// The largest file that is read, in bytes.
    pub max_size: u64,
    /// Read in threads of this process, without workers: no file can then be
    /// stopped, and one that ends its reader ends the run.
    pub in_process: bool,
    /// Read what is small and text in this process: it can do no harm, and starting a worker
    /// costs more than reading it. For commands that read one or two files.
    pub spare_workers: bool,
    /// End at the first file that has no report.
    pub fail_fast: bool,
    /// Told of each page whose picture was read.
    pub on_page: OnPage,
    /// What matters to the results.
    pub settings: Settings,
    /// The program that is started as `program worker` and calls [`super::serve`].
    pub program: PathBuf,
}

/// Told, from several threads, of each page whose picture was read: the file, how many of its
/// pages are done, and of how many (0 where that is not known before the end).
#[derive(Clone, Default)]
pub struct OnPage(Option<Arc<Told>>);

type Told = dyn Fn(&str, u32, u32) + Send + Sync;

impl OnPage {
    /// Calls this.
    #[must_use]
    pub fn new(told: impl Fn(&str, u32, u32) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(told)))
    }

    pub(super) fn tell(&self, source: &str, done: u32, of: u32) {
        if let Some(told) = &self.0 {
            told(source, done, of);
        }
    }
}

impl std::fmt::Debug for OnPage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OnPage")
    }
}

/// What became of one file.
#[derive(Debug)]
pub struct Outcome {
    /// SHA-256 of the content, where it could be read.
    pub sha256: Option<String>,
    /// The report, or why there is none.
    pub result: std::result::Result<Answer, Complaint>,
    /// Whether the report was known before.
    pub recalled: bool,
}

impl Outcome {
    /// That of a file whose bytes could not be had.
    pub(super) fn unread(complaint: Complaint) -> Self {
        Self { sha256: None, result: Err(complaint), recalled: false }
    }
}

impl Held for Outcome {
    fn size(&self) -> usize {
        self.result.as_ref().map_or(256, Answer::size)
    }
}

/// Set from outside when the running files are to be the last.
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Asks the run to end; whether it was asked before.
    pub fn set(&self) -> bool {
        self.0.swap(true, Ordering::SeqCst)
    }

    /// Whether it was asked.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// What remembers results: asked from several threads, in no order.
pub trait Keep: Sync {
    /// The answer for a file of this content, if it is known already.
    fn recall(&self, input: &Input, sha256: &str) -> Option<Answer>;

    /// A file is done.
    ///
    /// # Errors
    /// If it cannot be kept, which ends the run.
    fn done(&self, input: &Input, sha256: &str, answer: &Answer, recalled: bool) -> Result<()>;
}

/// Remembers nothing.
#[derive(Debug, Clone, Copy)]
pub struct KeepNothing;

impl Keep for KeepNothing {
    fn recall(&self, _: &Input, _: &str) -> Option<Answer> {
        None
    }

    fn done(&self, _: &Input, _: &str, _: &Answer, _: bool) -> Result<()> {
        Ok(())
    }
}

/// How a run ended that could go on to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Every file has its outcome.
    Complete,
    /// By [`Interrupt`]: the files that were running are finished.
    Interrupted,
    /// At the first failure, as `fail_fast` asks.
    FailedFast,
    /// The sink wants no more.
    Stopped,
}

/// Reads files and hands their outcomes to `sink` in the order of `inputs`. Memory
/// does not grow with their number.
///
/// # Errors
/// If no worker starts, or `keep` cannot keep.
pub fn run(
    inputs: &[Input],
    options: &Options,
    keep: &dyn Keep,
    interrupt: &Interrupt,
    sink: &mut dyn FnMut(&Input, Outcome) -> ControlFlow<()>,
) -> Result<Ended> {
    let reading = Reading { inputs, options, keep };
    crew(&reading, inputs.len(), Duty::Read, options, interrupt, &mut |index, outcome| {
        let failed = outcome.result.is_err();
        if sink(&inputs[index], outcome).is_break() {
            return ControlFlow::Break(Ended::Stopped);
        }
        match failed && options.fail_fast {
            true => ControlFlow::Break(Ended::FailedFast),
            false => ControlFlow::Continue(()),
        }
    })
}

/// Reads one file whose bytes are at hand, within the same bounds.
///
/// # Errors
/// If no worker starts.
pub fn read_alone(name: &str, bytes: Vec<u8>, options: &Options) -> Result<Outcome> {
    let input = Input::at_hand(name, bytes);
    let mut read = None;
    let sink = &mut |_: &Input, outcome| {
        read = Some(outcome);
        ControlFlow::Continue(())
    };
    run(&[input], options, &KeepNothing, &Interrupt::default(), sink)?;
    Ok(read.expect("a run without an interrupt has an outcome for every file"))
}

/// Files that are read.
struct Reading<'r> {
    inputs: &'r [Input],
    options: &'r Options,
    keep: &'r dyn Keep,
}

impl Job for Reading<'_> {
    type Thing = ();
    type Question = FileToRead;
    type Outcome = Outcome;

    fn next(&self, feeder: &Feeder<'_, '_, Outcome>, turn: Turn) -> Result<Option<(usize, ())>> {
        Ok(feeder.take(turn).map(|index| (index, ())))
    }

    fn begin(&self, index: usize, (): ()) -> Result<Begun<FileToRead, Outcome>> {
        let input = &self.inputs[index];
        let bytes = match read(input, self.options.max_size) {
            Ok(bytes) => bytes,
            Err(complaint) => return Ok(Begun::Done(Outcome::unread(complaint))),
        };
        let sha256 = source::sha256(&bytes);
        if let Some(answer) = self.keep.recall(input, &sha256) {
            self.keep.done(input, &sha256, &answer, true)?;
            let outcome = Outcome { sha256: Some(sha256), result: Ok(answer), recalled: true };
            return Ok(Begun::Done(outcome));
        }
        let harmless = self.options.settings.witnesses.is_empty() && is_small_text(&bytes);
        Ok(Begun::Asks(FileToRead { name: input.source.clone(), bytes, sha256, harmless }))
    }

    fn end(&self, index: usize, file: FileToRead, reply: Reply) -> Result<Outcome> {
        let outcome = file.outcome(reply);
        if let (Ok(answer), Some(sha256)) = (&outcome.result, &outcome.sha256) {
            self.keep.done(&self.inputs[index], sha256, answer, false)?;
        }
        Ok(outcome)
    }
}

/// A file that a worker is to read.
pub(super) struct FileToRead {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) sha256: String,
    pub(super) harmless: bool,
}

impl FileToRead {
    /// What became of it by the reply of a worker.
    pub(super) fn outcome(self, reply: Reply) -> Outcome {
        let result = reply.read(&self.name, Answer::from_reply);
        Outcome { sha256: Some(self.sha256), result, recalled: false }
    }
}

impl Question for FileToRead {
    fn name(&self) -> &str {
        &self.name
    }

    fn parts(&self) -> Vec<&[u8]> {
        vec![&self.bytes, self.sha256.as_bytes()]
    }

    fn is_harmless(&self) -> bool {
        self.harmless
    }
}
