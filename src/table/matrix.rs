//! A grid as rows of fields, spans resolved.

use crate::document::{Cell, Grid};
use crate::location::At;

/// How a field came to stand in a row and column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// The cell stands here.
    Own,
    /// A cell that starts in a row above covers this place; the source says so.
    FromAbove,
    /// A cell that starts further left in this row covers this place.
    FromLeft,
}

/// What stands in one row and column. A large table has millions of these: they hold nothing that
/// their cell holds.
#[derive(Debug, Clone)]
pub(super) struct Field<'a> {
    cell: &'a Cell,
    /// What was put in the place of what the cell says.
    own: Option<Box<Own>>,
    pub(super) holds: Holds,
}

/// What a field holds that is not just its cell: parts put together, or nothing.
#[derive(Debug, Clone)]
struct Own {
    text: String,
    at: At,
    contested: bool,
    unsure: Option<u8>,
}

impl Field<'_> {
    pub(super) fn text(&self) -> &str {
        self.own.as_ref().map_or(&self.cell.text, |own| &own.text)
    }

    pub(super) fn at(&self) -> At {
        self.own.as_ref().map_or(self.cell.at, |own| own.at)
    }

    /// It is not told which label spans this place.
    pub(super) fn unowned(&self) -> bool {
        self.cell.unowned
    }

    /// Cells of its row are gone, and it may stand in another column or row.
    pub(super) fn astray(&self) -> bool {
        self.cell.astray
    }

    /// The source reads the cell in two ways.
    pub(super) fn contested(&self) -> bool {
        self.own.as_ref().map_or(self.cell.contested, |own| own.contested)
    }

    /// How sure the recogniser was of the cell, per cent, where that is not enough.
    pub(super) fn unsure(&self) -> Option<u8> {
        let cell = self.cell;
        let per_cent = || (cell.confidence.unwrap_or_default() * 100.0) as u8;
        self.own.as_ref().map_or_else(|| cell.unsure.then(per_cent), |own| own.unsure)
    }

    /// Whether the recogniser was hardly sure of the cell, whatever it is.
    pub(super) fn hardly_read(&self) -> bool {
        self.cell.confidence.is_some_and(|sure| sure < LIKELY)
    }

    /// How sure the recogniser was of the cell, per cent, where it may have read another word.
    pub(super) fn doubtful(&self) -> Option<u8> {
        let sure = self.cell.confidence.filter(|&sure| sure < CERTAIN)?;
        Some((sure * 100.0) as u8)
    }

    /// Nothing but white space.
    pub(super) fn is_blank(&self) -> bool {
        crate::fold::is_blank(self.text())
    }

    /// Puts a text in the place of what stands here.
    pub(super) fn set_text(&mut self, text: String) {
        self.own().text = text;
    }

    /// Puts a text that stands elsewhere in the place of what stands here.
    pub(super) fn set(&mut self, text: String, at: At) {
        let own = self.own();
        (own.text, own.at) = (text, at);
    }

    /// Puts the rest of it below what stands here.
    pub(super) fn append(&mut self, rest: &Field<'_>) {
        let contested = self.contested() || rest.contested();
        let unsure = match (self.unsure(), rest.unsure()) {
            (Some(own), Some(other)) => Some(own.min(other)),
            (own, other) => own.or(other),
        };
        let own = self.own();
        own.text = format!("{}\n{}", own.text, rest.text());
        (own.contested, own.unsure) = (contested, unsure);
    }

    fn own(&mut self) -> &mut Own {
        let (cell, unsure) = (self.cell, self.unsure());
        self.own.get_or_insert_with(|| {
            let (text, at, contested) = (cell.text.clone(), cell.at, cell.contested);
            Box::new(Own { text, at, contested, unsure })
        })
    }
}

/// One row of a grid: a field for each column, `None` where there is no cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Row<'a> {
    pub(super) fields: Vec<Option<Field<'a>>>,
    pub(super) at: At,
}

impl<'a> Row<'a> {
    /// The field of a column, if it holds text.
    pub(super) fn filled(&self, col: usize) -> Option<&Field<'a>> {
        self.fields.get(col)?.as_ref().filter(|field| !field.is_blank())
    }

    /// The fields that hold text of their own: not covered from above or left.
    pub(super) fn own(&self) -> impl Iterator<Item = (usize, &Field<'a>)> {
        let fields = self.fields.iter().enumerate();
        fields
            .filter_map(|(col, field)| Some((col, field.as_ref()?)))
            .filter(|(_, field)| field.holds == Holds::Own && !field.is_blank())
    }

    /// The only text of a row: of one cell, or of all that a converter repeated it in, which
    /// cannot tell that it spans them.
    pub(super) fn only(&self) -> Option<(usize, &Field<'a>)> {
        const REPEATED: usize = 4;
        let mut own = self.own();
        let first = own.next()?;
        let more: Vec<&Field<'a>> = own.map(|(_, field)| field).collect();
        let is_word = |c: char| crate::fold::is_cjk(c);
        let repeated = more.len() + 1 >= REPEATED
            && first.1.text().chars().filter(|&c| is_word(c)).count() >= REPEATED
            && more.iter().all(|field| field.text() == first.1.text());
        (more.is_empty() || repeated).then_some(first)
    }

    /// Number of fields up to the last one that the source prints, be it blank: a row that is shorter
    /// than others is filled up with cells that have no place of their own.
    pub(super) fn printed(&self) -> usize {
        let printed = |field: &Field<'_>| !field.is_blank() || field.at().chars().is_some();
        let last = self.fields.iter().rposition(|field| field.as_ref().is_some_and(printed));
        last.map_or(0, |last| last + 1)
    }

    /// Number of fields up to the last one with text.
    pub(super) fn width(&self) -> usize {
        (0..self.fields.len()).rev().find(|&col| self.filled(col).is_some()).map_or(0, |c| c + 1)
    }
}

/// The rows of a grid. A cell that covers several places stands in each of
/// them, and [`Holds`] tells which is its own.
pub(super) fn grid_to_rows(grid: &Grid) -> Vec<Row<'_>> {
    let (rows, cols) = (grid.rows as usize, grid.cols as usize);
    let mut out: Vec<Row<'_>> = vec![Row::default(); rows];
    for cell in &grid.cells {
        let (top, left) = (cell.row as usize, cell.col as usize);
        let bottom = (top + cell.rowspan.max(1) as usize).min(rows);
        let right = (left + cell.colspan.max(1) as usize).min(cols);
        for (r, row) in out.iter_mut().enumerate().take(bottom).skip(top) {
            if row.fields.len() < right {
                row.fields.resize(right, None);
            }
            for col in left..right {
                let holds = match (r > top, col > left) {
                    (_, true) => Holds::FromLeft,
                    (true, false) => Holds::FromAbove,
                    (false, false) => Holds::Own,
                };
                row.fields[col] = Some(field(cell, holds));
            }
        }
    }
    for row in &mut out {
        let placed = row.fields.iter().flatten().filter(|f| f.holds == Holds::Own);
        row.at = placed.map(|f| f.at()).next().unwrap_or_default();
        row.at = line_of(row, row.at);
    }
    out
}

/// For each row how many places the widest has of it and those below it; 0 behind the last.
pub(super) fn widest(rows: &[Row<'_>]) -> Vec<usize> {
    let mut widest = vec![0; rows.len() + 1];
    for (number, row) in rows.iter().enumerate().rev() {
        widest[number] = widest[number + 1].max(row.fields.len());
    }
    widest
}

/// Rows with their columns as rows. A cell covered from the left is covered from above
/// afterwards, and the other way round.
pub(super) fn transposed<'a>(rows: &[Row<'a>]) -> Vec<Row<'a>> {
    let width = rows.iter().map(|row| row.fields.len()).max().unwrap_or(0);
    let turned = |col: usize| {
        let fields = rows.iter().map(|row| {
            let mut field = row.fields.get(col).cloned().flatten()?;
            field.holds = match field.holds {
                Holds::Own => Holds::Own,
                Holds::FromAbove => Holds::FromLeft,
                Holds::FromLeft => Holds::FromAbove,
            };
            Some(field)
        });
        let fields: Vec<Option<Field<'a>>> = fields.collect();
        let at = fields.iter().flatten().find(|f| !f.is_blank()).map(|f| f.at());
        Row { fields, at: at.unwrap_or_default() }
    };
    (0..width).map(turned).collect()
}

/// What a recogniser is less sure of may well be another text.
const LIKELY: f32 = 0.6;

/// What it is less sure of, and no list has, may be another word.
const CERTAIN: f32 = 0.8;

fn field(cell: &Cell, holds: Holds) -> Field<'_> {
    Field { cell, own: None, holds }
}

/// The place of a row: from its first to its last cell on one line.
fn line_of(row: &Row<'_>, first: At) -> At {
    let same_line =
        |field: &&Field<'_>| field.at().line() == first.line() && field.holds == Holds::Own;
    let ends = row.fields.iter().flatten().filter(same_line).filter_map(|f| f.at().chars());
    let chars = first.chars().map(|[start, end]| [start, ends.map(|[_, e]| e).fold(end, u32::max)]);
    first.with_chars(chars)
}
