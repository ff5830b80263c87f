//! On a terminal.

use std::fs;

use jiaokan::internals::render::diff::{Screen, terminal};
use jiaokan::internals::words::Language;
use jiaokan::model::Severity;
use unicode_width::UnicodeWidthStr;

use super::{nothing, of, shown};

fn text(language: Language, width: usize, colour: bool) -> String {
    let screen = Screen { width, colour };
    shown(language, Severity::Info, |c, o| terminal(c, o, screen))
}

#[test]
fn the_text_is_as_expected() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/diff-shown");
    for (language, name) in [(Language::Zh, "zh"), (Language::En, "en")] {
        let found = text(language, 80, false);
        let path = folder.join(format!("terminal.{name}.expected.txt"));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, &found).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), found, "{name}");
    }
}

#[test]
fn no_line_is_wider_than_the_screen() {
    for width in [40, 57, 80, 133] {
        for line in text(Language::Zh, width, false).lines() {
            assert!(line.width() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn the_two_sides_stand_in_two_columns() {
    let text = text(Language::Zh, 80, false);
    let bars = text.lines().filter_map(|line| {
        let at = line.find(" | ")?;
        Some(line[..at].width())
    });
    let bars: std::collections::BTreeSet<usize> = bars.collect();
    assert_eq!(bars.len(), 1, "{bars:?}");
}

#[test]
fn colours_are_attributes_over_the_same_text() {
    let plain = text(Language::Zh, 200, false);
    let coloured = text(Language::Zh, 200, true);
    assert!(!plain.contains('\u{1b}'));
    let mut bare = String::new();
    for part in coloured.split('\u{1b}') {
        match part.strip_prefix('[').and_then(|rest| rest.split_once('m')) {
            Some((code, rest)) if code.bytes().all(|b| b.is_ascii_digit() || b == b';') => {
                bare.push_str(rest);
            }
            _ => bare.push_str(part),
        }
    }
    assert_ne!(coloured, plain);
    // Without colours the marks are brackets.
    let plain = ["[-", "-]", "{+", "+}"].iter().fold(plain, |text, mark| text.replace(mark, ""));
    // They take room, so that lines break elsewhere.
    let sorted = |text: &str| {
        let chars = text.chars().filter(|c| !c.is_whitespace() && *c != '|');
        let mut chars: Vec<char> = chars.collect();
        chars.sort_unstable();
        chars
    };
    assert_eq!(sorted(&bare), sorted(&plain));
}

#[test]
fn nothing_of_a_report_reaches_the_terminal_as_a_command() {
    let text = text(Language::Zh, 80, false);
    assert!(text.contains("清屏<U+001B>[2J次数"), "{text}");
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'));
}

#[test]
fn what_is_not_listed_is_counted() {
    let screen = Screen { width: 80, colour: false };
    let text = shown(Language::En, Severity::Medium, |c, o| terminal(c, o, screen));
    assert!(text.contains("Changes (8)"), "{text}");
    assert!(text.contains("Below the severity asked for, not listed: 4"), "{text}");
    assert!(!text.contains("actual value changed  ="), "{text}");
}

#[test]
fn two_equal_reports_have_no_differences() {
    let screen = Screen { width: 80, colour: false };
    let text = of(&nothing(), Language::En, Severity::Info, |c, o| terminal(c, o, screen));
    assert!(text.contains("No differences were found."), "{text}");
    assert!(text.contains("Everything could be compared."), "{text}");
}
