//! A module uses only modules that come earlier in the order of the flow, and no two
//! rooms (folders) use each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::support::rust::{self, Use};
use pathfinding::directed::strongly_connected_components::strongly_connected_components;

const ORDER: &[&str] = &[
    "words",
    "visible",
    "json",
    "error",
    "location",
    "joins",
    "fold",
    "model",
    "terms",
    "explained",
    "patterns",
    "recognition",
    "value",
    "source",
    "document",
    "layout",
    "picture",
    "decode",
    "outline",
    "form",
    "prose",
    "table",
    "report",
    "emend",
    "decisions",
    "review",
    "witness",
    "checks",
    "diff",
    "panel",
    "survey",
    "collate",
    "lint",
    "options",
    "pipeline",
    "render",
    "view",
    "batch",
    "cli",
];

/// Files that are no module of the flow.
const OUTSIDE: &[&str] = &["lib", "main", "internals"];

#[test]
fn no_module_uses_a_later_one() {
    let mut wrong = Vec::new();
    for (module, uses) in modules() {
        let first = module.split("::").next().unwrap().to_owned();
        if OUTSIDE.contains(&&*first) {
            continue;
        }
        let Some(own) = ORDER.iter().position(|name| *name == first) else {
            wrong.push(format!("{module}: {first} has no place in the order"));
            continue;
        };
        for Use { line, path } in uses {
            let used = path.first().map(String::as_str).unwrap_or_default();
            match ORDER.iter().position(|name| *name == used) {
                Some(other) if other > own => {
                    wrong.push(format!("{module}:{line}: uses {used}, which comes later"));
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_two_rooms_use_each_other() {
    let modules = modules();
    let names: BTreeSet<&str> = modules.keys().map(String::as_str).collect();
    let mut arrows: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (module, uses) in &modules {
        for Use { path, .. } in uses {
            let used = (1..=path.len()).rev().map(|length| path[..length].join("::"));
            let Some(used) = used.into_iter().find_map(|name| names.get(name.as_str())) else {
                continue;
            };
            // A part may use what its whole offers to all parts.
            let is_whole = module.strip_prefix(used).is_some_and(|rest| rest.starts_with("::"));
            if module != used && !is_whole {
                arrows.entry(module).or_default().insert(used);
            }
        }
    }
    let nodes: Vec<&str> = names.iter().copied().collect();
    let successors =
        |module: &&str| arrows.get(module).into_iter().flatten().copied().collect::<Vec<_>>();
    let circles = strongly_connected_components(&nodes, successors).into_iter();
    let wrong: Vec<String> = circles
        .filter(|circle| circle.iter().any(|module| room(module) != room(circle[0])))
        .map(|mut circle| {
            circle.sort_unstable();
            circle.join(", ")
        })
        .collect();
    assert!(wrong.is_empty(), "these use each other:\n{}", wrong.join("\n"));
}

/// The folder of a module.
fn room(module: &str) -> &str {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(module.replace("::", "/"));
    match file.is_dir() {
        true => module,
        false => module.rsplit_once("::").map_or("", |(room, _)| room),
    }
}

/// Every module of the crate, with the modules and items of the crate that it names.
fn modules() -> BTreeMap<String, Vec<Use>> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = crate::support::sources(&src);
    assert!(files.len() > 10, "the sources are under src/");
    let mut modules = BTreeMap::new();
    for file in files {
        let path = file.strip_prefix(&src).unwrap().with_extension("");
        let mut parts: Vec<String> =
            path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if parts.last().is_some_and(|last| last == "mod") {
            parts.pop();
        }
        // The tests of a module may look further than the module.
        if parts.last().is_some_and(|last| last == "tests") {
            continue;
        }
        let uses = rust::uses(&fs::read_to_string(&file).unwrap(), &parts);
        modules.insert(parts.join("::"), uses);
    }
    modules
}
