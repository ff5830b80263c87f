//! Many reports to standard output, a line each.

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;

use crate::batch::{self, Answer, Ended, KeepNothing, Summary};

use super::Arguments;
use crate::cli::evidence::Unused;
use crate::cli::failure::Failure;
use crate::cli::language::Languages;
use crate::cli::progress::Progress;
use crate::cli::running;
use crate::cli::{messages, output};

/// Prints the extractions of many reports as JSON lines, in the order of the input.
pub(super) fn run(arguments: &Arguments, languages: Languages) -> Result<(), Failure> {
    let language = languages.messages;
    let inputs = arguments.found()?;
    let files = inputs.of(arguments.inputs.shard);
    let mut options = arguments.running.options(arguments.settings(false)?);
    // A bar between the lines of a terminal would be in nobody's interest.
    let bar = !io::stdout().is_terminal();
    let mut progress = Progress::new(arguments.running.progress, bar, files.len(), language);
    options.on_page = progress.pages();
    let interrupt = running::interrupt(language);
    let mut stdout = io::stdout().lock();
    let mut summary = Summary::default();
    let mut unused = Unused::of(&arguments.reading.options()?);
    let mut closed = Ok(());
    let ended_as = batch::run(&files, &options, &KeepNothing, &interrupt, &mut |input, outcome| {
        unused.saw(outcome.sha256.as_deref());
        summary.count(input, &outcome);
        progress.step(&outcome);
        match &outcome.result {
            Ok(answer) => closed = print(&mut stdout, answer),
            Err(complaint) => progress.say(&messages::batch::complaint(complaint, language)),
        }
        match closed {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    progress.end();
    closed?;
    let ended_as = ended_as.map_err(Failure::Input)?;
    if ended_as == Ended::Complete {
        unused.say(language);
    }
    let course = progress.course(&inputs, ended_as);
    output::note(&messages::batch::summary(&summary, course, language));
    arguments.running.ended(ended_as, &summary)
}

fn print(to: &mut impl Write, answer: &Answer) -> io::Result<()> {
    answer.line.write_to(to)?;
    to.write_all(b"\n")?;
    to.flush()
}
