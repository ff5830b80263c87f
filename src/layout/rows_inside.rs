//! Rows that no line parts: a frame whose columns alone are ruled, as invoices and tables of
//! figures have it. Figures that stand level in several columns are rows.

use super::geometry::Rect;
use super::glyph_line::GlyphLine;
use super::levelled::{self, Setting};
use super::piece::{Piece, PieceCell};
use crate::fold;

/// So many lines one below the other, and so many levels that columns share, are rows.
const LINES: usize = 3;

/// Lines are level if their middles differ by less than this share of an em.
const LEVEL: f32 = 0.4;

/// A line keeps the distance of the rows if it is off by no more than this share of it.
const PITCH: f32 = 0.25;

/// The piece with its rows cut where nothing but figures parts them.
pub(super) fn parted(mut piece: Piece) -> Piece {
    let mut row = 0;
    while row < piece.rows {
        let starts = starts(&piece, row);
        let count = starts.len();
        if count >= LINES {
            piece = cut(piece, row, &starts);
        }
        row += count.max(1);
    }
    piece
}

/// The first level of each row that a row of cells holds; none if it is one row.
fn starts(piece: &Piece, row: usize) -> Vec<f32> {
    let own = || piece.cells.iter().filter(|cell| cell.row == row && cell.rowspan == 1);
    let filled = own().filter(|cell| !cell.lines.is_empty()).count();
    let long: Vec<&PieceCell> = own().filter(|cell| cell.lines.len() >= LINES).collect();
    let figures: Vec<&PieceCell> =
        long.iter().copied().filter(|cell| holds_figures(cell)).collect();
    if long.len() * 2 <= filled || figures.len() < 2 {
        return Vec::new();
    }
    // What flows from line to line over the whole width is text, and has no rows.
    let flowing = long.iter().filter(|cell| flows(cell)).count();
    if flowing * 2 >= long.len() {
        return Vec::new();
    }
    let levels = levels(own().filter(|cell| !flows(cell)));
    let shared_by_figures = levels
        .iter()
        .filter(|level| {
            let on = |cell: &&&PieceCell| cell.lines.iter().any(|line| level.holds(line));
            figures.iter().filter(on).count() >= 2
        })
        .count();
    let single = |line: &GlyphLine| line.glyphs.len() < 2;
    if shared_by_figures < LINES || long.iter().all(|cell| cell.lines.iter().all(single)) {
        return Vec::new();
    }
    let first = own().map(|cell| cell.col).min().unwrap_or(0);
    rows_of(&levels, first)
}

/// Lines that stand level.
#[derive(Debug, Clone)]
struct Level {
    middle: f32,
    size: f32,
    /// The columns of its lines.
    cols: Vec<usize>,
}

impl Level {
    fn holds(&self, line: &GlyphLine) -> bool {
        (line.bbox.y() - self.middle).abs() < self.size.max(line.size) * LEVEL
    }
}

fn levels<'c>(cells: impl Iterator<Item = &'c PieceCell>) -> Vec<Level> {
    let mut lines: Vec<(usize, &GlyphLine)> =
        cells.flat_map(|cell| cell.lines.iter().map(|line| (cell.col, line))).collect();
    lines.sort_by(|a, b| a.1.bbox.y().total_cmp(&b.1.bbox.y()).then(a.0.cmp(&b.0)));
    let mut levels: Vec<Level> = Vec::new();
    for (col, line) in lines {
        match levels.last_mut().filter(|level| level.holds(line)) {
            Some(level) => {
                let count = level.cols.len() as f32;
                level.middle = (level.middle * count + line.bbox.y()) / (count + 1.0);
                level.cols.push(col);
            }
            None => levels.push(Level { middle: line.bbox.y(), size: line.size, cols: vec![col] }),
        }
    }
    levels
}

/// The levels with which rows start: those that columns share, and lone ones of the first
/// column that keep the distance of the rows. Any other lone line goes on with the row above.
fn rows_of(levels: &[Level], first: usize) -> Vec<f32> {
    let shared = |level: &&Level| level.cols.len() > 1;
    let shared_levels: Vec<f32> = levels.iter().filter(shared).map(|level| level.middle).collect();
    let mut steps: Vec<f32> = shared_levels.windows(2).map(|pair| pair[1] - pair[0]).collect();
    steps.sort_by(f32::total_cmp);
    // The usual step, and not those over wrapped lines: a lower one among them.
    let pitch = steps.get(steps.len() / 3).copied().unwrap_or(f32::MAX);
    let mut starts: Vec<f32> = Vec::new();
    for level in levels {
        let keeps = |last: &f32| ((level.middle - last) - pitch).abs() <= pitch * PITCH;
        let starts_row = shared(&level) || level.cols == [first] && starts.last().is_none_or(keeps);
        if starts_row {
            starts.push(level.middle);
        }
    }
    starts
}

/// Whether most lines of a cell are figures: a number, with or without a remark in brackets.
fn holds_figures(cell: &PieceCell) -> bool {
    let is_figure = |line: &&GlyphLine| {
        let mut depth = 0_usize;
        let mut digits = 0_usize;
        for glyph in &line.glyphs {
            match fold::fold_char(glyph.char) {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                char if char.is_ascii_digit() => digits += 1,
                char if depth == 0 && fold::is_cjk(char) => return false,
                _ => {}
            }
        }
        digits > 0
    };
    cell.lines.iter().filter(is_figure).count() * 5 >= cell.lines.len() * 4
}

/// Whether a cell holds text that goes on from line to line: its lines but the last are as long
/// as there is room.
fn flows(cell: &PieceCell) -> bool {
    const ROOM: f32 = 2.2;
    let wordy = |line: &&GlyphLine| {
        let words = line.glyphs.iter().filter(|glyph| fold::is_cjk(glyph.char)).count();
        words * 2 > line.glyphs.len()
    };
    let full = |line: &&GlyphLine| line.bbox.width() >= cell.bbox.width() - ROOM * line.size;
    let lines = cell.lines.get(..cell.lines.len().saturating_sub(1)).unwrap_or_default();
    lines.iter().filter(wordy).filter(full).count() * 2 > lines.len()
}

/// The piece with one row cut into as many as there are starts. A cell that spans rows, and one
/// line that is level with none of them, cover all.
fn cut(piece: Piece, row: usize, starts: &[f32]) -> Piece {
    let more = starts.len() - 1;
    let edges = edges(&piece, row, starts);
    let parted = |cell: &PieceCell, setting: Setting| {
        let lines: Vec<&Rect> = cell.lines.iter().map(|line| &line.bbox).collect();
        levelled::parted(&lines, starts, setting)
    };
    let told = |setting: Setting| {
        let own = piece.cells.iter().filter(|cell| cell.row == row && cell.rowspan == 1);
        own.filter(|cell| parted(cell, setting).is_some()).count()
    };
    let setting = match told(Setting::Top) > told(Setting::Middle) {
        true => Setting::Top,
        false => Setting::Middle,
    };
    let band = |line: &GlyphLine| edges.partition_point(|&edge| edge <= line.bbox.y());
    let level = |line: &GlyphLine| {
        starts.iter().any(|start| (line.bbox.y() - start).abs() < line.size * LEVEL)
    };
    let mut all = Vec::with_capacity(piece.cells.len() + starts.len() * piece.xs.len());
    for mut cell in piece.cells {
        if cell.row > row {
            cell.row += more;
            all.push(cell);
        } else if cell.row + cell.rowspan <= row {
            all.push(cell);
        } else if cell.rowspan > 1 || matches!(cell.lines.as_slice(), [one] if !level(one)) {
            cell.rowspan += more;
            all.push(cell);
        } else {
            let ranges = parted(&cell, setting);
            for n in 0..=more {
                let bbox = Rect {
                    top: n
                        .checked_sub(1)
                        .and_then(|n| edges.get(n))
                        .copied()
                        .unwrap_or(cell.bbox.top),
                    bottom: edges.get(n).copied().unwrap_or(cell.bbox.bottom),
                    ..cell.bbox
                };
                let lines: Vec<GlyphLine> = match ranges.as_ref().and_then(|ranges| ranges.get(n)) {
                    Some(range) => cell.lines.get(range.clone()).unwrap_or_default().to_vec(),
                    None => cell.lines.iter().filter(|line| band(line) == n).cloned().collect(),
                };
                all.push(PieceCell {
                    row: row + n,
                    bbox,
                    lines,
                    unowned: ranges.is_none(),
                    ..cell
                });
            }
        }
    }
    all.sort_by_key(|cell| (cell.row, cell.col));
    Piece { rows: piece.rows + more, cells: all, undrawn: true, ..piece }
}

/// Where the rows are cut: half way between the last line of the one and the first of the next.
fn edges(piece: &Piece, row: usize, starts: &[f32]) -> Vec<f32> {
    let own = piece.cells.iter().filter(|cell| cell.row == row && cell.rowspan == 1);
    let lines: Vec<&Rect> = own.flat_map(|cell| &cell.lines).map(|line| &line.bbox).collect();
    starts
        .iter()
        .skip(1)
        .map(|&start| {
            let above = lines.iter().filter(|line| line.y() < start - line.height() * LEVEL);
            let bottom = above.map(|line| line.bottom).fold(f32::MIN, f32::max);
            let level =
                lines.iter().filter(|line| (line.y() - start).abs() < line.height() * LEVEL);
            let top = level.map(|line| line.top).fold(start, f32::min);
            if bottom > f32::MIN { f32::midpoint(bottom.min(start), top) } else { top }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::geometry::PageGeometry;
    use crate::layout::lattice::lattices;
    use crate::layout::rulings::rulings;
    use crate::layout::sample::page;

    fn rows(mut page: PageGeometry) -> Vec<String> {
        let (horizontal, vertical) = rulings(&page);
        let lattice = lattices(&horizontal, &vertical).into_iter().next().unwrap();
        let piece = parted(lattice.fill(0, &mut page.glyphs).without_blank_rows());
        let mut rows = vec![String::new(); piece.rows];
        for cell in &piece.cells {
            let text: Vec<String> = cell.lines.iter().map(|line| line.text().text).collect();
            rows[cell.row].push_str(&format!("|{}", text.join("/")));
            if cell.rowspan > 1 {
                rows[cell.row].push_str(&format!("[{}]", cell.rowspan));
            }
        }
        rows
    }

    fn list() -> PageGeometry {
        page()
            .net(&[50.0, 100.0, 250.0, 350.0, 450.0], &[100.0, 130.0, 230.0])
            .text(55.0, 120.0, 10.0, "序号")
            .text(105.0, 120.0, 10.0, "品名")
            .text(255.0, 120.0, 10.0, "数量")
            .text(355.0, 120.0, 10.0, "金额")
    }

    #[test]
    fn figures_that_stand_level_are_rows_and_a_wrapped_line_goes_with_its_row() {
        let page = list()
            .lines(55.0, 145.0, 10.0, &["1", "2", "", "3", "4"])
            .lines(105.0, 145.0, 10.0, &["水泵", "闸门螺杆", "（带手轮）", "钢丝绳", "运费"])
            .lines(255.0, 145.0, 10.0, &["12", "4", "", "260"])
            .lines(355.0, 145.0, 10.0, &["3600.00", "912.50", "", "78.00", "45.00"]);
        assert_eq!(
            rows(page),
            [
                "|序号|品名|数量|金额",
                "|1|水泵|12|3600.00",
                "|2|闸门螺杆/（带手轮）|4|912.50",
                "|3|钢丝绳|260|78.00",
                "|4|运费||45.00"
            ]
        );
    }

    #[test]
    fn a_lone_line_of_the_first_column_is_a_row_if_it_keeps_their_distance() {
        let page = list()
            .lines(55.0, 145.0, 10.0, &["甲", "乙", "丙", "合计"])
            .lines(255.0, 145.0, 10.0, &["12", "4", "", "16"])
            .lines(355.0, 145.0, 10.0, &["36.00", "9.50", "", "45.50"]);
        assert_eq!(rows(page)[1..], ["|甲||12|36.00", "|乙||4|9.50", "|丙|||", "|合计||16|45.50"]);
    }

    #[test]
    fn paragraphs_side_by_side_are_no_rows() {
        let text = [
            "完成河道清淤12公里，护",
            "岸加固800平方米，巡查",
            "24次，群众满意度达到",
            "92%以上。",
        ];
        let page = page()
            .net(&[50.0, 170.0, 290.0], &[100.0, 180.0])
            .lines(55.0, 115.0, 10.0, &text)
            .lines(175.0, 115.0, 10.0, &text);
        assert_eq!(rows(page).len(), 1);
    }

    #[test]
    fn labels_wrapped_to_three_lines_are_no_rows() {
        let page = page()
            .net(&[50.0, 90.0, 130.0, 230.0], &[100.0, 150.0, 200.0])
            .lines(55.0, 115.0, 10.0, &["产出", "数量", "指标"])
            .lines(95.0, 115.0, 10.0, &["清淤", "河道", "长度"])
            .text(135.0, 130.0, 10.0, "12公里");
        assert_eq!(rows(page).len(), 1);
    }
}
