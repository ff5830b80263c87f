//! The reading order of a page: lines and tables from top to bottom, columns of
//! prose one after the other.

use super::geometry::{Glyph, Rect};
use super::glyph_line::{self, GlyphLine};
use super::piece::Piece;

/// What stands on a page, one after the other.
#[derive(Debug, Clone)]
pub(super) enum Element {
    Line(GlyphLine),
    Table(Piece),
}

impl Element {
    fn top(&self) -> f32 {
        match self {
            Element::Line(line) => line.bbox.top,
            Element::Table(piece) => piece.bbox.top,
        }
    }
}

/// Lines, from top to bottom, and tables in reading order.
pub(super) fn elements(all: Vec<GlyphLine>, mut pieces: Vec<Piece>) -> Vec<Element> {
    pieces.sort_by(|a, b| a.bbox.top.total_cmp(&b.bbox.top));
    let mut elements: Vec<Element> = Vec::new();
    let mut pieces = pieces.into_iter().map(Element::Table).peekable();
    let mut lines: Vec<GlyphLine> = Vec::new();
    for line in all {
        // Columns of prose end where a table stands.
        while let Some(table) = pieces.next_if(|table| table.top() < line.bbox.top) {
            elements.extend(in_columns(std::mem::take(&mut lines)).into_iter().map(Element::Line));
            elements.push(table);
        }
        lines.push(line);
    }
    elements.extend(in_columns(lines).into_iter().map(Element::Line));
    elements.extend(pieces);
    elements
}

/// Fewer lines beside each other are fields or a list, not columns.
const FEWEST: usize = 6;

/// White space between columns of prose is at least this wide, in em.
const GUTTER: f32 = 1.0;

/// Lines that stand in two columns one column after the other.
fn in_columns(mut lines: Vec<GlyphLine>) -> Vec<GlyphLine> {
    let mut out = Vec::with_capacity(lines.len());
    let mut start = 0;
    while start < lines.len() {
        match columns_at(&lines, start) {
            Some((end, gutter)) => {
                let (mut left, mut right) = (Vec::new(), Vec::new());
                for line in lines.get(start..end).unwrap_or_default() {
                    for piece in sides(line, gutter) {
                        let side = if piece.bbox.x() < gutter { &mut left } else { &mut right };
                        side.push(piece);
                    }
                }
                // A third column is one within the right one.
                out.append(&mut left);
                out.extend(in_columns(right));
                start = end;
            }
            None => {
                out.extend(lines.get_mut(start).map(std::mem::take));
                start += 1;
            }
        }
    }
    out
}

/// Where columns of prose that start at a line end, and the middle of the white
/// space between them.
fn columns_at(lines: &[GlyphLine], start: usize) -> Option<(usize, f32)> {
    let first = lines.get(start)?.stretches(GUTTER);
    let widest = |pair: &&[Rect]| match pair {
        [a, b] => (b.left - a.right) as i32,
        _ => 0,
    };
    let pair = first.windows(2).max_by_key(widest)?;
    let [a, b] = pair else { return None };
    let (mut from, mut to) = (a.right, b.left);
    let (mut end, mut both) = (start, start);
    let (mut count, mut full) = (0, 0);
    let mut longest = 0.0f32;
    while let Some(line) = lines.get(end) {
        let (left, right) = (line.bbox.left, line.bbox.right);
        let middle = (from + to) / 2.0;
        let stretches = line.stretches(GUTTER);
        let crosses = |part: &Rect| part.left < middle && middle < part.right;
        if line.vertical || stretches.iter().any(crosses) {
            break;
        }
        for part in &stretches {
            if part.x() < middle {
                from = from.max(part.right);
            } else {
                to = to.min(part.left);
            }
        }
        if to - from < line.size * GUTTER * 0.8 {
            break;
        }
        end += 1;
        if left < from && right > to {
            both = end;
            count += 1;
            let narrower = (from - left).min(right - to);
            longest = longest.max(narrower);
            full += usize::from(narrower > longest * 0.8);
        }
    }
    // Prose fills its lines; fields and captions do not.
    let columns =
        count >= FEWEST && full * 10 >= count * 7 && longest > lines.get(start)?.size * 8.0;
    columns.then_some((both.max(start + 1), (from + to) / 2.0))
}

/// The parts of a line on both sides of a gutter.
fn sides(line: &GlyphLine, gutter: f32) -> Vec<GlyphLine> {
    let part = |left: bool| {
        let inside = |glyph: &&Glyph| (glyph.bbox.x() < gutter) == left;
        let glyphs: Vec<Glyph> = line.glyphs.iter().filter(inside).copied().collect();
        glyph_line::lines(&glyphs)
    };
    [true, false].into_iter().flat_map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::page;

    fn texts(glyphs: &[Glyph]) -> Vec<String> {
        let text = |element: Element| match element {
            Element::Line(line) => line.text().text,
            Element::Table(_) => "table".to_owned(),
        };
        elements(glyph_line::lines(glyphs), Vec::new()).into_iter().map(text).collect()
    }

    #[test]
    fn columns_of_prose_are_read_one_after_the_other() {
        let left = [
            "全年完成河道清淤十二公里，",
            "新建泵站四座，巡查河道",
            "二百余次，农村自来水普",
            "及率达到百分之九十五，",
            "水质达标率稳步提高，群",
            "众满意度保持在较高水平",
        ];
        let right = [
            "预算编制科学合理，支出进",
            "度符合要求，信息公开及",
            "时完整，采购活动依法依",
            "规，资产账实相符，固定",
            "资产利用率较上年有所提",
            "高，运行成本控制在内。",
        ];
        let page = page()
            .text(150.0, 60.0, 16.0, "两栏排列的情况说明")
            .lines(50.0, 100.0, 12.0, &left)
            .lines(310.0, 100.0, 12.0, &right);
        let found = texts(&page.glyphs);
        assert_eq!(found[0], "两栏排列的情况说明");
        assert_eq!(found[1..7], left);
        assert_eq!(found[7..], right);
    }

    #[test]
    fn fields_beside_each_other_stay_on_their_line() {
        let page = page()
            .lines(
                50.0,
                100.0,
                12.0,
                &[
                    "填报人：林初夏",
                    "科室：办公室",
                    "经办：王",
                    "日期：三月",
                    "电话：无",
                    "地址：青屿",
                    "邮编：无",
                ],
            )
            .lines(
                300.0,
                100.0,
                12.0,
                &[
                    "电话：六",
                    "审核人：苏晚晴同志",
                    "签字：",
                    "盖章：",
                    "页数：八",
                    "附件：二",
                    "备注：无",
                ],
            );
        assert_eq!(texts(&page.glyphs).len(), 7);
    }
}
