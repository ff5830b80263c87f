//! A column whose cells stand one row too low or too high: rows in which two columns contradict each
//! other show it, where each of these cells fits its neighbour in the other column one row up or down.
//! What moved is never put back.

use std::cell::OnceCell;

use rust_decimal::Decimal;

use super::{Doubts, Table, doubt};
use crate::location::At;
use crate::patterns::{Patterns, Role};
use crate::table::body::BodyRow;
use crate::table::doubt::Reason;
use crate::table::place::{Kinds, SIGNS};
use crate::value::{quantity, unit};

/// Rows at least that show anything.
const LEAST: usize = 4;

/// So many contradictions are no chance.
const SEVERAL: usize = 2;

/// Values of one row are no more than so many times each other, but by chance.
const FAR: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Columns whose cells are held against each other.
const COLUMNS: [Role; 6] =
    [Role::Name, Role::Unit, Role::Target, Role::Actual, Role::Weight, Role::Score];

/// What a cell shows of its row.
enum Shape {
    /// A number, and the unit behind it.
    Number(Decimal, Option<Measure>),
    Date,
    Words,
    /// What a name or the column of units says of the values beside it.
    Counted(Vec<Measure>),
    /// The points that a row may have, and those that it has.
    Weight(Decimal),
    Score(Decimal),
    /// A name that says that a date is asked for.
    Timed,
}

/// What a unit measures: things of a kind (个, 人) are told apart, lengths are not.
#[derive(PartialEq, Clone)]
struct Measure(String);

/// The columns of a table stand level.
pub(super) fn cells_are_level(table: &Table<'_, '_, '_>, doubts: &mut Doubts) {
    let rows = table.rows;
    if rows.len() < LEAST {
        return;
    }
    let edge = |role: Role| {
        // Points of which it is not told whose they are stand in neither place for certain.
        let blank = |row: &BodyRow<'_>| {
            let of_points = matches!(role, Role::Weight | Role::Score);
            row.filled(role).is_none() || of_points && row.doubted(role).is_some()
        };
        let mut blanks = (0..rows.len()).filter(|&number| rows.get(number).is_some_and(blank));
        match (blanks.next(), blanks.next()) {
            (Some(0), None) => Some(Moved::Down),
            (Some(last), None) if last + 1 == rows.len() => Some(Moved::Up),
            _ => None,
        }
    };
    // Few columns are held against each other: the others are not read.
    let columns = COLUMNS.map(|role| Column { role, edge: edge(role), shapes: OnceCell::new() });
    let mut found: Vec<Role> = Vec::new();
    for (first, own) in columns.iter().enumerate() {
        for beside in columns.iter().skip(first + 1) {
            let (one, other) = (own.role, beside.role);
            // Values without a name, and a name without values, are the ends of one that moved. Of
            // units few names tell: those that contradict must be more.
            let names = own.edge.is_some() && one == Role::Name;
            let units = beside.edge.is_some() && other == Role::Unit;
            let tested = |moved: Moved, least: usize| {
                let (own, beside) = (own.shapes(table), beside.shapes(table));
                let asked =
                    |least, fitting| fits_moved(own, beside, moved, Asked { least, fitting });
                asked(least, if names { 1 } else { SEVERAL }) || units && asked(SEVERAL, 1)
            };
            let blank = (own.edge, beside.edge);
            match blank {
                (Some(moved), None) if tested(moved, 1) => found.push(one),
                (None, Some(moved)) if tested(moved.back(), 1) => found.push(other),
                // Of points, a row lacks either.
                (Some(moved), Some(other_moved)) if moved == other_moved => {
                    if tested(moved, 1) {
                        found.push(one);
                    }
                    if tested(moved.back(), 1) {
                        found.push(other);
                    }
                }
                (None, None)
                    if are_beside(one, other)
                        && [Moved::Down, Moved::Up].iter().any(|&way| tested(way, SEVERAL)) =>
                {
                    found.extend([one, other]);
                }
                _ => {}
            }
        }
    }
    for role in found {
        let filled = rows.iter().enumerate().filter(|(_, row)| row.filled(role).is_some());
        doubts.extend(filled.map(|(number, _)| (number, doubt(role, Reason::ColumnMoved))));
        // A sign is that of the unit beside it.
        if role == Role::Unit {
            for values in [Role::Target, Role::Actual] {
                let filled =
                    rows.iter().enumerate().filter(|(_, row)| row.filled(values).is_some());
                doubts.extend(filled.map(|(n, _)| (n, doubt(values, Reason::ColumnMoved))));
            }
        }
    }
}

/// A column that may be held against others.
struct Column {
    role: Role,
    /// Which way it moved, by the one blank cell at its end.
    edge: Option<Moved>,
    /// What its cells show, once that is asked.
    shapes: OnceCell<Vec<Option<Shape>>>,
}

impl Column {
    fn shapes(&self, table: &Table<'_, '_, '_>) -> &[Option<Shape>] {
        let read = |row| shape(row, self.role, table.kinds);
        self.shapes.get_or_init(|| table.rows.iter().map(read).collect())
    }
}

/// Columns of which all cells of one tell whether it is level with the other.
fn are_beside(one: Role, other: Role) -> bool {
    matches!((one, other), (Role::Target, Role::Actual) | (Role::Weight, Role::Score))
}

/// Which way a column moved.
#[derive(Clone, Copy, PartialEq)]
enum Moved {
    Down,
    Up,
}

impl Moved {
    fn back(self) -> Moved {
        match self {
            Moved::Down => Moved::Up,
            Moved::Up => Moved::Down,
        }
    }

    /// The row above or below, from which a cell moved.
    fn from(self, row: usize) -> Option<usize> {
        match self {
            Moved::Down => row.checked_sub(1),
            Moved::Up => Some(row + 1),
        }
    }
}

/// What is asked of a column that may have moved: cells that contradict, and cells that fit.
#[derive(Clone, Copy)]
struct Asked {
    least: usize,
    fitting: usize,
}

/// Whether so many cells of a column, away from its ends, contradict those beside them, and none
/// does where the first column is put back by one row.
fn fits_moved(own: &[Option<Shape>], beside: &[Option<Shape>], moved: Moved, asked: Asked) -> bool {
    let at = |shapes: &'_ [Option<Shape>], row: Option<usize>| -> Option<usize> {
        row.filter(|&row| shapes.get(row).is_some_and(Option::is_some))
    };
    let differ = |row: Option<usize>, other: Option<usize>| {
        let pair = (at(own, row), at(beside, other));
        let (Some(row), Some(other)) = pair else { return None };
        let pair = own.get(row)?.as_ref().zip(beside.get(other)?.as_ref());
        pair.and_then(|(one, other)| one.contradicts(other))
    };
    // Those of nearly all tables contradict nothing as they stand.
    let as_they_stand = (0..own.len()).filter(|&row| differ(Some(row), Some(row)) == Some(true));
    if as_they_stand.take(asked.least).count() < asked.least {
        return false;
    }
    let put_back: Vec<Option<bool>> =
        (0..own.len()).map(|row| differ(Some(row), moved.from(row))).collect();
    let fit = put_back.iter().filter(|&&differ| differ == Some(false)).count();
    if put_back.contains(&Some(true)) || fit < asked.fitting {
        return false;
    }
    let contradicted = (0..own.len()).filter(|&row| {
        let both = [differ(Some(row), moved.from(row)), differ(moved.back().from(row), Some(row))];
        differ(Some(row), Some(row)) == Some(true) && both.contains(&Some(false))
    });
    contradicted.count() >= asked.least
}

impl Shape {
    /// Whether two cells cannot stand in one row; `None` where that is not told.
    fn contradicts(&self, other: &Shape) -> Option<bool> {
        match (self, other) {
            (Shape::Counted(wanted), Shape::Number(_, Some(own)))
            | (Shape::Number(_, Some(own)), Shape::Counted(wanted)) => Some(!wanted.contains(own)),
            (Shape::Counted(one), Shape::Counted(other)) => {
                Some(!one.iter().any(|own| other.contains(own)))
            }
            (Shape::Weight(weight), Shape::Score(score)) => Some(score > weight),
            (Shape::Counted(_), Shape::Date) | (Shape::Date, Shape::Counted(_)) => Some(true),
            (Shape::Timed, Shape::Date) | (Shape::Date, Shape::Timed) => Some(false),
            (Shape::Number(one, unit), Shape::Number(other, of)) => match (unit, of) {
                (Some(unit), Some(of)) if unit != of => Some(true),
                _ => {
                    let (low, high) = (*one.min(other), *one.max(other));
                    Some(low >= Decimal::ZERO && low.saturating_mul(FAR) < high)
                }
            },
            (Shape::Number(..), Shape::Date | Shape::Words)
            | (Shape::Date | Shape::Words, Shape::Number(..)) => Some(true),
            (Shape::Date, Shape::Date) | (Shape::Words, Shape::Words) => Some(false),
            _ => None,
        }
    }
}

fn shape(row: &BodyRow<'_>, role: Role, kinds: Kinds<'_>) -> Option<Shape> {
    let text = row.filled(role)?.text().trim();
    let patterns = kinds.patterns;
    match role {
        Role::Name => name(text, patterns),
        Role::Unit => measure(text, patterns).map(|measure| Shape::Counted(vec![measure])),
        Role::Weight => text.parse().ok().map(Shape::Weight),
        Role::Score => text.parse().ok().map(Shape::Score),
        _ if quantity::is_placeholder(text, patterns) => None,
        _ if kinds.is_dated(text) => Some(Shape::Date),
        _ => {
            let read = kinds.quantity(text.trim_start_matches(SIGNS), At::default()).quantity;
            match (read.number, read.unit) {
                (Some(number), Some(unit)) => {
                    let measure = measure(&unit, patterns).unwrap_or(Measure(unit));
                    Some(Shape::Number(number, Some(measure)))
                }
                (Some(number), None) => Some(Shape::Number(number, None)),
                (None, _) => kinds.is_graded(text).then_some(Shape::Words),
            }
        }
    }
}

/// What the end of a name, or its brackets, say of its values.
fn name(text: &str, patterns: &Patterns) -> Option<Shape> {
    let (stem, printed) = unit::in_name(text, patterns);
    if let Some(printed) = printed {
        return measure(&printed, patterns).map(|measure| Shape::Counted(vec![measure]));
    }
    if patterns.guard.is_timed(&stem) {
        return Some(Shape::Timed);
    }
    let units = patterns.names.units_of_tail(&stem);
    let measures: Vec<Measure> = units.iter().filter_map(|unit| measure(unit, patterns)).collect();
    (!measures.is_empty()).then_some(Shape::Counted(measures))
}

fn measure(text: &str, patterns: &Patterns) -> Option<Measure> {
    /// Units of this dimension measure each a thing of their own.
    const COUNT: &str = "count";
    let unit = patterns.units.find(text)?;
    let own = match unit.dimension == COUNT {
        true => patterns.units.base_sign(&unit).unwrap_or_else(|| unit.sign.into_owned()),
        false => unit.dimension.into_owned(),
    };
    Some(Measure(own))
}
