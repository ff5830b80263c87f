//! The worker's side: does its duty on what its parent sends, one after another.

use std::hint::black_box;
use std::io::{self, Read, Write};
use std::num::NonZero;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::answer::{Answer, BEGUN, Complaint, Reply, page_to_bytes};
use super::answers::Answers;
use super::duty::Duty;
#[cfg(feature = "faults")]
use super::faults::Faults;
use super::line::Line;
use super::long::Long;
use super::work::{STACK, Settings, Work};
use super::{frame, memory};
use crate::batch::error::Error;
use crate::words::{Words, words};

/// The first frame: how to work.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Hello {
    pub(super) settings: Settings,
    pub(super) duty: Duty,
    pub(super) max_memory: Option<u64>,
    /// Time for one file.
    pub(super) timeout: Duration,
    /// Pages of one file that are read at a time.
    pub(super) page_threads: NonZero<usize>,
}

/// What reading the shortest report takes, in bytes.
const LEAST: usize = 8 << 20;

/// The last panic, said by the hook and told by the answer.
static PANIC: Mutex<String> = Mutex::new(String::new());

/// Serves a parent over two pipes until it closes the first; then the process is to
/// end at once, even in the midst of a file, since nobody waits for it any more.
pub fn serve(mut input: impl Read, output: impl Write + Send + 'static) {
    panic::set_hook(Box::new(|info| {
        *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = info.to_string();
    }));
    let (send, frames) = mpsc::channel();
    let working = thread::Builder::new().stack_size(STACK).spawn(move || work(&frames, output));
    if working.is_err() {
        return;
    }
    while let Ok(Some(frame)) = frame::read(&mut input) {
        if send.send(frame).is_err() {
            return;
        }
    }
}

/// Answers each frame, until there are no more or one breaks the worker.
fn work(frames: &mpsc::Receiver<Vec<u8>>, output: impl Write + Send + 'static) {
    let answers = Answers::new(output);
    let Ok(hello) = frames.recv() else { return };
    #[cfg(feature = "second-reader")]
    if hello == super::second::HELLO {
        super::second::serve(frames, &|parts| answers.now(parts));
        // The parent takes the closed pipe as the end.
        std::process::exit(0);
    }
    let Some((work, duty)) = begin(&hello, &|parts| answers.now(parts)) else { return };
    let _ = answers.watch();
    #[cfg(feature = "faults")]
    let faults = Faults::of_environment();
    loop {
        let frame = match frames.try_recv() {
            Ok(frame) => frame,
            // Nothing is kept while there is nothing to do.
            Err(_) => match answers.send().map(|()| frames.recv()) {
                Ok(Ok(frame)) => frame,
                _ => return,
            },
        };
        let mut rest = &frame[..];
        let Some(name) = frame::take(&mut rest) else {
            return;
        };
        let name = String::from_utf8_lossy(name).into_owned();
        let mut parts = Vec::new();
        while let Some(part) = frame::take(&mut rest) {
            parts.push(part);
        }
        let mut begin = |part: &[u8]| {
            if answers.now(&[part, &[BEGUN]]).is_err() {
                // Nobody waits for the rest.
                std::process::exit(0);
            }
        };
        let answered = guarded(&name, || {
            #[cfg(feature = "faults")]
            faults.strike(&name);
            let answers = answers.clone();
            // A parent that is gone is found out by the answer.
            let on_page = move |done, of| _ = answers.now(&[&page_to_bytes(done, of)]);
            duty.perform(&work, &name, &parts, on_page, Line::in_parts(&mut begin))
        });
        let broken = matches!(answered, Reply::Broken(_));
        let body = answered.into_bytes();
        let told = if broken { answers.now(&[&body]) } else { answers.soon(&body) };
        if told.is_err() || broken {
            // The parent takes the closed pipe as the end.
            std::process::exit(0);
        }
    }
}

/// Limits the memory, loads the patterns, and says whether that went well.
fn begin(hello: &[u8], answer: &dyn Fn(&[&[u8]]) -> io::Result<()>) -> Option<(Work, Duty)> {
    let hello: Hello = serde_json::from_slice(hello).ok()?;
    if let Some(bytes) = hello.max_memory {
        // Where no limit can be set none holds; docs/batch.md names the platforms.
        let _ = memory::limit(bytes);
        // With less than this nothing can be read: to be told now, and not of every file.
        drop(black_box(vec![0u8; LEAST]));
    }
    #[cfg(feature = "second-reader")]
    super::second::set_time(hello.timeout);
    let begun = Work::new(&hello.settings, hello.page_threads);
    // Loaded before the time of the first file starts.
    let _ = crate::patterns::Patterns::builtin();
    let reply = match &begun {
        Ok(_) => Reply::Done(Long::default()),
        Err(error) => Reply::Failed(Complaint::from(error)),
    };
    answer(&[&reply.into_bytes()]).ok()?;
    Some((begun.ok()?, hello.duty))
}

/// Reads one file in a thread of this process, on a stack as large as that of a worker, and
/// sends the answer or why there is none. A panic is a complaint; what ends a process ends this
/// one.
///
/// # Errors
/// If no thread could be started.
pub fn begin_here(
    work: Arc<Work>,
    name: String,
    bytes: impl AsRef<[u8]> + Send + 'static,
) -> io::Result<mpsc::Receiver<std::result::Result<Answer, Complaint>>> {
    let (send, answer) = mpsc::channel();
    let read = move || {
        let answered = guarded(&name, || {
            let line = Line::whole();
            Ok(work.answer(&name, bytes.as_ref(), None, |_, _| {}, line)?.into_reply())
        });
        // Whoever asked may have given up waiting.
        let _ = send.send(answered.read(&name, Answer::from_reply));
    };
    thread::Builder::new().stack_size(STACK).spawn(read)?;
    Ok(answer)
}

/// The reply of some work; a panic in it is one too.
pub(super) fn guarded(name: &str, work: impl FnOnce() -> crate::batch::Result<Long>) -> Reply {
    match panic::catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(body)) => Reply::Done(body),
        Ok(Err(error)) => Reply::Failed(Complaint::from(&error)),
        Err(_) => Reply::Broken(Complaint::from(&Error::Crashed {
            name: name.to_owned(),
            found: panicked(),
        })),
    }
}

fn panicked() -> Words {
    let said = PANIC.lock().unwrap_or_else(PoisonError::into_inner).clone();
    words!(en: "a panic ({said})", zh: "程序内部错误（{said}）")
}
