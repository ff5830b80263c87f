//! `docs/checks.md` lists every check as the registry has it.
//! `UPDATE_EXPECT=1 cargo test --test it check_docs` rewrites it.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use jiaokan::internals::checks;
use jiaokan::internals::explained::Explained;

const HEAD: &str = "# Audit checks

[中文](checks.zh-CN.md)

What `jiaokan check` looks for in one report, in the order of its output. `jiaokan explain
NAME` gives the whole explanation: what a check finds, why it matters, its known limits,
its basis. A check that lacks an input, or whose input is damaged, says *not evaluable* and
names it; that is never a pass. Severity is the usual one: a check may raise or lower it for
one finding. Ids are those of the audit literature of this project; several checks may share
one.

Generated from the sources of the checks: `UPDATE_EXPECT=1 cargo test --test it check_docs`.

| check | ids | severity | finds | 查什么 |
| --- | --- | --- | --- | --- |
";

const HEAD_ZH: &str = "# 核查项

[English](checks.md)

`jiaokan check` 对一份报告所做的核查，按输出顺序排列。`jiaokan explain 代码` 给出完整说明：查什么、为什么重要、有何局限、
依据何在。所需数据缺失或残损时，结果为“无法核查”并指明缺什么，不计为通过。严重程度为通常情况，个别问题可能升降。编号为
本项目审计文献中的编号，几项核查可以共用一个。

本页由核查项的源文件生成：`UPDATE_EXPECT=1 cargo test --test it check_docs`。

| 代码 | 名称 | 编号 | 严重程度 | 查什么 |
| --- | --- | --- | --- | --- |
";

#[test]
fn the_chinese_table_of_checks_is_that_of_the_registry() {
    let mut table = HEAD_ZH.to_owned();
    for check in checks::all() {
        let summary = check.summary().zh.replace('|', "\\|");
        let (name, title, ids) = (check.name(), check.title().zh, check.ids().join("、"));
        let severity = check.severity().term().zh;
        writeln!(table, "| `{name}` | {title} | {ids} | {severity} | {summary} |").unwrap();
    }
    hold("docs/checks.zh-CN.md", &table);
}

fn hold(page: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, table).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == table, "{page} is not that of the registry");
}

#[test]
fn the_table_of_checks_is_that_of_the_registry() {
    let mut table = HEAD.to_owned();
    for check in checks::all() {
        let severity = serde_json::to_value(check.severity()).unwrap();
        let said = check.summary();
        let cell = |text: &str| text.replace('|', "\\|");
        writeln!(
            table,
            "| `{}` | {} | {} | {} | {} |",
            check.name(),
            check.ids().join(", "),
            severity.as_str().unwrap(),
            cell(&said.en),
            cell(&said.zh)
        )
        .unwrap();
    }
    hold("docs/checks.md", &table);
}
