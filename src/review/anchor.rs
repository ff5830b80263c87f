//! Names of places on the page.

use crate::emend::{Part, Place};

/// The name of a value's place on the page, the same for the same bytes: `cell-t1-r5-target`,
/// `cell-budget-1-executed`, `cell-fields-department`.
pub(crate) fn anchor(place: &Place) -> String {
    let part = match place.part {
        Part::Indicators => {
            let (table, row) = (place.table.unwrap_or(0), place.ordinal.unwrap_or(0));
            return format!("cell-t{table}-r{row}-{}", name(&place.field));
        }
        Part::Budget => "budget",
        Part::Expenditure => "expenditure",
        Part::Fields => "fields",
        Part::Conclusion => "conclusion",
        Part::Head => "head",
    };
    match place.ordinal {
        Some(ordinal) => format!("cell-{part}-{ordinal}-{}", name(&place.field)),
        None => format!("cell-{part}-{}", name(&place.field)),
    }
}

/// The name of a field, which a user's own pattern files may choose, as part of a link.
fn name(field: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
    field.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_a_name_of_its_own() {
        let reason = Place::indicator(2, 11, "extra.reason_own");
        assert_eq!(anchor(&reason), "cell-t2-r11-extra-reason_own");
        assert_eq!(anchor(&Place::row(Part::Budget, 3, "rate")), "cell-budget-3-rate");
        assert_eq!(anchor(&Place::single(Part::Fields, "date")), "cell-fields-date");
    }
}
