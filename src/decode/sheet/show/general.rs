//! Numbers without a format: eleven characters at most, as Excel shows them in a wide cell.

use rust_decimal::{Decimal, RoundingStrategy};

/// Most digits of a number as it is.
const MOST_DIGITS: u32 = 11;

/// What is shown for the size of a number, and the number that this is.
pub(super) fn general(size: Decimal) -> (String, Decimal) {
    if size.is_zero() {
        return ("0".to_owned(), size);
    }
    let power = power_of_ten(size);
    if !(-4..MOST_DIGITS as i32).contains(&power) {
        return scientific(size, power);
    }
    // The point takes the place of a digit, and so does the zero before it.
    let places = (MOST_DIGITS as i32 - 2 - power.max(0)).max(0) as u32;
    let rounded = size.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    match rounded >= Decimal::from(10u64.pow(MOST_DIGITS)) {
        true => scientific(size, power),
        false => (rounded.normalize().to_string(), rounded),
    }
}

/// With six digits and a power of ten: `1.23457E+11`.
fn scientific(size: Decimal, power: i32) -> (String, Decimal) {
    let digits =
        size.round_sf_with_strategy(6, RoundingStrategy::MidpointAwayFromZero).unwrap_or(size);
    let power = power_of_ten(digits).max(power);
    let mantissa: String = digits.mantissa().to_string().trim_end_matches('0').to_owned();
    let (first, rest) = mantissa.split_at(mantissa.len().min(1));
    let point = if rest.is_empty() { "" } else { "." };
    let sign = if power < 0 { '-' } else { '+' };
    (format!("{first}{point}{rest}E{sign}{:02}", power.abs()), digits)
}

/// The power of ten of the first digit.
fn power_of_ten(size: Decimal) -> i32 {
    size.mantissa().to_string().len() as i32 - 1 - size.scale() as i32
}
