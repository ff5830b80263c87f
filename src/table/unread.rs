//! What the tables print and nobody reads: columns under heads that no pattern names,
//! headers of indicator tables that gave no row.

use std::collections::BTreeMap;

use super::header::Layout;
use super::matrix::Row;
use super::{FormRow, Tables};
use crate::document::Origin;
use crate::fold;
use crate::location::At;
use crate::model::{Note, UnreadColumn};
use crate::outline::{Block, Outline, Section};
use crate::patterns::{Patterns, Role};
use crate::value::quantity;
use crate::words::{Words, words};

/// The columns of a table under unknown heads.
#[derive(Debug, Default)]
pub(super) struct Unread {
    columns: Vec<(usize, UnreadColumn)>,
}

impl Unread {
    pub(super) fn of(layout: &Layout, head: &[Row<'_>]) -> Unread {
        let title = |col: usize| {
            let parts = head.iter().filter_map(|row| row.filled(col));
            let mut texts: Vec<String> = parts.map(|field| fold::clean(field.text())).collect();
            texts.dedup();
            texts.join("/")
        };
        // The head of all labels says nothing of a column of values.
        let name = layout.column(Role::Name);
        let unknown = layout.columns().iter().filter(|&&(role, col)| {
            role == Role::Unknown || role == Role::Group && name.is_some_and(|name| col > name)
        });
        let columns = unknown.map(|&(_, col)| (col, UnreadColumn { title: title(col), cells: 0 }));
        Unread { columns: columns.collect() }
    }

    /// Counts the cells of a row that stand under such heads.
    pub(super) fn count(&mut self, row: &Row<'_>, patterns: &Patterns) {
        for (col, column) in &mut self.columns {
            let filled = row.filled(*col);
            let says = filled.is_some_and(|f| !quantity::is_placeholder(f.text(), patterns));
            column.cells += u32::from(says);
        }
    }

    /// The columns of which cells stand unread.
    pub(super) fn columns(self) -> Vec<UnreadColumn> {
        self.columns.into_iter().map(|(_, column)| column).filter(|c| c.cells > 0).collect()
    }
}

/// Tells each unknown head once, and a document with heads of indicators and none read.
pub(super) fn tell(out: &mut Tables, outline: &Outline, patterns: &Patterns) {
    let mut heads: BTreeMap<&str, (u32, At)> = BTreeMap::new();
    for table in &out.tables {
        for column in &table.unread_columns {
            heads.entry(&column.title).or_insert((0, table.at)).0 += column.cells;
        }
    }
    let notes: Vec<Note> = heads
        .into_iter()
        .map(|(head, (cells, at))| {
            let said = words!(
                en: "no pattern names the column {head}: {cells} of its cells were not read; add the head to the names of a [[column]] in columns.toml to have them read",
                zh: "“{head}”列的表头无法识别，该列 {cells} 个单元格未读取；在 columns.toml 的 [[column]] 中把它加入 names 即可识别"
            );
            Note::new("unknown_column", said, at)
        })
        .collect();
    out.notes.extend(notes);
    out.notes.extend(rows_behind(out, outline, patterns));
    let headless = headless(out, patterns);
    let listed = if out.indicators.is_empty() { listed(outline, patterns) } else { None };
    out.notes.extend(listed);
    let headed = out.empty.first().copied().or(headless.first().map(|note| note.at));
    out.notes.extend(headless);
    if out.indicators.is_empty()
        && let Some(at) = headed.or_else(|| headed_text(out, outline, patterns))
    {
        let said = words!(
            en: "the heads of an indicator table stand here, but no row of indicators was read",
            zh: "此处有绩效指标表的表头，但未读出任何指标"
        );
        out.notes.push(Note::new("no_indicators", said, at));
    }
}

/// Tables without a known head whose rows look like indicators: a label of level 2, a name and
/// values.
fn headless(out: &Tables, patterns: &Patterns) -> Vec<Note> {
    const LEAST_ROWS: usize = 3;
    let is_row = |row: &&FormRow| {
        let labelled = |text: &str| patterns.levels.exact(2, text).is_some();
        let texts = || row.cells.iter().map(|(text, _)| text.as_str());
        let values = texts().filter(|text| quantity::is_number(text, patterns)).count();
        let named = |text: &str| {
            let words = text.chars().filter(|&c| fold::is_cjk(c)).count();
            words >= 4 && !labelled(text) && patterns.levels.exact(1, text).is_none()
        };
        values >= 2 && texts().any(labelled) && texts().any(named)
    };
    let tables = out.form_rows.chunk_by(|one, other| one.table == other.table);
    let rows = tables.map(|rows| rows.iter().filter(is_row).collect::<Vec<_>>());
    let notes = rows.filter(|rows| rows.len() >= LEAST_ROWS).filter_map(|rows| {
        let (count, (_, at)) = (rows.len(), rows.first()?.cells.first()?);
        let said = words!(
            en: "{count} rows that look like indicators stand under no heads that are known: none of them was read",
            zh: "此处有 {count} 行形如绩效指标，但没有可识别的表头，均未读取"
        );
        Some(Note::new("rows_without_heads", said, *at))
    });
    notes.collect()
}

/// What is said of heads under which no column of names stands.
pub(super) fn heads_without_names() -> Words {
    words!(
        en: "heads of columns stand here without one for names: the rows under them were not read",
        zh: "此处的表头没有指标名称一列，其下各行未读取"
    )
}

/// Whether a line says of an indicator what a row does: 目标值：≥12栋；实际完成值：11栋.
fn is_record(text: &str, patterns: &Patterns) -> bool {
    let named = |role: Role| {
        text.split(|c: char| fold::clause::ends_clause(fold::fold_char(c)))
            .any(|part| patterns.columns.leading(part).first() == Some(&role))
    };
    text.contains(|c: char| c.is_ascii_digit()) && named(Role::Target) && named(Role::Actual)
}

/// Lines that tell indicators one by one, each behind the label of its level (数量指标：…) or with its
/// values behind their names, as no table does.
fn listed(outline: &Outline, patterns: &Patterns) -> Option<Note> {
    const LEAST: usize = 3;
    let mut blocks = vec![outline.cover.as_slice()];
    let mut open: Vec<&Section> = outline.sections.iter().rev().collect();
    while let Some(section) = open.pop() {
        blocks.push(&section.blocks);
        open.extend(section.sections.iter().rev());
    }
    let is_one = |text: &str| {
        let colon = text.char_indices().find(|&(_, c)| fold::fold_char(c) == ':');
        let parts = colon.and_then(|(at, _)| text.split_at_checked(at));
        parts.is_some_and(|(label, rest)| {
            patterns.levels.exact(2, label).is_some() && rest.contains(|c: char| c.is_ascii_digit())
        })
    };
    let lines = blocks.into_iter().flatten().filter_map(|block| match block {
        Block::Paragraph(line) | Block::Item(line) => Some(line),
        Block::Table(_) => None,
    });
    let mut found = lines.filter(|line| is_one(&line.text) || is_record(&line.text, patterns));
    let first = found.next()?;
    let count = found.count() + 1;
    let said = words!(
        en: "{count} lines tell indicators one by one, as no table does: none of them was read",
        zh: "此处有 {count} 行逐条列出绩效指标，未成表格，均未读取"
    );
    let at = first.at(0, first.text.len());
    (count >= LEAST).then(|| Note::new("rows_without_heads", said, at))
}

/// Lines behind a table whose rows are inferred from how text is laid out, that look like more of
/// its rows: it was not read to its end.
fn rows_behind(out: &Tables, outline: &Outline, patterns: &Patterns) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut blocks = vec![outline.cover.as_slice()];
    let mut open: Vec<&Section> = outline.sections.iter().rev().collect();
    while let Some(section) = open.pop() {
        blocks.push(&section.blocks);
        open.extend(section.sections.iter().rev());
    }
    for blocks in blocks {
        for (place, block) in blocks.iter().enumerate() {
            let Block::Table(index) = block else { continue };
            let inferred = outline
                .grids
                .get(*index)
                .is_some_and(|grid| matches!(grid.origin, Origin::Alignment | Origin::Flattened));
            if inferred && out.roles.iter().any(|roles| roles.grid == *index) {
                notes.extend(values_in(&blocks[place + 1..], patterns));
            }
        }
    }
    notes
}

/// The first of the lines up to the next table that hold values and little else, if there are
/// as many values as a row has.
fn values_in(blocks: &[Block], patterns: &Patterns) -> Option<Note> {
    const LINES: usize = 40;
    const LEAST: usize = 4;
    let lines = blocks.iter().map_while(|block| match block {
        Block::Paragraph(line) | Block::Item(line) => Some(line),
        Block::Table(_) => None,
    });
    let (mut values, mut first) = (0, None);
    for line in lines.take(LINES) {
        let words: Vec<&str> = line.text.split_whitespace().collect();
        let found = words.iter().filter(|word| quantity::is_number(word, patterns)).count();
        if found * 2 >= words.len() && found > 0 {
            values += found;
            first = first.or(Some(line));
        }
    }
    let first = first.filter(|_| values >= LEAST)?;
    let said = words!(
        en: "lines behind the table look like more of its rows and were not read",
        zh: "表后还有形如指标行的文字，未读取"
    );
    Some(Note::new("row_incomplete", said, first.at(0, first.text.len())))
}

/// Where heads of an indicator table stand in a line or a cell that is no header.
fn headed_text(out: &Tables, outline: &Outline, patterns: &Patterns) -> Option<At> {
    let rows = out.form_rows.iter().find(|row| {
        let texts: Vec<&str> = row.cells.iter().map(|(text, _)| text.as_str()).collect();
        names_columns(texts.iter().flat_map(|text| pieces(text)), patterns)
            || names_columns(texts.iter().flat_map(|text| apart(text)), patterns)
    });
    if let Some((_, at)) = rows.and_then(|row| row.cells.first()) {
        return Some(*at);
    }
    in_blocks(&outline.cover, patterns)
        .or_else(|| outline.sections.iter().find_map(|section| in_section(section, patterns)))
        .or_else(|| headed_lines(outline, patterns))
}

/// Heads with which paragraphs start, one behind the other or one each: a reader of columns takes
/// one column after the other, and some put nothing between two cells.
fn headed_lines(outline: &Outline, patterns: &Patterns) -> Option<At> {
    let mut first = None;
    let mut take = |text: &'_ str, at: At| -> Vec<Role> {
        let found = patterns.columns.leading(text);
        if !found.is_empty() {
            first.get_or_insert(at);
        }
        found
    };
    let mut roles = Vec::new();
    let mut blocks = vec![outline.cover.as_slice()];
    let mut open: Vec<&Section> = outline.sections.iter().rev().collect();
    while let Some(section) = open.pop() {
        // Such a line may have been taken for a heading.
        roles.extend(take(&section.title, section.at));
        blocks.push(&section.blocks);
        open.extend(section.sections.iter().rev());
    }
    for block in blocks.into_iter().flatten() {
        if let Block::Paragraph(line) | Block::Item(line) = block {
            roles.extend(take(&line.text, line.at(0, line.text.len())));
        }
    }
    first.filter(|_| are_of_indicators(roles.into_iter()))
}

fn in_section(section: &Section, patterns: &Patterns) -> Option<At> {
    in_blocks(&section.blocks, patterns)
        .or_else(|| section.sections.iter().find_map(|section| in_section(section, patterns)))
}

fn in_blocks(blocks: &[Block], patterns: &Patterns) -> Option<At> {
    blocks.iter().find_map(|block| match block {
        Block::Paragraph(line) | Block::Item(line) => {
            let headed = names_columns(pieces(&line.text), patterns);
            headed.then(|| line.at(0, line.text.len()))
        }
        Block::Table(_) => None,
    })
}

/// What white space sets apart in a cell that holds several heads.
fn apart(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.split("  ")).map(str::trim).filter(|p| !p.is_empty())
}

/// What stands between the separators of cells.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split([
        '|', '\t', '<', '>', ',', ';', '│', '｜', '&', '"', '^', '~', '!', '，', '；', '•', '/',
    ])
    .map(str::trim)
    .filter(|piece| !piece.is_empty())
}

/// Whether texts name two levels or names, and what is said of them.
fn names_columns<'t>(texts: impl Iterator<Item = &'t str>, patterns: &Patterns) -> bool {
    are_of_indicators(texts.filter_map(|text| patterns.columns.role(text)))
}

/// Whether columns are two of levels or names, and one of values.
fn are_of_indicators(roles: impl Iterator<Item = Role>) -> bool {
    let (mut labels, mut values) = (0, 0);
    for role in roles {
        match role {
            Role::Level1 | Role::Level2 | Role::Name | Role::Level4 => labels += 1,
            Role::Target | Role::Actual | Role::Weight | Role::Score => values += 1,
            _ => {}
        }
    }
    labels >= 2 && values >= 1
}
