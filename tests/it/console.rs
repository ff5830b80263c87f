//! The documents are tests: what stands in their `console` blocks is run, in order and in one
//! folder a document, and prints what they show.
//!
//! A line `…` stands for any number of lines; a command without shown output must only end
//! with status 0. `toml` blocks that open with a comment `# path` are written to that path,
//! as a reader would do. `cargo run … --` is the program under test; `cargo test` is not run.
//!
//! Not with `trycmd`: it starts programs without a shell, and the documents have globs and
//! pipes; it gives a document no files but those of a folder beside it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A document, and what its reader has: files of the project, and where they stand.
struct Document {
    path: &'static str,
    has: &'static [(&'static str, &'static str)],
}

const REPORT: &str = "fixtures/reports/damaged/garbled-scan.md";
const ANY_REPORT: (&str, &str) = ("fixtures/demo/2024/water-tabs-over-page.md", "report.md");
const LAST_YEAR: &str = "fixtures/demo/2023/archives-utf16.txt";
const THIS_YEAR: &str = "fixtures/demo/2024/archives.pdf";

const COLLATED: &[(&str, &str)] = &[
    (REPORT, "scan.md"),
    ("fixtures/collate/second-recogniser.md", "second.md"),
    ("fixtures/collate/declaration.md", "declaration.md"),
];

const YEARS: &[(&str, &str)] = &[
    ANY_REPORT,
    (LAST_YEAR, "2023.md"),
    (THIS_YEAR, "2024.pdf"),
    (LAST_YEAR, "archive/2023/a.txt"),
    (THIS_YEAR, "archive/2024/a.pdf"),
];

/// Known gaps: pages whose commands nobody runs yet.
const NOT_YET: &[&str] = &[
    // These want a file that a browser saved.
    "docs/review.md",
    "docs/review.zh-CN.md",
    // These want the network.
    "docs/scans.md",
    "docs/scans.zh-CN.md",
];

const DOCUMENTS: &[Document] = &[
    Document { path: "README.md", has: &[(REPORT, REPORT), ANY_REPORT] },
    Document { path: "README.zh-CN.md", has: &[(REPORT, REPORT), ANY_REPORT] },
    Document {
        path: "docs/batch.md",
        has: &[(LAST_YEAR, "archive/2023/a.txt"), (THIS_YEAR, "archive/2024/a.pdf")],
    },
    Document {
        path: "docs/batch.zh-CN.md",
        has: &[(LAST_YEAR, "archive/2023/a.txt"), (THIS_YEAR, "archive/2024/a.pdf")],
    },
    Document { path: "docs/collation.md", has: COLLATED },
    Document { path: "docs/collation.zh-CN.md", has: COLLATED },
    Document { path: "docs/cookbook.md", has: &[ANY_REPORT] },
    Document { path: "docs/cookbook.zh-CN.md", has: &[ANY_REPORT] },
    Document { path: "docs/check.md", has: YEARS },
    Document { path: "docs/check.zh-CN.md", has: YEARS },
    Document { path: "docs/diff.md", has: YEARS },
    Document { path: "docs/diff.zh-CN.md", has: YEARS },
    Document { path: "docs/doctor.md", has: YEARS },
    Document { path: "docs/doctor.zh-CN.md", has: YEARS },
    Document { path: "docs/panel.md", has: YEARS },
    Document { path: "docs/panel.zh-CN.md", has: YEARS },
    Document { path: "docs/patterns.md", has: &[ANY_REPORT] },
    Document { path: "docs/patterns.zh-CN.md", has: &[ANY_REPORT] },
];

/// A step of a document.
#[derive(Debug, PartialEq)]
enum Step<'d> {
    Write { path: &'d str, text: String },
    Run { line: usize, command: &'d str, shown: Vec<&'d str> },
}

/// What a document tells its reader to do.
fn steps(text: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    let mut language = None;
    let mut block: Vec<(usize, &str)> = Vec::new();
    for (line, content) in (1..).zip(text.lines()) {
        match (language, content.strip_prefix("```")) {
            (None, Some(opened)) => language = Some(opened),
            (Some(language_of), Some(_)) => {
                match language_of {
                    "console" => steps.extend(commands(&block)),
                    "toml" => steps.extend(written(&block)),
                    _ => {}
                }
                language = None;
                block.clear();
            }
            (Some(_), None) => block.push((line, content)),
            (None, None) => {}
        }
    }
    steps
}

fn commands<'d>(block: &[(usize, &'d str)]) -> Vec<Step<'d>> {
    let mut found = Vec::new();
    for &(line, content) in block {
        match (content.strip_prefix("$ "), found.last_mut()) {
            (Some(command), _) => found.push(Step::Run { line, command, shown: Vec::new() }),
            (None, Some(Step::Run { shown, .. })) => shown.push(content),
            (None, _) => panic!("line {line}: output without a command"),
        }
    }
    found
}

fn written<'d>(block: &[(usize, &'d str)]) -> Option<Step<'d>> {
    let head = block.first()?.1.strip_prefix("# ")?;
    let path = head.split([':', ' ']).next().filter(|path| path.ends_with(".toml"))?;
    let lines: Vec<&str> = block.iter().map(|(_, content)| *content).collect();
    Some(Step::Write { path, text: lines.join("\n") + "\n" })
}

/// Whether what was printed is what is shown.
fn fits(shown: &[&str], printed: &[&str]) -> bool {
    let pieces: Vec<&[&str]> = shown.split(|line| line.trim() == "…").collect();
    let [first, middle @ .., last] = &pieces[..] else {
        return shown == printed;
    };
    let Some(mut rest) = printed.strip_prefix(*first) else { return false };
    for piece in middle.iter().filter(|piece| !piece.is_empty()) {
        let Some(at) = rest.windows(piece.len()).position(|window| window == *piece) else {
            return false;
        };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

/// The command as it is run, if it is.
fn runnable(command: &str) -> Option<String> {
    if command == "cargo test" {
        return None;
    }
    let command = match command.split_once(" -- ") {
        Some((cargo, arguments)) if cargo.starts_with("cargo run") => {
            format!("jiaokan {arguments}")
        }
        _ => command.to_owned(),
    };
    assert!(command.starts_with("jiaokan "), "a command of the program: {command}");
    let piped = Command::new("jq").arg("--version").output().is_ok();
    match command.split_once(" | jq ") {
        Some((before, _)) if !piped => Some(before.to_owned()),
        _ => Some(command),
    }
}

/// Runs a command as a reader does; its status and what it prints.
fn run(command: &str, folder: &Path, locale: &str) -> (Option<i32>, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_jiaokan")).parent().unwrap().to_path_buf();
    let known = std::env::var_os("PATH").unwrap_or_default();
    let path: OsString =
        std::env::join_paths([program].into_iter().chain(std::env::split_paths(&known))).unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{{ {command}\n}} 2>&1")]).current_dir(folder);
    shell.env("PATH", path).env("LC_ALL", locale);
    for variable in ["JIAOKAN_PASSWORD", "COLUMNS", "CLICOLOR_FORCE"] {
        shell.env_remove(variable);
    }
    let output = shell.output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

/// Whether a line says how far a long run is, which a slow machine shows.
fn is_progress(line: &str) -> bool {
    line.contains(" files, ") && line.contains(" a second, ") || line.starts_with("已完成 ")
}

/// Follows a document; how many commands it has, and where it is wrong.
fn follow(document: &Document) -> (usize, Vec<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = TempDir::new().unwrap();
    let place = |path: &str| -> PathBuf {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    };
    for (from, to) in document.has {
        fs::copy(root.join(from), place(to)).unwrap();
    }
    let locale = if document.path.contains("zh-CN") { "zh_CN.UTF-8" } else { "C" };
    let text = fs::read_to_string(root.join(document.path)).unwrap();
    let (mut count, mut wrong) = (0, Vec::new());
    for step in steps(&text) {
        let (line, command, shown) = match step {
            Step::Write { path, text } => {
                fs::write(place(path), text).unwrap();
                continue;
            }
            Step::Run { line, command, shown } => (line, command, shown),
        };
        let Some(run_as) = runnable(command) else { continue };
        count += 1;
        let (status, printed) = run(&run_as, folder.path(), locale);
        let lines: Vec<&str> = printed.trim_end().lines().filter(|l| !is_progress(l)).collect();
        if status != Some(0) || !(shown.is_empty() || fits(&shown, &lines)) {
            let begin: Vec<&str> = lines.iter().take(40).copied().collect();
            let begin = begin.join("\n");
            wrong.push(format!("{}:{line}: {command}\n{status:?}\n{begin}", document.path));
        }
    }
    (count, wrong)
}

#[test]
fn commands_print_what_the_documents_show() {
    for document in DOCUMENTS {
        let (count, wrong) = follow(document);
        assert!(count > 0, "{}: no command", document.path);
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }
}

#[test]
fn every_document_with_commands_is_followed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in super::documents::pages() {
        let text = fs::read_to_string(root.join(&path)).unwrap();
        let runs = steps(&text).iter().any(|step| matches!(step, Step::Run { .. }));
        let followed = DOCUMENTS.iter().any(|document| document.path == path);
        let gap = NOT_YET.contains(&path.as_str());
        assert_eq!(runs, followed || gap, "{path}");
        assert!(!(followed && gap), "{path} is followed: it is no gap any more");
    }
}

/// The help of the program and of all its commands.
fn help() -> String {
    let help = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_jiaokan"));
        let output = program.args(["--lang", "en", "help"]).args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let whole = help(&[]);
    let commands = whole.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands = commands.take_while(|line| !line.is_empty());
    let names: Vec<&str> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.contains(&"extract"), "{whole}");
    let of_each = names.iter().filter(|name| **name != "help").map(|name| help(&[name]));
    let of_patterns = ["export", "check", "add"].iter().map(|name| help(&["patterns", name]));
    of_each.chain(of_patterns).collect::<String>() + &whole
}

#[test]
fn every_option_that_is_named_is_one() {
    /// Of `cargo`, `docker`, `pip`, `soffice` and `scripts/release.sh`.
    const FOREIGN: [&str; 13] = [
        "bench",
        "convert-to",
        "dry-run",
        "features",
        "find-links",
        "headless",
        "locked",
        "no-index",
        "path",
        "release",
        "rm",
        "target",
        "test",
    ];
    let help = help();
    let is_of_option = |c: char| c.is_ascii_lowercase() || c == '-';
    let options = |text: &str| -> Vec<String> {
        let starts = text.split("--").skip(1);
        let names = starts.map(|rest| rest.split(|c| !is_of_option(c)).next().unwrap().to_owned());
        names.filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase())).collect()
    };
    let known = options(&help);
    let mut wrong = Vec::new();
    for path in super::documents::pages() {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap();
        let named = options(&text).into_iter();
        let strange =
            named.filter(|name| !known.contains(name) && !FOREIGN.contains(&name.as_str()));
        wrong.extend(strange.map(|name| format!("{path}: --{name}")));
    }
    assert!(known.len() > 20 && wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_document_is_taken_apart() {
    let text = "```console\n$ a\nb\n…\n$ c # d\n```\n\n```toml\n# x/y.toml: e\nf = 1\n```\n\
                ```text\n$ g\n```\n";
    let run =
        |line, command, shown: &[&'static str]| Step::Run { line, command, shown: shown.to_vec() };
    let write = Step::Write { path: "x/y.toml", text: "# x/y.toml: e\nf = 1\n".to_owned() };
    assert_eq!(steps(text), [run(2, "a", &["b", "…"]), run(5, "c # d", &[]), write]);
}

#[test]
fn an_ellipsis_stands_for_lines_and_nothing_else_does() {
    let printed = ["a", "b", "c", "b", "d"];
    for shown in [
        &["a", "b", "c", "b", "d"][..],
        &["…"],
        &["a", "  …"],
        &["…", "b", "d"],
        &["a", "…", "c", "…", "d"],
        &["…", "b", "c", "…"],
    ] {
        assert!(fits(shown, &printed), "{shown:?}");
    }
    for shown in [
        &["a", "b", "c", "b"][..],
        &["…", "c"],
        &["b", "…"],
        &["a", "…", "d", "…", "c"],
        &["…", "b", "d", "…", "d"],
        &[],
    ] {
        assert!(!fits(shown, &printed), "{shown:?}");
    }
}
