//! Lines cut out of the picture, as a recogniser reads them.

use super::bitmap::Area;
use super::pixels::{Pixels, Strip};
use crate::layout::geometry::Rect;

/// Paper above and below a line, as a share of its height, and at its sides, in characters.
const MARGIN: f32 = 0.15;
const SIDE: f32 = 0.2;

/// What is cut out reaches beyond the ink by this, in characters and in pixels: its grey edge.
const EDGE: f32 = 0.12;
const EDGE_PIXELS: usize = 2;

/// A line lower than this is set on paper of this height, in characters.
const LOWEST: f32 = 0.8;

/// Between characters that are set side by side, in characters.
const BETWEEN: f32 = 0.12;

/// A strip, and from where it is cut.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    pub(super) strip: Strip,
    /// Its parts from left to right: where each begins and ends in the strip, and where it
    /// stands in the picture.
    pub(super) parts: Vec<(f32, f32, Rect)>,
    /// Whether the parts are characters one above the other.
    pub(super) stacked: bool,
}

/// A line on its own paper.
pub(super) fn line(pixels: &Pixels, line: &Area, ch: f32) -> Cut {
    put_together(pixels, &[*line], false, ch)
}

/// Characters one above the other, set side by side.
pub(super) fn stacked(pixels: &Pixels, characters: &[Area], ch: f32) -> Cut {
    put_together(pixels, characters, true, ch)
}

/// A line in the box of a detector, which has paper around it already.
pub(super) fn as_it_is(pixels: &Pixels, area: &Area) -> Cut {
    let (width, height) = (area.width(), area.height());
    let mut strip = Strip {
        width: width as u32,
        height: height as u32,
        rgb: Vec::with_capacity(width * height * 3),
    };
    for y in area.top..area.bottom {
        for x in area.left..area.right {
            strip.rgb.extend(pixels.at(x as u32, y as u32));
        }
    }
    Cut { strip, parts: vec![(0.0, width as f32, area.rect())], stacked: false }
}

/// A strip with more of its paper around it.
pub(super) fn looser(strip: &Strip) -> Strip {
    const MORE: usize = 7;
    let (width, height) = (strip.width as usize, strip.height as usize);
    let more = (height / MORE).max(2);
    let paper = strip.rgb.first_chunk::<3>().copied().unwrap_or([u8::MAX; 3]);
    let wide = width + 2 * more;
    let mut rgb = paper.repeat(wide * more);
    for row in strip.rgb.chunks_exact(width.max(1) * 3) {
        rgb.extend(paper.repeat(more));
        rgb.extend(row);
        rgb.extend(paper.repeat(more));
    }
    rgb.extend(paper.repeat(wide * more));
    Strip { width: wide as u32, height: (height + 2 * more) as u32, rgb }
}

fn put_together(pixels: &Pixels, areas: &[Area], stacked: bool, ch: f32) -> Cut {
    let highest = areas.iter().map(Area::height).max().unwrap_or(0) as f32;
    let inner = highest.max(ch * LOWEST);
    let margin = (inner * MARGIN).ceil() as usize + 1;
    let side = (ch * SIDE).ceil() as usize + 1;
    let between = (ch * BETWEEN).ceil() as usize;
    let height = inner.ceil() as usize + 2 * margin;
    let widths: usize = areas.iter().map(Area::width).sum();
    let width = widths + 2 * side + between * areas.len().saturating_sub(1);
    let mut strip = Strip {
        width: width as u32,
        height: height as u32,
        rgb: vec![u8::MAX; width * height * 3],
    };
    let mut parts = Vec::with_capacity(areas.len());
    let mut left = side;
    for area in areas {
        let paper = paper(pixels, area);
        // The paper of a part reaches half way to the next.
        let from = if left == side { 0 } else { left - between / 2 };
        let to = (left + area.width() + side).min(width);
        fill(&mut strip, from, to, paper);
        let top = (height - area.height().min(height)) / 2;
        copy(pixels, area, &mut strip, (left, top), ((ch * EDGE) as usize).max(EDGE_PIXELS));
        parts.push((left as f32, (left + area.width()) as f32, area.rect()));
        left += area.width() + between;
    }
    Cut { strip, parts, stacked }
}

fn fill(strip: &mut Strip, from: usize, to: usize, colour: [u8; 3]) {
    let width = strip.width as usize;
    for row in strip.rgb.chunks_exact_mut(width.max(1) * 3) {
        for pixel in row.get_mut(from * 3..to * 3).unwrap_or_default().as_chunks_mut().0 {
            *pixel = colour;
        }
    }
}

fn copy(pixels: &Pixels, area: &Area, strip: &mut Strip, (left, top): (usize, usize), edge: usize) {
    let width = strip.width as usize;
    let above = edge.min(area.top).min(top);
    let before = edge.min(area.left).min(left);
    for y in 0..area.height() + above + edge {
        let from_y = area.top - above + y;
        let to_y = top - above + y;
        if from_y >= pixels.height as usize || to_y >= strip.height as usize {
            break;
        }
        for x in 0..area.width() + before + edge {
            let (from_x, to_x) = (area.left - before + x, left - before + x);
            if from_x >= pixels.width as usize || to_x >= width {
                break;
            }
            let to = (to_y * width + to_x) * 3;
            if let Some(pixel) = strip.rgb.get_mut(to..to + 3) {
                pixel.copy_from_slice(&pixels.at(from_x as u32, from_y as u32));
            }
        }
    }
}

/// The paper of a line: the middle one of its lighter half.
fn paper(pixels: &Pixels, area: &Area) -> [u8; 3] {
    let mut counts = [[0_u32; 256]; 3];
    let mut total = 0_u32;
    for y in area.top..area.bottom {
        for x in area.left..area.right {
            let colour = pixels.at(x as u32, y as u32);
            for (count, level) in counts.iter_mut().zip(colour) {
                if let Some(count) = count.get_mut(usize::from(level)) {
                    *count += 1;
                }
            }
            total += 1;
        }
    }
    counts.map(|count| {
        let mut sum = 0;
        for (level, own) in count.iter().enumerate().rev() {
            sum += own;
            if sum * 4 >= total {
                return level as u8;
            }
        }
        u8::MAX
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stands_on_its_own_paper_and_nothing_else_is_seen() {
        let mut pixels = Pixels::white(100, 100);
        pixels.rgb.fill(200);
        let black = |pixels: &mut Pixels, x: usize, y: usize| {
            pixels.rgb[(y * 100 + x) * 3..][..3].fill(0);
        };
        for x in 30..60 {
            black(&mut pixels, x, 40);
            black(&mut pixels, x, 55);
            // The next line.
            black(&mut pixels, x, 60);
        }
        let area = Area { left: 30, top: 40, right: 60, bottom: 56 };
        let cut = line(&pixels, &area, 16.0);
        let dark = cut.strip.rgb.iter().filter(|&&level| level == 0).count();
        assert_eq!(dark, 30 * 2 * 3);
        assert!(cut.strip.rgb.iter().all(|&level| level == 0 || level == 200));
        assert_eq!((cut.parts[0].0, cut.parts[0].1), (5.0, 35.0));
    }

    #[test]
    fn a_looser_strip_has_the_same_text_on_more_paper() {
        let rgb = vec![200, 200, 200, 0, 0, 0];
        let loose = looser(&Strip { width: 2, height: 1, rgb });
        assert_eq!((loose.width, loose.height, loose.rgb.len()), (6, 5, 90));
        let dark: Vec<usize> = (0..30).filter(|&n| loose.rgb[n * 3] == 0).collect();
        assert_eq!(dark, [2 * 6 + 3]);
    }

    #[test]
    fn characters_one_above_the_other_are_set_side_by_side() {
        let pixels = Pixels::white(100, 100);
        let at = |top: usize| Area { left: 30, top, right: 46, bottom: top + 16 };
        let cut = stacked(&pixels, &[at(20), at(50)], 16.0);
        assert_eq!(cut.parts.len(), 2);
        assert!(cut.parts[0].1 < cut.parts[1].0);
        assert!((cut.parts[1].2.top - 50.0).abs() < 0.1);
        assert!(cut.strip.height < 32 && cut.strip.width > 32);
    }
}
