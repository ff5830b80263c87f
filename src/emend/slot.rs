//! A place in a report as something that can be written to.

use super::place::{Part, Place};
use crate::location::At;
use crate::model::{DateField, Expenditure, FiscalYear, Indicator, Number, Quantity, Report, Text};

/// What stands at a place.
pub(super) enum Slot<'r> {
    Text(&'r mut Text),
    /// The name of an indicator, whose unit goes with it.
    Name(&'r mut Text, &'r mut Option<String>),
    Quantity(&'r mut Quantity),
    /// A number, or the empty cell for one, with what is printed there and not believed.
    Number {
        number: &'r mut Option<Number>,
        printed: Option<(String, At)>,
        at: At,
    },
    Date(&'r mut DateField),
    Amount(&'r mut Expenditure),
    Year(&'r mut FiscalYear),
}

/// The place of a report in its record; `None` if it has none such.
pub(super) fn find<'r>(report: &'r mut Report, place: &Place) -> Option<Slot<'r>> {
    let field = place.field.as_str();
    match place.part {
        Part::Indicators => of_row(row(report, place)?, field),
        Part::Budget => {
            let ordinal = place.ordinal?.checked_sub(1)? as usize;
            let row = report.budget.get_mut(ordinal)?;
            let at = row.at;
            if field == "reason" {
                return row.reason.as_mut().map(Slot::Text);
            }
            let number = match field {
                "initial" => &mut row.initial,
                "budget" => &mut row.budget,
                "executed" => &mut row.executed,
                "rate" => &mut row.rate,
                "weight" => &mut row.weight,
                "score" => &mut row.score,
                _ => return None,
            };
            Some(Slot::Number { number, printed: None, at })
        }
        Part::Expenditure => {
            let ordinal = place.ordinal?.checked_sub(1)? as usize;
            let amount = report.expenditure.get_mut(ordinal)?;
            (field == "amount").then_some(Slot::Amount(amount))
        }
        Part::Fields => {
            let fields = &mut report.fields;
            let text = match field {
                "department" => fields.department.as_mut(),
                "preparer" => fields.preparer.as_mut(),
                "phone" => fields.phone.as_mut(),
                "project" => fields.project.as_mut(),
                "implementing_unit" => fields.implementing_unit.as_mut(),
                "date" => return fields.date.as_mut().map(Slot::Date),
                other => fields.more.get_mut(other),
            };
            text.map(Slot::Text)
        }
        Part::Conclusion => match field {
            "score" => {
                let at = report.conclusion.score.as_ref()?.at;
                let number = &mut report.conclusion.score;
                Some(Slot::Number { number, printed: None, at })
            }
            "grade" => report.conclusion.grade.as_mut().map(Slot::Text),
            _ => None,
        },
        Part::Head => match field {
            "title" => Some(Slot::Text(&mut report.title)),
            "fiscal_year" => Some(Slot::Year(&mut report.fiscal_year)),
            _ => None,
        },
    }
}

/// The row of an indicator.
pub(super) fn row<'r>(report: &'r mut Report, place: &Place) -> Option<&'r mut Indicator> {
    let mut rows = report.indicators.iter_mut();
    rows.find(|row| place.table == Some(row.table) && place.ordinal == Some(row.row))
}

fn of_row<'r>(row: &'r mut Indicator, field: &str) -> Option<Slot<'r>> {
    let at = row.at;
    let doubted = |row: &Indicator| row.damaged.get(field).map(|text| (text.raw.clone(), text.at));
    Some(match field {
        "level1" => Slot::Text(&mut row.level1),
        "level2" => Slot::Text(&mut row.level2),
        "name" => Slot::Name(&mut row.name, &mut row.unit),
        "target" => Slot::Quantity(&mut row.target),
        "actual" => Slot::Quantity(&mut row.actual),
        "weight" => {
            let printed = doubted(row);
            Slot::Number { number: &mut row.weight, printed, at }
        }
        "score" => {
            let printed = doubted(row);
            Slot::Number { number: &mut row.score, printed, at }
        }
        "reason" => Slot::Text(row.reason.as_mut()?),
        other => Slot::Text(row.extra.get_mut(other.strip_prefix("extra.")?)?),
    })
}
