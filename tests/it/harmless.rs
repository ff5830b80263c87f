//! Nothing of a document or of the name of a file reaches a terminal, a table, a page or a log
//! as a character that does something: every text that any command writes passes a filter that
//! lets no control through but line feed and tab, and no mark of the direction of writing.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use jiaokan::internals::render::check::{Checked, Look};
use jiaokan::{Language, Options};

/// What somebody may put into a document: a title for the window, a cleared screen, the
/// clipboard, a bell, a line that is written over, turned text, as bytes and as references.
const HOSTILE: [&str; 12] = [
    "\u{1b}]0;PWNED\u{7}",
    "\u{1b}[2J\u{1b}[31m",
    "\u{1b}]52;c;cm0=\u{1b}\\",
    "\u{9b}31m",
    "\u{9d}0;x\u{9c}",
    "\u{8}\u{8}\u{7f}",
    "\u{202E}dcba\u{202C}",
    "\u{2066}x\u{2069}\u{200F}\u{61C}",
    "\u{2028}x\u{2029}",
    "&#27;[31m&#x9b;2J&#7;",
    "&#8238;x&#x202C;",
    "\u{E0041}\u{FFF9}",
];

/// Whether a character does something. It is told here again, so that the program is not
/// measured by its own measure.
fn does_something(c: char) -> bool {
    matches!(
        u32::from(c),
        0..=0x8 | 0xB..=0x1F | 0x7F..=0x9F | 0x61C | 0x200E | 0x200F | 0x2028..=0x202E
            | 0x2066..=0x2069 | 0xFFF9..=0xFFFB | 0xE0000..=0xE007F
    )
}

/// Fails on a text that would do something, or that holds a line somebody forged.
fn harmless(what: &str, text: &str) {
    if let Some(at) = text.find(does_something) {
        let from = text[..at].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
        let line = &text[from..];
        let line: String = line.chars().take(90).collect();
        panic!("{what}: {line:?}");
    }
    // A line of the source of a page is no line of what is seen.
    let start: String = text.trim_start().chars().take(15).collect();
    let is_page = start.eq_ignore_ascii_case("<!doctype html>");
    let forged = text.lines().filter(|_| !is_page).find(|line| line.starts_with("E_FAKE"));
    assert!(forged.is_none(), "{what}: {forged:?}");
}

/// A report whose every part holds something hostile.
fn report(year: i32, h: &str) -> String {
    format!(
        "# 青溪市水务局{year}年度部门整体支出绩效自评报告{h}\n\n\
         部门名称：青溪市{h}水务局\n\n\
         ## 一、部门基本情况{h}\n\n\
         全年预算数1000万元，全年执行30万元，执行率90%。{h}巡查河道{h}次。\n\n\
         | 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 | 分值 | 得分 | 偏差{h}原因 |\n\
         |---|---|---|---|---|---|---|---|\n\
         | 产出指标 | 数量指标 | 巡查{h}河道 | ≥{target}{h}次 | 30次 | 10 | 12 | {h} |\n\
         | 产出指标 | 数量指标 | 巡查{h}河道 | ≥24次 | 1l{h}次 | 10 | 10 | |\n\
         | 产出指标 | 质量{h}指标 | 合格率{h} | ≥90% | 80% | 10 | 10 | {h}待整改 |\n\
         | 效益指标 | 社会效益指标 | 受益{h}人数 | 无{h} | {h} | 10 | 8 | |\n\n\
         ## 二、存在的问题{h}\n\n1. 资金{h}不足。资金不足。\n\n## 三、改进措施\n\n1. 加强{h}管理。\n\n\
         {prose}\n",
        target = year - 2000,
        // So many controls alone would be binary data.
        prose = "各项工作按计划推进，群众反映良好。".repeat(250),
    )
}

fn page(year: i32, h: &str) -> String {
    format!(
        "<html><head><meta charset=utf-8></head><body><h1>清源县{h}民政局{year}年度部门整体支出绩效\
         自评报告</h1><p>评价等级：{h}优</p><table><tr><td>一级指标</td><td>二级指标</td>\
         <td>三级指标</td><td>年度指标值{h}</td><td>实际完成值</td><td>分值</td><td>得分</td></tr>\
         <tr><td>产出指标</td><td>数量指标</td><td>巡查{h}次数</td><td>≥{year}{h}次</td><td>3{h}0次</td>\
         <td>10</td><td>12</td></tr></table><p>{prose}</p></body></html>",
        prose = "各项工作按计划推进，群众反映良好。".repeat(100),
    )
}

/// A folder of two years, of files with hostile names and content, some of which cannot be read;
/// with every so many of what is hostile.
fn folder(dir: &Path, step: usize) {
    for (place, h) in HOSTILE.iter().enumerate().step_by(step) {
        for year in [2022, 2023] {
            let folder = dir.join(year.to_string());
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(format!("甲{place}.md")), report(year, h)).unwrap();
            fs::write(folder.join(format!("乙{place}.html")), page(year, h)).unwrap();
        }
    }
    let names = [
        "esc\u{1b}]0;x\u{7}.md",
        "bidi\u{202e}dm.md",
        "c1\u{9b}31m.html",
        "del\u{7f}\u{8}.md",
        #[cfg(unix)]
        "nl\nE_FAKE: forged line.md",
        #[cfg(unix)]
        "cr\rE_FAKE: over.md",
    ];
    for (place, name) in names.into_iter().enumerate() {
        fs::write(dir.join("2023").join(name), report(2023, HOSTILE[place])).unwrap();
        fs::write(dir.join("2022").join(name), "").unwrap();
        // The same content under another name.
        fs::write(dir.join("2023").join(format!("x{name}")), report(2023, HOSTILE[place])).unwrap();
    }
}

/// Every text below a folder, and every name.
fn all_harmless(what: &str, dir: &Path) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        harmless(&format!("{what}: a name"), &name.replace('\n', "\u{0}"));
        if path.is_dir() {
            if name != ".jiaokan" {
                all_harmless(what, &path);
            }
            continue;
        }
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if matches!(ending, "csv" | "json" | "jsonl" | "html" | "md" | "txt" | "svg" | "toml") {
            // Rows of CSV end with both.
            let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
            harmless(&format!("{what}: {name}"), &text);
        }
    }
}

#[test]
fn the_filter_lets_text_through_and_nothing_that_does_something() {
    harmless("text", "一级指标\t≥90%\n“引号”…é\u{FFFD}");
    for h in HOSTILE.iter().filter(|h| !h.starts_with('&')) {
        assert!(std::panic::catch_unwind(|| harmless("it", h)).is_err(), "{h:?}");
    }
    assert!(std::panic::catch_unwind(|| harmless("it", "a\nE_FAKE: b")).is_err());
}

#[test]
fn no_output_of_any_command_does_something() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let (all, input) = (at("all"), at("in"));
    folder(Path::new(&all), 1);
    folder(Path::new(&input), 5);
    let own = dir.path().join("own\u{1b}[31m");
    fs::create_dir(&own).unwrap();
    fs::write(own.join("units.toml"), "[[unit]]\nid = \"\u{1b}[2J\u{9b}x\"\nwrong\u{202E} =\n")
        .unwrap();
    fs::write(at("bad.toml"), "lang = \u{1b}[31m\n").unwrap();
    let (folder, own) = (input.as_str(), own.to_str().unwrap());
    let (old, new) = (format!("{all}/2022"), format!("{all}/2023"));
    let single = |folder: &str, name: &str| format!("{folder}/{name}");
    let mut lines: Vec<Vec<String>> = Vec::new();
    let mut add = |line: &[&str]| lines.push(line.iter().map(|word| (*word).to_owned()).collect());
    for place in 0..HOSTILE.len() {
        let (a, b) =
            (single(&old, &format!("甲{place}.md")), single(&new, &format!("甲{place}.md")));
        let page = single(&new, &format!("乙{place}.html"));
        add(&["extract", &a]);
        add(&["extract", "--compact", &page]);
        for format in ["text", "markdown", "json", "csv", "html"] {
            add(&["check", "--all", "--format", format, &b]);
        }
        for format in ["terminal", "json", "html", "csv"] {
            add(&["diff", "--format", format, &a, &b]);
        }
        for format in ["terminal", "json", "html"] {
            add(&["collate", "--format", format, &a, &page]);
        }
        add(&["trace", &page]);
        add(&["trace", "--format", "json", &b]);
    }
    for format in ["text", "markdown", "json", "csv", "html"] {
        add(&["check", "--group-by", "check", "--format", format, folder]);
    }
    add(&["check", folder]);
    add(&["extract", folder]);
    for format in ["json", "terminal"] {
        add(&["diff", "--format", format, &format!("{folder}/2022"), &format!("{folder}/2023")]);
    }
    for format in ["terminal", "json", "csv", "html"] {
        add(&["panel", "--format", format, folder]);
    }
    add(&["doctor", folder]);
    add(&["doctor", "--format", "json", folder]);
    // What goes wrong, with hostile words in it.
    let names = ["esc\u{1b}]0;x\u{7}.md", "bidi\u{202e}dm.md", "c1\u{9b}31m.html"];
    let missing = ["none\u{1b}[31m", "nl\nE_FAKE: forged", "\u{202E}none"];
    // What is hostile here is said on the command line: few files are enough.
    let few = &at("few");
    fs::create_dir(few).unwrap();
    fs::write(single(few, names[0]), report(2023, HOSTILE[0])).unwrap();
    for name in names.iter().chain(&missing) {
        let path = single(&old, name);
        for command in ["extract", "check", "trace", "doctor", "panel"] {
            add(&[command, &path]);
        }
        add(&["diff", &path, &single(&new, "甲0.md")]);
        add(&["collate", &single(&new, "甲0.md"), &path]);
        add(&["view", &path, "-o", &at(&format!("page-{}.html", lines_of(name)))]);
        add(&["merge", &path, "-o", &at("merged")]);
        add(&["explain", name]);
        add(&["extract", "--from-file", &path]);
        add(&["extract", &format!("--{name}")]);
        add(&["check", "--only", name, few]);
        add(&["check", "--profile", name, few]);
        add(&["check", "--baseline", &path, few]);
        add(&["check", "-o", &single(&old, &format!("x.{name}")), few]);
        add(&["--config", &path, "check", few]);
        add(&["extract", "--include", &format!("[{name}"), few]);
        add(&["diff", "--lineage", &path, few, folder]);
        add(&["patterns", "check", &path]);
        add(&["patterns", "add", "unit", name, "--patterns", &at("mine")]);
        add(&["demo", &path]);
        add(&["extract", few, "-o", &path]);
    }
    add(&["--config", &at("bad.toml"), "check", few]);
    add(&["patterns", "check", own]);
    add(&["check", "--patterns", own, few]);
    add(&["extract", folder, "-o", &at("out"), "--format", "json,jsonl,csv,view", "--force"]);
    add(&[
        "check",
        folder,
        "-o",
        &at("checked"),
        "--format",
        "text,markdown,json,csv,html",
        "--force",
    ]);
    add(&["diff", folder, "-o", &at("diffed"), "--format", "html,json,csv", "--force"]);
    add(&["panel", folder, "-o", &at("panelled"), "--format", "terminal,json,csv,html", "--force"]);
    add(&["view", folder, "-o", &at("viewed"), "--force"]);
    let run = |line: &Vec<String>, language: &str| {
        let words: Vec<&str> = line.iter().map(String::as_str).collect();
        let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan"));
        command.args(["--lang", language]).args(words).current_dir(dir.path());
        let output = command.stdin(Stdio::null()).output().unwrap();
        let what = format!("{line:?} --lang {language}");
        let code = output.status.code();
        assert!(code.is_some_and(|code| code <= 4), "{what}: {:?}", output.status);
        // Rows of CSV end with both.
        let out = String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n");
        harmless(&what, &out);
        harmless(&what, &String::from_utf8(output.stderr).unwrap());
    };
    std::thread::scope(|scope| {
        for language in ["en", "zh"] {
            // Those that write files write the same ones in both languages.
            let (lines, run) = (&lines, &run);
            scope.spawn(move || {
                for line in lines {
                    let writes = line.iter().any(|word| word == "--force");
                    if !writes || language == "zh" {
                        run(line, language);
                    }
                }
            });
        }
    });
    for name in ["out", "checked", "diffed", "panelled", "viewed"] {
        all_harmless(name, &dir.path().join(name));
    }
}

fn lines_of(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[test]
fn colours_are_the_only_thing_that_a_terminal_is_told() {
    for h in HOSTILE {
        let text = report(2023, h);
        let report =
            jiaokan::extract("a\u{1b}[2Jb.md", text.as_bytes(), &Options::default()).unwrap();
        for language in [Language::Zh, Language::En] {
            let look = Look { language, colour: true, all: true, width: 80 };
            let checked = Checked::new("a\u{1b}[2Jb.md", &report, |_| true);
            let mut text = checked.text(&look);
            assert!(text.contains("\u{1b}["), "no colours");
            for code in ["0", "1", "2", "1;31", "33", "36"] {
                text = text.replace(&format!("\u{1b}[{code}m"), "");
            }
            harmless("coloured", &text);
        }
    }
}
