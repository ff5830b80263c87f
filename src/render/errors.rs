//! 错误: a row per file that could not be read.

use crate::words::Language;

use super::cell::{Cell, cells};
use super::column::Kind;
use super::rows::{ErrorRow, Row};

type Value = fn(&ErrorRow) -> Option<String>;

pub(super) const CELLS: &[Cell<Value>] = cells! {
    show "source", zh: "来源文件", Kind::Source => |row| Some(row.source.clone());
    show "code", zh: "错误代码", Kind::Text => |row| Some(row.code.clone());
    show "message", zh: "说明（英文）", Kind::Sentence(Language::En) => |row| Some(row.message.clone());
    show "message_zh", zh: "说明", Kind::Sentence(Language::Zh) => |row| Some(row.message_zh.clone());
    show "page", zh: "页", Kind::Integer => |row| row.page.map(|page| page.to_string());
};

/// The cells of an error.
pub(super) fn row(error: &ErrorRow) -> Row {
    CELLS.iter().map(|cell| (cell.value)(error)).collect()
}
