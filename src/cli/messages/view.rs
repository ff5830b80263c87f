//! Words of `jiaokan view`.

use std::path::Path;

use crate::cli::language::Language;
use crate::visible;

/// Where the page is, and what there is to do on it.
pub(crate) fn written(path: &Path, need: usize, language: Language) -> String {
    let path = visible::path(path);
    match (language, need) {
        (Language::Zh, 0) => format!("复核网页已写入 {path}；没有待复核内容"),
        (Language::Zh, _) => format!("复核网页已写入 {path}；待复核 {need} 处，请用浏览器打开"),
        (Language::En, 0) => format!("the page is in {path}; nothing on it needs a person"),
        (Language::En, _) => {
            format!("the page is in {path}; {need} values need a person: open it in a browser")
        }
    }
}

/// Where the index of many pages is.
pub(crate) fn index(path: &Path, language: Language) -> String {
    let path = visible::path(path);
    match language {
        Language::Zh => format!("请从 {path} 开始复核"),
        Language::En => format!("start from {path}"),
    }
}
