//! The integration tests, one binary: `cargo test --test it it NAME` runs those of a
//! file or a test of that name.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it found or skips"
)]

#[cfg(feature = "parquet")]
mod analysis;
mod batch;
mod check_cli;
mod check_docs;
mod check_many;
mod checks;
mod chinese;
mod cli;
mod collate;
#[cfg(unix)]
mod console;
mod decisions;
mod decode;
mod demo;
mod dependencies;
mod diff;
mod diff_cli;
mod diff_render;
mod doctor_cli;
mod documents;
mod fields;
mod fields_properties;
mod forms;
mod guard_mutations;
mod harmless;
mod hostile;
mod indicators;
mod invented_archive;
mod jiangmen;
mod jiangmen_checks;
mod json;
mod kinds;
mod known_gaps;
mod layers;
mod levels;
mod literals;
mod mutations;
mod narrative;
mod not_reports;
mod notes;
mod ofd;
mod outline;
mod outline_sample;
mod panel_cli;
mod patterns;
mod pdf;
mod pdf_forms;
mod pdf_kinds;
mod program;
mod properties;
mod python;
mod real_text;
mod recognised;
mod render;
mod reports;
#[cfg(feature = "ocr")]
mod scans;
mod sheet;
mod trace;
mod truths;
mod value_properties;
mod values;
mod view;
mod word;

mod cases;
mod support;
mod traced;
