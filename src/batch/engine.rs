//! Feeders, each with a worker of its own, over one queue.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::answer::{Answer, Complaint, Reply};
use super::child::Worker;
use super::inputs::Input;
use super::queue::{Feeder, Queue};
use super::reading::read;
use super::watch::Watch;
use super::work::{STACK, Settings, Work};
use super::worker::{Hello, guarded};
use crate::batch::error::{Error, Result};
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

    fn tell(&self, source: &str, done: u32, of: u32) {
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
    pub(super) fn size(&self) -> usize {
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
    let jobs = options.jobs.clamp(1, inputs.len().max(1));
    // Where there are fewer files than jobs, pages are read side by side.
    let page_threads = NonZero::new(options.jobs / jobs).unwrap_or(NonZero::<usize>::MIN);
    let here = match options.in_process {
        true => Some(Work::new(&options.settings, page_threads)?),
        false => None,
    };
    let queue = Queue::new(inputs.len(), jobs, interrupt);
    let watch = Watch::new(options.timeout);
    let run = Run { inputs, options, keep, here, watch: &watch, page_threads };
    thread::scope(|scope| {
        scope.spawn(|| watch.run());
        for _ in 0..jobs {
            let feeder = queue.feeder();
            let run = &run;
            let feeding = thread::Builder::new().stack_size(STACK);
            if let Err(error) = feeding.spawn_scoped(scope, move || run.feed(&feeder)) {
                let (found, said) = (error.to_string(), crate::batch::error::system(&error));
                queue.fail(Error::Worker {
                    found: crate::words::words!(en: "{found}", zh: "{said}"),
                });
            }
        }
        let ended = drain(&queue, &run, interrupt, sink);
        queue.stop();
        watch.end();
        ended
    })
}

/// Hands outcomes to the sink until there are no more, or it wants no more.
fn drain(
    queue: &Queue<'_>,
    run: &Run<'_>,
    interrupt: &Interrupt,
    sink: &mut dyn FnMut(&Input, Outcome) -> ControlFlow<()>,
) -> Result<Ended> {
    let mut given = 0;
    while let Some((index, outcome)) = queue.next()? {
        given += 1;
        let failed = outcome.result.is_err();
        let input = &run.inputs[index];
        if sink(input, outcome).is_break() {
            return Ok(Ended::Stopped);
        }
        if failed && run.options.fail_fast {
            return Ok(Ended::FailedFast);
        }
    }
    Ok(if given < run.inputs.len() && interrupt.is_set() {
        Ended::Interrupted
    } else {
        Ended::Complete
    })
}

/// What all feeders share.
struct Run<'r> {
    inputs: &'r [Input],
    options: &'r Options,
    keep: &'r dyn Keep,
    /// Where files are read in this process.
    here: Option<Work>,
    watch: &'r Watch,
    /// Pages of one file that are read at a time.
    page_threads: NonZero<usize>,
}

impl Run<'_> {
    fn feed(&self, feeder: &Feeder<'_, '_>) {
        let mut worker = None;
        while let Some(index) = feeder.take() {
            match self.one(&self.inputs[index], &mut worker) {
                Ok(outcome) => feeder.put(index, outcome),
                Err(error) => return feeder.fail(error),
            }
        }
    }

    /// The outcome of one file. `Err` if the run cannot go on.
    fn one<'r>(&'r self, input: &Input, worker: &mut Option<Worker<'r>>) -> Result<Outcome> {
        let bytes = match read(input, self.options.max_size) {
            Ok(bytes) => bytes,
            Err(complaint) => {
                return Ok(Outcome { sha256: None, result: Err(complaint), recalled: false });
            }
        };
        let sha256 = source::sha256(&bytes);
        if let Some(answer) = self.keep.recall(input, &sha256) {
            self.keep.done(input, &sha256, &answer, true)?;
            return Ok(Outcome { sha256: Some(sha256), result: Ok(answer), recalled: true });
        }
        let result = match self.reply(&input.source, &bytes, worker)? {
            Reply::Done(answer) => {
                self.keep.done(input, &sha256, &answer, false)?;
                Ok(answer)
            }
            Reply::Failed(complaint) | Reply::Broken(complaint) => Err(complaint),
        };
        Ok(Outcome { sha256: Some(sha256), result, recalled: false })
    }

    /// Has a file read, here or in a worker, which is started if there is none.
    fn reply<'r>(
        &'r self,
        name: &str,
        bytes: &[u8],
        worker: &mut Option<Worker<'r>>,
    ) -> Result<Reply> {
        if let Some(work) = &self.here {
            let (on_page, source) = (self.options.on_page.clone(), name.to_owned());
            let on_page = move |done, of| on_page.tell(&source, done, of);
            return Ok(guarded(name, || work.answer(name, bytes, on_page)));
        }
        let mut ready = match worker.take().filter(Worker::is_alive) {
            Some(worker) => worker,
            None => Worker::start(&self.options.program, &self.hello(), self.watch)?,
        };
        let on_page = |done, of| self.options.on_page.tell(name, done, of);
        Ok(match ready.ask(name, bytes, &on_page) {
            Ok(Reply::Broken(complaint)) => Reply::Broken(complaint),
            Ok(reply) => {
                *worker = Some(ready);
                reply
            }
            Err(error) => Reply::Broken(Complaint::from(&error)),
        })
    }

    fn hello(&self) -> Hello {
        Hello {
            settings: self.options.settings.clone(),
            max_memory: self.options.max_memory,
            page_threads: self.page_threads,
            again: false,
        }
    }
}
