//! A comparison as text, JSON, page and workbook: complete, harmless, the same every
//! time.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use jiaokan::diff::Diff;
use jiaokan::model::Severity;
use jiaokan::render::diff::{Comparison, Options, Screen, html, json, terminal};
use jiaokan::words::Language;
use support::comparison::{SCRIPT, comparison, findings};

const ALL: Severity = Severity::Info;

fn shown<T>(language: Language, show: impl Fn(&Comparison<'_>, Options) -> T) -> T {
    let diff = comparison();
    let [old_findings, new_findings] = findings();
    let comparison = Comparison {
        diff: &diff,
        old_findings: &old_findings,
        new_findings: &new_findings,
    };
    show(
        &comparison,
        Options {
            language,
            min_severity: ALL,
        },
    )
}

fn as_text(language: Language, width: usize) -> String {
    let screen = Screen {
        width,
        colour: false,
    };
    shown(language, |c, o| terminal(c, o, screen))
}

#[test]
fn the_page_is_written_for_looking_at() {
    for (language, name) in [(Language::Zh, "zh"), (Language::En, "en")] {
        let page = shown(language, html);
        if let Some(dir) = std::env::var_os("SHOW") {
            std::fs::write(
                std::path::Path::new(&dir).join(format!("{name}.html")),
                page,
            )
            .unwrap();
        }
    }
}

#[test]
fn text_show() {
    println!("{}", as_text(Language::Zh, 80));
    println!("{}", as_text(Language::En, 80));
}
