//! How far a run is.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle, TermLike};

use crate::batch::{Ended, Inputs, OnPage, Outcome};

use super::language::Language;
use super::messages::batch::Course;
use super::running::When;
use super::{messages, output};

/// How often a line is written where there is no bar.
const EVERY: Duration = Duration::from_secs(10);

/// Shows how far a run is.
#[derive(Debug)]
pub(crate) struct Progress {
    shown: Shown,
    done: u64,
    failed: u64,
    doubtful: u64,
    total: u64,
    started: Instant,
    language: Language,
}

#[derive(Debug)]
enum Shown {
    Bar(ProgressBar),
    /// When the last line was written.
    Lines(Instant),
    Nothing,
}

impl Progress {
    /// Starts with no file of `total` done. `bar`: whether a bar would be in nobody's
    /// way.
    pub(crate) fn new(when: When, bar: bool, total: usize, language: Language) -> Self {
        let terminal = io::stderr().is_terminal();
        let total = total as u64;
        let shown = match when {
            When::Never => Shown::Nothing,
            _ if output::is_quiet() => Shown::Nothing,
            When::Always => Shown::Bar(self::bar(total, terminal, language)),
            When::Auto if terminal && bar => Shown::Bar(self::bar(total, terminal, language)),
            When::Auto if terminal => Shown::Nothing,
            When::Auto => Shown::Lines(Instant::now()),
        };
        Self { shown, done: 0, failed: 0, doubtful: 0, total, started: Instant::now(), language }
    }

    /// A further file is done.
    pub(crate) fn step(&mut self, outcome: &Outcome) {
        self.done += 1;
        let trouble = match &outcome.result {
            Ok(answer) => {
                self.doubtful += answer.tally.doubtful();
                answer.tally.doubtful() > 0
            }
            Err(_) => {
                self.failed += 1;
                true
            }
        };
        match &mut self.shown {
            Shown::Bar(bar) => {
                if trouble {
                    let counts = [self.failed, self.doubtful];
                    bar.set_message(messages::batch::trouble_so_far(counts, self.language));
                }
                bar.inc(1);
            }
            Shown::Lines(last) if last.elapsed() >= EVERY => {
                *last = Instant::now();
                let rate = self.done as f64 / self.started.elapsed().as_secs_f64();
                let counts = [self.done, self.total, self.failed, self.doubtful];
                output::say(&messages::batch::so_far(counts, rate, self.language));
            }
            Shown::Lines(_) | Shown::Nothing => {}
        }
    }

    /// Shows how far the reading of pictures is within a file: beside a bar, or in a line where
    /// nothing was said for a while.
    pub(crate) fn pages(&self) -> OnPage {
        let language = self.language;
        match &self.shown {
            Shown::Bar(bar) => {
                let bar = bar.clone();
                OnPage::new(move |source, done, of| {
                    bar.set_prefix(messages::batch::page(source, done, of, language));
                })
            }
            Shown::Lines(_) => OnPage::new(page_lines(language)),
            Shown::Nothing => OnPage::default(),
        }
    }

    /// Says something without spoiling a bar.
    pub(crate) fn say(&self, words: &str) {
        match &self.shown {
            Shown::Bar(bar) => bar.suspend(|| output::say(words)),
            Shown::Lines(_) | Shown::Nothing => output::say(words),
        }
    }

    /// How the run went.
    pub(crate) fn course(&self, inputs: &Inputs, ended: Ended) -> Course {
        Course {
            total: self.total,
            hidden: inputs.hidden,
            links: inputs.links,
            took: self.started.elapsed(),
            interrupted: ended == Ended::Interrupted,
        }
    }

    /// Nothing more comes.
    pub(crate) fn end(&self) {
        if let Shown::Bar(bar) = &self.shown {
            bar.finish_and_clear();
        }
    }
}

/// Says how far the reading of pictures is, in a line every ten seconds.
pub(crate) fn page_lines(language: Language) -> impl Fn(&str, u32, u32) + Send + Sync + 'static {
    let last = Mutex::new(Instant::now());
    move |source, done, of| {
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.elapsed() >= EVERY {
            *last = Instant::now();
            output::say(&messages::batch::page(source, done, of, language));
        }
    }
}

fn bar(total: u64, terminal: bool, language: Language) -> ProgressBar {
    let target = match terminal {
        true => ProgressDrawTarget::stderr(),
        false => ProgressDrawTarget::term_like_with_hz(Box::new(Plain), 1),
    };
    let style = ProgressStyle::with_template(messages::batch::bar(language));
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    let rate = |state: &ProgressState, to: &mut dyn fmt::Write| {
        // Writing to a line in memory cannot fail.
        let _ = write!(to, "{:.0}", state.per_sec());
    };
    let left = move |state: &ProgressState, to: &mut dyn fmt::Write| {
        let _ = to.write_str(&messages::batch::time(state.eta(), language));
    };
    let style = style.with_key("rate", rate).with_key("left", left);
    ProgressBar::with_draw_target(Some(total), target).with_style(style)
}

/// Standard error as a terminal that knows nothing but lines.
#[derive(Debug)]
struct Plain;

impl TermLike for Plain {
    fn width(&self) -> u16 {
        100
    }

    fn move_cursor_up(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_down(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_right(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_left(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        writeln!(io::stderr(), "{text}")
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        // What only fills up the line.
        match text.trim_end() {
            "" => Ok(()),
            text => write!(io::stderr(), "{text}"),
        }
    }

    fn clear_line(&self) -> io::Result<()> {
        write!(io::stderr(), "\r")
    }

    fn flush(&self) -> io::Result<()> {
        io::stderr().flush()
    }
}
