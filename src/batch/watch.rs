//! Ends workers whose time is over.

use std::process::{Child, ExitStatus};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Watches all workers of a run, from one thread.
#[derive(Debug)]
pub(super) struct Watch {
    /// The time for one file. Every deadline is at least so far away when it is set.
    timeout: Duration,
    state: Mutex<State>,
    over: Condvar,
}

#[derive(Debug, Default)]
struct State {
    over: bool,
    children: Vec<Arc<Watched>>,
}

/// A worker process with its deadline.
#[derive(Debug)]
pub(super) struct Watched(Mutex<Inner>);

#[derive(Debug)]
struct Inner {
    child: Child,
    deadline: Option<Instant>,
    expired: bool,
}

impl Watch {
    pub(super) fn new(timeout: Duration) -> Self {
        Self { timeout, state: Mutex::default(), over: Condvar::new() }
    }

    pub(super) fn timeout(&self) -> Duration {
        self.timeout
    }

    /// Watches a process from now on.
    pub(super) fn add(&self, child: Child) -> Arc<Watched> {
        let watched =
            Arc::new(Watched(Mutex::new(Inner { child, deadline: None, expired: false })));
        let mut state = locked(&self.state);
        if state.over {
            watched.kill();
        }
        state.children.push(Arc::clone(&watched));
        watched
    }

    pub(super) fn forget(&self, watched: &Arc<Watched>) {
        locked(&self.state).children.retain(|other| !Arc::ptr_eq(other, watched));
    }

    /// Ends what is over its time, until [`Watch::end`].
    pub(super) fn run(&self) {
        let mut state = locked(&self.state);
        while !state.over {
            let now = Instant::now();
            let deadlines = state.children.iter().filter_map(|child| child.check(now));
            // No deadline that is set from now on can be earlier than this.
            let next = deadlines.fold(now + self.timeout, Instant::min);
            state =
                self.over.wait_timeout(state, next - now).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Ends the watch, and every worker at once.
    pub(super) fn end(&self) {
        let mut state = locked(&self.state);
        state.over = true;
        for child in &state.children {
            child.kill();
        }
        self.over.notify_all();
    }
}

impl Watched {
    /// The time starts for what the process now does.
    pub(super) fn start(&self, time: Duration) {
        locked(&self.0).deadline = Instant::now().checked_add(time);
    }

    /// It did it, or not: whether its time was over before.
    pub(super) fn stop(&self) -> bool {
        let mut inner = locked(&self.0);
        inner.deadline = None;
        inner.expired
    }

    /// How the process ended, and whether because its time was over. Its pipe is
    /// closed, so that it has ended or is about to.
    pub(super) fn ended(&self) -> (Option<ExitStatus>, bool) {
        const GRACE: u32 = 2000;
        for _ in 0..GRACE {
            let mut inner = locked(&self.0);
            inner.deadline = None;
            if let Ok(Some(status)) = inner.child.try_wait() {
                return (Some(status), inner.expired);
            }
            drop(inner);
            thread::sleep(Duration::from_millis(1));
        }
        let mut inner = locked(&self.0);
        let _ = inner.child.kill();
        (inner.child.wait().ok(), inner.expired)
    }

    fn check(&self, now: Instant) -> Option<Instant> {
        let mut inner = locked(&self.0);
        let deadline = inner.deadline?;
        if deadline > now {
            return Some(deadline);
        }
        inner.deadline = None;
        inner.expired = true;
        let _ = inner.child.kill();
        None
    }

    fn kill(&self) {
        // A process that has ended already needs no killing.
        let _ = locked(&self.0).child.kill();
    }
}

/// What a mutex guards. Nothing that is guarded here is left half changed by a panic.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
