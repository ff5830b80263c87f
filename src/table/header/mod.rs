//! Header cells to column roles: which rows are a header, what each of its columns
//! holds, and which of several columns of one role is meant.

mod choose;
mod contents;
mod counted;
mod heads;
mod labels;
mod paired;
mod turned;

use super::identity::PARTING;
use super::matrix::{Holds, Row};
use crate::form::Form;
use crate::patterns::years::Years;
use crate::patterns::{Columns, Levels, Role};
use crate::value::year::year;

pub(super) use counted::counts_columns;
use heads::Head;
pub(super) use paired::paired;
pub(super) use turned::turned;

/// The columns of one indicator table: which column holds what.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// Column by role, in column order. A role of an indicator's own values and labels
    /// stands once.
    columns: Vec<(Role, usize)>,
    /// Number of columns of the grid the header stood in.
    pub(super) width: usize,
    /// What the heads say in brackets: 年度指标值（万元）, 三级指标（分值）.
    remarks: Vec<(Role, String)>,
    /// Columns of which any may hold the values of a role, and no head tells which.
    rivals: Vec<(Role, Vec<usize>)>,
}

impl Layout {
    /// The column of a role.
    pub(super) fn column(&self, role: Role) -> Option<usize> {
        self.columns.iter().find(|&&(r, _)| r == role).map(|&(_, col)| col)
    }

    /// Roles and columns, in column order, unknown heads included.
    pub(super) fn columns(&self) -> &[(Role, usize)] {
        &self.columns
    }

    /// What the head of a role says in brackets.
    pub(super) fn remarks(&self, role: Role) -> impl Iterator<Item = &str> {
        let own = self.remarks.iter().filter(move |(r, _)| *r == role);
        own.map(|(_, remark)| remark.as_str())
    }

    /// Columns of which any may hold the values of a role, and no head tells which.
    pub(super) fn rivals(&self) -> &[(Role, Vec<usize>)] {
        &self.rivals
    }

    /// Whether both hold the same, column by column.
    pub(super) fn same_roles(&self, other: &Layout) -> bool {
        let roles =
            |layout: &Layout| layout.columns.iter().map(|&(role, _)| role).collect::<Vec<_>>();
        roles(self) == roles(other)
    }
}

/// A header: the layouts it names (more than one where tables stand side by
/// side) and the number of rows it takes.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) layouts: Vec<Layout>,
    pub(super) rows: usize,
    /// No value is believed: its last row parts them in two and does not stand below their head, or
    /// targets and actual values are of two years.
    pub(super) untold: bool,
}

/// How a header cell is looked up.
#[derive(Clone, Copy)]
pub(super) struct Lexicon<'a> {
    pub(super) columns: &'a Columns,
    pub(super) form: &'a Form,
    pub(super) years: &'a Years,
    pub(super) levels: &'a Levels,
    /// Whether the source tells its columns. In inferred ones labels may have got lost.
    pub(super) told: bool,
    /// The year that the title above names: of heads that name years it tells which is reported on.
    pub(super) year: Option<i16>,
}

/// A header takes no more rows than this.
const MOST_ROWS: usize = 4;

/// The header that starts with the first of `rows`, if one does.
pub(super) fn header(rows: &[Row<'_>], lexicon: Lexicon<'_>) -> Option<Header> {
    let first = rows.first()?;
    if !first.own().any(|(_, field)| lexicon.is_strong(field.text())) && !has_many(first, lexicon) {
        return None;
    }
    let mut upper = heads::heads(&rows[..1], lexicon);
    labels::tell(&mut upper, &rows[1..], lexicon);
    let mut taken = if could_be_header(&upper) {
        1
    } else if opens_header(rows, lexicon) {
        2
    } else {
        return None;
    };
    let (mut adrift, mut counted) = (false, false);
    while !adrift && !counted && taken < MOST_ROWS.min(rows.len()) {
        adrift = is_adrift(&rows[..taken], &rows[taken], lexicon);
        counted = !adrift && counts_columns(&rows[taken], lexicon);
        if !adrift && !counted && !goes_on(&rows[..taken], &rows[taken], lexicon) {
            break;
        }
        taken += 1;
    }
    let told = taken - usize::from(adrift || counted);
    let width = rows[..taken].iter().map(|row| row.fields.len()).max().unwrap_or(0);
    let mut heads = heads::heads(&rows[..told], lexicon);
    labels::tell(&mut heads, &rows[taken..], lexicon);
    let layouts = choose::layouts(&heads, width);
    let untold = adrift || heads::tell_two_years(&heads, lexicon.year);
    (!layouts.is_empty()).then_some(Header { layouts, rows: taken, untold })
}

/// Whether a row below a header names nothing but columns of values, and stands under the names and
/// labels: 去年完成值 and 本年预期值 belong below 指标值, whose cell spans them, and the blank cells
/// before them are gone.
fn is_adrift(head: &[Row<'_>], next: &Row<'_>, lexicon: Lexicon<'_>) -> bool {
    const LEAST: usize = 2;
    let values = [Role::Target, Role::Actual];
    let of_values = |text: &str| lexicon.role(text).is_some_and(|role| values.contains(&role));
    let few = next.own().nth(LEAST - 1).is_none();
    if few || next.own().any(|(_, field)| !of_values(field.text())) {
        return false;
    }
    let above = heads::heads(head, lexicon);
    let under_labels = |col: usize| {
        let over = heads::over_column(&above, col).and_then(Head::role);
        over.is_some_and(|role| role == Role::Group || NAMING.contains(&role))
    };
    next.own().any(|(col, _)| under_labels(col))
        && above.iter().any(|head| head.role().is_some_and(|role| values.contains(&role)))
}

/// So many heads tell a table together where none of them does alone.
const MANY: usize = 4;

/// Whether a row names so many columns. Values have digits, heads hardly ever.
fn has_many(row: &Row<'_>, lexicon: Lexicon<'_>) -> bool {
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let cells = || row.own().map(|(_, field)| field.text());
    if cells().count() < MANY || cells().any(digits) {
        return false;
    }
    let mut roles: Vec<Role> = cells().filter_map(|text| lexicon.role(text)).collect();
    roles.retain(|role| tells(*role));
    roles.sort_unstable();
    roles.dedup();
    roles.len() >= MANY
}

/// Roles that name indicators.
const NAMING: [Role; 4] = [Role::Level1, Role::Level2, Role::Name, Role::Level4];

/// At least two roles, one of them a level or the name, and most of what the
/// row holds names a column.
fn could_be_header(heads: &[Head<'_>]) -> bool {
    let has = |role| heads.iter().any(|head| head.role() == Some(role));
    let naming = NAMING.into_iter().any(has);
    let known = heads.iter().filter(|head| head.meaning.is_some()).count();
    let telling = heads.iter().filter(|head| head.role().is_some_and(tells)).count();
    let strong = |head: &&Head<'_>| head.meaning.is_some_and(|meaning| meaning.strong);
    let strong_names = heads
        .iter()
        .filter(strong)
        .filter(|head| head.role().is_some_and(|role| NAMING.contains(&role)))
        .count();
    let most = known * 2 >= heads.len() || strong_names >= 2;
    let strong = heads.iter().filter(strong).count();
    let named = naming && telling >= 2 && (strong >= 1 || telling >= MANY);
    most && (named || (strong >= 2 && unnamed(heads).is_some()))
}

/// Whether a role says that a table is one of indicators.
fn tells(role: Role) -> bool {
    let aside = [Role::Group, Role::Number, Role::Code];
    let identity = [
        Role::Department,
        Role::ImplementingUnit,
        Role::Project,
        Role::FiscalYear,
        Role::Administrative,
        Role::Overall,
        Role::Remark,
    ];
    !aside.contains(&role) && !identity.contains(&role)
}

/// The column of names of a table without a head for names or levels: the first one,
/// where target and actual value stand behind it, and something else that is measured
/// or a head for all labels (绩效指标). Columns that say whose the rows are stand before such a head.
fn unnamed(heads: &[Head<'_>]) -> Option<usize> {
    let has = |role| heads.iter().any(|head| head.role() == Some(role));
    let more = [Role::Weight, Role::Score, Role::Unit, Role::Rate, Role::Reason, Role::Criterion];
    let whose = |head: &&Head<'_>| head.role().is_some_and(|role| PARTING.contains(&role));
    let mut labels = heads.iter().filter(|head| head.role() != Some(Role::Number)).peekable();
    let owned = labels.peek().is_some_and(whose);
    let first = labels.find(|head| !whose(head))?;
    let fits = match first.role() {
        None => !owned && more.into_iter().any(has),
        Some(Role::Group) => true,
        Some(_) => false,
    };
    let measured = has(Role::Target) && has(Role::Actual);
    (fits && measured && !NAMING.into_iter().any(has)).then_some(first.col)
}

/// Whether a header starts with a row that names no level (绩效指标 | 指标值 | 分值): the
/// row below does, and this one names columns above it.
fn opens_header(rows: &[Row<'_>], lexicon: Lexicon<'_>) -> bool {
    let [first, second, ..] = rows else { return false };
    if first.own().any(|(_, field)| !lexicon.is_head(field.text()))
        || !could_be_header(&heads::heads(std::slice::from_ref(second), lexicon))
    {
        return false;
    }
    let upper = heads::heads(std::slice::from_ref(first), lexicon);
    let names = upper.iter().filter(|h| h.role().is_some_and(|r| tells(r) || r == Role::Group));
    names.count() >= 2
}

/// Whether a row belongs to the header over it: cells of the header reach into it, or
/// each of its cells stands in heads only and none repeats what is over it.
fn goes_on(head: &[Row<'_>], next: &Row<'_>, lexicon: Lexicon<'_>) -> bool {
    if next.own().next().is_none() {
        return false;
    }
    let above = heads::heads(head, lexicon);
    let reaches = |head: &Head<'_>| {
        let field = next.filled(head.col).filter(|field| field.holds == Holds::FromAbove);
        field.is_some_and(|field| head.titles.last() == Some(&field.text()))
            && head.role().is_some_and(|role| role != Role::Group)
            && field.is_some_and(|field| lexicon.is_head(field.text()))
    };
    if above.iter().any(reaches) || completes_names(&above, next, lexicon) {
        return true;
    }
    // The label of the rows below may start beside heads of two rows.
    let is_label = |col: usize, text: &str| {
        let level = [Some(Role::Group), Some(Role::Level1), Some(Role::Level2)];
        let over = heads::over_column(&above, col);
        over.is_some_and(|head| level.contains(&head.role())) && !lexicon.is_head(text)
    };
    let labels = next.own().filter(|(col, field)| is_label(*col, field.text())).count();
    let mut told = 0;
    let mut unknown = 0;
    for (col, field) in next.own().filter(|(col, field)| !is_label(*col, field.text())) {
        let over = heads::over_column(&above, col);
        if over.is_some_and(|head| head.titles.last() == Some(&field.text())) {
            return false;
        }
        if lexicon.is_head(field.text()) {
            told += 1;
        } else if field.text().trim_start().starts_with(|c: char| crate::fold::is_cjk(c)) {
            unknown += 1;
        } else {
            return false;
        }
    }
    // A head that no entry names stands beside known ones, and under no name.
    let named = |head: &&Head<'_>| head.role().is_some_and(|role| NAMING.contains(&role));
    let labelled = above.iter().filter(named).any(|head| next.filled(head.col).is_some());
    if (labels > 0 || labelled) && counts_like_years(head, next) {
        return false;
    }
    if labels > 0 {
        return told >= 2 && unknown == 0;
    }
    told > 0 && (unknown == 0 || (!labelled && unknown <= told))
}

/// Whether numbers of a row beside labels may be values that look like years (2000 | 2010): each
/// stands below a head of its own, as parts of one head do not.
fn counts_like_years(head: &[Row<'_>], next: &Row<'_>) -> bool {
    let own = |row: &Row<'_>, col| row.filled(col).is_some_and(|field| field.holds == Holds::Own);
    let mut bare = next.own().filter(|(_, field)| year(field.text().trim()).is_some()).peekable();
    bare.peek().is_some() && bare.all(|(col, _)| head.last().is_some_and(|row| own(row, col)))
}

/// Whether the cells of a row go on with names that a line end broke (年度指 over 标值): together
/// with what stands over it one is a name, and neither part is.
fn completes_names(above: &[Head<'_>], next: &Row<'_>, lexicon: Lexicon<'_>) -> bool {
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let known = |text: &str| lexicon.is_head(text);
    if next.own().any(|(_, field)| digits(field.text())) {
        return false;
    }
    next.own().any(|(col, field)| {
        let over = heads::over_column(above, col).and_then(|head| head.titles.last());
        over.is_some_and(|over| {
            let parts_say_nothing = !known(over) && !known(field.text());
            parts_say_nothing && lexicon.is_strong(&format!("{over}{}", field.text()))
        })
    })
}
