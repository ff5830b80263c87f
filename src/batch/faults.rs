//! Faults that tests put into a worker, by the name of the file it reads.
//!
//! `JIAOKAN_FAULTS=hang:part,abort:part,…`: a file whose name contains `part` makes
//! the worker hang, abort, panic, overflow its stack, or eat memory.

use std::hint::black_box;
use std::time::Duration;

/// The variable of the environment.
const VARIABLE: &str = "JIAOKAN_FAULTS";

/// Eats no more than this if no limit stops it.
const MOST_EATEN: usize = 8 << 30;

/// Faults by part of a name.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<(String, String)>);

impl Faults {
    pub(super) fn of_environment() -> Self {
        let text = std::env::var(VARIABLE).unwrap_or_default();
        let pairs = text.split(',').filter_map(|pair| pair.split_once(':'));
        Self(pairs.map(|(fault, part)| (fault.to_owned(), part.to_owned())).collect())
    }

    /// Does what is asked for a file of this name.
    pub(super) fn strike(&self, name: &str) {
        for (fault, part) in &self.0 {
            if name.contains(part.as_str()) {
                match fault.as_str() {
                    "hang" => hang(),
                    "abort" => std::process::abort(),
                    "panic" => panic!("a fault was asked for"),
                    "stack" => _ = black_box(deeper(1)),
                    "memory" => eat(),
                    _ => {}
                }
            }
        }
    }
}

fn hang() {
    loop {
        std::thread::sleep(Duration::from_secs(1));
    }
}

fn deeper(depth: u64) -> u64 {
    let frame = black_box([depth; 64]);
    if black_box(depth) == u64::MAX {
        return depth;
    }
    deeper(depth + 1) + black_box(frame)[1]
}

fn eat() {
    const BITE: usize = 16 << 20;
    let mut eaten = Vec::new();
    for _ in 0..MOST_EATEN / BITE {
        eaten.push(black_box(vec![1u8; BITE]));
    }
    drop(black_box(eaten));
    std::process::abort();
}
