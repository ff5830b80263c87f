//! One report as it comes from different programs: Markdown of a recogniser, the office's
//! page, Word, Excel, OFD. Beside each other they say the same.

use std::fs;

use super::{changed, collate};
use crate::support::{extract, extract_file, inputs};
use jiaokan::Report;
use jiaokan::collation::Outcome;
use jiaokan::model::WitnessKind;

/// The renderings of one report that are read as wholes.
fn kinds() -> Vec<(String, Report)> {
    let files = inputs("kinds").into_iter().filter(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with("report") && !path.to_string_lossy().contains("/make")
    });
    let read = files.map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, extract_file(&path))
    });
    read.collect()
}

#[test]
fn renderings_of_one_report_are_copies_and_nothing_is_restored_or_doubted() {
    let kinds = kinds();
    assert!(kinds.len() >= 8, "fixtures/kinds holds the renderings");
    for (name, base) in &kinds {
        for (other, witness) in kinds.iter().filter(|(other, _)| other != name) {
            let collation = collate(base, &[witness]);
            let judged = &collation.apparatus.witnesses[0];
            assert_eq!(
                judged.witness.kind,
                Some(WitnessKind::Copy),
                "{name} {other}: {}",
                judged.why
            );
            assert_eq!(judged.rows as usize, base.indicators.len(), "{name} {other}");
            assert_eq!(changed(base, &collation.report), [], "{name} {other}");
            let summary = collation.apparatus.summary;
            println!(
                "{name} beside {other}: numbers {}/{}, words {}/{}, differing {}, text {}",
                judged.numbers_agree,
                judged.numbers_differ,
                judged.words_agree,
                judged.words_differ,
                summary.differing,
                summary.text
            );
            assert_eq!(
                judged.numbers_differ, 0,
                "{name} {other}: {:#?}",
                collation.apparatus.entries
            );
        }
    }
}

#[test]
fn a_garbled_text_is_restored_from_the_page_word_and_ofd_of_the_report() {
    let text = fs::read_to_string(crate::support::fixtures("kinds/report.md")).unwrap();
    let clean = extract("report.md", &text);
    // The first name loses characters, the second actual value a digit.
    let mut garbled = text.clone();
    let name = &clean.indicators[0].name.raw;
    let half: String =
        name.chars().enumerate().map(|(at, c)| if at % 2 == 1 { '\u{FFFD}' } else { c }).collect();
    garbled = garbled.replacen(name.as_str(), &half, 1);
    let base = extract("scan.md", &garbled);
    assert_eq!(base.indicators[0].name.value, None);
    for (other, witness) in kinds().iter().filter(|(other, _)| !other.ends_with(".md")) {
        let collation = collate(&base, &[witness]);
        let entry = &collation.apparatus.entries[0];
        assert_eq!(entry.outcome, Outcome::Restored, "{other}: {}", entry.why);
        assert_eq!(
            collation.report.indicators[0].name.value, clean.indicators[0].name.value,
            "{other}"
        );
    }
}
