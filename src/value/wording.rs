//! Qualitative values (定性指标) and dates against each other.

use crate::fold;
use crate::patterns::{Patterns, Verdict};
use crate::value::date;

/// Whether words meet words; `None` where that cannot be told.
///
/// The same words do. A judgement (已完成, 未完成) decides, unless the target asks
/// for a grade or a date, which decide by their order.
pub(crate) fn met(target: &str, actual: &str, patterns: &Patterns) -> Option<bool> {
    let (target, actual) = (key(target), key(actual));
    if let Some(verdict) = of_dates(&target, &actual, patterns) {
        return verdict;
    }
    if target == actual {
        return Some(true);
    }
    if let Some((asked, done)) = patterns.quantities.steps(&target, &actual) {
        return Some(done <= asked);
    }
    let asked = patterns.quantities.verdict(&target);
    match (asked, patterns.quantities.verdict(&actual)) {
        // 是否超支: 否. The other answer is not what was asked for, and a
        // judgement such as 已完成 may mean either.
        (Some(Verdict::NotMet), _) => None,
        (_, Some(Verdict::NotMet)) => Some(false),
        (Some(Verdict::Timely), Some(Verdict::Met)) => None,
        (_, Some(Verdict::Met | Verdict::Timely)) => Some(true),
        (_, None) => None,
    }
}

/// The outer `None`: the target is no date.
fn of_dates(target: &str, actual: &str, patterns: &Patterns) -> Option<Option<bool>> {
    let due = date::read(target, patterns)?;
    let Some(done) = date::read(actual, patterns) else {
        return Some(match patterns.quantities.verdict(actual) {
            Some(Verdict::Timely) => Some(true),
            Some(Verdict::NotMet) => Some(false),
            // 已完成 does not say when.
            _ => None,
        });
    };
    if due.year.is_some() != done.year.is_some() {
        return Some(None);
    }
    // Any leap year will do where neither has a year.
    const ANY: i16 = 2024;
    let Some(((_, due), (first, last))) = due.days(ANY).zip(done.days(ANY)) else {
        return Some(None);
    };
    Some(match () {
        () if last <= due => Some(true),
        () if first > due => Some(false),
        () => None,
    })
}

fn key(text: &str) -> String {
    fold::key(text).trim_end_matches(['。', ';', '!']).to_owned()
}
