//! `target.md` says what this finds and why.

use std::cmp::Ordering::{Equal, Greater, Less};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::sentences::{self, Sentence};
use super::split;
use crate::diff::found::{Both, Context, Found};
use crate::diff::kinds::ChangeKind;
use crate::diff::measured::{self, Measured};
use crate::diff::model::{Change, SideName};
use crate::diff::pairing;
use crate::model::{Direction, Quantity, Severity, Status};
use crate::patterns::WordOf;
use crate::value::{better_side, date};
use crate::words::{Words, words};

/// Where a target went.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Move {
    /// It stands where it was, or nothing can be said.
    None,
    /// Easier to meet, by so much of the old one.
    Lowered(Option<Decimal>),
    /// Harder to meet.
    Raised(Option<Decimal>),
    /// A date that lies so many days later than in the year before.
    PutOff(u32),
    /// A date that lies so many days earlier.
    BroughtForward(u32),
    /// Another one.
    Changed,
}

impl Move {
    /// Whether the target is easier to meet than it was.
    pub(super) fn is_lowered(self) -> bool {
        matches!(self, Move::Lowered(_) | Move::PutOff(_))
    }
}

pub(super) fn find(context: &Context<'_>, found: &mut Found) {
    if context.of_declaration() {
        return;
    }
    let sentences = cuts(context);
    for both in context.both() {
        let (old, new) = (measured::printed(&both.old.target), measured::printed(&both.new.target));
        let change = match moved(&both, context) {
            Move::None => continue,
            Move::Lowered(relative) => {
                let Words { en: by, zh: by_zh } = by_target(&both, relative, context);
                let words = match both.new.direction {
                    Some(Direction::Less) => words!(
                        en: "the limit was loosened from {old} to {new}{by}",
                        zh: "上限由 {old} 放宽为 {new}{by_zh}"
                    ),
                    _ => words!(
                        en: "the target was lowered from {old} to {new}{by}",
                        zh: "预期值由 {old} 调低为 {new}{by_zh}"
                    ),
                };
                let part = split::taken_out(&both, context).map(pairing::name);
                let (words, severity) = match part {
                    Some(part) => (
                        words.and(words!(
                            en: "; the new indicator {part} makes up the difference",
                            zh: "；差额恰为本年新增的 {part} 的预期值，可能由其分出"
                        )),
                        Severity::Medium,
                    ),
                    None => (words, severity(relative, context)),
                };
                let change = Change::new(ChangeKind::TargetLowered, words).relative(relative);
                explained(change.severity(severity), &both, &sentences, context)
            }
            Move::Raised(relative) => {
                let Words { en: by, zh: by_zh } = by_target(&both, relative, context);
                let words = match both.new.direction {
                    Some(Direction::Less) => words!(
                        en: "the limit was tightened from {old} to {new}{by}",
                        zh: "上限由 {old} 收紧为 {new}{by_zh}"
                    ),
                    _ => words!(
                        en: "the target was raised from {old} to {new}{by}",
                        zh: "预期值由 {old} 调高为 {new}{by_zh}"
                    ),
                };
                Change::new(ChangeKind::TargetRaised, words).relative(relative)
            }
            Move::PutOff(days) => {
                let words = words!(
                    en: "the deadline was put off from {old} to {new} ({days} days)",
                    zh: "时限由 {old} 推后为 {new}（推后 {days} 天）"
                );
                // Of a whole year's work so much later as of a number so much less.
                let relative = Decimal::from(days).checked_div(Decimal::from(DAYS));
                Change::new(ChangeKind::TargetLowered, words).severity(severity(relative, context))
            }
            Move::BroughtForward(days) => Change::new(
                ChangeKind::TargetRaised,
                words!(
                    en: "the deadline was brought forward from {old} to {new} ({days} days)",
                    zh: "时限由 {old} 提前为 {new}（提前 {days} 天）"
                ),
            ),
            Move::Changed if is_vaguer(&both, context) => Change::new(
                ChangeKind::TargetChanged,
                words!(
                    en: "the target was {old}, and is now {new}, which cannot be measured",
                    zh: "预期值由可以衡量的 {old} 改为无法衡量的 {new}"
                ),
            )
            .severity(Severity::Medium),
            Move::Changed => Change::new(
                ChangeKind::TargetChanged,
                words!(
                    en: "the target was {old} and is now {new}",
                    zh: "预期值由 {old} 改为 {new}"
                ),
            ),
        };
        let change = change.of(&both);
        found.push(change.values(&both.old.target, &both.new.target));
    }
}

/// Sentences of the new report that say that targets were made less.
fn cuts<'a>(context: &Context<'a>) -> Vec<Sentence<'a>> {
    let said = |sentence: &Sentence<'_>| {
        context.patterns.changes.word(WordOf::TargetCut, &sentence.text).is_some()
    };
    sentences::of(context).into_iter().filter(said).collect()
}

/// A lowered target of which the report itself tells, with the sentence: it hides nothing, and ranks a
/// step lower. Whether the reason is a good one is for people to say.
fn explained(
    change: Change,
    both: &Both<'_>,
    sentences: &[Sentence<'_>],
    context: &Context<'_>,
) -> Change {
    let key = pairing::masked(&pairing::name(both.new), context.patterns);
    let stem: Vec<char> = context.patterns.pairing.stem(&key).chars().collect();
    let words: Vec<String> = stem.windows(2).map(|pair| pair.iter().collect()).collect();
    let telling = |word: &&String| !context.patterns.changes.is_common(word);
    let names = |sentence: &&Sentence<'_>| {
        words.iter().filter(telling).any(|word| sentence.text.contains(word.as_str()))
    };
    let Some(told) = sentences.iter().find(names) else { return change };
    let severity = match change.severity {
        Severity::High => Severity::Medium,
        _ => Severity::Low,
    };
    let change = change.severity(severity).and(words!(
        en: "; the report speaks of it",
        zh: "；报告对此有说明"
    ));
    change.rests_on(SideName::New, told.printed.trim(), told.at)
}

/// Days of a year.
const DAYS: u32 = 365;

/// By how much a target moved.
fn by_target(both: &Both<'_>, relative: Option<Decimal>, context: &Context<'_>) -> Words {
    let sides = [(&both.old.target, both.old), (&both.new.target, both.new)];
    measured::moved_by(sides, relative, context.patterns)
}

/// Whether the target was one that can be measured, and is now one that names a direction only.
fn is_vaguer(both: &Both<'_>, context: &Context<'_>) -> bool {
    let vague = |target: &Quantity| {
        let text = target.text.as_deref();
        text.is_some_and(|text| context.patterns.targets.is_vague(&crate::fold::key(text)))
    };
    !vague(&both.old.target) && vague(&both.new.target)
}

/// High above the limit, and where there is no measure of it (from 0).
pub(super) fn severity(relative: Option<Decimal>, context: &Context<'_>) -> Severity {
    let limit = Decimal::new(i64::from(context.patterns.changes.limits().lowered), 2);
    match relative {
        Some(relative) if relative.abs() <= limit => Severity::Medium,
        _ => Severity::High,
    }
}

/// Where the target of an indicator went.
pub(super) fn moved(both: &Both<'_>, context: &Context<'_>) -> Move {
    let (old, new) = (&both.old.target, &both.new.target);
    if [old, new].iter().any(|q| q.status == Status::Damaged) {
        return Move::None;
    }
    match (old.is_none(), new.is_none()) {
        (true, true) => return Move::None,
        (false, false) => {}
        // A form that prints no target in one of the years says nothing of it.
        _ => return Move::None,
    }
    let patterns = context.patterns;
    let (before, after) = (both.old.direction, both.new.direction);
    if before == Some(Direction::Words) && before == after {
        return of_words(old, new, context);
    }
    if old.number.is_none() || new.number.is_none() {
        return Move::Changed;
    }
    let (Some(a), Some(b)) =
        (measured::target(both.old, patterns), measured::target(both.new, patterns))
    else {
        return Move::None;
    };
    if !measured::comparable(&a, &b) {
        return Move::None;
    }
    if a.number == b.number && a.upper == b.upper {
        return Move::None;
    }
    let relative = measured::relative(a.number, b.number);
    match after.filter(|after| before == Some(*after)) {
        Some(Direction::More) if b.number < a.number => Move::Lowered(relative),
        Some(Direction::More) => Move::Raised(relative),
        Some(Direction::Less) if b.number > a.number => Move::Lowered(relative),
        Some(Direction::Less) => Move::Raised(relative),
        Some(Direction::Between) => of_ranges(&a, &b, both, context),
        _ => Move::Changed,
    }
}

/// Two ranges: easier to meet where the bound on the worse side went further that way and the
/// other did not go against it.
fn of_ranges(a: &Measured, b: &Measured, both: &Both<'_>, context: &Context<'_>) -> Move {
    let better = [both.old, both.new].map(|row| better_side(row, context.patterns));
    let (Some(before), Some(after)) = (a.upper, b.upper) else { return Move::Changed };
    let (low, high) = (b.number.cmp(&a.number), after.cmp(&before));
    let of_low = || measured::relative(a.number, b.number);
    let of_high = || measured::relative(before, after);
    match (better, low, high) {
        ([Some(Direction::More), Some(Direction::More)], Less, Less | Equal) => {
            Move::Lowered(of_low())
        }
        ([Some(Direction::More), Some(Direction::More)], Greater, Greater | Equal) => {
            Move::Raised(of_low())
        }
        ([Some(Direction::Less), Some(Direction::Less)], Greater | Equal, Greater) => {
            Move::Lowered(of_high())
        }
        ([Some(Direction::Less), Some(Direction::Less)], Less | Equal, Less) => {
            Move::Raised(of_high())
        }
        _ => Move::Changed,
    }
}

/// The day's number from the year evaluated on; a day beyond the end of its month is the last.
fn ordinal((year, month, day): (i16, i8, i8)) -> i32 {
    let first = Date::new(2024, month, 1).ok();
    let of_year = first.map_or(0, |first| {
        let last = first.last_of_month().day();
        i32::from(first.day_of_year()) - 1 + i32::from(day.min(last))
    });
    i32::from(year) * DAYS as i32 + of_year
}

/// Marks that end a sentence and tell nothing of it.
const STOPS: [char; 3] = ['。', ';', '.'];

/// The last day of any month.
const LAST_DAY: i8 = 31;

/// Words, or dates: a later date is less than was asked for.
fn of_words(old: &Quantity, new: &Quantity, context: &Context<'_>) -> Move {
    let (Some(a), Some(b)) = (&old.text, &new.text) else {
        return Move::None;
    };
    let day = |text: &str, year: Option<i16>| {
        // Any leap year will do where none is known.
        let year = year.unwrap_or(2024);
        let named = text.trim().trim_end_matches(STOPS);
        if let Some(month) = context.patterns.dates.due_month(named) {
            return Some((0, month, LAST_DAY));
        }
        let reading = date::date(text, context.patterns)?;
        let (_, last) = reading.days(year)?;
        Some((last.year() - year, last.month(), last.day()))
    };
    let years = (context.old.fiscal_year.value, context.new.fiscal_year.value);
    let known = years.0.is_some() == years.1.is_some();
    if let (true, Some(a), Some(b)) = (known, day(a, years.0), day(b, years.1)) {
        // The last day of February is one, leap year or not.
        let same_end = |d: (i16, i8, i8)| {
            Date::new(2024, d.1, 1).map_or(d, |first| {
                let end = d.2 >= first.last_of_month().day() - i8::from(d.1 == 2);
                (d.0, d.1, if end { LAST_DAY } else { d.2 })
            })
        };
        let (a, b) = (same_end(a), same_end(b));
        let days = ordinal(a).abs_diff(ordinal(b));
        return match b.cmp(&a) {
            Greater => Move::PutOff(days),
            Less => Move::BroughtForward(days),
            Equal => Move::None,
        };
    }
    let key = |text: &str| {
        let masked = pairing::masked(text, context.patterns);
        masked.trim_end_matches(STOPS).to_owned()
    };
    if key(a) == key(b) { Move::None } else { Move::Changed }
}
