//! What is known of a value beside its reading: how it was restored, what it may be.

use crate::emend::{Part, Place};
use crate::model::{Candidate, Indicator, Number, Quantity, Repair, Report, Text};

/// What is known of a value.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Details<'r> {
    pub(super) repair: Option<&'r Repair>,
    pub(super) candidates: &'r [Candidate],
}

/// What a report knows of the value at a place.
pub(super) fn of<'r>(report: &'r Report, place: &Place) -> Details<'r> {
    found(report, place).unwrap_or_default()
}

fn found<'r>(report: &'r Report, place: &Place) -> Option<Details<'r>> {
    let field = place.field.as_str();
    match place.part {
        Part::Indicators => {
            let mut rows = report.indicators.iter();
            let same =
                |row: &&Indicator| Some(row.table) == place.table && Some(row.row) == place.ordinal;
            of_row(rows.find(same)?, field)
        }
        Part::Budget => {
            let row = report.budget.get(place.ordinal?.checked_sub(1)? as usize)?;
            match field {
                "initial" => number(row.initial.as_ref()),
                "budget" => number(row.budget.as_ref()),
                "executed" => number(row.executed.as_ref()),
                "rate" => number(row.rate.as_ref()),
                "weight" => number(row.weight.as_ref()),
                "score" => number(row.score.as_ref()),
                "reason" => row.reason.as_ref().map(text),
                _ => None,
            }
        }
        Part::Expenditure => {
            let amount = report.expenditure.get(place.ordinal?.checked_sub(1)? as usize)?;
            Some(Details { repair: amount.repair.as_deref(), candidates: &[] })
        }
        Part::Fields => {
            let fields = &report.fields;
            match field {
                "department" => fields.department.as_ref().map(text),
                "preparer" => fields.preparer.as_ref().map(text),
                "phone" => fields.phone.as_ref().map(text),
                "project" => fields.project.as_ref().map(text),
                "implementing_unit" => fields.implementing_unit.as_ref().map(text),
                "date" => fields
                    .date
                    .as_ref()
                    .map(|date| Details { repair: date.repair.as_deref(), candidates: &[] }),
                more => fields.more.get(more).map(text),
            }
        }
        Part::Conclusion => match field {
            "score" => number(report.conclusion.score.as_ref()),
            "grade" => report.conclusion.grade.as_ref().map(text),
            _ => None,
        },
        Part::Head => (field == "title").then(|| text(&report.title)),
    }
}

fn of_row<'r>(row: &'r Indicator, field: &str) -> Option<Details<'r>> {
    match field {
        "level1" => Some(text(&row.level1)),
        "level2" => Some(text(&row.level2)),
        "name" => Some(text(&row.name)),
        "target" => Some(quantity(&row.target)),
        "actual" => Some(quantity(&row.actual)),
        "weight" => {
            number(row.weight.as_ref()).or_else(|| row.damaged.get(field).map(|found| text(found)))
        }
        "score" => {
            number(row.score.as_ref()).or_else(|| row.damaged.get(field).map(|found| text(found)))
        }
        "reason" => row.reason.as_deref().map(|found| text(found)),
        _ => row.extra.get(field.strip_prefix("extra.")?).map(|found| text(found)),
    }
}

fn text(text: &Text) -> Details<'_> {
    Details { repair: text.repair.as_deref(), candidates: &text.candidates }
}

fn quantity(quantity: &Quantity) -> Details<'_> {
    Details { repair: quantity.repair.as_deref(), candidates: &quantity.candidates }
}

fn number(number: Option<&Number>) -> Option<Details<'_>> {
    number.map(|number| Details { repair: number.repair.as_deref(), candidates: &[] })
}
