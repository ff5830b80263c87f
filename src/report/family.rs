//! Whether a document belongs to the family of reports at all (自评报告、自评表、目标申报表).

use crate::form::Form;
use crate::location::At;
use crate::model::{Conclusion, Fields, Note, ReportKind, Text};
use crate::outline::{Block, Outline, Section};
use crate::patterns::{Patterns, Role};
use crate::table::Tables;
use crate::value::quantity;
use crate::words::words;

/// What a document shows of a report.
pub(super) struct Shown<'a> {
    pub(super) title: &'a Text,
    pub(super) kind: ReportKind,
    pub(super) form: &'a Form,
    pub(super) fields: &'a Fields,
    pub(super) conclusion: &'a Conclusion,
    pub(super) tables: &'a Tables,
    pub(super) outline: &'a Outline,
}

/// A note, if the title says that the document is a table of indicators and none of its rows was
/// read, nor anything said of that.
pub(super) fn no_rows(shown: &Shown, patterns: &Patterns) -> Option<Note> {
    /// Numbers that stand in a few rows of a table.
    const VALUES: usize = 12;
    let Shown { kind, tables, outline, .. } = shown;
    let is_table = matches!(
        kind,
        ReportKind::ProjectSelfTable
            | ReportKind::DepartmentSelfTable
            | ReportKind::TargetDeclaration
    );
    let said = tables.notes.iter().any(|note| SAID.contains(&&*note.code));
    if !tables.indicators.is_empty() || said {
        return None;
    }
    let is_value = |word: &&str| quantity::number(word, At::default(), patterns).is_some();
    let lines = outline.cover.iter().chain(outline.sections.iter().flat_map(|s| &s.blocks));
    let lines = lines.filter_map(|block| match block {
        Block::Paragraph(line) | Block::Item(line) => Some(line.text.as_str()),
        Block::Table(..) => None,
    });
    // One head on each line of a table whose rows nobody could tell.
    let alone = tables.form_rows.iter().map(|row| match row.cells.as_slice() {
        [(text, _)] => text.as_str(),
        _ => "",
    });
    let stacked = || name_indicators(alone, patterns);
    if lines.clone().any(|line| name_indicators(line.split_whitespace(), patterns)) || stacked() {
        let message = words!(
            en: "the heads of an indicator table stand in a line or one below the other, but no row of indicators was read",
            zh: "文中写有指标表头（一行或逐行），但未读出任何指标"
        );
        return Some(Note::new("no_indicators", message, At::default()));
    }
    if !is_table {
        return None;
    }
    let cells = tables.form_rows.iter().flat_map(|row| &row.cells).map(|(text, _)| text.as_str());
    let words = lines.chain(cells).flat_map(str::split_whitespace).filter(is_value);
    if words.take(VALUES).count() < VALUES {
        return None;
    }
    let message = words!(
        en: "by its title this is a table of indicators, but no row of one was read",
        zh: "标题表明这是绩效指标表，但未读出任何指标"
    );
    Some(Note::new("no_indicators", message, At::default()))
}

/// Whether some of the words that follow each other are the heads of a table of indicators.
fn name_indicators<'t>(words: impl Iterator<Item = &'t str>, patterns: &Patterns) -> bool {
    const LEAST: usize = 3;
    let roles = words
        .map(|word| patterns.columns.may_name(word).then(|| patterns.columns.role(word)).flatten());
    let roles: Vec<Option<Role>> = roles.collect();
    let mut runs = roles.chunk_by(|a, b| a.is_some() == b.is_some());
    runs.any(|run| run.len() >= LEAST && run.contains(&Some(Role::Name)))
}

/// Notes that say already that rows were not read.
const SAID: [&str; 3] = ["no_indicators", "rows_without_heads", "table_flattened_unreadable"];

/// Marks at least that a report shows.
const LEAST_MARKS: usize = 2;

/// A note, if a document shows too little of a report: source code, a letter, a log, any
/// other table.
pub(super) fn not_a_report(shown: &Shown, patterns: &Patterns) -> Option<Note> {
    if marks(shown, patterns) >= LEAST_MARKS {
        return None;
    }
    let message = words!(
        en: "this does not look like a report: too little of its title, fields, headings and tables is that of one",
        zh: "该文件不像绩效自评文件：标题、表头、章节和表格中属于此类文件的太少"
    );
    Some(Note::new("not_a_report", message, At::default()))
}

fn marks(shown: &Shown, patterns: &Patterns) -> usize {
    let Shown { title, kind, form, fields, conclusion, tables, outline } = shown;
    let printed = title.value.as_deref().unwrap_or_default();
    let first = outline.cover.iter().find_map(|block| match block {
        Block::Paragraph(text) | Block::Item(text) => Some(text.text.as_str()),
        Block::Table(..) => None,
    });
    let opening = if printed.is_empty() { first.unwrap_or_default() } else { printed };
    let letter = patterns.kinds.is_letter(opening);
    // A letter speaks of reports and is none, unless a form goes with it.
    let named = patterns.kinds.is_title(printed) && patterns.kinds.names_family(printed);
    let kinds = [*kind, form.kind];
    let titled = !letter && (named || kinds.iter().any(|&kind| kind != ReportKind::Unknown));
    let spoken = !letter
        && (patterns.kinds.names_family(printed) || any_heading(&outline.sections, patterns));
    let paragraphs = || {
        outline.cover.iter().chain(outline.sections.iter().flat_map(|s| &s.blocks)).any(|block| {
            matches!(block, Block::Paragraph(text) | Block::Item(text)
                if patterns.kinds.names_family(&text.text))
        })
    };
    [
        (titled, 2),
        (!tables.indicators.is_empty(), 2),
        (!tables.budget.is_empty(), 1),
        (fields.department.is_some(), 1),
        (fields.project.is_some() || fields.implementing_unit.is_some(), 1),
        (conclusion.score.is_some() || conclusion.grade.is_some(), 1),
        (spoken || (!letter && paragraphs()), 1),
        (!letter && of_report(&outline.sections, patterns) >= LEAST_HEADINGS, 1),
    ]
    .into_iter()
    .filter(|(shown, _)| *shown)
    .map(|(_, weight)| weight)
    .sum()
}

/// Headings at least that tell of the performance of something.
const LEAST_HEADINGS: usize = 2;

/// How many headings are those of a report, whatever its title says.
fn of_report(sections: &[Section], patterns: &Patterns) -> usize {
    let own = |section: &Section| {
        usize::from(patterns.kinds.is_of_report(&section.title))
            + of_report(&section.sections, patterns)
    };
    sections.iter().map(own).sum()
}

fn any_heading(sections: &[Section], patterns: &Patterns) -> bool {
    sections.iter().any(|section| {
        patterns.kinds.names_family(&section.title) || any_heading(&section.sections, patterns)
    })
}
