//! How a command that reads many files runs and ends.

use crate::batch::{Ended, Interrupt, OnPage, Options, Settings, Summary, Tally};

use super::bounds::BoundArguments;
use super::failure::Failure;
use super::language::Language;
use super::progress::page_lines;
use super::{messages, output};

/// How many at a time, and within which bounds.
#[derive(Debug, clap::Args)]
pub(crate) struct RunArguments {
    /// Files read at a time; without it, as many as there are processors
    /// （同时读取的文件数；默认为处理器个数）
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    #[command(flatten)]
    bounds: BoundArguments,
    /// End at the first file that cannot be read（遇错即停）
    #[arg(long)]
    fail_fast: bool,
    /// End with status 1 also if a document is no report, or gives no indicators though it
    /// has their heads（有文件不是报告，或有指标表头而未读出指标时，退出码也为 1）
    #[arg(long)]
    strict: bool,
    /// How far the run is: a bar on a terminal, else a line every ten seconds
    /// （进度显示：终端上为进度条，否则每十秒一行）
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) progress: When,
}

/// When progress is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum When {
    /// A bar on a terminal, else lines（终端上显示进度条，否则每十秒一行）
    #[default]
    Auto,
    /// A bar in any case（总是显示进度条）
    Always,
    /// Nothing（不显示）
    Never,
}

impl RunArguments {
    /// The largest file that is read, in bytes.
    pub(crate) fn max_size(&self) -> u64 {
        self.bounds.max_size()
    }

    /// The options of a command that reads one or two files: a worker for all but small text,
    /// unless its bounds were given.
    pub(crate) fn for_one(&self, settings: Settings) -> Options {
        let jobs = self.jobs.map(usize::from);
        let options = self.bounds.for_one(settings);
        Options { jobs: jobs.unwrap_or(options.jobs), ..options }
    }

    /// Who is told of the pages of one file whose pictures are read.
    pub(crate) fn pages_of_one(&self, language: Language) -> OnPage {
        match self.progress == When::Never || output::is_quiet() {
            true => OnPage::default(),
            false => OnPage::new(page_lines(language)),
        }
    }

    /// The end of a command after a run.
    pub(crate) fn ended(&self, ended: Ended, summary: &Summary) -> Result<(), Failure> {
        self::ended(ended, summary)?;
        self.judge(&summary.tally)
    }

    /// Whether what was read is good enough for the one who asked.
    pub(crate) fn judge(&self, tally: &Tally) -> Result<(), Failure> {
        match self.strict && tally.doubtful() > 0 {
            true => Err(Failure::SomeFailed),
            false => Ok(()),
        }
    }

    pub(crate) fn options(&self, settings: Settings) -> Options {
        let options = self.bounds.options(settings);
        Options {
            jobs: self.jobs.map_or(options.jobs, usize::from),
            fail_fast: self.fail_fast,
            ..options
        }
    }
}

/// The end of a command after a run.
pub(crate) fn ended(ended: Ended, summary: &Summary) -> Result<(), Failure> {
    match ended {
        Ended::Interrupted => Err(Failure::Interrupted),
        _ if summary.failed > 0 => Err(Failure::SomeFailed),
        _ => Ok(()),
    }
}

/// What Ctrl-C sets: the first lets the running files finish, the second ends the
/// program at once. A terminated run ends in the same way.
pub(crate) fn interrupt(language: Language) -> Interrupt {
    let interrupt = Interrupt::default();
    if hangup_is_ignored() {
        // Under nohup a handler would bring back the signal that is to be ignored. The
        // run can be killed at any time and resumed.
        return interrupt;
    }
    let set = interrupt.clone();
    // Without a handler an interrupt just ends the program.
    let _ = ctrlc::set_handler(move || {
        if set.set() {
            std::process::exit(130);
        }
        output::say(messages::batch::finishing(language));
    });
    interrupt
}

/// Whether the program was started so that it outlives its terminal.
fn hangup_is_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask & 1 == 1)
}
