//! How fast an archive is read, with one worker, with two and without, and how much
//! memory the parent takes for 1,000 and for 10,000 files.
//!
//! `cargo bench --bench batch`, or with other numbers of files:
//! `cargo bench --bench batch -- 200 2000`. Every figure is the best of two runs.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../tests/it/support/archive.rs"]
mod archive;

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The seed of the archive.
const SEED: u64 = 1;
/// How often each way is measured.
const TIMES: usize = 2;

fn main() -> io::Result<()> {
    let numbers: Vec<usize> = std::env::args().filter_map(|n| n.parse().ok()).collect();
    let (few, many) = match numbers[..] {
        [few, many] => (few, many),
        _ if std::env::args().any(|argument| argument == "--bench") => (1_000, 10_000),
        // `cargo test --benches` only wants to see that it runs.
        _ => (2, 4),
    };
    // In memory where that can be had: the disk is not what is measured, and one kind of file system
    // looks again at all that was just deleted, as the folders of the runs before are, whenever a
    // file is made.
    let memory = Path::new("/dev/shm");
    let dir = match memory.is_dir() {
        true => tempfile::tempdir_in(memory)?,
        false => tempfile::tempdir()?,
    };
    for count in [few, many] {
        archive::write(&dir.path().join(count.to_string()), SEED, count)?;
    }
    println!("files   format         how                reports/s   seconds   parent's peak, MB");
    for format in ["jsonl", "json,csv,xlsx"] {
        for (how, options) in [
            ("1 worker", &["--jobs", "1"][..]),
            ("2 workers", &["--jobs", "2"]),
            ("1 thread, no worker", &["--jobs", "1", "--in-process"]),
            ("2 threads, no worker", &["--jobs", "2", "--in-process"]),
        ] {
            let counts = if how == "2 workers" { &[few, many][..] } else { &[many] };
            for &count in counts {
                best(dir.path(), count, format, how, options)?;
            }
        }
    }
    Ok(())
}

fn best(dir: &Path, count: usize, format: &str, how: &str, options: &[&str]) -> io::Result<()> {
    let mut time = Duration::MAX;
    let mut peak = 0;
    for _ in 0..TIMES {
        let (took, most) = once(dir, count, format, options)?;
        time = time.min(took);
        peak = peak.max(most);
    }
    let seconds = time.as_secs_f64();
    println!(
        "{count:<7} {format:<14} {how:<20} {:>7.0} {seconds:>9.2} {:>10.1}",
        count as f64 / seconds,
        peak as f64 / 1024.0
    );
    Ok(())
}

/// Time and peak memory in kB of one run.
fn once(dir: &Path, count: usize, format: &str, options: &[&str]) -> io::Result<(Duration, u64)> {
    let out = dir.join("out");
    let started = Instant::now();
    let mut run = Command::new(env!("CARGO_BIN_EXE_jiaokan"))
        .arg("extract")
        .arg(dir.join(count.to_string()))
        .arg("-o")
        .arg(&out)
        .args(["--format", format, "--progress", "never"])
        .args(options)
        .stderr(Stdio::null())
        .spawn()?;
    let mut peak = 0;
    let ended = loop {
        peak = peak.max(memory(run.id()));
        if let Some(status) = run.try_wait()? {
            break status;
        }
        thread::sleep(Duration::from_millis(5));
    };
    let took = started.elapsed();
    assert!(ended.success(), "the invented reports are all read");
    fs::remove_dir_all(&out)?;
    Ok((took, peak))
}

/// The most memory that a process has had so far, in kB; 0 where nobody counts it.
fn memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0)
}
