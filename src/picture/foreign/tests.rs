use super::*;
use crate::picture::{anchor, curved, rules};

const CH: f32 = 16.0;

fn fill(ink: &mut Plane, [left, top, right, bottom]: [usize; 4]) {
    for y in top..bottom {
        (left..right).for_each(|x| ink.set(x, y, 1));
    }
}

/// A net of lines with short texts in it.
fn table() -> Plane {
    let mut ink = Plane::new(700, 420);
    for row in 0..11 {
        fill(&mut ink, [40, 40 + row * 34, 662, 42 + row * 34]);
    }
    for x in [40, 160, 320, 480, 660] {
        fill(&mut ink, [x, 40, x + 2, 382]);
    }
    for row in 0..10 {
        for x in [60, 180, 340, 500] {
            for n in 0..4 {
                let (left, top) = (x + n * 18, 50 + row * 34);
                fill(&mut ink, [left, top, left + 14, top + 2]);
                fill(&mut ink, [left, top + 12, left + 14, top + 14]);
                fill(&mut ink, [left, top, left + 2, top + 14]);
            }
        }
    }
    ink
}

fn ring(ink: &mut Plane, (x, y): (f32, f32), (wide, high): (f32, f32)) {
    for row in 0..ink.height {
        for column in 0..ink.width {
            let (dx, dy) = (column as f32 - x, row as f32 - y);
            let within =
                |less: f32| (dx / (wide - less)).powi(2) + (dy / (high - less)).powi(2) <= 1.0;
            if within(0.0) && !within(3.0) {
                ink.set(column, row, 1);
            }
        }
    }
}

/// The rules that are believed, and the foreign ink.
fn found(ink: &Plane) -> (Rules, Vec<Field>) {
    let traced = curved::straight(rules::rules(ink, CH), CH);
    let mut rules = anchor::anchored(traced, ink, ink, CH);
    let mut levels = ink.clone();
    levels.bytes.iter_mut().for_each(|byte| *byte = if *byte == 1 { 60 } else { 250 });
    let fields = fields(&levels, &rules, CH);
    leave_out(&mut rules, &fields, CH);
    (rules, fields)
}

fn counts(rules: &Rules) -> (usize, usize) {
    (rules.horizontal.len(), rules.vertical.len())
}

#[test]
fn a_table_with_its_text_has_no_foreign_ink() {
    let (rules, fields) = found(&table());
    assert_eq!(counts(&rules), (11, 5));
    assert_eq!(fields, []);
}

#[test]
fn rings_wherever_they_lie_are_foreign_and_draw_no_lines() {
    for size in [(70.0, 70.0), (95.0, 95.0), (110.0, 75.0)] {
        for place in [(250.0, 200.0), (400.0, 212.0), (330.0, 131.0), (560.0, 260.0)] {
            let mut ink = table();
            ring(&mut ink, place, size);
            let (rules, fields) = found(&ink);
            assert_eq!(counts(&rules), (11, 5), "{size:?} {place:?}");
            let at = |x: f32, y: f32| Rect {
                left: place.0 + x - 4.0,
                top: place.1 + y - 4.0,
                right: place.0 + x + 4.0,
                bottom: place.1 + y + 4.0,
            };
            let touched = |rect: Rect| fields.iter().any(|field| field.touches(&rect, CH));
            assert!(touched(at(0.0, 0.0)), "{size:?} {place:?} {:?}", fields.len());
            assert!(touched(at(size.0 * 0.9, 0.0)) && touched(at(0.0, -size.1 * 0.9)));
            assert!(!touched(at(size.0 + 30.0, 0.0)));
        }
    }
}

#[test]
fn a_stroke_over_lines_is_foreign() {
    let mut ink = table();
    for n in 0..90 {
        fill(&mut ink, [200 + n, 100 + n / 2, 204 + n, 103 + n / 2]);
    }
    let (rules, fields) = found(&ink);
    assert_eq!(counts(&rules), (11, 5));
    assert_eq!(fields.len(), 1);
}
