//! Which lines stand in which cells of a table.

use rustc_hash::FxHashMap as HashMap;

use super::bands::Matched;
use super::places::{least, union};
use super::witness::Seen;
use crate::document::Grid;
use crate::fold;

/// Comparisons at most for one table: no real one needs a hundredth of them.
const MOST_STEPS: usize = 20_000_000;

/// Signs by which tools stand for the boxes of a form.
const BOXES: [&str; 2] = [":selected:", ":unselected:"];

/// What is compared of a text: its characters, folded, without white space and mark-up.
pub(super) fn key(text: &str) -> String {
    let mut text = text.to_owned();
    for sign in BOXES {
        if text.contains(sign) {
            text = text.replace(sign, "");
        }
    }
    fold::key(&text).chars().filter(|&c| !matches!(c, '$' | '\\' | '*')).collect()
}

/// Lines put to the cells of a table.
pub(super) struct Matching<'l> {
    lines: &'l [Seen],
    line_keys: Vec<String>,
    cell_keys: Vec<String>,
    /// Row and column of each cell.
    places: Vec<(u32, u32)>,
    /// For each cell the lines in it; for each line whether it is used.
    of_cell: Vec<Vec<usize>>,
    /// Cells that a line over several of them confirms.
    confirmed: Vec<bool>,
    used: Vec<bool>,
    steps: usize,
}

impl<'l> Matching<'l> {
    pub(super) fn new(grid: &Grid, lines: &'l [Seen]) -> Self {
        Matching {
            lines,
            line_keys: lines.iter().map(|line| key(&line.text)).collect(),
            cell_keys: grid.cells.iter().map(|cell| key(&cell.text)).collect(),
            places: grid.cells.iter().map(|cell| (cell.row, cell.col)).collect(),
            of_cell: vec![Vec::new(); grid.cells.len()],
            confirmed: vec![false; grid.cells.len()],
            used: vec![false; lines.len()],
            steps: 0,
        }
    }

    /// Whether more was to compare than is compared.
    pub(super) fn is_exhausted(&self) -> bool {
        self.steps >= MOST_STEPS
    }

    fn take(&mut self, cell: usize, lines: Vec<usize>) {
        for &line in &lines {
            if let Some(used) = self.used.get_mut(line) {
                *used = true;
            }
        }
        if let Some(slot) = self.of_cell.get_mut(cell) {
            *slot = lines;
        }
    }

    fn key_of_cell(&self, cell: usize) -> &str {
        self.cell_keys.get(cell).map_or("", String::as_str)
    }

    /// Lines that are the text of a cell. Where several are alike, those go together that
    /// stand nearest to the rows and columns that the others show.
    pub(super) fn whole(&mut self) {
        let mut by_key: HashMap<&str, (Vec<usize>, Vec<usize>)> = HashMap::default();
        for (line, key) in self.line_keys.iter().enumerate().filter(|(_, key)| !key.is_empty()) {
            by_key.entry(key).or_default().0.push(line);
        }
        for (cell, key) in self.cell_keys.iter().enumerate().filter(|(_, key)| !key.is_empty()) {
            if let Some((_, cells)) = by_key.get_mut(key.as_str()) {
                cells.push(cell);
            }
        }
        let mut groups: Vec<(Vec<usize>, Vec<usize>)> =
            by_key.into_values().filter(|(_, cells)| !cells.is_empty()).collect();
        groups.sort();
        let (single, several): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|(lines, cells)| lines.len() == 1 && cells.len() == 1);
        for (lines, cells) in single {
            cells.first().into_iter().for_each(|&cell| self.take(cell, lines.clone()));
        }
        let centres = Centres::of(self);
        for (lines, mut cells) in several {
            self.steps += lines.len() * cells.len();
            if self.steps >= MOST_STEPS {
                return;
            }
            for line in lines {
                let far = |&cell: &usize| centres.distance(self, line, cell);
                let nearest =
                    cells.iter().enumerate().min_by(|(_, a), (_, b)| far(a).total_cmp(&far(b)));
                let Some((place, &cell)) = nearest else { break };
                cells.remove(place);
                self.take(cell, vec![line]);
            }
        }
    }

    /// Cells whose text is that of several lines one after the other.
    pub(super) fn tiled(&mut self) {
        let longest = self.line_keys.iter().map(String::len).max().unwrap_or(0);
        let mut free: HashMap<String, Vec<usize>> = HashMap::default();
        for line in self.free_lines().into_iter().rev() {
            if let Some(key) = self.line_keys.get(line).filter(|key| !key.is_empty()) {
                free.entry(key.clone()).or_default().push(line);
            }
        }
        for cell in self.free_cells() {
            let key = self.key_of_cell(cell).to_owned();
            let (mut rest, mut taken) = (key.as_str(), Vec::new());
            while !rest.is_empty() && self.steps < MOST_STEPS {
                let ends = (1..=rest.len().min(longest)).rev();
                let found = ends.filter(|&end| rest.is_char_boundary(end)).find_map(|end| {
                    self.steps += 1;
                    let line =
                        free.get(rest.get(..end)?)?.iter().rev().find(|l| !taken.contains(*l));
                    line.map(|&line| (line, end))
                });
                let Some((line, end)) = found else { break };
                taken.push(line);
                rest = rest.get(end..).unwrap_or_default();
            }
            if rest.is_empty() {
                for line in &taken {
                    if let Some(lines) = self.line_keys.get(*line).and_then(|key| free.get_mut(key))
                    {
                        self.steps += lines.len();
                        lines.retain(|other| other != line);
                    }
                }
                self.take(cell, taken);
            }
        }
    }

    /// Lines that go over several cells of a row.
    pub(super) fn over_several(&mut self) {
        let cells = self.free_cells();
        for line in self.free_lines() {
            let key = self.line_keys.get(line).cloned().unwrap_or_default();
            let found = (0..cells.len()).find_map(|from| {
                self.steps += 1;
                let row = self.places.get(*cells.get(from)?)?.0;
                let (mut rest, mut to) = (key.as_str(), from);
                while let Some(&cell) = cells.get(to) {
                    let (of_row, part) = (self.places.get(cell)?.0, self.key_of_cell(cell));
                    match rest.strip_prefix(part) {
                        Some(after)
                            if of_row == row && self.confirmed.get(cell) == Some(&false) =>
                        {
                            (rest, to) = (after, to + 1);
                        }
                        _ => break,
                    }
                }
                (rest.is_empty() && to > from).then_some(from..to)
            });
            if self.steps >= MOST_STEPS {
                return;
            }
            if let Some(range) = found {
                for &cell in cells.get(range).unwrap_or_default() {
                    if let Some(confirmed) = self.confirmed.get_mut(cell) {
                        *confirmed = true;
                    }
                }
                if let Some(used) = self.used.get_mut(line) {
                    *used = true;
                }
            }
        }
    }

    pub(super) fn free_lines(&self) -> Vec<usize> {
        let free = |line: &usize| self.line_keys.get(*line).is_some_and(|key| !key.is_empty());
        (0..self.lines.len())
            .filter(free)
            .filter(|&line| self.used.get(line) == Some(&false))
            .collect()
    }

    /// The cells that hold text and that no line confirms.
    pub(super) fn free_cells(&self) -> Vec<usize> {
        let free = |&cell: &usize| {
            let seen = self.of_cell.get(cell).is_some_and(|lines| !lines.is_empty());
            !self.key_of_cell(cell).is_empty() && !seen && self.confirmed.get(cell) == Some(&false)
        };
        (0..self.cell_keys.len()).filter(free).collect()
    }

    /// The cells with lines of their own, and the box around those.
    pub(super) fn matched(&self) -> Vec<Matched> {
        let cells = self.of_cell.iter().enumerate();
        let found = cells.filter_map(|(cell, lines)| {
            let lines = || lines.iter().filter_map(|&line| self.lines.get(line));
            let bbox = lines().map(|line| line.bbox).reduce(union)?;
            let confidence = lines().map(|line| line.confidence).fold(None, least);
            Some(Matched { cell, bbox, confidence })
        });
        found.collect()
    }
}

/// Where the rows and columns stand, by the lines put to cells so far.
struct Centres {
    rows: HashMap<u32, (f32, f32)>,
    cols: HashMap<u32, (f32, f32)>,
}

impl Centres {
    fn of(matching: &Matching<'_>) -> Centres {
        let mut centres = Centres { rows: HashMap::default(), cols: HashMap::default() };
        for found in matching.matched() {
            let Some(&(row, col)) = matching.places.get(found.cell) else { continue };
            let [left, top, right, bottom] = found.bbox;
            let add = |of: &mut HashMap<u32, (f32, f32)>, place, centre: f32| {
                let (sum, count) = of.entry(place).or_insert((0.0, 0.0));
                (*sum, *count) = (*sum + centre, *count + 1.0);
            };
            add(&mut centres.rows, row, (top + bottom) / 2.0);
            add(&mut centres.cols, col, (left + right) / 2.0);
        }
        centres
    }

    /// How far a line stands from where a cell should.
    fn distance(&self, matching: &Matching<'_>, line: usize, cell: usize) -> f32 {
        let (Some(line), Some((row, col))) = (matching.lines.get(line), matching.places.get(cell))
        else {
            return f32::INFINITY;
        };
        let [left, top, right, bottom] = line.bbox;
        let off = |of: Option<&(f32, f32)>, centre: f32| {
            of.map_or(0.0, |&(sum, count)| (sum / count - centre).abs())
        };
        off(self.rows.get(row), (top + bottom) / 2.0)
            + off(self.cols.get(col), (left + right) / 2.0)
    }
}
