//! From places of the straightened picture to those of the picture as it came, and the
//! pixels fetched from there, once.

use super::bend::Bend;
use super::pixels::Pixels;
use super::projective::Projective;

/// A map from the straightened picture to the one it is made from, in pixels.
#[derive(Debug, Clone)]
pub(super) struct Warp {
    /// What bent paper does, on the straightened picture, before `map`.
    pub(super) bend: Option<Bend>,
    pub(super) map: Projective,
}

impl Warp {
    /// Where a place of the straightened picture comes from.
    pub(super) fn source(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let (dx, dy) = self.bend.as_ref().map_or((0.0, 0.0), |bend| bend.at(x, y));
        self.map.apply((x + dx, y + dy))
    }

    /// The straightened picture, of this size; white where nothing was. `Pixels::to_page` is
    /// taken over as it is: places are mapped by [`Warp::source`] first.
    pub(super) fn fetch(&self, from: &Pixels, width: u32, height: u32) -> Pixels {
        /// The map is worked out at every so many pixels of a row, and is straight between.
        const STEP: u32 = 8;
        let mut straight = Pixels::white(width, height);
        straight.to_page = from.to_page;
        let row_length = width as usize * 3;
        for y in 0..height {
            let row = y as usize * row_length;
            let middle = f64::from(y) + 0.5;
            let mut begin = self.source((0.5, middle));
            for left in (0..width).step_by(STEP as usize) {
                let end = self.source((f64::from(left + STEP) + 0.5, middle));
                let step = (
                    ((end.0 - begin.0) / f64::from(STEP)) as f32,
                    ((end.1 - begin.1) / f64::from(STEP)) as f32,
                );
                let first = ((begin.0 - 0.5) as f32, (begin.1 - 0.5) as f32);
                for n in 0..STEP.min(width - left) {
                    let place = (first.0 + step.0 * n as f32, first.1 + step.1 * n as f32);
                    let to = row + (left + n) as usize * 3;
                    if let Some(pixel) = straight.rgb.get_mut(to..to + 3)
                        && let Some(colour) = between(from, place)
                    {
                        pixel.copy_from_slice(&colour);
                    }
                }
                begin = end;
            }
        }
        straight
    }
}

/// The colour at a place between four pixels, along cubics in both directions; `None` outside.
fn between(from: &Pixels, (x, y): (f32, f32)) -> Option<[u8; 3]> {
    let (width, height) = (from.width as i64, from.height as i64);
    if !(x > -1.0 && y > -1.0 && x < width as f32 && y < height as f32) {
        return None;
    }
    let (left, top) = (x.floor(), y.floor());
    let (across, down) = (weights(x - left), weights(y - top));
    let (left, top) = (left as i64, top as i64);
    let mut sum = [0.0_f32; 3];
    for (n, weight) in down.into_iter().enumerate() {
        let row = (top - 1 + n as i64).clamp(0, height - 1) * width;
        for (m, share) in across.into_iter().enumerate() {
            let column = (left - 1 + m as i64).clamp(0, width - 1);
            let place = ((row + column) * 3) as usize;
            let weight = weight * share;
            if let Some(&[red, green, blue]) = from.rgb.get(place..place + 3) {
                sum[0] += weight * f32::from(red);
                sum[1] += weight * f32::from(green);
                sum[2] += weight * f32::from(blue);
            }
        }
    }
    Some(sum.map(|level| (level + 0.5).clamp(0.0, 255.0) as u8))
}

/// What the four pixels around a place weigh (Catmull-Rom).
fn weights(t: f32) -> [f32; 4] {
    let (t2, t3) = (t * t, t * t * t);
    [
        0.5 * (-t3 + 2.0 * t2 - t),
        0.5 * (3.0 * t3 - 5.0 * t2 + 2.0),
        0.5 * (-3.0 * t3 + 4.0 * t2 + t),
        0.5 * (t3 - t2),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dot() -> Pixels {
        let mut pixels = Pixels::white(20, 10);
        pixels.rgb[(4 * 20 + 15) * 3..][..3].fill(0);
        pixels
    }

    #[test]
    fn a_map_that_moves_nothing_changes_nothing() {
        let warp = Warp { bend: None, map: Projective::IDENTITY };
        assert_eq!(warp.fetch(&dot(), 20, 10).rgb, dot().rgb);
    }

    #[test]
    fn pixels_are_fetched_from_where_the_map_says() {
        // A move to the left by ten and down by two.
        let warp = Warp { bend: None, map: Projective::moved_and_scaled((10.0, -2.0), 1.0) };
        let moved = warp.fetch(&dot(), 10, 10);
        assert_eq!((moved.at(5, 6), moved.at(5, 5)), ([0; 3], [255; 3]));
        // What lies outside is white.
        assert_eq!(moved.at(0, 0), [255; 3]);
        assert_eq!(warp.source((5.5, 6.5)), (15.5, 4.5));
    }
}
