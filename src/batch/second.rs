//! The second reader in a process of its own (`jiaokan worker`, asked for nothing else): its
//! library panics on some files, fills its stack on others and may not end, and none of that costs
//! the report. Whoever reads a report starts it, be it a worker or this process, and keeps it for
//! the next.

use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use super::frame;
use super::group::apart;
use crate::decode::{ReadAgain, STACK, SecondReader, read_again};
use crate::location::At;

/// So long may a file take at most: the first reader takes a hundredth of it for the largest
/// reports.
const LONGEST: Duration = Duration::from_secs(20);

/// And no longer than this part of what the worker has for it, which must answer in any case.
const PART: u32 = 4;

/// The time that this process has for a file, where it is a worker.
static TIME: OnceLock<Duration> = OnceLock::new();

/// Says how much time there is for a file.
pub(super) fn set_time(time: Duration) {
    let _ = TIME.set(time);
}

/// How long a file may take.
fn longest() -> Duration {
    TIME.get().map_or(LONGEST, |&time| (time / PART).min(LONGEST))
}

/// The first frame to a worker that reads again and does nothing else. Whoever starts it has set the
/// bounds of memory, which it inherits.
pub(super) const HELLO: &[u8] = b"again";

/// The program that is started, where this process is that program.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Says that this process is the program, which can be started as a worker.
pub fn set_program(program: PathBuf) {
    let _ = PROGRAM.set(program);
}

/// Who reads again: a process where there is a program to start, else this one.
pub(super) fn second_reader() -> SecondReader {
    let Some(program) = PROGRAM.get() else { return SecondReader::default() };
    let kept: Mutex<Option<Second>> = Mutex::new(None);
    SecondReader::new(move |bytes, password, places| {
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut second = kept.take().or_else(|| Second::start(program))?;
        let answer = second.ask(bytes, password, places)?;
        // One that has answered is asked again.
        *kept = Some(second);
        Some(answer)
    })
}

/// A process that reads again.
struct Second {
    process: Arc<Mutex<Child>>,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Second {
    fn start(program: &Path) -> Option<Second> {
        let mut command = Command::new(program);
        // What it prints while it ends is of no use to anybody.
        command.arg("worker").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        apart(&mut command);
        let mut child = command.spawn().ok()?;
        let (input, output) = (child.stdin.take()?, child.stdout.take()?);
        let process = Arc::new(Mutex::new(child));
        let mut second = Second { process, input, output: BufReader::new(output) };
        frame::write(&mut second.input, &[HELLO]).ok()?;
        Some(second)
    }

    fn ask(&mut self, bytes: &[u8], password: Option<&str>, places: &[At]) -> Option<ReadAgain> {
        let mut body = Vec::with_capacity(bytes.len() + places.len() * 64 + 64);
        frame::put(&mut body, &serde_json::to_vec(&password).ok()?);
        frame::put(&mut body, &serde_json::to_vec(places).ok()?);
        frame::put(&mut body, bytes);
        let (done, wait) = channel::<()>();
        let process = Arc::clone(&self.process);
        let watched = thread::Builder::new().spawn(move || end_late(&wait, &process));
        let sent = frame::write(&mut self.input, &[&body]);
        let answer = sent.ok().and_then(|()| frame::read(&mut self.output).ok().flatten());
        drop(done);
        let in_time = watched.is_ok_and(|watched| watched.join().is_ok());
        answer.filter(|_| in_time).and_then(|answer| serde_json::from_slice(&answer).ok())
    }
}

/// Ends a process that has not answered in time.
fn end_late(wait: &Receiver<()>, process: &Mutex<Child>) {
    if wait.recv_timeout(longest()) == Err(RecvTimeoutError::Timeout) {
        let _ = process.lock().unwrap_or_else(PoisonError::into_inner).kill();
    }
}

impl Drop for Second {
    fn drop(&mut self) {
        let mut process = self.process.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = process.kill();
        let _ = process.wait();
    }
}

/// Answers frames of a password, places and bytes, until there are no more.
pub(super) fn serve(frames: &Receiver<Vec<u8>>, answer: &dyn Fn(&[&[u8]]) -> std::io::Result<()>) {
    for body in frames {
        let mut rest = &body[..];
        let parts = (frame::take(&mut rest), frame::take(&mut rest), frame::take(&mut rest));
        let (Some(password), Some(places), Some(bytes)) = parts else { return };
        let (Ok(password), Ok(places)) =
            (serde_json::from_slice(password), serde_json::from_slice::<Vec<At>>(places))
        else {
            return;
        };
        let password: Option<String> = password;
        let read = thread::scope(|scope| {
            let read = || read_again(bytes, password.as_deref(), &places);
            let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, read);
            thread.ok().and_then(|thread| thread.join().ok()).unwrap_or_default()
        });
        let Ok(read) = serde_json::to_vec(&read) else { return };
        if answer(&[&read]).is_err() {
            return;
        }
    }
}
