//! How a report takes an emendation, and what follows from it.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use thin_vec::ThinVec;

use super::place::{Part, Place};
use super::reading;
use super::slot::{self, Slot};
use super::typed::Typed;
use crate::location::At;
use crate::model::{
    Evidence, FiscalYearHow, Indicator, Number, Quantity, Repair, Report, Status, Text,
};
use crate::patterns::Patterns;
use crate::value::judgement::{self, Judgement};

/// A report that is being emended. [`Emender::finish`] gives it back with the rows judged
/// again whose values changed.
pub(crate) struct Emender<'p> {
    report: Report,
    patterns: &'p Patterns,
    /// Rows that changed, by their places in the list.
    touched: BTreeSet<usize>,
    /// Those of them that were judged with the unit of the row, see [`with_unit`].
    with_unit: BTreeSet<usize>,
}

impl<'p> Emender<'p> {
    pub(crate) fn new(report: Report, patterns: &'p Patterns) -> Self {
        Self { report, patterns, touched: BTreeSet::new(), with_unit: BTreeSet::new() }
    }

    pub(crate) fn report(&self) -> &Report {
        &self.report
    }

    pub(crate) fn report_mut(&mut self) -> &mut Report {
        &mut self.report
    }

    /// Gives a value. What is printed stays as it is; whether there is such a place.
    pub(crate) fn set(
        &mut self,
        place: &Place,
        typed: &Typed,
        status: Status,
        evidence: Vec<Evidence>,
    ) -> bool {
        self.touch(place);
        let Some(slot) = slot::find(&mut self.report, place) else {
            return false;
        };
        let done = match (slot, typed) {
            (Slot::Text(text), Typed::Text(value, _)) => {
                set_text(text, value, status, evidence);
                true
            }
            (Slot::Name(text, unit), Typed::Text(value, own)) => {
                set_text(text, value, status, evidence);
                if own.is_some() {
                    unit.clone_from(own);
                }
                true
            }
            (Slot::Quantity(quantity), Typed::Quantity(value)) => {
                set_quantity(quantity, value, status, evidence);
                true
            }
            (Slot::Number { number, printed, at }, Typed::Number(value)) => {
                set_number(number, printed, at, *value, status, evidence);
                true
            }
            (Slot::Date(date), Typed::Date(day)) => {
                date.repair = Some(repair(&date.raw, day, evidence));
                date.value = Some(day.clone());
                date.status = status;
                true
            }
            (Slot::Amount(amount), Typed::Amount(value, unit)) => {
                amount.amount = *value;
                if let Some(unit) = unit {
                    amount.unit.clone_from(unit);
                }
                let to = format!("{value}{}", amount.unit);
                amount.repair = Some(repair(&amount.raw, &to, evidence));
                amount.status = status;
                true
            }
            (Slot::Year(year), Typed::Year(value)) => {
                year.value = Some(*value);
                year.how = Some(FiscalYearHow::Human);
                true
            }
            _ => false,
        };
        if done
            && place.part == Part::Indicators
            && let Some(row) = slot::row(&mut self.report, place)
        {
            row.damaged.remove(place.field.as_str());
            // A row without a unit has that of its value.
            if let (Typed::Quantity(value), None) = (typed, &row.unit) {
                row.unit.clone_from(&value.unit);
            }
        }
        done
    }

    /// Confirms the value that stands there.
    pub(crate) fn confirm(&mut self, place: &Place, evidence: Evidence) -> bool {
        self.touch(place);
        let Some(slot) = slot::find(&mut self.report, place) else {
            return false;
        };
        match slot {
            Slot::Text(text) | Slot::Name(text, _) => {
                let to = text.value.clone().unwrap_or_default();
                append(&mut text.repair, &text.raw, &to, evidence);
                text.status = Status::Confirmed;
            }
            Slot::Quantity(quantity) => {
                let to = reading::quantity(quantity).unwrap_or_default();
                append(&mut quantity.repair, &quantity.raw, &to, evidence);
                quantity.status = Status::Confirmed;
            }
            Slot::Number { number: Some(number), .. } => {
                let to = reading::number(number.value);
                append(&mut number.repair, &number.raw, &to, evidence);
                number.status = Status::Confirmed;
            }
            Slot::Date(date) => {
                let to = date.value.clone().unwrap_or_default();
                append(&mut date.repair, &date.raw, &to, evidence);
                date.status = Status::Confirmed;
            }
            Slot::Amount(amount) => {
                let to = format!("{}{}", amount.amount, amount.unit);
                append(&mut amount.repair, &amount.raw, &to, evidence);
                amount.status = Status::Confirmed;
            }
            Slot::Year(year) => year.how = Some(FiscalYearHow::Human),
            // An empty cell was found to be one.
            Slot::Number { number: None, .. } => {}
        }
        true
    }

    /// Takes a value away: it is damaged, for the reason of a code.
    pub(crate) fn give_up(&mut self, place: &Place, reason: &'static str) -> bool {
        self.touch(place);
        let Some(slot) = slot::find(&mut self.report, place) else {
            return false;
        };
        let mut doubted = None;
        match slot {
            Slot::Text(text) | Slot::Name(text, _) => *text = given_up(&text.raw, text.at, reason),
            Slot::Quantity(quantity) => {
                *quantity = Quantity {
                    status: Status::Damaged,
                    reason_code: Some(reason.into()),
                    ..Quantity::blank(&quantity.raw, quantity.at)
                };
            }
            Slot::Number { number, printed, at } => {
                let taken = number.take().map(|number| (number.raw, number.at));
                let (raw, at) = taken.or(printed).unwrap_or_else(|| (String::new(), at));
                doubted = Some(given_up(&raw, at, reason));
            }
            Slot::Date(date) => {
                date.value = None;
                date.status = Status::Damaged;
            }
            Slot::Year(year) => {
                year.value = None;
                year.how = Some(FiscalYearHow::Human);
            }
            // An amount that nobody can tell is none: it goes in the end, so that the others
            // keep their numbers.
            Slot::Amount(amount) => amount.status = Status::Damaged,
        }
        if let (Some(text), Part::Indicators) = (doubted, place.part)
            && let Some(row) = slot::row(&mut self.report, place)
        {
            row.damaged.insert(place.field.clone(), Box::new(text));
        }
        true
    }

    /// Gives what another reader of the same file prints and reads at a place.
    pub(crate) fn read_as(&mut self, place: &Place, printed: &str, typed: &Typed) {
        if !self.set(place, typed, Status::AsRead, Vec::new()) {
            return;
        }
        match slot::find(&mut self.report, place) {
            Some(Slot::Quantity(quantity)) => {
                quantity.raw = printed.to_owned();
                quantity.repair = None;
            }
            Some(Slot::Number { number: Some(number), .. }) => {
                number.raw = printed.to_owned();
                number.repair = None;
            }
            Some(Slot::Amount(amount)) => {
                amount.raw = printed.to_owned();
                amount.repair = None;
            }
            _ => {}
        }
    }

    /// Offers readings for a value that stays as it is.
    pub(crate) fn offer(&mut self, place: &Place, offered: crate::model::Candidate) {
        let Some(slot) = slot::find(&mut self.report, place) else { return };
        let candidates = match slot {
            Slot::Text(text) | Slot::Name(text, _) => &mut text.candidates,
            Slot::Quantity(quantity) => &mut quantity.candidates,
            _ => return,
        };
        let known = candidates.iter_mut().find(|known| known.value == offered.value);
        match known {
            Some(known) => known.evidence.extend(offered.evidence),
            None => candidates.insert(0, offered),
        }
    }

    /// The report, its changed rows judged again.
    pub(crate) fn finish(mut self) -> Report {
        for index in std::mem::take(&mut self.touched) {
            let with_unit = self.with_unit.contains(&index);
            let Some(row) = self.report.indicators.get_mut(index) else { continue };
            let judged = judged(row, with_unit, self.patterns);
            row.direction = judged.direction;
            row.completion = judged.completion;
            row.base = judged.base;
        }
        // An amount that was given up is none of the spending.
        self.report.expenditure.retain(|amount| amount.status != Status::Damaged);
        self.report
    }

    /// Remembers a row before it changes.
    fn touch(&mut self, place: &Place) {
        if place.part != Part::Indicators {
            return;
        }
        let same =
            |row: &Indicator| place.table == Some(row.table) && place.ordinal == Some(row.row);
        let Some(index) = self.report.indicators.iter().position(same) else { return };
        if !self.touched.insert(index) {
            return;
        }
        if let Some(row) = self.report.indicators.get(index)
            && with_unit(row, self.patterns)
        {
            self.with_unit.insert(index);
        }
    }
}

/// Whether a row was judged with its unit as one that counts for a side without: not so if
/// the unit is known from the other side alone. The record does not say, so it is tried.
fn with_unit(row: &Indicator, patterns: &Patterns) -> bool {
    let is = |judgement: &Judgement| {
        judgement.completion == row.completion && judgement.base == row.base
    };
    is(&judged(row, true, patterns)) || !is(&judged(row, false, patterns))
}

fn judged(row: &Indicator, with_unit: bool, patterns: &Patterns) -> Judgement {
    match with_unit || row.unit.is_none() {
        true => judgement::again(row, patterns),
        false => judgement::again(&Indicator { unit: None, ..row.clone() }, patterns),
    }
}

fn set_text(text: &mut Text, value: &str, status: Status, evidence: Vec<Evidence>) {
    text.repair = Some(repair(&text.raw, value, evidence));
    text.value = Some(value.to_owned());
    text.status = status;
    text.reason_code = None;
    text.candidates.clear();
}

fn set_quantity(to: &mut Quantity, value: &Quantity, status: Status, evidence: Vec<Evidence>) {
    let read = reading::quantity(value).unwrap_or_default();
    *to = Quantity {
        status,
        repair: Some(repair(&to.raw, &read, evidence)),
        raw: std::mem::take(&mut to.raw),
        at: to.at,
        comparator: value.comparator,
        number: value.number,
        upper: value.upper,
        unit: value.unit.clone(),
        text: value.text.clone(),
        approximate: value.approximate,
        reason_code: None,
        candidates: ThinVec::new(),
    };
}

fn set_number(
    number: &mut Option<Number>,
    printed: Option<(String, At)>,
    at: At,
    value: Decimal,
    status: Status,
    evidence: Vec<Evidence>,
) {
    let taken = number.take().map(|number| (number.raw, number.at));
    let (raw, at) = taken.or(printed).unwrap_or_else(|| (String::new(), at));
    let repair = Some(repair(&raw, &reading::number(value), evidence));
    *number = Some(Number { value, raw, status, repair, at });
}

fn repair(from: &str, to: &str, evidence: Vec<Evidence>) -> Box<Repair> {
    Box::new(Repair { from: from.to_owned(), to: to.to_owned(), evidence })
}

/// Adds what speaks for a value to what spoke for it already.
fn append(known: &mut Option<Box<Repair>>, from: &str, to: &str, evidence: Evidence) {
    known.get_or_insert_with(|| repair(from, to, Vec::new())).evidence.push(evidence);
}

fn given_up(raw: &str, at: At, reason: &'static str) -> Text {
    Text { reason_code: Some(reason.into()), ..Text::damaged(raw, at, Vec::new()) }
}
