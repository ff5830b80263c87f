//! What the program says to people, in Chinese and English.
//!
//! Each message says what was expected, what was found, where, and what to do.

use std::path::Path;

use jiaokan::{Error, PdfProblem};

use super::failure::{Failure, OneFile};
use super::language::Language;

/// The message for a command that did not do what was asked.
pub(crate) fn failure(failure: &Failure, language: Language) -> String {
    match failure {
        Failure::Input(error) | Failure::Patterns(error) => problem(error, language),
        Failure::Lint(problems) => {
            let head = match language {
                Language::Zh => format!(
                    "E_PATTERNS：以下 {} 处词条与其示例不符，请修改：",
                    problems.len()
                ),
                Language::En => format!(
                    "E_PATTERNS: expected every entry to hold for its examples, but found {} that do not; mend them:",
                    problems.len()
                ),
            };
            std::iter::once(head)
                .chain(problems.iter().map(|problem| format!("  {problem}")))
                .collect::<Vec<_>>()
                .join("\n")
        }
        Failure::Exists(paths) => {
            let list: Vec<String> = paths.iter().map(|p| format!("  {}", p.display())).collect();
            let head = match language {
                Language::Zh => "E_EXISTS：下列文件已存在，未写入任何文件；如要覆盖请加 --force：",
                Language::En => {
                    "E_EXISTS: expected no file in the way, but found these; nothing was written, add --force to overwrite them:"
                }
            };
            format!("{head}\n{}", list.join("\n"))
        }
        Failure::OneFile(found) => one_file(found, language),
        Failure::NotPdf(name) => match language {
            Language::Zh => {
                format!("E_USAGE：--second-reader 只用于 PDF，而 {name} 不是 PDF；请去掉该选项")
            }
            Language::En => format!(
                "E_USAGE: expected a PDF for --second-reader, but {name} is none; leave the option out"
            ),
        },
        Failure::OutputClosed => String::new(),
        Failure::Output(error) => match language {
            Language::Zh => format!("E_OUTPUT：无法写入标准输出：{error}；请检查磁盘空间"),
            Language::En => format!(
                "E_OUTPUT: expected to write to standard output, but found: {error}; check free space"
            ),
        },
    }
}

/// What `patterns export` did.
pub(crate) fn exported(count: usize, dir: &Path, language: Language) -> String {
    let dir = dir.display();
    match language {
        Language::Zh => format!("已将 {count} 个词表文件写入 {dir}；只需保留要改的条目"),
        Language::En => {
            format!("wrote {count} pattern files to {dir}; keep only the entries that you change")
        }
    }
}

/// What `patterns check` found when all is well.
pub(crate) fn checked(dir: &Path, language: Language) -> String {
    let dir = dir.display();
    match language {
        Language::Zh => format!("{dir} 的词表可用，全部示例成立"),
        Language::En => format!("the pattern files in {dir} load, and every example holds"),
    }
}

fn one_file(found: &OneFile, language: Language) -> String {
    match (language, found) {
        (Language::Zh, OneFile::Several(count)) => format!(
            "E_USAGE：一次应给出一个文件，现有 {count} 个；请逐个提取，例如：for f in *.md; do jiaokan extract --compact \"$f\"; done"
        ),
        (Language::Zh, OneFile::Folder(path)) => format!(
            "E_USAGE：应给出一个文件，而 {} 是文件夹；请给出其中的一个文件",
            path.display()
        ),
        (Language::En, OneFile::Several(count)) => format!(
            "E_USAGE: expected one file, but found {count}; extract them one by one, as in: for f in *.md; do jiaokan extract --compact \"$f\"; done"
        ),
        (Language::En, OneFile::Folder(path)) => format!(
            "E_USAGE: expected one file, but found the folder {}; name a file in it",
            path.display()
        ),
    }
}

fn problem(error: &Error, language: Language) -> String {
    let code = error.code();
    match language {
        Language::Zh => format!("{code}：{}", in_chinese(error)),
        Language::En => format!("{code}: {error}"),
    }
}

fn in_chinese(error: &Error) -> String {
    match error {
        Error::Read { path, source } => {
            format!("无法读取 {}：{source}；请检查路径和权限", path.display())
        }
        Error::Empty { name } => {
            format!("{name} 中没有任何文字；请检查文件是否完整")
        }
        // What to do is the same for every kind that is not read.
        Error::UnsupportedKind { name, found, .. } => {
            let found = kind_in_chinese(found);
            format!("{name} 应为文本、Markdown、HTML 或 PDF，实为 {found}；请先转换为其中一种")
        }
        Error::NotText { name, found, byte } => format!(
            "{name} 应为文本，但在第 {byte} 字节处遇到{}；若为扫描件或其他格式，请先转换为文本",
            bytes_in_chinese(found)
        ),
        Error::Pdf { name, problem } => pdf_in_chinese(name, *problem),
        Error::Patterns { file, problem } => format!("词表 {file} 无法使用：{problem}"),
        Error::Write { path, source } => format!(
            "无法写入 {}：{source}；请检查磁盘空间和权限",
            path.display()
        ),
        // A kind of error that is new and not yet put into Chinese.
        other => other.to_string(),
    }
}

/// Why a PDF gives no text, in Chinese.
fn pdf_in_chinese(name: &str, problem: PdfProblem) -> String {
    match problem {
        PdfProblem::NeedsPassword => {
            format!("{name} 已加密，需要密码才能打开；请用 --password 给出密码")
        }
        PdfProblem::WrongPassword => {
            format!("所给密码打不开 {name}；请核对密码，或向加密者索取")
        }
        PdfProblem::UnknownEncryption => {
            format!("{name} 的加密方式不是 RC4 或 AES，无法读取；请先另存为未加密的文件")
        }
        PdfProblem::Scan => format!(
            "{name} 是扫描件，只有页面图片而没有文字；请先做文字识别，再给出识别后的文本或带文字层的 PDF"
        ),
        PdfProblem::Unmapped => format!(
            "{name} 没有说明其字形各是什么文字，文字层无法使用；请先做文字识别，再给出识别后的文本"
        ),
        // Damaged, or a problem that is new and not yet put into Chinese.
        _ => format!("{name} 的页面结构已损坏，找不到页面；请检查文件是否完整"),
    }
}

/// What a file was found to be (`a PNG image`), in Chinese.
fn kind_in_chinese(found: &str) -> String {
    const NOUNS: &[(&str, &str)] = &[
        (" document", " 文档"),
        (" workbook", " 工作簿"),
        (" image", " 图片"),
        (" archive", " 压缩包"),
        (" or ", " 或 "),
    ];
    let bare = found
        .strip_prefix("an ")
        .or_else(|| found.strip_prefix("a "))
        .unwrap_or(found);
    NOUNS
        .iter()
        .fold(bare.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// What stood where text should be, in Chinese.
fn bytes_in_chinese(found: &str) -> String {
    let data = found
        .replace("binary data", "二进制数据")
        .replace("(byte ", "（字节 ");
    data.replace(')', "）").replace(
        "bytes that no known encoding allows",
        "任何已知编码都不允许的字节",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_is_put_into_both_languages_with_its_code() {
        let path = std::path::PathBuf::from("a.md");
        let name = String::from("a.md");
        let source = || std::io::Error::from(std::io::ErrorKind::NotFound);
        let pdf = |problem| Error::Pdf {
            name: name.clone(),
            problem,
        };
        let errors = [
            Error::Read {
                path: path.clone(),
                source: source(),
            },
            Error::Empty { name: name.clone() },
            Error::UnsupportedKind {
                name: name.clone(),
                found: "a PNG image",
                advice: "convert it",
            },
            Error::NotText {
                name: name.clone(),
                found: "NUL".to_owned(),
                byte: 7,
            },
            pdf(PdfProblem::Damaged),
            pdf(PdfProblem::NeedsPassword),
            pdf(PdfProblem::WrongPassword),
            pdf(PdfProblem::UnknownEncryption),
            pdf(PdfProblem::Scan),
            pdf(PdfProblem::Unmapped),
            Error::Patterns {
                file: "a.md".to_owned(),
                problem: "line 3".to_owned(),
            },
            Error::Write {
                path,
                source: source(),
            },
        ];
        for error in errors {
            let chinese = problem(&error, Language::Zh);
            let english = problem(&error, Language::En);
            for text in [&chinese, &english] {
                assert!(text.starts_with(error.code()), "{text}");
                assert!(text.contains("a.md"), "{text}");
            }
            assert!(chinese.contains(jiaokan::fold::is_cjk), "{chinese}");
            assert!(!english.contains(jiaokan::fold::is_cjk), "{english}");
        }
    }
}
