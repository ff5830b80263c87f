//! Puts a report together from its outline and its tables.

mod annexed;
mod cells;
mod conclusion;
mod declared;
mod expenditure;
mod family;
mod fields;
mod kind;
mod narrative;
mod planned;
mod sections;
mod several;
mod signature;
mod text_rows;
mod whose;
mod year;

use crate::document::Document;
use crate::fold;
use crate::form::Form;
use crate::location::{At, Passage};
use crate::model::{
    Detail, FormId, Format, Note, Report, ReportKind, SCHEMA, Scope, SourceInfo, Status, Text,
};
use crate::outline::Outline;
use crate::patterns::Patterns;
use crate::prose::Prose;
use crate::source::Source;
use crate::table::{FormRow, Tables};
use crate::words::words;

/// What a report says of its input.
#[must_use]
pub fn source_info(source: &Source<'_>, document: &Document) -> SourceInfo {
    SourceInfo {
        name: source.name.to_owned(),
        sha256: source.fingerprint(),
        bytes: source.bytes.len() as u64,
        format: document.format.unwrap_or(Format::Text),
        encoding: document.encoding,
        pages: document.page_count,
        recognised_by: document.recognised_by.clone(),
        page_sizes: document.page_sizes.clone(),
        page_unit: document.page_unit,
    }
}

/// The report: fields, year, sections, spending and verdict from the outline,
/// indicators and budget from the tables. Findings are added by the checks.
#[must_use]
pub fn assemble(
    outline: &Outline,
    prose: Prose<'_>,
    tables: Tables,
    form: &Form,
    source: SourceInfo,
    patterns: &Patterns,
) -> Report {
    let mut notes: Vec<Note> = outline.notes.clone();
    notes.extend(annexed(outline, patterns));
    let top = top(outline, &tables.form_rows, patterns);
    let printed_title = title(outline, &tables.form_rows[top..], patterns);
    let title = printed_title.as_ref().map_or_else(no_title, read_title);
    let cells = cells::long_cells(&tables.form_rows, patterns);
    let prose = prose.with_cells(&cells, patterns);
    let found =
        fields::fields(outline, &tables.form_rows, printed_title.as_ref(), patterns, &mut notes);
    let mut tables = tables;
    let mut found = found;
    let several = several::complete(&mut tables, &mut found, patterns);
    let kind = kind::kind(&title, &found.fields, form, patterns);
    if kind == ReportKind::TargetDeclaration && tables.budget.is_empty() {
        let rows = planned::planned(outline, &tables.form_rows, patterns, &mut notes);
        tables.budget.extend(rows);
    }
    let sources = year::Sources {
        title: printed_title.as_ref(),
        under_title: &under_title(&tables.form_rows[top..], patterns),
        field: found.year,
        prose: &prose,
        date: found.fields.date.as_ref(),
        kind,
    };
    let fiscal_year = year::fiscal_year(&sources, patterns);
    let expenditure =
        expenditure::expenditure(&prose, kind, fiscal_year.value, patterns, &mut notes);
    let whose = whose::Whose {
        kind,
        year: fiscal_year.value,
        body: found.fields.department.as_ref().and_then(|d| d.value.as_deref()).map(fold::key),
        annexed: annexed::Annexed::of(outline, patterns),
        patterns,
    };
    let mut conclusion = conclusion::conclusion(outline, &prose, &tables, &whose, &mut notes);
    if several {
        several::without_own(&mut conclusion, &tables);
    }
    let mut narrative = narrative::narrative(
        outline,
        &tables.form_rows,
        &prose,
        fiscal_year.value,
        patterns,
        &mut notes,
    );
    // What is declared is still to come; only its goals are told to be meant.
    let declared = declared::Declared::of(outline, kind, patterns);
    let untold = narrative.quantities.iter_mut().filter(|stated| stated.scope.is_none());
    let untold = untold.filter(|stated| declared.holds(stated.at));
    untold.for_each(|stated| stated.scope = Some(Scope::Unclear));
    let shown = family::Shown {
        title: &title,
        kind,
        form,
        fields: &found.fields,
        conclusion: &conclusion,
        tables: &tables,
        outline,
    };
    let foreign = family::not_a_report(&shown, patterns);
    let kind = if foreign.is_some() { ReportKind::Unknown } else { kind };
    let no_rows = if foreign.is_none() { family::no_rows(&shown, patterns) } else { None };
    notes.extend(foreign);
    notes.extend(no_rows);
    notes.extend(tables.notes);
    Report {
        schema: SCHEMA.into(),
        detail: Detail::Full,
        program: Some(patterns.program()),
        source,
        form: FormId { id: form.id.clone(), version: form.version.clone() },
        title,
        kind,
        fiscal_year,
        fields: found.fields,
        preface: sections::blocks(&outline.cover, &outline.grids, &tables.continued),
        sections: sections::sections(&outline.sections, &outline.grids, &tables.continued),
        indicators: tables.indicators,
        tables: tables.tables,
        expenditure,
        budget: tables.budget,
        narrative,
        conclusion,
        findings: Vec::new(),
        witness: None,
        witnesses: Vec::new(),
        decided: None,
        notes: tables.unlisted.listed(notes),
    }
}

/// A note, if reports on projects stand behind the department's own.
fn annexed(outline: &Outline, patterns: &Patterns) -> Option<Note> {
    let first = outline.sections.get(outline.own_sections(patterns))?;
    let title = &first.title;
    let message = words!(
        en: "from \"{title}\" on the file holds reports on projects; their amounts, scores and fields are not those of this report",
        zh: "自“{title}”起为项目报告，其金额、得分和封面字段不计入本报告"
    );
    Some(Note::new("annexed_report", message, first.at))
}

/// How many rows of a table may stand before its title.
const TITLE_ROWS: usize = 4;

/// The same for the table of a page that has the title in one of its cells.
const PAGE_ROWS: usize = 8;

/// From which row of a form on its title is looked for. Where no line is the title, it stands in the
/// first table that has one, whatever tables without any stand before it (附件1 附件2).
fn top(outline: &Outline, rows: &[FormRow], patterns: &Patterns) -> usize {
    let tables = rows.chunk_by(|row, next| row.table == next.table);
    let mut from = 0;
    for table in tables.filter(|_| outline.title.is_none()) {
        if single_cells(table).any(|(text, _)| patterns.kinds.is_title(text)) {
            return from;
        }
        from += table.len();
    }
    0
}

/// The title line; of a form, the cell that spans its first row: the first of both.
fn title(outline: &Outline, rows: &[FormRow], patterns: &Patterns) -> Option<Passage> {
    let titles = single_cells(rows).filter(|(text, _)| patterns.kinds.is_title(text));
    // 标题 | 关于…的公示: pages print the title in a table of their own.
    let labelled = rows.iter().take(PAGE_ROWS).filter_map(|row| match row.cells.as_slice() {
        [.., (label, _), (text, at)] if patterns.kinds.is_title_label(label) => {
            Some((text.as_str(), *at)).filter(|(text, _)| patterns.kinds.is_title(text))
        }
        _ => None,
    });
    let of_form = titles.chain(labelled).next().map(|(text, at)| Passage::new(text, at));
    let found = match (&outline.title, of_form) {
        // The line is the title of another form below.
        (Some(line), Some(cell)) if is_before(cell.start(), line.start()) => Some(cell),
        (Some(line), _) => Some(line.clone()),
        (None, cell) => cell,
    }?;
    let label = patterns.kinds.title_label(&found.text);
    Some(if label > 0 { found.slice(label, found.text.len()) } else { found })
}

/// Whether one place is told to stand before another.
fn is_before(one: At, other: At) -> bool {
    let lines = one.line().zip(other.line());
    let lines = lines.filter(|_| one.page() == other.page());
    match one.page().zip(other.page()) {
        Some((first, second)) if first != second => first < second,
        _ => lines.is_some_and(|(first, second)| first < second),
    }
}

/// Cells that span a row near the top of a form and hold only a year.
fn under_title(rows: &[FormRow], patterns: &Patterns) -> Vec<Passage> {
    let cells = single_cells(rows);
    let years = cells.filter(|(text, _)| patterns.years.is_year_line(&fold::key(text)));
    years.map(|(text, at)| Passage::new(text, at)).collect()
}

fn single_cells(rows: &[FormRow]) -> impl Iterator<Item = (&str, At)> {
    rows.iter().take(TITLE_ROWS).filter_map(|row| match row.cells.as_slice() {
        [(text, at)] => Some((text.as_str(), *at)),
        _ => None,
    })
}

fn read_title(title: &Passage) -> Text {
    Text::read(&title.text, title.at(0, title.text.len()))
}

fn no_title() -> Text {
    Text::read("", At::default())
}

/// The clean value of what is left of a printed value, if all of its characters are told.
fn text(value: &str, raw: &str, at: At) -> Text {
    let clean = fold::clean(value);
    if clean.contains('\u{FFFD}') {
        return Text::damaged(raw.trim(), at, []);
    }
    let status = if clean == raw.trim() { Status::AsRead } else { Status::Spacing };
    Text { value: Some(clean), status, ..Text::read(raw.trim(), at) }
}
