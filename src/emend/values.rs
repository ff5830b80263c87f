//! All values of a report that can be emended, in reading order.

use std::borrow::Cow;

use super::place::{Part, Place};
use super::reading;
use super::typed::Grammar;
use crate::location::At;
use crate::model::{Indicator, Number, Quantity, Report, Status, Text};

/// A value of a report: where it is in the record, what is printed, how that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Value<'r> {
    /// Which value.
    pub place: Place,
    /// How it is typed.
    pub grammar: Grammar,
    /// What stands in the source; empty where a cell is empty.
    pub printed: &'r str,
    /// The reading as one line that its grammar reads back; `None` where there is none.
    pub read: Option<Cow<'r, str>>,
    /// How the reading came from what is printed.
    pub status: Status,
    /// Why a damaged value is not believed.
    pub reason_code: Option<&'r str>,
    /// Where it stands.
    pub at: At,
}

impl Value<'_> {
    /// Whether nothing is printed, as far as the reader can tell.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.read.is_none() && self.status != Status::Damaged
    }
}

/// All values of a report that a person or a witness may emend: the head, the fields, the
/// indicators row by row, the budget block, amounts in the prose, the verdict.
#[must_use]
pub fn values(report: &Report) -> Vec<Value<'_>> {
    let mut found = Found(Vec::new());
    found.head(report);
    for row in &report.indicators {
        found.indicator(report, row);
    }
    found.budget(report);
    found.expenditure(report);
    found.conclusion(report);
    found.0
}

struct Found<'r>(Vec<Value<'r>>);

impl<'r> Found<'r> {
    fn text(&mut self, place: Place, grammar: Grammar, text: &'r Text) {
        self.0.push(Value {
            place: place.at(text.at),
            grammar,
            printed: &text.raw,
            read: text.value.as_deref().map(Cow::Borrowed),
            status: text.status,
            reason_code: text.reason_code.as_deref(),
            at: text.at,
        });
    }

    fn quantity(&mut self, place: Place, quantity: &'r Quantity) {
        self.0.push(Value {
            place: place.at(quantity.at),
            grammar: Grammar::Quantity,
            printed: &quantity.raw,
            read: reading::quantity(quantity).map(Cow::Owned),
            // A restored unit is a repair even where white space says otherwise.
            status: match (&quantity.repair, quantity.status) {
                (Some(_), Status::AsRead | Status::Spacing) => Status::Repaired,
                (_, status) => status,
            },
            reason_code: quantity.reason_code.as_deref(),
            at: quantity.at,
        });
    }

    fn number(&mut self, place: Place, number: &'r Number) {
        self.0.push(Value {
            place: place.at(number.at),
            grammar: Grammar::Number,
            printed: &number.raw,
            read: Some(Cow::Owned(reading::number(number.value))),
            status: number.status,
            reason_code: None,
            at: number.at,
        });
    }

    /// A number, what is printed and not believed in its place, or an empty cell.
    fn number_or(
        &mut self,
        place: Place,
        number: Option<&'r Number>,
        other: Option<&'r Text>,
        at: At,
    ) {
        match (number, other) {
            (Some(number), _) => self.number(place, number),
            (None, Some(text)) => self.text(place, Grammar::Number, text),
            (None, None) => self.0.push(Value {
                place: place.at(at),
                grammar: Grammar::Number,
                printed: "",
                read: None,
                status: Status::AsRead,
                reason_code: None,
                at,
            }),
        }
    }

    fn head(&mut self, report: &'r Report) {
        self.text(Place::single(Part::Head, "title"), Grammar::Text, &report.title);
        let year = &report.fiscal_year;
        self.0.push(Value {
            place: Place::single(Part::Head, "fiscal_year").at(year.at),
            grammar: Grammar::Year,
            printed: "",
            read: year.value.map(|year| Cow::Owned(year.to_string())),
            status: Status::AsRead,
            reason_code: None,
            at: year.at,
        });
        let fields = &report.fields;
        let named = [
            ("department", &fields.department),
            ("preparer", &fields.preparer),
            ("phone", &fields.phone),
            ("project", &fields.project),
            ("implementing_unit", &fields.implementing_unit),
        ];
        for (name, text) in named {
            if let Some(text) = text {
                self.text(Place::single(Part::Fields, name), Grammar::Text, text);
            }
        }
        if let Some(date) = &fields.date {
            self.0.push(Value {
                place: Place::single(Part::Fields, "date").at(date.at),
                grammar: Grammar::Date,
                printed: &date.raw,
                read: date.value.as_deref().map(Cow::Borrowed),
                status: match date.value {
                    None => Status::Damaged,
                    Some(_) => date.status,
                },
                reason_code: None,
                at: date.at,
            });
        }
        for (name, text) in &fields.more {
            self.text(Place::single(Part::Fields, name), Grammar::Text, text);
        }
    }

    fn indicator(&mut self, report: &'r Report, row: &'r Indicator) {
        let place = |field: &str| Place::indicator(row.table, row.row, field);
        self.text(place("level1"), Grammar::Level1, &row.level1);
        self.text(place("level2"), Grammar::Level2, &row.level2);
        self.text(place("name"), Grammar::Name, &row.name);
        self.quantity(place("target"), &row.target);
        self.quantity(place("actual"), &row.actual);
        let table = report.tables.iter().find(|table| table.table == row.table);
        for (role, number) in [("weight", &row.weight), ("score", &row.score)] {
            let doubted = row.damaged.get(role).map(Box::as_ref);
            let column = table.is_some_and(|table| table.column(role).is_some());
            if column || number.is_some() || doubted.is_some() {
                self.number_or(place(role), number.as_ref(), doubted, row.at);
            }
        }
        if let Some(reason) = &row.reason {
            self.text(place("reason"), Grammar::Text, reason);
        }
        for (role, text) in &row.extra {
            self.text(place(&format!("extra.{role}")), Grammar::Text, text);
        }
    }

    fn budget(&mut self, report: &'r Report) {
        for (ordinal, row) in (1..).zip(&report.budget) {
            let numbers = [
                ("initial", &row.initial),
                ("budget", &row.budget),
                ("executed", &row.executed),
                ("rate", &row.rate),
                ("weight", &row.weight),
                ("score", &row.score),
            ];
            for (field, number) in numbers {
                let place = Place::row(Part::Budget, ordinal, field);
                self.number_or(place, number.as_ref(), None, row.at);
            }
            if let Some(reason) = &row.reason {
                self.text(Place::row(Part::Budget, ordinal, "reason"), Grammar::Text, reason);
            }
        }
    }

    fn expenditure(&mut self, report: &'r Report) {
        for (ordinal, amount) in (1..).zip(&report.expenditure) {
            self.0.push(Value {
                place: Place::row(Part::Expenditure, ordinal, "amount").at(amount.at),
                grammar: Grammar::Amount,
                printed: &amount.raw,
                read: Some(Cow::Owned(format!("{}{}", amount.amount, amount.unit))),
                status: amount.status,
                reason_code: None,
                at: amount.at,
            });
        }
    }

    fn conclusion(&mut self, report: &'r Report) {
        if let Some(score) = &report.conclusion.score {
            self.number(Place::single(Part::Conclusion, "score"), score);
        }
        if let Some(grade) = &report.conclusion.grade {
            self.text(Place::single(Part::Conclusion, "grade"), Grammar::Text, grade);
        }
    }
}
