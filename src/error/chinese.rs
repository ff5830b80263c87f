//! What the errors say in Chinese.

use super::no_text::ADVICE;
use super::{
    DecisionsError, DecodeError, ExtractionError, NoTextReason, PatternsError, PdfProblem,
};
use crate::words::Words;

impl DecodeError {
    /// The message in Chinese. [`ToString`] gives it in English.
    #[must_use]
    pub fn message_zh(&self) -> String {
        match self {
            DecodeError::Empty { name } => {
                format!("{name} 中没有任何文字；请检查文件是否完整")
            }
            DecodeError::UnsupportedKind { name, found, advice } => {
                format!(
                    "{name} 应为文本、Markdown、HTML、Word、Excel、PDF 或 OFD 格式的报告，实为 {}；{}",
                    found.zh, advice.zh
                )
            }
            DecodeError::NotText { name, found, byte } => format!(
                "{name} 应为文本，但在第 {byte} 字节处遇到{}；若为扫描件或其他格式，请先转换为文本",
                bytes_in_chinese(found)
            ),
            DecodeError::Damaged { name, kind, found } => {
                format!("{name} 应为{}，但{}；请检查文件是否完整", after_word(&kind.zh), found.zh)
            }
            DecodeError::NeedsPassword { name, kind } => {
                let kind = after_word(&kind.zh);
                format!("{name} 是加密的{kind}，需要密码才能打开；请先另存为不加密的文件")
            }
            DecodeError::TooLarge { name, found } => {
                format!("{name} 超出读取上限：{}；请只给出报告本身的文件", found.zh)
            }
            DecodeError::NoText { name, kind, why } => {
                let kind = after_word(&kind.zh);
                match why {
                    NoTextReason::Pictures => {
                        format!("{name} 是{kind}，只有页面图片而没有文字；{}", ADVICE.zh)
                    }
                    NoTextReason::NothingRead => format!(
                        "{name} 是{kind}，图片中没有识别到文字；请检查是否为空白页，并以 300 dpi 扫描"
                    ),
                    NoTextReason::Unmapped => format!(
                        "{name} 是{kind}，没有说明其字形各是什么文字；请先做文字识别，再给出识别后的文本"
                    ),
                }
            }
            DecodeError::Models { name, found } => {
                format!("{name} 需要文字识别，但{}", found.zh)
            }
            DecodeError::Pdf { name, problem } => pdf_in_chinese(name, *problem),
        }
    }
}

impl ExtractionError {
    /// The message in Chinese. [`ToString`] gives it in English.
    #[must_use]
    pub fn message_zh(&self) -> String {
        let Self { name, problem } = self;
        let problem = &problem.zh;
        format!("{name} 应为提取结果（jiaokan.report/1），实为：{problem}；请重新提取该报告")
    }
}

impl DecisionsError {
    /// The message in Chinese. [`ToString`] gives it in English.
    #[must_use]
    pub fn message_zh(&self) -> String {
        let Self { name, problem } = self;
        let problem = &problem.zh;
        format!("{name} 应为复核结论（jiaokan.decisions/1），实为：{problem}；请从复核网页重新导出")
    }
}

impl PatternsError {
    /// The message in Chinese. [`ToString`] gives it in English.
    #[must_use]
    pub fn message_zh(&self) -> String {
        let Self { file, problem } = self;
        format!("规则文件 {file} 无法使用：{}", problem.zh)
    }
}

/// What TOML or its reader says of a text, in Chinese with the line; without one where the text is
/// empty, as it is not known in which of several the error stands.
pub(crate) fn of_toml(text: &str, error: &toml::de::Error) -> Words {
    let span = error.span().filter(|_| !text.is_empty());
    let before = span.and_then(|span| text.get(..span.start));
    let line = before.map(|before| before.matches('\n').count() + 1);
    let place = line.map_or_else(String::new, |line| format!("第 {line} 行"));
    let zh = of_reader(error.message()).unwrap_or_else(|| "有误，不符合 TOML 语法".to_owned());
    Words { en: error.to_string(), zh: format!("{place}{zh}") }
}

/// What serde says where the text is well-formed.
fn of_reader(message: &str) -> Option<String> {
    if message.starts_with("invalid type") || message.starts_with("invalid value") {
        return Some("值的类型或写法不对".to_owned());
    }
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (name, others) = names.split_first()?;
    let others = match others.is_empty() {
        true => String::new(),
        false => format!("，可用的有 {}", others.join("、")),
    };
    let is = |start: &str| message.starts_with(start);
    Some(if is("missing field") {
        format!("缺少 {name} 一项")
    } else if is("unknown field") {
        format!("没有 {name} 这一项{others}")
    } else if is("unknown variant") {
        format!("不能是“{name}”{others}")
    } else if is("duplicate field") {
        format!("{name} 一项重复")
    } else {
        return None;
    })
}

/// Why a PDF gives no text, in Chinese.
fn pdf_in_chinese(name: &str, problem: PdfProblem) -> String {
    match problem {
        PdfProblem::NeedsPassword => {
            format!("{name} 已加密，需要密码才能打开；请给出密码")
        }
        PdfProblem::WrongPassword => {
            format!("所给密码打不开 {name}；请核对密码，或向加密者索取")
        }
        PdfProblem::UnknownEncryption => {
            format!("{name} 的加密方式不是 RC4 或 AES，无法读取；请先另存为未加密的文件")
        }
        PdfProblem::Scan => {
            format!("{name} 是扫描件，只有页面图片而没有文字；{}；或改用带文字层的 PDF", ADVICE.zh)
        }
        PdfProblem::Unmapped => {
            format!("{name} 没有说明其字形各是什么文字，文字层无法使用；{}", ADVICE.zh)
        }
        PdfProblem::Excessive(excess) => format!(
            "{name} 无法在限定的时间和内存内读取（{}）；请用原软件重新另存为 PDF，来源不明的文件请勿信任",
            excess.found().zh
        ),
        // Damaged, or a problem that is new and not yet put into Chinese.
        _ => format!("{name} 的页面结构已损坏，找不到页面；请检查文件是否完整"),
    }
}

/// A name as it stands after a Chinese word: Latin letters keep their distance.
fn after_word(name: &str) -> String {
    match name.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        true => format!(" {name}"),
        false => name.to_owned(),
    }
}

/// What stood where text should be, in Chinese.
fn bytes_in_chinese(found: &str) -> String {
    let data = found.replace("binary data", "二进制数据").replace(" (byte ", "（字节 ");
    data.replace(')', "）")
        .replace("bytes that no known encoding allows", "任何已知编码都不允许的字节")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::PdfExcess;

    #[test]
    fn every_error_is_put_into_both_languages() {
        let name = String::from("a.md");
        let words = crate::words::words!(en: "a PNG image", zh: "PNG 图片");
        let pdf = |problem| DecodeError::Pdf { name: name.clone(), problem };
        let errors = [
            DecodeError::Empty { name: name.clone() },
            DecodeError::UnsupportedKind {
                name: name.clone(),
                found: words.clone(),
                advice: words.clone(),
            },
            DecodeError::NotText { name: name.clone(), found: "NUL".to_owned(), byte: 7 },
            DecodeError::Damaged {
                name: name.clone(),
                kind: Box::new(words.clone()),
                found: words.clone(),
            },
            DecodeError::NeedsPassword { name: name.clone(), kind: words.clone() },
            DecodeError::TooLarge { name: name.clone(), found: words.clone() },
            DecodeError::Models { name: name.clone(), found: words.clone() },
            DecodeError::NoText {
                name: name.clone(),
                kind: words.clone(),
                why: NoTextReason::NothingRead,
            },
            pdf(PdfProblem::Damaged),
            pdf(PdfProblem::NeedsPassword),
            pdf(PdfProblem::WrongPassword),
            pdf(PdfProblem::UnknownEncryption),
            pdf(PdfProblem::Scan),
            pdf(PdfProblem::Unmapped),
            pdf(PdfProblem::Excessive(PdfExcess::Drawing)),
        ];
        for error in errors {
            assert_bilingual(&error.to_string(), &error.message_zh());
        }
        let error = ExtractionError { name: name.clone(), problem: words.clone() };
        assert_bilingual(&error.to_string(), &error.message_zh());
        let error = DecisionsError { name: name.clone(), problem: words.clone() };
        assert_bilingual(&error.to_string(), &error.message_zh());
        let error = PatternsError { file: name, problem: words.clone() };
        assert_bilingual(&error.to_string(), &error.message_zh());
    }

    fn assert_bilingual(english: &str, chinese: &str) {
        let is_ideograph = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
        assert!(english.contains("a.md") && chinese.contains("a.md"), "{english} {chinese}");
        assert!(chinese.contains(is_ideograph), "{chinese}");
        assert!(!english.contains(is_ideograph), "{english}");
    }
}
