//! The right side of the page: what was read, in the order of a report.

use rustc_hash::FxHashMap as HashMap;

use super::cell::{CellView, Cells};
use super::html::Html;
use super::labels::Labels;
use super::spots::Spots;
use crate::emend::Part;
use crate::model::{Block, Outcome, Report, Section};
use crate::render::shown_place;
use crate::review::Item;
use crate::terms;
use crate::words::Language;

/// Everything that was read.
#[derive(Debug)]
pub(super) struct ReportView {
    pub(super) head: Vec<FieldView>,
    pub(super) tables: Vec<TableView>,
    pub(super) budget: Option<TableView>,
    pub(super) amounts: Vec<FieldView>,
    pub(super) severities: Vec<(&'static str, Html, usize)>,
    pub(super) findings: Vec<FindingView>,
    pub(super) passed: usize,
    pub(super) sections: Vec<SectionView>,
    pub(super) notes: Vec<NoteView>,
}

/// A field with its label.
#[derive(Debug)]
pub(super) struct FieldView {
    pub(super) label: Html,
    pub(super) cell: CellView,
}

/// A table of values.
#[derive(Debug)]
pub(super) struct TableView {
    pub(super) caption: Html,
    pub(super) heads: Vec<(&'static str, Html)>,
    pub(super) rows: Vec<RowView>,
    /// The printed row of totals.
    pub(super) total: Html,
}

/// A row of values.
#[derive(Debug)]
pub(super) struct RowView {
    /// The place of the whole row.
    pub(super) spot: Option<usize>,
    pub(super) label: Html,
    pub(super) cells: Vec<Slot>,
}

/// A cell of a table: a value, or what is worked out.
#[derive(Debug)]
pub(super) enum Slot {
    Value(Box<CellView>),
    Text(Html),
}

/// A finding or what could not be checked.
#[derive(Debug)]
pub(super) struct FindingView {
    /// Its number among all outcomes.
    pub(super) number: usize,
    /// `high`, …, or `not_evaluable`.
    pub(super) code: &'static str,
    pub(super) sign: Html,
    pub(super) title: Html,
    pub(super) message: Html,
    pub(super) check: String,
    pub(super) expected: Option<Html>,
    pub(super) found: Option<Html>,
    pub(super) quotes: Vec<(Option<usize>, Html, Html)>,
    /// The values that it rests on: their names on the page and what is printed.
    pub(super) rests: Vec<(String, Html)>,
    pub(super) spots: Vec<usize>,
}

/// A heading with its text.
#[derive(Debug)]
pub(super) struct SectionView {
    pub(super) level: u8,
    pub(super) spot: Option<usize>,
    pub(super) title: Html,
    pub(super) blocks: Vec<(Option<usize>, Html)>,
}

/// What the reader met.
#[derive(Debug)]
pub(super) struct NoteView {
    pub(super) code: String,
    pub(super) spot: Option<usize>,
    pub(super) message: Html,
    pub(super) place: Html,
}

/// The values of each row: part, table, row.
type Rows = HashMap<(Part, u32, u32), Vec<usize>>;

/// Makes the right side.
pub(super) struct Builder<'b, 'r> {
    pub(super) report: &'r Report,
    pub(super) items: &'b [Item<'r>],
    pub(super) cells: &'b Cells<'r>,
    pub(super) spots: &'b mut Spots,
    pub(super) labels: &'b Labels,
    rows: Rows,
}

impl<'b, 'r> Builder<'b, 'r> {
    pub(super) fn new(
        report: &'r Report,
        items: &'b [Item<'r>],
        cells: &'b Cells<'r>,
        spots: &'b mut Spots,
        labels: &'b Labels,
    ) -> Self {
        let mut rows = Rows::default();
        for (index, item) in items.iter().enumerate() {
            let place = &item.value.place;
            let key =
                (place.part, place.table.unwrap_or_default(), place.ordinal.unwrap_or_default());
            rows.entry(key).or_default().push(index);
        }
        Self { report, items, cells, spots, labels, rows }
    }

    pub(super) fn build(mut self) -> ReportView {
        let tables = self.tables();
        let report = self.report;
        let passes = report.findings.iter().filter(|found| found.outcome == Outcome::Pass);
        let passed = passes.count();
        let findings = self.findings();
        let severities = super::findings::severities(&findings);
        ReportView {
            head: self.head(),
            tables,
            budget: self.budget(),
            amounts: self.amounts(),
            severities,
            findings,
            passed,
            sections: self.sections(),
            notes: self.notes(),
        }
    }

    pub(super) fn cell(&mut self, index: usize) -> Option<CellView> {
        let item = self.items.get(index)?;
        Some(self.cells.view(item, index, self.spots))
    }

    /// The value of a field in a row.
    pub(super) fn field(&mut self, key: (Part, u32, u32), field: &str) -> Slot {
        let places = self.rows.get(&key).map(Vec::as_slice).unwrap_or_default();
        let is = |index: &&usize| {
            self.items.get(**index).is_some_and(|item| item.value.place.field == field)
        };
        let found = places.iter().find(is).copied();
        match found.and_then(|index| self.cell(index)) {
            Some(cell) => Slot::Value(Box::new(cell)),
            None => Slot::Text(Html::default()),
        }
    }

    fn head(&mut self) -> Vec<FieldView> {
        let parts = [Part::Head, Part::Fields, Part::Conclusion];
        let mut fields = Vec::new();
        for part in parts {
            for index in self.rows.get(&(part, 0, 0)).cloned().unwrap_or_default() {
                let Some(item) = self.items.get(index) else { continue };
                let label = label(&item.value.place.field);
                if let Some(cell) = self.cell(index) {
                    fields.push(FieldView { label, cell });
                }
            }
        }
        fields
    }

    fn amounts(&mut self) -> Vec<FieldView> {
        let mut views = Vec::new();
        for (ordinal, amount) in (1..).zip(&self.report.expenditure) {
            let Some(&index) =
                self.rows.get(&(Part::Expenditure, 0, ordinal)).and_then(|rows| rows.first())
            else {
                continue;
            };
            if let Some(cell) = self.cell(index) {
                views.push(FieldView { label: label(&amount.item), cell });
            }
        }
        views
    }

    fn sections(&mut self) -> Vec<SectionView> {
        let mut views = Vec::new();
        if !self.report.preface.is_empty() {
            let blocks = self.blocks(&self.report.preface);
            views.push(SectionView { level: 1, spot: None, title: Html::default(), blocks });
        }
        self.add_sections(&self.report.sections, &mut views);
        views
    }

    fn add_sections(&mut self, sections: &'r [Section], views: &mut Vec<SectionView>) {
        for section in sections {
            let number = section.number.as_deref().unwrap_or_default();
            let gap = if number.is_empty() { "" } else { " " };
            views.push(SectionView {
                level: section.level,
                spot: self.spots.number(&section.at, false),
                title: Html::text(&format!("{number}{gap}{}", section.title)),
                blocks: self.blocks(&section.blocks),
            });
            self.add_sections(&section.sections, views);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) -> Vec<(Option<usize>, Html)> {
        let view = |block: &Block| (self.spots.number(&block.at, false), Html::text(&block.text));
        blocks.iter().map(view).collect()
    }

    fn notes(&mut self) -> Vec<NoteView> {
        let report = self.report;
        let notes = report.notes.iter().map(|note| NoteView {
            code: note.code.to_string(),
            spot: self.spots.number(&note.at, false),
            message: Html::both(
                if note.message_zh.is_empty() { &note.message } else { &note.message_zh },
                &note.message,
            ),
            place: Html::words(&shown_place(&note.at)),
        });
        notes.collect()
    }
}

/// What a field is called.
pub(super) fn label(field: &str) -> Html {
    Html::both(&terms::item(field, Language::Zh), &terms::item(field, Language::En))
}
