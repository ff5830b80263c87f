//! What is said where a table goes on over a page end, whichever stage finds it:
//! the layout by geometry, the table by what stands in the rows.

use crate::words::{Words, words};

pub(crate) fn table() -> Words {
    words!(
        en: "the table goes on after a page end: its pieces were joined",
        zh: "表格跨页接续，各部分已合并"
    )
}

pub(crate) fn header() -> Words {
    words!(en: "the header is printed again: dropped", zh: "表头重复印出，已略去")
}

pub(crate) fn row() -> Words {
    words!(
        en: "the row goes on after a page end: its parts were joined",
        zh: "该行跨页断开，各部分已合并"
    )
}
