//! Pixels to ink: what is darker than its surroundings.

use super::bitmap::Plane;
use super::pixels::Pixels;

/// Levels below the mean around it that make a pixel part of a rule.
const RULE: u8 = 18;

/// Levels below the mean around it that make a pixel part of a text.
const TEXT: u8 = 30;

/// The surroundings reach this share of the short side of a picture to each side, and at
/// least so many pixels.
const REACH: usize = 100;
const LEAST: usize = 8;

/// Grey levels in which red vanishes: the brightest of the three colours.
pub(super) fn brightest(pixels: &Pixels) -> Plane {
    plane(pixels, |red, green, blue| red.max(green).max(blue))
}

/// Grey levels as they are seen.
pub(super) fn luminance(pixels: &Pixels) -> Plane {
    plane(pixels, |red, green, blue| {
        ((u32::from(red) * 77 + u32::from(green) * 151 + u32::from(blue) * 28) >> 8) as u8
    })
}

fn plane(pixels: &Pixels, level: impl Fn(u8, u8, u8) -> u8) -> Plane {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let mut bytes: Vec<u8> = pixels
        .rgb
        .as_chunks()
        .0
        .iter()
        .map(|&[red, green, blue]| level(red, green, blue))
        .collect();
    bytes.resize(width * height, u8::MAX);
    Plane { width, height, bytes }
}

/// The ink of rules.
pub(super) fn of_rules(levels: &Plane) -> Plane {
    below_mean(levels, RULE)
}

/// The ink of texts.
pub(super) fn of_text(levels: &Plane) -> Plane {
    below_mean(levels, TEXT)
}

/// Pixels that lie so many levels below the mean of the square around them.
pub(super) fn below_mean(levels: &Plane, by: u8) -> Plane {
    let (width, height) = (levels.width, levels.height);
    let reach = (width.min(height) / REACH).max(LEAST);
    let mut ink = Plane::new(width, height);
    // The sums of columns over the rows of the square: only two rows change from one row
    // to the next.
    let mut columns = vec![0_u32; width];
    let add = |columns: &mut Vec<u32>, y: usize, sign: bool| {
        for (sum, &level) in columns.iter_mut().zip(levels.row(y)) {
            *sum = if sign { *sum + u32::from(level) } else { *sum - u32::from(level) };
        }
    };
    for y in 0..reach.min(height) {
        add(&mut columns, y, true);
    }
    for y in 0..height {
        if y + reach < height {
            add(&mut columns, y + reach, true);
        }
        if y > reach {
            add(&mut columns, y - reach - 1, false);
        }
        let high = (y + reach + 1).min(height) - y.saturating_sub(reach);
        let mut sum: u32 = columns.iter().take(reach).sum();
        let from = y * width;
        let row = ink.bytes.get_mut(from..from + width).unwrap_or_default();
        for (x, (byte, &level)) in row.iter_mut().zip(levels.row(y)).enumerate() {
            sum += columns.get(x + reach).copied().unwrap_or(0);
            if x > reach {
                sum -= columns.get(x - reach - 1).copied().unwrap_or(0);
            }
            let wide = (x + reach + 1).min(width) - x.saturating_sub(reach);
            let count = (wide * high) as u32;
            *byte = u8::from((u32::from(level) + u32::from(by)) * count < sum);
        }
    }
    ink
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_is_darker_than_what_is_around_it_whatever_the_light() {
        // Light falls off from left to right; a stroke of three pixels on it.
        let mut pixels = Pixels::white(120, 40);
        for y in 0..40 {
            for x in 0..120_usize {
                let paper = 250 - x as u8;
                let stroke = (58..61).contains(&x);
                let level = if stroke { paper - 80 } else { paper };
                pixels.rgb[(y * 120 + x) * 3..][..3].fill(level);
            }
        }
        let ink = of_text(&luminance(&pixels));
        let found: Vec<usize> = (0..120).filter(|&x| ink.at(x, 20) == 1).collect();
        assert_eq!(found, [58, 59, 60]);
    }

    #[test]
    fn red_is_no_rule_but_text() {
        let mut pixels = Pixels::white(60, 60);
        for y in 0..60_usize {
            pixels.rgb[(y * 60 + 30) * 3..][..3].copy_from_slice(&[246, 20, 30]);
        }
        assert_eq!(of_rules(&brightest(&pixels)).at(30, 30), 0);
        assert_eq!(of_text(&luminance(&pixels)).at(30, 30), 1);
    }

    #[test]
    fn pictures_of_any_size_have_ink() {
        for (width, height) in [(0, 0), (1, 1), (3, 3), (1, 400)] {
            let ink = of_text(&luminance(&Pixels::white(width, height)));
            assert!(ink.bytes.iter().all(|&byte| byte == 0));
        }
    }
}
