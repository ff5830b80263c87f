//! What the program is built of is as `deny.toml` says: licences, two versions of one library,
//! where it comes from. `cargo deny check` says the same and more; this needs nothing but cargo.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// Name, version with what cargo says beside it, and licence of the libraries that reach a user, and
/// of those that build them, on every platform; `None` where cargo cannot tell without a network.
fn reaching() -> Option<Vec<[String; 3]>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["tree", "--offline", "--locked", "--all-features", "--target", "all"])
        .args(["--edges", "no-dev", "--prefix", "none", "--format", "{p}|{l}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .ok()?;
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines: BTreeSet<&str> = lines.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    let parts = |line: &str| {
        let (package, licence) = line.split_once('|').unwrap();
        let (name, version) = package.split_once(" v").unwrap();
        [name, version, licence.trim_end_matches(" (*)")].map(str::to_owned)
    };
    output.status.success().then(|| lines.into_iter().map(parts).collect())
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
    let doubles = list(&deny, "bans", "skip");
    let mut wrong = Vec::new();
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for [name, version, licence] in &packages {
        if !holds(licence, &allowed) {
            wrong.push(format!("{name}: the licence {licence:?}"));
        }
        // A folder, a repository or another registry stands in brackets.
        let (version, source) = version.split_once(' ').unwrap_or((version, "(proc-macro)"));
        versions.entry(name).or_default().insert(version);
        if name != "jiaokan" && source != "(proc-macro)" {
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
