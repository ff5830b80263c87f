//! How a command that reads many files runs and ends.

use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use crate::batch::{Ended, Interrupt, OnPage, Options, Settings, Summary, Tally};

use super::failure::Failure;
use super::language::Language;
use super::wrong::Wrong;
use super::{messages, output};
use crate::words::words;

/// How many at a time, and within which bounds.
#[derive(Debug, clap::Args)]
pub(crate) struct RunArguments {
    /// Files read at a time; without it, as many as there are processors
    /// （同时读取的文件数；默认为处理器个数）
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// Time for one file, as 90, 90s or 5m; 60s without it
    /// （单个文件的时限，如 90、90s、5m；默认 60s）
    #[arg(long, value_name = "TIME", value_parser = duration)]
    timeout: Option<Duration>,
    /// Memory of one worker process, as 800M or 4G; 0 for no bound, 2G without it
    /// （单个工作进程的内存上限，如 800M、4G，0 为不限；默认 2G）
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_memory: Option<u64>,
    /// The largest file that is read（所读单个文件的大小上限）
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "256M")]
    max_size: u64,
    /// Read in this process, without workers: nothing then keeps a bad file from
    /// stopping the run（在本进程中读取，不用工作进程；此时坏文件可能使整个运行中止）
    #[arg(long, conflicts_with_all = ["timeout", "max_memory"])]
    in_process: bool,
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

const TIMEOUT: Duration = Duration::from_secs(60);
const MEMORY: u64 = 2 << 30;

impl RunArguments {
    /// Whether bounds were given that only a worker process keeps.
    pub(crate) fn is_bounded(&self) -> bool {
        self.timeout.is_some() || self.max_memory.is_some()
    }

    /// The largest file that is read, in bytes.
    pub(crate) fn max_size(&self) -> u64 {
        self.max_size
    }

    /// Whether no worker process is wanted.
    pub(crate) fn in_process(&self) -> bool {
        self.in_process
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
        let processors = thread::available_parallelism().map_or(1, usize::from);
        Options {
            jobs: self.jobs.map_or(processors, usize::from),
            timeout: self.timeout.unwrap_or(TIMEOUT),
            max_memory: Some(self.max_memory.unwrap_or(MEMORY)).filter(|bytes| *bytes > 0),
            max_size: self.max_size,
            in_process: self.in_process,
            fail_fast: self.fail_fast,
            on_page: OnPage::default(),
            settings,
            program: std::env::current_exe().unwrap_or_else(|_| PathBuf::from("jiaokan")),
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

/// A year is longer than anybody waits, and a clock can still count it.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// A time with its unit; a number alone are seconds.
fn duration(text: &str) -> Result<Duration, Wrong> {
    let wrong = || {
        Wrong(words!(
            en: "expected a time such as 90, 90s, 500ms or 5m, but found {text}",
            zh: "应为时间，如 90、90s、500ms、5m"
        ))
    };
    let seconds = text.parse().map(Duration::from_secs);
    let time = seconds.or_else(|_| humantime::parse_duration(text)).map_err(|_| wrong())?;
    match time.is_zero() || time > LONGEST {
        true => Err(wrong()),
        false => Ok(time),
    }
}

/// A size with its unit, of which each is 1024 of the one before.
fn size(text: &str) -> Result<u64, Wrong> {
    let read = parse_size::Config::new().with_binary().parse_size(text);
    read.map_err(|_| {
        Wrong(words!(
            en: "expected a size such as 800M or 4G, but found {text}",
            zh: "应为大小，如 800M、4G"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_are_read_with_their_units() {
        let milliseconds = |text| duration(text).map(|time| time.as_millis());
        assert_eq!(milliseconds("60"), Ok(60_000));
        assert_eq!(milliseconds("500ms"), Ok(500));
        assert_eq!(milliseconds("5m"), Ok(300_000));
        assert_eq!(milliseconds("5min"), Ok(300_000));
        assert_eq!(milliseconds("1d"), Ok(86_400_000));
        for wrong in ["", "0", "s", "-1", "9999d", "99999999999h"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
        assert_eq!(size("0"), Ok(0));
        assert_eq!(size("512"), Ok(512));
        assert_eq!(size("2k"), Ok(2048));
        assert_eq!(size("1GiB"), Ok(1 << 30));
        assert_eq!(size("1.5G"), Ok(3 << 29));
        for wrong in ["", "G", "1X", "99999999999T"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
