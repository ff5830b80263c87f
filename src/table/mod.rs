//! Grids to indicator rows (绩效指标表): headers to roles, pieces stitched over
//! page ends, spanning cells carried down, damaged labels and units restored,
//! budget blocks and form cells kept apart.

mod body;
mod budget;
mod header;
mod indicator;
mod levels;
mod matrix;
mod narrative;
mod repair;
mod spans;

use crate::decode::{Grid, Origin};
use crate::form::Form;
use crate::location::At;
use crate::model::{BudgetRow, Indicator, Note, Number};
use crate::outline::{Block, Outline, Section};
use crate::patterns::{Patterns, Role, RowKind};

use body::{BodyRow, Joined};
use header::{Layout, Lexicon};
use levels::Vocabulary;
use matrix::Row;
use narrative::Narrative;

/// A row of a grid that is part of neither an indicator table nor a budget
/// block: its cells from left to right, empty ones left out.
#[derive(Debug, Clone, Default)]
pub struct FormRow {
    /// Text and place of each cell.
    pub cells: Vec<(String, At)>,
    /// Index of the grid.
    pub table: usize,
}

/// What the grids of a report hold.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// The rows of all indicator tables, in printed order.
    pub indicators: Vec<Indicator>,
    /// The rows of all budget blocks.
    pub budget: Vec<BudgetRow>,
    /// All other rows.
    pub form_rows: Vec<FormRow>,
    /// Indexes of the grids that go on with the one before.
    pub continued: Vec<usize>,
    /// The score in the total row (总分).
    pub total_score: Option<Number>,
    /// Stitched pieces, joined rows, dropped template rows, damage.
    pub notes: Vec<Note>,
}

/// An indicator table being put together from pieces.
struct Open<'a> {
    layout: Layout,
    rows: Vec<BodyRow<'a>>,
    spans_told: bool,
}

/// Reads all grids of a report.
#[must_use]
pub fn tables(outline: &Outline, form: &Form, patterns: &Patterns) -> Tables {
    let mut reader = Reader {
        patterns,
        lexicon: Lexicon {
            columns: &patterns.columns,
            form,
        },
        vocabulary: vocabulary(form, patterns),
        narrative: Narrative::of(outline),
        out: Tables::default(),
        open: Vec::new(),
        table: 0,
    };
    // What stood before a grid decides whether it goes on with the table before.
    let mut adjacent = false;
    let mut unit_line = None;
    for piece in pieces(outline) {
        match piece {
            Piece::Block(Block::Table(index)) => {
                if let Some(grid) = outline.grids.get(*index) {
                    reader.grid(*index, grid, adjacent, unit_line);
                }
                (adjacent, unit_line) = (true, None);
            }
            Piece::Block(Block::Paragraph(text) | Block::Item(text)) => {
                unit_line = patterns.tables.unit_line(&text.text).or(unit_line);
                let continued = patterns.tables.row_kind(&text.text) == Some(RowKind::Continued);
                if !continued {
                    reader.close();
                    adjacent = false;
                }
            }
            Piece::Heading => {
                reader.close();
                (adjacent, unit_line) = (false, None);
            }
        }
    }
    reader.close();
    reader.out
}

/// What stands in a document, in reading order.
enum Piece<'o> {
    Heading,
    Block(&'o Block),
}

fn pieces(outline: &Outline) -> Vec<Piece<'_>> {
    fn walk<'o>(sections: &'o [Section], out: &mut Vec<Piece<'o>>) {
        for section in sections {
            out.push(Piece::Heading);
            out.extend(section.blocks.iter().map(Piece::Block));
            walk(&section.sections, out);
        }
    }
    let mut out: Vec<Piece<'_>> = outline.cover.iter().map(Piece::Block).collect();
    walk(&outline.sections, &mut out);
    out
}

fn vocabulary(form: &Form, patterns: &Patterns) -> Vocabulary {
    let ids = |level: u8, names: &[String]| {
        names
            .iter()
            .filter_map(|name| patterns.levels.exact(level, name))
            .collect()
    };
    Vocabulary {
        level1: ids(1, &form.level1),
        level2: ids(2, &form.level2),
    }
}

struct Reader<'o, 'p> {
    patterns: &'p Patterns,
    lexicon: Lexicon<'p>,
    vocabulary: Vocabulary,
    narrative: Narrative<'o>,
    out: Tables,
    /// The tables that rows now go to; more than one where they stand side by
    /// side; none outside an indicator table.
    open: Vec<Open<'o>>,
    table: u32,
}

impl<'o> Reader<'o, '_> {
    fn grid(&mut self, index: usize, grid: &'o Grid, adjacent: bool, unit_line: Option<&str>) {
        let rows = matrix::grid_to_rows(grid);
        if !adjacent {
            self.close();
        }
        let mut piece_start = !self.open.is_empty();
        let mut budget: Option<budget::Block> = None;
        let mut skip = 0;
        for (number, row) in rows.iter().enumerate() {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            if row.own().next().is_none() && row.width() == 0 {
                continue;
            }
            let above = number
                .checked_sub(1)
                .and_then(|n| rows.get(n))
                .filter(|_| self.open.is_empty());
            if let Some(found) = header::header(above, &rows[number..], self.lexicon) {
                skip = found.rows - 1;
                budget = None;
                if self.header(found, grid, row) && std::mem::take(&mut piece_start) {
                    self.joined(index, grid);
                }
                continue;
            }
            if !self.open.is_empty() {
                if self.body_row(row, grid, piece_start) {
                    if std::mem::take(&mut piece_start) {
                        self.joined(index, grid);
                    }
                    continue;
                }
                self.form_row(row, index);
                continue;
            }
            if let Some(found) = budget::header(row, unit_line, self.patterns) {
                if let Some(pairs) = budget::pairs(row, self.patterns) {
                    self.out.budget.push(pairs);
                } else {
                    budget = Some(found);
                }
                continue;
            }
            match budget
                .as_ref()
                .and_then(|block| budget::row(row, block, self.patterns))
            {
                Some(found) => self.out.budget.push(found),
                None => {
                    budget = None;
                    self.form_row(row, index);
                }
            }
        }
    }

    fn note(&mut self, code: &'static str, message: impl Into<String>, at: At) {
        self.out.notes.push(Note::new(code, message, at));
    }

    fn joined(&mut self, index: usize, grid: &Grid) {
        self.out.continued.push(index);
        let message = "the table goes on after a page end: its pieces were joined";
        self.note("table_joined", message, grid.at);
    }

    /// A header starts a table, or is the one of the open table printed again.
    /// Whether it is printed again.
    fn header(&mut self, found: header::Header, grid: &Grid, row: &Row<'_>) -> bool {
        let same = self.open.len() == found.layouts.len()
            && self
                .open
                .iter()
                .zip(&found.layouts)
                .all(|(open, new)| open.layout.same_roles(new));
        if same && !self.open.is_empty() {
            let message = "the header is printed again: dropped";
            self.note("repeated_header_dropped", message, row.at);
            for (open, layout) in self.open.iter_mut().zip(found.layouts) {
                open.layout = layout;
            }
            return true;
        }
        self.close();
        let spans_told = grid.origin == Origin::Spans;
        let open = found.layouts.into_iter().map(|layout| Open {
            layout,
            rows: Vec::new(),
            spans_told,
        });
        self.open = open.collect();
        false
    }

    /// Takes a row under a header. Whether it belonged there.
    fn body_row(&mut self, row: &Row<'o>, grid: &Grid, piece_start: bool) -> bool {
        let first = row
            .own()
            .next()
            .map(|(_, field)| field.text.as_ref())
            .unwrap_or_default();
        match self.patterns.tables.row_kind(first) {
            Some(RowKind::Total) => {
                self.total(row);
                return true;
            }
            Some(RowKind::End) if !self.names_an_indicator(row, grid) => {
                self.close();
                return false;
            }
            _ => {}
        }
        if spans_whole_width(row, grid) {
            return false;
        }
        for open in &mut self.open {
            let mut placed = body::place(row, &open.layout, grid.origin, self.patterns);
            if let Some(above) = open.rows.last_mut() {
                match body::join_broken(above, placed, piece_start, self.patterns) {
                    Joined::ToRowAbove(note) => {
                        self.out.notes.push(note);
                        continue;
                    }
                    Joined::Apart(row) => placed = row,
                }
            }
            if placed.fields().iter().any(|(_, field)| !field.is_blank()) {
                open.rows.push(placed);
            }
        }
        true
    }

    /// Whether a row whose first word usually ends a table has a name and a
    /// value in the right columns after all.
    fn names_an_indicator(&self, row: &Row<'o>, grid: &Grid) -> bool {
        self.open.iter().any(|open| {
            let placed = body::place(row, &open.layout, grid.origin, self.patterns);
            let leveled = [Role::Level1, Role::Level2]
                .iter()
                .zip(1..)
                .any(|(&role, level)| {
                    self.patterns
                        .levels
                        .exact(level, placed.text(role))
                        .is_some()
                });
            leveled && placed.filled(Role::Name).is_some()
        })
    }

    /// The total row: its score is the report's total.
    fn total(&mut self, row: &Row<'o>) {
        if let Some(open) = self.open.first() {
            let field = |role| open.layout.column(role).and_then(|col| row.filled(col));
            let score = field(Role::Score).and_then(|f| indicator::number(f, self.patterns));
            let lone = || {
                let numbers = row
                    .own()
                    .skip(1)
                    .filter_map(|(_, f)| indicator::number(f, self.patterns));
                let numbers: Vec<_> = numbers.collect();
                let without_columns = open.layout.column(Role::Score).is_none();
                (without_columns && numbers.len() == 1).then(|| numbers[0].clone())
            };
            let score = score.or_else(lone);
            if self.out.total_score.is_none() {
                self.out.total_score = score;
            }
        }
        let message = "a total row: kept apart from the indicators";
        self.note("total_row", message, row.at);
        self.close();
    }

    fn form_row(&mut self, row: &Row<'o>, table: usize) {
        let cells: Vec<_> = row.own().map(|(_, f)| (f.text.to_string(), f.at)).collect();
        if !cells.is_empty() {
            self.out.form_rows.push(FormRow { cells, table });
        }
    }

    /// Ends the open tables: their rows become indicators.
    fn close(&mut self) {
        for open in std::mem::take(&mut self.open) {
            let rows = self.without_templates(open.rows);
            if rows.is_empty() {
                continue;
            }
            let levels = levels::levels(
                &rows,
                open.spans_told,
                &self.vocabulary,
                &self.narrative,
                self.patterns,
            );
            let kept: Vec<bool> = rows.iter().map(holds_indicator).collect();
            let mut kept_rows = Vec::with_capacity(rows.len());
            let mut kept_levels = Vec::with_capacity(rows.len());
            for ((row, level), keep) in rows.into_iter().zip(levels).zip(kept) {
                if keep {
                    kept_rows.push(row);
                    kept_levels.push(level);
                } else if !row.template {
                    let message = "a row with a label and nothing else: dropped";
                    self.note("empty_row_dropped", message, row.at);
                }
            }
            if kept_rows.is_empty() {
                continue;
            }
            self.table += 1;
            let indicators = indicator::indicators(
                self.table,
                &kept_rows,
                kept_levels,
                &self.narrative,
                self.patterns,
                &mut self.out.notes,
            );
            self.out.indicators.extend(indicators);
        }
    }

    /// Empties rows that a blank form prints and nobody filled in (指标2, ……),
    /// so that only their labels count.
    fn without_templates(&mut self, rows: Vec<BodyRow<'o>>) -> Vec<BodyRow<'o>> {
        let patterns = self.patterns;
        let (mut kept, mut notes) = (Vec::with_capacity(rows.len()), Vec::new());
        for mut row in rows {
            let unused = body::VALUES.iter().all(|&role| {
                row.filled(role)
                    .is_none_or(|f| crate::value::quantity::is_placeholder(&f.text, patterns))
            });
            if unused && patterns.tables.is_template(row.text(Role::Name)) {
                let message = "a row of the blank form that nobody filled in: dropped";
                notes.push(Note::new("template_row_dropped", message, row.at));
                row.clear(&[Role::Name, Role::Target, Role::Actual, Role::Reason]);
                row.template = true;
            }
            kept.push(row);
        }
        self.out.notes.extend(notes);
        kept
    }
}

/// Whether a row says anything of an indicator beyond its levels.
fn holds_indicator(row: &BodyRow<'_>) -> bool {
    let telling = [Role::Name, Role::Target, Role::Actual];
    telling.iter().any(|&role| row.filled(role).is_some())
}

/// Whether one cell takes a whole row of a grid that tells its spans: a caption
/// or a remark, not an indicator.
fn spans_whole_width(row: &Row<'_>, grid: &Grid) -> bool {
    let mut own = row.own();
    let (Some(_), None) = (own.next(), own.next()) else {
        return false;
    };
    let covered = row
        .fields
        .iter()
        .flatten()
        .filter(|f| f.holds == matrix::Holds::FromLeft)
        .count();
    grid.origin == Origin::Spans && covered + 2 >= grid.cols as usize && grid.cols > 2
}
