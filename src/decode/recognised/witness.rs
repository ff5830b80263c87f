//! The second witness within one file: lines with boxes beside a table, or a second copy of it.
//! What they do not agree on is not believed. Nothing is repaired.

use rustc_hash::FxHashMap as HashMap;

use super::bands::{self, Matched};
use super::output::{least, union};
use crate::document::Grid;
use crate::fold;
use crate::location::At;
use crate::model::Note;
use crate::words::words;

/// A line that a recogniser saw, in its box.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub(super) text: String,
    pub(super) bbox: [f32; 4],
    pub(super) confidence: Option<f32>,
}

/// Comparisons at most for one table: no real one needs a hundredth of them.
const MOST_STEPS: usize = 20_000_000;

/// Signs by which tools stand for the boxes of a form.
const BOXES: [&str; 2] = [":selected:", ":unselected:"];

/// Holds a table against the lines within it. Every line must occur in the table once, and
/// nothing else; and what stands in one row or column must stand so on the page. Cells that
/// the lines confirm get the places of those, if they have none of their own, and how sure the
/// tool is of them.
pub(super) fn confront(grid: &mut Grid, lines: &[Seen]) -> Vec<Note> {
    if lines.is_empty() || grid.cells.is_empty() {
        return Vec::new();
    }
    let mut matching = Matching::new(grid, lines);
    matching.whole();
    matching.tiled();
    matching.over_several();
    if matching.steps >= MOST_STEPS {
        return Vec::new();
    }
    let matched = matching.matched();
    let (free_lines, free_cells) = (matching.free_lines(), matching.free_cells());
    let displaced = bands::displaced(grid, &matched);
    let places = bands::Bands::of(grid, &matched);
    let mut unseen: Vec<usize> = free_cells;
    let mut notes = Vec::new();
    for line in free_lines.into_iter().filter_map(|line| lines.get(line)) {
        let at = At { bbox: Some(line.bbox), ..grid.at };
        let here = places.cell_at(grid, line.bbox);
        let read = here.and_then(|cell| grid.cells.get(cell)).map(|cell| cell.text.clone());
        notes.push(differs(&read.unwrap_or_default(), &line.text, at));
        if let Some(here) = here {
            unseen.retain(|&cell| cell != here);
            contest(grid, here);
        }
    }
    for cell in unseen {
        notes.extend(grid.cells.get(cell).map(|cell| differs(&cell.text, "", cell.at)));
        contest(grid, cell);
    }
    for cell in displaced {
        notes.extend(grid.cells.get(cell).map(|cell| {
            let text = &cell.text;
            let message = words!(
                en: "the recogniser puts this text in another row or column of the table than its own lines stand in; not believed: {text}",
                zh: "识别结果自相矛盾：该文字所在的行列与其文本行的位置不符，不予采信：{text}"
            );
            Note::new(CODE, message, cell.at)
        }));
        contest(grid, cell);
    }
    for found in matched {
        if let Some(cell) = grid.cells.get_mut(found.cell) {
            cell.confidence = least(cell.confidence, found.confidence);
        }
    }
    notes
}

const CODE: &str = "recogniser_disagrees";

fn contest(grid: &mut Grid, cell: usize) {
    if let Some(cell) = grid.cells.get_mut(cell) {
        cell.contested = true;
    }
}

fn differs(table: &str, line: &str, at: At) -> Note {
    let message = match (table, line) {
        ("", line) => words!(
            en: "the recogniser reads “{line}” in a line here that the table does not hold; not believed",
            zh: "识别结果自相矛盾：此处文本行为“{line}”，表格中没有，不予采信"
        ),
        (table, "") => words!(
            en: "the recogniser reads “{table}” in the table, and no line holds it; not believed",
            zh: "识别结果自相矛盾：表格中的“{table}”不见于任何文本行，不予采信"
        ),
        (table, line) => words!(
            en: "the recogniser reads “{table}” in the table and “{line}” in its lines; not believed",
            zh: "识别结果自相矛盾：表格中为“{table}”，文本行中为“{line}”，不予采信"
        ),
    };
    Note::new(CODE, message, at)
}

/// Holds a table against another copy of it: cells that differ are not believed, and none if
/// the two have other rows and columns.
pub(super) fn of_other_copy(grid: &mut Grid, other: &Grid) -> Vec<Note> {
    let places: HashMap<(u32, u32), (u32, u32, String)> = other
        .cells
        .iter()
        .map(|cell| ((cell.row, cell.col), (cell.rowspan, cell.colspan, key(&cell.text))))
        .collect();
    let same_shape =
        (grid.rows, grid.cols, grid.cells.len()) == (other.rows, other.cols, other.cells.len());
    let mut notes = Vec::new();
    for cell in &mut grid.cells {
        let theirs = places.get(&(cell.row, cell.col)).filter(|_| same_shape);
        let ours = (cell.rowspan, cell.colspan, key(&cell.text));
        if theirs != Some(&ours) {
            cell.contested = true;
            if same_shape {
                let theirs = theirs.map_or("", |(_, _, text)| text);
                notes.push(differs_in_copy(&cell.text, theirs, cell.at));
            }
        }
    }
    if !same_shape {
        let shape = |grid: &Grid| format!("{} × {}", grid.rows, grid.cols);
        notes.push(differs_in_copy(&shape(grid), &shape(other), grid.at));
    }
    notes
}

/// A table whose cells the file tells once more, in other rows and columns: none is believed.
pub(super) fn of_other_shape(grid: &mut Grid) -> Vec<Note> {
    grid.cells.iter_mut().for_each(|cell| cell.contested = true);
    let message = words!(
        en: "the file tells the rows and columns of the table in two ways that differ; its cells are not believed",
        zh: "文件对该表行列的两处说明不一致，各单元格不予采信"
    );
    vec![Note::new(CODE, message, grid.at)]
}

fn differs_in_copy(one: &str, two: &str, at: At) -> Note {
    let message = words!(
        en: "the table stands twice in the file, once with “{one}” and once with “{two}”; not believed",
        zh: "文件中该表出现两次，一处为“{one}”，一处为“{two}”，不予采信"
    );
    Note::new(CODE, message, at)
}

/// What is compared of a text: its characters, folded, without white space and mark-up.
fn key(text: &str) -> String {
    let mut text = text.to_owned();
    for sign in BOXES {
        if text.contains(sign) {
            text = text.replace(sign, "");
        }
    }
    fold::key(&text).chars().filter(|&c| !matches!(c, '$' | '\\' | '*')).collect()
}

/// Lines put to the cells of a table.
struct Matching<'l> {
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
    fn new(grid: &Grid, lines: &'l [Seen]) -> Self {
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
    fn whole(&mut self) {
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
    fn tiled(&mut self) {
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
                        lines.retain(|other| other != line);
                    }
                }
                self.take(cell, taken);
            }
        }
    }

    /// Lines that go over several cells of a row.
    fn over_several(&mut self) {
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

    fn free_lines(&self) -> Vec<usize> {
        let free = |line: &usize| self.line_keys.get(*line).is_some_and(|key| !key.is_empty());
        (0..self.lines.len())
            .filter(free)
            .filter(|&line| self.used.get(line) == Some(&false))
            .collect()
    }

    /// The cells that hold text and that no line confirms.
    fn free_cells(&self) -> Vec<usize> {
        let free = |&cell: &usize| {
            let seen = self.of_cell.get(cell).is_some_and(|lines| !lines.is_empty());
            !self.key_of_cell(cell).is_empty() && !seen && self.confirmed.get(cell) == Some(&false)
        };
        (0..self.cell_keys.len()).filter(free).collect()
    }

    /// The cells with lines of their own, and the box around those.
    fn matched(&self) -> Vec<Matched> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Cell;

    /// A grid of 40 × 10 cells, and its lines.
    fn table(rows: &[&[&str]]) -> (Grid, Vec<Seen>) {
        let (mut cells, mut lines) = (Vec::new(), Vec::new());
        for (row, texts) in rows.iter().enumerate() {
            for (col, text) in texts.iter().enumerate() {
                let (left, top) = (col as f32 * 40.0 + 2.0, row as f32 * 10.0 + 1.0);
                if !text.is_empty() {
                    let bbox = [left, top, left + 30.0, top + 8.0];
                    lines.push(Seen { text: (*text).to_owned(), bbox, confidence: Some(0.9) });
                }
                let (row, col) = (row as u32, col as u32);
                cells.push(Cell {
                    row,
                    col,
                    rowspan: 1,
                    colspan: 1,
                    text: (*text).to_owned(),
                    ..Cell::default()
                });
            }
        }
        let (rows, cols) = (rows.len() as u32, rows[0].len() as u32);
        (Grid { rows, cols, cells, ..Grid::default() }, lines)
    }

    const ROWS: [&[&str]; 4] = [
        &["指标", "目标", "实际", "得分"],
        &["人次", "300", "326", "10"],
        &["比率", "95%", "97%", "10"],
        &["天数", "30", "28", "10"],
    ];

    fn contested(grid: &Grid) -> Vec<(u32, u32)> {
        grid.cells.iter().filter(|c| c.contested).map(|c| (c.row, c.col)).collect()
    }

    #[test]
    fn lines_that_are_the_cells_confirm_them() {
        let (mut grid, lines) = table(&ROWS);
        assert!(confront(&mut grid, &lines).is_empty());
        assert!(contested(&grid).is_empty());
        assert!(grid.cells.iter().all(|cell| cell.confidence == Some(0.9)));
    }

    #[test]
    fn a_text_that_no_line_holds_is_not_believed() {
        let (mut grid, lines) = table(&ROWS);
        grid.cells[6].text = "362".to_owned();
        let notes = confront(&mut grid, &lines);
        assert_eq!((contested(&grid), notes.len()), (vec![(1, 2)], 1));
        assert!(notes[0].message.contains("362") && notes[0].message.contains("326"));
    }

    #[test]
    fn a_text_in_the_wrong_column_or_row_is_not_believed() {
        let (mut grid, lines) = table(&ROWS);
        let (five, six) = (grid.cells[5].text.clone(), grid.cells[6].text.clone());
        (grid.cells[5].text, grid.cells[6].text) = (six, five);
        confront(&mut grid, &lines);
        assert_eq!(contested(&grid), [(1, 1), (1, 2)]);
        let (mut grid, lines) = table(&ROWS);
        let (one, two) = (grid.cells[5].text.clone(), grid.cells[9].text.clone());
        (grid.cells[5].text, grid.cells[9].text) = (two, one);
        confront(&mut grid, &lines);
        assert_eq!(contested(&grid), [(1, 1), (2, 1)]);
    }

    #[test]
    fn a_line_that_the_table_lost_is_told() {
        let (mut grid, lines) = table(&ROWS);
        grid.cells[13].text.clear();
        let notes = confront(&mut grid, &lines);
        assert_eq!((contested(&grid), notes.len()), (vec![(3, 1)], 1));
    }

    #[test]
    fn wrapped_cells_and_lines_over_several_cells_are_the_same_text() {
        let (mut grid, mut lines) = table(&ROWS);
        grid.cells[0].text = "绩效 指标".to_owned();
        lines[0].text = "绩效".to_owned();
        lines.push(Seen {
            text: "指标".to_owned(), bbox: [2.0, 5.0, 32.0, 9.0], confidence: None
        });
        let after = lines.remove(6);
        lines[5].text.push_str(&after.text);
        lines[5].bbox[2] = after.bbox[2];
        assert!(confront(&mut grid, &lines).is_empty());
        assert!(contested(&grid).is_empty());
    }

    #[test]
    fn another_copy_that_differs_in_a_cell_or_in_its_shape_is_told() {
        let (mut grid, _) = table(&ROWS);
        let mut other = grid.clone();
        assert!(of_other_copy(&mut grid, &other).is_empty());
        other.cells[6].text = "336".to_owned();
        assert_eq!(of_other_copy(&mut grid, &other).len(), 1);
        assert_eq!(contested(&grid), [(1, 2)]);
        other.rows = 5;
        of_other_copy(&mut grid, &other);
        assert_eq!(contested(&grid).len(), 16);
    }
}
