//! Cells in which a converter writes a word for nothing (`NaN`, `None`, `Unnamed: 3`): they are
//! blank, and a label above goes on over them.

use crate::document::{Document, Item};
use crate::location::At;
use crate::model::Note;
use crate::patterns::Patterns;
use crate::words::words;

/// Longest such word, in bytes.
const LONGEST: usize = 24;

/// Empties these cells and tells how many they were. One alone may be a word of the office.
pub(super) fn blank_cells(document: &mut Document, patterns: &Patterns) {
    const LEAST: usize = 2;
    let says_nothing = |text: &str| {
        let word = text.trim();
        !word.is_empty()
            && word.len() <= LONGEST
            && word.is_ascii()
            && !word.starts_with(|c: char| c.is_ascii_digit())
            && patterns.tables.is_blank_word(word)
    };
    let items = document.pages.iter_mut().flat_map(|page| &mut page.items);
    let grids = items.filter_map(|item| match item {
        Item::Grid(grid) => Some(grid),
        Item::Line(_) => None,
    });
    let cells = grids.flat_map(|grid| &mut grid.cells).filter(|cell| says_nothing(&cell.text));
    let cells: Vec<_> = cells.collect();
    if cells.len() < LEAST {
        return;
    }
    let (count, at) = (cells.len(), cells.first().map_or_else(At::default, |cell| cell.at));
    cells.into_iter().for_each(|cell| cell.text.clear());
    let message = words!(
        en: "{count} cells hold a word that a converter writes for nothing, such as NaN: taken as blank",
        zh: "有 {count} 个单元格写着转换工具表示“空”的字样（如 NaN），按空白处理"
    );
    document.notes.push(Note::new("blank_words", message, at));
}
