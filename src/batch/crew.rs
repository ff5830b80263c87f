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
use super::line::Line;
use super::long::Long;
use super::queue::{Feeder, Held, Queue, Turn};
use super::watch::Watch;
use super::work::{STACK, Work};
use super::worker::{Hello, guarded};
use crate::words::words;

/// What is done one after the other, several at a time.
pub(super) trait Job: Sync {
    /// What is known of one before it is begun.
    type Thing;
    /// What is asked of a worker for one.
    type Question: Question;
    /// What becomes of one.
    type Outcome: Held;

    /// The next, with its place in the order; `None` when there are no more, or none without
    /// waiting where that is not wanted. `Err` if the run cannot go on.
    fn next(
        &self,
        feeder: &Feeder<'_, '_, Self::Outcome>,
        turn: Turn,
    ) -> Result<Option<(usize, Self::Thing)>>;

    /// What is to be asked for one, or what becomes of it without. `Err` if the run cannot go on.
    fn begin(
        &self,
        index: usize,
        thing: Self::Thing,
    ) -> Result<Begun<Self::Question, Self::Outcome>>;

    /// What becomes of one by what a worker says. `Err` if the run cannot go on.
    fn end(&self, index: usize, question: Self::Question, reply: Reply) -> Result<Self::Outcome>;
}

/// What is asked of a worker.
pub(super) trait Question {
    /// What it is about, as people know it.
    fn name(&self) -> &str;
    /// What is sent.
    fn parts(&self) -> Vec<&[u8]>;
    /// Whether it can do no harm in this process.
    fn is_harmless(&self) -> bool;
}

/// Something that was begun.
pub(super) enum Begun<Q, O> {
    /// This is to be asked.
    Asks(Q),
    /// It is done without.
    Done(O),
}

/// What is sent ahead to a worker that is busy takes at most so many bytes of its memory.
const MOST_AHEAD: usize = 1 << 20;

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
    if let Err(error) = feed_all(job, shared, feeder) {
        feeder.fail(error);
    }
}

/// Has one done after another. While a worker is busy the next is begun, and sent to it if it is
/// small, so that the worker never waits for this thread.
fn feed_all<J: Job>(
    job: &J,
    shared: &Shared<'_>,
    feeder: &Feeder<'_, '_, J::Outcome>,
) -> Result<()> {
    let mut hand = Hand { shared, worker: None, sent_ahead: false };
    let mut ahead = None;
    loop {
        let begun = match ahead.take() {
            Some(begun) => Some(begun),
            None => begin(job, feeder, Turn::Awaited)?,
        };
        let Some((index, question)) = begun else { return Ok(()) };
        hand.send(&question)?;
        if hand.is_waiting() {
            ahead = begin(job, feeder, Turn::Ready)?;
            if let Some((_, next)) = &ahead {
                hand.send_ahead(next);
            }
        }
        let reply = hand.reply(&question)?;
        feeder.put(index, job.end(index, question, reply)?);
    }
}

/// The next for which something is to be asked; what needs no asking is put.
fn begin<J: Job>(
    job: &J,
    feeder: &Feeder<'_, '_, J::Outcome>,
    turn: Turn,
) -> Result<Option<(usize, J::Question)>> {
    while let Some((index, thing)) = job.next(feeder, turn)? {
        match job.begin(index, thing)? {
            Begun::Asks(question) => return Ok(Some((index, question))),
            Begun::Done(outcome) => feeder.put(index, outcome),
        }
    }
    Ok(None)
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
struct Hand<'r> {
    shared: &'r Shared<'r>,
    worker: Option<Worker<'r>>,
    /// Whether the worker was sent what is asked next.
    sent_ahead: bool,
}

impl Hand<'_> {
    /// Sends what is asked to a worker, unless that was done ahead, or it is answered in this
    /// process: where that was asked for, or where it is harmless and workers may be spared.
    /// `Err` if no worker starts.
    fn send(&mut self, question: &impl Question) -> Result<()> {
        let Shared { options, hello, watch, .. } = self.shared;
        if self.is_answered_here(question) || std::mem::take(&mut self.sent_ahead) {
            return Ok(());
        }
        let worker = match &mut self.worker {
            Some(worker) => worker,
            none => none.insert(Worker::start(&options.program, hello, watch)?),
        };
        worker.send(question.name(), &question.parts());
        Ok(())
    }

    /// Sends what will be asked next to a worker that is busy, if it is small.
    fn send_ahead(&mut self, question: &impl Question) {
        let parts = question.parts();
        let length: usize = parts.iter().map(|part| part.len()).sum();
        let fits = length <= MOST_AHEAD && !self.is_answered_here(question);
        if let Some(worker) = self.worker.as_mut().filter(|_| fits) {
            worker.send(question.name(), &parts);
            self.sent_ahead = true;
        }
    }

    /// Whether a worker is busy.
    fn is_waiting(&self) -> bool {
        self.worker.as_ref().is_some_and(Worker::is_waiting)
    }

    fn is_answered_here(&self, question: &impl Question) -> bool {
        let options = self.shared.options;
        options.in_process || options.spare_workers && question.is_harmless()
    }

    /// The reply to what was sent.
    fn reply(&mut self, question: &impl Question) -> Result<Reply> {
        let Shared { options, hello, .. } = self.shared;
        let name = question.name();
        if self.is_answered_here(question) {
            let work = self.shared.here()?;
            let (on_page, source) = (options.on_page.clone(), name.to_owned());
            let on_page = move |done, of| on_page.tell(&source, done, of);
            let mut begun = Long::default();
            let mut begin = |part: &[u8]| begun.push(part.to_vec());
            let line = Line::in_parts(&mut begin);
            let reply =
                guarded(name, || hello.duty.perform(work, name, &question.parts(), on_page, line));
            return Ok(reply.after(begun));
        }
        let on_page = |done, of| options.on_page.tell(name, done, of);
        let worker = self.worker.as_mut().expect("what is not answered here was sent to a worker");
        let replied = worker.reply(name, &on_page);
        let reply = replied.unwrap_or_else(|error| Reply::Broken(Complaint::from(&error)));
        if matches!(reply, Reply::Broken(_)) || !worker.is_alive() {
            // What it was sent ahead is lost with it, and is sent to another.
            (self.worker, self.sent_ahead) = (None, false);
        }
        Ok(reply)
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

#[derive(Clone, Copy)]
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

impl Question for Once<'_> {
    fn name(&self) -> &str {
        self.name
    }

    fn parts(&self) -> Vec<&[u8]> {
        self.sent.to_vec()
    }

    fn is_harmless(&self) -> bool {
        self.harmless
    }
}

impl<'o> Job for Once<'o> {
    type Thing = ();
    type Question = Once<'o>;
    type Outcome = Said;

    fn next(&self, feeder: &Feeder<'_, '_, Said>, turn: Turn) -> Result<Option<(usize, ())>> {
        Ok(feeder.take(turn).map(|index| (index, ())))
    }

    fn begin(&self, _: usize, (): ()) -> Result<Begun<Once<'o>, Said>> {
        Ok(Begun::Asks(*self))
    }

    fn end(&self, _: usize, _: Once<'o>, reply: Reply) -> Result<Said> {
        Ok(Said(reply))
    }
}
