//! Keywords, units and heading forms are data under `patterns/`: no Chinese
//! string or character literal stands in `src/`, but for messages to people (those of
//! the command line, and what stands after `zh:` in a `words!`), the
//! tables of character folding, and the digits of Chinese numerals, stems and branches
//! (天干, 地支) among them, which are a grammar and no vocabulary.

use std::fs;
use std::path::Path;

use crate::support::rust;

/// Where Chinese literals belong.
const ALLOWED: &[&str] = &[
    "batch/error/chinese.rs",
    "cli/messages/batch.rs",
    "cli/messages/check.rs",
    "cli/messages/collate.rs",
    "cli/messages/demo.rs",
    "cli/messages/diff.rs",
    "cli/messages/help.rs",
    "cli/messages/mod.rs",
    "cli/messages/view.rs",
    "decode/word/numeral.rs",
    "error/chinese.rs",
    "fold/mod.rs",
    "fold/radicals.rs",
    "fold/traditional.rs",
    "render/meaning.rs",
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
        let d = format!("escaped \" 元");
        let said = words!(en: "unit", zh: "单位");
        let digits = "一二三";
        let life: &'static str = "plain";
        /* "块" */
        #[cfg(test)]
        mod tests { const X: &str = "测试"; }
    "##;
    let found: Vec<String> = chinese_literals(source).into_iter().map(|(_, l)| l).collect();
    assert_eq!(found, ["\"产出\"", "'个'", "r#\"万\"元\"#", "\"escaped \\\" 元\""]);
}

/// The digits of Chinese numerals, with their formal and rare forms.
const NUMERALS: &str =
    "〇零一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟弌弍弎貳參叄陸萬億点";

/// Literals with an ideograph that is no digit, with their lines.
fn chinese_literals(source: &str) -> Vec<(usize, String)> {
    let word = |c| ('\u{4E00}'..='\u{9FFF}').contains(&c) && !NUMERALS.contains(c);
    let found = rust::literals(source).into_iter();
    found
        .filter(|(_, message)| !message)
        .map(|(literal, _)| (literal.span().start().line, literal.to_string()))
        .filter(|(_, text)| text.chars().any(word))
        .collect()
}

fn is_test_file(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "tests.rs")
        || path.iter().any(|part| part == "tests")
}
