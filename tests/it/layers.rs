//! A module uses only modules that come earlier in the order of the flow.

use std::fs;
use std::path::Path;

const ORDER: &[&str] = &[
    "words",
    "error",
    "location",
    "joins",
    "fold",
    "model",
    "terms",
    "explained",
    "patterns",
    "value",
    "source",
    "document",
    "layout",
    "decode",
    "outline",
    "form",
    "table",
    "report",
    "witness",
    "checks",
    "diff",
    "render",
    "pipeline",
    "batch",
    "cli",
];

#[test]
fn no_module_uses_a_later_one() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = crate::support::sources(&src);
    assert!(files.len() > 10, "the sources are under src/");
    let mut wrong = Vec::new();
    for file in files {
        let path = file.strip_prefix(&src).unwrap();
        let first = path.iter().next().unwrap().to_string_lossy();
        let module = first.strip_suffix(".rs").unwrap_or(&first);
        if matches!(module, "lib" | "main") {
            continue;
        }
        let Some(own) = ORDER.iter().position(|name| *name == module) else {
            wrong.push(format!("{}: {module} has no place in the order", path.display()));
            continue;
        };
        for (number, used) in uses(&fs::read_to_string(&file).unwrap()) {
            match ORDER.iter().position(|name| *name == used) {
                Some(other) if other > own => wrong.push(format!(
                    "{}:{number}: {module} uses {used}, which comes later",
                    path.display()
                )),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_use_is_seen_in_each_way_of_writing_it() {
    let source = "use crate::value::Unit;\nuse crate::{decode, report::Fields};\n\
                  let x = crate::table::read();\n/// See [`crate::cli`].\nuse super::text;";
    let seen: Vec<String> = uses(source).into_iter().map(|(_, name)| name).collect();
    assert_eq!(seen, ["value", "decode", "report", "table"]);
}

/// The modules of this crate that a source names, with their lines; links in
/// comments are no uses.
fn uses(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (index, line) in source.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for (at, _) in code.match_indices("crate::") {
            let rest = &code[at + "crate::".len()..];
            let names: Vec<&str> = match rest.strip_prefix('{') {
                Some(list) => list.split('}').next().unwrap().split(',').collect(),
                None => vec![rest],
            };
            for name in names {
                let name = name.trim();
                let end = name
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .unwrap_or(name.len());
                found.push((index + 1, name[..end].to_owned()));
            }
        }
    }
    found
}
