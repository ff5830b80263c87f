//! A comparison as a working paper (工作底稿): what an auditor files, with room for the
//! audited unit's opinion and the signatures.

use std::io;

use super::view::{ChangeView, EntryView, PrintedView, View};
use super::{Comparison, Options};
use crate::diff::find;
use crate::explained::Explained;
use crate::render::docx::{Body, Cell, package};
use crate::render::paper::{PaperWords, basis, program, sign_off};

/// The working paper of one comparison, as DOCX.
///
/// # Errors
/// None in practice: it is written to memory.
pub fn docx(comparison: &Comparison<'_>, options: Options) -> io::Result<Vec<u8>> {
    let view = View::new(comparison, options);
    let words = PaperWords::new(options.language);
    let mut body = Body::new();
    body.title(words.diff_title);
    facts(&mut body, &view, &words, comparison);
    body.heading(&format!("{} ({})", view.t.changes, view.listed()));
    if view.entries.is_empty() {
        body.text(view.t.no_changes);
    } else {
        let head = [
            view.t.number,
            view.t.severity,
            view.t.indicator,
            view.t.says,
            view.t.old_short,
            view.t.new_short,
            words.basis,
        ];
        let rows: Vec<Vec<Cell>> = (1..)
            .zip(&view.entries)
            .flat_map(|(number, entry)| {
                let changes = entry.changes.iter().enumerate();
                changes.map(move |(at, change)| (number, at, entry, change))
            })
            .map(|(number, at, entry, change)| row(number, at, entry, change, &view, options))
            .collect();
        body.table(&[4, 6, 16, 24, 20, 20, 16], &head, &rows);
    }
    if view.hidden > 0 {
        body.text(&format!("{}{}{}", view.t.hidden, view.t.colon, view.hidden));
    }
    uncompared(&mut body, &view);
    sign_off(&mut body, &words);
    package(body)
}

fn facts(body: &mut Body, view: &View, words: &PaperWords, comparison: &Comparison<'_>) {
    let t = view.t;
    let [old, new] = &view.sides;
    let lines = [
        (t.department, &old.department, &new.department),
        (t.project, &old.project, &new.project),
        (t.year, &old.year, &new.year),
        (t.kind_of_report, &old.kind, &new.kind),
        (t.file, &old.file, &new.file),
        (t.sha256, &old.sha256, &new.sha256),
        (t.score, &old.score, &new.score),
        (t.grade, &old.grade, &new.grade),
        (t.met, &old.met, &new.met),
    ];
    let mut rows: Vec<Vec<Cell>> = lines
        .into_iter()
        .map(|(label, old, new)| vec![Cell::label(label), Cell::new(old), Cell::new(new)])
        .collect();
    let [old, new] = [&comparison.diff.old, &comparison.diff.new];
    rows.push(vec![
        Cell::label(words.made_by),
        Cell::new(program(old.program.as_ref(), words)),
        Cell::new(program(new.program.as_ref(), words)),
    ]);
    body.table(&[16, 42, 42], &["", t.old, t.new], &rows);
    if let Some(warning) = &view.warning {
        body.text(warning);
    }
}

fn row(
    number: usize,
    at: usize,
    entry: &EntryView,
    change: &ChangeView,
    view: &View,
    options: Options,
) -> Vec<Cell> {
    let side = |has: bool, text: String, place: &str| match has {
        true => Cell::new(text).small(place),
        false => Cell::new(view.t.not_printed),
    };
    let whole = |pieces: &[super::marks::Piece]| {
        pieces.iter().map(|piece| piece.text.as_str()).collect::<String>()
    };
    let head = match at {
        0 => [number.to_string(), entry.indicator.clone()],
        _ => [String::new(), String::new()],
    };
    let [number, indicator] = head;
    let path = if at == 0 { entry.path.as_str() } else { "" };
    let kind = find(change.code).next();
    let basis = kind.map(|kind| basis(kind as &dyn Explained, options.language));
    let further: Vec<String> = change
        .further
        .iter()
        .map(|f| format!("{} {} {}{}{}", view.t.further, f.side, f.place, view.t.colon, f.raw))
        .collect();
    vec![
        Cell::new(number),
        Cell::new(format!("{} {}", change.severity_symbol, change.severity_label)),
        Cell::new(indicator).small(path),
        Cell::new(format!("{}\n{}", change.label, change.message)).small(further.join("\n")),
        side(change.has_old, whole(&change.marked.old), &change.old_place),
        side(change.has_new, whole(&change.marked.new), &change.new_place),
        Cell::default().small(basis.unwrap_or_default()),
    ]
}

fn uncompared(body: &mut Body, view: &View) {
    let t = view.t;
    body.heading(&format!("{} ({})", t.uncompared, view.uncompared.len()));
    if view.uncompared.is_empty() {
        return body.text(t.nothing_uncompared);
    }
    body.text(t.uncompared_note);
    let side = |printed: &Option<PrintedView>| match printed {
        None => Cell::new(t.not_printed),
        Some(printed) => {
            let status = printed.status.as_ref().map(|status| format!(" [{status}]"));
            let text = format!("{}{}", printed.raw, status.unwrap_or_default());
            Cell::new(text).small(&*printed.place)
        }
    };
    let rows: Vec<Vec<Cell>> = view
        .uncompared
        .iter()
        .map(|entry| {
            vec![
                Cell::new(&*entry.what),
                Cell::new(&*entry.indicator),
                Cell::new(&*entry.message),
                side(&entry.old),
                side(&entry.new),
            ]
        })
        .collect();
    let head = [t.what, t.indicator, t.why, t.old_short, t.new_short];
    body.table(&[10, 20, 30, 20, 20], &head, &rows);
}
