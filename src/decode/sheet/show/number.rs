//! Numbers in fixed places, rounded half away from zero, as Excel rounds them.

use rust_decimal::{Decimal, RoundingStrategy};

use super::code::{Part, Section};

/// Most digits that a code may ask for.
const MOST_PLACES: usize = 28;

/// The number of a cell: Excel keeps 15 digits of a double. `None` if it is too large for
/// any report.
pub(super) fn decimal(value: f64) -> Option<Decimal> {
    if value.abs() < 1e-20 {
        return value.is_finite().then_some(Decimal::ZERO);
    }
    Decimal::from_scientific(&format!("{value:.14e}")).ok().map(|decimal| decimal.normalize())
}

/// What a section shows for the size of a number, and the number that this is; `None` if it
/// cannot be told.
pub(super) fn number(section: &Section, size: Decimal) -> Option<(String, Decimal)> {
    let layout = Layout::of(section)?;
    let mut scaled = size;
    let mut unit = Decimal::ONE;
    for _ in 0..layout.percents {
        scaled = scaled.checked_mul(Decimal::ONE_HUNDRED)?;
        unit = unit.checked_mul(Decimal::ONE_HUNDRED)?;
    }
    for _ in 0..layout.thousands {
        scaled = scaled.checked_div(Decimal::ONE_THOUSAND)?;
        unit = unit.checked_div(Decimal::ONE_THOUSAND)?;
    }
    let rounded =
        scaled.round_dp_with_strategy(layout.places as u32, RoundingStrategy::MidpointAwayFromZero);
    let shown = rounded.checked_div(unit)?;
    let digits = rounded.to_string();
    let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut text = layout.whole(section, whole.trim_start_matches('0'));
    layout.part(section, part, &mut text);
    Some((text, shown))
}

/// How the digits of a section lie.
struct Layout {
    /// The index of the point among the parts, or of the end.
    point: usize,
    /// Digits behind the point.
    places: usize,
    percents: u32,
    /// Commas that divide by a thousand each.
    thousands: u32,
    grouped: bool,
}

impl Layout {
    fn of(section: &Section) -> Option<Layout> {
        let parts = &section.parts;
        let point = parts.iter().position(|p| *p == Part::Point).unwrap_or(parts.len());
        let is_digit = |part: &Part| matches!(part, Part::Digit(_));
        let before = parts.get(..point)?;
        let behind = parts.get(point..)?;
        let last = before.iter().rposition(is_digit).unwrap_or(0);
        let first = before.iter().position(is_digit).unwrap_or(0);
        let comma = |part: &&Part| **part == Part::Comma;
        let trailing = before.iter().skip(last).filter(comma).count();
        let of_part = behind.iter().filter(comma).count();
        let places = behind.iter().filter(|part| is_digit(part)).count();
        let wholes = before.iter().filter(|part| is_digit(part)).count();
        if behind.iter().skip(1).any(|p| *p == Part::Point) || places.max(wholes) > MOST_PLACES {
            return None;
        }
        let between = before.get(first..last).unwrap_or_default();
        Some(Layout {
            point,
            places,
            percents: parts.iter().filter(|p| **p == Part::Percent).count().min(4) as u32,
            thousands: (trailing + of_part).min(8) as u32,
            grouped: between.contains(&Part::Comma),
        })
    }

    /// What stands before the point, filled from the right.
    fn whole(&self, section: &Section, digits: &str) -> String {
        let parts = section.parts.get(..self.point).unwrap_or_default();
        let mut left = digits.chars().rev();
        let first = parts.iter().position(|part| matches!(part, Part::Digit(_)));
        let mut out: Vec<char> = Vec::new();
        let mut count = 0;
        let mut push = |out: &mut Vec<char>, digit: char| {
            if self.grouped && count > 0 && count % 3 == 0 {
                out.push(if digit == ' ' { ' ' } else { ',' });
            }
            count += 1;
            out.push(digit);
        };
        if first.is_none() {
            out.extend(left.by_ref());
        }
        for (index, part) in parts.iter().enumerate().rev() {
            match part {
                Part::Digit(kind) => {
                    let pad = match kind {
                        '0' => Some('0'),
                        '?' => Some(' '),
                        _ => None,
                    };
                    if let Some(digit) = left.next().or(pad) {
                        push(&mut out, digit);
                    }
                    if Some(index) == first {
                        for digit in left.by_ref() {
                            push(&mut out, digit);
                        }
                    }
                }
                other => out.extend(fixed(other).chars().rev()),
            }
        }
        out.into_iter().rev().collect()
    }

    /// The point and what stands behind it.
    fn part(&self, section: &Section, digits: &str, text: &mut String) {
        let parts = section.parts.get(self.point..).unwrap_or_default();
        let digits = digits.trim_end_matches('0');
        let mut left = digits.chars();
        for part in parts {
            match part {
                Part::Digit(kind) => match (left.next(), kind) {
                    (Some(digit), _) => text.push(digit),
                    (None, '0') => text.push('0'),
                    (None, '?') => text.push(' '),
                    (None, _) => {}
                },
                Part::Point => text.push('.'),
                other => text.push_str(fixed(other)),
            }
        }
    }
}

/// What is shown as it stands in the code.
pub(super) fn fixed(part: &Part) -> &str {
    match part {
        Part::Literal(text) => text,
        Part::Percent => "%",
        Part::Slash => "/",
        Part::Halves(text) => text,
        _ => "",
    }
}
