//! Amounts of spending that the prose states (支出情况).

use crate::model::Expenditure;
use crate::patterns::Patterns;
use crate::report::prose::Prose;
use crate::report::year;

/// The amounts of spending of the year evaluated, in reading order. An amount
/// that its clause gives for another year is left out.
pub(crate) fn expenditure(
    prose: &[Prose],
    fiscal_year: Option<i16>,
    patterns: &Patterns,
) -> Vec<Expenditure> {
    let mut out = Vec::new();
    for paragraph in prose {
        let folded = &paragraph.folded;
        for found in patterns.money.amounts(&folded.text) {
            let before = year::last_before(&folded.text, found.name_from, patterns);
            if before.is_some() && fiscal_year.is_some() && before != fiscal_year {
                continue;
            }
            out.push(Expenditure {
                item: found.item.to_owned(),
                amount: found.amount,
                unit: found.unit.to_owned(),
                basis: found.basis.or(paragraph.basis),
                raw: folded.raw(found.from, found.to).to_owned(),
                at: folded.at(found.from, found.to),
            });
        }
    }
    out
}
