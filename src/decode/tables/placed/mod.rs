//! The column of each word of a table that is laid out with spaces: by where the word stands, and by
//! what it holds. No border runs through such a table from top to bottom: a cell that is wider than
//! its column pushes what follows on its line to the right. So the words of a line are laid on
//! the columns together, in their order, and a word that fits two columns nearly as well is told to.

mod extent;
mod misfit;

use super::header::Segment;
use super::recover::suits::{Kind, kind};
use super::recover::vocabulary::Vocabulary;
use super::rivers;
use crate::patterns::{Patterns, Role};
use extent::Extent;

/// Where a word stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) column: usize,
    /// The other columns in which it may stand as well.
    pub(super) others: Vec<usize>,
    /// Whether it is not told that it stands there, and alone.
    pub(super) astray: bool,
}

/// Where all words of a table stand.
pub(super) struct Places {
    pub(super) lines: Vec<Vec<Place>>,
    /// How badly they stand there.
    pub(super) cost: i64,
}

/// Fewer than one line of so many with values may be in doubt; else the places of words tell nothing.
const MOST_DOUBTED: usize = 2;

impl Places {
    /// Whether the columns of most values are told.
    pub(super) fn are_told(
        &self,
        lines: &[Vec<Segment>],
        roles: &[Option<Role>],
        patterns: &Patterns,
    ) -> bool {
        let known = Vocabulary::of(patterns);
        let label = |place: &Place| {
            matches!(roles.get(place.column), Some(Some(Role::Level1 | Role::Level2 | Role::Group)))
        };
        let (mut valued, mut doubted) = (0, 0);
        for (words, places) in lines.iter().zip(&self.lines) {
            let values = words.iter().filter(|word| known.is_value(word.piece.text));
            if values.count() >= LEAST_VALUES {
                valued += 1;
                doubted += usize::from(places.iter().any(|place| place.astray && !label(place)));
            }
        }
        doubted * MOST_DOUBTED < valued || doubted == 0
    }
}

/// Values at least of a line by which the places of words are judged.
const LEAST_VALUES: usize = 2;

/// How often the extents of columns are learned anew from the words placed in them.
const ROUNDS: usize = 4;

/// What is so little worse than the best may be as well.
const NEARLY: i32 = 8;
/// The same of parts of labels and of names.
const NEARLY_LABEL: i32 = 16;

/// What a word costs that fits no column.
const UNFIT: i32 = 28;

/// Two words of one line in one cell, set apart by one space and by more.
const SAME_CELL: i32 = 6;
const APART: i32 = 16;
/// Two values in one cell.
const TWO_VALUES: i32 = 60;

const NOWHERE: i32 = i32::MAX / 4;

/// Columns at most; more words and columns than these are no table.
const MOST_COLUMNS: usize = 32;
const MOST_WORDS: usize = 64;

/// A table laid out with spaces, its words and the heads over them.
pub(super) struct Laid<'a, 's> {
    pub(super) lines: &'a [Vec<Segment<'s>>],
    pub(super) spans: &'a [(usize, usize)],
    pub(super) roles: &'a [Option<Role>],
    pub(super) patterns: &'a Patterns,
}

impl Laid<'_, '_> {
    /// The column of each word of each line, and what all lines cost; `None` where they are too many.
    pub(super) fn places(&self) -> Option<Places> {
        let width = self.spans.len();
        if width > MOST_COLUMNS || self.lines.iter().any(|line| line.len() > MOST_WORDS) {
            return None;
        }
        let known = Vocabulary::of(self.patterns);
        let costs: Vec<Vec<Vec<i32>>> = self
            .lines
            .iter()
            .map(|line| line.iter().map(|word| self.misfits(word.piece.text, known)).collect())
            .collect();
        let valued: Vec<Vec<bool>> = self
            .lines
            .iter()
            .map(|line| line.iter().map(|word| known.is_value(word.piece.text)).collect())
            .collect();
        let by_heads = self.learn(self.by_heads(), &costs, &valued);
        let by_rivers = self.by_rivers().map(|start| self.learn(start, &costs, &valued));
        let (extents, cost) = match by_rivers {
            Some(other) if other.1 < by_heads.1 => other,
            _ => by_heads,
        };
        let lines = self.lines.iter().zip(costs.iter().zip(&valued));
        let placed = lines.map(|(words, (costs, valued))| {
            let mut places = self.line(words, &extents, costs, valued).1;
            self.doubt_cells(words, &extents, &mut places);
            self.doubt_line(words, &extents, costs, &mut places);
            places
        });
        Some(Places { lines: placed.collect(), cost })
    }

    /// Tells of values with something else in their cell, and of words that stand in the column of
    /// another that is missing.
    fn doubt_cells(&self, words: &[Segment], extents: &[Extent], places: &mut [Place]) {
        let columns: Vec<usize> = places.iter().map(|place| place.column).collect();
        for (at, &column) in columns.iter().enumerate() {
            let Some(word) = words.get(at) else { continue };
            let mut also = Vec::new();
            let role = self.roles.get(column).copied().flatten();
            let value = role.is_none_or(|role| !matches!(kind(role), Kind::Words | Kind::Reason));
            let beside = at.checked_sub(1).filter(|&above| columns[above] == column);
            if let Some(above) = beside.filter(|_| value) {
                let apart = word.from.saturating_sub(words[above].to) > 1;
                if apart && let Some(place) = places.get_mut(above) {
                    place.astray = true;
                    also.push(column);
                }
            }
            // Long texts reach over what stands beside their other lines.
            let long = role.is_none_or(|role| matches!(kind(role), Kind::Reason | Kind::Criterion));
            for (other, extent) in extents.iter().enumerate().filter(|_| !long) {
                if other != column
                    && !columns.contains(&other)
                    && extent.is_under(word.from, word.to)
                {
                    also.push(other);
                }
            }
            // The points before a reason, with nothing between them (4.1采购流程较长).
            let left = column.checked_sub(1).filter(|left| !columns.contains(left));
            let number = |left: usize| {
                let role = self.roles.get(left).copied().flatten();
                role.is_some_and(|role| matches!(kind(role), Kind::Points | Kind::Value))
            };
            // On a line of other values: a reason may well go on with a number.
            let of_row = columns.iter().any(|&other| other != column && number(other));
            if long && of_row && misfit::starts_with_number(word.piece.text) {
                also.extend(left.filter(|&left| number(left)));
            }
            if let Some(place) = places.get_mut(at).filter(|_| !also.is_empty()) {
                place.astray = true;
                place.others.extend(also.into_iter().filter(|&other| other != column));
            }
        }
    }

    /// Where a word fits no column, no word of its line is told to stand in its own.
    fn doubt_line(
        &self,
        words: &[Segment],
        extents: &[Extent],
        costs: &[Vec<i32>],
        places: &mut [Place],
    ) {
        let fits = words.iter().zip(costs).zip(places.iter()).all(|((word, costs), place)| {
            let misfit = costs.get(place.column).copied().unwrap_or(0);
            let misses = extents.get(place.column).map_or(0, |e| e.misses(word.from, word.to));
            misfit + misses < UNFIT
        });
        if !fits {
            places.iter_mut().for_each(|place| place.astray = true);
        }
    }

    fn misfits(&self, text: &str, known: Vocabulary<'_>) -> Vec<i32> {
        let of = |role: &Option<Role>| misfit::misfit(*role, text, known, self.patterns);
        self.roles.iter().map(of).collect()
    }

    /// Extents that reach half way to the next heads.
    fn by_heads(&self) -> Vec<Extent> {
        let reach = |at: usize| {
            let (from, to) = self.spans[at];
            let left = at.checked_sub(1).map_or(0, |left| self.spans[left].1);
            let right = self.spans.get(at + 1).map_or(to + (to - from), |right| right.0);
            Extent::between(
                usize::midpoint(left.min(from), from),
                usize::midpoint(to, right.max(to)),
            )
        };
        (0..self.spans.len()).map(reach).collect()
    }

    /// Extents of the words between the white space that runs down the table.
    fn by_rivers(&self) -> Option<Vec<Extent>> {
        let words: Vec<Segment> = self.lines.iter().flatten().copied().collect();
        let borders = rivers::borders(self.spans, &words)?;
        let mut own: Vec<Vec<(usize, usize)>> = vec![Vec::new(); self.spans.len()];
        for word in &words {
            let column = borders.partition_point(|&border| border <= word.centre());
            if let Some(own) = own.get_mut(column) {
                own.push((word.from, word.to));
            }
        }
        Some(own.iter().zip(self.spans).map(|(own, &span)| Extent::of(own, span)).collect())
    }

    /// Learns the extents of columns from the words that they come to hold, and what all lines cost.
    fn learn(
        &self,
        mut extents: Vec<Extent>,
        costs: &[Vec<Vec<i32>>],
        valued: &[Vec<bool>],
    ) -> (Vec<Extent>, i64) {
        let mut best = (extents.clone(), i64::MAX);
        for _ in 0..ROUNDS {
            let mut own: Vec<Vec<(usize, usize)>> = vec![Vec::new(); self.spans.len()];
            let mut sum = 0;
            for (words, (costs, valued)) in self.lines.iter().zip(costs.iter().zip(valued)) {
                let (cost, places) = self.line(words, &extents, costs, valued);
                sum += i64::from(cost);
                for (word, place) in words.iter().zip(places) {
                    // What is not told teaches nothing.
                    if place.others.is_empty()
                        && let Some(own) = own.get_mut(place.column)
                    {
                        own.push((word.from, word.to));
                    }
                }
            }
            if sum >= best.1 {
                break;
            }
            best = (extents, sum);
            extents =
                own.iter().zip(self.spans).map(|(own, &span)| Extent::of(own, span)).collect();
        }
        best
    }

    /// The columns of the words of a line, and what they cost together.
    fn line(
        &self,
        words: &[Segment],
        extents: &[Extent],
        costs: &[Vec<i32>],
        valued: &[bool],
    ) -> (i32, Vec<Place>) {
        let width = extents.len();
        let own = |word: usize, column: usize| -> i32 {
            let of = words.get(word).zip(extents.get(column));
            let place = of.map_or(NOWHERE, |(word, extent)| extent.misses(word.from, word.to));
            place + costs.get(word).and_then(|costs| costs.get(column)).copied().unwrap_or(0)
        };
        let together = |word: usize, column: usize| self.together(words, valued, word, column);
        let count = words.len();
        // The least that the words before and with each cost, if it stands in each column; and
        // those behind it.
        let mut before = vec![vec![NOWHERE; width]; count];
        let mut behind = vec![vec![0; width]; count];
        for word in 0..count {
            for column in 0..width {
                let own = own(word, column);
                let led = match word.checked_sub(1).and_then(|above| before.get(above)) {
                    None => 0,
                    Some(above) => {
                        let apart = above.iter().take(column).copied().min().unwrap_or(NOWHERE);
                        apart.min(above[column] + together(word, column))
                    }
                };
                before[word][column] = (led + own).min(NOWHERE);
            }
        }
        for word in (0..count.saturating_sub(1)).rev() {
            for column in 0..width {
                let next = |at: usize| behind[word + 1][at] + own(word + 1, at);
                let apart = (column + 1..width).map(next).min().unwrap_or(NOWHERE);
                let same = next(column) + together(word + 1, column);
                behind[word][column] = apart.min(same).min(NOWHERE);
            }
        }
        let all = |word: usize, column: usize| before[word][column] + behind[word][column];
        let least = before.last().and_then(|last| last.iter().copied().min()).unwrap_or(0);
        let places = (0..count).map(|word| {
            let column = (0..width).min_by_key(|&column| all(word, column)).unwrap_or(0);
            let near = |&other: &usize| {
                let nearly = match self.may_be_either(column, other, words[word].piece.text) {
                    true => NEARLY_LABEL,
                    false => NEARLY,
                };
                other != column && all(word, other) <= least + nearly
            };
            let others: Vec<usize> = (0..width).filter(near).collect();
            Place { column, astray: !others.is_empty(), others }
        });
        (least, places.collect())
    }

    /// Whether a text that is no whole label stands in a column of labels, or may do so: the end of a
    /// name that is wrapped may read like a part of a label (数量, 满意度).
    fn may_be_either(&self, column: usize, other: usize, text: &str) -> bool {
        const WHOLE: usize = 4;
        let label = |column: usize| {
            matches!(self.roles.get(column), Some(Some(Role::Level1 | Role::Level2)))
        };
        label(column) != label(other) && text.chars().count() < WHOLE
    }

    /// What it costs that a word stands in one cell with the word before it.
    fn together(&self, words: &[Segment], valued: &[bool], word: usize, column: usize) -> i32 {
        let Some(above) = word.checked_sub(1) else { return 0 };
        let apart = words[word].from.saturating_sub(words[above].to) > 1;
        let role = self.roles.get(column).copied().flatten();
        let bare = |at: usize| words.get(at).is_some_and(|word| misfit::is_bare(word.piece.text));
        let is = |at: usize| valued.get(at) == Some(&true);
        let never = match role.map(kind) {
            Some(Kind::Points | Kind::Figure) => true,
            Some(Kind::Value) => is(word) && is(above) || bare(word) || bare(above),
            // The points beside a text are no part of it.
            _ => bare(word) || bare(above),
        };
        (if apart { APART } else { SAME_CELL }) + if never { TWO_VALUES } else { 0 }
    }
}
