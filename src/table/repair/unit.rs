//! Damaged units of values (↑ for 个, 化元 for 亿元).
//!
//! A unit is restored only where another cell of the row names the unit meant,
//! or where the same misreading was restored elsewhere in the same table on
//! such evidence. The number beside it is never touched; without evidence the
//! whole value is given up, since a number of 化元 is no number of anything.

use std::collections::BTreeMap;

use crate::location::At;
use crate::model::{Evidence, EvidenceKind, Quantity, Repair, Status};
use crate::patterns::Patterns;
use crate::words::{Phrase, words};

/// A unit that another cell names, and which cell.
#[derive(Debug, Clone)]
pub(in crate::table) struct Sibling {
    pub(in crate::table) unit: String,
    pub(in crate::table) cell: Phrase,
    pub(in crate::table) at: At,
}

/// Misreadings restored so far in a table: the sign seen, the unit meant, where.
pub(in crate::table) type Confirmed = BTreeMap<String, (String, At)>;

/// Restores the unit of a value whose number is followed by `tail`. Whether it
/// could be.
pub(in crate::table) fn restore(
    value: &mut Quantity,
    tail: &str,
    siblings: &[Sibling],
    confirmed: &mut Confirmed,
    patterns: &Patterns,
) -> bool {
    let possible: Vec<&str> = patterns.confusables.units(tail).collect();
    let supporting: Vec<&Sibling> =
        siblings.iter().filter(|s| possible.contains(&s.unit.as_str())).collect();
    let mut evidence: Vec<Evidence> = supporting
        .iter()
        .map(|s| {
            let Sibling { cell: Phrase { en: cell, zh: cell_zh }, unit, at } = s;
            let note = words!(en: "{cell} has the unit {unit}", zh: "{cell_zh}的单位为“{unit}”");
            Evidence::new(EvidenceKind::Sibling, note, *at)
        })
        .collect();
    let unit = match supporting.first() {
        // Cells that contradict each other support nothing.
        Some(first) if supporting.iter().all(|s| s.unit == first.unit) => first.unit.clone(),
        Some(_) => return false,
        None => {
            let Some((unit, at)) =
                confirmed.get(tail).filter(|(u, _)| possible.contains(&u.as_str()))
            else {
                return false;
            };
            let note = words!(
                en: "{tail} stands for {unit} in another row of this table",
                zh: "本表另一行中“{tail}”即“{unit}”"
            );
            evidence.push(Evidence::new(EvidenceKind::Sibling, note, *at));
            unit.clone()
        }
    };
    if !supporting.is_empty() {
        confirmed.entry(tail.to_owned()).or_insert_with(|| (unit.clone(), value.at));
    }
    let repair = Repair { from: tail.to_owned(), to: unit.clone(), evidence };
    value.repair = Some(Box::new(repair));
    value.unit = Some(unit);
    value.status = Status::Repaired;
    true
}

/// Whether what stands after the number of a value is no unit: nothing was
/// taken for one, or what was is a known misreading.
pub(in crate::table) fn is_unreadable(value: &Quantity, tail: &str, patterns: &Patterns) -> bool {
    let restored = value.repair.is_some();
    !restored && (value.unit.is_none() || patterns.confusables.units(tail).next().is_some())
}

/// Gives up a value whose unit cannot be read.
pub(in crate::table) fn give_up(value: &mut Quantity) {
    *value = Quantity { status: Status::Damaged, ..Quantity::blank(&value.raw, value.at) };
}
