//! The columns of a table as its rows see them.

use std::ops::Range;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::answers::Answers;
use super::kind::{FITS, Kinds, Misfit, WRONG};
use crate::patterns::{Patterns, Role, RowKind};
use crate::table::header::Layout;
use crate::table::matrix::{Field, Holds, Row};

/// What each column of a table holds, and which columns a head without a head beside
/// it stands over.
#[derive(Debug, Clone)]
pub(in crate::table) struct Columns {
    roles: Vec<Option<Role>>,
    /// The columns that belong to the head at the start of each range.
    spread: Vec<Range<usize>>,
    /// The most points that a row can have.
    most_points: Decimal,
    /// Columns of points that are filled in nearly all rows.
    always: Vec<usize>,
    /// Of columns whose head no list has, whether values stand in most of their cells.
    values: Vec<Option<bool>>,
    /// How most cells of a column of points or rates are printed.
    printed: Vec<Printed>,
    /// The columns behind which cells stand in few rows only: these moved to the right.
    headed: Option<usize>,
    /// The same, if few rows have cells behind it, be they filled or blank.
    printed_headed: Option<usize>,
    /// Whether most cells of some column are no such values as its head says, in rows of which
    /// none is missing: its head stands over another column, and no row is moved to fit it.
    foreign: bool,
    /// What was told of its cells already.
    answers: Rc<Answers>,
}

impl Columns {
    /// The columns of the layouts that stand side by side under a header (`head`), in
    /// front of the rows `below` it.
    pub(in crate::table) fn of(
        layouts: &[Layout],
        head: &[Row<'_>],
        below: &[Row<'_>],
        patterns: &Patterns,
    ) -> Vec<Columns> {
        let width = layouts.iter().map(|layout| layout.width).max().unwrap_or(0);
        let mut roles = vec![None; width];
        for &(role, col) in layouts.iter().flat_map(Layout::columns) {
            if let Some(place) = roles.get_mut(col) {
                *place = Some(role);
            }
        }
        // Rows may end in a separator behind which nothing ever stands.
        let used =
            |col: usize| head.iter().chain(body(head, below)).any(|r| r.filled(col).is_some());
        while roles.last() == Some(&None) && !used(roles.len() - 1) {
            roles.pop();
        }
        let spread = spread(&roles, head, below);
        let most_points = most_points(body(head, below), patterns);
        let always = always_filled(&roles, head, below);
        let (values, printed) = (Vec::new(), printed(&roles, head, below));
        let headed = headed(head, body(head, below), exceeds);
        let printed_headed =
            self::headed(head, body(head, below), |row, headed| row.printed() > headed);
        let (foreign, answers) = (false, Rc::default());
        let mut columns = Columns {
            roles,
            spread,
            most_points,
            always,
            values,
            printed,
            foreign,
            headed,
            printed_headed,
            answers,
        };
        columns.values = columns.values_of_unknown(head, below, patterns);
        columns.foreign = columns.is_any_foreign(head, below, patterns);
        vec![columns; layouts.len()]
    }

    /// The pages show where each cell stands: where none is, none was lost.
    pub(in crate::table) fn stand_on_pages(&mut self) {
        self.always = Vec::new();
    }

    /// Forgets what was told of its cells: nothing more is asked of them.
    pub(in crate::table) fn forget_answers(&mut self) {
        self.answers = Rc::default();
    }

    pub(in crate::table) fn width(&self) -> usize {
        self.roles.len()
    }

    /// The columns that a row may fill: those behind the last head only if it does.
    pub(super) fn width_for(&self, row: &Row<'_>) -> usize {
        match self.headed {
            Some(headed) if !exceeds(row, headed) => headed.min(self.width()),
            _ => self.width(),
        }
    }

    pub(super) fn role(&self, column: usize) -> Option<Role> {
        self.roles.get(column).copied().flatten()
    }

    /// Whether a row has cells behind the last head, as few rows have.
    pub(super) fn is_exceeded(&self, row: &Row<'_>) -> bool {
        self.headed.is_some_and(|headed| exceeds(row, headed))
    }

    /// The number of columns with heads, if the row has one cell more, filled or not, as few rows
    /// have.
    pub(super) fn exceeded_by_one(&self, row: &Row<'_>) -> Option<usize> {
        self.printed_headed.filter(|&headed| row.printed() == headed + 1)
    }

    /// By what the cells of this table are judged.
    pub(in crate::table) fn kinds<'p>(&'p self, patterns: &'p Patterns) -> Kinds<'p> {
        let has_level2 = self.roles.contains(&Some(Role::Level2));
        Kinds { patterns, answers: &self.answers, has_level2, most_points: self.most_points }
    }

    fn values_of_unknown(
        &self,
        head: &[Row<'_>],
        below: &[Row<'_>],
        patterns: &Patterns,
    ) -> Vec<Option<bool>> {
        let kinds = self.kinds(patterns);
        let of = |(col, role): (usize, &Option<Role>)| {
            if role.is_some_and(|role| role != Role::Unknown) {
                return None;
            }
            let (mut count, mut values) = (0, 0);
            for field in body(head, below).filter_map(|row| row.filled(col)) {
                count += 1;
                values += usize::from(kinds.is_value(field.text()));
            }
            (count > 1).then_some(values * 2 > count)
        };
        self.roles.iter().enumerate().map(of).collect()
    }

    fn is_any_foreign(&self, head: &[Row<'_>], below: &[Row<'_>], patterns: &Patterns) -> bool {
        const LEAST: usize = 2;
        /// What most of these rows are most of a table is.
        const ROWS: usize = 12;
        let kinds = self.kinds(patterns);
        let printed = |row: &&Row<'_>| {
            let placed = |f: &Field<'_>| f.at().chars().is_some() || f.at().bbox().is_some();
            row.fields.len() >= self.width()
                && row.fields.iter().all(|field| field.as_ref().is_some_and(placed))
        };
        (0..self.width()).any(|col| {
            let Some(role) = self.role(col) else { return false };
            let (mut count, mut foreign) = (0, 0);
            let rows = body(head, below).filter(printed).take(ROWS);
            for field in rows.filter_map(|row| row.filled(col)) {
                count += 1;
                foreign += usize::from(kinds.is_foreign(role, field.text()));
            }
            foreign >= LEAST && foreign * 2 > count
        })
    }

    /// Whether no row is to be moved: see `foreign`.
    pub(super) fn are_foreign(&self) -> bool {
        self.foreign
    }

    /// How badly a filled cell fits into a column: one whose head no list has takes what
    /// most of its cells are.
    pub(super) fn misfit(&self, column: usize, text: &str, kinds: Kinds<'_>) -> Misfit {
        let role = self.role(column);
        // Signs have a column of their own.
        let other = role.is_some_and(|role| role != Role::Comparator && role != Role::Unknown);
        if other && kinds.is_sign(text) && self.of_role(Role::Comparator).is_some() {
            return WRONG;
        }
        match (role, self.values.get(column).copied().flatten()) {
            (None | Some(Role::Unknown), Some(true)) => {
                return if kinds.are_values(text) { FITS } else { WRONG };
            }
            (None | Some(Role::Unknown), Some(false)) => {
                return if kinds.is_value(text) { WRONG } else { FITS };
            }
            _ => {}
        }
        let unlike = match self.printed.get(column) {
            Some(Printed::Bare) => text.contains(['%', '％']),
            Some(Printed::Digits) => kinds.is_graded(text),
            Some(Printed::Any) | None => false,
        };
        if unlike { WRONG } else { kinds.misfit(role, text) }
    }

    /// Whether points stand in this column in nearly all rows.
    pub(super) fn is_always_filled(&self, column: usize) -> bool {
        self.always.contains(&column)
    }

    /// The first column of a role.
    pub(super) fn of_role(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|&r| r == Some(role))
    }

    /// The columns whose cells stand under the head at `column`.
    pub(super) fn spread(&self, column: usize) -> Range<usize> {
        let wide = self.spread.iter().find(|range| range.start == column);
        wide.cloned().unwrap_or(column..column + 1)
    }
}

/// The columns up to the last head, if cells stand behind it in few rows only.
fn headed<'r, 'a: 'r>(
    head: &[Row<'_>],
    rows: impl Iterator<Item = &'r Row<'a>>,
    exceeds: impl Fn(&Row<'_>, usize) -> bool,
) -> Option<usize> {
    let headed = head.iter().map(Row::width).max().filter(|&width| width > 0)?;
    let (mut count, mut beyond) = (0, 0);
    for row in rows.filter(|row| row.own().nth(1).is_some()) {
        count += 1;
        beyond += usize::from(exceeds(row, headed));
    }
    (beyond * 2 < count).then_some(headed)
}

fn exceeds(row: &Row<'_>, headed: usize) -> bool {
    row.own().any(|(col, _)| col >= headed)
}

/// A head may name several columns, the later ones without a head of their own: then
/// one of them is filled in each row. A blank cell beside a column of its own is
/// blank.
fn spread(roles: &[Option<Role>], head: &[Row<'_>], below: &[Row<'_>]) -> Vec<Range<usize>> {
    let headed = |col: usize| {
        let own = |row: &Row<'_>| row.filled(col).is_some_and(|f| f.holds != Holds::FromLeft);
        head.iter().any(own)
    };
    let spanned = |col: usize| {
        let covers = |row: &Row<'_>| {
            row.fields.get(col).and_then(Option::as_ref).is_some_and(|f| f.holds == Holds::FromLeft)
        };
        head.iter().any(covers)
    };
    let mut found = Vec::new();
    for (col, role) in roles.iter().enumerate() {
        if role.is_none() {
            continue;
        }
        let free = |c: &usize| roles.get(*c).is_some_and(Option::is_none) && !headed(*c);
        let end = (col + 1..roles.len()).take_while(free).last().map_or(col + 1, |last| last + 1);
        if end == col + 1 {
            continue;
        }
        let filled = |row: &Row<'_>| {
            let own = |c: &usize| row.filled(*c).is_some_and(|f| f.holds == Holds::Own);
            (col..end).filter(own).count()
        };
        let of_its_own = body(head, below).any(|row| filled(row) > 1);
        if spanned(col + 1) || !of_its_own {
            found.push(col..end);
        }
    }
    found
}

/// How most cells of a column are printed.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Printed {
    Any,
    /// Points without a percent sign: a rate stands in another column.
    Bare,
    /// Rates in digits: words of a scale (健全) stand in another column.
    Digits,
}

fn printed(roles: &[Option<Role>], head: &[Row<'_>], below: &[Row<'_>]) -> Vec<Printed> {
    const LEAST: usize = 3;
    let most = |col: usize, is: fn(&str) -> bool| {
        let texts = body(head, below).filter_map(|row| row.filled(col));
        let (count, those) = texts.fold((0, 0), |(count, those), field| {
            (count + 1, those + usize::from(is(field.text())))
        });
        count >= LEAST && those * 4 >= count * 3
    };
    let of = |(col, role): (usize, &Option<Role>)| match role {
        Some(Role::Weight | Role::Score) if most(col, |text| !text.contains(['%', '％'])) => {
            Printed::Bare
        }
        Some(Role::Rate) if most(col, |text| text.contains(|c: char| c.is_ascii_digit())) => {
            Printed::Digits
        }
        _ => Printed::Any,
    };
    roles.iter().enumerate().map(of).collect()
}

/// The columns of points that are filled in nearly all rows: where one is blank at the
/// end of a row, a cell before it may be lost.
fn always_filled(roles: &[Option<Role>], head: &[Row<'_>], below: &[Row<'_>]) -> Vec<usize> {
    const LEAST: usize = 3;
    let points = |role: &Option<Role>| matches!(role, Some(Role::Weight | Role::Score));
    let columns = roles.iter().enumerate().filter(|(_, role)| points(role)).map(|(col, _)| col);
    let mut counts: Vec<(usize, usize)> = columns.map(|col| (col, 0)).collect();
    let mut rows = 0;
    for row in body(head, below).filter(|row| row.own().nth(LEAST).is_some()) {
        rows += 1;
        for (col, count) in &mut counts {
            *count += usize::from(row.filled(*col).is_some());
        }
    }
    let nearly_all = |&(_, count): &(usize, usize)| rows >= LEAST && count * 4 >= rows * 3;
    counts.into_iter().filter(nearly_all).map(|(col, _)| col).collect()
}

/// No row of a table has more points than all of them, which the row of totals states;
/// most tables have 100.
fn most_points<'r, 'a: 'r>(
    rows: impl Iterator<Item = &'r Row<'a>>,
    patterns: &Patterns,
) -> Decimal {
    let total = |row: &&Row<'_>| {
        let first = row.own().next();
        first.is_some_and(|(_, f)| patterns.tables.row_kind(f.text()) == Some(RowKind::Total))
    };
    let numbers = rows.filter(total).flat_map(|row| row.own());
    let numbers = numbers.filter_map(|(_, field)| field.text().trim().parse().ok());
    numbers.fold(Decimal::ONE_HUNDRED, Decimal::max)
}

/// The rows below a header, up to where it is printed again.
fn body<'r, 'a>(head: &'r [Row<'a>], below: &'r [Row<'a>]) -> impl Iterator<Item = &'r Row<'a>> {
    fn first<'t>(row: &'t Row<'_>) -> Option<&'t str> {
        row.own().next().map(|(_, field)| field.text())
    }
    let title = head.first().and_then(first);
    below.iter().take_while(move |row| title.is_none() || first(row) != title)
}
