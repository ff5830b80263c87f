//! What each step of the walk over a page picture found, drawn over it.

use std::fmt::Write as _;

/// Points of the page as it is given, joined by lines.
pub(crate) type Shape = Vec<(f32, f32)>;

/// What the steps found, on the page as it is given.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Steps {
    /// Height of a body character, in pixels of the picture that was looked at.
    pub(crate) character_height: f32,
    /// How many times as large as the given one that picture is.
    pub(crate) zoom: f32,
    /// By how many quarters it was turned, counter-clockwise.
    pub(crate) quarters: u32,
    /// The angle of its lines before they were made level, in degrees, clockwise.
    pub(crate) angle: f32,
    /// Whether it was seen from aside.
    pub(crate) aside: bool,
    /// Whether its paper was bent.
    pub(crate) bent: bool,
    /// The rules that were traced and are rules.
    pub(crate) rules: Vec<Shape>,
    pub(crate) stamps: Vec<Shape>,
    pub(crate) cells: Vec<Shape>,
    /// The lines of text that were read.
    pub(crate) lines: Vec<Shape>,
}

impl Steps {
    /// A drawing to lay over the page; its unit is that of the places.
    pub(crate) fn svg(&self, (width, height): (f32, f32)) -> String {
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\">\n"
        );
        let stroke = width.max(height) / 1000.0;
        let kinds = [
            (&self.stamps, "#d000d0", "#d000d020", true),
            (&self.cells, "#2060ff", "#2060ff18", true),
            (&self.lines, "#00a000", "none", true),
            (&self.rules, "#ff3000", "none", false),
        ];
        for (shapes, colour, ground, closed) in kinds {
            let _ = writeln!(
                out,
                "<g stroke=\"{colour}\" fill=\"{ground}\" stroke-width=\"{stroke}\">"
            );
            for shape in shapes {
                let name = if closed { "polygon" } else { "polyline" };
                let _ = write!(out, "<{name} points=\"");
                for (x, y) in shape {
                    let _ = write!(out, "{x:.1},{y:.1} ");
                }
                out.push_str("\"/>\n");
            }
            out.push_str("</g>\n");
        }
        out.push_str("</svg>\n");
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_are_drawn() {
        let steps = Steps {
            rules: vec![vec![(1.0, 2.0), (30.0, 2.5)]],
            cells: vec![vec![(1.0, 2.0), (9.0, 2.0), (9.0, 8.0), (1.0, 8.0)]],
            ..Steps::default()
        };
        let svg = steps.svg((100.0, 50.0));
        assert!(svg.contains("<polyline points=\"1.0,2.0 30.0,2.5 \"/>"));
        assert!(svg.contains("<polygon points=\"1.0,2.0 9.0,2.0 9.0,8.0 1.0,8.0 \"/>"));
    }
}
