//! `measure.md` says what this finds and why.

use crate::diff::found::{Both, Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured;
use crate::diff::model::Change;
use crate::model::{Direction, Severity, Status};
use crate::words::words;

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    for both in context.both() {
        unit(&both, context, found);
        comparator(&both, found);
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
    let severity = match (both.old.direction, both.new.direction) {
        (a, b) if a == b => Severity::Low,
        (Some(Direction::More), Some(Direction::Less))
        | (Some(Direction::Less), Some(Direction::More)) => Severity::High,
        _ => Severity::Medium,
    };
    let (from, to) = (a.sign(), b.sign());
    let words = words!(
        en: "the comparison was {from} and is now {to}",
        zh: "比较符由 {from} 改为 {to}"
    );
    let change = Change::new(ChangeKind::ComparatorChanged, words).severity(severity);
    found.push(change.of(both).values(old, new));
}
