//! Physical lines with columns to the rows they print: wrapped cells are put
//! together, and labels that span rows are moved to the first of them.

use super::row_places::{Places, beside, doubt_two_values, positions};
use super::row_starts::{Open, Starts, going_on, row_starts};
use super::spanning_labels::{Columns, join, place};
use super::vocabulary::Vocabulary;
use crate::decode::tables::Field;
use crate::patterns::{Role, WordKind};

/// One physical line: a field for each column, `None` where nothing stands.
pub(in crate::decode::tables) type Physical = Vec<Option<Field>>;

/// A physical line of the body of a table, and whether empty lines stand
/// before it.
#[derive(Debug, Clone)]
pub(in crate::decode::tables) struct Printed {
    pub(in crate::decode::tables) cells: Physical,
    pub(in crate::decode::tables) after_gap: bool,
    /// Columns in which words of other columns may stand as well.
    pub(in crate::decode::tables) doubted: Vec<usize>,
}

/// Rows of the body of a table whose columns hold `roles`.
pub(in crate::decode::tables) fn assemble(
    lines: Vec<Printed>,
    roles: &[Option<Role>],
    known: Vocabulary<'_>,
) -> Vec<Vec<Field>> {
    let is_label = |col: usize| {
        matches!(roles.get(col), Some(Some(Role::Level1 | Role::Level2 | Role::Group)))
    };
    let labels_only = |line: &Printed| {
        let mut filled = line.cells.iter().enumerate().filter(|(_, c)| c.is_some());
        filled.all(|(col, _)| is_label(col))
    };
    let anchors = anchors(&lines, roles);
    if !anchors.contains(&true) {
        return lines.into_iter().map(|l| plain(l.cells)).collect();
    }
    let counted: Vec<bool> = lines.iter().map(|l| !labels_only(l)).collect();
    let (owner, open) = owners(&lines, &anchors, &counted, roles, known);
    let count = owner.iter().flatten().max().map_or(0, |&last| last + 1);
    let in_order = are_in_order(&lines, roles, known);
    let (positions, starts) = positions(&owner, count);
    let mut sums = Vec::new();
    let width = roles.len();
    let mut rows: Vec<Vec<Field>> = vec![vec![Field::default(); width]; count];
    let mut labels: Vec<Vec<(f32, Field)>> = vec![Vec::new(); width];
    for Open { line, row } in open {
        let filled = |col: &usize| {
            lines.get(line).is_some_and(|line| matches!(line.cells.get(*col), Some(Some(_))))
        };
        // On the line of a value, that is told.
        let value = anchors.get(line) == Some(&true);
        let wraps = |col: &usize| {
            !value || matches!(roles.get(*col), Some(Some(Role::Name | Role::Reason)))
        };
        for col in (0..width).filter(|&col| !is_label(col)).filter(filled).filter(wraps) {
            for row in [row, row + 1] {
                if let Some(cell) = rows.get_mut(row).and_then(|cells| cells.get_mut(col)) {
                    cell.unowned = true;
                }
            }
        }
    }
    let beside = beside(&owner);
    for (((line, row), position), (above, below)) in
        lines.into_iter().zip(&owner).zip(positions).zip(&beside)
    {
        // A line of labels stands between two rows, and may be a part of either.
        let near = [row.or(*above), row.or(*below)];
        for (row, &col) in
            near.iter().flatten().flat_map(|row| line.doubted.iter().map(move |col| (row, col)))
        {
            if let Some(cell) = rows.get_mut(*row).and_then(|cells| cells.get_mut(col)) {
                cell.astray |= !is_label(col);
            }
        }
        for (col, cell) in line.cells.into_iter().enumerate() {
            let Some(field) = cell else { continue };
            if is_label(col) {
                sums.extend(row.filter(|_| known.is(&field.text, WordKind::Total)));
                if let Some(column) = labels.get_mut(col) {
                    column.push((position, field));
                }
            } else if let Some(cell) =
                row.and_then(|r| rows.get_mut(r)).and_then(|r| r.get_mut(col))
            {
                cell.wrap(field);
            }
        }
    }
    doubt_two_values(&mut rows, roles, known);
    sums.sort_unstable();
    sums.dedup();
    let places = Places { starts, sums };
    // Level 2 first: what stands there tells how far a label of level 1 reaches.
    let mut order: Vec<usize> = (0..width).filter(|&c| is_label(c)).collect();
    order.sort_by_key(|&c| std::cmp::Reverse(roles.get(c).copied().flatten()));
    let level2 = roles.iter().position(|&r| r == Some(Role::Level2));
    for col in order {
        let fragments = labels.get_mut(col).map(std::mem::take).unwrap_or_default();
        let level = match roles.get(col) {
            Some(Some(Role::Level1)) => 1,
            Some(Some(Role::Level2)) => 2,
            _ => 0,
        };
        let joined = join(fragments, level, known);
        // What makes no label is a part of a name beside it.
        let name = roles.iter().position(|&role| role == Some(Role::Name));
        for label in joined.iter().filter(|_| level > 0) {
            let text = &label.field.text;
            let label_of = |level| known.is_label(text, level);
            if label_of(1) || label_of(2) || known.is(text, WordKind::Total) {
                continue;
            }
            for row in places.around(label.centre) {
                let cells = name.and_then(|name| rows.get_mut(row)?.get_mut(name));
                if let Some(cell) = cells {
                    cell.unowned = true;
                }
            }
        }
        let spans_all = level == 0;
        let columns = Columns { level2: level2.filter(|_| level == 1), spans_all, in_order };
        place(joined, col, columns, &mut rows, &places, known);
    }
    rows
}

/// Whether labels of both levels stand on the first line, and each of level 1 beside one of level 2:
/// where labels stand in the middle of their rows, they do so by chance alone.
fn are_in_order(lines: &[Printed], roles: &[Option<Role>], known: Vocabulary<'_>) -> bool {
    const LEAST: usize = 2;
    let column = |role: Role| roles.iter().position(|&own| own == Some(role));
    let Some((level1, level2)) = column(Role::Level1).zip(column(Role::Level2)) else {
        return false;
    };
    let label = |line: &Printed, column: usize, level: u8| {
        let field = line.cells.get(column).and_then(Option::as_ref);
        field.is_some_and(|field| known.is_label(&field.text, level))
    };
    let printed = |line: &Printed, column: usize| matches!(line.cells.get(column), Some(Some(_)));
    let mut of_level1 = lines.iter().filter(|line| label(line, level1, 1));
    let beside = of_level1.clone().all(|line| printed(line, level2));
    let first = lines.first().is_some_and(|line| label(line, level1, 1) && label(line, level2, 2));
    first && beside && of_level1.nth(LEAST - 1).is_some()
}

fn plain(cells: Physical) -> Vec<Field> {
    cells.into_iter().map(Option::unwrap_or_default).collect()
}

/// The lines that print the value of a row. Points are printed on one line;
/// without them the target or the actual value is taken, a line below another
/// with no name of its own being a wrapped value.
fn anchors(lines: &[Printed], roles: &[Option<Role>]) -> Vec<bool> {
    let columns = |wanted: &[Role]| -> Vec<usize> {
        let with = |r: &Option<Role>| r.is_some_and(|r| wanted.contains(&r));
        (0..roles.len()).filter(|&c| roles.get(c).is_some_and(with)).collect()
    };
    let filled = |line: &Printed, columns: &[usize]| {
        columns.iter().any(|&c| matches!(line.cells.get(c), Some(Some(_))))
    };
    let points = columns(&[Role::Weight, Role::Score]);
    let values = columns(&[Role::Target, Role::Actual, Role::TargetAdjusted]);
    let name = columns(&[Role::Name]);
    let with_points = lines.iter().filter(|l| filled(l, &points)).count();
    let with_values = lines.iter().filter(|l| filled(l, &values)).count();
    if with_points > 0 && with_points * 3 >= with_values {
        return by_points(lines, &points, &filled);
    }
    let going_on = going_on(lines, roles);
    let mut anchors = vec![false; lines.len()];
    for (index, line) in lines.iter().enumerate() {
        let above = index.checked_sub(1).and_then(|i| anchors.get(i)).copied();
        let nameless = above == Some(true) && !filled(line, &name) && !line.after_gap;
        let wrapped = nameless || going_on.get(index) == Some(&true);
        if let Some(anchor) = anchors.get_mut(index) {
            *anchor = filled(line, &values) && !wrapped;
        }
    }
    anchors
}

/// The lines that print the points of a row. A number that is too wide for its column is wrapped
/// (4. over 72): of two columns of points, the one of which more lines print one counts less, and tells
/// only the rows in which the other has none near by.
fn by_points(
    lines: &[Printed],
    points: &[usize],
    filled: &dyn Fn(&Printed, &[usize]) -> bool,
) -> Vec<bool> {
    /// Lines between the two points of one row at most.
    const NEAR: usize = 2;
    let on =
        |column: usize| -> Vec<bool> { lines.iter().map(|line| filled(line, &[column])).collect() };
    let mut columns: Vec<Vec<bool>> = points.iter().map(|&column| on(column)).collect();
    columns.retain(|lines| lines.contains(&true));
    let Some(told) = columns.iter().map(|on| on.iter().filter(|&&on| on).count()).max() else {
        return vec![false; lines.len()];
    };
    let count = |on: &Vec<bool>| on.iter().filter(|&&on| on).count();
    let wraps = |on: &Vec<bool>| on.windows(2).filter(|two| two[0] && two[1]).count();
    // Nearly as many lines as the other has, and fewer of them below each other.
    columns.sort_by_key(|on| (count(on) * 2 < told, wraps(on), std::cmp::Reverse(count(on))));
    let mut columns = columns.into_iter();
    let mut anchors = columns.next().unwrap_or_default();
    for other in columns {
        for at in 0..lines.len() {
            let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(lines.len());
            let alone = other.get(at) == Some(&true)
                && anchors.get(near).is_some_and(|near| !near.contains(&true));
            if alone && let Some(anchor) = anchors.get_mut(at) {
                *anchor = true;
            }
        }
    }
    anchors
}

/// For each line the row it belongs to, `None` for lines that hold labels only; and lines of which
/// that is not told, with the first of the two rows they may belong to.
fn owners(
    lines: &[Printed],
    anchors: &[bool],
    counted: &[bool],
    roles: &[Option<Role>],
    known: Vocabulary<'_>,
) -> (Vec<Option<usize>>, Vec<Open>) {
    if let Some(owners) = by_gaps(lines, anchors, counted) {
        return (owners, Vec::new());
    }
    let expected = by_count(lines, anchors, counted);
    let by_wraps = by_wraps(lines, anchors, &expected, roles, known);
    by_wraps.unwrap_or((expected, Vec::new()))
}

/// Rows by where wrapped texts end; `expected` are those by the number of lines.
fn by_wraps(
    lines: &[Printed],
    anchors: &[bool],
    expected: &[Option<usize>],
    roles: &[Option<Role>],
    known: Vocabulary<'_>,
) -> Option<(Vec<Option<usize>>, Vec<Open>)> {
    let owned: Vec<usize> = (0..lines.len()).filter(|&line| expected[line].is_some()).collect();
    let own: Vec<&Printed> = owned.iter().map(|&line| &lines[line]).collect();
    let values: Vec<usize> =
        (0..owned.len()).filter(|&at| anchors.get(owned[at]) == Some(&true)).collect();
    let mut starts: Vec<usize> = Vec::with_capacity(values.len());
    for (at, &line) in owned.iter().enumerate() {
        if expected[line] == Some(starts.len()) {
            starts.push(at);
        }
    }
    let of_sums = |line: &&Printed| {
        line.cells.iter().flatten().any(|field| known.is(&field.text, WordKind::Total))
    };
    let sums: Vec<bool> = values.iter().map(|&at| own.get(at).is_some_and(of_sums)).collect();
    let Starts { starts, open } = row_starts(&own, &values, &sums, roles, &starts)?;
    let mut owners = vec![None; lines.len()];
    for (at, &line) in owned.iter().enumerate() {
        owners[line] = Some(starts.partition_point(|&start| start <= at).saturating_sub(1));
    }
    let on_all_lines = |open: Open| Open { line: owned[open.line], ..open };
    Some((owners, open.into_iter().map(on_all_lines).collect()))
}

/// The same by the number of lines before and behind each value.
fn by_count(lines: &[Printed], anchors: &[bool], counted: &[bool]) -> Vec<Option<usize>> {
    // Lines without a value between two that have one: `gaps[i]` of them stand
    // before the value of row `i`, the last after all.
    let mut gaps = vec![0usize];
    for index in 0..lines.len() {
        if anchors.get(index) == Some(&true) {
            gaps.push(0);
        } else if counted.get(index) == Some(&true)
            && let Some(last) = gaps.last_mut()
        {
            *last += 1;
        }
    }
    let above = lines_above(&gaps);
    let mut owners = Vec::with_capacity(lines.len());
    let (mut row, mut passed, mut started) = (0usize, 0usize, false);
    for index in 0..lines.len() {
        if anchors.get(index) == Some(&true) {
            row += usize::from(started);
            started = true;
            passed = 0;
            owners.push(Some(row));
        } else if counted.get(index) == Some(&true) {
            let next = if started { row + 1 } else { 0 };
            let gap = gaps.get(next).copied().unwrap_or(0);
            let of_next = above.get(next).copied().unwrap_or(0);
            // The last `of_next` lines of the gap open the next row.
            let opens = passed + of_next >= gap && of_next > 0;
            owners.push(Some(if started && !opens { row } else { next }));
            passed += 1;
        } else {
            owners.push(None);
        }
    }
    owners
}

/// Rows by empty lines, where each stretch between them prints one value at
/// most.
fn by_gaps(lines: &[Printed], anchors: &[bool], counted: &[bool]) -> Option<Vec<Option<usize>>> {
    let mut owners = Vec::with_capacity(lines.len());
    let (mut row, mut values, mut rows, mut blocks) = (0usize, 0usize, 0usize, 0usize);
    let mut texts = false;
    for (index, line) in lines.iter().enumerate() {
        let anchor = anchors.get(index) == Some(&true);
        if index > 0 && line.after_gap {
            // Lines without a value are no row of their own.
            if values == 0 && texts {
                return None;
            }
            blocks += 1;
            row += usize::from(values > 0);
            (values, texts) = (0, false);
        }
        texts |= counted.get(index) == Some(&true);
        values += usize::from(anchor);
        rows += usize::from(anchor);
        if values > 1 {
            return None;
        }
        owners.push((counted.get(index) == Some(&true)).then_some(row));
    }
    if values == 0 && texts {
        return None;
    }
    if values == 0 && row > 0 {
        // What follows the last value belongs to its row.
        for owner in owners.iter_mut().flatten() {
            *owner = (*owner).min(row - 1);
        }
    }
    (blocks > 0 && rows > 1).then_some(owners)
}

/// How many lines of each gap stand above the value of the row they open.
/// Where cells are centred, a row has as many lines above its value as below;
/// if that does not come out, cells are taken to start with the value.
fn lines_above(gaps: &[usize]) -> Vec<usize> {
    let mut above = Vec::with_capacity(gaps.len());
    let mut below = 0usize;
    let mut centred = true;
    for (index, &gap) in gaps.iter().enumerate() {
        let last = index + 1 == gaps.len();
        centred &= gap >= below && (!last || gap == below);
        let opens = if last { 0 } else { gap.saturating_sub(below) };
        above.push(opens);
        below = opens;
    }
    let first = gaps.first().copied().unwrap_or(0);
    if centred || first > 0 { above } else { vec![0; gaps.len()] }
}
