//! Where something stands, as people say it.

use crate::location::At;
use crate::words::{Words, words};

/// `page 3, line 45`; empty where nothing is known of it.
pub(crate) fn shown_place(at: &At) -> Words {
    // Of a page with boxes people look for the box; lines are counted for programs there.
    match (at.page(), at.line().filter(|_| at.bbox().is_none())) {
        (Some(page), Some(line)) => {
            words!(en: "page {page}, line {line}", zh: "第 {page} 页第 {line} 行")
        }
        (Some(page), None) => words!(en: "page {page}", zh: "第 {page} 页"),
        (None, Some(line)) => words!(en: "line {line}", zh: "第 {line} 行"),
        (None, None) => Words::default(),
    }
}
