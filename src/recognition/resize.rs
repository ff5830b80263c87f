//! Pictures made larger or smaller, as the models want them.

/// A picture as the models take it: three planes (blue, green, red, as they were trained), from
/// -1 for black to 1 for white.
pub(super) struct Planes {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Plane by plane, row by row.
    pub(super) data: Vec<f32>,
}

/// An RGB picture of `from` (width, height) put into planes of `to`, of which it fills the part
/// `fill` at the top left; the rest is 0, as it was in training.
pub(super) fn planes(
    rgb: &[u8],
    from: (usize, usize),
    fill: (usize, usize),
    to: (usize, usize),
) -> Planes {
    let mut data = vec![0.0; to.0 * to.1 * 3];
    let across = taps(from.0, fill.0);
    let down = taps(from.1, fill.1);
    // Rows first: each row of the picture once, as wide as it is wanted.
    let mut rows = vec![0.0_f32; from.1 * fill.0 * 3];
    for (row, line) in rows.chunks_exact_mut(fill.0 * 3).zip(rgb.chunks_exact(from.0 * 3)) {
        for (pixel, tap) in row.chunks_exact_mut(3).zip(&across) {
            let mut sum = [0.0; 3];
            for (weight, source) in tap.weights.iter().zip(line.chunks_exact(3).skip(tap.first)) {
                for (sum, value) in sum.iter_mut().zip(source) {
                    *sum += weight * f32::from(*value);
                }
            }
            pixel.copy_from_slice(&sum);
        }
    }
    let plane = to.0 * to.1;
    let mut sums = vec![0.0_f32; fill.0 * 3];
    for (y, tap) in down.iter().enumerate() {
        sums.fill(0.0);
        for (weight, row) in tap.weights.iter().zip(rows.chunks_exact(fill.0 * 3).skip(tap.first)) {
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += weight * value;
            }
        }
        for (x, pixel) in sums.chunks_exact(3).enumerate() {
            for (channel, value) in pixel.iter().rev().enumerate() {
                if let Some(place) = data.get_mut(channel * plane + y * to.0 + x) {
                    *place = value / 127.5 - 1.0;
                }
            }
        }
    }
    Planes { width: to.0, height: to.1, data }
}

/// Of which pixels one is made.
struct Tap {
    first: usize,
    /// They add up to 1.
    weights: Vec<f32>,
}

/// Linear between neighbours; where it gets smaller, over all that fall together.
fn taps(from: usize, to: usize) -> Vec<Tap> {
    let scale = from as f32 / to as f32;
    let reach = scale.max(1.0);
    let tap = |place: usize| {
        let centre = (place as f32 + 0.5) * scale;
        let first = (centre - reach).floor().max(0.0) as usize;
        let end = ((centre + reach).ceil() as usize).clamp(first + 1, from);
        let first = first.min(from - 1);
        let weight = |n: usize| (1.0 - (n as f32 + 0.5 - centre).abs() / reach).max(0.0);
        let mut weights: Vec<f32> = (first..end).map(weight).collect();
        let sum: f32 = weights.iter().sum();
        if sum > 0.0 {
            weights.iter_mut().for_each(|weight| *weight /= sum);
        } else {
            weights.iter_mut().take(1).for_each(|weight| *weight = 1.0);
        }
        Tap { first, weights }
    };
    (0..to).map(tap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_size_is_the_same_picture_with_blue_first() {
        let made = planes(&[255, 0, 51, 0, 255, 102], (2, 1), (2, 1), (3, 1));
        let value = |byte: f32| byte / 127.5 - 1.0;
        let expected = [
            value(51.0),
            value(102.0),
            0.0,
            value(0.0),
            value(255.0),
            0.0,
            value(255.0),
            value(0.0),
            0.0,
        ];
        assert!(made.data.iter().zip(expected).all(|(made, wanted)| (made - wanted).abs() < 1e-5));
    }

    #[test]
    fn what_falls_together_is_the_mean() {
        let rgb: Vec<u8> = [0, 0, 255, 255].iter().flat_map(|v| [*v; 3]).collect();
        let made = planes(&rgb, (4, 1), (1, 1), (1, 1));
        assert!(made.data.iter().all(|value| value.abs() < 1e-5), "{:?}", made.data);
    }
}
