//! 摘要: the two reports, the counts, the largest moves.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheet::{Cell, Look, write};
use crate::diff::SCHEMA;
use crate::render::diff::view::{ChangeView, View};
use crate::render::xlsx::paper;

const TOOL: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

/// Widths of the columns, in digits.
const WIDTHS: [u16; 6] = [28, 38, 38, 14, 14, 14];

/// The largest moves that are listed.
const LARGEST: usize = 10;

pub(super) fn summary(view: &View, look: &Look) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(view.t.summary)?;
    for (at, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(at, width)?;
    }
    sheet.write_string_with_format(0, 0, view.t.title, &look.title)?;
    sheet.set_row_height(0, 26)?;
    let mut page = Page { sheet, look, next: 2 };
    page.sides(view)?;
    page.kinds(view)?;
    page.classes(view)?;
    page.largest(view)?;
    let t = view.t;
    page.line(&[Cell::Text(t.made_by), Cell::Text(TOOL)])?;
    page.line(&[Cell::Text(t.schema), Cell::Text(SCHEMA)])?;
    paper::set(&mut page.sheet, WIDTHS.iter().map(|&width| usize::from(width)).sum());
    Ok(page.sheet)
}

struct Page<'l> {
    sheet: Worksheet,
    look: &'l Look,
    next: u32,
}

impl Page<'_> {
    fn line(&mut self, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
        let mut lines = 1;
        for ((at, cell), width) in (0..).zip(cells).zip(WIDTHS) {
            let here = (self.next, at);
            let cell = match cell {
                Cell::Text(label) if at == 0 => &Cell::Label(label),
                cell => cell,
            };
            lines = lines.max(write(&mut self.sheet, here, cell, width, self.look, &mut 0)?);
        }
        if lines > 1 {
            self.sheet.set_row_height(self.next, (lines * 16) as u32)?;
        }
        self.next += 1;
        Ok(())
    }

    fn heading(&mut self, headings: &[&str]) -> Result<(), XlsxError> {
        self.next += 1;
        for (at, heading) in (0..).zip(headings) {
            let format = &self.look.shared.heading;
            self.sheet.write_string_with_format(self.next, at, *heading, format)?;
        }
        self.next += 1;
        Ok(())
    }

    fn sides(&mut self, view: &View) -> Result<(), XlsxError> {
        let t = view.t;
        let [old, new] = &view.sides;
        self.next -= 1;
        self.heading(&["", t.old, t.new])?;
        let lines = [
            (t.file, &old.file, &new.file),
            (t.sha256, &old.sha256, &new.sha256),
            (t.department, &old.department, &new.department),
            (t.project, &old.project, &new.project),
            (t.kind_of_report, &old.kind, &new.kind),
            (t.report_title, &old.title, &new.title),
            (t.year, &old.year, &new.year),
            (t.score, &old.score, &new.score),
            (t.grade, &old.grade, &new.grade),
            (t.met, &old.met, &new.met),
        ];
        for (label, old, new) in lines {
            self.line(&[Cell::Text(label), Cell::Text(old), Cell::Text(new)])?;
        }
        let (old, new) = (old.indicators as usize, new.indicators as usize);
        self.line(&[Cell::Text(t.indicators), Cell::Count(old), Cell::Count(new)])?;
        if let Some(copied) = &view.copied {
            self.line(&[Cell::Text(t.copied), Cell::Text(""), Cell::Text(copied)])?;
        }
        if let Some(warning) = &view.warning {
            let format = &self.look.warning;
            self.sheet.merge_range(self.next, 0, self.next, 2, warning, format)?;
            self.sheet.set_row_height(self.next, 34)?;
            self.next += 1;
        }
        Ok(())
    }

    fn kinds(&mut self, view: &View) -> Result<(), XlsxError> {
        let t = view.t;
        let words: Vec<String> = view
            .severities
            .iter()
            .map(|severity| format!("{} {}", severity.symbol, severity.label))
            .collect();
        let mut headings = vec![t.kind, t.total];
        headings.extend(words.iter().map(String::as_str));
        self.heading(&headings)?;
        for kind in &view.kinds {
            let label = format!("{} {}", kind.symbol, kind.label);
            let mut cells = vec![Cell::Text(&label), Cell::Count(kind.count as usize)];
            cells.extend(kind.by_severity.iter().map(|count| Cell::Count(*count as usize)));
            self.line(&cells)?;
        }
        let total = view.severities.iter().map(|severity| severity.count as usize).sum();
        let mut cells = vec![Cell::Text(t.total), Cell::Count(total)];
        cells.extend(view.severities.iter().map(|s| Cell::Count(s.count as usize)));
        self.line(&cells)?;
        if view.hidden > 0 {
            self.line(&[Cell::Text(t.hidden), Cell::Count(view.hidden as usize)])?;
        }
        Ok(())
    }

    fn classes(&mut self, view: &View) -> Result<(), XlsxError> {
        let t = view.t;
        self.heading(&[t.class, t.indicators])?;
        for class in &view.classes {
            let label = format!("{} {}", class.symbol, class.label);
            self.line(&[Cell::Text(&label), Cell::Count(class.count as usize)])?;
        }
        self.line(&[Cell::Text(t.uncompared), Cell::Count(view.uncompared.len())])
    }

    fn largest(&mut self, view: &View) -> Result<(), XlsxError> {
        let t = view.t;
        self.heading(&[t.moves, t.old_short, t.new_short, t.relative])?;
        let mut moves: Vec<&ChangeView> =
            view.changes().filter(|change| change.relative.is_some()).collect();
        moves.sort_by_key(|change| std::cmp::Reverse(change.relative.map(|r| r.abs())));
        for change in moves.into_iter().take(LARGEST) {
            let label = format!("{} {}: {}", change.symbol, change.label, change.indicator);
            self.line(&[
                Cell::Text(&label),
                Cell::Old(&change.marked.old),
                Cell::New(&change.marked.new),
                Cell::Ratio(change.relative),
            ])?;
        }
        self.next += 1;
        Ok(())
    }
}
