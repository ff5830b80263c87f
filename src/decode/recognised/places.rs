//! Boxes on pages.

use crate::location::At;

/// A place on a page. A box without an inside is none.
pub(super) fn place(page: Option<u32>, bbox: Option<[f32; 4]>) -> At {
    let bbox = bbox.filter(|sides| {
        let [left, top, right, bottom] = sides;
        left < right && top < bottom && sides.iter().all(|side| side.is_finite())
    });
    At::default().with_page(page).with_bbox(bbox)
}

/// The lower of two shares, where they are told.
pub(super) fn least(one: Option<f32>, two: Option<f32>) -> Option<f32> {
    match (one, two) {
        (Some(one), Some(two)) => Some(one.min(two)),
        (one, two) => one.or(two),
    }
}

pub(super) fn union(one: [f32; 4], two: [f32; 4]) -> [f32; 4] {
    let ([a, b, c, d], [e, f, g, h]) = (one, two);
    [a.min(e), b.min(f), c.max(g), d.max(h)]
}

/// Whether the middle of one box lies in another.
pub(super) fn holds(outer: [f32; 4], inner: [f32; 4]) -> bool {
    let ([left, top, right, bottom], [a, b, c, d]) = (outer, inner);
    let (x, y) = ((a + c) / 2.0, (b + d) / 2.0);
    left <= x && x <= right && top <= y && y <= bottom
}

/// Whether two places on one page are the same for the most part.
pub(super) fn same_place(one: At, two: At) -> bool {
    let (Some(one_box), Some(two_box)) = (one.bbox(), two.bbox()) else { return false };
    let area = |[a, b, c, d]: [f32; 4]| (c - a).max(0.0) * (d - b).max(0.0);
    let ([a, b, c, d], [e, f, g, h]) = (one_box, two_box);
    let common = area([a.max(e), b.max(f), c.min(g), d.min(h)]);
    one.page() == two.page() && common > 0.0 && common > 0.9 * area(one_box).max(area(two_box))
}
