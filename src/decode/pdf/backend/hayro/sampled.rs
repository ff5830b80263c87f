//! Pictures put onto paper: each pixel of the paper takes what lies under its middle, so that strips
//! meet without a seam, and where the picture is finer the mean of what falls into it.

use hayro_interpret::kurbo::{Affine as Matrix, Point, Rect as Area};

/// One value a pixel.
#[derive(Clone, Copy)]
pub(super) struct Grey<'d> {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) values: &'d [u8],
}

impl Grey<'_> {
    fn at(&self, x: usize, y: usize) -> u8 {
        self.values.get(y * self.width as usize + x).copied().unwrap_or(u8::MAX)
    }
}

enum Values<'d> {
    /// Red, green and blue of each pixel.
    Coloured(&'d [u8]),
    Grey(&'d [u8]),
    /// The same everywhere.
    Same([u8; 3]),
}

/// A picture as it is decoded.
pub(super) struct Layer<'d> {
    width: u32,
    height: u32,
    values: Values<'d>,
    /// How much each pixel covers; its own size may be another.
    cover: Option<Grey<'d>>,
    /// How much all of it covers.
    alpha: u8,
}

impl<'d> Layer<'d> {
    pub(super) fn coloured(
        width: u32,
        height: u32,
        rgb: &'d [u8],
        cover: Option<Grey<'d>>,
    ) -> Self {
        Layer { width, height, values: Values::Coloured(rgb), cover, alpha: u8::MAX }
    }

    pub(super) fn grey(width: u32, height: u32, grey: &'d [u8], cover: Option<Grey<'d>>) -> Self {
        Layer { width, height, values: Values::Grey(grey), cover, alpha: u8::MAX }
    }

    /// A colour where a mask says so.
    pub(super) fn stencil(mask: Grey<'d>, [red, green, blue, alpha]: [u8; 4]) -> Self {
        let values = Values::Same([red, green, blue]);
        Layer { width: mask.width, height: mask.height, values, cover: Some(mask), alpha }
    }

    /// The colour of a pixel, and how much of the paper it covers, of 255.
    fn at(&self, x: usize, y: usize) -> ([u32; 3], u32) {
        let index = y * self.width as usize + x;
        let color = match self.values {
            Values::Coloured(rgb) => match rgb.get(index * 3..index * 3 + 3) {
                Some(&[red, green, blue]) => [red, green, blue],
                _ => [u8::MAX; 3],
            },
            Values::Grey(grey) => [grey.get(index).copied().unwrap_or(u8::MAX); 3],
            Values::Same(color) => color,
        };
        let cover = self.cover.map_or(u8::MAX, |cover| {
            let own =
                |place: usize, of: u32, other: u32| place * other as usize / of.max(1) as usize;
            cover.at(own(x, self.width, cover.width), own(y, self.height, cover.height))
        });
        (color.map(u32::from), u32::from(cover) * u32::from(self.alpha) / 255)
    }
}

/// Paints a picture on paper of four bytes a pixel, all of it opaque. `transform` takes its pixels
/// to those of the paper; nothing is painted outside `clip`.
pub(super) fn paint(
    paper: &mut [u8],
    paper_width: usize,
    layer: &Layer<'_>,
    transform: Matrix,
    clip: Area,
    opacity: f32,
) {
    let (width, height) = (layer.width as usize, layer.height as usize);
    if width == 0 || height == 0 || paper_width == 0 || transform.determinant().abs() < 1e-9 {
        return;
    }
    let placed = transform
        .transform_rect_bbox(Area::new(0.0, 0.0, width as f64, height as f64))
        .intersect(clip);
    let back = transform.inverse();
    let [a, b, c, d, ..] = back.as_coeffs();
    // So many pixels of the picture fall into one of the paper.
    let reach = |along: f64| (along.abs().round() as usize).clamp(1, 64);
    let (across, down) = (reach(a.hypot(c)), reach(b.hypot(d)));
    let opacity = (opacity.clamp(0.0, 1.0) * 255.0).round() as u32;
    let paper_height = paper.len() / 4 / paper_width;
    let first = |place: f64| (place - 0.5).ceil().max(0.0) as usize;
    let rows = first(placed.y0)..first(placed.y1).min(paper_height);
    let columns = first(placed.x0)..first(placed.x1).min(paper_width);
    for y in rows {
        for x in columns.clone() {
            let under = back * Point::new(x as f64 + 0.5, y as f64 + 0.5);
            if under.x < 0.0 || under.y < 0.0 || under.x >= width as f64 || under.y >= height as f64
            {
                continue;
            }
            let (color, cover) = mean(layer, under, across, down);
            let cover = cover * opacity / 255;
            let Some(pixel) = paper.get_mut((y * paper_width + x) * 4..) else { return };
            for (value, color) in pixel.iter_mut().zip(color) {
                let below = u32::from(*value);
                *value = ((color * cover + below * (255 - cover) + 127) / 255) as u8;
            }
        }
    }
}

/// The mean of the pixels around a place.
fn mean(layer: &Layer<'_>, at: Point, across: usize, down: usize) -> ([u32; 3], u32) {
    let (x, y) = (at.x as usize, at.y as usize);
    if across == 1 && down == 1 {
        return layer.at(x, y);
    }
    // Of an even number of pixels half lie on either side of the place, which is a corner then.
    let range = |place: f64, count: usize, length: u32| {
        let from = (place - count as f64 / 2.0).round().max(0.0) as usize;
        from..(from + count).min(length as usize)
    };
    let (mut sum, mut covered, mut count) = ([0; 3], 0, 0);
    for y in range(at.y, down, layer.height) {
        for x in range(at.x, across, layer.width) {
            let (color, cover) = layer.at(x, y);
            for (sum, color) in sum.iter_mut().zip(color) {
                *sum += color * cover;
            }
            covered += cover;
            count += 1;
        }
    }
    (sum.map(|sum| sum / covered.max(1)), covered / count.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(width: usize, height: usize) -> Vec<u8> {
        vec![u8::MAX; width * height * 4]
    }

    fn reds(paper: &[u8]) -> Vec<u8> {
        paper.chunks_exact(4).map(|pixel| pixel[0]).collect()
    }

    fn all(width: usize, height: usize) -> Area {
        Area::new(0.0, 0.0, width as f64, height as f64)
    }

    #[test]
    fn strips_that_meet_within_a_pixel_leave_no_seam() {
        let mut made = paper(4, 1);
        let black = [0; 2];
        for place in [0.3, 2.3] {
            let layer = Layer::grey(2, 1, &black, None);
            let transform = Matrix::translate((place, 0.0));
            paint(&mut made, 4, &layer, transform, all(4, 1), 1.0);
        }
        assert_eq!(reds(&made), [0, 0, 0, 0]);
    }

    #[test]
    fn a_finer_picture_is_the_mean_and_a_turned_one_lies_as_it_is_turned() {
        let mut made = paper(2, 1);
        let layer = Layer::grey(4, 2, &[0, 100, 10, 10, 100, 200, 10, 10], None);
        paint(&mut made, 2, &layer, Matrix::scale(0.5), all(2, 1), 1.0);
        assert_eq!(reds(&made), [100, 10]);
        let mut turned = paper(2, 2);
        let layer = Layer::grey(2, 2, &[1, 2, 3, 4], None);
        // A quarter clockwise.
        let transform = Matrix::new([0.0, 1.0, -1.0, 0.0, 2.0, 0.0]);
        paint(&mut turned, 2, &layer, transform, all(2, 2), 1.0);
        assert_eq!(reds(&turned), [3, 1, 4, 2]);
    }

    #[test]
    fn a_stencil_paints_its_colour_where_its_mask_says() {
        let mut made = paper(3, 1);
        let mask = Grey { width: 3, height: 1, values: &[255, 0, 255] };
        let layer = Layer::stencil(mask, [10, 20, 30, 255]);
        paint(&mut made, 3, &layer, Matrix::IDENTITY, all(2, 1), 1.0);
        assert_eq!(reds(&made), [10, 255, 255]);
        let mut half = paper(1, 1);
        paint(&mut half, 1, &layer, Matrix::IDENTITY, all(1, 1), 0.5);
        assert_eq!(reds(&half), [132]);
    }
}
