//! What `jiaokan doctor` and `jiaokan patterns add` say.

use std::path::Path;

use crate::cli::language::Language;
use crate::visible;
use crate::words::words;

/// An entry that was added.
pub(crate) fn added(word: &str, path: &Path, dir: &Path, language: Language) -> String {
    let (path, dir) = (visible::path(path), visible::path(dir));
    let word = visible::line(word);
    let said = words!(
        en: "{word} was added to {path}, and every example holds; use it with --patterns {dir}",
        zh: "已将“{word}”加入 {path}，全部示例成立；使用时请加 --patterns {dir}"
    );
    said.in_language(language).to_owned()
}
