//! How large a picture may be, and pictures made small enough to read.

use crate::picture::pixels::{Affine, Pixels};

/// More pixels are not decoded: an A3 page at 600 dpi has 70 million of them.
pub(in crate::decode) const MOST_PIXELS: u64 = 80_000_000;

/// A page is read at no more: characters gain nothing from a finer picture, and time and memory
/// grow with it.
pub(in crate::decode) const FINEST_DPI: f32 = 300.0;

/// A picture of unknown resolution has no longer side when it is read: an A4 page at 300 dpi.
const LONGEST: u32 = 3508;

/// Whether a picture of this size is decoded.
pub(in crate::decode) fn is_bounded(width: u64, height: u64) -> bool {
    width > 0 && height > 0 && width.saturating_mul(height) <= MOST_PIXELS
}

/// How many pixels across become one, so that a picture is no finer than it need be: `dpi` is
/// its resolution where the file tells it, `most` the finest that is wanted.
pub(super) fn shrink(width: u32, height: u32, dpi: Option<f32>, most: f32) -> u32 {
    // Screenshots say 72 or 96 whatever they show: only a scanner's word counts.
    let told = dpi.filter(|dpi| (150.0..=2400.0).contains(dpi));
    let by = match told {
        Some(dpi) => dpi / most,
        None => width.max(height) as f32 / (LONGEST as f32 * most / FINEST_DPI),
    };
    // A third too fine is nearer to what is wanted than a half too coarse.
    ((by + 0.25).floor() as u32).clamp(1, 64)
}

/// The picture with the mean of `by` by `by` pixels in place of each.
pub(super) fn shrunk(pixels: Pixels, by: u32) -> Pixels {
    if by <= 1 {
        return pixels;
    }
    let (width, height) = ((pixels.width / by).max(1), (pixels.height / by).max(1));
    let step = by as usize;
    let row_length = pixels.width as usize * 3;
    let mut rgb = Vec::with_capacity(width as usize * height as usize * 3);
    let mut sums = vec![0_u32; width as usize * 3];
    for rows in pixels.rgb.chunks(row_length * step).take(height as usize) {
        sums.fill(0);
        let mut count = 0;
        for row in rows.chunks_exact(row_length) {
            count += 1;
            for (sum, group) in sums.chunks_exact_mut(3).zip(row.chunks(step * 3)) {
                for pixel in group.chunks_exact(3) {
                    for (sum, value) in sum.iter_mut().zip(pixel) {
                        *sum += u32::from(*value);
                    }
                }
            }
        }
        let of = (count * by.min(pixels.width)).max(1);
        rgb.extend(sums.iter().map(|sum| (sum / of).min(255) as u8));
    }
    let Affine([a, b, c, d, e, f]) = pixels.to_page;
    let by = by as f32;
    Pixels { width, height, rgb, to_page: Affine([a * by, b * by, c * by, d * by, e, f]) }
}

/// A picture turned and mirrored to how it is to be seen, by the number that cameras write
/// (orientation in Exif and TIFF, from 1 to 8). Its places are those of what is seen.
pub(super) fn oriented(pixels: Pixels, orientation: u16) -> Pixels {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let turned = matches!(orientation, 5..=8);
    let (to_width, to_height) = if turned { (height, width) } else { (width, height) };
    // From a pixel that is seen to the one that is stored.
    let stored = |x: usize, y: usize| match orientation {
        2 => (width - 1 - x, y),
        3 => (width - 1 - x, height - 1 - y),
        4 => (x, height - 1 - y),
        5 => (y, x),
        6 => (y, height - 1 - x),
        7 => (width - 1 - y, height - 1 - x),
        8 => (width - 1 - y, x),
        _ => (x, y),
    };
    if !matches!(orientation, 2..=8) {
        return pixels;
    }
    let mut rgb = Vec::with_capacity(pixels.rgb.len());
    for y in 0..to_height {
        for x in 0..to_width {
            let (x, y) = stored(x, y);
            rgb.extend(pixels.at(x as u32, y as u32));
        }
    }
    Pixels { width: to_width as u32, height: to_height as u32, rgb, to_page: pixels.to_page }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, values: &[u8]) -> Pixels {
        let rgb = values.iter().flat_map(|value| [*value; 3]).collect();
        Pixels { width, height, rgb, to_page: Affine::IDENTITY }
    }

    fn values(pixels: &Pixels) -> Vec<u8> {
        pixels.rgb.chunks_exact(3).map(|pixel| pixel[0]).collect()
    }

    #[test]
    fn a_picture_is_shrunk_by_whole_pixels_and_its_places_stay() {
        let small = shrunk(picture(4, 2, &[0, 100, 8, 8, 100, 200, 8, 8]), 2);
        assert_eq!((small.width, small.height, values(&small)), (2, 1, vec![100, 8]));
        assert_eq!(small.to_page.apply((1.0, 1.0)), (2.0, 2.0));
        // What is left over at the edges is no pixel of its own.
        assert_eq!(values(&shrunk(picture(3, 1, &[10, 20, 90]), 2)), [15]);
    }

    #[test]
    fn only_what_is_finer_than_wanted_is_shrunk() {
        assert_eq!(shrink(4960, 7016, Some(600.0), 300.0), 2);
        assert_eq!(shrink(2480, 3508, Some(300.0), 300.0), 1);
        // A phone's photo says 72.
        assert_eq!(shrink(3024, 4032, Some(72.0), 300.0), 1);
        assert_eq!(shrink(6048, 8064, None, 300.0), 2);
        assert_eq!(shrink(3, 3, Some(1200.0), 300.0), 4);
        assert!(!is_bounded(35_000, 35_000) && is_bounded(3, 3) && !is_bounded(0, 7));
    }

    #[test]
    fn a_picture_is_turned_as_the_camera_was() {
        // 1 2 3
        // 4 5 6
        let seen = |orientation| values(&oriented(picture(3, 2, &[1, 2, 3, 4, 5, 6]), orientation));
        assert_eq!(seen(1), [1, 2, 3, 4, 5, 6]);
        assert_eq!(seen(2), [3, 2, 1, 6, 5, 4]);
        assert_eq!(seen(3), [6, 5, 4, 3, 2, 1]);
        assert_eq!(seen(4), [4, 5, 6, 1, 2, 3]);
        assert_eq!(seen(5), [1, 4, 2, 5, 3, 6]);
        assert_eq!(seen(6), [4, 1, 5, 2, 6, 3]);
        assert_eq!(seen(7), [6, 3, 5, 2, 4, 1]);
        assert_eq!(seen(8), [3, 6, 2, 5, 1, 4]);
    }
}
