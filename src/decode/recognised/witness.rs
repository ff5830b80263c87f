//! The second witness within one file: lines with boxes beside a table, or a second copy of it.
//! What they do not agree on is not believed. Nothing is repaired.

use rustc_hash::FxHashMap as HashMap;

use super::bands;
use super::matching::{Matching, key};
use super::places::least;
use crate::document::Grid;
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

/// Differences that are told one by one at most; beyond, nothing of the table is believed.
const MOST_NOTED: usize = 200;

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
    let (free_lines, free_cells) = (matching.free_lines(), matching.free_cells());
    if matching.is_exhausted() || free_lines.len() + free_cells.len() > MOST_NOTED {
        return of_other_lines(grid);
    }
    let matched = matching.matched();
    let displaced = bands::displaced(grid, &matched);
    let places = bands::Bands::of(grid, &matched);
    let mut unseen: Vec<usize> = free_cells;
    let mut notes = Vec::new();
    for line in free_lines.into_iter().filter_map(|line| lines.get(line)) {
        let at = grid.at.with_bbox(Some(line.bbox));
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

/// A table that is another one than the lines within it: none of its cells is believed.
fn of_other_lines(grid: &mut Grid) -> Vec<Note> {
    grid.cells.iter_mut().for_each(|cell| cell.contested = true);
    let message = words!(
        en: "the table and the lines within it differ in more than {MOST_NOTED} places; its cells are not believed",
        zh: "表格与其中文本行的差异超过 {MOST_NOTED} 处，各单元格不予采信"
    );
    vec![Note::new(CODE, message, grid.at)]
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
