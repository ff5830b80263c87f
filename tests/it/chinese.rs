//! Chinese is Chinese: what is said with `--lang zh` has no code of the catalogue in it but in
//! columns of codes, and each thing has one name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use jiaokan::internals::render::check::{Checked, Look};
use jiaokan::internals::render::{self, Kind, Table};
use jiaokan::internals::terms::{ITEMS, Term};
use jiaokan::internals::words::Language;
use jiaokan::model::{CompletionKind, Detail, Direction, Outcome, ReportKind, Severity, Status};
use jiaokan::{Patterns, Report};

use crate::support::{extract_file, inputs};

/// All terms of the program, list by list.
fn lists() -> Vec<&'static [Term]> {
    let mut lists = vec![
        Severity::TERMS,
        Outcome::TERMS,
        Status::TERMS,
        ReportKind::TERMS,
        CompletionKind::TERMS,
        Direction::TERMS,
        ITEMS,
    ];
    for column in Table::ALL.iter().flat_map(|table| table.columns()) {
        if let Kind::Code(terms) | Kind::Codes(terms) = column.kind {
            lists.push(terms);
        }
    }
    lists
}

/// The codes of the catalogue that are English words: `repaired`, `level1`.
fn codes() -> BTreeSet<&'static str> {
    let all = lists().into_iter().flatten().map(|term| term.code);
    // Names of formats stand as they are in Chinese too, as does `name` of a program.
    let kept = ["html", "csv", "pdf", "ofd", "markdown", "xlsx", "xls", "docx", "doc", "text"];
    all.filter(|code| code.len() > 2 && !kept.contains(code)).collect()
}

/// The words of a Chinese text that are codes and do not stand in the source that it is about.
fn found<'t>(text: &'t str, source: &str, codes: &BTreeSet<&str>) -> Vec<&'t str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let words = text.split(|c| !is_part(c));
    words.filter(|word| codes.contains(word) && !source.contains(word)).collect()
}

#[test]
fn no_code_stands_in_what_a_report_says_in_chinese() {
    let codes = codes();
    let mut wrong = BTreeSet::new();
    let mut looked_at = 0;
    for path in inputs("reports").into_iter().chain(inputs("checks")) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        let is_reason = path.extension().is_none_or(|end| end == "reason" || end == "toml");
        if is_reason || bytes.is_empty() {
            continue;
        }
        let source = String::from_utf8_lossy(&bytes).into_owned();
        let report = extract_file(&path);
        looked_at += 1;
        for (what, text) in said(&report) {
            for word in found(&text, &source, &codes) {
                wrong.insert(format!("{what}: {word} in {text}"));
            }
        }
    }
    assert!(looked_at > 100, "{looked_at}");
    assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

/// All that is said of a report in Chinese, with where it stands.
fn said(report: &Report) -> Vec<(String, String)> {
    let mut said = Vec::new();
    for finding in &report.findings {
        said.push((finding.check.clone(), finding.message_zh.clone()));
        said.push((finding.check.clone(), finding.title_zh.clone()));
    }
    for note in &report.notes {
        said.push((note.code.to_string(), note.message_zh.clone()));
    }
    let json = serde_json::to_value(report).unwrap();
    evidence(&json, &mut said);
    let rows = render::rows(report, "a", Detail::Full, Patterns::builtin());
    let tables = [
        (Table::Indicators, &rows.indicators),
        (Table::Reports, &rows.reports),
        (Table::Findings, &rows.findings),
        (Table::Review, &rows.review),
    ];
    for (table, rows) in tables {
        for (place, column) in table.columns().iter().enumerate() {
            // What is printed, and codes of their own.
            let is_text = matches!(column.kind, Kind::Text | Kind::Source);
            if is_text || !column.is_shown(Language::Zh) {
                continue;
            }
            let cells = rows.iter().filter_map(|row| row[place].as_deref());
            let what = format!("{}.{}", table.name(), column.name);
            said.extend(cells.map(|cell| (what.clone(), column.kind.spell(cell, Language::Zh))));
        }
    }
    let look = Look { language: Language::Zh, colour: false, all: true, width: 100 };
    let text = Checked::new("a", report, |_| true).text(&look);
    // A line below each finding names the check by its code.
    let codes: BTreeSet<&str> = report.findings.iter().map(|f| f.check.as_str()).collect();
    let lines = text.lines().filter(|line| !codes.iter().any(|code| line.contains(code)));
    said.extend(lines.map(|line| ("check".to_owned(), line.to_owned())));
    said
}

fn evidence(value: &serde_json::Value, said: &mut Vec<(String, String)>) {
    match value {
        serde_json::Value::Object(members) => {
            for (key, value) in members {
                match value.as_str().filter(|_| key == "note_zh") {
                    Some(text) => said.push((key.clone(), text.to_owned())),
                    None => evidence(value, said),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| evidence(item, said)),
        _ => {}
    }
}

#[test]
fn a_code_has_one_chinese_word_in_all_lists() {
    // What one English word means in two ways.
    let two = [
        "not_evaluable",
        "exact",
        "project",
        "unknown",
        "text",
        "title",
        "date",
        "budget",
        "department",
    ];
    let mut words: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for term in lists().into_iter().flatten().filter(|term| !two.contains(&term.code)) {
        words.entry(term.code).or_default().insert(term.zh);
    }
    let several: Vec<_> = words.iter().filter(|(_, words)| words.len() > 1).collect();
    assert!(several.is_empty(), "{several:?}");
    for list in lists() {
        for term in list {
            let formats = ["Markdown", "HTML", "Word", "Excel", "CSV", "PDF", "OFD"];
            let is_format = formats.iter().any(|format| term.zh.contains(format));
            let latin = term.zh.contains(|c: char| c.is_ascii_alphabetic());
            assert!(is_format || !latin, "{}: {}", term.code, term.zh);
        }
    }
}

/// What the sources say to people calls each thing by the one word of the catalogue.
#[test]
fn what_is_said_uses_the_words_of_the_catalogue() {
    // Other words for things that have a name.
    const OTHERS: &[(&str, &str)] = &[
        ("检查项", "核查项"),
        ("核查口径", "评价标准"),
        ("评价口径", "评价标准"),
        ("校改", "校正"),
        ("合并单元格下延", "承合并单元格"),
        ("年度对照", "年度对比"),
        ("核查发现", "核查问题"),
        ("跨年发现", "跨年问题"),
        ("的发现", "的问题"),
        ("发现 {", "问题 {"),
        ("逐份审核", "逐份核查"),
        ("级次", "级别"),
        ("报告种类", "文种"),
        ("同类型", "同文种"),
        ("面板", "指标历年对照"),
        ("复核结果", "复核结论"),
        ("结果目录", "输出目录"),
        ("文件夹", "目录"),
        ("旧报告", "上年报告"),
        ("新报告", "本年报告"),
        ("对方年度", "另一年度"),
        ("电子表格程序", "表格软件"),
        ("附注", "说明"),
        ("条显示", "条符合筛选"),
        ("非原样", "校正或残损"),
        ("首要一处", "最重要的一处"),
        ("实绩", "实现值"),
        ("实际值", "实现值"),
        ("指标值", "预期值"),
        ("目标值", "预期值"),
        ("版式", "报告格式"),
        ("拆分", "分设"),
        ("不可比", "无法比较"),
        ("不评价", "无法核查"),
        ("恐慌", "内部错误"),
        ("份出错", "个出错"),
        ("份文件", "个文件"),
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut wrong = Vec::new();
    for path in crate::support::sources(&root.join("src")) {
        let source = std::fs::read_to_string(&path).unwrap();
        for (literal, _) in crate::support::rust::literals(&source) {
            let text = literal.to_string();
            // 无法辨认 is what a person says of a value, not what a value is.
            let of_a_person = ["view", "decisions"]
                .iter()
                .any(|room| path.starts_with(root.join("src").join(room)));
            let damaged = (!of_a_person).then_some(&("无法辨认", "残损"));
            for (other, word) in
                OTHERS.iter().chain(damaged).filter(|(other, _)| text.contains(other))
            {
                let path = path.strip_prefix(root).unwrap().display();
                wrong.push(format!("{path}: {other} for {word} in {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Wrong lines, missing files and refused kinds are told in Chinese, without English between.
#[test]
fn what_goes_wrong_is_told_in_chinese() {
    let dir = tempfile::TempDir::new().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let picture = file("a.png", b"\x89PNG\r\n\x1a\n0000");
    let seven = file("a.7z", b"7z\xBC\xAF\x27\x1C0000");
    let rar = file("a.rar", b"Rar!\x1A\x07\x000000");
    let json = file("a.json", b"{\"schema\": \"jiaokan.report/1\"}");
    let toml = file("own.toml", b"jbos = 3\n");
    for (line, words) in [
        (vec!["extract"], "缺少"),
        (vec!["extract", "--fsat", "x"], "没有“--fsat”这个选项"),
        (vec!["exract", "x"], "没有“exract”这个命令"),
        (vec!["check", "--fail-on", "grave", "x"], "不能是“grave”"),
        (vec!["extract", "--timeout", "soon", "x"], "应为时间"),
        (vec!["extract", "--max-size", "big", "x"], "应为大小"),
        (vec!["extract", "--shard", "3/2", "x"], "应为 K/N"),
        (vec!["extract", "--compact", "-o", "y", "x"], "不能与"),
        (vec!["extract", "no/such/file"], "没有这个文件或目录"),
        (vec!["extract", dir.path().to_str().unwrap()], "解压"),
        (vec!["extract", "--ocr", "off", &picture], "只有页面图片而没有文字"),
        (vec!["extract", &seven], "7-Zip 等软件解压"),
        (vec!["extract", &rar], "解压"),
        (vec!["check", &json], "应为提取结果"),
        (vec!["--config", &toml, "extract", "x"], "jbos 不是任何命令的选项；是否想写 jobs"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan"));
        let output = command.args(["--lang", "zh"]).args(&line).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(words), "{line:?}: {said}");
        let english = ["error:", "Usage", "expected", "No such", "(os error", "tip:", "for more"];
        for word in english {
            assert!(!said.contains(word), "{line:?}: {word} in {said}");
        }
    }
}

/// Help is in one language, and names what stands in code.
#[test]
fn help_is_in_the_language_asked_for() {
    for (language, heads, others) in [
        (
            "zh",
            ["用法：", "选项：\n"],
            &[
                "Usage",
                "Options",
                "Print help",
                "[default",
                "possible values",
                "选项:",
                "参数:",
                "命令:",
            ][..],
        ),
        ("en", ["Usage:", "Options:"], &["用法", "选项", "显示帮助", "默认", "可选"][..]),
    ] {
        for command in
            [&["--help"][..], &["extract", "--help"], &["help", "check"], &["diff", "-h"]]
        {
            let mut program = Command::new(env!("CARGO_BIN_EXE_jiaokan"));
            let output = program.args(["--lang", language]).args(command).output().unwrap();
            assert!(output.status.success(), "{command:?}");
            let text = String::from_utf8(output.stdout).unwrap();
            for head in heads {
                assert!(text.contains(head), "{language} {command:?}: {head} in {text}");
            }
            for other in others {
                assert!(!text.contains(other), "{language} {command:?}: {other} in {text}");
            }
        }
    }
}
