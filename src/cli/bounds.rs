//! Within which bounds files are read.

use std::num::NonZero;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use super::wrong::Wrong;
use crate::batch::{OnPage, Options, Settings};
use crate::words::words;

/// Bounds on what reading a file may take.
#[derive(Debug, clap::Args)]
pub(crate) struct BoundArguments {
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
    /// ending the program（在本进程中读取，不用工作进程；此时坏文件可能使整个运行中止）
    #[arg(long, conflicts_with_all = ["timeout", "max_memory"])]
    in_process: bool,
}

const TIMEOUT: Duration = Duration::from_secs(60);
const MEMORY: u64 = 2 << 30;

impl BoundArguments {
    /// Whether bounds were given that only a worker process keeps.
    fn are_given(&self) -> bool {
        self.timeout.is_some() || self.max_memory.is_some()
    }

    /// The largest file that is read, in bytes.
    pub(crate) fn max_size(&self) -> u64 {
        self.max_size
    }

    /// How files are read, as many at a time as there are processors.
    pub(crate) fn options(&self, settings: Settings) -> Options {
        Options {
            jobs: thread::available_parallelism().map_or(1, NonZero::get),
            timeout: self.timeout.unwrap_or(TIMEOUT),
            max_memory: Some(self.max_memory.unwrap_or(MEMORY)).filter(|bytes| *bytes > 0),
            max_size: self.max_size,
            in_process: self.in_process,
            spare_workers: false,
            fail_fast: false,
            on_page: OnPage::default(),
            settings,
            program: std::env::current_exe().unwrap_or_else(|_| PathBuf::from("jiaokan")),
        }
    }

    /// The same of a command that reads one or two files: a worker for all but small text,
    /// unless its bounds were given.
    pub(crate) fn for_one(&self, settings: Settings) -> Options {
        Options { spare_workers: !self.are_given(), ..self.options(settings) }
    }
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
