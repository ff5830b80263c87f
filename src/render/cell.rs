//! A column together with what puts its cells, so that the two never part.

use serde::Serialize;

use crate::model::{Repair, Status, Text};

use super::column::{Column, SEPARATOR};
use super::paths::BETWEEN;

/// A column and the function that gives its cell in one row.
#[derive(Debug)]
pub(super) struct Cell<F> {
    pub(super) column: Column,
    pub(super) value: F,
}

/// Cells from lines `show "name", zh: "标题", Kind => function;` or, for details,
/// `more …`.
macro_rules! cells {
    ($($shown:ident $name:literal, zh: $zh:literal, $kind:expr => $value:expr;)*) => {
        &[$($crate::render::cell::Cell {
            column: $crate::render::column::Column {
                name: $name,
                zh: $zh,
                kind: $kind,
                detail: $crate::render::cell::cells!(@detail $shown),
            },
            value: $value,
        }),*]
    };
    (@detail show) => { false };
    (@detail more) => { true };
}

/// A fixed list from lines `"code", zh: "词";`.
macro_rules! word_list {
    ($($code:literal, zh: $zh:literal;)*) => {
        &[$($crate::terms::Term { code: $code, en: $code, zh: $zh, sign: "" }),*]
    };
}

pub(super) use {cells, word_list};

/// The code of an enumeration, as it stands in the JSON.
pub(super) fn code(value: impl Serialize) -> Option<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => Some(code),
        _ => None,
    }
}

/// The codes that hold, in the order given; `None` where none does.
pub(super) fn codes(all: impl IntoIterator<Item = (bool, &'static str)>) -> Option<String> {
    let holding = all.into_iter().filter(|(holds, _)| *holds);
    let codes: Vec<&str> = holding.map(|(_, code)| code).collect();
    (!codes.is_empty()).then(|| codes.join(&SEPARATOR.to_string()))
}

pub(super) fn flag(value: bool) -> Option<String> {
    Some(value.to_string())
}

pub(super) fn count(value: usize) -> Option<String> {
    Some(value.to_string())
}

/// The clean value of a text.
pub(super) fn clean(text: Option<&Text>) -> Option<String> {
    text?.value.clone()
}

/// What was printed; nothing where nothing was.
pub(super) fn printed(raw: &str) -> Option<String> {
    (!raw.is_empty()).then(|| raw.to_owned())
}

/// What was restored, as `item: from → to`; `None` where nothing was.
pub(super) fn repairs<'r>(
    all: impl IntoIterator<Item = (&'r str, Option<&'r Repair>)>,
) -> Option<String> {
    let all = all.into_iter().filter_map(|(item, repair)| {
        let Repair { from, to, .. } = repair?;
        Some(format!("{item}: {from} → {to}"))
    });
    let all: Vec<String> = all.collect();
    (!all.is_empty()).then(|| all.join(BETWEEN))
}

pub(super) fn is(text: &Text, status: Status) -> bool {
    text.status == status
}
