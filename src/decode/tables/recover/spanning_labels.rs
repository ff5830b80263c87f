//! Labels of the level columns: wrapped ones put together, and each moved to
//! the first of the rows it spans.

use super::row_places::Places;
use super::vocabulary::Vocabulary;
use crate::decode::tables::Field;

/// Most lines over which a label is wrapped in a narrow column.
const MAX_FRAGMENTS: usize = 5;

/// Puts wrapped labels together: as many fragments as make a known label, else
/// each by itself.
pub(super) fn join(fragments: Vec<(f32, Field)>, level: u8, known: Vocabulary<'_>) -> Vec<Label> {
    let mut joined: Vec<Label> = Vec::new();
    let mut index = 0;
    while let Some((start, field)) = fragments.get(index) {
        let mut text = String::new();
        let mut taken = 1;
        for (length, (_, part)) in fragments.iter().skip(index).take(MAX_FRAGMENTS).enumerate() {
            text.push_str(&part.text);
            let whole = match level {
                0 => true,
                level => known.is_label(&text, level),
            };
            if whole {
                taken = length + 1;
            }
        }
        let mut whole = field.clone();
        let mut end = *start;
        for (position, part) in fragments.iter().skip(index + 1).take(taken - 1) {
            whole.wrap(part.clone());
            end = *position;
        }
        joined.push(Label { first: *start, centre: (start + end) / 2.0, field: whole });
        index += taken;
    }
    joined
}

/// A label, and where its first line and its middle stand.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub(super) first: f32,
    pub(super) centre: f32,
    pub(super) field: Field,
}

/// A label may stand so many lines off the middle of the rows it spans: a reader of PDF sets it
/// on a line near by.
const OFF: f32 = 0.55;

/// Most ways in which a label may stand in the middle of rows that are tried: those of 200 rows
/// with 200 labels. No form has more between two rows of sums.
const MOST_STEPS: usize = 8_000_000;

/// What is nearly as good as the best is as likely. In squares of lines.
const EXACT: f32 = 0.1;
const ALIKE: f32 = 0.6;

/// Writes each label into the first row it spans. Labels stand in the middle of their rows, or
/// all of them on the first; a row of which neither tells the label has none, and says so.
pub(super) fn place(
    labels: Vec<Label>,
    col: usize,
    columns: Columns,
    rows: &mut [Vec<Field>],
    places: &Places,
    known: Vocabulary<'_>,
) {
    let mut from = 0;
    let mut labels = labels.into_iter().peekable();
    while from < rows.len() {
        let next_sum = places.sums.partition_point(|&row| row < from);
        let sum = places.sums.get(next_sum).copied().unwrap_or(rows.len());
        let (to, next) = if sum == from { (from + 1, from + 1) } else { (sum, sum) };
        let end = places.starts.get(to).map_or(f32::MAX, |end| (end.0 + end.1) / 2.0);
        let last = to >= rows.len();
        let mut own = Vec::new();
        while let Some(label) = labels.next_if(|label| last || label.centre < end) {
            own.push(label);
        }
        let stretch = Stretch { from, to, col, columns, places, known };
        stretch.place(own, rows);
        from = next;
    }
}

/// What is known of a column of labels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    /// The column of level 2, where its labels are told already.
    pub(super) level2: Option<usize>,
    /// Its label is that of all rows (绩效指标).
    pub(super) spans_all: bool,
    /// Labels of both levels stand together, and on the first row: cells come one behind the other,
    /// a label before all rows that it spans.
    pub(super) in_order: bool,
}

/// The label of each row, by its number; `None` where it is not told.
type Owners = Vec<Option<usize>>;

/// Rows between two rows of sums.
struct Stretch<'s, 'p> {
    from: usize,
    to: usize,
    col: usize,
    columns: Columns,
    places: &'s Places,
    known: Vocabulary<'p>,
}

impl Stretch<'_, '_> {
    fn place(&self, labels: Vec<Label>, rows: &mut [Vec<Field>]) {
        if labels.is_empty() {
            return;
        }
        let owners = match labels.as_slice() {
            [_] if self.columns.spans_all => Some(vec![Some(0); self.to - self.from]),
            several if self.columns.in_order => self.on_first_rows(several, rows),
            several => {
                let centred = self.centred(several, rows);
                let exact = centred.as_ref().is_some_and(|&(cost, _)| cost < EXACT);
                let first = self.on_first_rows(several, rows);
                match (centred, first) {
                    (Some((_, centred)), None) => Some(centred),
                    (Some((_, centred)), Some(first)) if exact => {
                        // What either way of setting labels may tell is not told.
                        let both = centred.into_iter().zip(first);
                        Some(both.map(|(one, other)| one.filter(|_| one == other)).collect())
                    }
                    (_, first) => first,
                }
            }
        };
        let owners = owners.map(|owners| self.without_doubtful(owners, rows));
        let Some(owners) = owners else {
            for row in self.from..self.to {
                self.disown(rows, row);
            }
            return;
        };
        let mut before = None;
        for (row, owner) in (self.from..self.to).zip(owners) {
            match owner {
                None => self.disown(rows, row),
                Some(own) if before != Some(own) => {
                    let cell = rows.get_mut(row).and_then(|cells| cells.get_mut(self.col));
                    if let (Some(cell), Some(label)) = (cell, labels.get(own)) {
                        cell.wrap(label.field.clone());
                    }
                }
                Some(_) => {}
            }
            before = owner;
        }
    }

    /// Rows of which the label of level 2 is not told, where labels of level 1 change: neither is theirs.
    fn without_doubtful(&self, mut owners: Owners, rows: &[Vec<Field>]) -> Owners {
        let Some(col) = self.columns.level2 else { return owners };
        let open = |row: usize| {
            let cell = rows.get(self.from + row).and_then(|cells| cells.get(col));
            cell.is_some_and(|field| field.unowned)
        };
        let mut from = 0;
        while from < owners.len() {
            let to = (from..owners.len()).find(|&row| !open(row)).unwrap_or(owners.len());
            if to > from {
                let around = from.saturating_sub(1)..(to + 1).min(owners.len());
                let one =
                    owners.get(around).is_some_and(|own| own.windows(2).all(|w| w[0] == w[1]));
                if !one {
                    owners.iter_mut().take(to).skip(from).for_each(|own| *own = None);
                }
            }
            from = to + 1;
        }
        owners
    }

    fn disown(&self, rows: &mut [Vec<Field>], row: usize) {
        if let Some(cell) = rows.get_mut(row).and_then(|cells| cells.get_mut(self.col)) {
            *cell = Field { unowned: true, ..Field::default() };
        }
    }

    /// Whether a label may span a row: not one that stands beside a label of level 2 which
    /// belongs to another.
    fn may_span(&self, label: &Field, row: usize, rows: &[Vec<Field>]) -> bool {
        let below = self.columns.level2.and_then(|col| rows.get(row)?.get(col));
        below.is_none_or(|below| {
            let told = self.known.is_label(&label.text, 1) && self.known.is_label(&below.text, 2);
            !told || self.known.may_hold(&label.text, &below.text)
        })
    }

    /// Whether a label may begin with a row: one of level 1 begins where one of level 2 does.
    fn may_begin(&self, row: usize, rows: &[Vec<Field>]) -> bool {
        let Some(col) = self.columns.level2 else { return true };
        let below = |row: usize| rows.get(row).and_then(|cells| cells.get(col));
        let any = (self.from..self.to).any(|row| below(row).is_some_and(|f| !f.text.is_empty()));
        !any || below(row).is_none_or(|field| !field.text.is_empty() || field.unowned)
    }

    /// The label of each row, where labels stand in the middle of the rows that they span, and how
    /// far off it they are; `None` for a row of which two may be. Of all ways to part the rows those count that fit about as
    /// well as the best.
    fn centred(&self, labels: &[Label], rows: &[Vec<Field>]) -> Option<(f32, Owners)> {
        let count = self.to - self.from;
        if labels.len().saturating_mul(count * count) > MOST_STEPS {
            return None;
        }
        let start =
            |row: usize| self.places.starts.get(self.from + row).copied().unwrap_or_default();
        let cost = |label: usize, from: usize, to: usize| -> Option<f32> {
            let Label { centre, field, .. } = labels.get(label)?;
            let (from_least, from_most) = start(from);
            let (to_least, to_most) = start(to);
            let (least, most) = ((from_least + to_least) / 2.0, (from_most + to_most) / 2.0);
            let off = (least - centre).max(centre - most).max(0.0);
            let fits = off <= OFF
                && self.may_begin(self.from + from, rows)
                && (from..to).all(|row| self.may_span(field, self.from + row, rows));
            fits.then_some(off * off)
        };
        // What it costs at least that the labels before span the rows before, and that those
        // behind span the rest.
        let mut before = vec![vec![f32::INFINITY; count + 1]; labels.len() + 1];
        let mut behind = before.clone();
        before[0][0] = 0.0;
        behind[labels.len()][count] = 0.0;
        let mut steps = Vec::new();
        for label in 0..labels.len() {
            for from in 0..count {
                for to in from + 1..=count {
                    if let Some(cost) = cost(label, from, to) {
                        steps.push((label, from, to, cost));
                    }
                }
            }
        }
        for &(label, from, to, cost) in &steps {
            before[label + 1][to] = before[label + 1][to].min(before[label][from] + cost);
        }
        for &(label, from, to, cost) in steps.iter().rev() {
            behind[label][from] = behind[label][from].min(behind[label + 1][to] + cost);
        }
        let best = behind[0][0];
        if !best.is_finite() {
            return None;
        }
        let limit = best + ALIKE;
        let mut owners: Vec<Vec<usize>> = vec![Vec::new(); count];
        for &(label, from, to, cost) in &steps {
            if before[label][from] + cost + behind[label + 1][to] <= limit {
                for own in owners.get_mut(from..to).unwrap_or_default() {
                    if !own.contains(&label) {
                        own.push(label);
                    }
                }
            }
        }
        let one = |own: Vec<usize>| if let [label] = own[..] { Some(label) } else { None };
        Some((best, owners.into_iter().map(one).collect()))
    }

    /// The label of each row, where every label stands on the first line of a row, and the first
    /// of them on the first row.
    fn on_first_rows(&self, labels: &[Label], rows: &[Vec<Field>]) -> Option<Owners> {
        let starts = self.places.starts.get(self.from..self.to).unwrap_or_default();
        let first = |at: f32| {
            let row = starts.partition_point(|&(_, start)| start + 1.0 <= at);
            let begins = starts.get(row).is_some_and(|&(_, start)| start < at);
            begins.then_some(self.from + row)
        };
        let begin: Vec<usize> =
            labels.iter().map(|label| first(label.first)).collect::<Option<Vec<usize>>>()?;
        let rising = begin.windows(2).all(|pair| pair[0] < pair[1]);
        if begin.first() != Some(&self.from) || !rising {
            return None;
        }
        let owner = |row: usize| begin.partition_point(|&start| start <= row).checked_sub(1);
        let owners: Owners = (self.from..self.to).map(owner).collect();
        let fits = owners.iter().zip(self.from..).all(|(owner, row)| {
            let label = owner.and_then(|own| labels.get(own));
            label.is_none_or(|label| self.may_span(&label.field, row, rows))
        });
        fits.then_some(owners)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::patterns::Patterns;

    fn field(text: &str) -> Field {
        Field { text: text.to_owned(), ..Field::default() }
    }

    /// The column of labels of rows of so many lines each.
    fn placed_in(height: f32, labels: &[(f32, &str)], rows: usize, sums: &[usize]) -> Vec<String> {
        let known = Vocabulary::of(Patterns::builtin());
        let mut all = vec![vec![Field::default()]; rows];
        let places = Places {
            starts: (0..=rows).map(|n| (n as f32 * height, n as f32 * height)).collect(),
            sums: sums.to_vec(),
        };
        let label = |&(at, text): &(f32, &str)| Label { first: at, centre: at, field: field(text) };
        let labels = labels.iter().map(label).collect();
        let columns = Columns { level2: None, spans_all: false, in_order: false };
        place(labels, 0, columns, &mut all, &places, known);
        let shown = |cell: &Field| {
            if cell.unowned { "?".to_owned() } else { cell.text.clone() }
        };
        all.iter().map(|row| shown(&row[0])).collect()
    }

    /// The column of labels of rows of one line each.
    fn placed(labels: &[(f32, &str)], rows: usize, sums: &[usize]) -> Vec<String> {
        placed_in(1.0, labels, rows, sums)
    }

    /// What is found by halves is what going through all rows finds.
    #[test]
    fn rows_around_a_place_are_all_that_are_near_and_no_others() {
        // Rows of one to three lines, some without any, and lines of labels between some.
        let mut starts = Vec::new();
        let mut end = 0.0_f32;
        for row in 0..60_u16 {
            let first = end + f32::from(row % 4 == 3);
            starts.push((end, first));
            end = first + f32::from(row * 7 % 4);
        }
        starts.push((end, end + 1.0));
        let rows = starts.len() - 1;
        let places = Places { starts: starts.clone(), sums: Vec::new() };
        let all = vec![vec![Field::default()]; rows];
        let known = Vocabulary::of(Patterns::builtin());
        let columns = Columns { level2: None, spans_all: false, in_order: true };
        for half in 0..(end as u16 * 2 + 6) {
            let at = f32::from(half) / 2.0;
            let near =
                (0..rows).filter(|&row| starts[row].0 <= at + 1.0 && at <= starts[row + 1].1 + 1.0);
            let around = places.around(at).filter(|&row| row < rows);
            assert_eq!(around.collect::<Vec<_>>(), near.collect::<Vec<_>>(), "{at}");
            // A label on the first line of a row that is not the first is never alone.
            let begins = (0..rows).find(|&row| starts[row].1 < at && at < starts[row].1 + 1.0);
            let own = |at| Label { first: at, centre: at, field: field("数量") };
            let stretch = Stretch { from: 0, to: rows, col: 0, columns, places: &places, known };
            let found = stretch.on_first_rows(&[own(0.5), own(at)], &all);
            let second = found.map(|owners| owners.iter().position(|&own| own == Some(1)));
            assert_eq!(second.flatten(), begins.filter(|&row| row > 0), "{at}");
        }
    }

    #[test]
    fn labels_in_the_middle_of_their_rows_go_to_the_first() {
        assert_eq!(
            placed_in(3.0, &[(4.5, "数量"), (13.5, "质量"), (22.5, "时效")], 9, &[]),
            ["数量", "", "", "质量", "", "", "时效", "", ""]
        );
        // With a row of sums between.
        assert_eq!(
            placed_in(3.0, &[(4.5, "数量"), (10.5, "小计"), (16.5, "时效")], 7, &[3]),
            ["数量", "", "", "小计", "时效", "", ""]
        );
    }

    #[test]
    fn a_row_between_two_labels_that_may_be_half_a_line_off_is_not_told() {
        assert_eq!(
            placed(&[(1.0, "数量"), (2.5, "质量"), (4.5, "时效")], 6, &[]),
            ["数量", "?", "质量", "?", "时效", ""]
        );
    }

    #[test]
    fn labels_on_their_first_rows_stay() {
        assert_eq!(
            placed(&[(0.5, "数量"), (2.5, "质量")], 6, &[]),
            ["数量", "", "质量", "", "", ""]
        );
    }

    #[test]
    fn what_neither_tells_is_not_told() {
        // The label between them was lost.
        assert_eq!(placed(&[(1.0, "数量"), (6.5, "时效")], 7, &[]), ["?"; 7]);
    }
}
