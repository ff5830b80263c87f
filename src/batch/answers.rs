//! The answers of a worker on their way to its parent: short ones go several at a time, since each
//! that goes wakes the parent.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle, Thread};
use std::time::Duration;

use super::frame;

/// So many go together.
const MOST: usize = 8;

/// Or so many bytes: no more fit into a pipe.
const TOGETHER: usize = 1 << 16;

/// No answer is kept for longer, also while the next takes its time: it is not lost with that, and
/// the parent knows which one takes it.
const MOMENT: Duration = Duration::from_millis(20);

/// Writes answers, from whatever thread.
pub(super) struct Answers<W>(Arc<Mutex<Kept<W>>>);

struct Kept<W> {
    output: W,
    /// Whole frames that have not gone.
    frames: Vec<u8>,
    /// How many they are.
    count: usize,
    /// Who sends what was kept for a moment. Without it nothing is kept.
    watcher: Option<Thread>,
}

impl<W> Clone for Answers<W> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<W: Write + Send + 'static> Answers<W> {
    pub(super) fn new(output: W) -> Self {
        let kept = Kept { output, frames: Vec::new(), count: 0, watcher: None };
        Self(Arc::new(Mutex::new(kept)))
    }

    /// Keeps short answers from now on, if there is a thread that sends them after a moment.
    ///
    /// # Errors
    /// If there is none.
    pub(super) fn watch(&self) -> io::Result<()> {
        let own = self.clone();
        let watching: JoinHandle<()> = thread::Builder::new().spawn(move || {
            loop {
                thread::park();
                thread::sleep(MOMENT);
                // A parent that is gone is found out by the next answer.
                let _ = own.send();
            }
        })?;
        self.kept().watcher = Some(watching.thread().clone());
        Ok(())
    }

    /// Sends what is kept, and then a frame.
    ///
    /// # Errors
    /// If nobody takes it.
    pub(super) fn now(&self, parts: &[&[u8]]) -> io::Result<()> {
        let mut kept = self.kept();
        kept.send()?;
        frame::write(&mut kept.output, parts)
    }

    /// Sends a frame with others that come soon, or after a moment.
    ///
    /// # Errors
    /// If nobody takes it.
    pub(super) fn soon(&self, body: &[u8]) -> io::Result<()> {
        if body.len() > TOGETHER {
            return self.now(&[body]);
        }
        let mut kept = self.kept();
        if kept.frames.len() + body.len() > TOGETHER {
            kept.send()?;
        }
        frame::add(&mut kept.frames, body)?;
        kept.count += 1;
        match &kept.watcher {
            Some(watcher) if kept.count < MOST => {
                if kept.count == 1 {
                    watcher.unpark();
                }
                Ok(())
            }
            _ => kept.send(),
        }
    }

    /// Sends what is kept.
    ///
    /// # Errors
    /// If nobody takes it.
    pub(super) fn send(&self) -> io::Result<()> {
        self.kept().send()
    }

    fn kept(&self) -> MutexGuard<'_, Kept<W>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W: Write> Kept<W> {
    fn send(&mut self) -> io::Result<()> {
        if self.count == 0 {
            return Ok(());
        }
        self.count = 0;
        let sent = self.output.write_all(&self.frames).and_then(|()| self.output.flush());
        self.frames.clear();
        sent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was written, a piece a call.
    #[derive(Clone, Default)]
    struct Pieces(Arc<Mutex<Vec<Vec<u8>>>>);

    impl Write for Pieces {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// How many frames each piece holds, once there are so many pieces.
    fn pieces(written: &Pieces, most: usize) -> Vec<usize> {
        for _ in 0..500 {
            if written.0.lock().unwrap().len() >= most {
                break;
            }
            thread::sleep(MOMENT);
        }
        let pieces = written.0.lock().unwrap();
        let frames = |piece: &Vec<u8>| {
            let mut from = &piece[..];
            std::iter::from_fn(|| frame::read(&mut from).unwrap()).count()
        };
        pieces.iter().map(frames).collect()
    }

    #[test]
    fn short_answers_go_together_and_none_waits_longer_than_a_moment() {
        let written = Pieces::default();
        let answers = Answers::new(written.clone());
        // Nobody would send it later.
        answers.soon(b"one").unwrap();
        assert_eq!(pieces(&written, 1), [1]);
        answers.watch().unwrap();
        (0..MOST + 2).for_each(|_| answers.soon(b"some").unwrap());
        let sent: usize = pieces(&written, 3).iter().sum();
        assert_eq!(sent, 1 + MOST + 2);
        assert!(pieces(&written, 3).len() < 1 + MOST);
    }

    #[test]
    fn what_goes_now_goes_after_what_was_kept() {
        let written = Pieces::default();
        let answers = Answers::new(written.clone());
        answers.watch().unwrap();
        answers.soon(b"first").unwrap();
        answers.now(&[b"sec", b"ond"]).unwrap();
        answers.soon(&vec![1; TOGETHER + 1]).unwrap();
        let all = written.0.lock().unwrap().concat();
        let mut from = &all[..];
        assert_eq!(frame::read(&mut from).unwrap().unwrap(), b"first");
        assert_eq!(frame::read(&mut from).unwrap().unwrap(), b"second");
        assert_eq!(frame::read(&mut from).unwrap().unwrap().len(), TOGETHER + 1);
    }
}
