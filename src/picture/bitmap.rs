//! One channel of a picture, and ink as a bitmap.

use crate::layout::geometry::Rect;

/// A byte a pixel, row by row: grey levels, or in a bitmap 1 for ink and 0 for paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Plane {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) bytes: Vec<u8>,
}

/// Columns `left..right` and rows `top..bottom` of a picture, in pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) right: usize,
    pub(super) bottom: usize,
}

impl Area {
    pub(super) fn width(&self) -> usize {
        self.right.saturating_sub(self.left)
    }

    pub(super) fn height(&self) -> usize {
        self.bottom.saturating_sub(self.top)
    }

    /// The pixels that a box touches, within a picture of this size.
    pub(super) fn of(rect: &Rect, width: usize, height: usize) -> Area {
        let within = |value: f32, most: usize| (value.max(0.0) as usize).min(most);
        let left = within(rect.left.floor(), width);
        let top = within(rect.top.floor(), height);
        Area {
            left,
            top,
            right: within(rect.right.ceil(), width).max(left),
            bottom: within(rect.bottom.ceil(), height).max(top),
        }
    }

    pub(super) fn rect(&self) -> Rect {
        Rect {
            left: self.left as f32,
            top: self.top as f32,
            right: self.right as f32,
            bottom: self.bottom as f32,
        }
    }
}

impl Plane {
    pub(super) fn new(width: usize, height: usize) -> Plane {
        Plane { width, height, bytes: vec![0; width * height] }
    }

    /// The value of a pixel; 0 outside.
    pub(super) fn at(&self, x: usize, y: usize) -> u8 {
        if x >= self.width {
            return 0;
        }
        self.bytes.get(y * self.width + x).copied().unwrap_or(0)
    }

    /// Sets a pixel; nothing happens outside.
    pub(super) fn set(&mut self, x: usize, y: usize, value: u8) {
        if x < self.width
            && let Some(byte) = self.bytes.get_mut(y * self.width + x)
        {
            *byte = value;
        }
    }

    /// A row; empty below the last.
    pub(super) fn row(&self, y: usize) -> &[u8] {
        self.bytes.get(y * self.width..(y + 1) * self.width).unwrap_or_default()
    }

    /// A row; empty above the first and below the last.
    pub(super) fn row_or_none(&self, y: usize) -> &[u8] {
        if y < self.height { self.row(y) } else { &[] }
    }

    /// Part of a row.
    pub(super) fn part(&self, y: usize, left: usize, right: usize) -> &[u8] {
        self.row(y).get(left..right).unwrap_or_default()
    }

    /// Columns made rows.
    pub(super) fn transposed(&self) -> Plane {
        const BLOCK: usize = 32;
        let mut turned = Plane::new(self.height, self.width);
        // In blocks: a whole column at a time misses the cache on every pixel.
        for top in (0..self.height).step_by(BLOCK) {
            for left in (0..self.width).step_by(BLOCK) {
                for y in top..(top + BLOCK).min(self.height) {
                    for x in left..(left + BLOCK).min(self.width) {
                        turned.set(y, x, self.at(x, y));
                    }
                }
            }
        }
        turned
    }

    /// Number of pixels of ink in each row of an area.
    pub(super) fn rows(&self, area: &Area) -> Vec<u32> {
        let count = |y| self.part(y, area.left, area.right).iter().map(|&b| u32::from(b)).sum();
        (area.top..area.bottom).map(count).collect()
    }

    /// Number of pixels of ink in each column of an area.
    pub(super) fn columns(&self, area: &Area) -> Vec<u32> {
        let mut counts = vec![0; area.width()];
        for y in area.top..area.bottom {
            for (count, &byte) in counts.iter_mut().zip(self.part(y, area.left, area.right)) {
                *count += u32::from(byte);
            }
        }
        counts
    }

    /// The smallest area around the ink of an area; `None` without any.
    pub(super) fn inked(&self, area: &Area) -> Option<Area> {
        let rows = self.rows(area);
        let top = rows.iter().position(|&count| count > 0)?;
        let bottom = rows.iter().rposition(|&count| count > 0)? + 1;
        let columns = self.columns(area);
        let left = columns.iter().position(|&count| count > 0)?;
        let right = columns.iter().rposition(|&count| count > 0)? + 1;
        Some(Area {
            left: area.left + left,
            top: area.top + top,
            right: area.left + right,
            bottom: area.top + bottom,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A bitmap drawn with characters: `#` is ink.
    pub(in crate::picture) fn drawn(rows: &[&str]) -> Plane {
        let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
        let mut plane = Plane::new(width, rows.len());
        for (y, row) in rows.iter().enumerate() {
            for (x, char) in row.chars().enumerate() {
                plane.set(x, y, u8::from(char == '#'));
            }
        }
        plane
    }

    #[test]
    fn the_ink_of_an_area_has_a_box() {
        let plane = drawn(&["......", "..##..", "..#...", "......"]);
        let whole = Area { left: 0, top: 0, right: 6, bottom: 4 };
        assert_eq!(plane.inked(&whole), Some(Area { left: 2, top: 1, right: 4, bottom: 3 }));
        assert_eq!(plane.inked(&Area { left: 0, top: 0, right: 2, bottom: 4 }), None);
        assert_eq!(plane.rows(&whole), [0, 2, 1, 0]);
        assert_eq!(plane.columns(&whole), [0, 0, 2, 1, 0, 0]);
    }

    #[test]
    fn columns_are_made_rows_and_back() {
        let plane = drawn(&["#..", ".##"]);
        assert_eq!(plane.transposed(), drawn(&["#.", ".#", ".#"]));
        assert_eq!(plane.transposed().transposed(), plane);
    }
}
