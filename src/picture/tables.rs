//! Straight rules to tables: those that hang together, the borders that they draw, and the
//! cells between them.

use std::collections::BTreeMap;

use super::anchor::{self, REACH};
use super::borders::{self, Border};
use super::rules::{Rule, Rules};
use crate::layout::geometry::{Rect, Ruling};

/// A table as it is drawn.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    /// Places of its borders from left to right, and from top to bottom, in pixels.
    pub(super) xs: Vec<f32>,
    pub(super) ys: Vec<f32>,
    /// By row, then column; each covers what no line parts.
    pub(super) cells: Vec<DrawnCell>,
    /// The rules that draw it, each with the part of it along which it is a border.
    pub(super) borders: Vec<DrawnBorder>,
    /// Where cells are no rectangles: a line is lost there, or one was taken for a border that is
    /// none.
    pub(super) torn: Vec<Rect>,
}

/// A cell of a [`Table`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct DrawnCell {
    pub(super) row: usize,
    pub(super) col: usize,
    pub(super) rowspan: usize,
    pub(super) colspan: usize,
    pub(super) rect: Rect,
}

/// Part of a rule.
#[derive(Debug, Clone)]
pub(super) struct DrawnBorder {
    pub(super) horizontal: bool,
    pub(super) rule: Rule,
    /// Stretches along it, in pixels.
    pub(super) parts: Vec<(f32, f32)>,
}

/// More rules are a pattern.
const MOST: usize = 4000;

/// A table is at least so wide and high, in characters: smaller nets are strokes of large type.
const WIDE: f32 = 7.0;
const HIGH: f32 = 1.8;

/// A line parts two cells if it covers this share of the side between them.
const PARTS: f32 = 0.6;

/// The tables that rules draw, from the top.
pub(super) fn tables(rules: &Rules, ch: f32) -> Vec<Table> {
    if rules.horizontal.len() + rules.vertical.len() > MOST {
        return Vec::new();
    }
    let mut tables: Vec<Table> =
        hanging_together(rules, ch).iter().filter_map(|own| table(own, ch)).collect();
    tables.sort_by(|a, b| {
        let top = |table: &Table| table.ys.first().copied().unwrap_or(0.0);
        top(a).total_cmp(&top(b))
    });
    tables
}

impl Table {
    pub(super) fn rect(&self) -> Rect {
        let end = |all: &[f32], last: bool| {
            let end = if last { all.last() } else { all.first() };
            end.copied().unwrap_or(0.0)
        };
        Rect {
            left: end(&self.xs, false),
            top: end(&self.ys, false),
            right: end(&self.xs, true),
            bottom: end(&self.ys, true),
        }
    }

    /// The sides of its cells as lines that meet exactly.
    pub(super) fn rulings(&self) -> Vec<Ruling> {
        let mut all: Vec<Ruling> = Vec::with_capacity(self.cells.len() * 4);
        for cell in &self.cells {
            let Rect { left, top, right, bottom } = cell.rect;
            let line = |horizontal, place, from, to| Ruling { horizontal, place, from, to };
            all.push(line(true, top, left, right));
            all.push(line(true, bottom, left, right));
            all.push(line(false, left, top, bottom));
            all.push(line(false, right, top, bottom));
        }
        all.sort_by(|a, b| {
            (b.horizontal.cmp(&a.horizontal))
                .then(a.place.total_cmp(&b.place))
                .then(a.from.total_cmp(&b.from))
                .then(a.to.total_cmp(&b.to))
        });
        let mut joined: Vec<Ruling> = Vec::new();
        for ruling in all {
            match joined.last_mut() {
                Some(last)
                    if last.horizontal == ruling.horizontal
                        && (last.place - ruling.place).abs() < 0.01
                        && ruling.from <= last.to + 0.01 =>
                {
                    last.to = last.to.max(ruling.to);
                }
                _ => joined.push(ruling),
            }
        }
        joined
    }
}

/// The rules that cross each other, in groups.
fn hanging_together(rules: &Rules, ch: f32) -> Vec<Rules> {
    let down = rules.horizontal.len();
    let mut parents: Vec<usize> = (0..down + rules.vertical.len()).collect();
    let find = |parents: &[usize], mut own: usize| {
        while let Some(&parent) = parents.get(own)
            && parent != own
        {
            own = parent;
        }
        own
    };
    for (n, horizontal) in rules.horizontal.iter().enumerate() {
        for (m, vertical) in rules.vertical.iter().enumerate() {
            if anchor::crosses(horizontal, vertical, ch * REACH) {
                let (a, b) = (find(&parents, n), find(&parents, down + m));
                if let Some(parent) = parents.get_mut(a.max(b)) {
                    *parent = a.min(b);
                }
            }
        }
    }
    let mut groups: Vec<Rules> = vec![Rules::default(); parents.len()];
    for (n, rule) in rules.horizontal.iter().enumerate() {
        if let Some(group) = groups.get_mut(find(&parents, n)) {
            group.horizontal.push(rule.clone());
        }
    }
    for (m, rule) in rules.vertical.iter().enumerate() {
        if let Some(group) = groups.get_mut(find(&parents, down + m)) {
            group.vertical.push(rule.clone());
        }
    }
    groups.retain(|group| !group.vertical.is_empty() && group.horizontal.len() > 1);
    groups
}

/// The table that rules draw which hang together; `None` if they part nothing.
fn table(rules: &Rules, ch: f32) -> Option<Table> {
    let (across, down) = borders::borders(rules, ch);
    if across.len() < 2 || down.len() < 2 {
        return None;
    }
    let ys: Vec<f32> = across.iter().map(|border| border.place).collect();
    let xs: Vec<f32> = down.iter().map(|border| border.place).collect();
    let size = (xs.last()? - xs.first()?, ys.last()? - ys.first()?);
    if size.0 < ch * WIDE || size.1 < ch * HIGH {
        return None;
    }
    let spans = Spans::of(&across, &down, &xs, &ys, ch);
    let (cells, torn) = spans.cells(&xs, &ys);
    if cells.len() < 2 {
        return None;
    }
    let drawn = |border: &Border, horizontal: bool, stretches: &[f32], covered: &[bool]| {
        let parts: Vec<(f32, f32)> = stretches
            .windows(2)
            .zip(covered)
            .filter(|(_, covered)| **covered)
            .map(|(pair, _)| (pair[0], pair[1]))
            .collect();
        let rules = border.rules.iter().cloned();
        rules.map(|rule| DrawnBorder { horizontal, rule, parts: parts.clone() }).collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    for (n, border) in across.iter().enumerate() {
        all.extend(drawn(border, true, &xs, spans.across.get(n).map_or(&[], Vec::as_slice)));
    }
    for (n, border) in down.iter().enumerate() {
        all.extend(drawn(border, false, &ys, spans.down.get(n).map_or(&[], Vec::as_slice)));
    }
    Some(Table { xs, ys, cells, borders: all, torn })
}

/// Which sides of the boxes of a net are drawn.
struct Spans {
    /// For each border from top to bottom, each box along it.
    across: Vec<Vec<bool>>,
    /// For each border from left to right.
    down: Vec<Vec<bool>>,
}

impl Spans {
    fn of(across: &[Border], down: &[Border], xs: &[f32], ys: &[f32], ch: f32) -> Spans {
        let sides = |borders: &[Border], stretches: &[f32]| -> Vec<Vec<bool>> {
            let last = borders.len().saturating_sub(1);
            borders
                .iter()
                .enumerate()
                .map(|(n, border)| {
                    let drawn = |pair: &[f32]| {
                        // The outline is closed: what a net has no side of has no inside.
                        n == 0 || n == last || border.covered(pair[0], pair[1], ch) >= PARTS
                    };
                    stretches.windows(2).map(drawn).collect()
                })
                .collect()
        };
        Spans { across: sides(across, xs), down: sides(down, ys) }
    }

    /// Boxes that no side parts are one cell; what is no rectangle is cut into some, and told.
    fn cells(&self, xs: &[f32], ys: &[f32]) -> (Vec<DrawnCell>, Vec<Rect>) {
        let (rows, cols) = (ys.len() - 1, xs.len() - 1);
        let side = |all: &[Vec<bool>], border: usize, along: usize| {
            all.get(border).and_then(|one| one.get(along)).copied().unwrap_or(true)
        };
        let mut group: Vec<usize> = (0..rows * cols).collect();
        // The smallest number of those that hang together spreads until nothing changes.
        loop {
            let mut changed = false;
            for row in 0..rows {
                for col in 0..cols {
                    let own = row * cols + col;
                    let mut meet = |other: usize| {
                        let least = group[own].min(group[other]);
                        changed |= group[own] != least || group[other] != least;
                        (group[own], group[other]) = (least, least);
                    };
                    if col + 1 < cols && !side(&self.down, col + 1, row) {
                        meet(own + 1);
                    }
                    if row + 1 < rows && !side(&self.across, row + 1, col) {
                        meet(own + cols);
                    }
                }
            }
            if !changed {
                break;
            }
        }
        let mut taken = vec![false; rows * cols];
        let mut cells: Vec<DrawnCell> = Vec::new();
        let mut whole: BTreeMap<usize, (usize, Rect)> = BTreeMap::new();
        for row in 0..rows {
            for col in 0..cols {
                if taken[row * cols + col] {
                    continue;
                }
                let own = group[row * cols + col];
                let free = |taken: &[bool], r: usize, c: usize| {
                    group[r * cols + c] == own && !taken[r * cols + c]
                };
                let mut right = col + 1;
                while right < cols && free(&taken, row, right) {
                    right += 1;
                }
                let mut bottom = row + 1;
                while bottom < rows && (col..right).all(|c| free(&taken, bottom, c)) {
                    bottom += 1;
                }
                for r in row..bottom {
                    taken[r * cols + col..r * cols + right].fill(true);
                }
                let rect =
                    Rect { left: xs[col], top: ys[row], right: xs[right], bottom: ys[bottom] };
                let parts = whole.entry(own).or_insert((0, rect));
                *parts = (parts.0 + 1, parts.1.union(&rect));
                cells.push(DrawnCell {
                    row,
                    col,
                    rowspan: bottom - row,
                    colspan: right - col,
                    rect,
                });
            }
        }
        let torn = whole.into_values().filter(|(parts, _)| *parts > 1).map(|(_, rect)| rect);
        (cells, torn.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(place: f32, from: f32, to: f32) -> Rule {
        Rule { points: vec![(from, place), (to, place)], thickness: 2.0 }
    }

    fn shown(tables: &[Table]) -> Vec<String> {
        let cell = |c: &DrawnCell| format!("{},{} {}x{}", c.row, c.col, c.rowspan, c.colspan);
        tables.iter().map(|t| t.cells.iter().map(cell).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn a_net_has_cells_and_what_no_line_parts_is_one() {
        let rules = Rules {
            horizontal: vec![
                rule(100.0, 50.0, 450.0),
                // A wavy one, in two parts.
                rule(139.0, 150.0, 300.0),
                rule(141.0, 300.0, 452.0),
                rule(180.0, 50.0, 450.0),
            ],
            vertical: vec![
                rule(50.0, 100.0, 180.0),
                rule(150.0, 101.0, 179.0),
                rule(300.0, 140.0, 180.0),
                rule(450.0, 100.0, 180.0),
            ],
        };
        let tables = tables(&rules, 20.0);
        assert_eq!(shown(&tables), ["0,0 2x1 0,1 1x2 1,1 1x1 1,2 1x1"]);
        assert_eq!(tables[0].torn, []);
        let rulings = tables[0].rulings();
        let inner: Vec<&Ruling> =
            rulings.iter().filter(|r| r.horizontal && r.from > 100.0).collect();
        assert_eq!(inner.len(), 1);
        assert!((inner[0].place - 140.0).abs() < 1.0 && (inner[0].to - 450.0).abs() < 2.0);
    }

    #[test]
    fn a_cell_that_is_no_rectangle_is_cut_into_some() {
        let rules = Rules {
            horizontal: vec![
                rule(100.0, 50.0, 250.0),
                rule(150.0, 150.0, 250.0),
                rule(200.0, 50.0, 250.0),
            ],
            vertical: vec![
                rule(50.0, 100.0, 200.0),
                rule(150.0, 150.0, 200.0),
                rule(250.0, 100.0, 200.0),
            ],
        };
        let tables = tables(&rules, 20.0);
        assert_eq!(shown(&tables), ["0,0 1x2 1,0 1x1 1,1 1x1"]);
        let torn: Vec<[f32; 4]> =
            tables[0].torn.iter().map(|r| [r.left, r.top, r.right, r.bottom]).collect();
        assert_eq!(torn, [[50.0, 100.0, 250.0, 200.0]]);
    }

    #[test]
    fn a_table_may_be_open_at_its_sides() {
        let rules = Rules {
            horizontal: [100.0, 150.0, 200.0].map(|y| rule(y, 50.0, 450.0)).to_vec(),
            vertical: [150.0, 300.0].map(|x| rule(x, 100.0, 200.0)).to_vec(),
        };
        let tables = tables(&rules, 20.0);
        assert_eq!(tables[0].xs, [50.0, 150.0, 300.0, 450.0]);
        assert_eq!(tables[0].cells.len(), 6);
    }

    #[test]
    fn two_lines_and_a_frame_are_no_table() {
        let frame = Rules {
            horizontal: vec![rule(100.0, 50.0, 450.0), rule(200.0, 50.0, 450.0)],
            vertical: vec![rule(50.0, 100.0, 200.0), rule(450.0, 100.0, 200.0)],
        };
        assert!(tables(&frame, 20.0).is_empty());
        let lines = Rules { vertical: Vec::new(), ..frame };
        assert!(tables(&lines, 20.0).is_empty());
    }
}
