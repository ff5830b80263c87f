//! Feeders, each with a worker of its own, over one queue; whatever is fed.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::OnceLock;
use std::thread;

use super::answer::{Complaint, Reply};
use super::child::Worker;
use super::duty::Duty;
use super::engine::{Ended, Interrupt, Options};
use super::error::{Error, Result, system};
use super::queue::{Feeder, Held, Queue};
use super::watch::Watch;
use super::work::{STACK, Work};
use super::worker::{Hello, guarded};
use crate::words::words;

/// What is done one after the other, several at a time.
pub(super) trait Job: Sync {
    /// What is known of one before it is done.
    type Thing;
    /// What becomes of one.
    type Outcome: Held;

    /// The next, with its place in the order; `None` when there are no more. `Err` if the run
    /// cannot go on.
    fn next(&self, feeder: &Feeder<'_, '_, Self::Outcome>) -> Result<Option<(usize, Self::Thing)>>;

    /// Does one. `Err` if the run cannot go on.
    fn one(&self, index: usize, thing: Self::Thing, hand: &mut Hand<'_>) -> Result<Self::Outcome>;
}

/// Does a job on `total` things under a duty, and hands what becomes of each to `sink`, in their
/// order, until that wants no more.
pub(super) fn crew<J: Job>(
    job: &J,
    total: usize,
    duty: Duty,
    options: &Options,
    interrupt: &Interrupt,
    sink: &mut dyn FnMut(usize, J::Outcome) -> ControlFlow<Ended>,
) -> Result<Ended> {
    let jobs = options.jobs.clamp(1, total.max(1));
    // Where there are fewer files than jobs, pages are read side by side.
    let page_threads = NonZero::new(options.jobs / jobs).unwrap_or(NonZero::<usize>::MIN);
    let queue = Queue::new(total, jobs, interrupt);
    let watch = Watch::new(options.timeout);
    let hello = Hello {
        settings: options.settings.clone(),
        duty,
        max_memory: options.max_memory,
        timeout: options.timeout,
        page_threads,
    };
    let shared = Shared { options, hello, here: OnceLock::new(), watch: &watch };
    if options.in_process {
        shared.here()?;
    }
    thread::scope(|scope| {
        scope.spawn(|| watch.run());
        for _ in 0..jobs {
            let feeder = queue.feeder();
            let shared = &shared;
            let feeding = thread::Builder::new().stack_size(STACK);
            let feeding = feeding.spawn_scoped(scope, move || feed(job, shared, &feeder));
            if let Err(error) = feeding {
                let (found, said) = (error.to_string(), system(&error));
                queue.fail(Error::Worker { found: words!(en: "{found}", zh: "{said}") });
            }
        }
        let ended = drain(&queue, total, interrupt, sink);
        queue.stop();
        watch.end();
        ended
    })
}

/// Hands outcomes to the sink until there are no more, or it wants no more.
fn drain<T: Held>(
    queue: &Queue<'_, T>,
    total: usize,
    interrupt: &Interrupt,
    sink: &mut dyn FnMut(usize, T) -> ControlFlow<Ended>,
) -> Result<Ended> {
    let mut given = 0;
    while let Some((index, outcome)) = queue.next()? {
        given += 1;
        if let ControlFlow::Break(ended) = sink(index, outcome) {
            return Ok(ended);
        }
    }
    Ok(if given < total && interrupt.is_set() { Ended::Interrupted } else { Ended::Complete })
}

fn feed<J: Job>(job: &J, shared: &Shared<'_>, feeder: &Feeder<'_, '_, J::Outcome>) {
    let mut hand = Hand { shared, worker: None };
    loop {
        let done = match job.next(feeder) {
            Ok(Some((index, thing))) => {
                job.one(index, thing, &mut hand).map(|outcome| (index, outcome))
            }
            Ok(None) => return,
            Err(error) => Err(error),
        };
        match done {
            Ok((index, outcome)) => feeder.put(index, outcome),
            Err(error) => return feeder.fail(error),
        }
    }
}

/// What all feeders share.
struct Shared<'r> {
    options: &'r Options,
    hello: Hello,
    /// What works in this process, once something is to be done here.
    here: OnceLock<Work>,
    watch: &'r Watch,
}

impl Shared<'_> {
    fn here(&self) -> Result<&Work> {
        if let Some(work) = self.here.get() {
            return Ok(work);
        }
        let work = Work::new(&self.hello.settings, self.hello.page_threads)?;
        Ok(self.here.get_or_init(|| work))
    }
}

/// A feeder's worker, which is started when it is first needed, and again after it died.
pub(super) struct Hand<'r> {
    shared: &'r Shared<'r>,
    worker: Option<Worker<'r>>,
}

impl Hand<'_> {
    /// Has the duty of the run done: in a worker, or in this process where that was asked for,
    /// or where it is harmless and workers may be spared. `Err` if no worker starts.
    pub(super) fn ask(&mut self, name: &str, sent: &[&[u8]], harmless: bool) -> Result<Reply> {
        let Shared { options, hello, watch, .. } = self.shared;
        if options.in_process || options.spare_workers && harmless {
            let work = self.shared.here()?;
            let (on_page, source) = (options.on_page.clone(), name.to_owned());
            let on_page = move |done, of| on_page.tell(&source, done, of);
            return Ok(guarded(name, || hello.duty.perform(work, name, sent, on_page)));
        }
        let mut ready = match self.worker.take().filter(Worker::is_alive) {
            Some(worker) => worker,
            None => Worker::start(&options.program, hello, watch)?,
        };
        let on_page = |done, of| options.on_page.tell(name, done, of);
        Ok(match ready.ask(name, sent, &on_page) {
            Ok(Reply::Broken(complaint)) => Reply::Broken(complaint),
            Ok(reply) => {
                self.worker = Some(ready);
                reply
            }
            Err(error) => Reply::Broken(Complaint::from(&error)),
        })
    }
}

/// Has a duty done once.
///
/// # Errors
/// If no worker starts.
pub(super) fn alone(
    name: &str,
    sent: &[&[u8]],
    harmless: bool,
    duty: Duty,
    options: &Options,
) -> Result<Reply> {
    let mut said = None;
    let job = Once { name, sent, harmless };
    crew(&job, 1, duty, options, &Interrupt::default(), &mut |_, Said(reply)| {
        said = Some(reply);
        ControlFlow::Continue(())
    })?;
    Ok(said.expect("a run without an interrupt gives what becomes of each"))
}

struct Once<'o> {
    name: &'o str,
    sent: &'o [&'o [u8]],
    harmless: bool,
}

struct Said(Reply);

impl Held for Said {
    fn size(&self) -> usize {
        // It waits for nothing.
        0
    }
}

impl Job for Once<'_> {
    type Thing = ();
    type Outcome = Said;

    fn next(&self, feeder: &Feeder<'_, '_, Said>) -> Result<Option<(usize, ())>> {
        Ok(feeder.take().map(|index| (index, ())))
    }

    fn one(&self, _: usize, (): (), hand: &mut Hand<'_>) -> Result<Said> {
        hand.ask(self.name, self.sent, self.harmless).map(Said)
    }
}
