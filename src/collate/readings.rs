//! The values of base and witnesses by their places, and which value of a witness is which of
//! the base.

use std::collections::{BTreeMap, BTreeSet};

use super::Known;
use super::same::is_sound;
use crate::emend::{Part, Place, Value, values};
use crate::fold;
use crate::location::At;
use crate::model::{Report, WitnessKind};

/// The note of a text of which a recogniser was not sure.
const UNSURE: &str = "low_confidence";

/// The values of a report.
pub(super) struct ByPlace<'r> {
    pub(super) values: Vec<Value<'r>>,
    index: BTreeMap<Place, usize>,
    /// Lines of which a recogniser was not sure.
    unsure: BTreeSet<(Option<u32>, u32)>,
}

impl<'r> ByPlace<'r> {
    pub(super) fn of(report: &'r Report) -> Self {
        let values = values(report);
        let index = values.iter().enumerate().map(|(at, value)| (value.place.clone(), at));
        let index = index.collect();
        let noted = report.notes.iter().filter(|note| note.code == UNSURE);
        let unsure = noted.filter_map(|note| Some((note.at.page(), note.at.line()?))).collect();
        Self { values, index, unsure }
    }

    pub(super) fn get(&self, place: &Place) -> Option<&Value<'r>> {
        self.index.get(place).and_then(|&at| self.values.get(at))
    }

    /// Whether a value of this report was read, and nobody was unsure of it.
    pub(super) fn is_sound(&self, value: &Value<'_>) -> bool {
        is_sound(value) && !self.is_unsure(value.at)
    }

    fn is_unsure(&self, at: At) -> bool {
        at.line().is_some_and(|line| self.unsure.contains(&(at.page(), line)))
    }
}

/// The values of a witness as those of the base.
pub(super) struct Matched<'k, 'r> {
    pub(super) values: &'k ByPlace<'r>,
    places: BTreeMap<Place, Place>,
    kind: Option<WitnessKind>,
}

/// What a declaration of the same year may say of a row.
const DECLARED: [&str; 5] = ["level1", "level2", "name", "target", "weight"];
/// What is read again by another library.
const READ_AGAIN: [&str; 9] =
    ["target", "actual", "weight", "score", "initial", "budget", "executed", "rate", "amount"];
/// What another year's report may say of a row.
const OF_OTHER_YEAR: [&str; 3] = ["level1", "level2", "name"];

impl<'k, 'r> Matched<'k, 'r> {
    pub(super) fn new(base: &Report, witness: &Known<'_>, values: &'k ByPlace<'r>) -> Self {
        let mut places = BTreeMap::new();
        let kind = witness.found.kind;
        for (index, row) in base.indicators.iter().enumerate() {
            let other = witness.rows.of(index).and_then(|at| witness.report.indicators.get(at));
            if let Some(other) = other {
                let mine = Place::indicator(row.table, row.row, "");
                places.insert(mine, Place::indicator(other.table, other.row, ""));
            }
        }
        if matches!(kind, Some(WitnessKind::Copy | WitnessKind::SecondReader)) {
            budget(base, witness.report, &mut places);
            expenditure(base, witness.report, &mut places);
        }
        Self { values, places, kind }
    }

    /// What the witness has at a place of the base, if it may say anything of it.
    pub(super) fn get(&self, place: &Place) -> Option<&'k Value<'r>> {
        let field = place.field.as_str();
        let may = match (self.kind?, place.part) {
            (WitnessKind::Copy, _) => true,
            (WitnessKind::SecondReader, _) => READ_AGAIN.contains(&field),
            (WitnessKind::Declaration, Part::Indicators) => DECLARED.contains(&field),
            (WitnessKind::OtherYear, Part::Indicators) => OF_OTHER_YEAR.contains(&field),
            _ => false,
        };
        if !may {
            return None;
        }
        match place.part {
            Part::Fields | Part::Conclusion | Part::Head => self.values.get(place),
            Part::Indicators | Part::Budget | Part::Expenditure => {
                let row = Place { field: String::new(), ..place.clone() };
                let other = self.places.get(&row)?;
                self.values.get(&Place { field: place.field.clone(), ..other.clone() })
            }
        }
    }

    pub(super) fn kind(&self) -> Option<WitnessKind> {
        self.kind
    }
}

/// Rows of budget blocks: those of one label, where both blocks have the same labels.
fn budget(base: &Report, witness: &Report, places: &mut BTreeMap<Place, Place>) {
    let labels = |report: &Report| -> Vec<String> {
        report.budget.iter().map(|row| fold::clean_key(&row.label)).collect()
    };
    if labels(base) != labels(witness) {
        return;
    }
    for ordinal in (1..).take(base.budget.len()) {
        let place = Place::row(Part::Budget, ordinal, "");
        places.insert(place.clone(), place);
    }
}

/// Amounts in the prose: the only one of its item and basis on both sides.
fn expenditure(base: &Report, witness: &Report, places: &mut BTreeMap<Place, Place>) {
    let only = |report: &Report| {
        let mut found: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (ordinal, amount) in (1..).zip(&report.expenditure) {
            let key = format!("{}\t{:?}", amount.item, amount.basis);
            found.entry(key).or_default().push(ordinal);
        }
        found
    };
    let theirs = only(witness);
    for (key, mine) in only(base) {
        let Some(theirs) = theirs.get(&key).filter(|theirs| theirs.len() == mine.len()) else {
            continue;
        };
        for (mine, theirs) in mine.iter().zip(theirs) {
            let place = |ordinal: u32| Place::row(Part::Expenditure, ordinal, "");
            places.insert(place(*mine), place(*theirs));
        }
    }
}
