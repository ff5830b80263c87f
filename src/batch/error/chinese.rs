//! What the errors of files and processes say in Chinese.

use super::{Error, needs_password};

impl Error {
    /// The message in Chinese. [`ToString`] gives it in English.
    #[must_use]
    pub fn message_zh(&self) -> String {
        match self {
            Error::Decode(error) if needs_password(error) => {
                format!("{}（--password）", error.message_zh())
            }
            Error::Decode(error) => error.message_zh(),
            Error::Extraction(error) => error.message_zh(),
            Error::Decisions(error) => error.message_zh(),
            Error::Patterns(error) => error.message_zh(),
            Error::Pairs { name, problem } => {
                format!("{name} 中每行应有 base、witness、kind，实为：{}；请改正该行", problem.zh)
            }
            Error::Lineage(error) => format!(
                "{} 中每条沿革应有 old、new、from、kind，实为：{}；请改正该条",
                error.name, error.problem
            ),
            Error::Read { path, source } => {
                format!("无法读取 {}：{source}；请检查路径和权限", path.display())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{DecodeError, PdfProblem};
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
        let errors = [
            Error::Decode(DecodeError::Pdf {
                name: name.clone(),
                problem: PdfProblem::NeedsPassword,
            }),
            Error::Read { path: path.clone(), source: source() },
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
