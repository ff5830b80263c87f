//! What `jiaokan models` says.

use std::path::{Path, PathBuf};

use super::super::language::Language;
use super::super::models::Listed;
use crate::batch::models::{DETECTOR, RECOGNISER};
use crate::visible;
use crate::words::{Words, words};

/// The models are there.
pub(crate) fn already(folder: &Path, language: Language) -> String {
    let folder = visible::path(folder);
    match language {
        Language::Zh => format!("识别模型已在 {folder}，无需再装"),
        Language::En => format!("the models are in {folder} already"),
    }
}

/// They are being fetched.
pub(crate) fn fetching(language: Language) -> String {
    match language {
        Language::Zh => "正在通过 pip 获取识别模型（27 MB，仅此一次）…".to_owned(),
        Language::En => "fetching the models with pip (27 MB, once) …".to_owned(),
    }
}

/// They are there now.
pub(crate) fn installed(folder: &Path, language: Language) -> String {
    let folder = visible::path(folder);
    match language {
        Language::Zh => format!("识别模型已安装到 {folder}；今后识别图片不再需要网络"),
        Language::En => {
            format!("the models are in {folder}; pictures are read from now on, offline")
        }
    }
}

/// They are gone.
pub(crate) fn removed(count: usize, folder: &Path, language: Language) -> String {
    let folder = visible::path(folder);
    match language {
        Language::Zh => format!("已从 {folder} 删除 {count} 个文件"),
        Language::En => format!("removed {count} files from {folder}"),
    }
}

/// There is no pip.
pub(crate) fn no_pip(folder: &Path) -> Words {
    let Words { en, zh } = by_hand(folder);
    words!(
        en: "expected Python with pip to fetch the models with, but found none; install it, or {en}",
        zh: "未找到 Python 的 pip，无法获取识别模型；请安装 pip，或{zh}"
    )
}

/// Pip did not fetch them.
pub(crate) fn pip_failed(said: &str, folder: &Path) -> Words {
    let Words { en, zh } = by_hand(folder);
    words!(
        en: "expected pip to fetch the models, but it says: {said}; check that pip reaches its registry, or {en}",
        zh: "pip 未能获取识别模型：{said}；请检查 pip 能否访问软件源，或{zh}"
    )
}

/// How to do without pip.
fn by_hand(folder: &Path) -> Words {
    let folder = visible::path(folder);
    let (detector, recogniser) = (DETECTOR.name, RECOGNISER.name);
    words!(
        en: "copy {detector} and {recogniser} of the package rapidocr 3.10.0 into {folder} (docs/scans.md)",
        zh: "将软件包 rapidocr 3.10.0 中的 {detector} 和 {recogniser} 复制到 {folder}（见 docs/scans.zh-CN.md）"
    )
}

/// Which models are used, and where they were looked for.
pub(crate) fn list(
    used: Option<&Path>,
    places: &[(PathBuf, [Listed; 2])],
    language: Language,
) -> String {
    let mut text = String::new();
    for (folder, files) in places {
        let is_used = used == Some(folder);
        let mark = match (is_used, language) {
            (true, Language::Zh) => "（使用中）",
            (true, Language::En) => " (used)",
            (false, _) => "",
        };
        text.push_str(&format!("{}{mark}\n", visible::path(folder)));
        for file in files {
            let name = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let state = match (file.bytes, &file.form, language) {
                (None, _, Language::Zh) => "没有".to_owned(),
                (None, _, Language::En) => "not there".to_owned(),
                (Some(bytes), Some(form), _) => {
                    let comma = match language {
                        Language::Zh => "，",
                        Language::En => ", ",
                    };
                    format!("{:.1} MB{comma}{}", mega(bytes), form.in_language(language))
                }
                (Some(bytes), None, Language::Zh) => {
                    format!("{:.1} MB，不是已知的模型文件", mega(bytes))
                }
                (Some(bytes), None, Language::En) => {
                    format!("{:.1} MB, not a file that is known", mega(bytes))
                }
            };
            text.push_str(&format!("  {name}  {state}\n"));
        }
    }
    if used.is_none() {
        text.push_str(match language {
            Language::Zh => "没有识别模型：运行 `jiaokan models install` 安装\n",
            Language::En => "no models: `jiaokan models install` fetches them\n",
        });
    }
    text
}

fn mega(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
