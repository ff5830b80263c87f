//! What holds for every input of whatever kind: nothing panics, what is extracted reads back as it
//! was written, and a report does not differ from itself.

use jiaokan::{Options, Report, check, diff, extract, model};

/// Bytes to a report and all that is done with one.
pub fn whole(name: &str, bytes: &[u8]) {
    let options = Options::default();
    match extract(name, bytes, &options) {
        Ok(report) => {
            let written = serde_json::to_vec(&report).expect("a report is always JSON");
            let read = model::read(name, &written).expect("an extraction reads back");
            let again = serde_json::to_vec(&read).expect("a report is always JSON");
            assert_eq!(written, again, "an extraction reads back as it was written");
            judged(&read, &options);
        }
        Err(error) => {
            // Each in both languages, and none without its code.
            assert!(error.code().starts_with("E_"));
            assert!(!error.to_string().is_empty() && !error.message_zh().is_empty());
        }
    }
}

/// What is done with a report that was read back.
pub fn judged(report: &Report, options: &Options) {
    let _ = check(report, options);
    let same = diff(report, report, options);
    let _ = serde_json::to_vec(&same).expect("a comparison is always JSON");
}
