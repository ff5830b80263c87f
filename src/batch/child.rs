//! The parent's side of a worker: starts it, asks it, says how it died.

use std::io::{self, BufReader, Read};
use std::path::Path;
use std::process::{ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::answer::{BEGUN, Reply, page_from_bytes};
use super::crew::Question;
use super::group::apart;
use super::long::Long;
use super::watch::{Watch, Watched};
use super::worker::Hello;
use super::{frame, memory};
use crate::batch::error::{Error, system};
use crate::words::{Words, words};

/// The time a worker is given at least to come up: it loads the patterns.
const START: Duration = Duration::from_secs(60);
/// What a long reply begins with is no longer than this, as what one frame holds.
const LONGEST: usize = u32::MAX as usize;
/// Several short replies come in one piece; so many bytes of them are taken at once.
const TOGETHER: usize = 1 << 16;
/// So much of what a worker said last is kept.
const TAIL: usize = 8 << 10;

/// A worker process.
#[derive(Debug)]
pub(super) struct Worker<'w> {
    watch: &'w Watch,
    process: Arc<Watched>,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    said: Option<JoinHandle<Vec<u8>>>,
    /// Frames that it was sent and has not replied to.
    waiting: usize,
    /// Whether it could not be written to.
    deaf: bool,
}

impl<'w> Worker<'w> {
    /// Starts a worker and waits until it is ready.
    pub(super) fn start(program: &Path, hello: &Hello, watch: &'w Watch) -> Result<Self, Error> {
        let not_started = |error: io::Error| {
            let said = system(&error);
            Error::Worker { found: words!(en: "{error}", zh: "{said}") }
        };
        let mut command = Command::new(program);
        command.arg("worker").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        if hello.max_memory.is_some() {
            command.envs(memory::ALLOCATOR);
        }
        apart(&mut command);
        let mut child = command.spawn().map_err(not_started)?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let process = watch.add(child);
        let (Some(input), Some(output), Some(errors)) = pipes else {
            return Err(not_started(io::ErrorKind::BrokenPipe.into()));
        };
        let mut worker = Worker {
            watch,
            process,
            input: Some(input),
            output: BufReader::with_capacity(TOGETHER, output),
            said: thread::Builder::new().spawn(move || tail(errors)).ok(),
            waiting: 0,
            deaf: false,
        };
        let hello = serde_json::to_vec(hello).unwrap_or_default();
        let time = START.max(watch.timeout());
        worker.write(&[&[&hello[..]][..]], time);
        match worker.read(time, &|_, _| {}) {
            Some(Reply::Done(_)) => Ok(worker),
            Some(Reply::Failed(complaint) | Reply::Broken(complaint)) => Err(Error::Worker {
                found: Words { en: complaint.message, zh: complaint.message_zh },
            }),
            None => Err(Error::Worker { found: worker.death().describe() }),
        }
    }

    /// Sends it what it is to do its duty on, one after another. It may be busy with what it was
    /// sent before.
    pub(super) fn send(&mut self, questions: &[&impl Question]) {
        let all: Vec<Vec<&[u8]>> = questions
            .iter()
            .map(|asked| std::iter::once(asked.name().as_bytes()).chain(asked.parts()).collect())
            .collect();
        let length = |part: &&[u8]| (part.len() as u64).to_le_bytes();
        let lengths: Vec<Vec<[u8; 8]>> =
            all.iter().map(|parts| parts.iter().map(length).collect()).collect();
        let frames = lengths.iter().zip(&all).map(|(lengths, parts)| {
            let parts = lengths.iter().zip(parts);
            parts.flat_map(|(length, part)| [&length[..], *part]).collect()
        });
        let frames: Vec<Vec<&[u8]>> = frames.collect();
        self.write(&frames, self.watch.timeout());
    }

    /// Its reply to the earliest that it was sent and has not replied to; each page that was read
    /// is told. `Err` if that, or another of those that it has not replied to, ended the worker.
    pub(super) fn reply(&mut self, on_page: &dyn Fn(u32, u32)) -> Result<Reply, Death> {
        self.read(self.watch.timeout(), on_page).ok_or_else(|| self.death())
    }

    /// Whether a reply is here that need not be waited for.
    pub(super) fn has_replied(&self) -> bool {
        frame::is_whole(self.output.buffer())
    }

    /// Whether it can be asked again.
    pub(super) fn is_alive(&self) -> bool {
        self.input.is_some()
    }

    /// Sends frames. The time of each starts now, or with the reply to the one before.
    fn write<'f>(&mut self, frames: &[impl AsRef<[&'f [u8]]>], time: Duration) {
        if self.waiting == 0 {
            self.process.start(time);
        }
        self.waiting += frames.len();
        let sent = self.input.as_mut().map(|input| frame::write_all(input, frames));
        self.deaf |= !matches!(sent, Some(Ok(())));
    }

    /// Waits for a reply; `None` if the worker has ended, or answers nonsense and is ended.
    fn read(&mut self, time: Duration, on_page: &dyn Fn(u32, u32)) -> Option<Reply> {
        // A worker that died while it was written to may have answered before.
        let mut begun = Long::default();
        let reply = loop {
            let Some(mut body) = frame::read(&mut self.output).ok().flatten() else { break None };
            if let Some((done, of)) = page_from_bytes(&body) {
                // A picture takes seconds, and a file may have hundreds.
                self.process.start(time);
                on_page(done, of);
            } else if body.pop_if(|last| *last == BEGUN).is_none() {
                break Reply::from_bytes(body).map(|reply| reply.after(begun));
            } else if begun.len() + body.len() > LONGEST {
                break None;
            } else {
                begun.push(body);
            }
        };
        self.waiting -= 1;
        let late = self.process.stop();
        if reply.is_none() || self.deaf || late {
            // It is not to be asked again.
            self.input = None;
        } else if self.waiting > 0 {
            self.process.start(time);
        }
        reply
    }

    fn death(&mut self) -> Death {
        self.input = None;
        let (status, late) = self.process.ended();
        let said = self.said.take().and_then(|said| said.join().ok());
        let said = String::from_utf8_lossy(&said.unwrap_or_default()).into_owned();
        if late {
            Death::Late
        } else if said.contains("memory allocation of") {
            Death::Memory
        } else if said.contains("overflowed its stack") {
            Death::Stack
        } else {
            Death::Other(status)
        }
    }
}

impl Drop for Worker<'_> {
    fn drop(&mut self) {
        // It ends when its input is closed.
        self.input = None;
        self.process.ended();
        self.watch.forget(&self.process);
    }
}

/// How a worker died.
#[derive(Debug)]
pub(super) enum Death {
    Late,
    Memory,
    Stack,
    Other(Option<ExitStatus>),
}

impl Death {
    /// The error of the file of this name, where it is to blame.
    pub(super) fn of(self, name: &str, timeout: Duration) -> Error {
        let name = name.to_owned();
        match self {
            Death::Late => Error::Timeout { name, seconds: timeout.as_secs() },
            Death::Memory => Error::Memory { name },
            death => Error::Crashed { name, found: death.describe() },
        }
    }

    fn describe(&self) -> Words {
        match self {
            Death::Late => words!(en: "no answer in time", zh: "超时未答复"),
            Death::Memory => words!(en: "too little memory", zh: "内存不足"),
            Death::Stack => words!(en: "its stack overflowed", zh: "栈溢出"),
            Death::Other(Some(status)) => ending(*status),
            Death::Other(None) => words!(en: "it ended", zh: "进程已结束"),
        }
    }
}

#[cfg(unix)]
fn ending(status: ExitStatus) -> Words {
    use std::os::unix::process::ExitStatusExt;

    match (status.signal(), status.code()) {
        (Some(9), _) => words!(
            en: "it was killed (signal 9), as a system does that is short of memory",
            zh: "被终止（信号 9），系统内存不足时会如此"
        ),
        (Some(signal), _) => words!(
            en: "it died of signal {signal}",
            zh: "因信号 {signal} 而终止"
        ),
        (None, code) => exit(code),
    }
}

#[cfg(not(unix))]
fn ending(status: ExitStatus) -> Words {
    exit(status.code())
}

fn exit(code: Option<i32>) -> Words {
    let code = code.unwrap_or(-1);
    words!(
        en: "it ended with exit status {code} and no answer",
        zh: "未答复便已退出，退出码 {code}"
    )
}

/// Reads a pipe to its end and keeps the last of it, so that whoever writes into it
/// never has to wait.
fn tail(mut from: ChildStderr) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        kept.extend(buffer.iter().take(length));
        if kept.len() > 2 * TAIL {
            kept.drain(..kept.len() - TAIL);
        }
    }
    kept
}
