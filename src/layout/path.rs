//! Paths, stroked and filled, as a source tells them step by step.

use super::drawing::{Drawing, Ink, Place};

/// A step of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Step {
    /// A part begins here.
    Move(Place),
    /// Straight to here.
    Line(Place),
    /// Round to here.
    Curve(Place),
    /// Straight back to where the part began.
    Close,
}

/// A thicker line is a ground for letters, in points.
const THICK: f64 = 6.0;

impl Drawing {
    /// A stroked path; `width` is that of the line, in points.
    pub(crate) fn stroke(
        &mut self,
        steps: impl Iterator<Item = Step> + Clone,
        width: f64,
        ink: Ink,
    ) {
        if width > THICK && !ink.pale {
            // A line as thick as a row is a ground.
            let half = width / 2.0;
            if let Some([left, top, right, bottom]) = around(steps.clone()) {
                self.shape([left - half, top - half, right + half, bottom + half]);
            }
        }
        if !ink.pale
            && let Some(area) = ring(steps.clone())
        {
            self.ring(area);
        }
        let (mut start, mut last) = ((0.0, 0.0), (0.0, 0.0));
        for step in steps {
            match step {
                Step::Move(to) => (start, last) = (to, to),
                Step::Line(to) => {
                    self.line(last, to, ink);
                    last = to;
                }
                Step::Curve(to) => last = to,
                Step::Close => {
                    self.line(last, start, ink);
                    last = start;
                }
            }
        }
    }

    /// Each part of a filled path. Where it has several, one may be a hole in another.
    pub(crate) fn fill(&mut self, steps: &[Step], ink: Ink) {
        // A ring with breadth is one outline in another.
        if !ink.pale
            && let Some(area) = ring(steps.iter().copied())
        {
            self.ring(area);
        }
        let starts = |step: &Step| matches!(step, Step::Move(_));
        let parts = steps.iter().filter(|step| starts(step)).count();
        let ink = Ink { opaque: ink.opaque && parts == 1, ..ink };
        let mut from = 0;
        while from < steps.len() {
            let rest = steps.get(from + 1..).unwrap_or_default();
            let length = rest.iter().position(starts).map_or(rest.len(), |n| n) + 1;
            let part = steps.get(from..from + length).unwrap_or_default();
            self.outline(part.iter().filter_map(corner), ink);
            from += length;
        }
    }
}

/// Where a step of an outline leads; `None` if it is round.
pub(crate) fn corner(step: &Step) -> Option<Option<Place>> {
    match *step {
        Step::Move(to) | Step::Line(to) => Some(Some(to)),
        Step::Curve(_) => Some(None),
        Step::Close => None,
    }
}

/// The box around an outline that is round all the way.
fn ring(steps: impl Iterator<Item = Step> + Clone) -> Option<[f64; 4]> {
    /// A round outline has so many parts.
    const PARTS: usize = 2;
    let mut curves = 0;
    for step in steps.clone() {
        match step {
            Step::Curve(_) => curves += 1,
            // What closes a ring has no length.
            Step::Move(_) | Step::Close => {}
            Step::Line(_) => return None,
        }
    }
    if curves < PARTS { None } else { around(steps) }
}

fn around(steps: impl Iterator<Item = Step>) -> Option<[f64; 4]> {
    let places = steps.filter_map(|step| match step {
        Step::Move(to) | Step::Line(to) | Step::Curve(to) => Some(to),
        Step::Close => None,
    });
    places.fold(None, |whole, (x, y)| {
        let [left, top, right, bottom] = whole.unwrap_or([x, y, x, y]);
        Some([left.min(x), top.min(y), right.max(x), bottom.max(y)])
    })
}
