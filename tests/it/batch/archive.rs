//! Folders of small invented reports, and the program run over them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder with an archive in `in`; outputs go beside it.
pub(crate) struct Archive(TempDir);

impl Archive {
    pub(crate) fn empty() -> Self {
        let archive = Self(TempDir::new().unwrap());
        fs::create_dir(archive.input()).unwrap();
        archive
    }

    /// So many reports, in three folders; each fourth is in GB18030.
    pub(crate) fn of(count: usize) -> Self {
        let archive = Self::empty();
        for number in 0..count {
            let path = format!("{}/局{number:03}.md", 2021 + number % 3);
            archive.add(&path, &bytes(number));
        }
        archive
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn input(&self) -> PathBuf {
        self.path("in")
    }

    pub(crate) fn add(&self, path: impl AsRef<Path>, bytes: &[u8]) {
        let path = self.input().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// A command that reads the archive into the folder `out`.
    pub(crate) fn extract(&self, out: &str, options: &[&str]) -> Command {
        let mut command = jiaokan(&["extract"]);
        command.arg(self.input()).arg("-o").arg(self.path(out));
        command.args(options);
        command
    }

    /// The results in a folder by their paths: all but what holds times, and our own.
    pub(crate) fn results(&self, out: &str) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        collect(&self.path(out), "", &mut found);
        found.remove("run.json");
        found
    }

    /// The lines of a file of a folder, as JSON.
    pub(crate) fn json_lines(&self, path: &str) -> Vec<serde_json::Value> {
        let text = fs::read_to_string(self.path(path)).unwrap();
        let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
        lines.collect()
    }

    /// Sources and codes of the errors of an output.
    pub(crate) fn errors(&self, out: &str) -> Vec<(String, String)> {
        let lines = self.json_lines(&format!("{out}/errors.jsonl"));
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        lines.iter().map(|line| (text(&line["source"]), text(&line["code"]))).collect()
    }

    pub(crate) fn run_json(&self, out: &str) -> serde_json::Value {
        let text = fs::read(self.path(out).join("run.json")).unwrap();
        serde_json::from_slice(&text).unwrap()
    }
}

fn collect(dir: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(dir).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if name == ".jiaokan" {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

/// A small report, another for each number.
pub(crate) fn report(number: usize) -> String {
    format!(
        "# 海棠市第{number}水务站{year}年度项目支出绩效自评报告\n\n\
         | 一级指标 | 二级指标 | 三级指标 | 预期值 | 实现值 |\n|---|---|---|---|---|\n\
         | 产指 | 数量指标 | 巡查河道次数（次） | ≥{target} | {actual} |\n\
         | 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 9{digit}% |\n",
        year = 2021 + number % 3,
        target = 10 + number,
        actual = 12 + number,
        digit = number % 10,
    )
}

pub(crate) fn bytes(number: usize) -> Vec<u8> {
    let text = report(number);
    match number % 4 {
        3 => encoding_rs::GB18030.encode(&text).0.into_owned(),
        _ => text.into_bytes(),
    }
}

/// The program, with English words and nothing of the surroundings.
pub(crate) fn jiaokan(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan"));
    command
        .args(arguments)
        .env("LC_ALL", "C")
        .env_remove("JIAOKAN_PASSWORD")
        .env_remove("JIAOKAN_FAULTS")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs a command that is to end with a status, and gives what it said.
pub(crate) fn ends(command: &mut Command, status: i32) -> Said {
    let output = command.output().unwrap();
    let said = Said::of(&output);
    assert_eq!(output.status.code(), Some(status), "{}", said.err);
    said
}

/// What a command wrote.
pub(crate) struct Said {
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    pub(crate) fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { out: text(&output.stdout), err: text(&output.stderr) }
    }
}
