//! The widths that fonts tell, each of which the library enters.

use hayro_interpret::hayro_syntax::object::Array;

/// Widths that one font may tell: four times those that codes of two bytes have.
pub(super) const MOST_WIDTHS: u64 = 1 << 18;

/// Widths that all fonts may tell.
pub(super) const MOST_WIDTHS_IN_SUM: u64 = 1 << 22;

/// How many widths a font tells.
pub(super) fn count_widths(widths: &Array<'_>, vertical: bool) -> u64 {
    let most = at_most(widths.data());
    if most.is_some_and(|most| most <= MOST_WIDTHS) {
        return most.unwrap_or_default();
    }
    let mut iter = widths.flex_iter();
    let mut count = 0_u64;
    loop {
        let range = if let Some((_, each)) = iter.next::<(u32, Array<'_>)>() {
            count = count.saturating_add(each.data().len() as u64 / 2);
            continue;
        } else if vertical {
            let range = iter.next::<(u32, u32, f32, f32, f32)>();
            range.map(|(first, last, ..)| (first, last))
        } else {
            iter.next::<(u32, u32, f32)>().map(|(first, last, _)| (first, last))
        };
        let Some((first, last)) = range else { return count };
        if first <= last {
            count = count.saturating_add(u64::from(last - first) + 1);
        }
        if count > MOST_WIDTHS_IN_SUM {
            return count;
        }
    }
}

/// More widths than this are not told by the numbers as they are printed, whichever two are a
/// range; `None` where they are not all printed here.
fn at_most(data: &[u8]) -> Option<u64> {
    let (mut most, mut before) = (data.len() as u64, 0);
    let mut at = 0;
    while let Some(&byte) = data.get(at) {
        match byte {
            b'0'..=b'9' => {
                let digits = data.get(at..)?.iter().take_while(|byte| byte.is_ascii_digit());
                let mut number = 0_u64;
                for digit in digits {
                    number = number.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
                    at += 1;
                }
                most = most.saturating_add(number.saturating_sub(before));
                before = number;
            }
            b' ' | b'\n' | b'\r' | b'\t' | b'[' | b']' | b'.' | b'-' => at += 1,
            _ => return None,
        }
    }
    Some(most)
}
