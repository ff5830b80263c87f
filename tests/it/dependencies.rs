//! What the program is built of is as `deny.toml` says: licences, two versions of one library,
//! where it comes from. `cargo deny check` says the same and more; this needs nothing but cargo.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The libraries that reach a user, with those that build them; `None` where cargo cannot tell
/// without a network.
fn reaching() -> Option<Vec<Value>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--offline", "--locked", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .ok()?;
    let metadata: Value = serde_json::from_slice(&output.stdout).ok()?;
    let id = |value: &Value| value.as_str().unwrap().to_owned();
    let mut wanted = vec![id(&metadata["resolve"]["root"])];
    let nodes: BTreeMap<String, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| (id(&n["id"]), n))
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(next) = wanted.pop() {
        if !seen.insert(next.clone()) {
            continue;
        }
        for dependency in nodes[&next]["deps"].as_array().unwrap() {
            let kinds = dependency["dep_kinds"].as_array().unwrap();
            if kinds.iter().any(|kind| kind["kind"] != "dev") {
                wanted.push(id(&dependency["pkg"]));
            }
        }
    }
    let packages = metadata["packages"].as_array().unwrap().iter();
    Some(packages.filter(|package| seen.contains(&id(&package["id"]))).cloned().collect())
}

fn deny() -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml");
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

fn list<'t>(table: &'t toml::Table, part: &str, key: &str) -> BTreeSet<&'t str> {
    table[part][key].as_array().unwrap().iter().map(|value| value.as_str().unwrap()).collect()
}

/// Whether a licence expression (SPDX; `/` is an old way to write `OR`) holds with these alone.
fn holds(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    return any(&mut words, allowed);

    type Words<'w> = std::iter::Peekable<std::str::SplitWhitespace<'w>>;

    fn any(words: &mut Words<'_>, allowed: &BTreeSet<&str>) -> bool {
        let mut holds = all(words, allowed);
        while words.next_if_eq(&"OR").is_some() {
            holds |= all(words, allowed);
        }
        holds
    }

    fn all(words: &mut Words<'_>, allowed: &BTreeSet<&str>) -> bool {
        let mut holds = one(words, allowed);
        while words.next_if_eq(&"AND").is_some() {
            holds &= one(words, allowed);
        }
        holds
    }

    fn one(words: &mut Words<'_>, allowed: &BTreeSet<&str>) -> bool {
        let Some(word) = words.next() else { return false };
        if word == "(" {
            let holds = any(words, allowed);
            return words.next() == Some(")") && holds;
        }
        match words.next_if_eq(&"WITH").and_then(|_| words.next()) {
            Some(exception) => allowed.contains(&*format!("{word} WITH {exception}")),
            None => allowed.contains(word),
        }
    }
}

#[test]
fn a_licence_holds_by_what_is_allowed() {
    let allowed = BTreeSet::from(["MIT", "Zlib", "Apache-2.0 WITH LLVM-exception"]);
    for expression in [
        "MIT",
        "MIT/Apache-2.0",
        "Apache-2.0 OR MIT",
        "(MIT OR GPL-3.0) AND Zlib",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(holds(expression, &allowed), "{expression}");
    }
    for expression in
        ["", "GPL-3.0", "MIT AND GPL-3.0", "Apache-2.0", "(MIT", "GPL-3.0 OR LGPL-2.1"]
    {
        assert!(!holds(expression, &allowed), "{expression}");
    }
}

#[test]
fn what_reaches_a_user_has_a_licence_a_source_and_one_version() {
    let Some(packages) = reaching() else {
        println!("skipped: cargo knows not all libraries without a network");
        return;
    };
    assert!(packages.len() > 100, "{}", packages.len());
    let deny = deny();
    let allowed = list(&deny, "licenses", "allow");
    let registries = list(&deny, "sources", "allow-registry");
    let doubles = list(&deny, "bans", "skip");
    let mut wrong = Vec::new();
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in &packages {
        let text = |key: &str| package[key].as_str().unwrap_or_default();
        let name = text("name");
        versions.entry(name).or_default().insert(text("version"));
        if !holds(text("license"), &allowed) {
            wrong.push(format!("{name}: the licence {:?}", text("license")));
        }
        let source = text("source").trim_start_matches("registry+");
        if name != "jiaokan" && !registries.contains(source) {
            wrong.push(format!("{name}: from {source:?}"));
        }
    }
    for (name, versions) in versions {
        if versions.len() > 1 && !doubles.contains(name) {
            wrong.push(format!("{name}: {versions:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
