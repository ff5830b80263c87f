//! Documents for cases, built without a decoder.

use jiaokan::Patterns;
use jiaokan::internals::document::{Cell, Grid};
use jiaokan::internals::location::{At, Passage};
use jiaokan::internals::outline::{Block, Outline, Section};
use jiaokan::internals::table::{FormRow, Tables};
use jiaokan::model::{Format, Report, SourceInfo};

/// Builds an outline from a case's text: `# ` before the title, `## ` and `### `
/// before headings, tabs between the cells of a form row, everything else a
/// paragraph of its own.
pub(crate) fn assemble(text: &str) -> Report {
    let (outline, rows) = outline(text);
    finish(outline, rows)
}

/// The report of an outline and the rows of its forms.
pub(crate) fn finish(outline: Outline, rows: Vec<FormRow>) -> Report {
    let patterns = Patterns::builtin();
    let form = jiaokan::internals::form::identify(&outline, patterns);
    let source = SourceInfo {
        name: "case".to_owned(),
        sha256: String::new(),
        bytes: 0,
        format: Format::Text,
        encoding: None,
        pages: None,
        recognised_by: None,
        page_sizes: Vec::new(),
        page_unit: None,
    };
    let tables = Tables { form_rows: rows, ..Tables::default() };
    let prose = jiaokan::internals::prose::prose(&outline, patterns);
    jiaokan::internals::report::assemble(&outline, prose, tables, form, source, patterns)
}

/// The outline of a case's text, and the rows of its forms.
pub(crate) fn outline(text: &str) -> (Outline, Vec<FormRow>) {
    let (mut outline, mut rows) = (Outline::default(), Vec::new());
    for (number, line) in text.lines().enumerate() {
        let length = line.chars().count() as u32;
        let place = |from: u32| At::on_line(None, number as u32 + 1, from, length);
        if line.trim().is_empty() {
            continue;
        }
        if let Some(title) = line.strip_prefix("# ") {
            outline.title = Some(Passage::new(title, place(2)));
        } else if let Some(title) = line.strip_prefix("### ") {
            let parent = outline.sections.last_mut().expect("a ### heading follows a ## heading");
            parent.sections.push(section(title, 2, place(4)));
        } else if let Some(title) = line.strip_prefix("## ") {
            outline.sections.push(section(title, 1, place(3)));
        } else if line.contains('\t') || line.starts_with('|') {
            rows.push(FormRow { cells: cells(line, number as u32 + 1), table: 0 });
        } else {
            let block = Block::Paragraph(Passage::new(line, place(0)));
            match outline.sections.last_mut() {
                None => outline.cover.push(block),
                Some(top) => match top.sections.last_mut() {
                    Some(sub) => sub.blocks.push(block),
                    None => top.blocks.push(block),
                },
            }
        }
    }
    let all = rows.iter().flat_map(|row| &row.cells);
    let cell = |(text, at): &(String, At)| Cell { text: text.clone(), at: *at, ..Cell::default() };
    outline.grids.push(Grid { cells: all.map(cell).collect(), ..Grid::default() });
    (outline, rows)
}

fn section(title: &str, level: u8, at: At) -> Section {
    Section { level, title: title.to_owned(), at, ..Section::default() }
}

fn cells(line: &str, number: u32) -> Vec<(String, At)> {
    let mut at = 0;
    let mut out = Vec::new();
    for cell in line.trim_start_matches('|').split('\t') {
        let length = cell.chars().count() as u32;
        if !cell.trim().is_empty() {
            out.push((cell.to_owned(), At::on_line(None, number, at, at + length)));
        }
        at += length + 1;
    }
    out
}
