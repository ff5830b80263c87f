//! Ink to connected components.

use super::bitmap::{Area, Plane};

/// Pixels of ink that touch each other, corners included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Component {
    pub(super) area: Area,
    /// Number of its pixels.
    pub(super) count: usize,
}

/// A stretch of ink in a row.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    left: usize,
    right: usize,
    y: usize,
}

/// The connected components of a bitmap, in the order of their first pixels.
pub(super) fn components(ink: &Plane) -> Vec<Component> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut parents: Vec<usize> = Vec::new();
    let mut above = 0..0;
    for y in 0..ink.height {
        let from = stretches.len();
        stretches_of(ink.row(y), y, &mut stretches);
        let mut first = above.start;
        for own in from..stretches.len() {
            parents.push(own);
            let Some(&stretch) = stretches.get(own) else { continue };
            // Those of the row above that end before this one touch none of the later ones.
            while first < above.end && stretches.get(first).is_some_and(|s| s.right < stretch.left)
            {
                first += 1;
            }
            let mut other = first;
            while other < above.end && stretches.get(other).is_some_and(|s| s.left <= stretch.right)
            {
                join(&mut parents, own, other);
                other += 1;
            }
        }
        above = from..stretches.len();
    }
    gather(&stretches, &mut parents)
}

fn stretches_of(row: &[u8], y: usize, all: &mut Vec<Stretch>) {
    let mut x = 0;
    while let Some(start) = memchr::memchr(1, row.get(x..).unwrap_or_default()) {
        let left = x + start;
        let rest = row.get(left..).unwrap_or_default();
        let right = left + memchr::memchr(0, rest).unwrap_or(rest.len());
        all.push(Stretch { left, right, y });
        x = right;
    }
}

/// The first of those that a thing is joined with, by the parent that each has; ways up get shorter.
pub(super) fn root(parents: &mut [usize], mut own: usize) -> usize {
    while let Some(&parent) = parents.get(own) {
        if parent == own {
            break;
        }
        let above = parents.get(parent).copied().unwrap_or(parent);
        if let Some(place) = parents.get_mut(own) {
            *place = above;
        }
        own = above;
    }
    own
}

/// The earlier root stays.
fn join(parents: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parents, a), root(parents, b));
    let (first, second) = (a.min(b), a.max(b));
    if let Some(parent) = parents.get_mut(second) {
        *parent = first;
    }
}

fn gather(stretches: &[Stretch], parents: &mut [usize]) -> Vec<Component> {
    let mut numbers = vec![usize::MAX; stretches.len()];
    let mut found: Vec<Component> = Vec::new();
    for (own, stretch) in stretches.iter().enumerate() {
        let root = root(parents, own);
        let Some(number) = numbers.get_mut(root) else { continue };
        if *number == usize::MAX {
            *number = found.len();
            let area = Area {
                left: stretch.left,
                top: stretch.y,
                right: stretch.right,
                bottom: stretch.y + 1,
            };
            found.push(Component { area, count: 0 });
        }
        if let Some(component) = found.get_mut(*number) {
            let area = &mut component.area;
            area.left = area.left.min(stretch.left);
            area.right = area.right.max(stretch.right);
            area.bottom = area.bottom.max(stretch.y + 1);
            component.count += stretch.right - stretch.left;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::bitmap::tests::drawn;

    #[test]
    fn what_touches_is_one_component() {
        let plane = drawn(&["#..#.##", "#..#...", "####...", "......#", ".#..##."]);
        let found = components(&plane);
        let boxes: Vec<(usize, usize, usize, usize, usize)> = found
            .iter()
            .map(|c| (c.area.left, c.area.top, c.area.right, c.area.bottom, c.count))
            .collect();
        assert_eq!(boxes, [(0, 0, 4, 3, 8), (5, 0, 7, 1, 2), (4, 3, 7, 5, 3), (1, 4, 2, 5, 1)]);
    }
}
