//! The overview of many comparisons as text for a terminal.

use super::index::Index;
use super::overview::{EntryView, LoneList, Overview};
use super::terminal::{Page, style};
use super::wording;
use crate::model::Severity;
use crate::render::screen::{Run, Screen, Style, visible};
use crate::words::Language;

/// The overview: the comparisons, the gravest first, and what was not compared.
#[must_use]
pub fn terminal_index(index: &Index, language: Language, screen: Screen) -> String {
    let view = Overview::new(index, language);
    let mut page = Page::new(screen);
    page.title(view.t.index_title);
    if !view.kinds.is_empty() {
        page.heading(view.t.kinds_of_change, view.kinds.len());
        let kinds = view.kinds.iter().map(|kind| {
            let count: u32 = kind.counts.iter().sum();
            (Style::Plain, format!("{} {} {count}", kind.symbol, kind.label))
        });
        page.chips(kinds, 2);
    }
    page.heading(view.t.pairs, view.rows.len());
    if view.rows.is_empty() {
        page.plain(view.t.nothing_to_pair, 2);
    }
    for row in &view.rows {
        entry(&mut page, &view, row);
    }
    for list in &view.lone {
        lone(&mut page, list);
    }
    if !view.unread.is_empty() {
        page.heading(view.t.unreadable, view.unread.len());
    }
    for file in &view.unread {
        let text = format!("{}  {}  {}: {}", file.side, file.file, file.code, file.message);
        page.plain(&text, 2);
    }
    page.text
}

fn entry(page: &mut Page, view: &Overview, row: &EntryView) {
    let project = match row.project.is_empty() {
        true => String::new(),
        false => format!(" · {}", row.project),
    };
    let head = format!("{}. {}{project}  {}", row.rank, row.department, row.years);
    page.runs(&[(Style::Bold, visible(&head))], 2);
    if let Some(warning) = &row.warning {
        page.runs(&[(Style::Medium, format!("! {warning}"))], 4);
    }
    let severities = Severity::ALL.iter().zip(&view.severities);
    let mut runs: Vec<Run> = severities
        .zip(row.counts)
        .map(|((severity, (_, word)), count)| (style(*severity), format!("{word} {count}")))
        .collect();
    let uncompared = format!("? {} {}", view.t.uncompared, row.uncompared);
    runs.push((Style::Plain, uncompared));
    if let Some(copied) = &row.copied {
        let copied = format!("= {} {}", view.t.copied, wording::ratio(copied));
        runs.push((Style::Plain, copied));
    }
    page.chips(runs.into_iter(), 4);
    page.places(&row.old_file, &row.new_file);
    if let Some(file) = &row.file {
        page.plain(&format!("→ {file}"), 4);
    }
}

fn lone(page: &mut Page, list: &LoneList) {
    page.heading(list.heading, list.rows.len());
    page.plain(list.note, 2);
    for row in &list.rows {
        let parts = [row.side, &row.file, &row.department, &row.project, &row.year, &row.why];
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        page.plain(&said.join("  "), 2);
    }
}
