//! Pages that are pictures: the pictures of a page put together as it is seen, and read.

use super::matrix::Matrix;
use super::{File, POINTS};
use crate::decode::picture::bounds::{MOST_PIXELS, is_bounded};
use crate::decode::picture::{self, Frame, Problem};
use crate::decode::scans::{self, Seen};
use crate::layout::geometry::PageGeometry;
use crate::layout::{PageText, page_text};
use crate::location::At;
use crate::recognition::RecognitionMode;
use crate::recognition::pixels::{Affine, Pixels};

/// More pictures on a page are ornaments.
const MOST: usize = 400;

/// What a page paints of pictures: the part that holds each, empty if there is none, and where its
/// unit square lies, in points.
pub(super) type Placed = (String, Matrix);

impl File<'_, '_> {
    /// Whether a page was read in its pictures, or there is something to say of them.
    pub(super) fn read_pictures(
        &mut self,
        index: usize,
        geometry: &PageGeometry,
        placed: &[Placed],
    ) -> bool {
        let text = page_text(geometry);
        let wanted = match self.scans.mode() {
            RecognitionMode::Off => false,
            RecognitionMode::Auto => matches!(text, PageText::Picture | PageText::Recognised),
            RecognitionMode::Force => text != PageText::Blank,
        };
        if !wanted || placed.is_empty() || placed.len() > MOST {
            return false;
        }
        let Some(recogniser) = self.scans.recogniser() else { return false };
        let at = At::default().with_page(Some(index as u32 + 1));
        let mut notes = Vec::new();
        let pixels = match self.seen((geometry.width, geometry.height), placed) {
            Ok(Frame { pixels, whole, .. }) => {
                notes.extend((!whole).then(|| picture::cut(at)));
                pixels
            }
            // What a scanner wrote under the picture is better than nothing.
            Err(_) if text.is_usable() => return false,
            Err(problem) => {
                self.lost.get_or_insert(problem);
                self.reader.lost_page(index, problem.note(at));
                return true;
            }
        };
        let told = (text == PageText::Recognised).then(|| Box::new(geometry.clone()));
        let on_drawing = self.recognition.on_drawing.clone();
        let seen = Seen { recogniser, pixels, told, notes, on_drawing };
        scans::read_here(index, seen, &mut self.reader);
        self.read.insert(index as u32 + 1);
        true
    }

    /// The pictures of a page of this size in points, as they are seen.
    fn seen(&mut self, size: (f32, f32), placed: &[Placed]) -> Result<Frame, Problem> {
        let mut pictures: Vec<(Pixels, Affine)> = Vec::new();
        let mut left = MOST_PIXELS;
        let (mut all_whole, mut problem) = (true, None);
        for (part, matrix) in placed {
            let bytes = self.package.part(part).and_then(Result::ok).unwrap_or_default();
            match picture::first(&bytes, self.scans.dpi()) {
                Ok(Frame { pixels, whole, size: [width, height] }) => {
                    let count = u64::from(width) * u64::from(height);
                    left = left.checked_sub(count).ok_or(Problem::TooLarge { width, height })?;
                    all_whole &= whole;
                    let unit = (pixels.width as f32, pixels.height as f32);
                    pictures.push((pixels, onto(*matrix, unit)));
                }
                Err(found) => problem = Some(found),
            }
        }
        // A picture that is missing among others is a part of the page that is not read.
        all_whole &= problem.is_none();
        let pixels = together(pictures, size, self.scans.dpi());
        let pixels = pixels.ok_or(problem.unwrap_or(Problem::Unreadable))?;
        let size = [pixels.width, pixels.height];
        Ok(Frame { pixels, whole: all_whole, size })
    }
}

/// From the pixels of a picture of this size to points.
fn onto(matrix: Matrix, (width, height): (f32, f32)) -> Affine {
    let (x, y) = (matrix.vector((1.0, 0.0)), matrix.vector((0.0, 1.0)));
    let origin = matrix.place((0.0, 0.0));
    Affine([
        x.0 as f32 / width,
        x.1 as f32 / width,
        y.0 as f32 / height,
        y.1 as f32 / height,
        origin.0 as f32,
        origin.1 as f32,
    ])
}

/// One picture of a page; that of a single one is taken as it is, unless it is mirrored.
fn together(
    mut pictures: Vec<(Pixels, Affine)>,
    (width, height): (f32, f32),
    finest: f32,
) -> Option<Pixels> {
    let turns = |Affine([a, b, c, d, ..]): &Affine| a * d - b * c;
    pictures.retain(|(_, map)| turns(map).abs() > 1e-9);
    if let [(_, map)] = pictures.as_slice()
        && turns(map) > 0.0
    {
        let (pixels, to_page) = pictures.pop()?;
        return Some(Pixels { to_page, ..pixels });
    }
    // As fine as the finest of them.
    let pixel = |Affine([a, b, ..]): &Affine| a.hypot(*b);
    let unit = pictures.iter().map(|(_, map)| pixel(map)).fold(f32::MAX, f32::min);
    let unit = unit.max(POINTS as f32 * 25.4 / finest);
    let (wide, high) = ((width / unit).ceil(), (height / unit).ceil());
    if pictures.is_empty() || !is_bounded(wide as u64, high as u64) {
        return None;
    }
    let mut page = Pixels::white(wide as u32, high as u32);
    page.to_page = Affine::scale(unit);
    for (pixels, map) in &pictures {
        put(&mut page, unit, pixels, map);
    }
    Some(page)
}

/// Lays a picture on a page: of each pixel of the page, what lies under its middle.
fn put(page: &mut Pixels, unit: f32, picture: &Pixels, map: &Affine) {
    let Affine([a, b, c, d, e, f]) = *map;
    let whole = a * d - b * c;
    let (width, height) = (picture.width as f32, picture.height as f32);
    let corners =
        [(0.0, 0.0), (width, 0.0), (0.0, height), (width, height)].map(|corner| map.apply(corner));
    let range = |of: fn(&(f32, f32)) -> f32, most: u32| {
        let ends = corners.iter().map(of);
        let low = ends.clone().fold(f32::MAX, f32::min) / unit;
        let high = ends.fold(f32::MIN, f32::max) / unit;
        low.floor().max(0.0) as u32..(high.ceil().max(0.0) as u32).min(most)
    };
    let row_length = page.width as usize * 3;
    for y in range(|corner| corner.1, page.height) {
        for x in range(|corner| corner.0, page.width) {
            let place = ((x as f32 + 0.5) * unit - e, (y as f32 + 0.5) * unit - f);
            let (u, v) = ((place.0 * d - place.1 * c) / whole, (place.1 * a - place.0 * b) / whole);
            if u >= 0.0 && v >= 0.0 && u < width && v < height {
                let from = y as usize * row_length + x as usize * 3;
                if let Some(pixel) = page.rgb.get_mut(from..from + 3) {
                    pixel.copy_from_slice(&picture.at(u as u32, v as u32));
                }
            }
        }
    }
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
    fn one_picture_is_taken_as_it_is() {
        let map = Affine([0.5, 0.0, 0.0, 0.5, 10.0, 20.0]);
        let page = together(vec![(picture(2, 1, &[1, 2]), map)], (600.0, 800.0), 300.0).unwrap();
        assert_eq!((page.width, values(&page)), (2, vec![1, 2]));
        assert_eq!(page.to_page.apply((2.0, 0.0)), (11.0, 20.0));
    }

    #[test]
    fn strips_become_one_picture_and_a_mirrored_one_is_turned_over() {
        let strip = |top: f32| Affine([1.0, 0.0, 0.0, 1.0, 0.0, top]);
        let strips =
            vec![(picture(2, 1, &[1, 2]), strip(0.0)), (picture(2, 1, &[3, 4]), strip(1.0))];
        let page = together(strips, (3.0, 2.0), 300.0).unwrap();
        assert_eq!((page.width, page.height), (3, 2));
        assert_eq!(values(&page), [1, 2, 255, 3, 4, 255]);
        let mirrored = Affine([1.0, 0.0, 0.0, -1.0, 0.0, 2.0]);
        let page = together(vec![(picture(1, 2, &[1, 2]), mirrored)], (1.0, 2.0), 300.0).unwrap();
        assert_eq!(values(&page), [2, 1]);
    }

    #[test]
    fn without_a_picture_there_is_no_page() {
        assert!(together(Vec::new(), (600.0, 800.0), 300.0).is_none());
        let flat = Affine([1.0, 0.0, 1.0, 0.0, 0.0, 0.0]);
        assert!(together(vec![(picture(1, 1, &[1]), flat)], (600.0, 800.0), 300.0).is_none());
        let far = Affine([1e-6, 0.0, 0.0, -1e-6, 0.0, 0.0]);
        assert!(together(vec![(picture(1, 1, &[1]), far)], (1e9, 1e9), 300.0).is_none());
    }
}
