//! A duty that is done once, by a crew of one.

use std::ops::ControlFlow;

use super::answer::Reply;
use super::crew::{Begun, Job, Question, crew};
use super::duty::Duty;
use super::engine::{Interrupt, Options};
use super::error::Result;
use super::queue::{Feeder, Held, Turn};

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
