//! Whether the guard holds: every clean table of the fixtures is damaged in every way
//! that sources damage tables, and no value may then be wrong and not say so.
//!
//! Each table of `fixtures/reports/clean` is printed anew as Markdown, HTML and CSV, and
//! of each print
//!
//! - a row is moved by one cell to the left or right, filled up or not;
//! - a cell of a row is lost, filled up behind or not; a cell is emptied;
//! - a column is lost in a continuation without a header;
//! - two heads are swapped; a head is emptied;
//! - two rows are merged, with and without white space between them;
//! - the head, a note, a page mark or a running head stands between two rows;
//! - a watermark or a seal stands in a cell.
//!
//! Each indicator is held against the row of the table that its line is. A value is
//! *right* if it is what stood there, *null* if there is none where one stood, and
//! *wrong* else. Levels that are `inherited` are counted apart: an empty level cell
//! says that the label above goes on.
//!
//! What no reader can tell is left out, and nothing else:
//!
//! - two heads of one kind swapped (目标 and 实际 without comparisons, 实际 and 分值 of
//!   bare numbers that add up to nothing): `same_kind` says which;
//! - a value lost and the row filled up behind, in a table without points: see
//!   `Table::like_a_short_row`.
//!
//! A part is tried by default; `JIAOKAN_ALL_MUTATIONS=1` tries all and takes minutes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::support::{extract, extract_file, inputs};
use jiaokan::model::{Indicator, Number, Quantity, Report, Status, Text};

/// Of so many mutations one is tried by default; a prime, so that all kinds are.
const ONE_OF: usize = 37;

/// Values that are wrong so far, of the part that is tried and of all: all of them in rows
/// glued to the next without a sign, a bracket or a blank between the two names and values.
const MOST_WRONG: usize = 0;
const MOST_WRONG_OF_ALL: usize = 42;

#[test]
fn no_damaged_table_gives_a_wrong_value_silently() {
    let all = std::env::var_os("JIAOKAN_ALL_MUTATIONS").is_some();
    let tables = tables();
    assert!(tables.len() > 10, "the clean reports hold tables");
    let mut sums: BTreeMap<&str, Count> = BTreeMap::new();
    let (mut number, mut wrong) = (0usize, Vec::new());
    for table in &tables {
        for format in Format::ALL {
            let before = read(&table.print(), format);
            for mutation in table.mutations() {
                number += 1;
                if !all && !number.is_multiple_of(ONE_OF) {
                    continue;
                }
                let count = sums.entry(mutation.kind).or_default();
                count.tables += 1;
                judge(table, &before, &mutation, format, count, &mut wrong);
            }
        }
    }
    let mut total = Count::default();
    for (kind, count) in &sums {
        println!("{kind:24} {count}");
        total.add(count);
    }
    println!("{:24} {total}", "all");
    let most = if all { MOST_WRONG_OF_ALL } else { MOST_WRONG };
    let shown = wrong.len().min(60);
    assert_eq!(wrong.len(), most, "wrong, and how many are known:\n{}", wrong[..shown].join("\n"));
}

/// What became of the values of mutated tables.
#[derive(Debug, Default)]
struct Count {
    tables: usize,
    right: usize,
    null: usize,
    inherited: usize,
    wrong: usize,
}

impl Count {
    fn add(&mut self, other: &Count) {
        self.tables += other.tables;
        self.right += other.right;
        self.null += other.null;
        self.inherited += other.inherited;
        self.wrong += other.wrong;
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Count { tables, right, null, inherited, wrong } = self;
        write!(
            f,
            "tables {tables:6}  right {right:7}  null {null:6}  other label inherited {inherited:5}  wrong {wrong}"
        )
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Markdown,
    Html,
    Csv,
}

impl Format {
    const ALL: [Format; 3] = [Format::Markdown, Format::Html, Format::Csv];
}

/// A clean table: its heads with their roles, its cells as printed.
#[derive(Debug, Clone)]
struct Table {
    from: String,
    roles: Vec<String>,
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
    total: Option<Vec<String>>,
}

/// A line of a printed table: its cells, and the rows of the clean table in it.
#[derive(Debug, Clone)]
struct Line {
    cells: Vec<String>,
    rows: Vec<usize>,
}

/// A print of a table, in pieces that stand apart.
type Print = Vec<Vec<Line>>;

struct Mutation {
    kind: &'static str,
    what: String,
    print: Print,
    /// Values that are no longer printed: row and role.
    gone: Vec<(usize, String)>,
    /// Values that no reader can tell from others.
    excused: Vec<(usize, String)>,
}

/// The tables of all clean reports, from what is extracted of them.
fn tables() -> Vec<Table> {
    let mut tables = Vec::new();
    for input in inputs("reports/clean") {
        let report = extract_file(&input);
        let from = input.file_name().unwrap().to_string_lossy().into_owned();
        for printed in &report.tables {
            let columns: Vec<_> =
                printed.columns.iter().filter(|column| cell_of(&column.role)).collect();
            let rows: Vec<&Indicator> =
                report.indicators.iter().filter(|row| row.table == printed.table).collect();
            if rows.len() < 3 || columns.len() < 4 {
                continue;
            }
            let roles: Vec<String> = columns.iter().map(|c| c.role.to_string()).collect();
            let cells = |row: &&Indicator| roles.iter().map(|role| raw(row, role)).collect();
            let total = printed.total.as_ref().map(|total| {
                let number =
                    |n: &Option<Number>| n.as_ref().map_or_else(String::new, |n| n.raw.clone());
                let cell = |(index, role): (usize, &String)| match role.as_str() {
                    _ if index == 0 => "合计".to_owned(),
                    "weight" => number(&total.weight),
                    "score" => number(&total.score),
                    _ => String::new(),
                };
                roles.iter().enumerate().map(cell).collect()
            });
            tables.push(Table {
                from: format!("{from} {}", printed.table),
                heads: columns.iter().map(|c| c.title.clone()).collect(),
                rows: rows.iter().map(cells).collect(),
                roles,
                total,
            });
        }
    }
    tables
}

const ROLES: [&str; 8] =
    ["level1", "level2", "name", "target", "actual", "weight", "score", "reason"];

fn cell_of(role: &str) -> bool {
    ROLES.contains(&role) || role == "criterion" || role == "rate"
}

fn raw(row: &Indicator, role: &str) -> String {
    let text = match role {
        "level1" => row.level1.raw.clone(),
        "level2" => row.level2.raw.clone(),
        "name" => row.name.raw.clone(),
        "target" => row.target.raw.clone(),
        "actual" => row.actual.raw.clone(),
        "weight" => row.weight.as_ref().map_or_else(String::new, |n| n.raw.clone()),
        "score" => row.score.as_ref().map_or_else(String::new, |n| n.raw.clone()),
        "reason" => row.reason.as_ref().map_or_else(String::new, |t| t.raw.clone()),
        other => row.extra.get(other).map_or_else(String::new, |t| t.raw.clone()),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(['|', '"'], "")
}

/// The value of a role, as it is compared, and whether it was carried down.
fn value(row: &Indicator, role: &str) -> Option<(String, bool)> {
    let text = |text: &Text| {
        let value = text.value.clone()?;
        Some((value.split_whitespace().collect(), text.status == Status::Inherited))
    };
    let number =
        |number: &Option<Number>| Some((number.as_ref()?.value.normalize().to_string(), false));
    let quantity = |q: &Quantity| {
        let mut out = String::new();
        if q.number.is_none() && q.text.is_none() {
            return None;
        }
        let _ = write!(out, "{:?} {:?} {:?} {:?}", q.comparator, q.number, q.upper, q.text);
        Some((out, false))
    };
    match role {
        "level1" => text(&row.level1),
        "level2" => text(&row.level2),
        "name" => text(&row.name),
        "target" => quantity(&row.target),
        "actual" => quantity(&row.actual),
        "weight" => number(&row.weight),
        "score" => number(&row.score),
        "reason" => row.reason.as_deref().and_then(text),
        _ => None,
    }
}

fn judge(
    table: &Table,
    before: &BTreeMap<usize, Indicator>,
    mutation: &Mutation,
    format: Format,
    count: &mut Count,
    wrong: &mut Vec<String>,
) {
    let (text, lines) = text(&mutation.print, format);
    let report = extract(name(format), text.clone());
    let mut seen = Vec::new();
    for indicator in &report.indicators {
        let rows =
            indicator.at.line().and_then(|line| lines.get(&line)).cloned().unwrap_or_default();
        seen.extend(rows.iter().copied());
        for role in ROLES {
            let clean: Vec<_> = rows.iter().filter_map(|row| before.get(row)).collect();
            let were: Vec<_> = clean.iter().filter_map(|row| value(row, role)).collect();
            let gone = |row: &usize| mutation.gone.contains(&(*row, role.to_owned()));
            let all_gone = !rows.is_empty() && rows.iter().all(gone);
            match value(indicator, role) {
                None if were.is_empty() || all_gone => count.right += 1,
                None => count.null += 1,
                // A label that is not printed may be told by the one below it.
                Some((is, _)) if were.iter().any(|(was, _)| *was == is) => count.right += 1,
                Some((_, true)) => count.inherited += 1,
                Some(_)
                    if rows
                        .iter()
                        .any(|row| mutation.excused.contains(&(*row, role.to_owned()))) => {}
                Some((is, false)) => {
                    count.wrong += 1;
                    let were: Vec<_> = were.iter().map(|(was, _)| was).collect();
                    wrong.push(format!(
                        "{} {format:?} {} {}: {role} is {is}, was {were:?}\n    {}",
                        table.from,
                        mutation.kind,
                        mutation.what,
                        text.lines()
                            .nth(indicator.at.line().map_or(0, |line| line as usize - 1))
                            .unwrap_or_default(),
                    ));
                }
            }
        }
    }
    for row in (0..table.rows.len()).filter(|row| !seen.contains(row)) {
        let values = before.get(&row);
        count.null += values
            .map_or(0, |clean| ROLES.iter().filter(|role| value(clean, role).is_some()).count());
    }
}

fn name(format: Format) -> &'static str {
    match format {
        Format::Markdown => "table.md",
        Format::Html => "table.html",
        Format::Csv => "table.csv",
    }
}

/// What is read of a print, by the row of the clean table.
fn read(print: &Print, format: Format) -> BTreeMap<usize, Indicator> {
    let (text, lines) = text(print, format);
    let report: Report = extract(name(format), text);
    let rows = report.indicators.into_iter().filter_map(|indicator| {
        let rows = lines.get(&indicator.at.line()?)?;
        Some((*rows.first()?, indicator))
    });
    rows.collect()
}

/// The text of a print, and the rows of the clean table on each of its lines.
fn text(print: &Print, format: Format) -> (String, BTreeMap<u32, Vec<usize>>) {
    let (mut out, mut lines) = (Vec::<String>::new(), BTreeMap::new());
    match format {
        Format::Markdown => out.push("# 2024年度项目支出绩效自评表\n".to_owned()),
        Format::Html => out.push("<html><body><h1>2024年度项目支出绩效自评表</h1>\n".to_owned()),
        Format::Csv => {}
    }
    let mut number = out.iter().map(|line| line.matches('\n').count() + 1).sum::<usize>();
    let mut push = |out: &mut Vec<String>, line: String| {
        number += 1;
        out.push(line);
        number as u32
    };
    for (index, piece) in print.iter().enumerate() {
        if index > 0 {
            push(&mut out, String::new());
        }
        if format == Format::Html {
            push(&mut out, "<table>".to_owned());
        }
        for (place, line) in piece.iter().enumerate() {
            let text = match format {
                Format::Markdown => format!("| {} |", line.cells.join(" | ")),
                Format::Html => format!("<tr><td>{}</td></tr>", line.cells.join("</td><td>")),
                Format::Csv => {
                    let cells: Vec<String> =
                        line.cells.iter().map(|c| format!("\"{c}\"")).collect();
                    cells.join(",")
                }
            };
            let at = push(&mut out, text);
            lines.insert(at, line.rows.clone());
            if format == Format::Markdown && place == 0 && index == 0 {
                push(&mut out, format!("|{}", "---|".repeat(line.cells.len())));
            }
        }
        if format == Format::Html {
            push(&mut out, "</table>".to_owned());
        }
    }
    (out.join("\n") + "\n", lines)
}

impl Table {
    fn line(&self, row: usize) -> Line {
        Line { cells: self.rows[row].clone(), rows: vec![row] }
    }

    fn head(&self) -> Line {
        Line { cells: self.heads.clone(), rows: Vec::new() }
    }

    /// The table as it is.
    fn print(&self) -> Print {
        let mut lines = vec![self.head()];
        lines.extend((0..self.rows.len()).map(|row| self.line(row)));
        lines.extend(self.total.clone().map(|cells| Line { cells, rows: Vec::new() }));
        vec![lines]
    }

    /// The table with the cells of one row changed.
    fn with_row(&self, row: usize, cells: Vec<String>) -> Print {
        let mut print = self.print();
        print[0][row + 1].cells = cells;
        print
    }

    fn with_line(&self, behind: usize, cells: Vec<String>) -> Print {
        let mut print = self.print();
        print[0].insert(behind + 2, Line { cells, rows: Vec::new() });
        print
    }

    fn role(&self, column: usize) -> String {
        self.roles[column].clone()
    }

    fn mutations(&self) -> Vec<Mutation> {
        let mut found = Vec::new();
        self.moved(&mut found);
        self.lost(&mut found);
        self.continued(&mut found);
        self.heads_changed(&mut found);
        self.merged(&mut found);
        self.between(&mut found);
        self.overlaid(&mut found);
        found
    }

    fn moved(&self, found: &mut Vec<Mutation>) {
        for row in 0..self.rows.len() {
            let cells = &self.rows[row];
            let mut add = |kind, cells: Vec<String>, gone| {
                let gone = Vec::from_iter(gone);
                let print = self.with_row(row, cells);
                found.push(mutation(kind, format!("row {row}"), print, gone));
            };
            let left = cells[1..].to_vec();
            let first = || (!cells[0].is_empty()).then(|| (row, self.role(0)));
            add("moved left", left.clone(), first());
            add("moved left, filled up", padded(left, cells.len()), first());
            let right = [vec![String::new()], cells.clone()].concat();
            add("moved right", right.clone(), None);
            let last = cells.len() - 1;
            add(
                "moved right, cut off",
                right[..cells.len()].to_vec(),
                Some((row, self.role(last))),
            );
        }
    }

    fn lost(&self, found: &mut Vec<Mutation>) {
        for row in 0..self.rows.len() {
            for column in 0..self.roles.len() {
                let gone = vec![(row, self.role(column))];
                let what = || format!("row {row} {}", self.role(column));
                let mut cells = self.rows[row].clone();
                cells[column].clear();
                found.push(mutation("emptied", what(), self.with_row(row, cells), gone.clone()));
                let mut cells = self.rows[row].clone();
                cells.remove(column);
                let print = self.with_row(row, cells.clone());
                found.push(mutation("lost", what(), print, gone.clone()));
                let filled = padded(cells, self.roles.len());
                let mut lost =
                    mutation("lost, filled up", what(), self.with_row(row, filled), gone);
                lost.excused = self.like_a_short_row(row, column);
                found.push(lost);
            }
        }
    }

    /// What stands in a row whose cell was lost and whose end was filled up, in a table
    /// without points: 目标 | 实际 | 原因 of ≥10 | 12 | 停电 without the 12 is ≥10 | 停电, and
    /// values may be words. Points would be missing at the end.
    fn like_a_short_row(&self, row: usize, column: usize) -> Vec<(usize, String)> {
        let points = self.roles.iter().any(|role| role == "weight" || role == "score");
        let of_values = ["target", "actual", "rate"].contains(&self.roles[column].as_str());
        if points || !of_values {
            return Vec::new();
        }
        let behind = (column..self.roles.len()).map(|column| (row, self.role(column)));
        behind.collect()
    }

    fn continued(&self, found: &mut Vec<Mutation>) {
        let half = self.rows.len() / 2;
        for column in 0..self.roles.len() {
            let mut print = self.print();
            let mut rest = print[0].split_off(half + 1);
            for line in &mut rest {
                line.cells.remove(column);
            }
            let gone = (half..self.rows.len()).map(|row| (row, self.role(column))).collect();
            print.push(rest);
            found.push(mutation("column lost", self.role(column), print, gone));
        }
    }

    fn heads_changed(&self, found: &mut Vec<Mutation>) {
        let all = |role: &str| (0..self.rows.len()).map(|row| (row, role.to_owned())).collect();
        for column in 0..self.roles.len() {
            let mut print = self.print();
            print[0][0].cells[column].clear();
            found.push(mutation("head emptied", self.role(column), print, Vec::new()));
            for other in column + 1..self.roles.len() {
                let mut print = self.print();
                print[0][0].cells.swap(column, other);
                let (one, two) = (self.role(column), self.role(other));
                let mut swapped =
                    mutation("heads swapped", format!("{one} {two}"), print, Vec::new());
                if same_kind(self, column, other) {
                    let both: [Vec<(usize, String)>; 2] = [all(&one), all(&two)];
                    swapped.excused = both.concat();
                }
                found.push(swapped);
            }
        }
    }

    fn merged(&self, found: &mut Vec<Mutation>) {
        for row in 1..self.rows.len() {
            for between in [" ", ""] {
                let pairs = self.rows[row - 1].iter().zip(&self.rows[row]);
                let cells = pairs.map(|(a, b)| match (a.is_empty(), b.is_empty()) {
                    (true, _) | (_, true) => format!("{a}{b}"),
                    _ => format!("{a}{between}{b}"),
                });
                let cells = cells.collect();
                let mut print = self.with_row(row - 1, cells);
                print[0].remove(row + 1);
                print[0][row].rows = vec![row - 1, row];
                let kind = if between.is_empty() { "merged, glued" } else { "merged" };
                found.push(mutation(kind, format!("row {row}"), print, Vec::new()));
            }
        }
    }

    fn between(&self, found: &mut Vec<Mutation>) {
        let texts = [
            "注：数据截至年末。",
            "— 12 —",
            "第2页 共3页",
            "某某县水务局绩效自评报告",
            "仅供内部使用",
        ];
        for row in 0..self.rows.len() - 1 {
            let what = || format!("behind row {row}");
            let head = self.with_line(row, self.heads.clone());
            found.push(mutation("head repeated", what(), head, Vec::new()));
            for text in texts {
                let cells = padded(vec![text.to_owned()], self.roles.len());
                found.push(mutation(
                    "line between",
                    what(),
                    self.with_line(row, cells),
                    Vec::new(),
                ));
            }
        }
    }

    fn overlaid(&self, found: &mut Vec<Mutation>) {
        for row in 0..self.rows.len() {
            for column in 0..self.roles.len() {
                for stray in ["仅供内部使用", "公章"] {
                    let mut cells = self.rows[row].clone();
                    if cells[column].is_empty() {
                        continue;
                    }
                    cells[column] = format!("{} {stray}", cells[column]);
                    let what = format!("row {row} {}", self.role(column));
                    let mut laid =
                        mutation("watermark", what, self.with_row(row, cells), Vec::new());
                    // A reason may speak of a seal.
                    laid.excused = vec![(row, "reason".to_owned())];
                    found.push(laid);
                }
            }
        }
    }
}

/// Whether two heads stand over columns of one kind, so that no cell tells that they are
/// swapped:
///
/// - 目标 and 实际, unless comparisons stand in most targets and in no actual value;
/// - either of them and 分值 or 得分, where most are numbers that could be points, and no
///   sum tells which are;
/// - 分值 and 得分, where no sum tells;
/// - 完成率 and any other number;
/// - two columns of sentences (名称, 原因, 评分标准).
fn same_kind(table: &Table, one: usize, two: usize) -> bool {
    let is = |column: usize, roles: &[&str]| roles.contains(&table.roles[column].as_str());
    let both = |roles: &[&str]| is(one, roles) && is(two, roles);
    let cells = |column: usize| -> Vec<&str> {
        let cells = table.rows.iter().map(|row| row[column].trim());
        cells.filter(|cell| !cell.is_empty()).collect()
    };
    let most = |column: usize, of: fn(&str) -> bool| {
        let count = cells(column).into_iter().filter(|cell| of(cell)).count();
        count >= 2 && count * 2 > cells(column).len()
    };
    let none = |column: usize, of: fn(&str) -> bool| !cells(column).into_iter().any(of);
    let whole = |column: usize| {
        let sum = cells(column).iter().map(|cell| cell.parse::<f64>()).sum::<Result<f64, _>>();
        sum.is_ok_and(|sum| sum == 100.0 || sum == 90.0)
    };
    let sums_tell = || whole(one) != whole(two) && table.rows.len() > 2;
    if both(&["target", "actual"]) {
        let (target, actual) = if is(one, &["target"]) { (one, two) } else { (two, one) };
        return !(most(target, is_signed) && none(actual, is_signed));
    }
    if both(&["weight", "score"]) {
        return !sums_tell();
    }
    if both(&["target", "actual", "weight", "score"]) {
        let value = if is(one, &["target", "actual"]) { one } else { two };
        return !most(value, is_no_points) && !sums_tell();
    }
    both(&["target", "actual", "weight", "score", "rate"]) || both(&["name", "reason", "criterion"])
}

fn is_signed(cell: &str) -> bool {
    cell.starts_with(['≥', '≤', '>', '<', '=', '＝', '＞', '＜'])
}

/// Whether a value can be no points: it has a sign or a unit, or is more than 100.
fn is_no_points(cell: &str) -> bool {
    let number = cell.trim_end_matches(['%', '分']);
    number.parse::<f64>().map_or(cell != "/", |number| number > 100.0)
}

fn padded(mut cells: Vec<String>, width: usize) -> Vec<String> {
    cells.resize(width, String::new());
    cells
}

fn mutation(
    kind: &'static str,
    what: String,
    print: Print,
    gone: Vec<(usize, String)>,
) -> Mutation {
    Mutation { kind, what, print, gone, excused: Vec::new() }
}
