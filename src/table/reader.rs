//! Reading the grids of a report one after another: tables are opened by a
//! header, go on over page ends and are closed by what ends them.

use super::apart;
use super::beside::are_beside;
use super::body::{self, Joined};
use super::doubt::Doubt;
use super::header::{self, Lexicon};
use super::levels::Vocabulary;
use super::matrix::{self, Row};
use super::open::Open;
use super::place::{self, Columns};
use super::told::Told;
use super::total_row;
use super::{Between, FormRow, GridRoles, TableHead, Tables, budget, unread};
use crate::document::{Grid, Origin};
use crate::fold;
use crate::form::Form;
use crate::joins;
use crate::location::{At, Passage};
use crate::model::Note;
use crate::outline::Outline;
use crate::patterns::{Patterns, RowKind};
use crate::prose::Prose;
use crate::words::{Words, words};

/// What is read so far.
pub(super) struct Reader<'o, 'p> {
    pub(super) patterns: &'p Patterns,
    pub(super) lexicon: Lexicon<'p>,
    pub(super) vocabulary: Vocabulary,
    pub(super) prose: &'p Prose<'o>,
    pub(super) out: Tables,
    /// The tables that rows now go to; more than one where they stand side by
    /// side; none outside an indicator table.
    pub(super) open: Vec<Open<'o>>,
    pub(super) table: u32,
    /// The lines since the last header of an indicator table.
    pub(super) lines: Vec<Passage>,
    /// The grid before the one now read.
    before: Option<&'o Grid>,
    /// The grid now read, if a recogniser gave it.
    recognised: Option<usize>,
    /// How many form rows stood before that header.
    pub(super) claimed: usize,
}

impl<'o, 'p> Reader<'o, 'p> {
    pub(super) fn new(prose: &'p Prose<'o>, form: &'p Form, patterns: &'p Patterns) -> Self {
        Reader {
            patterns,
            lexicon: Lexicon {
                columns: &patterns.columns,
                form,
                years: &patterns.years,
                levels: &patterns.levels,
                told: true,
                year: None,
            },
            vocabulary: Vocabulary::of(form, patterns),
            prose,
            out: Tables::default(),
            open: Vec::new(),
            table: 0,
            lines: Vec::new(),
            before: None,
            recognised: None,
            claimed: 0,
        }
    }

    /// What was read, once all grids are.
    pub(super) fn finish(mut self, outline: &Outline) -> Tables {
        self.close();
        unread::tell(&mut self.out, outline, self.patterns);
        self.out
    }

    /// Takes down the year that a title names: it is that of the tables below.
    pub(super) fn title(&mut self, line: &str) {
        if self.patterns.kinds.is_title(line) {
            self.year_of(line);
        }
    }

    pub(super) fn year_of(&mut self, title: &str) {
        let only = self.patterns.years.only(&fold::key(title));
        self.lexicon.year = only.map(|only| only.year).or(self.lexicon.year);
    }

    /// Reads a grid, after what stands between it and the one before.
    pub(super) fn grid(&mut self, index: usize, grid: &'o Grid, between: &Between<'_>) {
        let rows = matrix::grid_to_rows(grid);
        let rows = header::turned(&rows, self.lexicon).unwrap_or(rows);
        let rows = header::paired(&rows, self.lexicon).unwrap_or(rows);
        let goes_on = between.nothing() || (between.little() && self.would_go_on(&rows, grid));
        // Rows of another kind over a header of its own: the head of another form.
        let own_head = self.has_own_head(&rows, grid);
        let beside = self.before.replace(grid).is_some_and(|before| are_beside(before, grid));
        if !goes_on || own_head || beside {
            self.close();
        }
        // A head that is printed again asks for it of all rows below.
        let widest = matrix::widest(&rows);
        for open in &mut self.open {
            let (places, origin) = (&open.places, grid.origin);
            open.lost = place::lost_columns(&rows, widest[0], places, origin, self.patterns);
            open.told.inferred |= grid.is_inferred();
            open.unlabelled = open.lacks_labels(&rows, widest[0], origin, self.patterns);
        }
        self.lexicon.told = !grid.is_inferred();
        self.roles(index, grid);
        self.recognised = grid.recognised.then_some(index);
        let unit_line = between.unit;
        let mut piece_start = !self.open.is_empty();
        // The first row under a header that is printed again may be the rest of the row
        // before it.
        let mut row_may_be_rest = false;
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
            if let Some(found) = header::header(&rows[number..], self.lexicon) {
                skip = found.rows - 1;
                budget = None;
                let (head, below) = rows[number..].split_at(found.rows);
                let width = widest[rows.len() - below.len()];
                let again = self.header(found, grid, head, below, width);
                self.roles(index, grid);
                // A head that is printed again may be wrapped where the first one was not.
                if again && below.first().is_some_and(|row| self.is_rest_of_head(head, row)) {
                    skip += 1;
                }
                if again && std::mem::take(&mut piece_start) {
                    self.joined(index, grid);
                    row_may_be_rest = true;
                }
                continue;
            }
            if self.has_other_heads(row) {
                self.close();
                self.note("rows_without_heads", unread::heads_without_names(), row.at);
            }
            if !self.open.is_empty() && self.budget_within(row, &mut budget, unit_line) {
                continue;
            }
            if !self.open.is_empty() {
                let rest = piece_start || std::mem::take(&mut row_may_be_rest);
                if self.body_row(row, &rows[number + 1..], grid, rest) {
                    if std::mem::take(&mut piece_start) {
                        self.joined(index, grid);
                    }
                    continue;
                }
                self.form_row(row, index);
                continue;
            }
            if let Some(found) = budget::header(row, unit_line, self.patterns)
                && !budget::is_of_expenses(
                    rows.get(number + 1..).unwrap_or_default(),
                    self.patterns,
                )
            {
                if let Some(pairs) = budget::pairs(row, self.patterns) {
                    self.out.budget.push(pairs);
                } else {
                    budget = Some(found);
                }
                continue;
            }
            if let Some(block) = &mut budget {
                block.take_unit(row, self.patterns);
            }
            if !self.budget_row(row, budget.as_ref()) {
                budget = None;
                self.form_row(row, index);
            }
        }
    }

    /// Reads a row of a budget block that stands between the rows of indicators; whether it is one.
    fn budget_within(
        &mut self,
        row: &Row<'_>,
        block: &mut Option<budget::Block>,
        unit_line: Option<&str>,
    ) -> bool {
        if let Some(found) = budget::header_within(row, unit_line, self.patterns) {
            *block = Some(found);
            return true;
        }
        let within = self.budget_row(row, block.as_ref());
        if !within {
            *block = None;
        }
        within
    }

    /// Reads a row of a budget block that is open; whether it is one.
    fn budget_row(&mut self, row: &Row<'_>, block: Option<&budget::Block>) -> bool {
        let Some(block) = block else { return false };
        if let Some(found) = budget::row(row, block, self.patterns) {
            self.out.budget.push(found);
            return true;
        }
        let Some(label) = budget::unknown_label(row, block, self.patterns) else { return false };
        let said = words!(
            en: "no pattern names the source of money {label}: its amounts were not read; add it to the names of an [[item]] in budget.toml to have them read",
            zh: "“{label}”不是已收录的资金来源，该行金额未读取；在 budget.toml 的 [[item]] 中把它加入 names 即可识别"
        );
        self.note("unknown_budget_item", said, row.at);
        true
    }

    pub(super) fn note(&mut self, code: &'static str, message: Words, at: At) {
        self.out.notes.push(Note::new(code, message, at));
        self.out.unlisted.thin(&mut self.out.notes);
    }

    /// Notes the roles of a grid's columns, those of the open tables.
    fn roles(&mut self, index: usize, grid: &Grid) {
        if self.open.is_empty() {
            return;
        }
        let mut columns = vec![None; grid.cols as usize];
        for (role, col) in self.open.iter().flat_map(|open| open.layout.columns()) {
            if let Some(column) = columns.get_mut(*col) {
                *column = Some(*role);
            }
        }
        // Of several heads in one grid the last one counts.
        self.out.roles.pop_if(|found| found.grid == index);
        self.out.roles.push(GridRoles { grid: index, columns });
    }

    fn joined(&mut self, index: usize, grid: &Grid) {
        self.out.continued.push(index);
        self.note("table_joined", joins::table(), grid.at);
    }

    /// A header starts a table, or is the one of the open table printed again. Whether it is
    /// printed again. `width`: of the widest row below.
    fn header(
        &mut self,
        mut found: header::Header,
        grid: &Grid,
        head: &[Row<'_>],
        below: &[Row<'_>],
        width: usize,
    ) -> bool {
        for layout in &mut found.layouts {
            layout.tell_by_contents(below, self.patterns);
            layout.tell_names(below, self.patterns);
        }
        let mut places = Columns::of(&found.layouts, head, below, self.patterns);
        if grid.is_drawn() {
            places.iter_mut().for_each(Columns::stand_on_pages);
        }
        let at = head.first().map(|row| row.at).unwrap_or_default();
        if self.is_header_again(&found) && !self.has_head_of_another() {
            self.note("repeated_header_dropped", joins::header(), at);
            for ((open, layout), places) in self.open.iter_mut().zip(found.layouts).zip(places) {
                open.unlabelled = false;
                open.layout = layout;
                open.places = places;
                let (places, origin) = (&open.places, grid.origin);
                open.lost = place::lost_columns(below, width, places, origin, self.patterns);
            }
            return true;
        }
        self.close();
        let told = Told {
            spans: grid.origin == Origin::Spans,
            inferred: grid.is_inferred(),
            flattened: grid.origin == Origin::Flattened,
        };
        let before = TableHead {
            lines: std::mem::take(&mut self.lines),
            rows: self.claimed..self.out.form_rows.len(),
        };
        self.claimed = self.out.form_rows.len();
        let open = found
            .layouts
            .into_iter()
            .zip(places)
            .map(|(layout, places)| Open::new(layout, places, head, before.clone(), told));
        self.open = open.collect();
        if found.untold {
            self.open.iter_mut().for_each(Open::set_untold);
        }
        false
    }

    /// Takes a row under a header, in front of those `below` it. Whether it belonged
    /// there.
    fn body_row(
        &mut self,
        row: &Row<'o>,
        below: &[Row<'o>],
        grid: &Grid,
        piece_start: bool,
    ) -> bool {
        let first = row.own().next().map(|(_, field)| field.text()).unwrap_or_default();
        let kind = match total_row::is_total(row, &self.open, self.patterns) {
            true => Some(RowKind::Total),
            false if self.is_sign_off(row) => Some(RowKind::End),
            false => self.patterns.tables.row_kind(first),
        };
        match kind {
            Some(RowKind::Total) => {
                let first = self.open.iter().all(|open| open.rows.is_empty());
                let before = first && self.goes_on(below, grid);
                self.total(row, before);
                return true;
            }
            Some(RowKind::End) if !self.names_an_indicator(row, grid) => {
                if !self.goes_on(below, grid) {
                    self.close();
                }
                return false;
            }
            _ => {}
        }
        if let Some(taken) = self.apart(row, grid) {
            return taken;
        }
        for open in &mut self.open {
            open.unread.count(row, self.patterns);
            let mut placed = open.place(row, grid, self.patterns);
            placed.recognised = self.recognised;
            for &(role, reason) in &open.untold {
                placed.doubt(Doubt { role, reason, readings: Vec::new() });
            }
            if open.unlabelled {
                open.doubt_labels(&mut placed);
            }
            if let Some(above) = open.rows.last_mut() {
                let broken = piece_start || starts_page(above, &placed, grid);
                match body::join_broken(above, placed, broken, self.patterns) {
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

    /// The total row: its score is the report's total. It ends the table, but not where it stands
    /// `before` the rows.
    fn total(&mut self, row: &Row<'o>, before: bool) {
        if let Some(open) = self.open.first_mut() {
            let total = apart::totals(row, &open.layout, self.patterns);
            let score = total.score.clone();
            open.total = Some(total);
            if self.out.total_score.is_none() {
                self.out.total_score = score;
            }
        }
        let message =
            words!(en: "a total row: kept apart from the indicators", zh: "合计行，不计入指标");
        self.note("total_row", message, row.at);
        if !before {
            self.close();
        }
    }

    fn form_row(&mut self, row: &Row<'o>, table: usize) {
        if let Some((_, field)) = row.only() {
            self.title(field.text());
        }
        let cells = row.own().filter(|(_, field)| !field.contested() && field.unsure().is_none());
        let cells: Vec<_> = cells.map(|(_, f)| (f.text().to_owned(), f.at())).collect();
        if !cells.is_empty() {
            self.out.form_rows.push(FormRow { cells, table });
        }
    }
}

/// Whether a row is the first on its page of a table whose borders are drawn: a page end may have
/// broken the row above.
fn starts_page(above: &body::BodyRow<'_>, row: &body::BodyRow<'_>, grid: &Grid) -> bool {
    let pages = above.at.page().zip(row.at.page());
    grid.origin == Origin::Spans && pages.is_some_and(|(above, own)| own == above + 1)
}
