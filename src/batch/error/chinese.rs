//! What the errors of files and processes say in Chinese.

use std::io;

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
                error.name, error.problem.zh
            ),
            Error::Read { path, source } => {
                format!("无法读取 {}：{}；请检查路径和权限", path.display(), system(source))
            }
            Error::Write { path, source } => {
                format!("无法写入 {}：{}；请检查磁盘空间和权限", path.display(), system(source))
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
                let problem = &problem.zh;
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
            Error::InputIsOutput { path } => format!(
                "{} 是 jiaokan 的输出目录或其中的文件，不作为输入；请给出报告原件。核查、对比可直接用 check、diff 读取提取结果",
                path.display()
            ),
            Error::Busy { path } => {
                format!("{} 正由另一次运行写入；请等它结束，或另选输出目录", path.display())
            }
            Error::Shards { problem } => {
                format!("各分片的输出无法合并：{}；请补齐后重新合并", problem.zh)
            }
        }
    }
}

/// What the operating system says, in Chinese.
#[must_use]
pub(crate) fn system(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    // What this program says itself.
    if let Some(own) = error.get_ref().and_then(|own| own.downcast_ref::<crate::words::Words>()) {
        return own.zh.clone();
    }
    let said = match error.kind() {
        Kind::NotFound => "没有这个文件或目录",
        Kind::PermissionDenied => "没有权限",
        Kind::AlreadyExists => "已经存在",
        Kind::NotADirectory => "路径中有一段不是目录",
        Kind::IsADirectory => "是目录，不是文件",
        Kind::DirectoryNotEmpty => "目录不是空的",
        Kind::ReadOnlyFilesystem => "文件系统只读",
        Kind::StorageFull => "磁盘空间不足",
        Kind::QuotaExceeded => "超出磁盘配额",
        Kind::FileTooLarge => "文件超出系统允许的大小",
        Kind::InvalidFilename => "文件名过长或含有不允许的字符",
        Kind::OutOfMemory => "内存不足",
        Kind::BrokenPipe => "接收输出的程序已结束",
        Kind::UnexpectedEof => "文件提前结束",
        Kind::InvalidData => "内容不符合格式",
        Kind::InvalidInput => "路径或参数不合法",
        Kind::TimedOut => "超时",
        Kind::Interrupted => "被中断",
        Kind::ResourceBusy => "正被占用",
        Kind::StaleNetworkFileHandle => "网络文件已失效",
        Kind::TooManyLinks => "链接过多",
        Kind::CrossesDevices => "跨越了不同的磁盘",
        _ => {
            return match error.raw_os_error() {
                // A circle of links, and too many open files, have no kind yet.
                Some(40) => "链接绕成了环".to_owned(),
                Some(24) => "打开的文件过多".to_owned(),
                Some(number) => format!("系统错误 {number}"),
                None => "读写失败".to_owned(),
            };
        }
    };
    said.to_owned()
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
            Error::Glob { glob: name.clone(), problem: words.clone() },
            Error::NoInput { place: name.clone() },
            Error::Taken { path: path.clone(), found: "reports".to_owned() },
            Error::OutputIsInput { path: path.clone() },
            Error::InputIsOutput { path: path.clone() },
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

    #[test]
    fn what_the_system_says_is_put_into_chinese() {
        for kind in ["no/such/file", "src/lib.rs/x"] {
            let error = std::fs::File::open(kind).unwrap_err();
            let said = system(&error);
            assert!(!said.contains(|c: char| c.is_ascii_alphabetic()), "{said}");
        }
        for number in 1..140 {
            let said = system(&io::Error::from_raw_os_error(number));
            assert!(!said.contains(|c: char| c.is_ascii_alphabetic()), "{said}");
        }
    }
}
