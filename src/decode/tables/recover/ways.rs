//! All ways to lay out cells as rows, each weighed by what the cells hold.

use super::fit_cells::{Asked, Fit, FitRow};
use super::suits::{Kind, absent, glued, is_sentence, kind, may_be_absent, suits};
use crate::patterns::{Role, WordKind};

/// Most cells that one column of a row takes: wrapped lines, or the words of a
/// value set apart by spaces.
const MAX_PARTS: usize = 6;

/// What is so much worse than the best may be as well; where texts are parted, more so.
const NEARLY: i32 = 3;
const NEARLY_PARTED: i32 = 8;

/// A cell that suits its column as badly cannot stand there.
const UNSOUND: i32 = -8;

/// What a value in words is worth that is said again beside it.
const PAIRED: i32 = 5;

/// No way leads here.
const NOWHERE: i32 = i32::MIN / 4;

/// All ways to lay out cells, by how many cells are taken and how many columns of a row are
/// filled.
pub(super) struct Ways<'a> {
    cells: &'a [&'a str],
    asked: Asked<'a>,
    width: usize,
    /// What each number of cells is worth in a column, from each cell on.
    gains: Vec<i32>,
    /// Of each cell whether it holds a value, and whether it is one of the blank form.
    valued: Vec<bool>,
    of_form: Vec<bool>,
    /// Of each cell whether it starts a name by a number of the form (指标2：…).
    numbered: Vec<bool>,
    /// Of each cell whether it has the marks of a sentence.
    sentences: Vec<bool>,
    /// The best that leads to a state.
    start: Vec<i32>,
    /// The best that leads from it to the end.
    end: Vec<i32>,
}

impl<'a> Ways<'a> {
    pub(super) fn of(cells: &'a [&'a str], asked: Asked<'a>) -> Self {
        let width = asked.roles.len();
        let states = (cells.len() + 1) * (width + 1);
        let gains = vec![NOWHERE; (cells.len() + 1) * width * (MAX_PARTS + 1)];
        let (start, end) = (vec![NOWHERE; states], vec![NOWHERE; states]);
        let valued = cells.iter().map(|cell| asked.known.is_value(cell)).collect();
        let is_of_form =
            |cell: &&str| asked.known.is_of_form(cell) && !asked.known.is(cell, WordKind::None);
        let of_form = cells.iter().map(is_of_form).collect();
        let numbered = cells.iter().map(|cell| asked.known.is_numbered(cell)).collect();
        let sentences = cells.iter().map(|cell| is_sentence(cell)).collect();
        let mut ways =
            Ways { cells, asked, width, gains, valued, of_form, numbered, sentences, start, end };
        ways.weigh();
        ways.forwards();
        ways.backwards();
        ways
    }

    fn has_points(&self) -> bool {
        self.asked.roles.iter().any(|&role| kind(role) == Kind::Points)
    }

    fn role(&self, column: usize) -> Role {
        self.asked.roles.get(column).copied().unwrap_or(Role::Unknown)
    }

    fn state(&self, taken: usize, column: usize) -> usize {
        taken * (self.width + 1) + column
    }

    fn so_far(&self, taken: usize, column: usize) -> i32 {
        self.start.get(self.state(taken, column)).copied().unwrap_or(NOWHERE)
    }

    fn on_to_end(&self, taken: usize, column: usize) -> i32 {
        self.end.get(self.state(taken, column)).copied().unwrap_or(NOWHERE)
    }

    fn gain(&self, taken: usize, column: usize, parts: usize) -> i32 {
        let at = (taken * self.width + column) * (MAX_PARTS + 1) + parts;
        self.gains.get(at).copied().unwrap_or(NOWHERE)
    }

    /// What each column may take from each cell on.
    fn weigh(&mut self) {
        for taken in 0..=self.cells.len() {
            for column in 0..self.width {
                let most = (self.cells.len() - taken).min(MAX_PARTS);
                let (mut text, mut values) = (String::new(), 0);
                for parts in 0..=most {
                    if let Some(at) = parts.checked_sub(1).map(|part| taken + part) {
                        text.push_str(self.cells[at]);
                        values += usize::from(self.valued[at]);
                    }
                    let formed = self.of_form[taken..taken + parts].contains(&true);
                    let later = taken + parts.min(1) * usize::from(column == 0);
                    let named = self.numbered[later..taken + parts].contains(&true);
                    let gain = match parts {
                        // A name of the blank form stands alone, and a number starts a name.
                        _ if named || formed && (parts > 1 || column > 0) => None,
                        // A number and words that are not its unit are two values.
                        2.. if values > 0
                            && kind(self.role(column)) == Kind::Value
                            && !self.asked.known.is_value(&text) =>
                        {
                            None
                        }
                        // What ends a sentence is no first part of a name.
                        2.. if column == 0
                            && self.sentences[taken..taken + parts - 1].contains(&true) =>
                        {
                            None
                        }
                        0 => self.without(column),
                        _ => Some(self.with(taken, column, (&text, parts, values))),
                    };
                    let at = (taken * self.width + column) * (MAX_PARTS + 1) + parts;
                    if let (Some(gain), Some(slot)) = (gain, self.gains.get_mut(at)) {
                        *slot = gain;
                    }
                }
            }
        }
    }

    /// What a column without a cell is worth.
    fn without(&self, column: usize) -> Option<i32> {
        let Asked { roles, habits, .. } = self.asked;
        let role = roles.get(column).copied()?;
        // A column that no head names may be absent at the end of a row.
        let blank = |&role: &Role| may_be_absent(role) || kind(role) == Kind::Unknown;
        let at_end =
            kind(role) == Kind::Unknown && roles.get(column..).is_some_and(|r| r.iter().all(blank));
        match column {
            0 => None,
            _ if at_end => Some(-1),
            // A name alone is no row.
            _ if self.asked.gaps && kind(role) == Kind::Value && !self.has_points() => {
                Some(-absent(role, habits) - 2)
            }
            _ if may_be_absent(role) || self.asked.gaps => Some(-absent(role, habits)),
            _ => None,
        }
    }

    /// What a column is worth with a text of so many cells, of which some are values.
    fn with(&self, taken: usize, column: usize, told: (&str, usize, usize)) -> i32 {
        let Asked { known, habits, .. } = self.asked;
        let role = self.role(column);
        let (text, parts, values) = told;
        let own = suits(role, text, parts, known, habits) - glued(role, parts, values);
        match kind(role) {
            // Who has all points needs no reason.
            Kind::Reason
                if self.asked.gaps
                    && !known.is(text, WordKind::None)
                    && self.is_full(taken, column) =>
            {
                own - 4
            }
            // What stands under a head that no list has is told by nothing: values as well as words.
            Kind::Unknown if self.asked.gaps => {
                (if values > 0 { 6 } else { 3 }) - 3 * (parts.saturating_sub(1) as i32)
            }
            // Of two beside each other, the second says the first: 建立, 已建立.
            Kind::Value if own <= 0 && parts == 1 && self.is_said_again(taken) => PAIRED,
            // Where rows follow each other, words may as well name the next.
            Kind::Value if self.asked.gaps && !self.asked.one_row && own <= 0 && parts == 1 => {
                own - 3
            }
            _ => own,
        }
    }

    /// Whether the next cell ends in the words of a cell, or the one before is what it ends in.
    fn is_said_again(&self, at: usize) -> bool {
        const LONGEST: usize = 12;
        let pair = |first: Option<usize>| {
            let first = first.and_then(|at| Some((self.cells.get(at)?, self.cells.get(at + 1)?)));
            first.is_some_and(|(first, second)| {
                second.chars().count() <= LONGEST && second.ends_with(first)
            })
        };
        pair(Some(at)) || pair(at.checked_sub(1))
    }

    /// Whether the two cells before a column of reasons are the points of a row, and the same.
    fn is_full(&self, taken: usize, column: usize) -> bool {
        let role = |back: usize| column.checked_sub(back).and_then(|at| self.asked.roles.get(at));
        let cell = |back: usize| taken.checked_sub(back).and_then(|at| self.cells.get(at));
        role(1) == Some(&Role::Score)
            && role(2) == Some(&Role::Weight)
            && cell(1).is_some()
            && cell(1) == cell(2)
    }

    fn forwards(&mut self) {
        let first = self.state(0, 0);
        self.start[first] = 0;
        for taken in 0..=self.cells.len() {
            // The first column comes last: a row that is full opens the next one
            // with the same cell.
            for column in (1..=self.width).chain([0]) {
                let own = self.so_far(taken, column);
                if own <= NOWHERE / 2 {
                    continue;
                }
                if column == self.width {
                    if taken < self.cells.len() && !self.asked.one_row {
                        self.improve(taken, 0, own);
                    }
                    continue;
                }
                for parts in 0..=MAX_PARTS.min(self.cells.len() - taken) {
                    let gain = self.gain(taken, column, parts);
                    if gain > NOWHERE / 2 {
                        self.improve(taken + parts, column + 1, own + gain);
                    }
                }
            }
        }
    }

    fn improve(&mut self, taken: usize, column: usize, value: i32) {
        let at = self.state(taken, column);
        if let Some(slot) = self.start.get_mut(at) {
            *slot = (*slot).max(value);
        }
    }

    fn backwards(&mut self) {
        let count = self.cells.len();
        for taken in (0..=count).rev() {
            for column in [0, self.width].into_iter().chain((1..self.width).rev()) {
                let best = if column == self.width {
                    let opens = taken < count && !self.asked.one_row;
                    match (taken == count, opens) {
                        (true, _) => 0,
                        (false, true) => self.on_to_end(taken, 0),
                        (false, false) => NOWHERE,
                    }
                } else {
                    let least = usize::from(column == 0);
                    let parts = least..=MAX_PARTS.min(count - taken);
                    let all = parts.map(|parts| {
                        let gain = self.gain(taken, column, parts);
                        gain.max(NOWHERE).saturating_add(self.on_to_end(taken + parts, column + 1))
                    });
                    all.max().unwrap_or(NOWHERE).max(NOWHERE)
                };
                let at = self.state(taken, column);
                self.end[at] = best;
            }
        }
    }

    /// The rows of the best way; `None` where none leads to the end.
    pub(super) fn rows(&self) -> Option<Fit> {
        let best = self.so_far(self.cells.len(), self.width);
        if best <= NOWHERE / 2 {
            return None;
        }
        let spots = self.spots(best);
        let (mut rows, mut sound) = (Vec::new(), true);
        let mut taken = 0;
        while taken < self.cells.len() {
            let from = taken;
            let mut row = FitRow::default();
            for column in 0..self.width {
                let whole = self.so_far(taken, column);
                // Of ways as good the one that takes least here.
                let mut all = 0..=MAX_PARTS.min(self.cells.len() - taken);
                let parts = all.find(|&parts| {
                    let gain = self.gain(taken, column, parts);
                    let end = self.on_to_end(taken + parts, column + 1);
                    gain > NOWHERE / 2 && end > NOWHERE / 2 && whole + gain + end == best
                })?;
                let role = self.role(column);
                sound &= parts == 0 || self.gain(taken, column, parts) > UNSOUND;
                row.lacks |= parts == 0 && !may_be_absent(role) && kind(role) != Kind::Unknown;
                row.parts.push(parts);
                taken += parts;
            }
            row.astray = self.astray(from, &row.parts, &spots);
            if self.asked.gaps && !self.asked.one_row && self.may_be_names(from, &row.parts) {
                let filled = row.parts.iter().map(|&parts| parts > 0);
                row.astray = filled.enumerate().map(|(column, own)| column > 0 && own).collect();
            }
            // Where rows need no points, the first part of a name may be a row of its own.
            if self.asked.gaps && !self.has_points() && row.parts.first() > Some(&1) {
                row.astray[0] = true;
            }
            rows.push(row);
        }
        Some(Fit { rows, score: best, sound })
    }

    /// Whether, in a table without points, values of a row are words that may name the next: nothing
    /// tells where rows end.
    fn may_be_names(&self, from: usize, parts: &[usize]) -> bool {
        let mut at = from;
        !self.has_points()
            && parts.iter().enumerate().any(|(column, &count)| {
                let own = at;
                at += count;
                // What such words are worth is less than nothing.
                let worth = self.gain(own, column, count);
                let is_value = kind(self.role(column)) == Kind::Value;
                count > 0 && is_value && (worth < 0 || count > 1)
            })
    }

    /// For each cell in which columns it may stand, a bit each, of all ways that are nearly as good
    /// as the best; the last bit: a row may start with it.
    fn spots(&self, best: i32) -> Vec<u64> {
        const STARTS: u64 = 1 << 63;
        let nearly = if self.asked.habits.parted { NEARLY_PARTED } else { NEARLY };
        let mut spots = vec![0; self.cells.len()];
        if !self.asked.gaps {
            return spots;
        }
        for taken in 0..self.cells.len() {
            for column in 0..self.width {
                let own = self.so_far(taken, column);
                for parts in 1..=MAX_PARTS.min(self.cells.len() - taken) {
                    let gain = self.gain(taken, column, parts);
                    let end = self.on_to_end(taken + parts, column + 1);
                    let possible = [own, gain, end].iter().all(|&part| part > NOWHERE / 2);
                    if !possible || own + gain + end < best - nearly {
                        continue;
                    }
                    for spot in spots.iter_mut().skip(taken).take(parts) {
                        *spot |= 1 << column;
                    }
                    if column == 0 {
                        spots[taken] |= STARTS;
                    }
                }
            }
        }
        spots
    }

    /// For each column of a row whether what stands in it may stand in another, or in another row.
    fn astray(&self, from: usize, parts: &[usize], spots: &[u64]) -> Vec<bool> {
        const STARTS: u64 = 1 << 63;
        let spot = |at: usize| spots.get(at).copied().unwrap_or_default();
        let mut astray = Vec::with_capacity(parts.len());
        let (mut at, mut other_row, mut valued) = (from, false, false);
        for (column, &count) in parts.iter().enumerate() {
            let own = at..at + count;
            let moved = own.clone().any(|cell| spot(cell) & !STARTS & !(1 << column) != 0);
            let starts = own.clone().any(|cell| cell > from && spot(cell) & STARTS != 0);
            // Before the first number a row that starts later only has a shorter name.
            other_row |= starts && valued;
            valued |= own.clone().any(|cell| self.valued.get(cell) == Some(&true));
            astray.push(count > 0 && (moved || starts || other_row));
            at += count;
        }
        astray
    }
}
