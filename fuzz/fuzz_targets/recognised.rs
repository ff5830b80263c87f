//! The JSON of recognisers.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| jiaokan_fuzz::whole("report.json", data));
