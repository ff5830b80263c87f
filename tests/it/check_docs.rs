//! `docs/checks.md` lists every check as the registry has it.
//! `UPDATE_EXPECT=1 cargo test --test it check_docs` rewrites it.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use jiaokan::internals::checks;
use jiaokan::internals::explained::Explained;

const HEAD: &str = "# Audit checks

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
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &table).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == table, "docs/checks.md is not that of the registry");
}
