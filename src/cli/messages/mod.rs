//! What the program says to people, in Chinese and English.
//!
//! Each message says what was expected, what was found, where, and what to do.

pub(crate) mod batch;
pub(crate) mod check;
pub(crate) mod collate;
pub(crate) mod demo;
pub(crate) mod diff;
pub(crate) mod doctor;
pub(crate) mod help;
#[cfg(feature = "ocr")]
pub(crate) mod models;
pub(crate) mod panel;
pub(crate) mod view;

use std::path::Path;

use crate::batch::{Error, system};
use crate::visible;

use super::failure::Failure;
use super::language::Language;

/// The message for a command that did not do what was asked.
pub(crate) fn failure(failure: &Failure, language: Language) -> String {
    let said = said(failure, language);
    match failure {
        // What holds names alone, and lists of them, are told apart by their lines.
        Failure::Input(_)
        | Failure::Told(_)
        | Failure::Patterns(_)
        | Failure::Lint(_)
        | Failure::Exists(_) => said,
        _ => visible::line(&said).into_owned(),
    }
}

fn said(failure: &Failure, language: Language) -> String {
    match failure {
        Failure::Input(error) | Failure::Patterns(error) => problem(error, language),
        Failure::Told(complaint) => batch::complaint(complaint, language),
        Failure::Lint(problems) => {
            let head = match language {
                Language::Zh => {
                    format!("E_PATTERNS：以下 {} 处词条与其示例不符，请修改：", problems.len())
                }
                Language::En => format!(
                    "E_PATTERNS: expected every entry to hold for its examples, but found {} that do not; mend them:",
                    problems.len()
                ),
            };
            std::iter::once(head)
                .chain(
                    problems.iter().map(|problem| format!("  {}", problem.in_language(language))),
                )
                .collect::<Vec<_>>()
                .join("\n")
        }
        Failure::Exists(paths) => {
            let list: Vec<String> =
                paths.iter().map(|p| format!("  {}", visible::path(p))).collect();
            let head = match language {
                Language::Zh => "E_EXISTS：下列文件已存在，未写入任何文件；如要覆盖请加 --force：",
                Language::En => {
                    "E_EXISTS: expected no file in the way, but found these; nothing was written, add --force to overwrite them:"
                }
            };
            format!("{head}\n{}", list.join("\n"))
        }
        #[cfg(feature = "ocr")]
        Failure::Models(words) => match language {
            Language::Zh => format!("E_MODELS：{}", words.zh),
            Language::En => format!("E_MODELS: {}", words.en),
        },
        Failure::NotEmpty(dir) => demo::not_empty(dir, language),
        Failure::NotPdf(name) => match language {
            Language::Zh => {
                format!("E_USAGE：--second-reader 只用于 PDF，而 {name} 不是 PDF；请去掉该选项")
            }
            Language::En => format!(
                "E_USAGE: expected a PDF for --second-reader, but {name} is none; leave the option out"
            ),
        },
        // What there is to say was said.
        Failure::OutputClosed
        | Failure::SomeFailed
        | Failure::Findings
        | Failure::Differs
        | Failure::Interrupted => String::new(),
        Failure::UnknownName { name, nearest } => check::unknown(name, nearest, language),
        Failure::UnknownProfile { name, nearest } => {
            check::unknown_profile(name, nearest, language)
        }
        Failure::Config(words) => match language {
            Language::Zh => format!("E_CONFIG：{}", words.zh),
            Language::En => format!("E_CONFIG: {}", words.en),
        },
        Failure::Usage(words) => match language {
            Language::Zh => format!("E_USAGE：{}", words.zh),
            Language::En => format!("E_USAGE: {}", words.en),
        },
        Failure::Output(error) => match language {
            Language::Zh => {
                format!("E_OUTPUT：无法写入标准输出：{}；请检查磁盘空间", system(error))
            }
            Language::En => format!(
                "E_OUTPUT: expected to write to standard output, but found: {error}; check free space"
            ),
        },
    }
}

/// What `patterns export` did.
pub(crate) fn exported(count: usize, dir: &Path, language: Language) -> String {
    let dir = visible::path(dir);
    match language {
        Language::Zh => format!("已将 {count} 个规则文件写入 {dir}；只需保留要改的条目"),
        Language::En => {
            format!("wrote {count} pattern files to {dir}; keep only the entries that you change")
        }
    }
}

/// What `patterns check` found when all is well.
pub(crate) fn checked(dir: &Path, language: Language) -> String {
    let dir = visible::path(dir);
    match language {
        Language::Zh => format!("{dir} 的规则文件可用，全部示例成立"),
        Language::En => format!("the pattern files in {dir} load, and every example holds"),
    }
}

/// What is wrong with one of several inputs.
pub(crate) fn failure_of(error: &Error, language: Language) -> String {
    problem(error, language)
}

fn problem(error: &Error, language: Language) -> String {
    let (code, words) = (error.code(), error.words());
    match language {
        Language::Zh => format!("{code}：{}", words.zh),
        Language::En => format!("{code}: {}", words.en),
    }
}
