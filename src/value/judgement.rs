//! How an indicator is judged: which way its target points, how far it was met, and
//! both sides in one base unit. The one place for these questions: tables, checks and
//! comparisons only read the answer.

use rust_decimal::Decimal;

use crate::fold;
use crate::model::{
    Base, Comparator, Completion, CompletionKind, Direction, Indicator, Quantity, Status,
};
use crate::patterns::{Leaning, Patterns, Use};
use crate::value::base;
use crate::value::completion::{self, Wanted};
use crate::value::quantity;
use crate::value::same_unit::{Bounds, Resolved, resolve};
use crate::value::wording;

/// What is judged beside the two values: where an indicator stands and what it is called.
#[derive(Debug, Clone, Copy, Default)]
pub struct Subject<'a> {
    /// The name as printed, with its brackets.
    pub name: &'a str,
    /// The names of level 1 and 2.
    pub levels: [Option<&'a str>; 2],
    /// The unit of the name or of the unit column: it counts for a side that prints none.
    pub unit: Option<&'a str>,
}

/// Which way is better, how far that was reached, and both sides in one base unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// `None` where it cannot be told; then `completion.met` is `None` as well.
    pub direction: Option<Direction>,
    /// Rate, its kind, and whether the target was met.
    pub completion: Completion,
    /// `None` where a unit is not known for certain.
    pub base: Option<Base>,
}

/// Judges an indicator.
///
/// The rate is actual ÷ target, four decimals, half up; `None` where the two cannot be
/// compared with certainty: a share beside a bare number, units of different measures, a
/// damaged side. A bare target is something to reach, unless its name or its level
/// speaks for less (投诉件数, 成本指标); where they leave it open, nothing is said.
///
/// ```
/// use jiaokan::internals::{location::At, value::{Subject, judge, quantity}};
/// use jiaokan::{Patterns, model::Direction};
/// let patterns = Patterns::builtin();
/// let of = |name, target, actual| {
///     let read = |cell| quantity::read(cell, At::default(), patterns);
///     let subject = Subject { name, ..Default::default() };
///     judge(&subject, &read(target), &read(actual), patterns)
/// };
/// let visits = of("走访企业数量", "170家", "151家");
/// assert_eq!(visits.completion.rate.as_deref(), Some("0.8882"));
/// assert_eq!((visits.direction, visits.completion.met), (Some(Direction::More), Some(false)));
/// let complaints = of("群众投诉件数", "100件", "80件");
/// assert_eq!((complaints.direction, complaints.completion.met), (Some(Direction::Less), Some(true)));
/// let open = of("能源消费情况", "30天", "20天");
/// assert_eq!((open.direction, open.completion.met), (None, None));
/// assert_eq!(of("及时率", "≥95%", "95").completion.rate, None);
/// ```
#[must_use]
pub fn judge(
    subject: &Subject<'_>,
    target: &Quantity,
    actual: &Quantity,
    patterns: &Patterns,
) -> Judgement {
    let sides = [side(target), side(actual)];
    let damaged = [target, actual].map(|side| side.status == Status::Damaged);
    if damaged[0] {
        return Judgement { direction: None, completion: not_evaluable(), base: None };
    }
    let aim = Aim::of(subject, target, actual, patterns);
    let completion = match sides {
        _ if damaged[1] => not_evaluable(),
        _ if aim.is_none_of_it(target, patterns) || aim.is_none_of_it(actual, patterns) => {
            let met = aim.is_free_of_it(target, actual, patterns);
            Completion { met, kind: CompletionKind::Qualitative, rate: None }
        }
        [Some(Side::Number(a)), Some(Side::Number(b))] => {
            return of_numbers(&aim, target, actual, &[a, b], subject, patterns);
        }
        [Some(Side::Words(a)), Some(Side::Words(b))] if same_as_above(a, b, patterns) => {
            not_evaluable()
        }
        [Some(Side::Words(a)), Some(Side::Words(b))] => Completion {
            rate: None,
            kind: CompletionKind::Qualitative,
            met: wording::met(a, b, patterns),
        },
        _ => not_evaluable(),
    };
    let declared = subject.unit.and_then(|unit| patterns.units.find(unit));
    let base = match damaged[1] {
        true => None,
        false => base::alone(target, actual, declared.as_ref(), patterns),
    };
    Judgement { direction: aim.direction, completion, base }
}

/// Which way is better for what an indicator measures, on either side of the range or the exact
/// number that its target asks for: [`Direction::More`], [`Direction::Less`], or `None` where name,
/// level and unit leave it open.
#[must_use]
pub fn better_side(row: &Indicator, patterns: &Patterns) -> Option<Direction> {
    let levels = [row.level1.value.as_deref(), row.level2.value.as_deref()];
    let subject = Subject { name: &row.name.raw, levels, unit: row.unit.as_deref() };
    Aim::of(&subject, &row.target, &row.actual, patterns).wanted.better
}

fn of_numbers(
    aim: &Aim,
    target: &Quantity,
    actual: &Quantity,
    bounds: &[Bounds<'_>; 2],
    subject: &Subject<'_>,
    patterns: &Patterns,
) -> Judgement {
    let Some(resolved) = resolve(&bounds[0], &bounds[1], subject.unit, patterns) else {
        let completion = not_evaluable();
        return Judgement { direction: aim.direction, completion, base: None };
    };
    let Resolved { target: a, actual: b, .. } = &resolved;
    let completion = completion::of_numbers(&aim.wanted, target, actual, a, b, patterns);
    let base = match completion.kind {
        CompletionKind::NotEvaluable => None,
        _ => base::together(target, actual, &resolved, patterns),
    };
    Judgement { direction: aim.direction, completion, base }
}

/// Judges an indicator again by what it prints, for a record that was made before it
/// carried its direction.
#[must_use]
pub(crate) fn again(row: &Indicator, patterns: &Patterns) -> Judgement {
    let subject = Subject {
        name: row.name.value.as_deref().unwrap_or(&row.name.raw),
        levels: [row.level1.value.as_deref(), row.level2.value.as_deref()],
        unit: row.unit.as_deref(),
    };
    judge(&subject, &row.target, &row.actual, patterns)
}

fn not_evaluable() -> Completion {
    Completion { rate: None, kind: CompletionKind::NotEvaluable, met: None }
}

enum Side<'q> {
    Number(Bounds<'q>),
    Words(&'q str),
}

fn side(quantity: &Quantity) -> Option<Side<'_>> {
    match (quantity.number, &quantity.text) {
        (Some(number), _) => Some(Side::Number(Bounds {
            number,
            upper: quantity.upper,
            unit: quantity.unit.as_deref(),
        })),
        (None, Some(text)) => Some(Side::Words(text)),
        (None, None) => None,
    }
}

/// Which way a target points, and what that asks of the actual value.
struct Aim {
    direction: Option<Direction>,
    wanted: Wanted,
    /// Whether the name says what should not happen (安全事故).
    unwanted: bool,
}

impl Aim {
    fn of(subject: &Subject<'_>, target: &Quantity, actual: &Quantity, patterns: &Patterns) -> Aim {
        let key = fold::clean_key(subject.name);
        let unwanted = patterns.targets.names_what_is_unwanted(&key);
        let none = Wanted { comparator: None, better: None };
        let Some(number) = target.number else {
            let direction = target.text.as_ref().map(|_| Direction::Words);
            let mut aim = Aim { direction, wanted: none, unwanted };
            if direction.is_none() && aim.is_none_of_it(target, patterns) {
                aim.direction = Some(Direction::Less);
            }
            return aim;
        };
        let limit = match (target.comparator, target.upper) {
            (None, None) => limit_in_name(subject.name, target, patterns),
            (comparator, _) => comparator,
        };
        let way = || match leaning(subject, &key, [target, actual], patterns) {
            // Of nothing there is no less: a target of 0 is the most that may be.
            None | Some(Leaning::Open) if number.is_zero() => Some(Direction::Less),
            None | Some(Leaning::More) => Some(Direction::More),
            Some(Leaning::Less) => Some(Direction::Less),
            Some(Leaning::Open) => None,
        };
        let (direction, comparator, better) = match (limit, target.upper) {
            (_, Some(_)) => (Some(Direction::Between), None, way()),
            (Some(Comparator::AtLeast | Comparator::MoreThan), _) => {
                (Some(Direction::More), limit, Some(Direction::More))
            }
            (Some(Comparator::AtMost | Comparator::LessThan), _) => {
                (Some(Direction::Less), limit, Some(Direction::Less))
            }
            (Some(Comparator::Equal), _) => (Some(Direction::Exact), limit, way()),
            (None, None) => match way() {
                Some(Direction::Less) => {
                    (Some(Direction::Less), Some(Comparator::AtMost), Some(Direction::Less))
                }
                Some(_) => {
                    (Some(Direction::More), Some(Comparator::AtLeast), Some(Direction::More))
                }
                None => (None, None, None),
            },
        };
        Aim { direction, wanted: Wanted { comparator, better }, unwanted }
    }

    /// Whether a side says that what should not happen did not: 安全事故: 无.
    fn is_none_of_it(&self, side: &Quantity, patterns: &Patterns) -> bool {
        self.unwanted
            && side.number.is_none()
            && side.status != Status::Damaged
            && patterns.targets.has(Use::NoneOfIt, &fold::clean_key_of(&side.raw))
    }

    /// Whether what should not happen did not, where a side says so in words.
    fn is_free_of_it(
        &self,
        target: &Quantity,
        actual: &Quantity,
        patterns: &Patterns,
    ) -> Option<bool> {
        let count = |side: &Quantity| match self.is_none_of_it(side, patterns) {
            true => Some(Decimal::ZERO),
            false => side.number.filter(|_| side.upper.is_none()),
        };
        let (most, found) = (count(target)?, count(actual)?);
        let none_asked = most.is_zero() && target.comparator != Some(Comparator::MoreThan);
        none_asked.then_some(found <= Decimal::ZERO)
    }
}

/// Whether one of two texts only points to the cell above (同上).
fn same_as_above(a: &str, b: &str, patterns: &Patterns) -> bool {
    [a, b].into_iter().any(|text| patterns.targets.has(Use::Ditto, &fold::clean_key_of(text)))
}

/// What name, level and unit say of the way: `None` where they say nothing.
fn leaning(
    subject: &Subject<'_>,
    name: &str,
    sides: [&Quantity; 2],
    patterns: &Patterns,
) -> Option<Leaning> {
    if let Some(said) = patterns.targets.leaning(name) {
        return Some(said);
    }
    let cost = subject.levels.into_iter().zip(1..).any(|(label, level)| {
        let id = label.and_then(|name| patterns.levels.exact(level, name));
        id.is_some_and(|id| patterns.levels.less_is_better(id))
    });
    if cost {
        let paid_out = patterns.targets.has(Use::PaidOut, name);
        return Some(if paid_out { Leaning::Open } else { Leaning::Less });
    }
    let units = [subject.unit, sides[0].unit.as_deref(), sides[1].unit.as_deref()];
    let is_time = |unit: &str| patterns.units.find(unit).is_some_and(|unit| unit.is_time());
    units.into_iter().flatten().any(is_time).then_some(Leaning::Open)
}

/// The comparison that only the brackets of the name print: 10 under
/// 办结时限（个工作日以内） is at most 10.
fn limit_in_name(name: &str, target: &Quantity, patterns: &Patterns) -> Option<Comparator> {
    let clean = fold::clean(name);
    let inside = clean.strip_suffix([')', '）'])?;
    let (_, remark) = inside.rsplit_once(['(', '（'])?;
    // A remark with a number of its own (2000万元以上) is no limit of the target.
    if remark.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let written = format!("{}{remark}", target.number?);
    quantity::read(&written, target.at, patterns).comparator
}
