//! Which places of a page lie on one of many boxes, told for all at once: the page is gone
//! through from top to bottom, and the boxes that are open are counted by where they start
//! and end from left to right.

use super::geometry::Rect;

/// For each place whether one of the boxes holds it.
pub(super) fn held<'r>(
    boxes: impl Iterator<Item = &'r Rect> + Clone,
    places: &[(f32, f32)],
) -> Vec<bool> {
    let mut held = vec![false; places.len()];
    let sound = |rect: &&Rect| rect.left < rect.right && rect.top < rect.bottom;
    let mut opening: Vec<&Rect> = boxes.filter(sound).collect();
    if opening.is_empty() || places.is_empty() {
        return held;
    }
    let mut xs: Vec<f32> = opening.iter().flat_map(|rect| [rect.left, rect.right]).collect();
    xs.sort_by(f32::total_cmp);
    xs.dedup();
    let mut closing = opening.clone();
    opening.sort_by(|a, b| a.top.total_cmp(&b.top));
    closing.sort_by(|a, b| a.bottom.total_cmp(&b.bottom));
    let mut order: Vec<usize> = (0..places.len()).collect();
    let place = |n: usize| places.get(n).copied().unwrap_or_default();
    order.sort_by(|&a, &b| place(a).1.total_cmp(&place(b).1));
    let mut open = Open { counts: vec![0; xs.len() + 1] };
    let from = |x: f32| xs.partition_point(|&other| other < x);
    let (mut opened, mut closed) = (0, 0);
    for n in order {
        let (x, y) = place(n);
        while let Some(rect) = opening.get(opened).filter(|rect| rect.top <= y) {
            open.change(from(rect.left), 1);
            open.change(from(rect.right), -1);
            opened += 1;
        }
        while let Some(rect) = closing.get(closed).filter(|rect| rect.bottom <= y) {
            open.change(from(rect.left), -1);
            open.change(from(rect.right), 1);
            closed += 1;
        }
        if let Some(held) = held.get_mut(n) {
            *held = open.up_to(xs.partition_point(|&other| other <= x)) > 0;
        }
    }
    held
}

/// Counts whose sums up to a place are told quickly (a Fenwick tree).
struct Open {
    counts: Vec<i64>,
}

impl Open {
    fn change(&mut self, index: usize, by: i64) {
        let mut at = index + 1;
        while let Some(count) = self.counts.get_mut(at) {
            *count += by;
            at += at & at.wrapping_neg();
        }
    }

    /// The sum of the first ones.
    fn up_to(&self, count: usize) -> i64 {
        let (mut sum, mut at) = (0, count);
        while at > 0 {
            sum += self.counts.get(at).copied().unwrap_or_default();
            at &= at - 1;
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_held_as_each_box_says() {
        let rect = |left, top, right, bottom| Rect { left, top, right, bottom };
        let boxes = [
            rect(10.0, 10.0, 30.0, 20.0),
            rect(20.0, 15.0, 60.0, 40.0),
            rect(0.0, 50.0, 5.0, 50.0),
            rect(-5.0, 0.0, 100.0, 4.0),
            rect(10.0, 10.0, 30.0, 20.0),
        ];
        let sides = [-9.0, 0.0, 4.0, 10.0, 15.0, 20.0, 29.9, 30.0, 40.0, 50.0, 60.0, 99.0];
        let places: Vec<(f32, f32)> =
            sides.iter().flat_map(|&x| sides.iter().map(move |&y| (x, y))).collect();
        let held = held(boxes.iter(), &places);
        for (&(x, y), held) in places.iter().zip(held) {
            assert_eq!(held, boxes.iter().any(|rect| rect.contains(x, y)), "{x} {y}");
        }
    }
}
