//! Keywords, units and heading forms are data under `patterns/`: no Chinese
//! string or character literal stands in `src/`, but for messages to people (those of
//! the command line, and what stands after `zh:` in a `words!`), the
//! tables of character folding, and the digits of Chinese numerals, which are a
//! grammar and no vocabulary.

use std::fs;
use std::path::Path;

/// Where Chinese literals belong.
const ALLOWED: &[&str] = &[
    "cli/messages/batch.rs",
    "cli/messages/check.rs",
    "cli/messages/demo.rs",
    "cli/messages/diff.rs",
    "cli/messages/mod.rs",
    "error/chinese.rs",
    "fold/mod.rs",
    "fold/radicals.rs",
    "fold/traditional.rs",
];

#[test]
fn no_chinese_literal_stands_in_the_source() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = crate::support::sources(&src);
    assert!(files.len() > 10, "the sources are under src/");
    let mut wrong = Vec::new();
    for file in files {
        let path = file.strip_prefix(&src).unwrap();
        if ALLOWED.iter().any(|allowed| Path::new(allowed) == path) || is_test_file(path) {
            continue;
        }
        for (line, literal) in chinese_literals(&fs::read_to_string(&file).unwrap()) {
            wrong.push(format!("{}:{line}: {literal}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "these belong in patterns/:\n{}", wrong.join("\n"));
}

#[test]
fn a_literal_is_told_from_a_comment_and_from_a_test() {
    let source = r##"
        //! 文档
        let a = "产出"; // 注释 "效益"
        let b = '个';
        let c = r#"万"元"#;
        let d = "escaped \" 元";
        let said = words!(en: "unit", zh: "单位");
        let digits = "一二三";
        let life: &'static str = "plain";
        /* "块" */
        #[cfg(test)]
        mod tests { const X: &str = "测试"; }
    "##;
    let found: Vec<String> = chinese_literals(source).into_iter().map(|(_, l)| l).collect();
    assert_eq!(found, ["产出", "个", "万\"元", "escaped \\\" 元"]);
}

/// The digits of Chinese numerals, with their formal and rare forms.
const NUMERALS: &str =
    "〇零一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟弌弍弎貳參叄陸萬億点";

/// Literals with an ideograph that is no digit, with their lines, up to the file's own tests.
fn chinese_literals(source: &str) -> Vec<(usize, String)> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let chars: Vec<char> = code.chars().collect();
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let from = at;
        let literal = match (chars[at], chars.get(at + 1)) {
            ('/', Some('/')) => {
                at = find(&chars, at, "\n");
                None
            }
            ('/', Some('*')) => {
                at = find(&chars, at + 2, "*/") + 2;
                None
            }
            ('r', Some('"' | '#')) if !word_before(&chars, at) => {
                let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
                let start = at + 2 + hashes;
                if chars.get(start - 1) == Some(&'"') {
                    let end = find(&chars, start, &format!("\"{}", "#".repeat(hashes)));
                    at = end + 1 + hashes;
                    Some((start, end))
                } else {
                    at += 1;
                    None
                }
            }
            ('"', _) => {
                let end = end_of_string(&chars, at + 1);
                at = end + 1;
                Some((from + 1, end))
            }
            ('\'', Some(_)) if chars.get(at + 2) == Some(&'\'') => {
                at += 3;
                Some((from + 1, from + 2))
            }
            ('\'', Some('\\')) => {
                at = find(&chars, at + 3, "'") + 1;
                None
            }
            _ => {
                at += 1;
                None
            }
        };
        if let Some((start, end)) = literal {
            let text: String = chars[start..end.min(chars.len())].iter().collect();
            let word = |c| ('\u{4E00}'..='\u{9FFF}').contains(&c) && !NUMERALS.contains(c);
            if text.chars().any(word) && !is_chinese_half(&chars[..from]) {
                found.push((line, text));
            }
        }
        let stop = at.min(chars.len());
        line += chars[from..stop].iter().filter(|c| **c == '\n').count();
    }
    found
}

/// Whether a literal that follows is the Chinese half of a `words!`.
fn is_chinese_half(before: &[char]) -> bool {
    let code: String = before[before.len().saturating_sub(80)..].iter().collect();
    code.trim_end().ends_with("zh:")
}

fn word_before(chars: &[char], at: usize) -> bool {
    at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_')
}

fn end_of_string(chars: &[char], mut at: usize) -> usize {
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at
}

/// Where `wanted` next stands, or the end.
fn find(chars: &[char], from: usize, wanted: &str) -> usize {
    let wanted: Vec<char> = wanted.chars().collect();
    (from..chars.len()).find(|&at| chars[at..].starts_with(&wanted)).unwrap_or(chars.len())
}

fn is_test_file(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "tests.rs")
        || path.iter().any(|part| part == "tests")
}
