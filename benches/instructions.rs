//! Reads one file so many times and makes JSON of it: `instructions FILE TIMES`, for
//! `benches/instructions.py`, which counts what each further report of a process costs.

use std::env;
use std::fs;
use std::hint::black_box;

use jiaokan::Options;
use jiaokan::internals::json;

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    // `cargo bench` runs it too, with flags of its own.
    let arguments: Vec<String> = env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let [file, times] = arguments.as_slice() else {
        return;
    };
    let bytes = fs::read(file).expect("the file can be read");
    let options = Options::default();
    for _ in 0..times.parse().expect("a number of times") {
        let report = jiaokan::extract("report.md", &bytes, &options).expect("it is a report");
        black_box(json::to_vec(&report).expect("a report is always JSON"));
    }
}
