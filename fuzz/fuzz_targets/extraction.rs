//! An extraction read back, judged and compared.
#![no_main]

use jiaokan::{Options, model};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Ok(report) = model::read("report.json", data) {
        let written = serde_json::to_vec(&report).expect("a report is always JSON");
        let read = model::read("report.json", &written).expect("what is written reads back");
        jiaokan_fuzz::judged(&read, &Options::default());
    }
});
