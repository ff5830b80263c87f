//! Which glyphs stand near a place: the page in tiles.

use super::geometry::Glyph;

/// Side of a tile, in points: about a glyph.
const TILE: f32 = 16.0;

/// More tiles on a side only cost memory.
const MOST_TILES: usize = 400;

/// The glyphs of a page by the tile in which their middle lies.
pub(super) struct Near {
    cols: usize,
    rows: usize,
    /// Where the glyphs of each tile start in `members`.
    starts: Vec<u32>,
    /// Indexes of glyphs, in the order of painting within each tile, and their middles.
    members: Vec<(u32, [f32; 2])>,
}

/// The glyphs painted one after the other, from one before `at` up to one behind it, of which each
/// `touches` the next.
pub(super) fn run_around(at: usize, touches: impl Fn(usize) -> bool) -> (usize, usize) {
    let (mut from, mut to) = (at, at);
    while from > 0 && touches(from - 1) {
        from -= 1;
    }
    while touches(to) {
        to += 1;
    }
    (from, to + 1)
}

impl Near {
    pub(super) fn of(glyphs: &[Glyph]) -> Near {
        let side = |most: f32| ((most.max(0.0) / TILE) as usize + 1).min(MOST_TILES);
        let right = glyphs.iter().map(|g| g.bbox.x()).fold(0.0, f32::max);
        let bottom = glyphs.iter().map(|g| g.bbox.y()).fold(0.0, f32::max);
        let (cols, rows) = (side(right), side(bottom));
        let mut near = Near { cols, rows, starts: vec![0; cols * rows + 1], members: Vec::new() };
        let tiles: Vec<usize> = glyphs.iter().map(|g| near.tile(g.bbox.x(), g.bbox.y())).collect();
        for &tile in &tiles {
            near.starts[tile + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut near.starts {
            sum += *start;
            *start = sum;
        }
        near.members = vec![(0, [0.0; 2]); glyphs.len()];
        let mut next = near.starts.clone();
        for (n, (glyph, &tile)) in glyphs.iter().zip(&tiles).enumerate() {
            near.members[next[tile] as usize] = (n as u32, [glyph.bbox.x(), glyph.bbox.y()]);
            next[tile] += 1;
        }
        near
    }

    fn place(value: f32, count: usize) -> usize {
        ((value.max(0.0) / TILE) as usize).min(count - 1)
    }

    fn tile(&self, x: f32, y: f32) -> usize {
        Near::place(y, self.rows) * self.cols + Near::place(x, self.cols)
    }

    /// The glyphs whose middle lies no further than this from a place, and some
    /// around them.
    pub(super) fn around(&self, x: f32, y: f32, reach: f32) -> impl Iterator<Item = usize> + '_ {
        self.in_tiles(x, y, reach).map(|&(n, _)| n as usize)
    }

    /// The same, but those alone whose middle is no further off than `far` to a side.
    pub(super) fn within(
        &self,
        (x, y): (f32, f32),
        reach: f32,
        far: [f32; 2],
    ) -> impl Iterator<Item = usize> + '_ {
        let members = self.in_tiles(x, y, reach);
        let near = move |&&(_, [a, b]): &&(u32, [f32; 2])| {
            (a - x).abs() <= far[0] && (b - y).abs() <= far[1]
        };
        members.filter(near).map(|&(n, _)| n as usize)
    }

    fn in_tiles(&self, x: f32, y: f32, reach: f32) -> impl Iterator<Item = &(u32, [f32; 2])> + '_ {
        let (left, right) = (Near::place(x - reach, self.cols), Near::place(x + reach, self.cols));
        let (top, bottom) = (Near::place(y - reach, self.rows), Near::place(y + reach, self.rows));
        (top..=bottom).flat_map(move |row| {
            let from = self.starts[row * self.cols + left] as usize;
            let to = self.starts[row * self.cols + right + 1] as usize;
            &self.members[from..to]
        })
    }
}
