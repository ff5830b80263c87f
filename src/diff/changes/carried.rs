//! `carried.md` says what this finds and why.

use rust_decimal::Decimal;

use crate::diff::found::{Both, Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
use crate::diff::model::{Change, SideName};
use crate::words::{Words, words};

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if !context.of_two_years() || context.of_declaration() {
        return;
    }
    let limits = context.patterns.changes.limits();
    let carried: Vec<Both<'_>> =
        context.both().filter(|both| is_carried(both, limits.carried_digits, context)).collect();
    let Some(first) = carried.first() else {
        return;
    };
    if carried.len() < limits.carried {
        return;
    }
    let count = carried.len();
    let listed: Vec<String> = carried
        .iter()
        .map(|both| format!("{} {}", both.name(), measured::printed(&both.new.actual)))
        .collect();
    let (listed, listed_zh) = (listed.join("; "), Words::list(&listed).zh);
    let words = words!(
        en: "{count} actual values are last year's to the digit: {listed}",
        zh: "{count} 个实现值与上年完全相同：{listed_zh}"
    );
    let (old, new) = (&first.old.actual, &first.new.actual);
    let mut change = Change::new(ChangeKind::FigureCarriedOver, words).values(old, new);
    for both in carried.iter().skip(1) {
        let (old, new) = (&both.old.actual, &both.new.actual);
        change = change.rests_on(SideName::Old, &old.raw, old.at).rests_on(
            SideName::New,
            &new.raw,
            new.at,
        );
    }
    found.push(change);
}

fn is_carried(both: &Both<'_>, digits: usize, context: &Context<'_>) -> bool {
    let (old, new) = (&both.old.actual, &both.new.actual);
    let (Some(a), Some(b)) = (old.number, new.number) else {
        return false;
    };
    // Printed alike: 12.50 is not 12.5.
    let same = a == b && a.scale() == b.scale() && old.comparator == new.comparator;
    let patterns = context.patterns;
    let unit = |quantity, row| measured::unit(quantity, row, patterns).map(|unit| unit.sign);
    same && significant(a) >= digits && unit(old, both.old) == unit(new, both.new)
}

/// Digits without zeros at either end.
fn significant(number: Decimal) -> usize {
    let mantissa = number.normalize().mantissa().unsigned_abs().to_string();
    mantissa.trim_end_matches('0').len()
}
