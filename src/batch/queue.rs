//! Hands out files in order and gives their outcomes back in the same order.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex};
use std::time::Duration;

use super::engine::Interrupt;
use super::watch::locked;
use crate::batch::error::{Error, Result};

/// Outcomes that wait for an earlier one take at most so many bytes, before no further
/// file is begun; with the window this bounds the parent's memory.
const MOST_HELD: usize = 48 << 20;
/// How soon an interrupt is seen by those who wait for room.
const LOOK: Duration = Duration::from_millis(100);

/// What waits for its turn.
pub(super) trait Held: Send {
    /// Bytes that it takes.
    fn size(&self) -> usize;
}

/// The files of a run, by their index, and the outcomes that wait for their turn.
#[derive(Debug)]
pub(super) struct Queue<'i, T> {
    total: usize,
    /// No file is begun that is further than this from the one whose outcome is due.
    window: usize,
    interrupt: &'i Interrupt,
    state: Mutex<State<T>>,
    /// For whoever takes outcomes. To wake nobody costs a call of the system too, so that only
    /// those are woken that wait.
    due: Condvar,
    /// For feeders.
    room: Condvar,
}

#[derive(Debug)]
struct State<T> {
    /// Files handed out.
    taken: usize,
    /// Outcomes given back.
    given: usize,
    held: BTreeMap<usize, T>,
    held_bytes: usize,
    /// Feeders that may still put an outcome.
    feeders: usize,
    /// Of them, those that wait for room.
    waiting: usize,
    /// Whether somebody waits for the outcome that is due.
    awaited: bool,
    stopped: bool,
    error: Option<Error>,
}

/// Whether a feeder waits for its next file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// It has nothing else to do.
    Awaited,
    /// It has so many files in work, and takes another only if there is room at once, and as many
    /// are left for each of the other feeders: theirs may be idle.
    Ready(usize),
}

/// A feeder's place at the queue; it leaves by dropping it.
#[derive(Debug)]
pub(super) struct Feeder<'q, 'i, T>(&'q Queue<'i, T>);

impl<'i, T: Held> Queue<'i, T> {
    pub(super) fn new(total: usize, feeders: usize, interrupt: &'i Interrupt) -> Self {
        Self {
            total,
            window: 16 * feeders + 48,
            interrupt,
            state: Mutex::new(State {
                taken: 0,
                given: 0,
                held: BTreeMap::new(),
                held_bytes: 0,
                feeders,
                waiting: 0,
                awaited: false,
                stopped: false,
                error: None,
            }),
            due: Condvar::new(),
            room: Condvar::new(),
        }
    }

    /// One of the feeders that were announced.
    pub(super) fn feeder(&self) -> Feeder<'_, 'i, T> {
        Feeder(self)
    }

    /// The next outcome in order; `None` when there are no more.
    pub(super) fn next(&self) -> Result<Option<(usize, T)>> {
        let mut state = locked(&self.state);
        loop {
            if let Some(error) = state.error.take() {
                return Err(error);
            }
            let due = state.given;
            if let Some(outcome) = state.held.remove(&due) {
                state.given += 1;
                state.held_bytes -= outcome.size();
                if state.waiting > 0 {
                    self.room.notify_all();
                }
                return Ok(Some((due, outcome)));
            }
            if state.feeders == 0 {
                return Ok(None);
            }
            state.awaited = true;
            state = self.due.wait(state).unwrap_or_else(std::sync::PoisonError::into_inner);
            state.awaited = false;
        }
    }

    /// The run cannot go on.
    pub(super) fn fail(&self, error: Error) {
        let mut state = locked(&self.state);
        state.stopped = true;
        // The first is the cause, what follows its consequences.
        state.error.get_or_insert(error);
        self.wake_all();
    }

    /// No further file is handed out.
    pub(super) fn stop(&self) {
        locked(&self.state).stopped = true;
        self.wake_all();
    }
}

impl<T> Queue<'_, T> {
    fn wake_all(&self) {
        self.due.notify_all();
        self.room.notify_all();
    }
}

impl<T: Held> Feeder<'_, '_, T> {
    /// The next file, when there is room for its outcome.
    pub(super) fn take(&self, turn: Turn) -> Option<usize> {
        let queue = self.0;
        let mut state = locked(&queue.state);
        loop {
            if state.stopped || queue.interrupt.is_set() || state.taken == queue.total {
                return None;
            }
            let ahead = state.taken - state.given;
            let room = ahead == 0 || (ahead < queue.window && state.held_bytes < MOST_HELD);
            let spare = match turn {
                Turn::Awaited => true,
                Turn::Ready(has) => queue.total - state.taken >= has.saturating_mul(state.feeders),
            };
            if room && spare {
                state.taken += 1;
                return Some(state.taken - 1);
            }
            if turn != Turn::Awaited {
                return None;
            }
            state.waiting += 1;
            let waited = queue.room.wait_timeout(state, LOOK);
            state = waited.unwrap_or_else(std::sync::PoisonError::into_inner).0;
            state.waiting -= 1;
        }
    }

    /// Gives the outcomes of files that were taken.
    pub(super) fn put(&self, outcomes: impl IntoIterator<Item = (usize, T)>) {
        let mut state = locked(&self.0.state);
        for (index, outcome) in outcomes {
            state.held_bytes += outcome.size();
            state.held.insert(index, outcome);
        }
        let is_due = state.held.first_key_value().is_some_and(|(first, _)| *first == state.given);
        let awaited = is_due && state.awaited;
        drop(state);
        if awaited {
            self.0.due.notify_all();
        }
    }

    /// The run cannot go on.
    pub(super) fn fail(&self, error: Error) {
        self.0.fail(error);
    }
}

impl<T> Drop for Feeder<'_, '_, T> {
    fn drop(&mut self) {
        locked(&self.0.state).feeders -= 1;
        self.0.wake_all();
    }
}
