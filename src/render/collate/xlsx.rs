//! A collation as a workbook for the working papers: the places, the paragraphs, the
//! documents. Everything that comes from a document is written as text.

use std::io;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::view::{EntryView, View};
use crate::collate::Apparatus;
use crate::render::diff::xlsx::sheet::{Cell, Column, Look, Table};
use crate::render::xlsx::{failed, properties};
use crate::words::Language;

/// The workbook of an apparatus. The same apparatus gives the same bytes.
///
/// # Errors
/// If a sheet has more rows than a workbook can hold.
pub fn xlsx(apparatus: &Apparatus, language: Language) -> io::Result<Vec<u8>> {
    let view = View::new(apparatus, language);
    let look = Look::new(language);
    saved(&view, &look).map_err(failed)
}

fn saved(view: &View, look: &Look) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties()?);
    for sheet in [entries(view, look)?, texts(view, look)?, documents(view, look)?] {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}

fn columns(columns: &[(&str, u16)]) -> Vec<Column> {
    columns.iter().map(|&(heading, width)| (heading.to_owned(), width)).collect()
}

/// 校勘条目: a row for each place, with a column for each witness.
fn entries(view: &View, look: &Look) -> Result<Worksheet, XlsxError> {
    let t = view.t;
    let mut heads = columns(&[
        (t.number, 6),
        (t.outcome, 16),
        (t.place, 18),
        (t.indicator, 24),
        (t.item, 12),
        (t.printed, 26),
        (t.read, 22),
    ]);
    for witness in &view.witnesses {
        heads.push((format!("{} {}", witness.siglum, witness.document.file), 26));
    }
    heads.extend(columns(&[(t.chosen, 22), (t.why, 40), (t.opinion, 20), (t.reviewer, 12)]));
    let mut table = Table::new(t.entries, heads, look)?;
    for (at, entry) in view.entries.iter().enumerate() {
        let mut cells = vec![
            Cell::Count(at + 1),
            Cell::Said(format!("{} {}", entry.sign, entry.outcome)),
            Cell::Said(format!("{}\n{}", entry.row, entry.place)),
            Cell::Text(&entry.indicator),
            Cell::Text(&entry.item),
            Cell::Text(&entry.printed),
            Cell::Text(&entry.read),
        ];
        for witness in &view.witnesses {
            cells.push(Cell::Said(reading(entry, &witness.siglum)));
        }
        cells.extend([Cell::Text(&entry.chosen), Cell::Text(&entry.why), Cell::Open, Cell::Open]);
        table.row(&cells)?;
    }
    table.finish(5)
}

fn reading(entry: &EntryView, siglum: &str) -> String {
    let one = entry.readings.iter().find(|one| one.siglum == siglum);
    let said = one.map(|one| {
        let mut said = one.read.clone();
        if one.read != one.printed {
            said.push_str(&format!("\n← {}", one.printed));
        }
        if !one.status.is_empty() {
            said.push_str(&format!(" [{}]", one.status));
        }
        format!("{said}\n{}", one.place).trim_end().to_owned()
    });
    said.unwrap_or_default()
}

/// 正文异文
fn texts(view: &View, look: &Look) -> Result<Worksheet, XlsxError> {
    let t = view.t;
    let heads = columns(&[
        (t.number, 6),
        (t.section, 30),
        (t.base, 60),
        (t.witness, 10),
        (t.reads, 60),
        (t.opinion, 20),
        (t.reviewer, 12),
    ]);
    let mut table = Table::new(t.text, heads, look)?;
    for (at, entry) in view.text.iter().enumerate() {
        for (siglum, words, place) in &entry.readings {
            table.row(&[
                Cell::Count(at + 1),
                Cell::Text(&entry.section),
                Cell::Said(format!("{}\n{}", entry.text, entry.place)),
                Cell::Text(siglum),
                Cell::Said(format!("{words}\n{place}")),
                Cell::Open,
                Cell::Open,
            ])?;
        }
    }
    table.finish(2)
}

/// 校本: the documents with their fingerprints.
fn documents(view: &View, look: &Look) -> Result<Worksheet, XlsxError> {
    let t = view.t;
    let heads = columns(&[
        ("", 8),
        (t.file, 36),
        (t.sha256, 68),
        (t.kind, 24),
        (t.why, 40),
        (t.restored, 10),
        (t.differing, 10),
        (t.rows, 12),
        (t.agree, 16),
        (t.words_agree, 16),
        (t.damaged, 16),
    ]);
    let mut table = Table::new(t.witnesses, heads, look)?;
    let base = &view.base;
    let mut row = vec![Cell::Text(t.base), Cell::Text(&base.file), Cell::Text(&base.sha256)];
    row.push(Cell::Text(&base.about));
    table.row(&row)?;
    for witness in &view.witnesses {
        let mut row = vec![
            Cell::Text(&witness.siglum),
            Cell::Text(&witness.document.file),
            Cell::Text(&witness.document.sha256),
            Cell::Text(&witness.kind),
            Cell::Text(&witness.why),
        ];
        if witness.used {
            row.extend([
                Cell::Count(witness.restored as usize),
                Cell::Count(witness.differing as usize),
                Cell::Count(witness.rows as usize),
                Cell::Text(&witness.numbers),
                Cell::Text(&witness.words),
                Cell::Count(witness.damaged as usize),
            ]);
        }
        table.row(&row)?;
    }
    table.finish(1)
}
