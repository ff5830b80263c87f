//! Pictures that are lines: some makers draw the borders of a table by stretching a picture of one
//! dot.

use super::geometry::{Rect, Ruling};

/// A thicker picture is no line, in points.
const THICKEST: f32 = 2.6;

/// A line is so many times as long as thick.
const LONG: f32 = 4.0;

/// Pictures nearer than this touch, in points.
const TOUCH: f32 = 0.5;

/// More thin pictures on a page are parts of one picture.
const MOST: usize = 2000;

/// The lines that pictures draw. What touches another picture along its side is a strip of one that
/// was cut, as makers of scans cut pages.
pub(super) fn lines(pictures: &[Rect]) -> Vec<Ruling> {
    let is_flat = |rect: &&Rect| rect.height() <= THICKEST && rect.width() > rect.height() * LONG;
    let is_upright = |rect: &&Rect| rect.width() <= THICKEST && rect.height() > rect.width() * LONG;
    let flat: Vec<Rect> = pictures.iter().filter(is_flat).copied().collect();
    // Seen from the side an upright one lies flat.
    let turned = |rect: &Rect| Rect {
        left: rect.top,
        top: rect.left,
        right: rect.bottom,
        bottom: rect.right,
    };
    let upright: Vec<Rect> = pictures.iter().filter(is_upright).map(turned).collect();
    if flat.len() + upright.len() > MOST {
        return Vec::new();
    }
    let mut found = Vec::with_capacity(flat.len() + upright.len());
    for (horizontal, mut thin) in [(true, flat), (false, upright)] {
        thin.sort_by(|a, b| a.top.total_cmp(&b.top));
        let alone = |n: usize| {
            let own = &thin[n];
            let below = thin.iter().skip(n + 1).take_while(|b| b.top <= own.bottom + TOUCH);
            let above =
                thin.iter().take(n).rev().take_while(|a| a.top + THICKEST + TOUCH >= own.top);
            let on_side = |other: &Rect| {
                let apart = (other.y() - own.y()).abs() > TOUCH / 2.0;
                let shared = own.right.min(other.right) - own.left.max(other.left);
                apart && other.bottom + TOUCH >= own.top && shared > own.width() / 2.0
            };
            !below.chain(above).any(on_side)
        };
        let lines = (0..thin.len()).filter(|&n| alone(n)).map(|n| {
            let own = &thin[n];
            Ruling { horizontal, place: own.y(), from: own.left, to: own.right }
        });
        found.extend(lines);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(left: f32, top: f32, right: f32, bottom: f32) -> Rect {
        Rect { left, top, right, bottom }
    }

    #[test]
    fn a_dot_that_is_stretched_is_a_line() {
        let found = lines(&[rect(50.0, 99.7, 300.0, 100.3), rect(49.7, 100.0, 50.3, 180.0)]);
        let at = |horizontal, place, from, to| Ruling { horizontal, place, from, to };
        let near = |a: &Ruling, b: &Ruling| {
            a.horizontal == b.horizontal && (a.place - b.place).abs() < 0.01 && a.to == b.to
        };
        assert_eq!(found.len(), 2);
        assert!(near(&found[0], &at(true, 100.0, 50.0, 300.0)));
        assert!(near(&found[1], &at(false, 50.0, 100.0, 180.0)));
    }

    #[test]
    fn strips_of_a_picture_are_no_lines() {
        let strips: Vec<Rect> =
            (0..40).map(|n| rect(0.0, n as f32 * 2.0, 595.0, n as f32 * 2.0 + 2.0)).collect();
        assert!(lines(&strips).is_empty());
    }
}
