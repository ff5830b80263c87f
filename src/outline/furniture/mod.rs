//! Page numbers, running heads, stamps and tables of contents: dropped, each
//! with a note.

mod contents;
mod page_number;
mod running_head;

use super::row::Row;
use crate::model::Note;
use crate::patterns::{Patterns, Shape};
use crate::words::{Phrase, words};

/// Lines that are longer are no page number, head or stamp.
const LONGEST: u32 = 60;

/// Drops the furniture; the row after it gets a border.
pub(super) fn drop_furniture(
    rows: Vec<Row>,
    patterns: &Patterns,
    notes: &mut Vec<Note>,
) -> Vec<Row> {
    let shapes: Vec<Option<Shape>> = rows.iter().map(shape).collect();
    let mut reasons: Vec<Option<Reason>> = vec![None; rows.len()];
    page_number::mark(&rows, &shapes, patterns, &mut reasons);
    running_head::mark(&rows, &shapes, patterns, &mut reasons);
    contents::mark(&rows, patterns, &mut reasons);
    if reasons.iter().all(Option::is_none) {
        return rows;
    }
    let mut kept = Vec::with_capacity(rows.len());
    let mut border = false;
    for (mut row, reason) in rows.into_iter().zip(reasons) {
        match reason {
            Some(reason) => {
                notes.push(reason.note(&row));
                border |= row.border || reason != Reason::Contents;
            }
            None => {
                row.border |= std::mem::take(&mut border);
                kept.push(row);
            }
        }
    }
    kept
}

/// Why a row is furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    PageNumber(Phrase),
    RunningHead,
    Stamp,
    Contents,
}

impl Reason {
    fn note(self, row: &Row) -> Note {
        let raw = row.text();
        let (code, message) = match self {
            Reason::PageNumber(evidence) => {
                let Phrase { en, zh } = evidence;
                (
                    "page_number_dropped",
                    words!(en: "dropped the page number {raw}: {en}", zh: "略去页码 {raw}：{zh}"),
                )
            }
            Reason::RunningHead => (
                "running_head_dropped",
                words!(
                    en: "dropped the running head {raw}: it stands again where other pages begin or end",
                    zh: "略去页眉页脚 {raw}：其他页首页尾亦有"
                ),
            ),
            Reason::Stamp => (
                "running_head_dropped",
                words!(
                    en: "dropped the stamp {raw}: printing or scanning leaves such lines",
                    zh: "略去打印或扫描留下的 {raw}"
                ),
            ),
            Reason::Contents => {
                let message = words!(
                    en: "dropped the entry {raw} of the table of contents",
                    zh: "略去目录条目 {raw}"
                );
                ("contents_dropped", message)
            }
        };
        Note::new(code, message, row.at())
    }
}

fn shape(row: &Row) -> Option<Shape> {
    let (_, look) = row.line()?;
    (look.chars <= LONGEST).then(|| Shape::of(row.key()))
}

/// The last few characters of a text.
fn tail(text: &str) -> &str {
    let from = text.char_indices().rev().nth(7).map_or(0, |(i, _)| i);
    text.get(from..).unwrap_or_default()
}
