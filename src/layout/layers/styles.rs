//! The styles of a page: in which of them most of its text is set.

use super::strokes::{Stroke, same_color, same_size};

/// The styles of a page: how much of its text is set in each.
pub(super) struct Styles {
    /// The colour of most of it.
    pub(super) color: [u8; 3],
    colors: Vec<([u8; 3], usize)>,
    sizes: Vec<(f32, usize)>,
    slanted: usize,
    upright: usize,
}

impl Styles {
    pub(super) fn of(strokes: &[Stroke]) -> Styles {
        let mut styles =
            Styles { color: [0; 3], colors: Vec::new(), sizes: Vec::new(), slanted: 0, upright: 0 };
        let own = |stroke: &&Stroke| !stroke.repeats && stroke.askew * 3 < stroke.count.max(1);
        for stroke in strokes.iter().filter(own) {
            let count = stroke.count;
            let Styles { colors, sizes, .. } = &mut styles;
            match colors.iter_mut().find(|(color, _)| same_color(*color, stroke.color)) {
                Some((_, all)) => *all += count,
                None => colors.push((stroke.color, count)),
            }
            match sizes.iter_mut().find(|(size, _)| same_size(*size, stroke.size)) {
                Some((_, all)) => *all += count,
                None => sizes.push((stroke.size, count)),
            }
            *if stroke.slanted { &mut styles.slanted } else { &mut styles.upright } += count;
        }
        let most = styles.colors.iter().max_by_key(|(_, count)| *count);
        styles.color = most.map_or([0; 3], |(color, _)| *color);
        styles
    }

    /// Whether the first of two strokes lies across the text of the page, or the
    /// second does; `None` if the style of neither tells.
    pub(super) fn across(&self, a: &Stroke, b: &Stroke, one_line: bool) -> Option<bool> {
        /// One style is the page's if this many times more is set in it.
        const MANY: usize = 4;
        if one_line {
            return None;
        }
        if a.slanted != b.slanted {
            let rare = self.slanted * MANY <= self.upright;
            return rare.then_some(a.slanted);
        }
        if !same_color(a.color, b.color) {
            let count = |stroke: &Stroke| {
                let own = self.colors.iter().find(|(color, _)| same_color(*color, stroke.color));
                own.map_or(0, |(_, count)| *count)
            };
            let (a, b) = (count(a), count(b));
            return (a != b).then_some(a < b);
        }
        let count = |stroke: &Stroke| {
            let own = self.sizes.iter().find(|(size, _)| same_size(*size, stroke.size));
            own.map_or(0, |(_, count)| *count)
        };
        if same_size(a.size, b.size) {
            return None;
        }
        let (a, b) = (count(a), count(b));
        (a * MANY <= b || b * MANY <= a).then_some(a < b)
    }
}
