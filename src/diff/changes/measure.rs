//! `measure.md` says what this finds and why.

use crate::diff::found::{Both, Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
use crate::diff::model::Change;
use crate::model::{Comparator, Direction, Quantity, Severity, Status};
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    for both in context.both() {
        unit(&both, context, found);
        comparator(&both, found);
    }
    left_out(context, found);
}

/// Comparisons that single rows of the new report lack, while the others print theirs as before: a
/// form that prints none says nothing of any row.
fn left_out(context: &Context<'_>, found: &mut Found) {
    let of = |quantity: &Quantity| quantity.comparator.filter(|_| quantity.number.is_some());
    let is_bare = |target: &Quantity| {
        let sound = target.status != Status::Damaged && target.upper.is_none();
        sound && target.number.is_some() && target.comparator.is_none()
    };
    let kept = context.both().filter(|both| {
        let (old, new) = (of(&both.old.target), of(&both.new.target));
        old.is_some() && new.is_some()
    });
    // 100% and =100% ask for the same.
    let lost = |both: &Both<'_>| {
        let (old, new) = (&both.old.target, &both.new.target);
        let old = of(old).filter(|&old| old != Comparator::Equal)?;
        is_bare(new).then_some(old)
    };
    let rows: Vec<Both<'_>> = context.both().filter(|both| lost(both).is_some()).collect();
    if rows.len() >= kept.count() {
        return;
    }
    for both in &rows {
        let Some(from) = lost(both).map(Comparator::sign) else { continue };
        let (old, new) = (measured::printed(&both.old.target), measured::printed(&both.new.target));
        let words = words!(
            en: "the target was {old} and is now {new}: the comparison {from} is left out, while other indicators print theirs",
            zh: "预期值由 {old} 改为 {new}，不再写明比较符 {from}（其他指标仍写明）"
        );
        // What is left out says nothing of the other way round.
        let severity = severity(both).min(Severity::Medium);
        let change = Change::new(ChangeKind::ComparatorChanged, words).severity(severity);
        found.push(change.of(both).values(&both.old.target, &both.new.target));
    }
}

/// Another comparison is grave where the other way round is better now.
fn severity(both: &Both<'_>) -> Severity {
    match (both.old.direction, both.new.direction) {
        (a, b) if a == b => Severity::Low,
        (Some(Direction::More), Some(Direction::Less))
        | (Some(Direction::Less), Some(Direction::More)) => Severity::High,
        _ => Severity::Medium,
    }
}

fn unit(both: &Both<'_>, context: &Context<'_>, found: &mut Found) {
    let patterns = context.patterns;
    let (old, new) = (&both.old.target, &both.new.target);
    if old.status == Status::Damaged || new.status == Status::Damaged {
        return;
    }
    let (Some(a), Some(b)) =
        (measured::unit(old, both.old, patterns), measured::unit(new, both.new, patterns))
    else {
        return;
    };
    if a.sign == b.sign {
        return;
    }
    let (from, to) = (&a.sign, &b.sign);
    let (words, severity) = if a.measure == b.measure {
        let words = words!(
            en: "counted in {from}, now in {to}; the two measure the same",
            zh: "计量单位由 {from} 改为 {to}，口径相同"
        );
        (words, Severity::Low)
    } else {
        let words = words!(
            en: "counted in {from}, now in {to}; the values of the two years do not compare",
            zh: "计量单位由 {from} 改为 {to}，两年数值无法比较"
        );
        (words, Severity::Medium)
    };
    let change = Change::new(ChangeKind::UnitChanged, words).severity(severity);
    found.push(change.of(both).values(old, new));
}

fn comparator(both: &Both<'_>, found: &mut Found) {
    let (old, new) = (&both.old.target, &both.new.target);
    let (Some(a), Some(b)) = (old.comparator, new.comparator) else {
        return;
    };
    if a == b || old.number.is_none() || new.number.is_none() {
        return;
    }
    let (from, to) = (a.sign(), b.sign());
    let words = words!(
        en: "the comparison was {from} and is now {to}",
        zh: "比较符由 {from} 改为 {to}"
    );
    let change = Change::new(ChangeKind::ComparatorChanged, words).severity(severity(both));
    found.push(change.of(both).values(old, new));
}
