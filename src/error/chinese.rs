//! What the errors say in Chinese.

use super::{Error, PdfProblem};

impl Error {
    /// The message in Chinese. [`ToString`] gives it in English.
    #[must_use]
    pub fn message_zh(&self) -> String {
        match self {
            Error::Read { path, source } => {
                format!("无法读取 {}：{source}；请检查路径和权限", path.display())
            }
            Error::Empty { name } => {
                format!("{name} 中没有任何文字；请检查文件是否完整")
            }
            Error::UnsupportedKind { name, found, advice } => {
                format!("{name} 应为文本、Markdown、HTML 或 PDF，实为 {}；{}", found.zh, advice.zh)
            }
            Error::NotText { name, found, byte } => format!(
                "{name} 应为文本，但在第 {byte} 字节处遇到{}；若为扫描件或其他格式，请先转换为文本",
                bytes_in_chinese(found)
            ),
            Error::Pdf { name, problem } => pdf_in_chinese(name, *problem),
            Error::Patterns { file, problem } => format!("词表 {file} 无法使用：{problem}"),
            Error::Extraction { name, problem } => format!(
                "{name} 应为提取结果（jiaokan.report/1），实为：{problem}；请重新提取该报告"
            ),
            Error::Lineage { name, problem } => {
                format!("{name} 中每条沿革应有 old、new、from、kind，实为：{problem}；请改正该条")
            }
            Error::Write { path, source } => {
                format!("无法写入 {}：{source}；请检查磁盘空间和权限", path.display())
            }
            Error::NotAFile { path, found } => format!(
                "{} 应为文件，实为{}，未打开；请先将其内容存为文件",
                path.display(),
                found.zh
            ),
            Error::TooLarge { name, size, limit } => format!(
                "{name} 大小为 {size} 字节，超过上限 {limit} 字节；请核对该文件，或用 --max-size 提高上限"
            ),
            Error::Timeout { name, seconds } => format!(
                "{name} 在 {seconds} 秒内未能读完，已放弃；请用 --timeout 放宽时限，或移出该文件并反馈"
            ),
            Error::Memory { name } => format!(
                "读取 {name} 所需内存超过单个工作进程的上限；请用 --max-memory 提高上限，或移出该文件并反馈"
            ),
            Error::Crashed { name, found } => format!(
                "读取 {name} 时工作进程异常结束：{}；请移出该文件并反馈，其他文件不受影响",
                found.zh
            ),
            Error::Worker { found } => {
                format!("工作进程无法启动：{}；请检查 --max-memory，或改用 --in-process", found.zh)
            }
            Error::Glob { glob, problem } => {
                format!("通配符 {glob} 无法理解：{problem}；应形如 *.pdf 或 2023/**，请改正")
            }
            Error::NoInput { place } => {
                format!("{place} 中没有可读取的文件；请检查路径以及 --include 和 --exclude")
            }
            Error::Taken { path, found } => format!(
                "{} 应为新目录或空目录，但其中已有 {found}；可用 --resume 接着上次运行，用 --force 重新开始，或另选目录",
                path.display()
            ),
            Error::OutputIsInput { path } => {
                format!("{} 既是输入又是输出目录；请把输出目录放在它旁边或里面", path.display())
            }
            Error::Busy { path } => {
                format!("{} 正由另一次运行写入；请等它结束，或另选输出目录", path.display())
            }
            Error::Shards { problem } => {
                format!("各分片的输出无法合并：{}；请补齐后重新合并", problem.zh)
            }
        }
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

/// What stood where text should be, in Chinese.
fn bytes_in_chinese(found: &str) -> String {
    let data = found.replace("binary data", "二进制数据").replace("(byte ", "（字节 ");
    data.replace(')', "）")
        .replace("bytes that no known encoding allows", "任何已知编码都不允许的字节")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn is_ideograph(c: char) -> bool {
        ('\u{4E00}'..='\u{9FFF}').contains(&c)
    }

    #[test]
    fn every_error_is_put_into_both_languages() {
        let path = PathBuf::from("a.md");
        let name = String::from("a.md");
        let source = || std::io::Error::from(std::io::ErrorKind::NotFound);
        let words = crate::words::words!(en: "signal 6 of a.md", zh: "a.md 的信号 6");
        let pdf = |problem| Error::Pdf { name: name.clone(), problem };
        let errors = [
            Error::Read { path: path.clone(), source: source() },
            Error::Empty { name: name.clone() },
            Error::UnsupportedKind {
                name: name.clone(),
                found: words.clone(),
                advice: words.clone(),
            },
            Error::NotText { name: name.clone(), found: "NUL".to_owned(), byte: 7 },
            pdf(PdfProblem::Damaged),
            pdf(PdfProblem::NeedsPassword),
            pdf(PdfProblem::WrongPassword),
            pdf(PdfProblem::UnknownEncryption),
            pdf(PdfProblem::Scan),
            pdf(PdfProblem::Unmapped),
            Error::Patterns { file: "a.md".to_owned(), problem: "line 3".to_owned() },
            Error::NotAFile { path: path.clone(), found: words.clone() },
            Error::TooLarge { name: name.clone(), size: 2, limit: 1 },
            Error::Timeout { name: name.clone(), seconds: 60 },
            Error::Memory { name: name.clone() },
            Error::Crashed { name: name.clone(), found: words.clone() },
            Error::Worker { found: words.clone() },
            Error::Glob { glob: name.clone(), problem: "[".to_owned() },
            Error::NoInput { place: name.clone() },
            Error::Taken { path: path.clone(), found: "reports".to_owned() },
            Error::OutputIsInput { path: path.clone() },
            Error::Busy { path: path.clone() },
            Error::Shards { problem: words },
            Error::Write { path, source: source() },
        ];
        for error in errors {
            let chinese = error.message_zh();
            let english = error.to_string();
            for text in [&chinese, &english] {
                assert!(text.contains("a.md"), "{text}");
            }
            assert!(chinese.contains(is_ideograph), "{chinese}");
            assert!(!english.contains(is_ideograph), "{english}");
        }
    }
}
