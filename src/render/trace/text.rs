//! The stages one below the other, for people.

use std::fmt::Write;

use super::{Trace, Traced};
use crate::document::{Document, Grid, Line, Origin};
use crate::location::At;
use crate::model::{Note, Report, Status};
use crate::outline::{Block, Outline, Section};
use crate::patterns::Role;
use crate::visible;
use crate::words::{Language, Words, words};

/// So much of a paragraph is shown, in characters; lines and cells are shown whole.
const START: usize = 60;

/// What each stage made of a report: lines and grids, sections, form, rows, notes.
#[must_use]
pub fn text(trace: &Trace, report: &Report, language: Language) -> String {
    let mut paper = Paper { out: String::new(), language };
    paper.decoded(trace);
    paper.outlined(&trace.outline);
    paper.formed(trace, report);
    paper.rows(report);
    paper.notes(&report.notes);
    paper.out
}

struct Paper {
    out: String,
    language: Language,
}

impl Paper {
    fn line(&mut self, depth: usize, text: &str) {
        // Writing to a string cannot fail.
        let text = text.replace('\n', "⏎");
        let _ = writeln!(self.out, "{}{}", "  ".repeat(depth), visible::line(&text));
    }

    fn say(&mut self, depth: usize, words: &Words) {
        let text = words.in_language(self.language).to_owned();
        self.line(depth, &text);
    }

    /// The head of a stage.
    fn stage(&mut self, words: &Words) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        let text = visible::line(words.in_language(self.language));
        let _ = writeln!(self.out, "== {text}");
    }

    fn decoded(&mut self, trace: &Trace) {
        let kind = kind(&trace.document);
        self.stage(&words!(en: "decode: {kind}", zh: "解码 decode：{kind}"));
        for (number, items) in trace.pages() {
            if let Some(number) = number {
                self.say(0, &words!(en: "page {number}", zh: "第 {number} 页"));
            }
            for item in items {
                match item {
                    Traced::Line(line) => self.printed(line),
                    Traced::Grid(index, grid) => self.grid(index, grid, &trace.roles(index)),
                }
            }
        }
    }

    fn printed(&mut self, line: &Line) {
        let place = place(&line.at);
        self.line(1, &format!("{place} {}", line.text));
    }

    fn grid(&mut self, index: usize, grid: &Grid, roles: &[Option<Role>]) {
        let Grid { rows, cols, origin, at, .. } = grid;
        let (number, place) = (index + 1, place(at));
        let how = how(*origin);
        let (en, zh) = (how.en, how.zh);
        self.say(
            1,
            &words!(
                en: "{place} grid {number}: {rows} rows, {cols} columns, {en}",
                zh: "{place} 表格 {number}：{rows} 行 {cols} 列，{zh}"
            ),
        );
        if !roles.is_empty() {
            let names = roles.iter().map(|role| role.map_or("-", Role::name));
            let names: Vec<&str> = names.collect();
            let names = names.join(" | ");
            self.say(2, &words!(en: "roles: {names}", zh: "列的含义：{names}"));
        }
        let mut row = None;
        let mut texts: Vec<String> = Vec::new();
        for cell in &grid.cells {
            if row.is_some_and(|row| row != cell.row) {
                self.row(row, &mut texts);
            }
            row = Some(cell.row);
            let spans = match (cell.rowspan.max(1), cell.colspan.max(1)) {
                (1, 1) => String::new(),
                (rows, cols) => format!("[{rows}×{cols}]"),
            };
            texts.push(format!("{spans}{}", cell.text));
        }
        self.row(row, &mut texts);
    }

    fn row(&mut self, row: Option<u32>, texts: &mut Vec<String>) {
        if let Some(row) = row {
            let texts = std::mem::take(texts).join(" | ");
            self.line(2, &format!("{:>3}  {texts}", row + 1));
        }
    }

    fn outlined(&mut self, outline: &Outline) {
        self.stage(&words!(en: "outline", zh: "章节 outline"));
        if let Some(title) = &outline.title {
            let title = &title.text;
            self.say(0, &words!(en: "title: {title}", zh: "标题：{title}"));
        }
        self.blocks(0, &outline.cover);
        self.sections(0, &outline.sections);
    }

    fn sections(&mut self, depth: usize, sections: &[Section]) {
        for section in sections {
            let number = section.number.as_deref().unwrap_or("#");
            self.line(depth, &format!("{number} {}", section.title));
            self.blocks(depth + 1, &section.blocks);
            self.sections(depth + 1, &section.sections);
        }
    }

    fn blocks(&mut self, depth: usize, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => self.line(depth, &start(&text.text)),
                Block::Item(text) => self.line(depth, &format!("· {}", start(&text.text))),
                Block::Table(index) => {
                    let number = index + 1;
                    self.say(depth, &words!(en: "grid {number}", zh: "表格 {number}"));
                }
            }
        }
    }

    fn formed(&mut self, trace: &Trace, report: &Report) {
        let (id, name) = &trace.form;
        let kind = report.kind.term().name(self.language);
        self.stage(&match name.is_empty() {
            true => words!(en: "form: {id}; {kind}", zh: "报告格式：{id}；{kind}"),
            false => {
                words!(en: "form: {id} ({name}); {kind}", zh: "报告格式：{id}（{name}）；{kind}")
            }
        });
    }

    fn rows(&mut self, report: &Report) {
        let count = report.indicators.len();
        self.stage(&words!(en: "rows: {count} indicators", zh: "指标行：{count} 条"));
        for row in &report.indicators {
            let number = |n: &Option<crate::model::Number>| {
                n.as_ref().map_or_else(|| "-".to_owned(), |n| n.raw.clone())
            };
            let parts = [
                marked(&row.level1.raw, row.level1.value.as_deref(), row.level1.status),
                marked(&row.level2.raw, row.level2.value.as_deref(), row.level2.status),
                marked(&row.name.raw, row.name.value.as_deref(), row.name.status),
                marked(&row.target.raw, Some(&row.target.raw), row.target.status),
                marked(&row.actual.raw, Some(&row.actual.raw), row.actual.status),
                number(&row.weight),
                number(&row.score),
            ];
            self.line(1, &parts.join(" | "));
        }
    }

    fn notes(&mut self, notes: &[Note]) {
        let count = notes.len();
        self.stage(&words!(en: "notes: {count}", zh: "说明：{count} 条"));
        for note in notes {
            let place = place(&note.at);
            let message = match self.language {
                Language::Zh => &note.message_zh,
                Language::En => &note.message,
            };
            self.line(1, &format!("{place} {}: {message}", note.code));
        }
    }
}

/// A value with its raw text where that differs, and a mark where it was not simply read.
fn marked(raw: &str, value: Option<&str>, status: Status) -> String {
    let mark = match status {
        Status::AsRead | Status::Spacing => "",
        Status::Repaired => "~",
        Status::Damaged => "?",
        Status::Inherited => "^",
        Status::Confirmed => "✓",
        Status::Corrected => "✎",
    };
    match value {
        Some(value) if value == raw || raw.is_empty() => format!("{mark}{value}"),
        Some(value) => format!("{mark}{value} ({raw})"),
        None => format!("{mark}{raw}"),
    }
}

/// Kind of input, encoding and number of pages.
fn kind(document: &Document) -> String {
    let word = |value: Option<serde_json::Value>| {
        value.and_then(|value| value.as_str().map(str::to_owned))
    };
    let format = word(document.format.and_then(|format| serde_json::to_value(format).ok()));
    let encoding = word(document.encoding.and_then(|encoding| serde_json::to_value(encoding).ok()));
    [format, encoding].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn how(origin: Origin) -> Words {
    match origin {
        Origin::Separators => words!(en: "by separators", zh: "以分隔符分列"),
        Origin::Alignment => words!(en: "by alignment", zh: "以对齐分列"),
        Origin::Flattened => words!(en: "one cell a line", zh: "每行一格"),
        Origin::Spans => {
            words!(en: "rows, columns and spans told by the source", zh: "行列及合并由来源给出")
        }
    }
}

/// Line and characters, or page and box.
fn place(at: &At) -> String {
    let chars = at.chars().map_or_else(String::new, |[from, to]| format!(":{from}-{to}"));
    match (at.line(), at.bbox()) {
        (_, Some([left, top, right, bottom])) => {
            format!("[{left:.0} {top:.0} {right:.0} {bottom:.0}]")
        }
        (Some(line), None) => format!("{line}{chars}"),
        (None, None) => "-".to_owned(),
    }
}

fn start(text: &str) -> String {
    match text.char_indices().nth(START) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
