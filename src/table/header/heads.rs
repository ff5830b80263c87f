//! The heads of a table: each column with the texts over it, and what they say.

use std::borrow::Cow;

use rustc_hash::FxHashMap as HashMap;

use super::Lexicon;
use crate::fold;
use crate::patterns::Role;
use crate::patterns::columns::{Meaning, Of, header_key_within};
use crate::table::matrix::{Field, Holds, Row};
use crate::value::year::year;

/// A longer cell is a sentence and no head.
const LONGEST_KEY: usize = 90;

/// A column and what its head says.
#[derive(Debug)]
pub(super) struct Head<'r> {
    pub(super) col: usize,
    /// The texts over the column, from the top.
    pub(super) titles: Vec<&'r str>,
    pub(super) meaning: Option<Meaning>,
    /// The year that the head names (2023年指标值).
    year: Option<i16>,
}

/// The head over a column, of those over all columns from the left.
pub(super) fn over_column<'h, 'r>(heads: &'h [Head<'r>], col: usize) -> Option<&'h Head<'r>> {
    heads.get(heads.binary_search_by_key(&col, |head| head.col).ok()?)
}

impl Head<'_> {
    pub(super) fn role(&self) -> Option<Role> {
        self.meaning.map(|meaning| meaning.role)
    }
}

/// The heads over the columns of the rows of a header, from the left.
pub(super) fn heads<'r>(rows: &'r [Row<'_>], lexicon: Lexicon<'_>) -> Vec<Head<'r>> {
    let width = rows.iter().map(|row| row.fields.len()).max().unwrap_or(0);
    let columns = (0..width).filter_map(|col| Some((col, titles(rows, col)?)));
    let columns: Vec<(usize, Vec<&str>)> = columns.collect();
    let mut under: HashMap<&str, usize> = HashMap::default();
    for top in columns.iter().filter_map(|(_, titles)| titles.first().copied()) {
        *under.entry(top).or_default() += 1;
    }
    let mut heads: Vec<Head<'_>> = Vec::with_capacity(columns.len());
    for (col, titles) in &columns {
        let alone = titles.first().is_none_or(|top| under.get(top) == Some(&1));
        let (meaning, year) = lexicon.meaning(titles, alone);
        heads.push(Head { col: *col, titles: titles.clone(), meaning, year });
    }
    beside_another(&mut heads, lexicon);
    behind_names(&mut heads, lexicon);
    by_year(&mut heads, lexicon.year);
    heads
}

/// 目标值年初 | 调整后: where the cell over two columns was put to the first of them, the head of
/// the second is but a period.
fn beside_another(heads: &mut [Head<'_>], lexicon: Lexicon<'_>) {
    for index in 1..heads.len() {
        let [left, right] = &mut heads[index - 1..=index] else { continue };
        let Some(over) = left.meaning.filter(|over| {
            matches!(over.role, Role::Target | Role::Actual) && over.of != Of::Plain
        }) else {
            continue;
        };
        let [title] = right.titles[..] else { continue };
        let key = header_key_within(title, LONGEST_KEY).filter(|_| right.meaning.is_none());
        let of = key.and_then(|key| lexicon.columns.qualifier(&key));
        if let Some(of) = of.filter(|&of| of != Of::Plain && of != over.of) {
            right.meaning = Some(Meaning { of, strong: false, ..over });
        }
    }
}

/// The head of all labels (绩效目标) says something else behind the column of names, where no other
/// column says it.
fn behind_names(heads: &mut [Head<'_>], lexicon: Lexicon<'_>) {
    let Some(name) = heads.iter().position(|head| head.role() == Some(Role::Name)) else { return };
    for index in name + 1..heads.len() {
        let head = &heads[index];
        let [title] = head.titles[..] else { continue };
        let key = header_key_within(title, LONGEST_KEY);
        let key = key.filter(|_| head.role() == Some(Role::Group));
        let meaning = key.and_then(|key| lexicon.columns.behind_names(&key));
        if let Some(meaning) = meaning
            && !heads.iter().any(|head| head.role() == Some(meaning.role))
        {
            heads[index].meaning = Some(meaning);
        }
    }
}

/// A head of no more characters that was hardly read says nothing of its column, and stands as this.
const SHORT: usize = 2;
const UNREAD: &str = "\u{FFFD}";

/// The texts over a column, from the top; `None` where a cell further left covers it
/// in all rows, or nothing stands there.
fn titles<'r>(rows: &'r [Row<'_>], col: usize) -> Option<Vec<&'r str>> {
    let starts = |row: &Row<'_>| row.filled(col).is_some_and(|f| f.holds != Holds::FromLeft);
    let last = rows.iter().rposition(starts)?;
    let mut titles: Vec<&str> = Vec::new();
    for (number, row) in rows.iter().enumerate().take(last + 1) {
        let field = row.filled(col).or_else(|| over(rows, number, last, col));
        let Some(field) = field else { continue };
        // One character less makes another column of it: 得分 under a seal is read 分.
        let short = field.text().chars().filter(|char| !char.is_whitespace()).count() <= SHORT;
        let title = if field.hardly_read() && short { UNREAD } else { field.text() };
        // A number under a head counts the columns, but not a year.
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let counts = number > 0 && digits(title.trim()) && year(title.trim()).is_none();
        for title in stacked(title).filter(|_| !counts) {
            if titles.last() != Some(&title) {
                titles.push(title);
            }
        }
    }
    Some(titles)
}

/// The heads of several rows that a converter wrote into one cell, full stops between them
/// (年度指标值.年初); else the text as it is. A stop beside a digit is one of a number.
fn stacked(title: &str) -> impl Iterator<Item = &str> {
    let parts = || title.split('.');
    let worded = |part: &str| {
        let part = part.trim();
        part.starts_with(fold::is_cjk) && part.chars().nth(1).is_some()
    };
    let several = title.contains('.') && parts().all(worded);
    std::iter::once(title).filter(move |_| !several).chain(parts().filter(move |_| several))
}

/// The cell further left that stands over a column as well, where the source does not
/// tell spans: nothing is printed between them, and each column under it has a head of
/// its own in the row below.
fn over<'r, 'a>(
    rows: &'r [Row<'a>],
    number: usize,
    last: usize,
    col: usize,
) -> Option<&'r Field<'a>> {
    let row = &rows[number];
    if number == last {
        return None;
    }
    let left = (0..col).rev().find(|&c| row.filled(c).is_some())?;
    let below = rows.get(number + 1)?;
    (left..=col).all(|c| below.filled(c).is_some()).then(|| row.filled(left)).flatten()
}

/// The last year that the heads of a role name.
fn last_year(heads: &[Head<'_>], role: Role) -> Option<i16> {
    heads.iter().filter(|head| head.role() == Some(role)).filter_map(|head| head.year).max()
}

/// Whether nothing says which of two years is reported on: the targets are all of a later year than
/// the actual values (2022年实际实现值 beside 预期2023年实现值), or the year of the title has targets
/// alone, beside both of another year.
pub(super) fn tell_two_years(heads: &[Head<'_>], title: Option<i16>) -> bool {
    let of_role = |role: Role| heads.iter().filter(move |head| head.role() == Some(role));
    let Some(reached) = last_year(heads, Role::Actual) else { return false };
    let mut targets = of_role(Role::Target).peekable();
    // Beside actual values of no year those of an earlier one are not what is reported on.
    let undated = of_role(Role::Actual).any(|head| head.year.is_none());
    let later =
        !undated && targets.peek().is_some() && targets.all(|head| head.year > Some(reached));
    let others = || of_role(Role::Actual).all(|head| head.year.is_some_and(|y| Some(y) != title));
    let own = |head: &Head<'_>| title.is_some() && head.year == title;
    let alone = of_role(Role::Target).any(own) && others();
    later || alone && of_role(Role::Target).any(|head| head.year == Some(reached))
}

/// Of heads of one role that name years, those of the year reported on are meant; what lies behind it
/// is a forecast.
fn by_year(heads: &mut [Head<'_>], title: Option<i16>) {
    let Some(reported) = reported(heads, title) else { return };
    for head in heads {
        if let (Some(year), Some(meaning)) = (head.year, head.meaning.as_mut()) {
            let of = match year.cmp(&reported) {
                std::cmp::Ordering::Less => Of::Previous,
                std::cmp::Ordering::Equal => Of::Year,
                std::cmp::Ordering::Greater => Of::Forecast,
            };
            meaning.of = meaning.of.max(of);
        }
    }
}

/// The year reported on: that of the title where heads name it, or where those that name another
/// stand beside heads that name none (2024年目标值 beside 目标值); else the last of the actual values,
/// or else of the targets. Where one of these names no year, the last need not be it.
fn reported(heads: &[Head<'_>], title: Option<i16>) -> Option<i16> {
    let of_role = |role: Role| heads.iter().filter(move |head| head.role() == Some(role));
    let undated = |role: Role| {
        let own = |head: &Head<'_>| head.meaning.is_some_and(|meaning| meaning.of <= Of::Adjusted);
        of_role(role).any(|head| head.year.is_none() && own(head))
    };
    let dated = |role: Role| of_role(role).any(|head| head.year.is_some());
    let roles = [Role::Actual, Role::Target];
    let named = |year: i16| roles.into_iter().flat_map(of_role).any(|h| h.year == Some(year));
    let beside = || roles.into_iter().filter(|&role| dated(role)).all(undated);
    title.filter(|&year| named(year) || beside()).or_else(|| {
        roles.into_iter().filter(|&role| !undated(role)).find_map(|role| last_year(heads, role))
    })
}

/// What a head says in brackets, folded.
pub(super) fn remarks(title: &str) -> Vec<String> {
    if !title.contains(['(', '（', '[', '［', '【']) {
        return Vec::new();
    }
    let folded = fold::clean_key(title);
    let inside = folded.split(['(', ')', '[', ']']).skip(1).step_by(2);
    inside.filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

impl Lexicon<'_> {
    /// What the texts over a column say of it, and the year that they name. `alone`: no
    /// other column stands under the uppermost of them.
    fn meaning(&self, titles: &[&str], alone: bool) -> (Option<Meaning>, Option<i16>) {
        let mut keys = Vec::with_capacity(titles.len());
        let (mut remark, mut year) = (Of::Plain, None);
        for title in titles {
            let Some(key) = header_key_within(title, LONGEST_KEY) else { return (None, None) };
            remark = remark.max(self.remark(title));
            let (said, rest) = self.without_year(&key).unzip();
            year = said.or(year);
            let rest = rest.unwrap_or(Cow::Borrowed(&*key));
            if !rest.is_empty() {
                keys.push(rest.into_owned());
            }
        }
        let meaning = self.stacked(&keys, alone || titles.len() == 1);
        (meaning.map(|meaning| Meaning { of: meaning.of.max(remark), ..meaning }), year)
    }

    fn stacked(&self, keys: &[String], alone: bool) -> Option<Meaning> {
        let (bottom, above) = keys.split_last()?;
        if above.is_empty() {
            return self.one(bottom);
        }
        // One name that a line end parted: 一级 over 指标.
        let joined: String = above.iter().chain([bottom]).map(String::as_str).collect();
        if let Some(joined) = self.whole(&joined) {
            return Some(joined);
        }
        let over = self.stacked(above, true);
        let qualified = self.columns.qualifier(bottom);
        let own = self.one(bottom);
        if let (Some(over), Some(of)) = (over, qualified) {
            // Nobody gives a weight: below 分数, 自评 is a score.
            let given = own.filter(|own| over.role == Role::Weight && own.role == Role::Score);
            let meaning = given.unwrap_or(over);
            return Some(Meaning { of: meaning.of.max(over.of).max(of), ..meaning });
        }
        let of = above.iter().filter_map(|key| self.columns.qualifier(key)).max();
        let of = of.max(over.filter(|o| own.is_some_and(|own| own.role == o.role)).map(|o| o.of));
        match own {
            Some(own) => Some(Meaning { of: own.of.max(of.unwrap_or_default()), ..own }),
            None => over.filter(|_| alone),
        }
    }

    /// What a name that is listed as it stands says.
    fn whole(&self, key: &str) -> Option<Meaning> {
        self.exact(key).or_else(|| self.columns.meaning(key).filter(|_| self.columns.lists(key)))
    }

    /// What one head says.
    pub(super) fn one(&self, key: &str) -> Option<Meaning> {
        self.exact(key).or_else(|| self.columns.meaning(key))
    }

    fn exact(&self, key: &str) -> Option<Meaning> {
        let role = self.form.role_of_key(key)?;
        let of = self.columns.meaning(key).map_or(Of::Plain, |meaning| meaning.of);
        Some(Meaning { role, of, rank: 0, strong: true, either: false, yields: false })
    }

    /// What a remark in brackets tells of the period: 指标值（实施期）.
    fn remark(&self, title: &str) -> Of {
        let told = remarks(title).into_iter().filter_map(|text| self.columns.qualifier(&text));
        told.max().unwrap_or_default()
    }

    /// The year that a head names (2023年度指标值, 预期2023年实现值), and the head without it.
    fn without_year<'k>(&self, key: &'k str) -> Option<(i16, Cow<'k, str>)> {
        if !key.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if let Some(bare) = year(key) {
            return Some((bare, Cow::Borrowed("")));
        }
        let first = self.years.mentions(key).into_iter().next()?;
        let (before, rest) = (key.get(..first.from)?, key.get(first.to..)?);
        let rest = match before.is_empty() {
            true => Cow::Borrowed(rest),
            false => Cow::Owned(format!("{before}{rest}")),
        };
        Some((first.year, rest))
    }

    /// Whether a cell may stand in the head of a table: it names a column, or tells of
    /// which period or whose its values are.
    pub(super) fn is_head(&self, cell: &str) -> bool {
        let Some(key) = header_key_within(cell, LONGEST_KEY) else { return false };
        if key.is_empty() {
            // A remark such as (A) under its head.
            return !fold::is_blank(cell);
        }
        let key = self.without_year(&key).map_or(key.clone(), |(_, rest)| rest);
        key.is_empty() || self.one(&key).is_some() || self.columns.qualifier(&key).is_some()
    }

    /// The role that a cell alone names.
    pub(super) fn role(&self, cell: &str) -> Option<Role> {
        let key = header_key_within(cell, LONGEST_KEY)?;
        let dated = || self.one(&self.without_year(&key)?.1);
        Some(self.one(&key).or_else(dated)?.role)
    }

    /// Whether a cell names a column wherever it stands.
    pub(super) fn is_strong(&self, cell: &str) -> bool {
        stacked(cell).any(|title| {
            let form = || self.form.role_of_key(&header_key_within(title, LONGEST_KEY)?);
            self.columns.role(title).is_some() || self.form.has_roles() && form().is_some()
        })
    }
}
