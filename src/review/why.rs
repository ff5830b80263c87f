//! Why a value needs a person.

use rustc_hash::FxHashMap as HashMap;

use crate::emend::{Part, Value};
use crate::location::At;
use crate::model::{Finding, Note, Outcome, Report, Status};
use crate::terms::terms;

/// Why a value needs a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It cannot be read (残损).
    Damaged,
    /// A second reader of the file reads other digits (复读不一致).
    ReaderDiffers,
    /// It is read, and the reader says that it is not sure (存疑).
    Doubtful,
    /// It was restored, and a finding rests on it (问题据此得出).
    FindingRestsOn,
}

terms! { Why {
    Damaged "damaged" "cannot be read", zh: "残损", "?";
    ReaderDiffers "reader_differs" "a second reader reads other digits", zh: "复读不一致", "≠";
    Doubtful "doubtful" "not sure", zh: "存疑", "~";
    FindingRestsOn "finding_rests_on" "a finding rests on it", zh: "问题据此得出", "!";
} }

impl Why {
    /// The reason of a code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Why> {
        let all = [Why::Damaged, Why::ReaderDiffers, Why::Doubtful, Why::FindingRestsOn];
        all.into_iter().find(|why| why.term().code == code)
    }
}

/// Codes of notes that say of a value that is read that it is not sure.
const DOUBTS: &[&str] = &[
    "low_confidence",
    "recogniser_disagrees",
    "unit_unknown",
    "unit_unreadable",
    "text_over_text",
];

/// The check under which a second reader's differences are reported.
const SECOND_READER: &str = "second_reader_differs";

/// What a report says of its own values, by where it is looked up.
pub(super) struct Doubts<'r> {
    /// The notes of doubt, by page and line.
    notes: HashMap<(Option<u32>, Option<u32>), Vec<&'r Note>>,
    /// Findings by the path of a value on which they rest.
    by_path: HashMap<&'r str, Vec<usize>>,
    /// Findings by a place that they name.
    by_place: HashMap<String, Vec<usize>>,
    /// The number of each indicator in the report, by table and row.
    rows: HashMap<(u32, u32), usize>,
}

impl<'r> Doubts<'r> {
    pub(super) fn of(report: &'r Report) -> Self {
        let mut doubts = Self {
            notes: HashMap::default(),
            by_path: HashMap::default(),
            by_place: HashMap::default(),
            rows: HashMap::default(),
        };
        for note in report.notes.iter().filter(|note| DOUBTS.contains(&&*note.code)) {
            doubts.notes.entry((note.at.page(), note.at.line())).or_default().push(note);
        }
        let open = |(_, finding): &(usize, &Finding)| finding.outcome != Outcome::Pass;
        for (number, finding) in report.findings.iter().enumerate().filter(open) {
            for value in &finding.rests_on {
                doubts.by_path.entry(&value.path).or_default().push(number);
            }
            for at in &finding.at {
                doubts.by_place.entry(key(at)).or_default().push(number);
            }
        }
        for (index, row) in report.indicators.iter().enumerate() {
            doubts.rows.insert((row.table, row.row), index);
        }
        doubts
    }

    /// The findings that rest on a value or name its place, in their order.
    pub(super) fn findings(&self, report: &Report, value: &Value<'_>) -> Vec<usize> {
        let mut found = self.resting(value);
        // A row is the place of all its empty cells.
        if value.at != At::default() && !(value.printed.is_empty() && value.read.is_none()) {
            found.extend(self.by_place.get(&key(&value.at)).into_iter().flatten());
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|&number| number < report.findings.len());
        found
    }

    fn resting(&self, value: &Value<'_>) -> Vec<usize> {
        let place = &value.place;
        let path = match place.part {
            Part::Indicators => {
                let row = (place.table.unwrap_or_default(), place.ordinal.unwrap_or_default());
                let Some(index) = self.rows.get(&row) else { return Vec::new() };
                format!("indicators[{index}].{}", place.field)
            }
            Part::Budget => {
                let index = place.ordinal.unwrap_or_default().saturating_sub(1);
                format!("budget[{index}].{}", place.field)
            }
            Part::Expenditure => {
                let index = place.ordinal.unwrap_or_default().saturating_sub(1);
                format!("expenditure[{index}].{}", place.field)
            }
            Part::Fields => format!("fields.{}", place.field),
            Part::Conclusion => format!("conclusion.{}", place.field),
            Part::Head => place.field.clone(),
        };
        self.by_path.get(path.as_str()).cloned().unwrap_or_default()
    }

    /// Why a value needs a person, the gravest first.
    pub(super) fn why(&self, report: &Report, value: &Value<'_>, findings: &[usize]) -> Vec<Why> {
        // A person has decided already.
        if matches!(value.status, Status::Confirmed | Status::Corrected) {
            return Vec::new();
        }
        let mut why = Vec::new();
        if value.status == Status::Damaged {
            why.push(Why::Damaged);
        }
        let finding = |number: &usize| report.findings.get(*number);
        let second = |finding: &Finding| {
            finding.check == SECOND_READER
                && finding.outcome == Outcome::Finding
                && finding.at.contains(&value.at)
        };
        if findings.iter().filter_map(finding).any(second) {
            why.push(Why::ReaderDiffers);
        }
        let near = self.notes.get(&(value.at.page(), value.at.line())).into_iter().flatten();
        if value.status != Status::Damaged && near.into_iter().any(|note| meet(&note.at, &value.at))
        {
            why.push(Why::Doubtful);
        }
        let found = |number: &usize| {
            report.findings.get(*number).is_some_and(|found| found.outcome == Outcome::Finding)
        };
        if value.status == Status::Repaired && self.resting(value).iter().any(found) {
            why.push(Why::FindingRestsOn);
        }
        why
    }
}

/// A place as something that can be looked up.
fn key(at: &At) -> String {
    format!("{at:?}")
}

/// Whether two places on one line of one page are at one spot.
fn meet(note: &At, value: &At) -> bool {
    match (note.bbox(), value.bbox(), note.chars(), value.chars()) {
        (Some([a, b, c, d]), Some([e, f, g, h]), _, _) => {
            a.max(e) < c.min(g) && b.max(f) < d.min(h)
        }
        (_, _, Some([a, b]), Some([c, d])) => a.max(c) < b.min(d),
        _ => note == value,
    }
}
