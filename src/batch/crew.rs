//! Feeders, each with a worker of its own, over one queue; whatever is fed.

use std::collections::VecDeque;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use super::answer::{Complaint, Reply};
use super::child::{Death, Worker};
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

/// So many short ones are a turn of a worker: it is sent the next when half of them are done, so that
/// it never waits, and is woken, and wakes, once for several.
const MOST_IN_TURN: usize = 16;

/// The questions of a turn take at most so many bytes, of which a worker holds them all, unless it
/// is the next alone that is sent while one is in work.
const TURN: usize = 256 << 10;

/// What is sent ahead to a worker that is busy takes at most so many bytes of its memory.
const MOST_AHEAD: usize = 1 << 20;

/// One that takes longer is no short one: those behind it could be done by another worker, and an
/// interrupt waits for all that were sent.
const SHORT: Duration = Duration::from_millis(50);

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

/// Has one done after another. While a worker is busy the next are begun, and sent to it if they
/// are small, so that the worker never waits for this thread.
fn feed_all<J: Job>(
    job: &J,
    shared: &Shared<'_>,
    feeder: &Feeder<'_, '_, J::Outcome>,
) -> Result<()> {
    let mut hand = Hand::new(shared);
    // What was begun and has not ended, in order.
    let mut turn: VecDeque<(usize, J::Question)> = VecDeque::new();
    let mut ended = Vec::new();
    loop {
        if turn.is_empty() {
            let Some(begun) = begin(job, feeder, Turn::Awaited)? else { return Ok(()) };
            turn.push_back(begun);
            hand.send(&turn)?;
        }
        if hand.wants_more(&turn) {
            while hand.has_room(&turn) {
                let Some(begun) = begin(job, feeder, Turn::Ready(turn.len()))? else { break };
                turn.push_back(begun);
            }
        }
        hand.send(&turn)?;
        let Some(reply) = hand.reply(&turn)? else { continue };
        if let Some((index, question)) = turn.pop_front() {
            ended.push((index, job.end(index, question, reply)?));
        }
        if !hand.has_replied() || ended.len() >= MOST_IN_TURN {
            feeder.put(ended.drain(..));
        }
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
            Begun::Done(outcome) => feeder.put([(index, outcome)]),
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
    /// So many of the turn, its first, were sent to the worker.
    sent: usize,
    /// So many of the turn are sent one at a time: one of them ended a worker, and nobody knows
    /// which.
    singly: usize,
    /// Whether the last was a short one.
    short: bool,
    /// When the last reply came.
    replied: Instant,
}

impl<'r> Hand<'r> {
    fn new(shared: &'r Shared<'r>) -> Self {
        let replied = Instant::now();
        Self { shared, worker: None, sent: 0, singly: 0, short: false, replied }
    }

    /// Whether it is time to begin what comes after a turn: the worker has little left to do.
    fn wants_more<Q: Question>(&self, turn: &VecDeque<(usize, Q)>) -> bool {
        self.sent > 0 && self.singly == 0 && turn.len() <= self.most() / 2
    }

    /// Whether a turn takes another.
    fn has_room<Q: Question>(&self, turn: &VecDeque<(usize, Q)>) -> bool {
        // What is answered here, or is too large to be sent ahead, waits until it is the first.
        let sent = turn.back().is_none_or(|(_, last)| !self.is_answered_here(last));
        let bytes: usize = turn.iter().map(|(_, question)| length(question)).sum();
        sent && turn.len() < self.most() && (turn.len() < 2 || bytes < TURN)
    }

    fn most(&self) -> usize {
        if self.short { MOST_IN_TURN } else { 2 }
    }

    /// Sends what is asked to a worker, unless that was done, or it is answered in this process:
    /// where that was asked for, or where it is harmless and workers may be spared. After the
    /// first so much as a worker takes that is busy. `Err` if no worker starts.
    fn send<Q: Question>(&mut self, turn: &VecDeque<(usize, Q)>) -> Result<()> {
        let Shared { options, hello, watch, .. } = self.shared;
        let mut bytes: usize = turn.iter().take(self.sent).skip(1).map(|(_, q)| length(q)).sum();
        let mut questions = Vec::new();
        for (at, (_, question)) in turn.iter().enumerate().skip(self.sent) {
            bytes += if at > 0 { length(question) } else { 0 };
            let waits = at > 0 && (self.singly > 0 || bytes > MOST_AHEAD);
            if waits || self.is_answered_here(question) {
                break;
            }
            questions.push(question);
        }
        if questions.is_empty() {
            return Ok(());
        }
        let worker = match &mut self.worker {
            Some(worker) => worker,
            none => none.insert(Worker::start(&options.program, hello, watch)?),
        };
        worker.send(&questions);
        self.sent += questions.len();
        Ok(())
    }

    /// Whether a reply is here that need not be waited for.
    fn has_replied(&self) -> bool {
        self.worker.as_ref().is_some_and(Worker::has_replied)
    }

    fn is_answered_here(&self, question: &impl Question) -> bool {
        let options = self.shared.options;
        options.in_process || options.spare_workers && question.is_harmless()
    }

    /// The reply to the first of a turn; `None` if its worker died, and another that it was sent
    /// may be to blame: what was sent is to be sent again.
    fn reply<Q: Question>(&mut self, turn: &VecDeque<(usize, Q)>) -> Result<Option<Reply>> {
        let Shared { options, hello, .. } = self.shared;
        let Some((_, question)) = turn.front() else { return Ok(None) };
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
            return Ok(Some(reply.after(begun)));
        }
        let on_page = |done, of| options.on_page.tell(name, done, of);
        let worker = self.worker.as_mut().expect("what is not answered here was sent to a worker");
        let reply = match worker.reply(&on_page) {
            Ok(reply) => reply,
            // A worker keeps what it has done for a moment only: where its time was over, all that
            // it had done is here, and the first is the one that took it.
            Err(death) if self.sent == 1 || matches!(death, Death::Late) => {
                Reply::Broken(Complaint::from(&death.of(name, options.timeout)))
            }
            Err(_) => {
                (self.worker, self.singly, self.sent) = (None, self.sent, 0);
                return Ok(None);
            }
        };
        self.sent -= 1;
        self.singly = self.singly.saturating_sub(1);
        let before = std::mem::replace(&mut self.replied, Instant::now());
        self.short = self.replied - before < SHORT;
        if matches!(reply, Reply::Broken(_)) || !worker.is_alive() {
            // What it was sent ahead is lost with it, and is sent to another.
            (self.worker, self.sent) = (None, 0);
        }
        Ok(Some(reply))
    }
}

/// How many bytes are sent for a question.
fn length(question: &impl Question) -> usize {
    question.parts().iter().map(|part| part.len()).sum()
}
