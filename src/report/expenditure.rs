//! Amounts of spending that the prose states (支出情况).

use crate::fold;
use crate::model::{Expenditure, Note, ReportKind, Status};
use crate::patterns::Patterns;
use crate::prose::{Amount, Prose, Sought};
use crate::report::year;
use crate::words::words;

/// The amounts of spending of the year evaluated, in reading order. An amount
/// that its clause gives for another year is left out; one whose digits cannot be
/// trusted is a note. What is told of one project of several is not the whole's.
pub(crate) fn expenditure(
    prose: &Prose<'_>,
    kind: ReportKind,
    fiscal_year: Option<i16>,
    patterns: &Patterns,
    notes: &mut Vec<Note>,
) -> Vec<Expenditure> {
    let mut out = Vec::new();
    for (index, paragraph) in prose.paragraphs.iter().enumerate() {
        let aside = paragraph.aside && !kind.is_of_a_project();
        if aside || !paragraph.may_hold(Sought::Spending) {
            continue;
        }
        let folded = &paragraph.folded;
        let above = index.checked_sub(1).and_then(|above| prose.paragraphs.get(above));
        let above = above.filter(|above| above.section == paragraph.section);
        let above = above.map(|above| above.folded.text.as_str());
        // 项目支出情况 in the report on a project is all that it spent.
        let under = Some(paragraph.spending).filter(|_| !kind.is_of_a_project());
        let under = under.map(fold::key);
        let amounts = patterns.money.amounts(&folded.text, above, under.as_deref());
        // A heading says what amounts are only where none of them says another thing.
        let other = |found: &Amount<'_>| found.basis.is_some() && found.basis != paragraph.basis;
        let heading = paragraph.basis.filter(|_| !amounts.iter().any(other) && !differ(&amounts));
        for found in amounts {
            let before = year::last_before(&folded.text, found.name_from, found.from, patterns);
            if before.is_some() && fiscal_year.is_some() && before != fiscal_year {
                continue;
            }
            let at = folded.at(found.from, found.to);
            let raw = folded.raw(found.from, found.to).to_owned();
            let Some(amount) = found.amount else {
                let message = words!(
                    en: "the amount {raw} cannot be read; it is not among the spending",
                    zh: "金额 {raw} 残损，未计入支出"
                );
                notes.push(Note::new("amount_damaged", message, at));
                continue;
            };
            out.push(Expenditure {
                item: found.item.to_owned(),
                amount,
                unit: found.unit.to_owned(),
                basis: found.basis.or(heading),
                raw,
                status: Status::AsRead,
                repair: None,
                at,
            });
        }
    }
    out
}

/// Whether one item has several amounts: they are not of one basis.
fn differ(amounts: &[Amount<'_>]) -> bool {
    /// So many amounts are compared.
    const MOST: usize = 12;
    let near = amounts.get(..amounts.len().min(MOST)).unwrap_or_default();
    near.iter().enumerate().any(|(index, one)| {
        let others = near.get(index + 1..).unwrap_or_default();
        others.iter().any(|other| other.item == one.item && other.amount != one.amount)
    })
}
