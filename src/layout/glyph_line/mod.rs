//! Glyphs to lines of text.

mod text;

pub(crate) use text::SURE;

use super::geometry::{Glyph, Rect, Run};

/// The glyphs of one line, in reading order.
#[derive(Debug, Clone, Default)]
pub(super) struct GlyphLine {
    pub(super) glyphs: Vec<Glyph>,
    /// Around all glyphs.
    pub(super) bbox: Rect,
    /// Em of its largest glyph.
    pub(super) size: f32,
    /// Runs from top to bottom.
    pub(super) vertical: bool,
}

/// The lines that glyphs make, from top to bottom; those of vertical writing
/// from right to left. Spaces only part what stands beside them.
pub(super) fn lines(glyphs: &[Glyph]) -> Vec<GlyphLine> {
    let mut lines = match writing(glyphs) {
        Writing::Horizontal => horizontal(glyphs),
        Writing::Vertical => columns(glyphs, true),
        Writing::Upwards => columns(glyphs, false),
    };
    lines.retain_mut(|line| {
        let first = line.glyphs.iter().position(|g| !g.char.is_whitespace());
        let last = line.glyphs.iter().rposition(|g| !g.char.is_whitespace());
        let (Some(first), Some(last)) = (first, last) else {
            return false;
        };
        line.glyphs.truncate(last + 1);
        line.glyphs.drain(..first);
        line.bbox = Rect::around(line.glyphs.iter().map(|g| &g.bbox)).unwrap_or_default();
        true
    });
    lines
}

/// How a block of glyphs is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    Horizontal,
    /// From top to bottom, the next line to the left.
    Vertical,
    /// Turned counter-clockwise: from bottom to top, the next line to the right.
    Upwards,
}

/// Told by the font, by the way the glyphs run, or by the order of painting:
/// upright glyphs one below the other, in several columns.
fn writing(glyphs: &[Glyph]) -> Writing {
    let visible = || glyphs.iter().filter(|g| !g.char.is_whitespace());
    let (mut down, mut up, mut all) = (0, 0, 0);
    for glyph in visible() {
        all += 1;
        down += usize::from(glyph.vertical || glyph.run == Run::Down);
        up += usize::from(glyph.run == Run::Up && !glyph.vertical);
    }
    if up * 2 > all {
        return Writing::Upwards;
    }
    if down * 2 > all {
        return Writing::Vertical;
    }
    let (mut below, mut beside) = (0, 0);
    for (a, b) in visible().zip(visible().skip(1)) {
        let em = a.size.max(b.size);
        let (dx, dy) = (b.bbox.x() - a.bbox.x(), b.bbox.y() - a.bbox.y());
        below += usize::from(dx.abs() < em * 0.3 && (em * 0.7..em * 1.4).contains(&dy));
        beside += usize::from(dy.abs() < em * 0.5 && dx > 0.0);
    }
    // One column of single glyphs reads the same either way.
    if below > beside * 2 && below >= 2 && beside > 0 || (below >= 3 && beside == 0 && wide(glyphs))
    {
        Writing::Vertical
    } else {
        Writing::Horizontal
    }
}

/// Whether glyphs stand in more than one column.
fn wide(glyphs: &[Glyph]) -> bool {
    let whole = Rect::around(glyphs.iter().map(|g| &g.bbox));
    let size = glyphs.first().map_or(0.0, |g| g.size);
    whole.is_some_and(|whole| whole.width() > size * 2.0)
}

/// Horizontal lines: a glyph belongs to the line whose middle is inside the
/// larger of the two. Marks with a base line of their own (superscripts, full
/// stops of another font) stay in their line.
fn horizontal(glyphs: &[Glyph]) -> Vec<GlyphLine> {
    /// Nearly all lines have no more glyphs.
    const LINE: usize = 32;
    let mut order: Vec<&Glyph> = glyphs.iter().collect();
    order.sort_by(|a, b| a.bbox.y().total_cmp(&b.bbox.y()));
    struct Open<'g> {
        glyphs: Vec<&'g Glyph>,
        middle: f32,
        size: f32,
    }
    let mut open: Vec<Open<'_>> = Vec::new();
    for glyph in order {
        let middle = glyph.bbox.y();
        let mut nearest: Option<(f32, &mut Open<'_>)> = None;
        for line in open.iter_mut().rev().take(3) {
            let distance = (middle - line.middle).abs();
            let least = nearest.as_ref().map_or(f32::INFINITY, |(least, _)| *least);
            if distance < line.size.max(glyph.size) * 0.5 && distance < least {
                nearest = Some((distance, line));
            }
        }
        match nearest {
            Some((_, line)) => {
                if glyph.size > line.size * 1.05 && !glyph.char.is_whitespace() {
                    (line.middle, line.size) = (middle, glyph.size);
                }
                line.glyphs.push(glyph);
            }
            None => {
                let mut glyphs = Vec::with_capacity(LINE);
                glyphs.push(glyph);
                open.push(Open { glyphs, middle, size: glyph.size });
            }
        }
    }
    open.sort_by(|a, b| a.middle.total_cmp(&b.middle));
    let close = |mut line: Open<'_>| {
        line.glyphs.sort_by(|a, b| a.bbox.left.total_cmp(&b.bbox.left));
        GlyphLine {
            glyphs: line.glyphs.into_iter().copied().collect(),
            size: line.size,
            ..GlyphLine::default()
        }
    };
    open.into_iter().map(close).collect()
}

/// Lines that run down, from right to left, or up, from left to right.
fn columns(glyphs: &[Glyph], down: bool) -> Vec<GlyphLine> {
    let mut order: Vec<&Glyph> = glyphs.iter().collect();
    order.sort_by(|a, b| a.bbox.x().total_cmp(&b.bbox.x()));
    let mut lines: Vec<GlyphLine> = Vec::new();
    for glyph in order {
        let x = glyph.bbox.x();
        let same = lines.last_mut().filter(|line| {
            let first = line.glyphs.first().map_or(x, |g| g.bbox.x());
            (x - first).abs() < line.size.max(glyph.size) * 0.5
        });
        match same {
            Some(line) => {
                line.size = line.size.max(glyph.size);
                line.glyphs.push(*glyph);
            }
            None => lines.push(GlyphLine {
                glyphs: vec![*glyph],
                size: glyph.size,
                vertical: true,
                ..GlyphLine::default()
            }),
        }
    }
    for line in &mut lines {
        line.glyphs.sort_by(|a, b| a.bbox.y().total_cmp(&b.bbox.y()));
        if !down {
            line.glyphs.reverse();
        }
    }
    if down {
        lines.reverse();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::geometry::PageGeometry;
    use crate::layout::sample::{glyph, page};

    fn texts(page: &PageGeometry) -> Vec<String> {
        lines(&page.glyphs).iter().map(|line| line.text().text).collect()
    }

    #[test]
    fn a_mark_with_a_base_line_of_its_own_stays_in_its_line() {
        // The decimal point stands lower and is smaller, the ² higher.
        let mut page = page().text(50.0, 100.0, 12.0, "1472").text(78.0, 100.0, 12.0, "7平方米");
        page.glyphs.insert(0, glyph('.', 74.0, 102.5, 9.0, 4.0));
        page.glyphs.insert(0, glyph('²', 120.0, 95.0, 6.0, 3.0));
        assert_eq!(texts(&page), ["1472.7平方米²"]);
    }

    #[test]
    fn lines_of_a_cell_are_read_from_top_to_bottom() {
        let page = page().lines(50.0, 100.0, 10.0, &["控制在预", "算内"]);
        assert_eq!(texts(&page), ["控制在预", "算内"]);
    }

    #[test]
    fn spaces_stand_where_they_are_printed_or_left() {
        let page = page()
            .text(50.0, 100.0, 10.0, "填报人：林初夏")
            .text(170.0, 100.0, 10.0, "电话：662")
            .text(50.0, 130.0, 10.0, "GB 18030 码");
        assert_eq!(texts(&page), ["填报人：林初夏          电话：662", "GB 18030 码"]);
    }

    #[test]
    fn upright_glyphs_in_columns_are_vertical_writing() {
        let mut page = page();
        for (column, text) in ["绩效指标", "自评"].into_iter().enumerate() {
            for (n, char) in text.chars().enumerate() {
                let (x, y) = (100.0 - 20.0 * column as f32, 50.0 + 10.0 * n as f32);
                page.glyphs.push(glyph(char, x, y, 10.0, 10.0));
            }
        }
        assert_eq!(texts(&page), ["绩效指标", "自评"]);
    }

    #[test]
    fn each_evenly_set_stretch_has_its_box() {
        let page = page().text(50.0, 100.0, 10.0, "支出12万元");
        let placed = lines(&page.glyphs)[0].text();
        let starts: Vec<(&str, f32, f32)> = placed
            .boxes
            .iter()
            .map(|(from, rect)| (&placed.text[*from as usize..], rect.left, rect.right))
            .collect();
        assert_eq!(
            starts,
            [("支出12万元", 50.0, 70.0), ("12万元", 70.0, 80.0), ("万元", 80.0, 100.0)]
        );
    }
}
